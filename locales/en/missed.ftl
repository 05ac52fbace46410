missed-title = To call back
missed-waiting = { $count ->
    [one] { $count } person has not been reached yet
   *[other] { $count } people have not been reached yet
}
missed-called = { $count ->
    [one] Called you
   *[other] Called you { $count } times
}
missed-calls-hidden = { $count ->
    [one] { $count } call from a hidden number
   *[other] { $count } calls from hidden numbers
}
missed-done = Handled
missed-done-all-earlier = { $who }: handled
missed-call-back = Call back
missed-call-back-who = Call back { $who }
missed-list = People to call back
missed-cleared = { $who } is off the list
missed-empty-title = Nobody to call back
missed-empty-text = Missed callers gather here, and leave by themselves when you call them back or they get through.
missed-empty-calls = Show all calls
missed-more = and { $count } more
missed-order = Order
missed-newest-first = Newest first
missed-oldest-first = Oldest first
missed-first = first { $when }
missed-last = last { $when }
missed-just-now = just now
missed-ago = { $span } ago
missed-tried = called back { $when }, { $outcome }
missed-fresh = { $count } new
missed-off-the-list = off the list
missed-reopen-who = Put { $who } back on the list
missed-done-hidden = Hidden numbers handled
missed-hidden-callers = Hidden numbers
missed-now-calling = calling right now
missed-now-being-called = being called
missed-now-talking = talking right now
missed-now-talking-with = talking with { $who }
missed-settled-called-back = called back { $when }
missed-settled-called-back-by = called back { $when } by { $who }
missed-settled-got-through = got through { $when }
missed-settled-got-through-to = got through { $when }, { $who }
missed-settled-handled = handled { $when }
missed-settled-through = { $settled } (through { $number })
missed-settled-unwanted = unwanted caller
missed-also-from = also from { $numbers }
missed-handled-today = Handled today ({ $count })
missed-handled-calls = { $count ->
    [one] Called { $when }
   *[other] Called { $count } times, last { $when }
}
missed-whose = Whose
missed-mine = Mine
missed-everybody = All
missed-now-calling-back = calling back since { $when }
missed-due = call back by { $when }
missed-due-past = was to be called back by { $when }
missed-due-yesterday = left over from yesterday
missed-outside-hours = outside business hours
missed-group-open = Called during business hours
missed-group-outside = Called outside business hours
missed-hung-up = Hung up at once ({ $count })
missed-snooze = Later
missed-snooze-who = { $who }: later
missed-snooze-until = Until when
missed-snooze-half-hour = In half an hour
missed-snooze-time = Day and time
missed-snooze-past = That is in the past. Choose a later time.
missed-snooze-unfinished = The day and the time must be complete.
missed-snooze-do = Snooze
missed-snoozed = { $who } is snoozed until { $when }
missed-snoozed-now = Snoozed ({ $count })
missed-until = until { $when }
missed-wake = Bring back
missed-wake-who = Bring back { $who }
missed-show = Show
missed-show-people = Callers
missed-show-messages = Messages ({ $count })
