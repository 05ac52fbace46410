tray-tooltip-quiet = Kimo
tray-tooltip-missed = { $count ->
    [one] Kimo: { $count } caller to call back
   *[other] Kimo: { $count } callers to call back
}
tray-tooltip-dnd = { $text } · do not disturb
tray-tooltip-dnd-until = { $text } · do not disturb until { $until }
tray-tooltip-complete = { $text } · complete until { $until }
tray-tooltip-complete-of = { $text } · { $names }: complete until { $until }
tray-blind = Kimo sees no calls: { $reason }
tray-dnd-on = Do not disturb is on, calls are only recorded
tray-dnd-until = Do not disturb until { $until }, calls are only recorded
tray-caller = { $who } · { $time }
tray-caller-repeated = { $count ->
    [one] { $who } · { $count } time · { $time }
   *[other] { $who } · { $count } times · { $time }
}
tray-caller-call-back = Call back
tray-caller-open = Open
tray-caller-done = Handled
tray-more-missed = { $count ->
    [one] { $count } more caller…
   *[other] { $count } more callers…
}
tray-yesterday = yesterday { $time }
tray-tomorrow = tomorrow { $time }
tray-history = Calls
tray-dnd = Do not disturb
tray-dnd-half-an-hour = For 30 minutes
tray-dnd-an-hour = For 1 hour
tray-dnd-opening = Until the office next opens
tray-dnd-morning = Until tomorrow morning
tray-dnd-always = Until I switch it off
tray-test-call = Send a test call
tray-copy-address = Copy hook address
tray-settings = Settings
tray-quit = Quit
