//! Forgetting a person: every call in which they had a part goes, whatever the part, and everything
//! else that holds their number.

use kimo_calls::{Account, CallerKey, PbxId, Timestamp};

use crate::{
    calls::{
        events::{self, Mentioned},
        lists, removal,
    },
    contacts::{cleaning, contact_writer},
    db::{
        change::KeepError,
        session::{Fault, Outcome, Session},
        unfinished::{Forgetting, ForgettingStage as Stage, LongWork},
        work::Step,
        writer::Writer,
    },
    deliveries::mentions,
    forgotten::{self, spelled::Spelled},
    marks, messages, numbers,
};

impl Writer {
    /// Removes everything about one person: the calls in which they had any part, with events,
    /// deliveries and marks, the number itself, other deliveries that hold it and their calls, and
    /// what is noted on other calls or told of other contacts and holds it. When this returns, it
    /// stands neither in the database nor in its log, in whatever spelling; a mark is left, so that
    /// they can be known to have been forgotten
    /// (see [`Reader::forgotten_at`](crate::Reader::forgotten_at)). Backups are left as they are.
    ///
    /// An extension, a line or any other number of ours is refused with [`KeepError::Ours`].
    pub async fn forget_person(&self, key: CallerKey, now: Timestamp) -> Result<(), KeepError> {
        let begin = move |session: &mut Session| begin(session, &key, now);
        self.ask_at_length(begin).await.map(|((), _)| ())
    }
}

/// How many calls are removed in one transaction.
const AT_ONCE: usize = 100;

/// How many calls' events are looked through in one transaction.
const CALLS_LOOKED_THROUGH: i64 = 1000;

/// How many marks are.
const MARKS_LOOKED_THROUGH: usize = 2000;

fn begin(
    session: &mut Session,
    key: &CallerKey,
    now: Timestamp,
) -> Outcome<((), Option<LongWork>)> {
    if key.is_hidden() {
        // They are many, and nobody can tell them apart.
        return Err(Fault::Refused(KeepError::NotFound));
    }
    if is_ours(session, key)? {
        return Err(Fault::Refused(KeepError::Ours));
    }
    let mut new_key = [0; 64];
    getrandom::fill(&mut new_key)
        .map_err(|error| Fault::Refused(KeepError::Other(error.to_string())))?;
    let mark = forgotten::mark_of(&session.db, key, new_key)?;
    // First, so that it is there whatever comes after.
    forgotten::leave(&session.db, &mark, now)?;
    contact_writer::forget(session, key)?;
    let forgetting = LongWork::Forget(Forgetting {
        mark: mark.to_hex(),
        key: key.as_str().to_owned(),
        stage: Stage::Calls,
    });
    Ok(((), Some(forgetting)))
}

/// Whether a number is an extension, a line or another number of ours.
fn is_ours(session: &Session, key: &CallerKey) -> rusqlite::Result<bool> {
    let db = &session.db;
    let text = key.dialled();
    let settings = &session.settings;
    let is_extension = text.len() <= LONGEST_EXTENSION && text.chars().all(|c| c.is_ascii_digit());
    if is_extension
        || settings.extensions.iter().any(|own| own == text)
        || settings.queues.iter().any(|own| own == text)
    {
        return Ok(true);
    }
    if let Some(number) = numbers::find(db, key)?
        && (lists::any_of_own(db, number)? || lists::any_internal_of(db, number)?)
    {
        return Ok(true);
    }
    // Only what is no number can be the name of a queue.
    Ok(!text.starts_with('+') && lists::any_of_queue(db, text)?)
}

const LONGEST_EXTENSION: usize = 6;

/// Does the next step.
pub(crate) fn forget_next(session: &mut Session, at: Forgetting) -> Outcome<Step<u64, Forgetting>> {
    let key = CallerKey::from(at.key.as_str());
    let stage = match at.stage {
        Stage::Calls => match some_calls_of(session, &key)? {
            true => Stage::Calls,
            false => Stage::Events { after: 0 },
        },
        Stage::Events { after } => match some_mentions_of(session, &key, after)? {
            Some(after) => Stage::Events { after },
            None => Stage::Deliveries { after: 0 },
        },
        Stage::Deliveries { after } => match some_deliveries_of(session, &key, after)? {
            Some(after) => Stage::Deliveries { after },
            None => Stage::Notes { after: 0 },
        },
        Stage::Notes { after } => match some_notes_of(session, &key, after)? {
            Some(after) => Stage::Notes { after },
            None => Stage::Messages { after: 0 },
        },
        Stage::Messages { after } => match some_messages_of(session, &key, after)? {
            Some(after) => Stage::Messages { after },
            None => Stage::Contacts { after: 0 },
        },
        Stage::Contacts { after } => match some_contacts_of(session, &key, after)? {
            Some(after) => Stage::Contacts { after },
            None => {
                session.log_is_clear = false;
                Stage::Log
            }
        },
        Stage::Log if session.log_is_clear => return Ok(Step::Done(0)),
        Stage::Log => {
            session.clear_log = true;
            Stage::Log
        }
    };
    // What is left to do then needs no number, nor may it leave one in the log.
    let key = match stage {
        Stage::Log => String::new(),
        _ => at.key,
    };
    Ok(Step::More(Forgetting { key, stage, ..at }))
}

/// Removes some of the calls between the person and us. False once there are none.
fn some_calls_of(session: &mut Session, key: &CallerKey) -> rusqlite::Result<bool> {
    let Some(number) = numbers::find(&session.db, key)? else {
        return Ok(false);
    };
    let some = lists::of_number(&session.db, number, AT_ONCE)?;
    removal::remove_all(session, &some)?;
    Ok(!some.is_empty())
}

/// Removes the calls after a place of which any event speaks of the person, as of somebody to
/// whom the call was redirected. Gives the place to go on from.
fn some_mentions_of(
    session: &mut Session,
    key: &CallerKey,
    after: i64,
) -> rusqlite::Result<Option<i64>> {
    let Some(last) = lists::last(&session.db)?.filter(|last| *last > after) else {
        return Ok(None);
    };
    let until = after.saturating_add(CALLS_LOOKED_THROUGH).min(last);
    let mentioned = Mentioned::from(key);
    let found = events::calls_that_mention(&session.db, &mentioned, after, until)?;
    removal::remove_all(session, &found)?;
    Ok(Some(until))
}

/// Removes what was delivered after a place and holds the number, with the call that it tells of.
/// Gives the place to go on from.
fn some_deliveries_of(
    session: &mut Session,
    key: &CallerKey,
    after: i64,
) -> rusqlite::Result<Option<i64>> {
    let (number, whose) = (Spelled::of(key), whose(key));
    let (found, next) = mentions::next(&session.db, &number, whose.as_ref(), after)?;
    for mention in found {
        match mention.call {
            // It may have gone with another of them.
            Some(call) => {
                removal::remove_all(session, &[call])?;
            }
            None => removal::remove_delivery(session, mention.delivery)?,
        }
    }
    Ok(next)
}

/// Takes notes away that hold the number, after a place. Gives the place to go on from.
fn some_notes_of(
    session: &mut Session,
    key: &CallerKey,
    after: i64,
) -> rusqlite::Result<Option<i64>> {
    let number = Spelled::of(key);
    let (found, next) = marks::clean(&session.db, &number, after, MARKS_LOOKED_THROUGH)?;
    for call in found {
        session.calls.take(&call);
        if let Some(mut known) = session.known(&call)? {
            session.refold(&mut known)?;
            session.know(call.clone(), known);
            session.touched.missed = true;
        }
        session.touched.calls.add(&call);
    }
    Ok(next)
}

/// Takes the number out of messages that were left with other calls, after a place. Gives the place
/// to go on from.
fn some_messages_of(
    session: &mut Session,
    key: &CallerKey,
    after: i64,
) -> rusqlite::Result<Option<i64>> {
    let number = Spelled::of(key);
    let (found, next) = messages::clean(&session.db, &number, after, MARKS_LOOKED_THROUGH)?;
    for call in found {
        session.calls.take(&call);
        session.touched.calls.add(&call);
        session.touched.messages = true;
    }
    Ok(next)
}

/// Takes the number out of what is told of contacts, after a place. Gives the place to go on from.
fn some_contacts_of(session: &mut Session, key: &CallerKey, after: i64) -> Outcome<Option<i64>> {
    cleaning::clean(session, &Spelled::of(key), after)
}

/// At which account alone somebody is known, who has no number.
fn whose(key: &CallerKey) -> Option<(PbxId, Account)> {
    key.local().map(|(pbx, account, _)| (pbx, account))
}
