calls-search = Name or number
calls-search-clear = Clear the search
calls-filter = Which calls to show
calls-filter-all = All
calls-filter-missed = Missed
calls-filter-in = In
calls-complete-until = Complete until { $moment }
calls-complete-until-of = { $names }: complete until { $moment }
calls-filter-out = Out
calls-list = Calls, newest first
calls-now = Right now
calls-new-above = { $count ->
    [one] { $count } new call
   *[other] { $count } new calls
}
calls-empty-title = No calls yet
calls-empty-text = Calls appear here as soon as your PBX tells Kimo about them. Send a test call now to see what that looks like.
calls-empty-text-unconnected = Connect your PBX, and calls appear here.
calls-empty-connect = Connect the PBX
calls-empty-test = Send a test call
calls-none-missed = No missed calls
calls-none-in = No incoming calls
calls-none-out = No outgoing calls
calls-none-text = Remove the filter to see the other calls.
calls-none-show-all = Show all
calls-nothing-found = Nothing found for “{ $search }”
calls-nothing-found-text = Any part of a number or name will do.
calls-only-newest = The newest { $count } calls are listed. Search to find older ones.
calls-glyph-in = Incoming call
calls-glyph-out = Outgoing call
calls-glyph-missed = Missed call
calls-glyph-internal = Internal call
calls-glyph-fax = Fax
calls-glyph-ringing = Ringing
calls-glyph-talking = In conversation
calls-test = Test call
calls-has-note = Has a note

calls-in-a-row = { $count ->
    [one] { $count } call in a row
   *[other] { $count } calls in a row
}

## Outcomes

calls-outcome-talked-with = { $duration } with { $who }
calls-outcome-talked = talked { $duration }
calls-outcome-answered-by = answered by { $who }
calls-outcome-answered = answered
calls-outcome-no-answer = no answer
calls-outcome-no-answer-after = no answer after { $duration }
calls-outcome-busy = busy
calls-outcome-rejected = declined
calls-outcome-cancelled = caller hung up
calls-outcome-gave-up-after = gave up after { $duration }
calls-outcome-gave-up-in-queue = gave up in the queue
calls-outcome-gave-up-in-this-queue = gave up in queue { $queue }
calls-outcome-gave-up-in-queue-after = gave up in queue { $queue } after { $duration }
calls-outcome-gave-up-in-menu = gave up in the menu
calls-outcome-gave-up-in-menu-after = gave up in the menu after { $duration }
calls-outcome-failed = not connected
calls-outcome-unknown = outcome not reported
calls-outcome-end-not-reported = end not reported
calls-outcome-fax = fax
calls-outcome-ringing = ringing
calls-outcome-ringing-for = ringing { $duration }
calls-outcome-talking = talking
calls-outcome-talking-for = talking { $duration }
calls-outcome-talking-with-for = { $duration } with { $who }
