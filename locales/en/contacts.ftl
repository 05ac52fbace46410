contacts-search = Name, company, note or number
contacts-list = Contacts, by name
contacts-cut = These are the first { $count }. Type a little more to see fewer.
contacts-new = New contact
contacts-more-numbers = { $count ->
    [one] +{ $number } number
   *[other] +{ $number } numbers
}
contacts-empty-title = No contacts yet
contacts-empty-text = Import your address book, and callers have names at once, on old calls too.
contacts-panel = Contact details
contacts-person = Contact
contacts-with-number = Contacts with this number
contacts-gone = This contact is no longer kept
contacts-gone-text = It may have been deleted, or merged with another one.
contacts-no-numbers = No number
contacts-copy = Copy { $number }
contacts-call = Call { $number }
contacts-dial = Call this number
contacts-calls = Calls
contacts-no-calls = No calls with this contact yet

## Writing

contacts-edit = Edit
contacts-add = Add to contacts
contacts-show = Show contact
contacts-add-who = Add { $who } to contacts
contacts-show-who = Show the contact { $who }
contacts-name = Name
contacts-company = Company
contacts-numbers = Numbers
contacts-number-at = Number { $place }
contacts-number-add = Add a number
contacts-number-remove = Remove this number
contacts-number-remove-at = Remove number { $place }
contacts-kind = Kind
contacts-kind-at = Kind of number { $place }
contacts-note = Note
contacts-important = Important
contacts-important-hint = The popup says so when they call.
contacts-unwanted = Unwanted
contacts-unwanted-hint = No popup when they call, and nobody to call back; the call is kept all the same.
contacts-wrong-taken = This number belongs to { $who }. If the two are one, merge them.
contacts-wrong-no-number = This is not a telephone number.
contacts-wrong-no-name = Enter a name or a company.
contacts-label-mobile = mobile
contacts-label-work = work
contacts-label-home = home
contacts-label-main = main
contacts-label-fax = fax
contacts-label-company = company
contacts-label-other = other
contacts-label-work-mobile = work mobile
contacts-label-work-fax = work fax
contacts-label-home-fax = home fax

## Taking away and putting together

contacts-remove = Delete contact
contacts-removed = { $who } was deleted; the calls are still there
contacts-doubles = { $count ->
    [one] There is another contact of this name
   *[other] There are { $count } other contacts of this name
}
contacts-merge = Merge
contacts-merge-who = Merge with { $who }
contacts-merge-other = Merge with another contact
contacts-merge-with = With which contact?
contacts-merge-hint = The numbers and the note of the one you choose move here; the name { $who } stays.
contacts-merged = Merged with { $who }

## Files

contacts-files = Import and export
contacts-import = Import contacts
contacts-import-text = Choose a vCard or CSV file from Google, Outlook, iCloud, Excel or a telephone, or drop it here. You see first what will happen.
contacts-import-choose = Choose a file
contacts-import-reading = Reading { $file }
contacts-import-failed = Not imported: { $reason }. Your contacts are as they were.
contacts-import-begin = { $count ->
    [one] Import { $number } contact
   *[other] Import { $number } contacts
}
contacts-import-other = Choose another file
contacts-importing = Importing: { $done } of { $total }
contacts-import-cancel = Stop
contacts-import-done = The import is complete.
contacts-import-broke-off = The import ended halfway.
contacts-import-counts = New: { $added }, with a number added: { $changed }, unchanged: { $same }, skipped: { $skipped }.
contacts-import-show = Show contacts
contacts-import-undo = Take back the import of { $file }
contacts-import-undo-sure = The contacts and numbers that came with { $file } are deleted. Contacts that you have changed since then stay.
contacts-import-undo-yes = Take back
contacts-import-undone = The import of { $file } was taken back
contacts-preview = { $count ->
    [one] { $file } holds { $number } contact.
   *[other] { $file } holds { $number } contacts.
}
contacts-preview-columns = How the columns were understood
contacts-preview-column = Column { $place }
contacts-preview-added = { $count ->
    [one] { $number } new contact will be added
   *[other] { $number } new contacts will be added
}
contacts-preview-changed = { $count ->
    [one] { $number } contact will get a number
   *[other] { $number } contacts will get a number
}
contacts-preview-same = { $count ->
    [one] { $number } contact is there already
   *[other] { $number } contacts are there already
}
contacts-preview-skipped = { $count ->
    [one] { $number } contact will be skipped
   *[other] { $number } contacts will be skipped
}
contacts-preview-of = the number belongs to { $who }
contacts-preview-place = Entry { $place }
contacts-preview-more = { $count ->
   *[other] and { $number } more
}
contacts-column-number = Number
contacts-column-unused = not used
contacts-unread-no-number = has no number
contacts-unread-spoilt-number = the spreadsheet program has spoilt the number
contacts-unread-no-name = has neither name nor company
contacts-unread-too-many-numbers = has too many numbers
contacts-unread-too-long = a text of it is too long
contacts-unread-breaks-off = breaks off
contacts-export = Export contacts
contacts-export-text = All contacts are written into a file: vCard for other address books, CSV for Excel.
contacts-export-desktop = To write all contacts into a file, use “{ $command }” on the command line.
contacts-export-vcard = Download vCard
contacts-export-csv = Download CSV
contacts-exported = { $file } was downloaded

## The address book of a server

contacts-book = Address book from a server
contacts-book-text = Kimo reads the contacts of Nextcloud, iCloud, Google or another CardDAV server every hour. It changes nothing there; where a number is in both, your own contact is shown.
contacts-book-address = Server address
contacts-book-address-hint = As your provider gives it, for example cloud.example.com, contacts.icloud.com or www.googleapis.com
contacts-book-user = User name
contacts-book-password = Password
contacts-book-password-hint = Google, iCloud and accounts with two-factor login need an app password.
contacts-book-connect = Connect
contacts-book-finding = Connecting
contacts-book-which = Which address book?
contacts-book-use = Use this one
contacts-book-looking = Looking for changes
contacts-book-syncing = Syncing: { $done } of { $total }
contacts-book-synced = { $count ->
    [one] { $number } contact
   *[other] { $number } contacts
}, synced { $at }
contacts-book-unread = Not synced yet
contacts-book-sync = Sync now
contacts-book-password-new = Change password
contacts-book-remove = Disconnect
contacts-book-remove-sure = Should the contacts of this address book stay in Kimo?
contacts-book-remove-keep = Keep the contacts
contacts-book-remove-all = Delete the contacts
contacts-book-kept = Disconnected; its contacts are now your own
contacts-book-removed = Disconnected; its contacts were deleted
contacts-book-from = From { $name }. Name and numbers are changed there.
contacts-book-show = Address book
contacts-pbx-from = From the phone book of { $name }. Name and numbers are changed there.
contacts-pbx-show = Connection
