//! Messages for colleagues, and whether they were passed on: marks on calls, in tables of their own
//! because those that wait are asked for over all calls. Named by the call's own identity, as marks
//! are.

pub(crate) mod message_reader;

use kimo_calls::{
    CallEvent, CallId, CallerWants, DeskId, EventId, EventKind, LeftMessage, Mark, MarkKind,
    Message,
};
use rusqlite::{Connection, Result, Row};

use crate::{
    accounts,
    db::{
        code::{Code, codes},
        time::{micros, time},
    },
    forgotten::spelled::Spelled,
};

pub(crate) const CREATE: &str = "
CREATE TABLE messages (
    number INTEGER PRIMARY KEY,
    -- The event that left it.
    id BLOB NOT NULL UNIQUE,
    pbx INTEGER NOT NULL,
    pbx_call_id TEXT NOT NULL,
    left_at INTEGER NOT NULL,
    desk TEXT NOT NULL,
    recipient TEXT NOT NULL,
    wants INTEGER,
    text TEXT NOT NULL,
    -- Follows from the ticks.
    waits INTEGER NOT NULL
) STRICT;
-- Folding a call asks for its marks.
CREATE INDEX messages_by_call ON messages (pbx_call_id, pbx);
-- Those that wait, the last one left first.
CREATE INDEX messages_waiting ON messages (left_at) WHERE waits;
CREATE TABLE ticks (
    -- A tick may be heard of before its message.
    message BLOB NOT NULL,
    pbx INTEGER NOT NULL,
    pbx_call_id TEXT NOT NULL,
    marked_at INTEGER NOT NULL,
    desk TEXT NOT NULL,
    done INTEGER NOT NULL
) STRICT;
-- Folding a call asks for its marks.
CREATE INDEX ticks_by_call ON ticks (pbx_call_id, pbx);
";

codes!(CallerWants { CallBack = 0, CalledAgain = 1, WillCallAgain = 2 });

/// Stores a message, or that one was passed on or was not after all. Nothing becomes of any other
/// event.
pub(crate) fn insert(db: &Connection, event: &CallEvent) -> Result<()> {
    let EventKind::Marked(mark) = &event.kind else {
        return Ok(());
    };
    let call = &event.call;
    let pbx = accounts::intern(db, call.pbx, &call.account)?;
    match &mark.mark {
        MarkKind::Message(message) => db
            .prepare_cached(
                "INSERT INTO messages (id, pbx, pbx_call_id, left_at, desk, recipient, wants, text,
                     waits)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 1) ON CONFLICT (id) DO NOTHING",
            )?
            .execute((
                event.id.0,
                pbx,
                &call.pbx_call_id,
                micros(mark.marked_at),
                &mark.desk.0,
                &message.recipient,
                message.wants.map(Code::code),
                &message.text,
            ))?,
        MarkKind::PassedOn { message, done } => db
            .prepare_cached(
                "INSERT INTO ticks (message, pbx, pbx_call_id, marked_at, desk, done)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute((
                message.0,
                pbx,
                &call.pbx_call_id,
                micros(mark.marked_at),
                &mark.desk.0,
                done,
            ))?,
        MarkKind::Done(_) | MarkKind::Note(_) | MarkKind::Calling(_) | MarkKind::Snoozed(_) => {
            return Ok(());
        }
    };
    judge(db, call)
}

/// Which messages of a call wait, as its events say in whatever order they came.
fn judge(db: &Connection, call: &CallId) -> Result<()> {
    let mut update =
        db.prepare_cached("UPDATE messages SET waits = ?2 WHERE id = ?1 AND waits <> ?2")?;
    for left in LeftMessage::all_of(&of_call(db, call)?) {
        update.execute((left.id.0, left.passed_on_at.is_none()))?;
    }
    Ok(())
}

/// The messages and ticks of a call, as its events.
pub(crate) fn of_call(db: &Connection, call: &CallId) -> Result<Vec<CallEvent>> {
    let Some(pbx) = accounts::find(db, call.pbx, &call.account)? else {
        return Ok(Vec::new());
    };
    let event = |id: EventId, mark: Mark| CallEvent {
        id,
        ..CallEvent::marked(call.clone(), mark)
    };
    let mut events = db
        .prepare_cached(
            "SELECT id, left_at, desk, recipient, wants, text FROM messages
             WHERE pbx_call_id = ?2 AND pbx = ?1",
        )?
        // The id stays that of the event that came, also where its text was emptied since.
        .query_map((pbx, &call.pbx_call_id), |row| {
            Ok(event(EventId(row.get(0)?), read(row)?))
        })?
        .collect::<Result<Vec<_>>>()?;
    let mut ticks = db.prepare_cached(
        "SELECT message, marked_at, desk, done FROM ticks WHERE pbx_call_id = ?2 AND pbx = ?1",
    )?;
    let ticks = ticks.query_map((pbx, &call.pbx_call_id), |row| {
        Ok(CallEvent::marked(call.clone(), read_tick(row)?))
    })?;
    for tick in ticks {
        events.push(tick?);
    }
    Ok(events)
}

/// Removes the messages of a call. True where there were any.
pub(crate) fn remove(db: &Connection, call: &CallId) -> Result<bool> {
    let Some(pbx) = accounts::find(db, call.pbx, &call.account)? else {
        return Ok(false);
    };
    let here = (pbx, &call.pbx_call_id);
    db.prepare_cached("DELETE FROM ticks WHERE pbx_call_id = ?2 AND pbx = ?1")?
        .execute(here)?;
    let removed = db
        .prepare_cached("DELETE FROM messages WHERE pbx_call_id = ?2 AND pbx = ?1")?
        .execute(here)?;
    Ok(removed > 0)
}

/// Empties what messages on other calls have of a number, and removes those of a call whose id holds
/// it, after a place in their order. Gives the calls, and the place to go on from.
pub(crate) fn clean(
    db: &Connection,
    number: &Spelled,
    after: i64,
    limit: usize,
) -> Result<(Vec<CallId>, Option<i64>)> {
    let mut next = db.prepare_cached(
        "SELECT m.number, k.pbx, k.account, m.pbx_call_id, m.recipient, m.text
         FROM messages m JOIN accounts k ON k.id = m.pbx
         WHERE m.number > ?1 ORDER BY m.number LIMIT ?2",
    )?;
    let mut rows = next.query((after, limit))?;
    let mut found = Vec::new();
    let (mut seen, mut last) = (0, None);
    while let Some(row) = rows.next()? {
        let at: i64 = row.get(0)?;
        let call = call(row, 1)?;
        let (recipient, text): (String, String) = (row.get(4)?, row.get(5)?);
        let kept = |text: &str| match number.is_in(text.as_bytes()) {
            true => String::new(),
            false => text.to_owned(),
        };
        let (kept_recipient, kept_text) = (kept(&recipient), kept(&text));
        if number.is_in(call.pbx_call_id.as_bytes()) {
            remove(db, &call)?;
            found.push(call);
        } else if (&kept_recipient, &kept_text) != (&recipient, &text) {
            db.prepare_cached("UPDATE messages SET recipient = ?2, text = ?3 WHERE number = ?1")?
                .execute((at, kept_recipient, kept_text))?;
            found.push(call);
        }
        (seen, last) = (seen + 1, Some(at));
    }
    Ok((found, last.filter(|_| seen == limit)))
}

/// Every message and tick of another database.
pub(crate) fn everything(from: &Connection) -> Result<Vec<CallEvent>> {
    let mut all = from
        .prepare(
            "SELECT m.id, m.left_at, m.desk, m.recipient, m.wants, m.text,
                    k.pbx, k.account, m.pbx_call_id
             FROM messages m JOIN accounts k ON k.id = m.pbx ORDER BY m.number",
        )?
        .query_map([], |row| {
            Ok(CallEvent {
                id: EventId(row.get(0)?),
                ..CallEvent::marked(call(row, 6)?, read(row)?)
            })
        })?
        .collect::<Result<Vec<_>>>()?;
    let mut ticks = from.prepare(
        "SELECT t.message, t.marked_at, t.desk, t.done, k.pbx, k.account, t.pbx_call_id
         FROM ticks t JOIN accounts k ON k.id = t.pbx ORDER BY t.rowid",
    )?;
    let read = |row: &Row<'_>| Ok(CallEvent::marked(call(row, 4)?, read_tick(row)?));
    for tick in ticks.query_map([], read)? {
        all.push(tick?);
    }
    Ok(all)
}

/// The call whose columns begin there.
fn call(row: &Row<'_>, at: usize) -> Result<CallId> {
    let (pbx, account) = accounts::read(row, at, at + 1)?;
    Ok(CallId {
        pbx,
        account,
        pbx_call_id: row.get(at + 2)?,
    })
}

fn read(row: &Row<'_>) -> Result<Mark> {
    Ok(Mark {
        marked_at: time(row.get(1)?)?,
        desk: DeskId(row.get(2)?),
        mark: MarkKind::Message(Message {
            recipient: row.get(3)?,
            wants: CallerWants::read_optional(row.get(4)?)?,
            text: row.get(5)?,
        }),
    })
}

fn read_tick(row: &Row<'_>) -> Result<Mark> {
    Ok(Mark {
        marked_at: time(row.get(1)?)?,
        desk: DeskId(row.get(2)?),
        mark: MarkKind::PassedOn {
            message: EventId(row.get(0)?),
            done: row.get(3)?,
        },
    })
}
