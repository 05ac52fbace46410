//! The page of missed callers who are still open.

use kimo_calls::display_leg;
use kimo_history::OpenCaller;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AskError, Nothing, Party, count};
use crate::Desk;

/// The open missed callers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MissedPage {
    /// The newest two hundred.
    pub rows: Vec<MissedRow>,
    /// How many there are in truth.
    pub total: u32,
}

/// One missed caller who has neither been reached nor marked done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MissedRow {
    /// What tells this caller from all others; empty for all who withhold their number.
    pub key: String,
    /// Who called.
    pub caller: Party,
    /// How often, since last reached.
    pub count: u32,
    /// When last.
    pub last_at: String,
    /// Which number of ours the last call was for.
    pub called: Party,
    /// The queue or group of the last call.
    pub queue: Option<String>,
    /// The extensions that rang in the last call, as people read them.
    pub extensions: Vec<String>,
    /// The last call's id.
    pub last_call: String,
    /// What people noted about this caller.
    pub note: Option<String>,
}

pub(super) async fn missed(desk: &Desk, _: Nothing) -> Result<MissedPage, AskError> {
    let (rows, total) = desk
        .read(|reader| {
            Ok((
                reader.open_missed(MISSED_ROWS)?,
                reader.open_missed_count()?,
            ))
        })
        .await?;
    Ok(MissedPage {
        rows: rows.into_iter().map(|open| row(desk, open)).collect(),
        total: count(total),
    })
}

fn row(desk: &Desk, open: OpenCaller) -> MissedRow {
    let last = &open.last_call;
    let home = desk.home(last.id.pbx);
    let rung = last.extensions.iter();
    let written = rung.map(|number| display_leg(number, home));
    MissedRow {
        key: open.key.as_str().to_owned(),
        caller: Party::of(&open.caller, home),
        count: open.count,
        last_at: open.last_at.to_string(),
        called: Party::of(&last.called, home),
        queue: last.queue.clone(),
        extensions: written.collect(),
        last_call: last.id.to_string(),
        note: open.note,
    }
}

const MISSED_ROWS: usize = 200;
