//! What is kept of one person.

use jiff::Timestamp;
use kimo_calls::{CallerKey, Party};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AskError, count};
use crate::Desk;

/// Asks who has a number.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PersonParams {
    /// The number, as people write it.
    pub number: String,
}

/// Somebody of whom there are calls.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Person {
    /// What tells them from all others.
    pub key: String,
    /// Their number, grouped for reading.
    pub display: String,
    /// How many calls there are with them; a thousand where there are more.
    pub calls: u32,
}

/// Asks to forget everything about one person.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ForgetParams {
    /// The caller's key.
    pub key: String,
}

/// The reading of the number under which there are calls; else the first.
pub(super) async fn person(desk: &Desk, params: PersonParams) -> Result<Person, AskError> {
    let homes = desk.homes();
    let read = move |home| (Party::read_leniently(&params.number, home), home);
    let found = desk
        .read(move |reader| {
            let mut found = None;
            for (party, home) in homes.into_iter().map(read) {
                let calls = reader.calls_with(&party.key(), None, MOST_COUNTED)?.len();
                if !party.is_hidden() && (calls > 0 || found.is_none()) {
                    found = Some((party, home, calls));
                }
            }
            Ok(found)
        })
        .await?;
    let (party, home, calls) = found.ok_or_else(|| AskError::bad_params("write a number"))?;
    Ok(Person {
        key: party.key().as_str().to_owned(),
        display: party.display(home),
        calls: count(calls as u64),
    })
}

pub(super) async fn forget(desk: &Desk, params: ForgetParams) -> Result<(), AskError> {
    let key = CallerKey::from(params.key.as_str());
    Ok(desk.writer()?.forget_person(key, Timestamp::now()).await?)
}

const MOST_COUNTED: usize = 1000;
