//! The page of missed callers: who is still open, and who was settled of late.

use jiff::{SignedDuration, Timestamp};
use kimo_calls::{MarkKind, display_leg};
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
    /// So many rows at most, instead of fifty; never more than ten thousand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}

/// The open missed callers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MissedPage {
    /// The first of those who can be called back.
    pub rows: Vec<MissedRow>,
    /// How many there are in truth.
    pub total: u32,
    /// Whether this desk has extensions or queues of its own, so that there may be others.
    pub narrowed: bool,
    /// All who withheld their number, as one; nobody can call them back, and `total` leaves them
    /// out.
    pub hidden: Option<MissedRow>,
    /// The first of those who hung up so soon that nobody need call them back; `total` leaves them
    /// out.
    pub hung_up: Vec<MissedRow>,
    /// How many there are in truth of those.
    pub hung_up_total: u32,
    /// Those who can wait, whoever comes back first at the top; `total` leaves them out.
    pub snoozed: Vec<MissedRow>,
    /// Until when somebody might be snoozed.
    pub snooze_until: SnoozeUntil,
}

/// Until when somebody might be snoozed, beside half an hour and whatever time is chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SnoozeUntil {
    /// This afternoon; `null` once it is too late for that.
    pub afternoon: Option<String>,
    /// The next morning that the office is open; `null` where it never is.
    pub morning: Option<String>,
}

/// Says that a missed caller can wait, or no longer.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SnoozeParams {
    /// The id of the caller's last call.
    pub call: String,
    /// Until when, RFC 3339; `null` brings them back.
    pub until: Option<String>,
}

/// One missed caller who has neither been reached nor marked done, by any number of theirs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MissedRow {
    /// What tells the number that they called from last from all others; empty for all who withhold
    /// theirs.
    pub key: String,
    /// The same of each number of theirs, whether they called from it or not.
    pub keys: Vec<String>,
    /// The contact that has the number, where it is one's alone.
    pub contact: Option<i64>,
    /// Who called, at the number that they called from last.
    pub caller: Party,
    /// The numbers that they called from since last reached, the last first.
    pub numbers: Vec<Party>,
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
    /// Until when they are to be called back, where that is promised.
    pub due_at: Option<String>,
    /// True where their last call came while the office was closed.
    pub outside_hours: bool,
    /// Until when they can wait, as somebody said; it may be over by now.
    pub snoozed_until: Option<String>,
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
            let asked = params
                .limit
                .map_or(ROWS, |limit| limit.min(MOST_ROWS) as usize);
            let most = match all {
                true => asked,
                false => asked.max(mine::MOST),
            };
            let oldest_first = params.oldest_first == Some(true);
            let mut waiting = mine.waiting(most, oldest_first, reader)?;
            let mut hung_up = mine.hung_up(most, oldest_first, reader)?;
            let mut snoozed = mine.snoozed(reader)?;
            if !all {
                waiting = mine.of(waiting, reader)?;
                hung_up = mine.of(hung_up, reader)?;
                snoozed = mine.of(snoozed, reader)?;
            }
            let hung_up_total = match all {
                true => mine.count_short(reader)?,
                false => hung_up.len() as u64,
            };
            let (afternoon, morning) = mine.snooze_until();
            let shown = |callers: Vec<OpenCaller>| {
                let some = callers.into_iter().take(asked);
                some.map(|open| row(&mine, open)).collect()
            };
            Ok(MissedPage {
                total: match all {
                    true => mine.count_everybody(reader)?,
                    false => count(waiting.len() as u64),
                },
                rows: shown(waiting),
                narrowed: mine.is_narrowed(),
                hidden: reader.open_hidden()?.map(|open| row(&mine, open)),
                hung_up: shown(hung_up),
                hung_up_total: count(hung_up_total),
                snoozed: shown(snoozed),
                snooze_until: SnoozeUntil {
                    afternoon: afternoon.map(|at| at.to_string()),
                    morning: morning.map(|at| at.to_string()),
                },
            })
        })
        .await?;
    Ok(page)
}

/// Takes a missed caller off the list for a while, or puts them back.
pub(super) async fn snooze(desk: &Desk, params: SnoozeParams) -> Result<(), AskError> {
    let now = Timestamp::now();
    let call = params.call.parse().map_err(AskError::bad_params)?;
    let until: Option<Timestamp> = match params.until {
        Some(until) => Some(until.parse().map_err(AskError::bad_params)?),
        None => None,
    };
    if until.is_some_and(|until| until <= now || until > now + LONGEST_SNOOZE) {
        return Err(AskError::bad_params(
            "nobody is snoozed but for a year at most",
        ));
    }
    let mark = MarkKind::Snoozed(until);
    desk.writer()?.mark(call, mark, now).await?;
    Ok(())
}

const LONGEST_SNOOZE: SignedDuration = SignedDuration::from_hours(366 * 24);

/// The missed callers who were settled since, the last first; the newest two hundred.
pub(super) async fn handled(
    desk: &Desk,
    params: HandledParams,
) -> Result<Vec<HandledRow>, AskError> {
    let since: Timestamp = params.since.parse().map_err(AskError::bad_params)?;
    let handled = desk
        .read(move |reader| reader.handled_since(since, HANDLED_ROWS))
        .await?;
    Ok(handled.iter().map(|one| handled_row(desk, one)).collect())
}

fn row(mine: &Mine<'_>, open: OpenCaller) -> MissedRow {
    let (desk, preferences) = (mine.desk(), mine.preferences());
    let last = &open.last_call;
    let due_at = mine.due_at(&open).map(|at| at.to_string());
    let outside_hours = mine.is_outside_hours(&open);
    let home = desk.home(last.id.pbx);
    let rung = last.extensions.iter();
    let written = rung.map(|number| display_leg(number, home));
    let shown =
        |call: &kimo_calls::Call| CallRow::of(call, None, desk.home(call.id.pbx), preferences);
    MissedRow {
        key: open.key.as_str().to_owned(),
        keys: open
            .keys
            .iter()
            .map(|key| key.as_str().to_owned())
            .collect(),
        contact: open.contact.map(|contact| contact.0),
        caller: Party::of(&open.caller, home),
        numbers: open
            .numbers
            .iter()
            .map(|number| Party::of(number, home))
            .collect(),
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
        due_at,
        outside_hours,
        snoozed_until: open.snoozed_until.map(|until| until.to_string()),
    }
}

fn handled_row(desk: &Desk, handled: &HandledCaller) -> HandledRow {
    let last = &handled.last_call;
    let home = desk.home(last.id.pbx);
    HandledRow {
        caller: Party::of(&handled.caller, home),
        count: handled.count,
        last_at: last.started_at.to_string(),
        last_call: last.id.to_string(),
        settled: Settled::of(&handled.settlement, home),
    }
}

/// As many as a page of calls has.
const ROWS: usize = 50;
const HANDLED_ROWS: usize = 200;
const MOST_ROWS: u32 = 10_000;
