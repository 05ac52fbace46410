### Kimo's texts: one source for window, popups, tray and command line.
### The section headings are the same in all three languages; a test checks that they are complete.

## Popup

popup-hidden-number = hidden number
popup-extension = ext. { $number }
popup-queue = queue { $number }
popup-answered-by = Answered by { $who }
popup-answered = Answered
popup-missed = Missed call, { $time }
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
popup-note = note: { $note }
popup-open = Open
popup-copy = Copy number
popup-call-back = Call back
popup-done = Done

## Tray

tray-tooltip-quiet = Kimo
tray-tooltip-missed = { $count ->
    [one] Kimo: { $count } caller to call back
   *[other] Kimo: { $count } callers to call back
}
tray-tooltip-dnd = { $text } · do not disturb
tray-blind = Kimo sees no calls: { $reason }
tray-dnd-on = Do not disturb is on, calls are only recorded
tray-caller = { $who } · { $time }
tray-caller-repeated = { $count ->
    [one] { $who } · { $count } time · { $time }
   *[other] { $who } · { $count } times · { $time }
}
tray-caller-call-back = Call back
tray-caller-open = Open
tray-caller-done = Done
tray-more-missed = { $count ->
    [one] { $count } more caller…
   *[other] { $count } more callers…
}
tray-yesterday = yesterday { $time }
tray-history = Calls
tray-dnd = Do not disturb
tray-test-call = Send a test call
tray-copy-address = Copy hook address
tray-settings = Settings
tray-quit = Quit

## Command line

## Errors

error-cannot-store = calls cannot be stored ({ $detail })
error-cannot-listen = the hook address cannot be listened on ({ $detail })
