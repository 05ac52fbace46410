## Moving to another computer

moving-passphrase = Passphrase of the file:
moving-passphrase-new = A new passphrase for the file:
moving-passphrase-again = The same passphrase again:
moving-passphrase-differs = The two passphrases differ. No file was written.
moving-progress = { $done } of { $total } MB
moving-busy = Another file is being written just now: { $file }
moving-exported = { $calls ->
    [one] Everything is in { $file }: { $calls } call, contacts, connections and settings ({ $size } MB).
   *[other] Everything is in { $file }: { $calls } calls, contacts, connections and settings ({ $size } MB).
}
moving-exported-secrets = { $count ->
    [one] The password or key in it opens with the passphrase only. Do not forget it: Kimo does not know it.
   *[other] The { $count } passwords and keys in it open with the passphrase only. Do not forget it: Kimo does not know it.
}
moving-exported-left-out = { $count ->
    [one] { $count } password or key is not in it, and has to be entered again on the other computer. With a passphrase it can come along.
   *[other] { $count } passwords and keys are not in it, and have to be entered again on the other computer. With a passphrase they can come along.
}
moving-exported-open = On the disk of this file nothing can be kept from others: whoever has the disk can read calls and addresses.
moving-exported-next = What arrives here from now on is not in it. Once the other computer takes over, quit Kimo here.
moving-imported = Taken over: { $calls ->
    [one] { $calls } call
   *[other] { $calls } calls
}, { $hooks ->
    [one] { $hooks } connection
   *[other] { $hooks } connections
}, { $secrets ->
    [one] { $secrets } password or key
   *[other] { $secrets } passwords and keys
}; and all contacts and settings.
moving-imported-replaced = What was here before is now in { $dir }
moving-imported-next = Start Kimo here, and quit it on the other computer. The addresses at the switchboards stay the same.
moving-lacks = These have to be entered again (Connections, Contacts):
moving-lacks-hook-password = { $name }: the password that the switchboard sends. Until then no call of this connection is taken.
moving-lacks-api-key = { $name }: the key of the switchboard's interface
moving-lacks-recordings-key = { $name }: the key of the recordings
moving-lacks-address-book = { $name }: the password of the address book
moving-lacks-ssh-key = the SSH key: Kimo makes another, which the server has to let in
moving-lacks-tunnel-token = the token of the tunnel's account
moving-failure-exists = { $detail } exists already. Choose another name.
moving-failure-no-room = There is no room on the disk: { $detail }. Nothing has changed.
moving-failure-too-long = This disk takes no file as long as this: { $detail }. Choose another disk.
moving-failure-io = That did not work: { $detail }
moving-failure-stopped = It was stopped. Nothing of the file is left.
moving-failure-not-ours = Kimo did not write this file.
moving-failure-damaged = The file is not as it was written: it may be cut short or damaged ({ $detail }). Nothing has changed here. Copy it from the other computer again.
moving-failure-newer = A newer Kimo wrote the file ({ $detail }). Install that version here first. Nothing has changed.
moving-failure-passphrase = The passphrase is another, or somebody has altered the file. Nothing has changed here.
moving-failure-taken = There is a history here already, with { $detail } calls. --replace sets it aside and puts the file's in its place.
moving-failure-taken-unreadable = There is a history here already, which cannot be read. --replace sets it aside and puts the file's in its place.
moving-failure-running = Kimo runs here. Quit it first.
moving-failure-history = The history could not be read: { $detail }
moving-failure-secrets = The passwords and keys could not be read or kept: { $detail }
moving-failure-tunnel = The settings of the tunnel could not be read: { $detail }
