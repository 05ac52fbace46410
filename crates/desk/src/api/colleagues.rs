//! The page of colleagues: who of ours is on the phone.

use std::collections::{BTreeMap, BTreeSet};

use kimo_calls::{Call, CallId, OnThePhone, PhoneState, is_extension, on_the_phone};
use kimo_history::{CallQuery, ReadError, Reader};
use kimo_pbx::TelephoneState;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AskError, Nothing, call_row::Party};
use crate::{Desk, records::look};

/// Those of ours who are known, in the order of their numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Colleagues {
    /// At most some thousand.
    pub rows: Vec<Colleague>,
}

/// An extension, or a redirect number, and what it does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Colleague {
    /// Its number.
    pub number: String,
    /// Whose it is, where that is known.
    pub name: Option<String>,
    /// What it does now; `null` where it is on no call that anybody told of.
    pub busy: Option<Busy>,
    /// What the PBX tells of its telephone; `null` where it tells nothing, or that it is free.
    pub telephone: Option<Telephone>,
}

/// Why a telephone does not ring that is on no call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Telephone {
    /// Somebody talks by it, and nobody told with whom.
    Talks,
    /// Its owner is not to be disturbed.
    DoNotDisturb,
    /// It is switched off, or cut off.
    Off,
}

impl Telephone {
    fn of(state: TelephoneState) -> Option<Self> {
        match state {
            TelephoneState::Free => None,
            TelephoneState::Talks => Some(Self::Talks),
            TelephoneState::DoNotDisturb => Some(Self::DoNotDisturb),
            TelephoneState::Off => Some(Self::Off),
        }
    }
}

/// What somebody on the phone does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Busy {
    /// How.
    pub state: BusyState,
    /// With whom.
    pub with: Party,
    /// Since when.
    pub since: String,
    /// The id of the call.
    pub call: String,
}

/// How somebody is busy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum BusyState {
    /// Their telephone rings.
    Rings,
    /// They call somebody, who has not answered.
    Calls,
    /// They talk.
    Talks,
}

pub(super) async fn colleagues(desk: &Desk, _: Nothing) -> Result<Colleagues, AskError> {
    look(desk).await?;
    let (names, heard, running) = desk.read(found).await?;
    let telephones = desk.0.records.telephones.states();
    let on_the_phone = on_the_phone(&running);
    let known = names.keys().chain(&heard).chain(on_the_phone.keys());
    let numbers: BTreeSet<&String> = known.collect();
    let mut rows: Vec<Colleague> = numbers
        .into_iter()
        .take(MOST)
        .map(|number| Colleague {
            number: number.clone(),
            name: names.get(number).cloned(),
            busy: on_the_phone.get(number).map(|on| busy(desk, on)),
            telephone: telephones.get(number).copied().and_then(Telephone::of),
        })
        .collect();
    // 99 before 1001.
    rows.sort_by(|one, other| {
        let order = |row: &Colleague| (row.number.len(), row.number.clone());
        order(one).cmp(&order(other))
    });
    Ok(Colleagues { rows })
}

fn busy(desk: &Desk, on: &OnThePhone) -> Busy {
    Busy {
        state: match on.state {
            PhoneState::Rings => BusyState::Rings,
            PhoneState::Calls => BusyState::Calls,
            PhoneState::Talks => BusyState::Talks,
        },
        with: Party::of(&on.with, desk.home(on.call.pbx)),
        since: on.since.to_string(),
        call: on.call.to_string(),
    }
}

type Found = (BTreeMap<String, String>, BTreeSet<String>, Vec<Call>);

/// Extensions with their names; those that were heard of lately, and one's own; the calls that run.
fn found(reader: &Reader) -> Result<Found, ReadError> {
    let settings = reader.settings()?;
    let (queues, extensions): (Vec<_>, Vec<_>) = reader
        .pbx_names()?
        .into_iter()
        .partition(|name| name.is_queue);
    let names = extensions.into_iter().map(|name| (name.number, name.name));
    let mut names: BTreeMap<String, String> = names.collect();
    let queues = queues.into_iter().map(|name| name.number);
    let mut queues: BTreeSet<String> = queues.chain(settings.queues).collect();
    let lately = CallQuery {
        limit: LATELY,
        ..CallQuery::default()
    };
    let mut heard: BTreeSet<String> = settings.extensions.into_iter().collect();
    for call in reader.calls(&lately)?.calls {
        queues.extend(call.queue);
        heard.extend(call.extensions);
        heard.extend(call.answered_by);
    }
    heard.retain(|number| !queues.contains(number));
    for own in settings.own_numbers {
        let is_somebody = is_extension(&own.number) && !queues.contains(&own.number);
        if !own.name.is_empty() && (is_somebody || heard.contains(&own.number)) {
            names.insert(own.number, own.name);
        }
    }
    let mut running = Vec::new();
    let ids: Vec<CallId> = reader.running()?;
    // Of so many that ring, the newest.
    for id in ids.iter().rev().take(MOST) {
        running.extend(reader.call(id)?);
    }
    Ok((names, heard, running))
}

const MOST: usize = 1000;
/// Who was in none of the last calls has left, for all that is known.
const LATELY: usize = 200;
