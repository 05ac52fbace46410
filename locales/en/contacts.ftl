contacts-search = Name, company, note or number
contacts-list = Contacts, by name
contacts-cut = These are the first { $count }. Type a little more to see fewer.
contacts-new = New contact
contacts-more-numbers = { $count ->
    [one] +{ $number } number
   *[other] +{ $number } numbers
}
contacts-empty-title = No contacts yet
contacts-empty-text = Give a number a name, and the name stands everywhere, on old calls too.
contacts-panel = Contact details
contacts-person = Contact
contacts-with-number = Contacts with this number
contacts-gone = This contact is no longer kept
contacts-gone-text = It may have been deleted, or merged with another one.
contacts-no-numbers = No number
contacts-copy = Copy { $number }
contacts-call = Call { $number }
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
contacts-unwanted-hint = No popup when they call; the call is kept all the same.
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
