cli-about-kimo = Shows who is calling: the desk that cloud switchboards post their calls to
cli-about-serve = Take events, without a desktop
cli-about-hooks = List the addresses to enter at the PBXs
cli-about-add = Add a hook
cli-about-rotate = Give a hook a new address
cli-about-revoke = Make an end of the address that a hook had before
cli-about-hooks-remove = Remove a hook: its address works no more, its key and password go; its calls stay
cli-about-limit = Limit a hook to where its events come from
cli-about-calls = List calls, the newest first
cli-about-missed = List the missed callers whom nobody has reached yet
cli-about-missed-handled = Say that somebody took care of a missed caller
cli-about-contacts = List the people with names
cli-about-contacts-add = Add a contact
cli-about-contacts-import = Take contacts from a vCard or CSV file
cli-about-contacts-export = Write all contacts into a file: .vcf or .csv
cli-about-contacts-sync = Sync the address book now
cli-arg-file = The file
cli-arg-shell = bash, zsh, fish, powershell or elvish
cli-arg-folder = Where they are written
cli-arg-dry-run = Only say what would become of each
cli-about-send = Play a scenario: post what a PBX would post
cli-about-doctor = Find out what is wrong, and what to do
cli-about-forget = Forget everything about one person
cli-about-rebuild = Make all calls afresh from what the PBXs sent
cli-about-report = Report a problem: without names, numbers or passwords, and sent to nobody
cli-arg-save-to = The new file in which to save the report
cli-about-restore = Put a backup in the place of the history; no Kimo may run
cli-about-export = Write everything into one file, to move to another computer
cli-about-import = Go on here with the file of another computer; no Kimo may run
cli-arg-export-to = The new file
cli-arg-import-from = The file that the other computer wrote
cli-arg-secrets = Passwords and keys too, under a passphrase that is read from standard input
cli-arg-without-secrets = Leave passwords and keys out
cli-arg-replace = Set the history that is here aside and take its place
cli-about-completions = Write what a shell reads to complete commands
cli-about-manual = Write the pages of the manual
cli-arg-seen = What has befallen the history was seen, and is told no more
cli-arg-backup = The backup; the newest one unless given
cli-arg-data-dir = Where the history is kept
cli-arg-verbose = Say more about what happens
cli-arg-listen = Where to take events (127.0.0.1:8460 unless given); port 0 takes a free one
cli-arg-ui = Where to show the window to a browser on this computer; a free port unless given
cli-arg-json = Write JSON, for other programs
cli-arg-pbx = { $pbxs }
cli-arg-name = What to call it
cli-arg-region = The country whose national numbers it sends: TR, RU, …
cli-arg-basic = Ask for HTTP Basic of this user; the password is read from standard input
cli-arg-missed = Only missed calls
cli-arg-search = Only calls with this in a number or name
cli-arg-since = Only calls since then: 2026-11-20, 2026-11-20T09:00, 2h, 7d
cli-arg-limit = At most so many
cli-arg-scenario = The scenario, like answered or missed; see --list
cli-arg-fast = Without the pauses of a real call
cli-arg-hook = The hook to post to, by its name or address
cli-arg-list = List the scenarios
cli-arg-which = The hook, by its name or its PBX
cli-arg-overlap = For how many hours the address that it had goes on to work; 0 ends it at once
cli-arg-networks = IP addresses or networks, like 203.0.113.0/24
cli-arg-header = The header in which the tunnel tells from where a request comes: x-forwarded-for, cf-connecting-ip or x-real-ip
cli-arg-anywhere = Take events from anywhere again
cli-arg-account = Which account there; needed only where there are several
cli-arg-set = One of the switchboard's own settings; may be given several times
cli-arg-hooks = Make a hook for each PBX that has none yet
cli-arg-number = The person's number, as you write it
cli-arg-yes = Do not ask first
cli-serve-listens = Kimo takes events at { $address }. Enter these addresses at your PBX:
cli-serve-listens-no-hook = Kimo takes events at { $address }. There is no hook yet: add one in the window, or with: kimo hooks add PBX
cli-serve-window = Window: { $url }
cli-serve-stop = Ctrl+C stops it.
cli-data-dir-held = { $dir } is in use by { $program } (process { $pid }). Stop it first, or choose another data directory with --data-dir.
cli-data-dir-held-by-unknown = { $dir } is in use by another Kimo. Stop it first, or choose another data directory with --data-dir.
cli-address-taken = { $address } is taken by { $program } (process { $pid }). Stop it, or choose another address with --listen.
cli-address-taken-by-unknown = { $address } is taken by another program. Choose another address with --listen.
cli-address-refused = { $address } cannot be listened on ({ $detail }). Choose another address with --listen.
cli-hook-added = Added { $name }. Enter this address at the PBX:
cli-hook-rotated = { $name } has a new address. Enter it at the PBX; the one before works until { $until }:
cli-hook-rotated-at-once = { $name } has a new address, and the one before no longer works. Enter this one at the PBX:
cli-hook-revoked = Only this address of { $name } works:
cli-hook-removed = { $name } is removed; this address works no more, take it out at the PBX:
cli-hook-limited = { $name } takes events only from { $networks }, as the tunnel tells in { $header }:
cli-hook-unlimited = { $name } takes events from anywhere:
cli-hook-no-delivery = no event yet
cli-hooks-none = No PBX is chosen yet. Choose one with: kimo hooks add
cli-hook-password = Password:
cli-calls-none = No calls.
cli-calls-more = There are more; --limit shows them.
cli-forget-sure = { $count ->
    [one] One call with { $number } and everything noted about them will be deleted for good. Go on? [y/N]
   *[other] { $count } calls with { $number } and everything noted about them will be deleted for good. Go on? [y/N]
}
cli-forget-not = Nothing was deleted. With --yes nobody is asked.
cli-forgotten = { $number } is forgotten.
cli-call-fax = fax
cli-call-ringing = ringing
cli-call-talking = talking
cli-call-test = test
cli-call-missed = missed
cli-call-answered = answered
cli-call-not-answered = not answered
cli-call-ended = ended
cli-call-outbound = outbound
cli-call-reached = outbound, reached
cli-call-not-reached = outbound, not reached
cli-no-desk = No desk takes events here. Start one with: kimo serve
cli-rebuilding = { $done } of { $total } events
cli-rebuilt = { $count ->
    [one] Read { $count } event again.
   *[other] Read { $count } events again.
}
cli-report-saved = The report is saved in { $file }. It was sent to nobody.
cli-import-without-secrets = Where nobody knows it, --without-secrets goes on without passwords and keys.
cli-restored = The history is now the one in { $backup }.
cli-restored-replaced = What was there before is { $file }.
cli-scenario-answered = it rings and is answered
cli-scenario-missed = it rings and nobody answers
cli-scenario-group = a group rings and one of them answers
cli-scenario-menu = the caller gives up in the voice menu
cli-scenario-gave-up = the caller gives up waiting
cli-scenario-pickup = a colleague picks up what rings elsewhere
cli-scenario-busy = the line is busy
cli-scenario-hidden = the caller withholds the number
cli-scenario-late = the events arrive in the wrong order
cli-scenario-repeated = the events arrive several times
cli-scenario-outbound = we call out and are answered
cli-scenario-internal = one extension calls another
cli-scenario-fax = a fax comes in
cli-scenario-redirect = the first number does not answer, the second does
cli-scenario-no-cdr = answered, in the shape sent since 2021
cli-about-tunnel = Show or change how the PBX reaches Kimo
cli-about-key = Print the public key that the server shall let in
cli-about-use = Use this tunnel
cli-about-tunnel-status = Show whether Kimo is reached
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
cli-arg-numbers = Their numbers, as you write them
cli-contacts-none = There are no contacts yet. Add one with: kimo contacts add, or a file with: kimo contacts import
cli-sync-no-book = No address book is read. Set one up in the window: Contacts, Import and export.
cli-sync-done = { $name }: { $count ->
    [one] { $count } contact
   *[other] { $count } contacts
}, synced { $at }
cli-contact-taken = { $number } belongs to { $name }
cli-contact-no-number = { $number } is no number
cli-contact-no-name = A contact needs a name
cli-import-read = Read as { $format }, { $charset }
cli-import-would = New: { $added }. Known, with another number: { $changed }. Known: { $same }. Not taken: { $skipped }. Nothing was changed.
cli-import-done = New: { $added }. Known, with another number: { $changed }. Known: { $same }. Not taken: { $skipped }.
cli-export-which = Name a file that ends in .vcf or .csv
cli-arg-mine = Only those who rang your own extensions and queues
cli-arg-key = Who: the key that --json prints, or the number
cli-missed-none = Nobody to call back.
cli-missed-hidden = { $count ->
    [one] { $count } call from a hidden number
   *[other] { $count } calls from hidden numbers
}
cli-missed-tried = called back { $when }, not reached
cli-missed-handled = { $who }: handled
cli-missed-not-open = { $number } is not among those to call back.
cli-about-status = Show whether Kimo is reached, until when the history is complete, and what is wrong
cli-about-register = Enter a hook's address at its PBX by the key, or put back what stood there
cli-arg-instead-of = Another system's address that stands there, which is to be replaced
cli-arg-put-back = Put back the address that stood there before
cli-register-done = The address stands at the PBX
cli-register-put-back = What stood there before is back
cli-register-another = Another system's address stands at the PBX, and nothing was changed: { $address }. To replace it, give it with --instead-of
cli-register-failed = Nothing was changed: { $reason }
cli-about-hooks-key = Give a hook its PBX's API key; it is read from standard input
cli-about-call = Call a number from your own extension
cli-arg-base = Where the interface is, where that is not its usual place
cli-hook-key = Key:
cli-key-works = { $name }: the key works{ $what }
cli-key-extensions = { $count ->
    [one] { $count } extension
   *[other] { $count } extensions
}
cli-key-contacts = { $count ->
    [one] { $count } contact
   *[other] { $count } contacts
}
cli-key-refused = The key was not kept: { $reason }
cli-status-reached = Kimo is reached
cli-status-not-reached = Kimo is not reached
cli-status-unknown = It is not known whether Kimo is reached
cli-status-until = { $name }: complete until { $at }
cli-status-nothing = { $name }: nothing is proved yet
cli-status-fails = { $name }: { $reason }
cli-status-no-key = { $name }: no key, so nothing can be proved
cli-status-gap-open = { $name }: { $from } – { $to }, { $why }; not looked at yet
cli-status-gap-closed = { $name }: { $from } – { $to }, { $why }; { $count ->
    [one] { $count } call was
   *[other] { $count } calls were
} brought in afterwards
cli-status-now = now
cli-call-rings = { $extension } rings; picked up, it calls { $number }
cli-about-update = Say whether a newer Kimo is out, as the desktop program that runs knows it
cli-arg-now = Put it in place once nobody is on the phone
cli-update-unknown = nothing looks for newer versions here: either no desktop program runs, or it was built without saying where to look
cli-update-none = This is the newest Kimo.
cli-update-left = Nothing was updated: somebody took that back.
