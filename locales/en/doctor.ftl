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
doctor-database-newer = the history was written by a newer Kimo ({ $detail })
doctor-database-gone = there was a history here, and it is gone
doctor-database-gone-next = Bring a backup back with kimo restore, or start Kimo: it begins a new history with the addresses of the last backup and keeps what is left.
doctor-incident = { $problem }
doctor-incident-next = Once you have seen this: kimo doctor --seen
doctor-dir-full = the disk of the data directory { $dir } is full
doctor-dir-full-next = Make room on it; until then calls cannot be stored.
doctor-dir-read-only = the disk of the data directory { $dir } can only be read
doctor-dir-read-only-next = Take the write protection away; a disk that the system has protected by itself is failing: save what is on it. Or choose another data directory with --data-dir.
doctor-database-unwritable = the history { $path } cannot be written ({ $detail })
doctor-database-unwritable-next = Take the file's write protection away, and give it to the user who runs Kimo.
doctor-desk-blind = { $problem }
doctor-desk-blind-next = Take away what stands in the way: another program that holds the history, a full disk, a write protection. Kimo tries again by itself.
doctor-tunnel-file-gone = a tunnel was chosen, and its set-up tunnel.json is gone
doctor-tunnel-file-gone-next = Choose the tunnel again on the page Connections or with kimo tunnel; kimo tunnel off if there shall be none.
doctor-backups = { $count ->
    [one] { $count } backup, of { $day }
   *[other] { $count } backups, the newest of { $day }
}
doctor-backups-none = no backup yet
doctor-backups-none-next = A running Kimo makes one every day.
doctor-backups-old = the newest backup is of { $day }
doctor-backups-old-next = Let Kimo run; it makes one every day. If it runs, see that the disk has room.
doctor-clock-set-back = the computer's clock was set back on { $at }
doctor-clock-set-back-next = Set date and time right, and let the computer set them by itself. Calls from before bear a wrong time of receipt.
doctor-clock-ahead = the computer's clock is { $minutes } minutes ahead of what the PBX says of its calls
doctor-clock-ahead-next = Set date, time and zone of the computer right, and let it set them by itself. If they are right, the PBX's clock is wrong; Kimo learns the difference within minutes.
doctor-clock-behind = the computer's clock is { $minutes } minutes behind what the PBX says of its calls
doctor-clock-behind-next = Set date, time and zone of the computer right, and let it set them by itself. If they are right, the PBX's clock is wrong; calls are then shown with the time at which they reached Kimo.
doctor-backups-unreadable = the backups cannot be read ({ $detail })
doctor-desk = { $program } (process { $pid }) takes events at { $address }
doctor-desk-none = no Kimo runs here; calls are not seen
doctor-desk-none-next = Start Kimo, or: kimo serve
doctor-desk-hangs = Kimo (process { $pid }) runs but does not answer
doctor-desk-hangs-next = End that process and start Kimo again.
doctor-desk-unknown = it cannot be told whether Kimo runs ({ $detail })
doctor-desk-deaf = { $program } (process { $pid }) runs but takes no events
doctor-desk-deaf-next = Its address is probably taken by another program: the window says by which.
doctor-hook = { $name }: the address answers
doctor-hook-refuses = { $name }: the address answers { $detail }
doctor-hook-refuses-next = Start Kimo again.
doctor-hook-password = { $name }: its password cannot be read, and it lets nobody in
doctor-hook-password-next = Unlock the system's keyring, or enter the password again on the connections page.
doctor-hook-silent = { $name }: the address does not answer ({ $detail })
doctor-hook-silent-next = See whether a firewall on this computer is in the way, and start Kimo again.
doctor-delivery = { $count ->
    [one] { $name }: { $count } event, { $at }
   *[other] { $name }: { $count } events, the last { $at }
}
doctor-delivery-only-tested = { $name }: tested { $at }, no event yet
doctor-delivery-only-tested-next = Place a call to see one.
doctor-delivery-none = { $name }: no event yet
doctor-delivery-none-next = Enter the address that kimo hooks shows at the PBX.
doctor-not-understood = { $count ->
    [one] { $name }: { $count } event not understood this week: { $detail }
   *[other] { $name }: { $count } events not understood this week, the last: { $detail }
}
doctor-not-understood-next = See them under Connections; they are kept, and a newer Kimo may understand them.
doctor-not-understood-dropped = { $name }: { $count ->
    [one] { $count } event that was not understood had
   *[other] { $count } events that were not understood had
} to go, the last { $at }: { $megabytes } MB of them are kept, for { $days } days
doctor-not-understood-dropped-next = If your PBX sends what Kimo does not understand, a newer Kimo may. If it does not, somebody else knows the address: give the hook a new one with kimo hooks rotate.
doctor-tunnel-off = No tunnel: Kimo is reached from this computer only
doctor-tunnel-unchecked = { $url } is not checked yet
doctor-tunnel-reachable = The PBX reaches Kimo at { $url }
doctor-address-book = address book { $name }: { $count } contacts, synced { $at }
doctor-address-book-unread = address book { $name }: not synced yet
doctor-address-book-fails = address book { $name }: { $reason }
doctor-tunnel-file = the tunnel's set-up cannot be read ({ $detail })
doctor-tunnel-file-next = Choose the tunnel again on the page Connections, or with kimo tunnel use; the damaged file is kept.
doctor-tunnel-unreachable = The PBX does not reach Kimo: { $reason }
doctor-records = { $name }: complete until { $at }
doctor-records-fail = { $name }: the PBX's records cannot be read. { $reason }
doctor-records-fail-next = If it is the key, get it again from the PBX's page and enter it: kimo hooks key. Kimo tries again by itself.
