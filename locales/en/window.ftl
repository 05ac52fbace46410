window-title-section = { $section } · Kimo
window-title-missed = ({ $count }) { $title }
window-loading = Loading
window-copied = Copied
window-close = Close
window-back = Back
window-undo = Undo
window-cancel = Cancel
window-save = Save
window-saved = Saved
window-retry = Try again
window-failed = That did not work: { $reason }. Nothing was lost.
window-quiet = Do not disturb: calls are recorded and do not pop up.
window-quiet-until = Do not disturb until { $until }: calls are recorded and do not pop up.
window-quiet-closed = Outside business hours, do not disturb until { $until }: calls are recorded and do not pop up.
window-quiet-end = End it
window-blind = Kimo cannot see calls right now
window-blind-reason = Reason: { $reason }. Everything recorded so far is safe.
window-blind-next-disk = Free some disk space; Kimo tries again by itself.
window-blind-next-locked = Close the other program that uses the history; Kimo tries again by itself.
window-blind-next-cannot-listen = Close the program that uses the same address, then restart Kimo.
window-blind-next-other = Restart Kimo; if that does not help, look at Connections.
window-blind-show = Open connections
window-incident = Something has happened to the history
window-fault = Something went wrong inside Kimo
window-incident-seen = Mark as seen
window-address-changed = Until the new one is entered at the PBX, no calls come.
window-address-show = Show the new address
window-lost = The connection to Kimo was lost; reconnecting. Calls may still be recorded meanwhile.
window-cannot-show = This cannot be shown right now
window-details = Details
window-not-started = Kimo cannot be reached
window-not-started-next = Make sure that the program is running, then try again.
window-no-session = This page does not belong to a running Kimo
window-no-session-next = Open the address that Kimo printed when it started; each start has another one.
window-rings = { $who } is calling
window-missed = { $who } was missed
window-hidden-number = Hidden number
window-extension = ext. { $number }
window-extensions-more = ext. { $numbers } +{ $count }
window-extensions = ext. { $numbers }
window-queue = queue { $number }
window-internal = { $caller } called { $called }
window-internal-named = { $caller } called { $called }

## Navigation

nav-label = Sections
nav-calls = Calls
nav-missed = Missed
nav-contacts = Contacts
nav-colleagues = Colleagues
nav-connections = Connections
nav-settings = Settings
nav-missed-count = { $count ->
    [one] { $count } person to call back
   *[other] { $count } people to call back
}
nav-blind = Kimo cannot see calls
