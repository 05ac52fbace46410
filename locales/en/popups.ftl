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
popup-open = Open
popup-open-missed = Show missed callers
popup-copy = Copy number
popup-message = Take message
popup-call-back = Call back
popup-done = Handled
