call-panel = Call details
call-back = Call back
call-again = Call again
call-copy-number = Copy number
call-mark-done = Handled
call-mark-done-hint = Takes the caller off the missed list
call-reopen = Reopen
call-fact-called = Called
call-fact-caller = From
call-fact-queue = Queue
call-fact-extensions = Extensions rung
call-fact-answered-by = Answered by
call-fact-waited = Waited
call-fact-talked = Talked
call-fact-record = Record
call-recording = Listen to the recording
call-recording-asks = Asking the PBX…
call-recording-opens = It opens in your browser
call-recording-open = Open the recording
call-recording-open-number = Open recording { $number }
call-recording-look = Look for a recording
call-recording-plain = The PBX has it at an address that is not encrypted: whoever is on the way can listen.
call-brought-in = Brought in afterwards from the PBX's records
call-fact-pbx = PBX
call-note = Note
call-note-placeholder = A short note on this call
call-note-failed = The note was not saved: { $reason }. Your words are still here; try again.
call-timeline = What happened
call-event-arrived = The call arrived
call-event-placed = The number was dialled
call-event-routed-menu = Sent to menu { $number }
call-event-routed-group = Sent to group { $number }
call-event-routed-queue = Put in queue { $number }
call-event-routed = Passed on
call-event-ringing = { $number } rang
call-event-ringing-unknown = Began to ring
call-event-answered = { $number } answered
call-event-answered-unknown = Answered
call-event-leg-ended = { $number } stopped
call-event-leg-ended-unknown = A line stopped
call-event-missed = Missed
call-event-ended = The call ended
call-event-progress = Notice from the PBX: { $text }
call-event-fax = A fax came
call-event-expired = No end reported; Kimo stopped waiting
call-event-marked-done = Marked as handled
call-event-marked-open = Reopened
call-event-noted = Note: { $text }
call-event-note-removed = Note removed
call-event-not-understood = Not understood: { $text }
call-cause-no-answer = no answer
call-cause-busy = busy
call-cause-rejected = declined
call-cause-caller-gave-up = the caller hung up
call-cause-answered-elsewhere = another extension answered
call-cause-picked-up-elsewhere = picked up elsewhere
call-cause-time-over = time ran out
call-cause-hung-up = hung up
call-cause-no-such-number = no such number
call-cause-not-reachable = not reachable
call-cause-network = network trouble
call-arrived-later = reached Kimo { $span } later
call-beyond = { $count ->
    [one] So much came about this call that { $count } event was not taken up in it; it is kept as it came
   *[other] So much came about this call that { $count } events were not taken up in it; they are kept as they came
}
call-more-extensions = { $count ->
    [one] { $count } more extension rang
   *[other] { $count } more extensions rang
}
call-more-in-between = { $count ->
    [one] { $count } entry in the middle is not shown
   *[other] { $count } entries in the middle are not shown
}
call-arrived-earlier = clocks differ: reached Kimo { $span } earlier
call-arrived-only = when it reached Kimo
call-deliveries = What the PBX sent
call-deliveries-count = { $count ->
    [one] { $count } event, as it came
   *[other] { $count } events, as they came
}
call-delivery-error = could not be read: { $reason }
call-earlier = Earlier calls with this number
call-forget = Delete everything about this person
call-forget-sure = All calls with { $who }, the notes and the events will be deleted. This cannot be undone.
call-forget-yes = Delete everything
call-forgotten = { $who } was deleted
call-gone = This call is no longer in the history
call-gone-text = It may have been deleted. The other calls are in the list.
call-settled-show = Show that call
call-dial-here = Dial from this computer
call-ring-mine = Call from { $extension }
call-dialling = Asking the PBX
call-rings = { $extension } rings: pick up, and { $number } is called
call-i-am-calling = I am calling
call-not-calling = Not calling after all
call-event-calling = Somebody said that they are calling back
call-event-not-calling = They are not calling back after all
call-event-snoozed = Snoozed until { $when }
call-event-not-snoozed = Snoozed no longer
call-event-message = Message for { $recipient }: { $said }
call-event-passed-on = The message for { $recipient } was passed on
call-event-not-passed-on = The message for { $recipient } was reopened
