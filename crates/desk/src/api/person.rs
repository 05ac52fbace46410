//! What is kept of one person.

use jiff::Timestamp;
use kimo_calls::{Account, CallerKey, Party, PbxId, Region};
use kimo_history::{ReadError, Reader};
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
    /// What tells them from all others: of an extension, at each PBX and account.
    pub keys: Vec<String>,
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
    let found = desk
        .read(move |reader| found(reader, &params.number, &homes))
        .await?;
    let found = found.ok_or_else(|| AskError::bad_params("write a number"))?;
    Ok(Person {
        keys: found
            .keys
            .iter()
            .map(|key| key.as_str().to_owned())
            .collect(),
        display: found.party.display(found.home),
        calls: count(found.calls as u64),
    })
}

pub(super) async fn forget(desk: &Desk, params: ForgetParams) -> Result<(), AskError> {
    let key = CallerKey::from(params.key.as_str());
    Ok(desk.writer()?.forget_person(key, Timestamp::now()).await?)
}

struct Found {
    party: Party,
    home: Region,
    keys: Vec<CallerKey>,
    calls: usize,
}

fn found(reader: &Reader, number: &str, homes: &[Region]) -> Result<Option<Found>, ReadError> {
    let accounts = reader.accounts()?;
    let mut found: Option<Found> = None;
    for &home in homes {
        let party = Party::read_leniently(number, home);
        if party.is_hidden() {
            continue;
        }
        let keys = keys(&party, &accounts);
        let mut calls = 0;
        for key in &keys {
            calls += reader.calls_with(key, None, MOST_COUNTED - calls)?.len();
        }
        if found
            .as_ref()
            .is_none_or(|first| first.calls == 0 && calls > 0)
        {
            found = Some(Found {
                party,
                home,
                keys,
                calls,
            });
        }
    }
    Ok(found)
}

/// The keys under which somebody may be kept: a number has one, an extension one at each PBX and
/// account.
fn keys(party: &Party, accounts: &[(PbxId, Account)]) -> Vec<CallerKey> {
    match &party.number {
        Some(number) => vec![CallerKey::from(number.as_str())],
        None => accounts
            .iter()
            .map(|(pbx, account)| CallerKey::at(party, *pbx, account))
            .collect(),
    }
}

const MOST_COUNTED: usize = 1000;
