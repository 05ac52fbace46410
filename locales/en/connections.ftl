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
connections-last = Last event { $moment }
connections-waiting = No event yet
connections-tested = The PBX tested the address: { $moment }
connections-count = { $count ->
    [one] { $count } event
   *[other] { $count } events
}
connections-test = Send a test call
connections-test-sent = The test call is on its way; it appears under Calls in a moment.
connections-not-understood = { $count ->
    [one] { $count } event was not understood
   *[other] { $count } events were not understood
}
connections-not-understood-text = None was lost; they are kept as they came.
connections-not-understood-dropped = { $count ->
    [one] { $count } older one had to go ({ $moment })
   *[other] { $count } older ones had to go (the last { $moment })
}: the first of each kind and the newest are kept.
connections-edit = Edit
connections-edit-title = { $name }: settings
connections-remove = Delete the connection
connections-remove-text = Its address stops at once; its password, its key and the names that came with it are deleted. Calls and missed callers stay. Take the address out at the PBX as well.
connections-remove-yes = Delete
connections-removed = { $name } is deleted
connections-name = Name
connections-region = Country of local numbers
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
connections-former-sure = Events to the old address will be turned away. Is the new one entered at the PBX?
connections-former-yes = It is entered; end the old one
connections-former-ended = The old address no longer works
connections-strangers = { $count ->
    [one] Since Kimo was started, { $count } request came with a wrong address or password ({ $moment }). It was turned away.
   *[other] Since Kimo was started, { $count } requests came with a wrong address or password, the last one at { $moment }. They were turned away.
}
connections-start-title = Which PBX do you have?
connections-start-text = A few steps connect it. It takes five minutes.
connections-well-title = Connection
connections-well = Calls arrive, the last one { $moment }.
connections-well-show = Show how it is set up
connections-handover = Copy for whoever looks after this
connections-handover-steps = Copy these steps for whoever enters them
connections-handover-secret = The address in them is a secret: send it to nobody else.
connections-reach = Connection to Kimo
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
connections-key-sure = From now on Kimo trusts this key. If it is the wrong one, somebody else reads your events.
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
connections-tunnel-plain = Without https anybody on the way can read the address and the events.
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
connections-guide-arrive = Wait for the first event
connections-guide-skip = Skip this step
connections-guide-skip-text = If the PBX is in your own network, no way is needed.
connections-guide-basic = This connection asks for a user name and password: enter “{ $user }” and its password there.
connections-guide-basic-impossible = This connection asks for a user name and password, which { $pbx } cannot send. Edit the connection and switch them off, or every event is turned away.
connections-guide-waiting = Waiting for the first event
connections-guide-waiting-text = Now call your own number from a mobile phone. What arrives appears here by itself.
connections-guide-tested = { $pbx } tested the address and got an answer ({ $moment }). Now waiting for the first call
connections-guide-before = Last event: { $moment }. Waiting for a new one
connections-guide-before-text = To try it, call your own number from a mobile phone. A new event appears here by itself.
connections-guide-stranger = A request was turned away ({ $moment })
connections-guide-stranger-text = If it was the PBX, the address there is incomplete or old, or the password is wrong. Copy the address again and paste it whole.
connections-guide-odd = Something came that Kimo does not understand ({ $moment })
connections-guide-odd-text = The way works, and the event is kept. See that the address was entered at { $pbx }, and the format chosen as above.
connections-guide-came = It works: the first event is here
connections-guide-came-event = Event
connections-guide-came-number = Number
connections-guide-came-line = Our line
connections-guide-came-at = Time
connections-guide-next = From now on every call appears by itself. If you like, let only the calls of your own extensions pop up.
connections-guide-extensions = Choose my extensions
connections-guide-finish = Go to the calls
connections-guide-others = Another PBX?
connections-guide-other = { $name } ({ $pbx })
connections-guide-letter-copy = Copy the text
connections-reach-next-key = Press “Change”, and add the line shown there to authorized_keys on the server.
connections-reach-next-token = Press “Change”, and paste the token again.
connections-table-theirs = { $label }: as the PBX says it
connections-table-theirs-placeholder = At the PBX
connections-table-ours = { $label }: extension or name here
connections-table-ours-placeholder = Here
connections-table-add = Add a row
connections-table-remove = Remove the row
connections-key = API key
connections-key-hint = It is on the PBX's page. With it everything can be done there; Kimo only reads records, names and the phone book, and rings your telephone.
connections-key-hint-reads = It is on the PBX's page. With it everything can be done there; Kimo only reads records and the names of extensions.
connections-key-enter = Enter the key
connections-key-change = Change the key
connections-key-use = Try the key
connections-key-checking = Trying…
connections-key-works = The key works{ $what }
connections-key-extensions = { $count ->
    [one] { $count } extension
   *[other] { $count } extensions
}
connections-key-contacts = { $count ->
    [one] { $count } contact
   *[other] { $count } contacts
}
connections-key-none = No key: calls that are missed while the computer sleeps cannot be brought in.
connections-entered-asking = Asking the PBX
connections-entered-another = Another system's address stands at the PBX: { $address }
connections-entered-at = The address was entered at the PBX: { $when }
connections-entered-former = The address that was entered at the PBX ({ $when }) is not the right one any more
connections-entered-replace = Enter Kimo's instead
connections-entered-enter = Enter the address at the PBX
connections-entered-put-back = Put the former address back
connections-entered-put-back-sure = The PBX posts events to { $address } again; they no longer come to Kimo.
connections-entered-put-back-nothing = The PBX posts no more events to Kimo.
connections-names-read = Read now
connections-names-reading = The names are being read
connections-names-none = The names have not been read yet
connections-names-queues = { $count ->
    [one] { $count } queue
   *[other] { $count } queues
}
connections-key-reading = The records are being read
connections-key-forget = Forget the key
connections-key-forget-sure = The records are read no more. Calls that were brought in stay; contacts and names that were read of the PBX go.
connections-gaps = Gaps
connections-gap-open = { $from } – { $to }: { $why }, not looked at yet
connections-gap-closed = { $from } – { $to }: { $why }, { $count ->
    [one] { $count } call was
   *[other] { $count } calls were
} brought in afterwards
connections-gap-now = now
