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
