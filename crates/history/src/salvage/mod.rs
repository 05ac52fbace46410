//! Taking over what a history still gives that was set aside. Its deliveries are the truth: they
//! are read row by row, whatever cannot be read is passed over, and their calls are folded anew.
//! What people said of calls comes along.

mod rows;

use std::path::Path;

use kimo_calls::{CallId, DeskId, Hook, HookId, Mark, MarkKind};
use kimo_pbx::{Delivery, Reading};
use rusqlite::Connection;

use crate::{
    accounts,
    calls::{self, call_writer, known::KnownCall},
    contacts::{self, contact_writer},
    db::{
        aside,
        change::TouchedCalls,
        session::{Fault, Outcome, Session},
        time::time,
        unfinished::LongWork,
        work::Step,
    },
    deliveries::{incoming::Incoming, keeping},
    incidents, marks, messages,
};
use rows::{Row, Rows};

/// How many deliveries are saved in one transaction.
const AT_ONCE: usize = 200;

/// Saves the next deliveries after `after`.
pub(crate) fn step(
    session: &mut Session,
    incident: i64,
    file: String,
    after: i64,
) -> Outcome<Step<u64, LongWork>> {
    let from = match aside::open(Path::new(&file)) {
        Ok(from) => from,
        Err(error) => {
            tracing::error!(%error, file, "nothing can be read of the former history");
            return Ok(Step::Done(0));
        }
    };
    if after == 0 {
        take_marks(session, &from)?;
    }
    let Rows { rows, lost, next } = rows::after(&from, after, AT_ONCE);
    let (mut saved, mut lost) = (0, lost);
    for row in rows {
        match session.reader_of(HookId(row.hook)).cloned() {
            // What is not as it was kept is none of what was received.
            Some(hook) if row.is_sound && keep(session, &hook, row)? => saved += 1,
            _ => lost += 1,
        }
    }
    incidents::count(&session.db, incident, saved, lost)?;
    session.touched.incidents = true;
    session.touched.missed = true;
    Ok(match next {
        Some(after) => Step::More(LongWork::Salvage {
            incident,
            file,
            contacts: None,
            after,
        }),
        None => {
            end_the_former(session)?;
            Step::Done(saved)
        }
    })
}

/// Saves the next contacts after `after`, before any call is made of a delivery: calls are called
/// by them from the first on.
pub(crate) fn take_contacts(
    session: &mut Session,
    incident: i64,
    file: String,
    after: i64,
) -> Outcome<Step<u64, LongWork>> {
    let some = aside::open(Path::new(&file))
        .and_then(|from| contacts::after(&from, after, AT_ONCE))
        .unwrap_or_else(|error| {
            tracing::warn!(%error, "the former contacts cannot all be read");
            Vec::new()
        });
    let next = some.last().map(|(id, _)| *id);
    let some = some.into_iter().filter_map(|(_, told)| told);
    contact_writer::take_over(session, some)?;
    Ok(Step::More(LongWork::Salvage {
        incident,
        file,
        contacts: next,
        after: 0,
    }))
}

/// Keeps a delivery as it came; nobody is told that it came now. False where it says nothing that
/// can be kept.
fn keep(session: &mut Session, hook: &Hook, row: Row) -> Outcome<bool> {
    let Ok(received_at) = time(row.received_at) else {
        return Ok(false);
    };
    let content_type = row.content_type.as_deref();
    let delivery = Delivery::to(hook, content_type, &row.body, received_at);
    let incoming = Incoming {
        source: row.source,
        hook: hook.clone(),
        reading: row.source.read_of(&delivery, &hook.meaning),
        content_type: row.content_type,
        body: row.body,
        received_at,
    };
    if let Ok(Reading::Events(events)) = &incoming.reading
        && let Some(event) = events.first()
    {
        recall_marks(session, &event.call)?;
    }
    let told = session.changes.len();
    match keeping::keep(session, &incoming) {
        Ok(_) => {}
        Err(Fault::Refused(error)) => {
            tracing::warn!(%error, "a delivery of the former history cannot be kept");
            return Ok(false);
        }
        Err(fault) => return Err(fault),
    }
    session.changes.truncate(told);
    session.touched.calls = TouchedCalls::Many;
    Ok(true)
}

/// The marks of a call are there before it is: it is folded with them.
fn recall_marks(session: &mut Session, id: &CallId) -> Outcome<()> {
    let known = match session.known(id)? {
        Some(known) => known,
        None => KnownCall {
            events: marks::of_call(&session.db, id)?,
            call: None,
        },
    };
    session.know(id.clone(), known);
    Ok(())
}

/// What people said of calls.
fn take_marks(session: &Session, from: &Connection) -> Outcome<()> {
    let read = || {
        let mut find = from.prepare(
            "SELECT a.pbx, a.account, m.pbx_call_id, m.marked_at, m.desk, m.done, m.note
             FROM marks m JOIN accounts a ON a.id = m.pbx
             WHERE m.done IS NOT NULL OR m.note IS NOT NULL",
        )?;
        let mut rows = find.query([])?;
        let mut taken = Vec::new();
        while let Some(row) = rows.next()? {
            let (pbx, account) = accounts::read(row, 0, 1)?;
            let call = CallId {
                pbx,
                account,
                pbx_call_id: row.get(2)?,
            };
            let mark = match row.get::<_, Option<bool>>(5)? {
                Some(done) => MarkKind::Done(done),
                None => MarkKind::Note(row.get(6)?),
            };
            let mark = Mark {
                marked_at: time(row.get(3)?)?,
                desk: DeskId(row.get(4)?),
                mark,
            };
            taken.push((call, mark));
        }
        Ok::<_, rusqlite::Error>(taken)
    };
    match read() {
        Ok(taken) => {
            for (call, mark) in taken {
                marks::insert(&session.db, &call, &mark)?;
            }
        }
        Err(error) => tracing::warn!(%error, "the former marks cannot all be read"),
    }
    // A former history may be of a time without messages.
    match messages::everything(from) {
        Ok(taken) => {
            for event in taken {
                messages::insert(&session.db, &event)?;
            }
        }
        Err(error) => tracing::warn!(%error, "the former messages cannot all be read"),
    }
    Ok(())
}

/// The desk had given up waiting for news of calls, or would have by now: of those that seem to
/// run, nothing more has come since the former history ended.
fn end_the_former(session: &mut Session) -> Outcome<()> {
    for row in calls::lists::running(&session.db)? {
        let Some((call, _)) = calls::load(&session.db, row)? else {
            continue;
        };
        call_writer::expire_if_silent(session, &call.id)?;
    }
    Ok(())
}
