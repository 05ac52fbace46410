//! The page of contacts.

use kimo_calls::{CallerKey, PhoneNumber, Region};
use kimo_history::{Contact, ContactDraft, ContactId, ContactNumber, Saved};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AskError, AskErrorCode, CallRow, ToShow, count};
use crate::{
    Desk, clean,
    contact_text::{LINE, NOTE, NUMBERS, home},
};

/// Asks for contacts.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct ContactsParams {
    /// A fragment of a name, a company, a note or a number; all, where it is empty.
    #[serde(default)]
    pub search: String,
    /// From which on: [`ContactsPage::next`].
    #[serde(default)]
    pub after: Option<i64>,
    /// How many at most.
    pub limit: u32,
}

/// Some contacts in the order of their names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ContactsPage {
    /// The contacts.
    pub rows: Vec<ContactRow>,
    /// From where to go on; none at the end.
    pub next: Option<i64>,
    /// How many there are in all.
    pub total: u32,
    /// The file of the last import, which can be taken back.
    pub last_import: Option<String>,
}

/// A person or company with a name and numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ContactRow {
    /// Names it.
    pub id: i64,
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
    /// It came of the address book or of a PBX's phone book, and is changed there.
    pub synced: bool,
    /// The row of the hook whose PBX's phone book that is.
    pub pbx: Option<i64>,
    /// Its numbers.
    pub numbers: Vec<ContactNumberRow>,
}

/// One number of a contact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ContactNumberRow {
    /// What tells its caller from all others.
    pub key: String,
    /// Grouped for reading.
    pub display: String,
    /// As somebody wrote it.
    pub written: String,
    /// `work`, `mobile`, or whatever it was called.
    pub label: Option<String>,
}

/// Names a contact.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
pub struct ContactParams {
    /// Which.
    pub id: i64,
}

/// A contact, and the calls with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ContactDetails {
    /// The contact.
    pub contact: ContactRow,
    /// The newest calls with any of its numbers.
    pub calls: Vec<CallRow>,
}

/// Asks whose a number is.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ContactsWithParams {
    /// The number, as people or PBXs write it.
    pub number: String,
}

/// Asks to keep a contact.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct SaveContactParams {
    /// Which; a new one, if none is named.
    #[serde(default)]
    pub id: Option<i64>,
    /// What it is called.
    #[serde(default)]
    pub name: String,
    /// Where they work.
    #[serde(default)]
    pub company: Option<String>,
    /// Anything else.
    #[serde(default)]
    pub note: Option<String>,
    /// The popup says so.
    #[serde(default)]
    pub important: bool,
    /// Does not pop up.
    #[serde(default)]
    pub unwanted: bool,
    /// Its numbers.
    pub numbers: Vec<NumberToSave>,
}

/// A number, as somebody wrote it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct NumberToSave {
    /// The number.
    pub written: String,
    /// What it is called.
    #[serde(default)]
    pub label: Option<String>,
}

/// What came of saving a contact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum SavedContact {
    /// It is kept.
    Kept {
        /// As it is now.
        contact: ContactRow,
    },
    /// A number is somebody else's.
    Taken {
        /// Which.
        number: String,
        /// Whose.
        by: String,
    },
    /// A number is none.
    NoNumber {
        /// Which.
        number: String,
    },
    /// It has neither name nor company.
    NoName,
}

/// Asks to mark a contact.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
pub struct FlagContactParams {
    /// Which.
    pub id: i64,
    /// The popup says so.
    pub important: bool,
    /// Does not pop up.
    pub unwanted: bool,
}

/// Asks to make one contact of two.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
pub struct MergeContactsParams {
    /// The one that stays.
    pub into: i64,
    /// The one that goes.
    pub from: i64,
}

pub(super) async fn contacts(
    desk: &Desk,
    params: ContactsParams,
) -> Result<ContactsPage, AskError> {
    let limit = params.limit.clamp(1, MOST) as usize;
    let after = params.after.map(ContactId);
    let (page, total, last) = desk
        .read(move |reader| {
            Ok((
                reader.contacts(Some(&params.search), after, limit)?,
                reader.total_contacts()?,
                reader.last_import()?,
            ))
        })
        .await?;
    let home = home(desk);
    Ok(ContactsPage {
        rows: page.contacts.iter().map(|one| row(one, home)).collect(),
        next: page.next.map(|id| id.0),
        total: count(total),
        last_import: last.map(|(_, file)| file),
    })
}

pub(super) async fn contact(
    desk: &Desk,
    params: ContactParams,
) -> Result<ContactDetails, AskError> {
    let id = ContactId(params.id);
    let (contact, calls) = desk
        .read(move |reader| {
            let contact = reader.contact(id)?;
            let mut calls = Vec::new();
            for number in contact.iter().flat_map(|one| &one.told.numbers) {
                calls.extend(reader.calls_with(&number.key, None, CALLS)?);
            }
            calls.sort_by_key(|call| std::cmp::Reverse(call.started_at));
            calls.truncate(CALLS);
            Ok((contact, ToShow::of(calls, reader)?))
        })
        .await?;
    let contact = contact.ok_or_else(|| AskError::new(AskErrorCode::NotFound, params.id))?;
    Ok(ContactDetails {
        contact: row(&contact, home(desk)),
        calls: calls.rows(|pbx| desk.home(pbx)),
    })
}

pub(super) async fn contacts_with(
    desk: &Desk,
    params: ContactsWithParams,
) -> Result<Vec<ContactRow>, AskError> {
    let home = home(desk);
    let Some(number) = ContactNumber::read(&params.number, None, home) else {
        return Ok(Vec::new());
    };
    let found = desk
        .read(move |reader| reader.contacts_with(&number.key))
        .await?;
    Ok(found.iter().map(|one| row(one, home)).collect())
}

pub(super) async fn save_contact(
    desk: &Desk,
    params: SaveContactParams,
) -> Result<SavedContact, AskError> {
    let home = home(desk);
    let line = |text: &str| clean(text, LINE);
    let some = |text: Option<String>, limit| {
        text.map(|text| clean(&text, limit))
            .filter(|text| !text.is_empty())
    };
    let mut numbers = Vec::new();
    for number in params.numbers.iter().take(NUMBERS) {
        let written = line(&number.written);
        if written.is_empty() {
            continue;
        }
        match ContactNumber::read(&written, some(number.label.clone(), LINE), home) {
            Some(number) => numbers.push(number),
            None => return Ok(SavedContact::NoNumber { number: written }),
        }
    }
    let told = ContactDraft {
        name: line(&params.name),
        company: some(params.company, LINE),
        note: some(params.note, NOTE),
        important: params.important,
        unwanted: params.unwanted,
        numbers,
    };
    if told.title().is_empty() {
        return Ok(SavedContact::NoName);
    }
    let id = params.id.map(ContactId);
    Ok(match desk.writer()?.save_contact(id, told.clone()).await? {
        Saved::Taken { number, by } => SavedContact::Taken { number, by },
        Saved::Kept(id) => SavedContact::Kept {
            contact: row(
                &Contact {
                    id,
                    told,
                    synced: false,
                    pbx: None,
                },
                home,
            ),
        },
    })
}

pub(super) async fn flag_contact(desk: &Desk, params: FlagContactParams) -> Result<(), AskError> {
    let writer = desk.writer()?;
    let id = ContactId(params.id);
    let flagged = writer.flag_contact(id, params.important, params.unwanted);
    Ok(flagged.await?)
}

pub(super) async fn remove_contact(desk: &Desk, params: ContactParams) -> Result<(), AskError> {
    Ok(desk.writer()?.remove_contact(ContactId(params.id)).await?)
}

pub(super) async fn merge_contacts(
    desk: &Desk,
    params: MergeContactsParams,
) -> Result<(), AskError> {
    let (into, from) = (ContactId(params.into), ContactId(params.from));
    Ok(desk.writer()?.merge_contacts(into, from).await?)
}

fn row(contact: &Contact, home: Region) -> ContactRow {
    let told = &contact.told;
    ContactRow {
        id: contact.id.0,
        name: told.name.clone(),
        company: told.company.clone(),
        note: told.note.clone(),
        important: told.important,
        unwanted: told.unwanted,
        synced: contact.synced,
        pbx: contact.pbx.map(|hook| hook.0),
        numbers: told.numbers.iter().map(|one| number(one, home)).collect(),
    }
}

fn number(number: &ContactNumber, home: Region) -> ContactNumberRow {
    ContactNumberRow {
        key: number.key.as_str().to_owned(),
        display: display(&number.key, home),
        written: number.written.clone(),
        label: number.label.clone(),
    }
}

/// A number of a contact, grouped for reading.
pub(super) fn display(key: &CallerKey, home: Region) -> String {
    match PhoneNumber::try_from(key.as_str().to_owned()) {
        Ok(number) => number.display(home),
        Err(_) => key.as_str().to_owned(),
    }
}

/// The longest page.
const MOST: u32 = 500;
/// How many calls a contact is shown with.
const CALLS: usize = 50;
