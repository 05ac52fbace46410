//! Forgetting a person: every call in which they had a part goes, whatever the part, and what
//! nobody understood but holds their number.

use kimo_calls::{CallerKey, PhoneNumber, Timestamp};

use crate::{
    calls::{
        events::{self, Mentioned},
        lists, removal,
    },
    contacts::contact_writer,
    db::{
        change::KeepError,
        session::{Fault, Outcome, Session},
        unfinished::{Forgetting, ForgettingStage as Stage, LongWork},
        work::Step,
        writer::Writer,
    },
    deliveries::not_understood,
    forgotten, numbers,
};

impl Writer {
    /// Removes everything about one person: the calls in which they had any part, with events,
    /// deliveries and marks, and the number itself. When this returns, no byte of it is in the
    /// database or its log; a mark is left, so that they can be known to have been forgotten
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

/// How many deliveries are.
const DELIVERIES_LOOKED_THROUGH: usize = 2000;

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
            None => Stage::NotUnderstood { after: 0 },
        },
        Stage::NotUnderstood { after } => match not_understood_of(session, &key, after)? {
            Some(after) => Stage::NotUnderstood { after },
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

/// Removes deliveries that were not understood but hold the digits of a number, after a place in
/// their order. Gives the place to go on from.
fn not_understood_of(
    session: &mut Session,
    key: &CallerKey,
    after: i64,
) -> rusqlite::Result<Option<i64>> {
    let digits = key.dialled().trim_start_matches('+');
    let national = PhoneNumber::try_from(format!("+{digits}")).ok();
    let national = national.as_ref().map(PhoneNumber::national_digits);
    // Without the trunk prefix, as it is a part of every spelling then.
    let subscriber = national
        .as_deref()
        .and_then(|national| national.get(1..))
        .filter(|rest| digits.ends_with(rest));
    let text = subscriber.or(national.as_deref()).unwrap_or(digits);
    // A short text is in everybody's bodies: only what can be nobody else's number.
    if text.len() < 7 {
        return Ok(None);
    }
    let (found, next) =
        not_understood::holding(&session.db, text, after, DELIVERIES_LOOKED_THROUGH)?;
    for delivery in found {
        removal::remove_delivery(session, delivery)?;
    }
    Ok(next)
}
