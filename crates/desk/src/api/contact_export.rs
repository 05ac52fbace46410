//! Contacts into files.

use base64::{Engine, prelude::BASE64_STANDARD};
use kimo_contacts::{Card, CardNumber};
use kimo_history::Contact;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::AskError;
use crate::Desk;

/// Asks for all contacts as a file.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
pub struct ExportContactsParams {
    /// Of which kind.
    pub format: ContactFormat,
}

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ContactFormat {
    /// For other address books.
    Vcard,
    /// For spreadsheet programs.
    Csv,
}

/// All contacts as a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ContactFile {
    /// What it may be called.
    pub file: String,
    /// The bytes, in base64.
    pub content: String,
}

pub(super) async fn export_contacts(
    desk: &Desk,
    params: ExportContactsParams,
) -> Result<ContactFile, AskError> {
    let all = desk
        .read(|reader| {
            let (mut all, mut after) = (Vec::new(), None);
            loop {
                let page = reader.contacts(None, after, EXPORTED_AT_ONCE)?;
                all.extend(page.contacts);
                after = page.next;
                if after.is_none() {
                    return Ok(all);
                }
            }
        })
        .await?;
    let cards = all.into_iter().map(card);
    let (ending, content) = match params.format {
        ContactFormat::Vcard => ("vcf", kimo_contacts::to_vcard(cards)),
        ContactFormat::Csv => ("csv", kimo_contacts::to_csv(cards)),
    };
    Ok(ContactFile {
        file: format!("kimo-contacts.{ending}"),
        content: BASE64_STANDARD.encode(content),
    })
}

fn card(contact: Contact) -> Card {
    let told = contact.told;
    Card {
        name: told.name,
        company: told.company,
        note: told.note,
        numbers: told
            .numbers
            .into_iter()
            .map(|number| CardNumber {
                // Right in every country.
                text: match number.key.as_str() {
                    key if key.starts_with('+') => key.to_owned(),
                    _ => number.written,
                },
                label: number.label,
            })
            .collect(),
    }
}

/// How many are read at once for a file.
const EXPORTED_AT_ONCE: usize = 500;
