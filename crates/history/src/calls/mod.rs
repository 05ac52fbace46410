//! The calls, each as its events were last folded, and the indexes by which they are listed.

pub(crate) mod bound;
pub(crate) mod call_reader;
pub(crate) mod call_writer;
pub(crate) mod count_projection;
pub(crate) mod elsewhere;
pub(crate) mod events;
pub(crate) mod folding;
pub(crate) mod internal;
pub(crate) mod known;
pub(crate) mod lists;
pub(crate) mod page;
pub(crate) mod page_bounds;
pub(crate) mod placing;
pub(crate) mod pruning;
pub(crate) mod removal;
pub(crate) mod search;
pub(crate) mod standing;
pub(crate) mod unreadable;

use kimo_calls::{
    Call, CallId, CallKind, Direction, Disposition, Leg, LegState, Mark, Party, PhoneNumber,
    Reason, Status,
};
use rusqlite::{Connection, OptionalExtension, Result, Row, types::Type};

use crate::{
    accounts,
    calls::standing::{Class, Parties, Standing, hung_up_after, note, standing},
    db::{
        code::Code,
        time::{micros, optional_time, time},
    },
};

// `caller` and `called` are spellings, and no foreign keys: the removal of a spelling would have
// to look through all calls. A number goes, and its spellings with it, once `other` and `own`
// have it nowhere.
pub(crate) const CREATE: &str = "
CREATE TABLE calls (
    id INTEGER PRIMARY KEY,
    pbx INTEGER NOT NULL,
    pbx_call_id TEXT NOT NULL,
    -- What the filters of the list tell apart; see `Class`.
    class INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    -- The other party's number and our own.
    other INTEGER NOT NULL REFERENCES numbers (id),
    own INTEGER NOT NULL REFERENCES numbers (id),
    caller INTEGER NOT NULL,
    called INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    direction INTEGER NOT NULL,
    status INTEGER NOT NULL,
    disposition INTEGER NOT NULL,
    missed INTEGER NOT NULL,
    reached INTEGER NOT NULL,
    reason INTEGER,
    answered_at INTEGER,
    ended_at INTEGER,
    talk_seconds INTEGER,
    waited_seconds INTEGER,
    answered_by TEXT,
    queue TEXT,
    hangup_cause TEXT,
    -- JSON arrays; the extensions are left out where they are the legs' numbers.
    extensions TEXT,
    legs TEXT,
    is_done INTEGER NOT NULL,
    done TEXT,
    note TEXT
) STRICT;
-- Every delivery asks for its call.
CREATE UNIQUE INDEX calls_by_pbx_call_id ON calls (pbx_call_id, pbx);
-- Pages of every filter; with the numbers, so that searching needs nothing else.
CREATE INDEX calls_by_class ON calls (class, started_at, id, other, own);
-- Searching for few numbers; the calls with one caller.
CREATE INDEX calls_by_other ON calls (other, started_at, id, class);
-- Searching for one of our own numbers, which may have most calls.
CREATE INDEX calls_by_own ON calls (own, class, started_at, id);
-- Whether a caller is open: see `missed`. The last column spares the look at the call itself.
CREATE INDEX calls_missed ON calls (other, started_at, id, missed) WHERE missed;
CREATE INDEX calls_reached ON calls (other, started_at, reached) WHERE reached;
CREATE INDEX calls_done ON calls (other, started_at, is_done) WHERE is_done;
-- The note shown when somebody calls again.
CREATE INDEX calls_noted ON calls (other, started_at) WHERE note IS NOT NULL;
-- What still runs, for the watchdog.
CREATE INDEX calls_running ON calls (started_at) WHERE status < 2;
-- Internal calls are judged anew when the own extensions change.
CREATE INDEX calls_internal ON calls (id) WHERE direction = 2;
";

/// The row of a call, if there is one.
pub(crate) fn find(db: &Connection, id: &CallId) -> Result<Option<i64>> {
    let Some(pbx) = accounts::find(db, id.pbx, &id.account)? else {
        return Ok(None);
    };
    db.prepare_cached("SELECT id FROM calls WHERE pbx_call_id = ?1 AND pbx = ?2")?
        .query_row((&id.pbx_call_id, pbx), |row| row.get(0))
        .optional()
}

/// Which call has a row.
pub(crate) fn id_of(db: &Connection, call: i64) -> Result<Option<CallId>> {
    db.prepare_cached(
        "SELECT k.pbx, k.account, c.pbx_call_id
         FROM calls c JOIN accounts k ON k.id = c.pbx WHERE c.id = ?1",
    )?
    .query_row([call], |row| {
        let (pbx, account) = accounts::read(row, 0, 1)?;
        Ok(CallId {
            pbx,
            account,
            pbx_call_id: row.get(2)?,
        })
    })
    .optional()
}

/// Stores a call that is not there yet and of which the desk heard first at `kept_at`; gives where
/// it stands. `missed` is whether it counts as missed at this desk.
pub(crate) fn insert(
    db: &Connection,
    call: &Call,
    missed: bool,
    parties: &Parties<'_>,
    kept_at: i64,
) -> Result<Standing> {
    let at = standing(0, call, missed, parties);
    let id = db
        .prepare_cached(
            "INSERT INTO calls (pbx, pbx_call_id, class, started_at, other, own, caller, called,
                 kind, direction, status, disposition, missed, reached, reason, answered_at,
                 ended_at, talk_seconds, waited_seconds, answered_by, queue, hangup_cause,
                 extensions, legs, is_done, done, note, kept_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,
                 ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28)",
        )?
        .insert(rusqlite::params![
            accounts::intern(db, call.id.pbx, &call.id.account)?,
            call.id.pbx_call_id,
            at.class.0,
            at.started_at,
            at.other,
            at.own,
            parties.caller.id,
            parties.called.id,
            call.kind.code(),
            call.direction.code(),
            call.status.code(),
            call.disposition.code(),
            at.missed,
            at.reached,
            call.reason.map(Code::code),
            call.answered_at.map(micros),
            call.ended_at.map(micros),
            call.talk_seconds,
            call.waited_seconds,
            call.answered_by,
            call.queue,
            call.hangup_cause,
            extensions(call)?,
            legs(call)?,
            at.done,
            mark(call.done.as_ref())?,
            mark(note(call))?,
            kept_at,
        ])?;
    Ok(Standing { call: id, ..at })
}

/// Stores what has become of a call. `was` is where it stood, `missed` whether it counts as missed
/// at this desk.
pub(crate) fn update(
    db: &Connection,
    was: &Standing,
    call: &Call,
    missed: bool,
    parties: &Parties<'_>,
) -> Result<Standing> {
    let at = standing(was.call, call, missed, parties);
    // SQLite writes every index whose columns are named, changed or not; most news changes none.
    let sql = if at == *was && !at.has_note {
        "UPDATE calls SET caller = ?2, called = ?3, kind = ?4, disposition = ?5, reason = ?6,
             answered_at = ?7, ended_at = ?8, talk_seconds = ?9, waited_seconds = ?10,
             answered_by = ?11, queue = ?12, hangup_cause = ?13, extensions = ?14, legs = ?15,
             done = ?16
         WHERE id = ?1"
    } else {
        "UPDATE calls SET caller = ?2, called = ?3, kind = ?4, disposition = ?5, reason = ?6,
             answered_at = ?7, ended_at = ?8, talk_seconds = ?9, waited_seconds = ?10,
             answered_by = ?11, queue = ?12, hangup_cause = ?13, extensions = ?14, legs = ?15,
             done = ?16, class = ?17, started_at = ?18, other = ?19, own = ?20,
             direction = ?21, status = ?22, missed = ?23, reached = ?24, is_done = ?25,
             note = ?26
         WHERE id = ?1"
    };
    let mut update = db.prepare_cached(sql)?;
    let always = rusqlite::params![
        at.call,
        parties.caller.id,
        parties.called.id,
        call.kind.code(),
        call.disposition.code(),
        call.reason.map(Code::code),
        call.answered_at.map(micros),
        call.ended_at.map(micros),
        call.talk_seconds,
        call.waited_seconds,
        call.answered_by,
        call.queue,
        call.hangup_cause,
        extensions(call)?,
        legs(call)?,
        mark(call.done.as_ref())?,
    ];
    let where_it_stands = rusqlite::params![
        at.class.0,
        at.started_at,
        at.other,
        at.own,
        call.direction.code(),
        call.status.code(),
        at.missed,
        at.reached,
        at.done,
        mark(note(call))?,
    ];
    let count = update.parameter_count();
    update.execute(rusqlite::params_from_iter(
        always.iter().chain(where_it_stands).take(count),
    ))?;
    Ok(at)
}

/// Stores whether a call counts as missed at this desk, and gives where it stands by that.
pub(crate) fn judge(
    db: &Connection,
    was: &Standing,
    call: &Call,
    missed: bool,
) -> Result<Standing> {
    let is = was.judged(call, missed);
    db.prepare_cached("UPDATE calls SET missed = ?2, class = ?3 WHERE id = ?1")?
        .execute((is.call, is.missed, is.class.0))?;
    Ok(is)
}

/// Removes a call. Its events and deliveries must be gone.
pub(crate) fn remove(db: &Connection, call: i64) -> Result<()> {
    db.prepare_cached("DELETE FROM calls WHERE id = ?1")?
        .execute([call])?;
    Ok(())
}

/// A call and where it stands.
pub(crate) fn load(db: &Connection, call: i64) -> Result<Option<(Call, Standing)>> {
    db.prepare_cached(LOAD)?.query_row([call], read).optional()
}

const LOAD: &str = "
SELECT c.id, k.pbx, c.pbx_call_id, c.class, c.started_at, c.other, c.own, c.kind, c.direction,
       c.status, c.disposition, c.missed, c.reached, c.reason, c.answered_at, c.ended_at,
       c.talk_seconds, c.waited_seconds, c.answered_by, c.queue, c.hangup_cause, c.extensions,
       c.legs, c.is_done, c.done, c.note,
       a.raw, a.is_e164, an.key, an.name, b.raw, b.is_e164, bn.key, bn.name, k.account
FROM calls c JOIN accounts k ON k.id = c.pbx
     LEFT JOIN spellings a ON a.id = c.caller LEFT JOIN numbers an ON an.id = a.number
     LEFT JOIN spellings b ON b.id = c.called LEFT JOIN numbers bn ON bn.id = b.number
WHERE c.id = ?1";

fn extensions(call: &Call) -> Result<Option<String>> {
    let legs = call.legs.iter().map(|leg| &leg.number);
    if call.extensions.iter().eq(legs) {
        return Ok(None);
    }
    to_json(&call.extensions).map(Some)
}

fn legs(call: &Call) -> Result<Option<String>> {
    if call.legs.is_empty() {
        return Ok(None);
    }
    let legs: Vec<_> = call
        .legs
        .iter()
        .map(|leg| (&leg.number, leg.state.code(), &leg.cause))
        .collect();
    to_json(&legs).map(Some)
}

fn mark(mark: Option<&Mark>) -> Result<Option<String>> {
    mark.map(to_json).transpose()
}

pub(crate) fn read_mark(json: Option<String>) -> Result<Option<Mark>> {
    json.map(|json| from_json(&json)).transpose()
}

fn to_json(value: &impl serde::Serialize) -> Result<String> {
    serde_json::to_string(value)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))
}

fn from_json<T: serde::de::DeserializeOwned>(json: &str) -> Result<T> {
    serde_json::from_str(json)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(0, Type::Text, Box::new(error)))
}

fn read(row: &Row<'_>) -> Result<(Call, Standing)> {
    let legs = match row.get_ref(22)?.as_str_or_null()? {
        Some(json) => from_json::<Vec<(String, i64, Option<String>)>>(json)?
            .into_iter()
            .map(|(number, state, cause)| {
                let state = LegState::read(state)?;
                Ok(Leg {
                    number,
                    state,
                    cause,
                })
            })
            .collect::<Result<Vec<_>>>()?,
        None => Vec::new(),
    };
    let extensions = match row.get_ref(21)?.as_str_or_null()? {
        Some(json) => from_json(json)?,
        None => legs.iter().map(|leg| leg.number.clone()).collect(),
    };
    let (pbx, account) = accounts::read(row, 1, 34)?;
    let direction = Direction::read(row.get(8)?)?;
    let missed_here: bool = row.get(11)?;
    let call = Call {
        id: CallId {
            pbx,
            account,
            pbx_call_id: row.get(2)?,
        },
        started_at: time(row.get(4)?)?,
        kind: CallKind::read(row.get(7)?)?,
        direction,
        status: Status::read(row.get(9)?)?,
        disposition: Disposition::read(row.get(10)?)?,
        // Which internal calls count is this desk's judgement, and none of the call's.
        missed: missed_here && direction == Direction::Inbound,
        reason: Reason::read_optional(row.get(13)?)?,
        answered_at: optional_time(row.get(14)?)?,
        ended_at: optional_time(row.get(15)?)?,
        talk_seconds: row.get(16)?,
        waited_seconds: row.get(17)?,
        answered_by: row.get(18)?,
        queue: row.get(19)?,
        hangup_cause: row.get(20)?,
        extensions,
        legs,
        done: read_mark(row.get(24)?)?,
        note: read_mark(row.get(25)?)?,
        caller: party(row, 26)?,
        called: party(row, 30)?,
    };
    let standing = Standing {
        call: row.get(0)?,
        class: Class(row.get(3)?),
        started_at: row.get(4)?,
        other: row.get(5)?,
        own: row.get(6)?,
        hidden: call.other_party().is_hidden(),
        missed: missed_here,
        reached: row.get(12)?,
        done: row.get(23)?,
        status: call.status,
        has_note: call.note.is_some(),
        direction: call.direction,
        hung_up_after: hung_up_after(&call),
    };
    Ok((call, standing))
}

/// The party whose spelling and number begin at a column.
fn party(row: &Row<'_>, at: usize) -> Result<Party> {
    let Some(raw) = row.get::<_, Option<String>>(at)? else {
        return Ok(Party::default());
    };
    let number = match row.get::<_, bool>(at + 1)? {
        true => Some(
            PhoneNumber::try_from(row.get::<_, String>(at + 2)?).map_err(|error| {
                rusqlite::Error::FromSqlConversionFailure(at + 2, Type::Text, Box::new(error))
            })?,
        ),
        false => None,
    };
    Ok(Party {
        raw,
        number,
        name: row.get(at + 3)?,
    })
}
