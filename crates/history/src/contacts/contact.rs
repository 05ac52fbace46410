//! A contact, as it is told and as it is found.

use kimo_calls::{CallerKey, HookId, Party, PhoneNumber, Region};

use crate::numbers::fragment::{Forms, folded};

/// Names a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ContactId(pub i64);

/// A person or company with a name and any number of numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Names it.
    pub id: ContactId,
    /// What is known of it.
    pub told: ContactDraft,
    /// It came of the address book that is read, or of a PBX's phone book, and follows what is changed there.
    pub synced: bool,
    /// It came of the phone book of this hook's PBX.
    pub pbx: Option<HookId>,
}

/// What is told of a contact.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContactDraft {
    /// What it is called; empty where only the company has a name.
    pub name: String,
    /// Where they work.
    pub company: Option<String>,
    /// Anything else.
    pub note: Option<String>,
    /// The popup says so.
    pub important: bool,
    /// Does not pop up.
    pub unwanted: bool,
    /// Its numbers, in the order in which they are shown.
    pub numbers: Vec<ContactNumber>,
}

/// One number of a contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactNumber {
    /// The E.164 number, else the text as dialled: an extension's is the same at each PBX.
    pub key: CallerKey,
    /// As somebody wrote it.
    pub written: String,
    /// `work`, `mobile`, or whatever it was called.
    pub label: Option<String>,
}

impl ContactNumber {
    /// A number as people write it, of whom `home` is the country. `None` where it is none.
    pub fn read(written: &str, label: Option<String>, home: Region) -> Option<Self> {
        let written = written.trim();
        let party = Party::read_leniently(written, home);
        if party.is_hidden() {
            return None;
        }
        let key = match party.number {
            Some(number) => number.as_str().to_owned(),
            None => dialled(&party.raw),
        };
        (!key.is_empty()).then(|| Self {
            key: CallerKey::from(key.as_str()),
            written: written.to_owned(),
            label,
        })
    }
}

/// What is dialled of a text that is no number of the whole world: without what people put between
/// the digits. Empty where there is none.
fn dialled(text: &str) -> String {
    let text = text.strip_prefix("tel:").unwrap_or(text);
    let between = |letter: &char| letter.is_whitespace() || "-()./".contains(*letter);
    let dialled: String = text.chars().filter(|letter| !between(letter)).collect();
    match dialled.chars().any(|letter| letter.is_ascii_digit()) {
        true => dialled,
        false => String::new(),
    }
}

impl ContactDraft {
    /// What it is called where there is room for one name: its own, else its company's.
    pub fn title(&self) -> &str {
        match (&self.company, self.name.as_str()) {
            (Some(company), "") => company,
            (_, name) => name,
        }
    }

    /// By what it is sorted.
    pub(super) fn sorted(&self) -> String {
        folded(self.title())
    }

    /// By what it is found.
    pub(super) fn forms(&self) -> Forms {
        let texts = [
            Some(self.name.as_str()),
            self.company.as_deref(),
            self.note.as_deref(),
        ];
        let texts = texts.into_iter().flatten();
        let texts = texts.map(|text| Forms::of("", None, Some(text)));
        let numbers = self.numbers.iter().map(|number| {
            let key = number.key.as_str();
            let national = PhoneNumber::try_from(key.to_owned()).ok();
            let national = national.map(|number| number.national_digits().into_owned());
            Forms::of(key, national.as_deref(), None)
        });
        texts.chain(numbers).collect()
    }
}
