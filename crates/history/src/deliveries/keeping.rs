//! Keeping one delivery: its row, its events, and the call that follows from them.

use kimo_calls::{CallEvent, CallId, EventKind, Reason};
use kimo_pbx::{Delivery, ReadError, Reading};
use sha2::{Digest, Sha256};

use crate::{
    calls::{bound, events, known::KnownCall},
    db::{
        change::{Change, KeepError, Unread},
        session::{Fault, Outcome, Session},
        time::{event_to_micros, micros},
    },
    deliveries::{
        self, DeliverySource, NewDelivery,
        incoming::{Incoming, Kept},
        not_understood::{self, Problem},
        owner, unread_bound,
    },
    hooks,
};

/// Keeps a delivery within the running transaction; that of a hook which was removed since as well,
/// for it may come from a former history.
pub(crate) fn keep(session: &mut Session, incoming: &Incoming) -> Outcome<Kept> {
    let Some(hook) = session.reader_of(incoming.hook.id) else {
        return Err(Fault::Refused(KeepError::NotFound));
    };
    // It may have been read just before the hook's meaning changed.
    let reading = if hook.meaning == incoming.hook.meaning {
        incoming.reading.clone()
    } else {
        let content_type = incoming.content_type.as_deref();
        let delivery = Delivery::to(hook, content_type, &incoming.body, incoming.received_at);
        incoming.source.read_of(&delivery, &hook.meaning)
    };
    match reading {
        Ok(Reading::Empty) => {
            hooks::note_tested(&session.db, incoming.hook.id, incoming.received_at)?;
            session.touched.hooks.insert(incoming.hook.id);
            Ok(Kept { repeated: false })
        }
        Ok(Reading::Events(events)) => keep_events(session, incoming, events),
        Ok(Reading::NotUnderstood { .. } | Reading::OfNoCall { .. }) | Err(_) => {
            keep_unread(session, incoming, &reading)
        }
    }
}

fn keep_events(
    session: &mut Session,
    incoming: &Incoming,
    mut events: Vec<CallEvent>,
) -> Outcome<Kept> {
    events.iter_mut().for_each(event_to_micros);
    let Some(id) = events.first().map(|event| event.call.clone()) else {
        return Err(no_call("a delivery"));
    };
    let mut known = session.known(&id)?.unwrap_or(KnownCall {
        events: Vec::new(),
        call: None,
    });
    if let Some((_, at)) = &known.call
        && owner::is_anothers(&session.db, at.call, incoming.hook.id)?
    {
        session.know(id.clone(), known);
        return keep_unread(session, incoming, &Err(ReadError::OfAnotherHook(id)));
    }
    let is_known =
        |known: &KnownCall, event: &CallEvent| known.events.iter().any(|one| one.id == event.id);
    let new: Vec<_> = events
        .iter()
        .filter(|event| !is_known(&known, event))
        .cloned()
        .collect();
    let repeated = new.is_empty();
    if !repeated && !bound::has_room(&known.events, &new) {
        session.know(id.clone(), known);
        return keep_unread(session, incoming, &Err(ReadError::TooMuchOfOneCall(id)));
    }
    let mut first = None;
    if repeated {
        first = delivery_before(session, &known, &events, &id)?;
        // It rings again, though the desk had given up on it: that is news, if old words.
        if let Some((call, at)) = &known.call
            && call.reason == Some(Reason::EndNotReported)
            && events
                .iter()
                .any(|event| matches!(event.kind, EventKind::Ringing { .. }))
        {
            events::remove_expired(&session.db, at.call)?;
            known
                .events
                .retain(|event| !matches!(event.kind, EventKind::Expired { .. }));
            session.refold(&mut known)?;
        }
    } else {
        known.events.extend(new.iter().cloned());
        session.refold(&mut known)?;
    }
    let Some((call, at)) = &known.call else {
        return Err(no_call(&id));
    };
    let delivery = put(session, incoming, Some((at.call, &id)), first)?;
    for event in &new {
        events::insert(&session.db, at.call, event, Some(delivery))?;
    }
    for event in events {
        session.changes.push(Change::Delivered {
            source: incoming.source,
            hook: incoming.hook.id,
            received_at: event.received_at,
            call: Some(Box::new(call.clone())),
            repeated: !new.iter().any(|new| new.id == event.id),
            event: Some(Box::new(event)),
            unread: None,
        });
    }
    session.know(id, known);
    Ok(Kept { repeated })
}

/// The delivery that was the first to say what is said again.
fn delivery_before(
    session: &Session,
    known: &KnownCall,
    events: &[CallEvent],
    id: &CallId,
) -> Outcome<Option<i64>> {
    match (&known.call, events.first()) {
        (Some((_, at)), Some(event)) => Ok(events::delivery_of(&session.db, at.call, event.id)?),
        _ => Err(no_call(id)),
    }
}

fn keep_unread(
    session: &mut Session,
    incoming: &Incoming,
    reading: &Result<Reading, ReadError>,
) -> Outcome<Kept> {
    let (problem, unread) = problem(reading, &incoming.body);
    let hook = incoming.hook.id;
    let first = not_understood::with_digest(&session.db, hook, problem.digest)?;
    let delivery = put(session, incoming, None, first)?;
    let held = deliveries::holds_body(&session.db, delivery)?.then_some(incoming.body.as_slice());
    let stays = unread_bound::stays(&session.db, hook, &problem, held)?;
    not_understood::insert(&session.db, delivery, hook, &problem, stays)?;
    if unread_bound::make_room(&session.db, hook, incoming.received_at)? {
        session.touched.hooks.insert(hook);
    }
    let repeated = first.is_some();
    session.changes.push(Change::Delivered {
        source: incoming.source,
        hook,
        received_at: incoming.received_at,
        event: None,
        unread,
        repeated,
        call: None,
    });
    Ok(Kept { repeated })
}

/// Stores the delivery itself.
fn put(
    session: &mut Session,
    incoming: &Incoming,
    call: Option<(i64, &CallId)>,
    repeats: Option<i64>,
) -> rusqlite::Result<i64> {
    let content_type = match &incoming.content_type {
        Some(content_type) => Some(session.content_type(content_type)?),
        None => None,
    };
    let received_at = micros(incoming.received_at);
    if incoming.source == DeliverySource::Hook {
        let is_test = call.is_some_and(|(_, id)| id.is_test());
        session.count_delivery(incoming.hook.id, (!is_test).then_some(received_at));
    }
    deliveries::insert(
        &session.db,
        &NewDelivery {
            source: incoming.source,
            hook: incoming.hook.id,
            received_at,
            content_type,
            call: call.map(|(row, _)| row),
            body: &incoming.body,
            repeats,
        },
    )
}

/// Why a reading has no event, for the table and for the feed, which hears nothing of what was
/// understood.
pub(crate) fn problem<'a>(
    reading: &'a Result<Reading, ReadError>,
    body: &[u8],
) -> (Problem<'a>, Option<Unread>) {
    match reading {
        Ok(Reading::NotUnderstood {
            id,
            event_type,
            call,
        }) => (
            Problem {
                digest: id.0,
                error: None,
                event_type: Some(event_type),
                call: call.as_ref(),
                of_no_call: false,
            },
            Some(Unread::NotUnderstood {
                event_type: event_type.clone(),
                call: call.clone(),
            }),
        ),
        Ok(Reading::OfNoCall { id, event_type }) => (
            Problem {
                digest: id.0,
                error: None,
                event_type: Some(event_type),
                call: None,
                of_no_call: true,
            },
            None,
        ),
        other => {
            let (error, call) = match other {
                Err(error @ ReadError::TooMuchOfOneCall(call)) => (error.to_string(), Some(call)),
                Err(error) => (error.to_string(), None),
                Ok(_) => (String::new(), None),
            };
            (
                Problem {
                    digest: digest(body),
                    error: Some(error.clone()),
                    event_type: None,
                    call,
                    of_no_call: false,
                },
                Some(Unread::Unreadable(error)),
            )
        }
    }
}

fn digest(body: &[u8]) -> [u8; 16] {
    let mut digest = [0; 16];
    for (to, from) in digest.iter_mut().zip(Sha256::digest(body)) {
        *to = from;
    }
    digest
}

/// An event that is neither mark nor expiry makes a call; were that ever not so, nothing of it
/// may be half there.
fn no_call(of: impl std::fmt::Display) -> Fault {
    Fault::Refused(KeepError::Other(format!("the events of {of} make no call")))
}
