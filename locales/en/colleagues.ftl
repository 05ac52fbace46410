## Colleagues

colleagues-title = Colleagues
colleagues-on-the-phone = { $count ->
    [0] Nobody is on the phone
    [one] { $count } is on the phone
   *[other] { $count } are on the phone
}
colleagues-none = Nobody is known yet
colleagues-none-text = Extensions stand here once the PBX's key is entered, or the first calls come.
colleagues-free = free
colleagues-on-a-call = on the phone
colleagues-do-not-disturb = does not want to be disturbed
colleagues-off = telephone is off
colleagues-rings = rings: { $who }, since { $since }
colleagues-calls = calling { $who }, since { $since }
colleagues-talks = talking with { $who }, since { $since }
