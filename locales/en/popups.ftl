popup-hidden-number = hidden number
popup-test = Test call
popup-extension = ext. { $number }
popup-queue = queue { $number }
popup-answered-by = Answered by { $who }
popup-answered = Answered
popup-missed = Missed call, { $time }
popup-several-missed = { $count ->
    [one] { $count } person called
   *[other] { $count } people called
}
popup-several-missed-last = Missed calls, the last at { $time }
popup-reminder = Called at { $time }, not called back yet
popup-several-reminders = { $count ->
    [one] { $count } person waits to be called back
   *[other] { $count } people wait to be called back
}
popup-waited = waited { $duration }
popup-calls-today = { $count ->
    [2] second call today
    [3] third call today
    [4] fourth call today
    [5] fifth call today
   *[other] { NUMBER($count, type: "ordinal") ->
        [one] { $count }st call today
        [two] { $count }nd call today
        [few] { $count }rd call today
       *[other] { $count }th call today
    }
}
popup-missed-this-week = { $count ->
    [one] missed once this week
    [2] missed twice this week
   *[other] missed { $count } times this week
}
popup-important = important
popup-talking = { $who } is talking
popup-note = note: { $note }
popup-greeting = { $line }: { $greeting }
popup-in-tray = Kimo goes on
popup-in-tray-text = It shows who calls, from its icon beside the clock. A click on that opens the window again.
popup-newer = Kimo is now { $version }
popup-newer-text = Calls and settings are as they were.
popup-open = Open
popup-open-missed = Show missed callers
popup-copy = Copy number
popup-message = Take message
popup-call-back = Call back
popup-done = Handled
popup-card-title = Call card
popup-card-rings = Ringing
popup-card-ended = Call ended
popup-card-ended-after = Call ended · { $duration }
popup-card-over = No longer rings
popup-card-more = { $count ->
    [one] and one more call
   *[other] and { $count } more calls
}
popup-card-last = Last talk: { $when } · { $talk }
popup-card-talked-with = { $duration } with { $who }
popup-card-today = today { $time }
popup-card-yesterday = yesterday { $time }
popup-card-copy = Copy
popup-card-message = Take message
popup-card-note = Note for this call
popup-card-kept = Note kept
popup-card-not-kept = The note is not kept yet, Kimo will try again
popup-card-copied = Copied
popup-card-close = Take off the card
popup-card-failed = That did not work. Use the window of Kimo.
