//! Contacts of files and address books, as they are kept: cleaned, and within bounds.

use kimo_calls::Region;
use kimo_contacts::Card;
use kimo_history::{ContactDraft, ContactNumber};

use crate::{Desk, clean};

/// How long a name may be, in characters.
pub(crate) const LINE: usize = 200;
/// How long a note may be.
pub(crate) const NOTE: usize = 2000;
/// How many numbers a contact may have.
pub(crate) const NUMBERS: usize = 100;

/// What a card tells, whose numbers are written as people in `home` do.
pub(crate) fn draft(card: &Card, home: Region) -> ContactDraft {
    let some = |text: &Option<String>, limit| {
        let text = text.as_ref().map(|text| clean(text, limit));
        text.filter(|text| !text.is_empty())
    };
    let numbers = card.numbers.iter().take(NUMBERS).filter_map(|number| {
        ContactNumber::read(&clean(&number.text, LINE), some(&number.label, LINE), home)
    });
    ContactDraft {
        name: clean(&card.name, LINE),
        company: some(&card.company, LINE),
        note: some(&card.note, NOTE),
        numbers: numbers.collect(),
        ..ContactDraft::default()
    }
}

/// The country whose spelling is read, where it is said of no PBX.
pub(crate) fn home(desk: &Desk) -> Region {
    desk.homes().first().copied().unwrap_or(Region::TR)
}
