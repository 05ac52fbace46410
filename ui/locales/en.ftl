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

cli-about-kimo = Shows who is calling: the desk that cloud switchboards post their calls to
cli-about-serve = Take deliveries, without a desktop
cli-about-hooks = List the addresses to enter at the PBXs
cli-about-add = Add a hook
cli-about-rotate = Give a hook a new address
cli-about-revoke = Make an end of the address that a hook had before
cli-about-limit = Limit a hook to where its deliveries come from
cli-about-calls = List calls, the newest first
cli-about-send = Play a scenario: post what a PBX would post
cli-about-doctor = Find out what is wrong, and what to do
cli-about-rebuild = Make events and calls afresh from the deliveries
cli-about-restore = Put a backup in the place of the history; no Kimo may run
cli-arg-backup = The backup; the newest one unless given
cli-arg-data-dir = Where the history is kept
cli-arg-verbose = Say more about what happens
cli-arg-listen = Where to take deliveries (127.0.0.1:8460 unless given); port 0 takes a free one
cli-arg-ui = Where to show the window to a browser on this computer; a free port unless given
cli-arg-json = Write JSON, for other programs
cli-arg-pbx = verimor, bulutfon or mtt
cli-arg-name = What to call it
cli-arg-region = The country whose national numbers it sends: TR, RU, …
cli-arg-basic = Ask for HTTP Basic: user name and password
cli-arg-missed = Only missed calls
cli-arg-search = Only calls with this in a number or name
cli-arg-since = Only calls since then: 2026-11-20, 2026-11-20T09:00, 2h, 7d
cli-arg-limit = At most so many
cli-arg-scenario = The scenario, like verimor-answered or answered
cli-arg-fast = Without the pauses of a real call
cli-arg-hook = The hook to post to, by its name or address
cli-arg-list = List the scenarios
cli-arg-which = The hook, by its name or its PBX
cli-arg-overlap = For how many hours the address that it had goes on to work; 0 ends it at once
cli-arg-networks = IP addresses or networks, like 203.0.113.0/24
cli-arg-header = The header in which the tunnel tells from where a request comes: x-forwarded-for, cf-connecting-ip or x-real-ip
cli-arg-anywhere = Take deliveries from anywhere again
cli-serve-listens = Kimo takes deliveries at { $address }. Enter these addresses at your PBX:
cli-serve-window = Window: { $url }
cli-serve-stop = Ctrl+C stops it.
cli-data-dir-held = { $dir } is in use by { $program } (process { $pid }). Stop it first, or choose another data directory with --data-dir.
cli-data-dir-held-by-unknown = { $dir } is in use by another Kimo. Stop it first, or choose another data directory with --data-dir.
cli-address-taken = { $address } is taken by { $program } (process { $pid }). Stop it, or choose another address with --listen.
cli-address-taken-by-unknown = { $address } is taken by another program. Choose another address with --listen.
cli-address-refused = { $address } cannot be listened on ({ $detail }). Choose another address with --listen.
cli-hook-added = Added { $name }. Enter this address at the PBX:
cli-hook-rotated = { $name } has a new address. Enter it at the PBX; the one before works until { $until }:
cli-hook-rotated-at-once = { $name } has a new address, and the one before works no more. Enter this one at the PBX:
cli-hook-revoked = Only this address of { $name } works:
cli-hook-limited = { $name } takes deliveries only from { $networks }, as the tunnel tells in { $header }:
cli-hook-unlimited = { $name } takes deliveries from anywhere:
cli-hook-no-delivery = no delivery yet
cli-calls-none = No calls.
cli-calls-more = There are more; --limit shows them.
cli-call-fax = fax
cli-call-ringing = ringing
cli-call-talking = talking
cli-call-missed = missed
cli-call-answered = answered
cli-call-not-answered = not answered
cli-call-ended = ended
cli-call-outbound = outbound
cli-call-reached = outbound, reached
cli-call-not-reached = outbound, not reached
cli-no-desk = No desk takes deliveries here. Start one with: kimo serve
cli-rebuilding = { $done } of { $total } deliveries
cli-rebuilt = { $count ->
    [one] Read { $count } delivery again.
   *[other] Read { $count } deliveries again.
}
cli-restored = The history is now the one of { $backup }.
cli-restored-replaced = What was there before is { $file }.
cli-scenario-answered = it rings and is answered
cli-scenario-missed = it rings and nobody answers
cli-scenario-group = a group rings and one of them answers
cli-scenario-menu = the caller gives up in the voice menu
cli-scenario-gave-up = the caller gives up waiting
cli-scenario-pickup = a colleague picks up what rings elsewhere
cli-scenario-busy = the line is busy
cli-scenario-hidden = the caller withholds the number
cli-scenario-late = the deliveries arrive in the wrong order
cli-scenario-repeated = the deliveries arrive several times
cli-scenario-outbound = we call out and are answered
cli-scenario-internal = one extension calls another
cli-scenario-fax = a fax comes in
cli-scenario-redirect = the first number does not answer, the second does
cli-scenario-no-cdr = answered, in the shape sent since 2021
doctor-state-ok = ok
doctor-state-note = note
doctor-state-wrong = WRONG
doctor-dir = data directory { $dir }
doctor-dir-missing = there is no data directory { $dir }
doctor-dir-missing-next = Start Kimo once; it makes the directory.
doctor-dir-is-a-file = { $dir } is no directory
doctor-dir-is-a-file-next = Choose another data directory with --data-dir.
doctor-dir-refused = the data directory { $dir } cannot be written ({ $detail })
doctor-dir-refused-next = Give the directory to the user who runs Kimo.
doctor-dir-open-to-others = others can read { $path }
doctor-dir-open-to-others-next = Take their rights away: chmod -R go= on the data directory.
doctor-disk = { $megabytes } MB free on the disk
doctor-disk-full = only { $megabytes } MB free on the disk
doctor-disk-full-next = Make room; without it calls cannot be kept.
doctor-database = history sound, { $megabytes } MB
doctor-database-damaged = the history is damaged: { $detail }
doctor-database-damaged-next = Start Kimo again: it sets the damaged history aside and says where the last backup is. kimo restore brings it back.
doctor-database-unreadable = the history cannot be read: { $detail }
doctor-database-unreadable-next = See whether another program holds it, and whether the rights are right.
doctor-database-missing = there is no history yet
doctor-database-missing-next = Start Kimo once.
doctor-database-older = the history was written by an older Kimo
doctor-database-older-next = Start Kimo once to bring it up to date.
doctor-database-newer = { $detail }
doctor-backups = { $count ->
    [one] { $count } backup, of { $day }
   *[other] { $count } backups, the newest of { $day }
}
doctor-backups-none = no backup yet
doctor-backups-none-next = A running Kimo makes one every day.
doctor-backups-old = the newest backup is of { $day }
doctor-backups-old-next = Let Kimo run; it makes one every day. If it runs, see that the disk has room.
doctor-backups-unreadable = the backups cannot be read ({ $detail })
doctor-desk = { $program } (process { $pid }) takes deliveries at { $address }
doctor-desk-none = no Kimo runs here; calls are not seen
doctor-desk-none-next = Start Kimo, or: kimo serve
doctor-desk-hangs = Kimo (process { $pid }) runs but does not answer
doctor-desk-hangs-next = End that process and start Kimo again.
doctor-desk-unknown = it cannot be told whether Kimo runs ({ $detail })
doctor-desk-deaf = { $program } (process { $pid }) runs but takes no deliveries
doctor-desk-deaf-next = Its address is probably taken by another program: the window says by which.
doctor-hook = { $name }: the address answers
doctor-hook-refuses = { $name }: the address answers { $detail }
doctor-hook-refuses-next = Start Kimo again.
doctor-hook-password = { $name }: its password cannot be read, and it lets nobody in
doctor-hook-password-next = Unlock the system's keyring, or enter the password again on the connections page.
doctor-hook-silent = { $name }: { $detail }
doctor-hook-silent-next = See whether a firewall on this computer is in the way, and start Kimo again.
doctor-delivery = { $count ->
    [one] { $name }: { $count } delivery, { $at }
   *[other] { $name }: { $count } deliveries, the last { $at }
}
doctor-delivery-only-tested = { $name }: tested { $at }, no delivery yet
doctor-delivery-only-tested-next = Place a call to see one.
doctor-delivery-none = { $name }: no delivery yet
doctor-delivery-none-next = Enter the address that kimo hooks shows at the PBX.
doctor-not-understood = { $count ->
    [one] { $name }: { $count } delivery not understood this week: { $detail }
   *[other] { $name }: { $count } deliveries not understood this week, the last: { $detail }
}
doctor-not-understood-next = See them under Connections; they are kept, and a newer Kimo may understand them.
cli-about-tunnel = Show or change how the PBX reaches Kimo
cli-about-key = Print the public key that the server shall let in
cli-about-use = Use this tunnel
cli-about-status = Show whether Kimo is reached
cli-about-check = Prove it now
cli-about-off = Use no tunnel
cli-about-forget-host-key = Accept a server's changed key
cli-about-ssh = An SSH tunnel to your own server
cli-about-ngrok = ngrok; the token is read from NGROK_AUTHTOKEN or standard input
cli-about-cloudflared = cloudflared; the token of a tunnel with an address is read from TUNNEL_TOKEN or standard input
cli-about-tailscale = Tailscale Funnel
cli-about-address = An address of your own: a reverse proxy or a forwarded port
cli-arg-host = The server's name or address
cli-arg-port = The server's SSH port
cli-arg-user = The user on the server
cli-arg-remote-port = The port that the server forwards
cli-arg-remote-socket = A unix socket on the server instead of a port
cli-arg-public-url = The public address that the PBX posts to, like https://kimo.example.com
cli-arg-domain = The account's fixed domain
cli-arg-program = Where the program is, if not on the path
cli-tunnel-off = No tunnel: Kimo is reached from this computer only.
cli-tunnel-unchecked = { $kind }: not checked yet.
cli-tunnel-reachable = { $kind }: reached since { $since }.
cli-tunnel-unreachable = { $kind }: not reached since { $since }.
doctor-tunnel-off = No tunnel: Kimo is reached from this computer only
doctor-tunnel-unchecked = { $url } is not checked yet
doctor-tunnel-reachable = The PBX reaches Kimo at { $url }
doctor-tunnel-unreachable = The PBX does not reach Kimo: { $reason }

## Errors

error-no-notification-server = popups cannot be shown: no notification server is running. Calls are recorded all the same
error-notifications-hang = popups are late: the notification server does not answer. Calls are recorded all the same
error-no-tray = this desktop shows no tray icon. Start Kimo once more to open its window
error-disk-full = calls cannot be stored, the disk is full
error-storage-locked = calls cannot be stored, another program holds the history
error-storage-damaged = calls cannot be stored, the history is damaged ({ $detail }). Start Kimo again
error-backup-failed = the daily backup failed ({ $detail })
error-history-set-aside = the history was damaged and a new one was begun, with the addresses and settings of the last backup; the old one is { $detail }. To go back to that backup, stop Kimo and run kimo restore with its path
error-history-begun-anew = the history was damaged, there was no backup, and a new one was begun. Its addresses are new: enter them at the PBX. The old one is { $detail }
error-hook-password = a hook's password cannot be read, and it lets nobody in ({ $detail })
error-cannot-store = calls cannot be stored ({ $detail })
error-cannot-listen = the hook address cannot be listened on ({ $detail })

## Reach

error-reach-name = the name of the public address is not found ({ $detail })
error-reach-connect = the public address cannot be connected to ({ $detail })
error-reach-tls = the certificate of the public address is not trusted ({ $detail })
error-reach-refused = the tunnel's server refuses the key or token ({ $detail })
error-reach-host_key_changed = the server shows another key than before ({ $detail })
error-reach-not_forwarded = the server does not give the port ({ $detail })
error-reach-silent = the tunnel's server has fallen silent
error-reach-program_missing = the tunnel program is not installed ({ $detail })
error-reach-program = the tunnel program does not work ({ $detail })
error-reach-tunnel = the tunnel does not stand ({ $detail })
error-reach-listener = Kimo cannot listen on this computer
error-reach-wrong_place = something else answers at the public address ({ $detail })
reach-next-name = Check the address letter by letter; a new name may take an hour to be known. Check the internet connection too.
reach-next-connect = Check the internet connection, and that the server is up. Kimo tries again by itself.
reach-next-tls = Renew the certificate on the server; check that this computer's clock is right.
reach-next-refused = For SSH, add Kimo's public key to authorized_keys on the server; the page Connections and “kimo tunnel key” show it. For ngrok and cloudflared, enter the token again.
reach-next-host_key_changed = Ask whoever runs the server. If they changed it, choose “Accept the new key” on the page Connections, or run “kimo tunnel forget-host-key”; if not, do not connect.
reach-next-not_forwarded = It heals once the old session has ended. If it does not, another program uses the port there, or forwarding is forbidden.
reach-next-silent = Check that the server and the internet work. Kimo tries again by itself.
reach-next-program_missing = Install the program, or show its place on the page Connections.
reach-next-program = See what the program says; Kimo starts it again by itself.
reach-next-tunnel = Kimo tries again by itself. If it goes on, check the settings on the page Connections.
reach-next-listener = Close the program that uses the same address.
reach-next-wrong_place = Check that the public address leads to Kimo on this computer; the server's forwarding points elsewhere.
reach-kind-off = no tunnel
reach-kind-address = your own address
reach-kind-ssh = SSH tunnel
reach-kind-ngrok = ngrok
reach-kind-cloudflared = cloudflared
reach-kind-tailscale = Tailscale Funnel

## Answers of the desk

error-no_such_question = window and program are of different versions; restart Kimo
error-bad_params = Kimo did not accept this ({ $detail })
error-not_found = it is no longer in the history
error-storage = the history cannot be reached ({ $detail })
error-desktop_only = only the desktop program can do this
error-not_delivered = the test call did not get through ({ $detail })
error-secrets = the secrets cannot be kept ({ $detail })
error-unreachable = Kimo does not answer

## Window

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
window-blind = Kimo cannot see calls right now
window-blind-reason = Reason: { $reason }. Everything recorded so far is safe.
window-blind-next-disk = Free some disk space; Kimo tries again by itself.
window-blind-next-locked = Close the other program that uses the history; Kimo tries again by itself.
window-blind-next-cannot-listen = Close the program that uses the same address, then restart Kimo.
window-blind-next-other = Restart Kimo; if that does not help, look at Connections.
window-blind-show = Open connections
window-address-changed = Until the new one is entered at the PBX, no calls come.
window-address-show = Show the new address
window-lost = Lost touch with Kimo, reconnecting. Calls may still be recorded meanwhile.
window-cannot-show = This cannot be shown right now
window-not-started = Kimo cannot be reached
window-not-started-next = Make sure that the program is running, then try again.
window-rings = { $who } is calling
window-hidden-number = Hidden number
window-extension = ext. { $number }
window-extensions-more = ext. { $numbers } +{ $count }
window-extensions = ext. { $numbers }
window-queue = queue { $number }

## Navigation

nav-label = Sections
nav-calls = Calls
nav-missed = Missed
nav-connections = Connections
nav-settings = Settings
nav-missed-count = { $count ->
    [one] { $count } person to call back
   *[other] { $count } people to call back
}
nav-blind = Kimo cannot see calls

## Calls

calls-search = Name or number
calls-search-clear = Clear the search
calls-filter = Which calls to show
calls-filter-all = All
calls-filter-missed = Missed
calls-filter-in = In
calls-filter-out = Out
calls-list = Calls, newest first
calls-now = Right now
calls-new-above = { $count ->
    [one] { $count } new call
   *[other] { $count } new calls
}
calls-empty-title = No calls yet
calls-empty-text = Calls appear here as soon as your PBX tells Kimo about them. Send a test call now to see what that looks like.
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
calls-done = Done
calls-has-note = Has a note

## Outcomes

calls-outcome-talked-with = { $duration } with { $who }
calls-outcome-talked = talked { $duration }
calls-outcome-answered-by = answered by { $who }
calls-outcome-answered = answered
calls-outcome-no-answer = no answer
calls-outcome-no-answer-after = no answer after { $duration }
calls-outcome-busy = busy
calls-outcome-rejected = declined
calls-outcome-cancelled = cancelled
calls-outcome-gave-up-after = gave up after { $duration }
calls-outcome-gave-up-in-queue = gave up in the queue
calls-outcome-gave-up-in-this-queue = gave up in queue { $queue }
calls-outcome-gave-up-in-queue-after = gave up in queue { $queue } after { $duration }
calls-outcome-gave-up-in-menu = gave up in the menu
calls-outcome-failed = not connected
calls-outcome-unknown = outcome not reported
calls-outcome-end-not-reported = end not reported
calls-outcome-fax = fax
calls-outcome-ringing = ringing
calls-outcome-ringing-for = ringing { $duration }
calls-outcome-talking = talking
calls-outcome-talking-for = talking { $duration }
calls-outcome-talking-with-for = { $duration } with { $who }

## One call

call-panel = Call details
call-back = Call back
call-again = Call again
call-copy-number = Copy number
call-mark-done = Done
call-mark-done-hint = Takes the caller off the missed list
call-reopen = Reopen
call-is-done = Marked as done
call-fact-called = Called
call-fact-caller = From
call-fact-queue = Queue
call-fact-extensions = Extensions rung
call-fact-answered-by = Answered by
call-fact-waited = Waited
call-fact-talked = Talked
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
call-event-leg-ended = { $number } ended
call-event-leg-ended-unknown = A line ended
call-event-missed = Missed
call-event-ended = The call ended
call-event-progress = Notice from the PBX: { $text }
call-event-fax = A fax came
call-event-expired = No end reported; Kimo stopped waiting
call-event-marked-done = Marked as done
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
call-arrived-earlier = clocks differ: reached Kimo { $span } earlier
call-arrived-only = when it reached Kimo
call-deliveries = What the PBX sent
call-deliveries-count = { $count ->
    [one] { $count } delivery, as it came
   *[other] { $count } deliveries, as they came
}
call-delivery-error = could not be read: { $reason }
call-earlier = Earlier calls with this number
call-forget = Delete everything about this person
call-forget-sure = All calls with { $who }, the notes and the deliveries will be deleted. This cannot be undone.
call-forget-yes = Delete everything
call-forgotten = { $who } was deleted
call-gone = This call is no longer in the history
call-gone-text = It may have been deleted. The other calls are in the list.

## Missed

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
missed-done = Done
missed-done-all-earlier = Done with { $who }
missed-call-back = Call back
missed-call-back-who = Call back { $who }
missed-list = People to call back
missed-cleared = { $who } is off the list
missed-empty-title = Nobody to call back
missed-empty-text = Missed callers gather here, and leave by themselves when you call them back or they get through.
missed-empty-calls = Show all calls
missed-more = and { $count } more

## Connections

connections-title = Connections
connections-listening = Kimo listens on { $address }
connections-not-listening = Kimo listens on no address right now
connections-add = Add a connection
connections-add-title = New connection
connections-add-pbx = PBX
connections-add-name = Name
connections-add-name-placeholder = For example: branch office
connections-add-yes = Add
connections-address = Address for events
connections-copy-address = Copy address
connections-last = Last delivery { $moment }
connections-waiting = No delivery yet
connections-tested = The PBX tested the address: { $moment }
connections-count = { $count ->
    [one] { $count } delivery
   *[other] { $count } deliveries
}
connections-test = Send a test call
connections-test-sent = The test call is on its way; it appears under Calls in a moment.
connections-not-understood = { $count ->
    [one] { $count } delivery was not understood
   *[other] { $count } deliveries were not understood
}
connections-not-understood-text = None was lost; they are kept as they came.
connections-edit = Edit
connections-edit-title = { $name }: settings
connections-name = Name
connections-region = Country of local numbers
connections-flag = Verimor's “answered” flag
connections-flag-accepted = True means answered (usual)
connections-flag-missed = True means missed (old switches)
connections-flag-hint = When you change this, earlier calls are judged anew too.
connections-basic = Ask for a user name and password (HTTP Basic)
connections-basic-user = User name
connections-basic-password = Password
connections-basic-keep = Leave empty to keep it
connections-basic-missing = A user name and a password are needed.
connections-basic-colon = The user name cannot contain a colon.
connections-sources = Take events only from these addresses
connections-sources-hint = IP addresses or networks, like 203.0.113.0/24. Leave empty to take events from anywhere.
connections-sources-warning = This is a second lock only. Where the tunnel does not set the header itself, anybody can forge it; and where it sets none, nothing comes in any more.
connections-source-header = Header that the tunnel sets
connections-sources-wrong = Each must be an IP address or a network, like 203.0.113.7 or 203.0.113.0/24.
connections-address-show = Show the address
connections-address-hide = Hide the address
connections-setup = Set up
connections-rotate = New address
connections-rotate-text = If somebody else has learned the address, make a new one. It must then be entered at the PBX.
connections-rotate-overlap = How long the old one goes on working
connections-rotate-hour = 1 hour
connections-rotate-day = 1 day
connections-rotate-week = 7 days
connections-rotate-none = Not at all; it ends at once
connections-rotate-none-text = Until the new address is entered at the PBX, no calls come by this connection.
connections-rotate-yes = Make a new address
connections-rotate-done = The new address is ready. Copy it and enter it at the PBX.
connections-former = The old address works until { $moment }. Enter the new one at the PBX by then.
connections-former-end = End the old one now
connections-former-sure = Deliveries to the old address will be turned away. Is the new one entered at the PBX?
connections-former-yes = It is entered; end the old one
connections-former-ended = The old address works no more
connections-strangers = { $count ->
    [one] Since Kimo was started, { $count } request came with a wrong address or password ({ $moment }). It was turned away.
   *[other] Since Kimo was started, { $count } requests came with a wrong address or password, the last one at { $moment }. They were turned away.
}
connections-start-title = Which PBX do you have?
connections-start-text = A few steps connect it. It takes five minutes.
connections-reach = The way to Kimo
connections-reach-yes = The PBX reaches Kimo
connections-reach-no = The PBX does not reach Kimo
connections-reach-unchecked = Finding out whether the PBX reaches Kimo
connections-reach-off = The PBX cannot reach Kimo yet
connections-reach-off-text = The PBX is on the internet and Kimo is on this computer. Choose a way that leads from one to the other.
connections-reach-choose = Choose a way
connections-reach-change = Change
connections-reach-since = since { $moment }
connections-reach-checked = last checked { $moment }
connections-reach-never = not checked yet
connections-reach-check = Check now
connections-reach-checking = Checking…
connections-reach-public = Public address
connections-reach-copy = Copy the public address
connections-reach-nothing-lost = What is recorded is safe. Calls that come meanwhile may be missing here.
connections-key-title = The server's key has changed. Kimo has stopped connecting.
connections-key-text = Either the server was renewed, or somebody has come in between. First ask whoever runs the server, and compare the new key with them.
connections-key-before = Before
connections-key-now = Now
connections-key-accept = Accept the new key
connections-key-sure = From now on Kimo trusts this key. If it is the wrong one, somebody else reads your deliveries.
connections-key-yes = I have compared it: accept
connections-changed-title = The public address has changed
connections-changed-text = As long as the PBX posts to the old one, no calls come. Paste this into the PBX:
connections-changed-address = New address for { $name }
connections-changed-quick = A try-out tunnel's address changes at every start. A way with a fixed address spares you this.
connections-changed-entered = I have entered it
connections-tunnel-title = Choose a way
connections-tunnel-ngrok = ngrok
connections-tunnel-ngrok-text = The quickest. A free account will do, no server; the address stays.
connections-tunnel-cloudflared = Cloudflare
connections-tunnel-cloudflared-text = If your domain is at Cloudflare; to try it out, even without an account. Needs the program cloudflared.
connections-tunnel-ssh = A server of your own (SSH)
connections-tunnel-ssh-text = For whoever has a server. Everything is in your own hands; the address stays.
connections-tunnel-tailscale = Tailscale Funnel
connections-tunnel-tailscale-text = If you use Tailscale on this computer. The address stays.
connections-tunnel-address = An address of your own
connections-tunnel-address-text = If a reverse proxy or a forwarded port leads here already.
connections-tunnel-off = None
connections-tunnel-off-text = The PBX does not reach Kimo; only test calls come.
connections-tunnel-off-hint = Keys and tokens are kept; you can go back to this way later.
connections-tunnel-host = Server
connections-tunnel-port = SSH port
connections-tunnel-user = User
connections-tunnel-remote = What the server forwards to Kimo
connections-tunnel-remote-port = Port
connections-tunnel-remote-socket = Unix socket
connections-tunnel-remote-port-label = Port on the server
connections-tunnel-remote-socket-label = Path of the socket on the server
connections-tunnel-url = Public address
connections-tunnel-url-ssh = What the PBX posts to. The web server there passes it on; in Caddy: reverse_proxy { $end }
connections-tunnel-url-cloudflared = The name that you gave this tunnel at Cloudflare.
connections-tunnel-address-hint = It must lead to { $address } on this computer.
connections-tunnel-plain = Without https anybody on the way can read the address and the deliveries.
connections-tunnel-key = Line to add to authorized_keys on the server
connections-tunnel-key-copy = Copy the line
connections-tunnel-key-hint = It is Kimo's public key. It allows forwarding on the server and nothing else.
connections-tunnel-key-missing = Kimo's key cannot be read. Unlock the keyring and open this page again.
connections-tunnel-token = Token
connections-tunnel-token-kept = Kept; leave empty to keep it
connections-tunnel-token-ngrok = Sign up at ngrok.com, sign in, and copy it from the page “Your Authtoken”.
connections-tunnel-domain = Fixed domain (optional)
connections-tunnel-domain-hint = It is on ngrok's page “Domains”. Left empty, ngrok chooses.
connections-tunnel-named = With my own name
connections-tunnel-quick = To try it out
connections-tunnel-quick-hint = No account is needed. But the address changes at every start, and must be entered at the PBX each time.
connections-tunnel-token-cloudflared = It is in Cloudflare's dashboard, where you set the tunnel up. Let the tunnel's name lead to { $address }.
connections-tunnel-tailscale-hint = Tailscale must run on this computer and be signed in, with Funnel allowed.
connections-tunnel-program = Where { $program } is (optional)
connections-tunnel-program-hint = Only if Kimo does not find { $program } by itself.
connections-tunnel-secrets-keyring = Key and token are kept in this computer's keyring.
connections-tunnel-secrets-file = This computer has no keyring; key and token are kept in a file that only you can read.
connections-tunnel-use = Use this way
connections-tunnel-refused = Not saved: { $reason }. What you typed is still here; correct it and try again.
connections-wrong-url = Write an address like https://kimo.example.com, without query or password.
connections-wrong-host = Write the server's name or address.
connections-wrong-port = A number from 1 to 65535.
connections-wrong-user = Write the user name.
connections-wrong-path = Write the whole path, like /run/kimo/desk.sock.
connections-wrong-token = Paste the token; none is kept for this way.
connections-wrong-domain = Write the name only, like kimo-office.ngrok.app.
connections-guide-title = Set up { $pbx }
connections-guide-text = Three steps: the way, the address, the first call.
connections-guide-back = Connections
connections-guide-done = done
connections-guide-reach = Let the PBX reach Kimo
connections-guide-enter = Enter the address at { $pbx }
connections-guide-arrive = Wait for the first delivery
connections-guide-skip = Skip this step
connections-guide-skip-text = If the PBX is in your own network, no way is needed.
connections-guide-basic = This connection asks for a user name and password: enter “{ $user }” and its password there.
connections-guide-basic-impossible = This connection asks for a user name and password, which { $pbx } cannot send. Edit the connection and switch them off, or every delivery is turned away.
connections-guide-waiting = Waiting for the first delivery
connections-guide-waiting-text = Now call your own number from a mobile phone. What arrives appears here by itself.
connections-guide-tested = { $pbx } tested the address and got an answer ({ $moment }). Now waiting for the first call
connections-guide-before = Last delivery: { $moment }. Waiting for a new one
connections-guide-before-text = To try it, call your own number from a mobile phone. A new delivery appears here by itself.
connections-guide-stranger = A request was turned away ({ $moment })
connections-guide-stranger-text = If it was the PBX, the address there is incomplete or old, or the password is wrong. Copy the address again and paste it whole.
connections-guide-odd = Something came that Kimo does not understand ({ $moment })
connections-guide-odd-text = The way works, and the delivery is kept. See that the address was entered at { $pbx }, and the format chosen as above.
connections-guide-came = It works: the first delivery is here
connections-guide-came-event = Event
connections-guide-came-number = Number
connections-guide-came-line = Our line
connections-guide-came-at = Time
connections-guide-next = From now on every call appears by itself. If you like, let only the calls of your own extensions pop up.
connections-guide-extensions = Choose my extensions
connections-guide-finish = Go to the calls
connections-guide-others = Another PBX?
connections-guide-other = { $name } ({ $pbx })
connections-verimor-open = Sign in at Verimor and open, one after the other:
connections-verimor-site = oim.verimor.com.tr, the customers' site
connections-verimor-menu = “my cloud switchboard”, in the menu
connections-verimor-settings = “my switchboard's settings”
connections-verimor-section = “CRM integration”, on that page
connections-verimor-paste = Copy the address and paste it whole into this field:
connections-verimor-field = “URL to be notified”
connections-verimor-save = Save. Verimor tests the address at once with an empty request; Kimo answers, and you see it below.
connections-verimor-nothing-else = There is nothing else to choose: Verimor sends all events as a form, and asks for no user name and password.
connections-bulutfon-open = Sign in to Bulutfon's panel, open one after the other, and add a new web hook:
connections-bulutfon-apps = “applications”, in the menu
connections-bulutfon-hooks = “web hooks”
connections-bulutfon-number = Choose the number (“santral numarası”) whose calls you want to see. A web hook belongs to one number: if you have several, add one for each, with the same address.
connections-bulutfon-paste = Copy the address and paste it whole as the URL:
connections-bulutfon-events = Tick all the events:
connections-bulutfon-begin = the call begins: who is calling, at once
connections-bulutfon-extension = a call comes to an extension: which one rings
connections-bulutfon-group = a call comes to a group: which one
connections-bulutfon-menu = a call comes to a menu: which one
connections-bulutfon-missed = a missed call: the list to call back
connections-bulutfon-end = the call ends: who answered, how long
connections-bulutfon-fax = a fax comes
connections-bulutfon-format = As the request's format choose this (not x-www-form-urlencoded):
connections-bulutfon-basic = Leave this empty, unless the connection's settings ask for a user name and password:
connections-bulutfon-save = Save the web hook:
connections-mtt-ask = MTT's documents name no menu for this: MTT's support, or whoever set the service up for you, enters the address. What to ask for:
connections-mtt-service = the forwarding service
connections-mtt-notifications = “online notifications (statistics) of a call's progress”
connections-mtt-address = The address for the notifications:
connections-mtt-extended = Ask for the extended events as well; Kimo works without them, too:
connections-mtt-extended-means = besides o, s, h also sp, ep, t come
connections-mtt-json = There is nothing else to choose: MTT sends JSON, and its documents know no user name and password.
connections-mtt-letter = If you like, send support this text; copied, it has the address in it:
connections-mtt-letter-copy = Copy the text
connections-guide-enter-mtt = Give MTT the address
connections-reach-next-key = Press “Change”, and add the line shown there to authorized_keys on the server.
connections-reach-next-token = Press “Change”, and paste the token again.

## Settings

settings-title = Settings
settings-language = Language
settings-language-system = The system's language
settings-language-tr = Türkçe
settings-language-en = English
settings-language-ru = Русский
settings-popups = Calls that pop up
settings-extensions = My extensions
settings-extensions-hint = Only calls that ring these extensions pop up. Leave empty to see every incoming call.
settings-extensions-placeholder = 1001
settings-queues = My queues
settings-queues-hint = Calls that come to these queues or groups pop up too.
settings-queues-placeholder = 200
settings-token-remove = Remove { $token }
settings-internal = Show internal calls too
settings-internal-hint = Calls between extensions.
settings-quiet = Do not disturb
settings-quiet-hint = Calls are recorded and do not pop up.
settings-history = History
settings-keep = Keep calls
settings-keep-always = For ever
settings-keep-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
settings-keep-sure = Calls older than { $count } days, their notes and deliveries will be deleted. This cannot be undone.
settings-keep-yes = Delete older calls
settings-keys = Keyboard
settings-keys-single = Single-key shortcuts
settings-keys-single-hint = “/” searches, 1–4 switch sections, J and K move through calls. When off, Ctrl+F and the arrow keys still work.
settings-about = About Kimo
settings-version = Version
settings-total = Calls recorded
settings-folder = Where the history is kept
settings-copy-folder = Copy where the history is kept
settings-problems = Take note
