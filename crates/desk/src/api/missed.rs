//! The page of missed callers: who is still open, and who was settled of late.

use jiff::Timestamp;
use kimo_calls::display_leg;
use kimo_history::{HandledCaller, OpenCaller};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AskError, CallRow, Party, Settled, count};
use crate::{
    Desk,
    mine::{self, Mine},
};

/// Which missed callers come first.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields)]
pub struct MissedParams {
    /// Those whose last call is the longest ago, instead of the newest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub oldest_first: Option<bool>,
    /// Those as well who rang none of this desk's extensions and queues.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub everybody: Option<bool>,
}

/// The open missed callers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MissedPage {
    /// The first two hundred who can be called back.
    pub rows: Vec<MissedRow>,
    /// How many there are in truth.
    pub total: u32,
    /// Whether this desk has extensions or queues of its own, so that there may be others.
    pub narrowed: bool,
    /// All who withheld their number, as one; nobody can call them back, and `total` leaves them
    /// out.
    pub hidden: Option<MissedRow>,
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
    /// When first.
    pub first_at: String,
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
    /// The last call, which says why it was missed.
    pub last: CallRow,
    /// The last call since the first of theirs by which somebody tried to reach them, in vain.
    pub tried: Option<CallRow>,
    /// The call that rings or is talked between them and us right now.
    pub going_on: Option<CallRow>,
    /// Since when somebody is about to call them back, until a call to them begins.
    pub calling_since: Option<String>,
    /// What people noted about this caller.
    pub note: Option<String>,
}

/// Asks who was settled of late.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct HandledParams {
    /// At this point in time or later, RFC 3339.
    pub since: String,
}

/// One time that a missed caller was settled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HandledRow {
    /// Who had called.
    pub caller: Party,
    /// How many missed calls it settled; a hundred where there are more.
    pub count: u32,
    /// When the last of these began.
    pub last_at: String,
    /// The last of these, by its id.
    pub last_call: String,
    /// How.
    pub settled: Settled,
}

pub(super) async fn missed(desk: &Desk, params: MissedParams) -> Result<MissedPage, AskError> {
    let judge = desk.clone();
    let page = desk
        .read(move |reader| {
            let mine = Mine::read(&judge, reader)?;
            let all = params.everybody == Some(true) || !mine.is_narrowed();
            let most = if all { MISSED_ROWS } else { mine::MOST };
            let mut rows = match params.oldest_first {
                Some(true) => reader.open_missed_oldest(most)?,
                _ => reader.open_missed(most)?,
            };
            let total = match all {
                true => count(reader.open_missed_count()?),
                false => {
                    rows = mine.of(rows, reader)?;
                    count(rows.len() as u64)
                }
            };
            rows.truncate(MISSED_ROWS);
            let own = mine.extensions();
            Ok(MissedPage {
                rows: rows
                    .into_iter()
                    .map(|open| row(&judge, open, own))
                    .collect(),
                total,
                narrowed: mine.is_narrowed(),
                hidden: reader.open_hidden()?.map(|open| row(&judge, open, own)),
            })
        })
        .await?;
    Ok(page)
}

/// The missed callers who were settled since, the last first; the newest two hundred.
pub(super) async fn handled(
    desk: &Desk,
    params: HandledParams,
) -> Result<Vec<HandledRow>, AskError> {
    let since: Timestamp = params.since.parse().map_err(AskError::bad_params)?;
    let handled = desk
        .read(move |reader| reader.handled_since(since, MISSED_ROWS))
        .await?;
    Ok(handled.iter().map(|one| handled_row(desk, one)).collect())
}

fn row(desk: &Desk, open: OpenCaller, own: &[String]) -> MissedRow {
    let last = &open.last_call;
    let home = desk.home(last.id.pbx);
    let rung = last.extensions.iter();
    let written = rung.map(|number| display_leg(number, home));
    let shown = |call: &kimo_calls::Call| CallRow::of(call, None, desk.home(call.id.pbx), own);
    MissedRow {
        key: open.key.as_str().to_owned(),
        caller: Party::of(&open.caller, home),
        count: open.count,
        first_at: open.first_at.to_string(),
        last_at: open.last_at.to_string(),
        called: Party::of(&last.called, home),
        queue: last.queue.clone(),
        extensions: written.collect(),
        last_call: last.id.to_string(),
        last: shown(last),
        tried: open.tried.as_ref().map(shown),
        going_on: open.going_on.as_ref().map(shown),
        calling_since: open.calling_since.map(|since| since.to_string()),
        note: open.note,
    }
}

fn handled_row(desk: &Desk, handled: &HandledCaller) -> HandledRow {
    let last = &handled.last_call;
    HandledRow {
        caller: Party::of(&handled.caller, desk.home(last.id.pbx)),
        count: handled.count,
        last_at: last.started_at.to_string(),
        last_call: last.id.to_string(),
        settled: Settled::from(&handled.settlement),
    }
}

const MISSED_ROWS: usize = 200;
