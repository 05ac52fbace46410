//! Keeping one delivery: its row, its event, and the call that follows from it.

use kimo_calls::{
    CallEvent, EventKind, Reason,
    pbx::{self, Delivery, ReadError, Reading},
};
use sha2::{Digest, Sha256};

use crate::{
    calls::{events, known::KnownCall},
    db::{
        change::{Change, KeepError, Unread},
        session::{Fault, Outcome, Session},
        time::{event_to_micros, micros},
    },
    deliveries::{
        self, NewDelivery, Problem,
        incoming::{Incoming, Kept},
    },
    hooks,
};

/// Keeps a delivery within the running transaction.
pub(crate) fn keep(session: &mut Session, incoming: &Incoming) -> Outcome<Kept> {
    let Some(hook) = session.hooks.get(&incoming.hook.id) else {
        return Err(Fault::Refused(KeepError::NotFound));
    };
    // It may have been read just before the hook's meaning changed.
    let reading = if hook.meaning == incoming.hook.meaning {
        incoming.reading.clone()
    } else {
        let delivery = Delivery {
            pbx: hook.pbx,
            content_type: incoming.content_type.as_deref(),
            body: &incoming.body,
            received_at: incoming.received_at,
        };
        pbx::read(&delivery, &hook.meaning)
    };
    match reading {
        Ok(Reading::Empty) => {
            hooks::note_tested(&session.db, incoming.hook.id, incoming.received_at)?;
            session.touched.hooks.insert(incoming.hook.id);
            Ok(Kept { repeated: false })
        }
        Ok(Reading::Event(event)) => keep_event(session, incoming, *event),
        Ok(Reading::NotUnderstood { .. }) | Err(_) => keep_unread(session, incoming, &reading),
    }
}

fn keep_event(session: &mut Session, incoming: &Incoming, mut event: CallEvent) -> Outcome<Kept> {
    event_to_micros(&mut event);
    let id = event.call.clone();
    let mut known = session.known(&id)?.unwrap_or(KnownCall {
        events: Vec::new(),
        call: None,
    });
    let repeated = known.events.iter().any(|known| known.id == event.id);
    let mut first = None;
    if repeated {
        let Some((call, at)) = &known.call else {
            return Err(no_call(&event));
        };
        first = events::delivery_of(&session.db, at.call, event.id)?;
        // It rings again, though the desk had given up on it: that is news, if old words.
        if call.reason == Some(Reason::EndNotReported)
            && matches!(event.kind, EventKind::Ringing { .. })
        {
            events::remove_expired(&session.db, at.call)?;
            known
                .events
                .retain(|event| !matches!(event.kind, EventKind::Expired { .. }));
            session.refold(&mut known)?;
        }
    } else {
        known.events.push(event.clone());
        session.refold(&mut known)?;
    }
    let Some((call, at)) = &known.call else {
        return Err(no_call(&event));
    };
    let delivery = put(session, incoming, Some(at.call), first)?;
    if !repeated {
        events::insert(&session.db, at.call, &event, Some(delivery))?;
    }
    session.changes.push(Change::Delivered {
        hook: incoming.hook.id,
        received_at: event.received_at,
        call: Some(Box::new(call.clone())),
        event: Some(Box::new(event)),
        unread: None,
        repeated,
    });
    session.know(id, known);
    Ok(Kept { repeated })
}

fn keep_unread(
    session: &mut Session,
    incoming: &Incoming,
    reading: &Result<Reading, ReadError>,
) -> Outcome<Kept> {
    let (problem, unread) = problem(reading, &incoming.body);
    let hook = incoming.hook.id;
    let first = deliveries::with_digest(&session.db, hook, problem.digest)?;
    let delivery = put(session, incoming, None, first)?;
    deliveries::insert_problem(&session.db, delivery, hook, &problem)?;
    let repeated = first.is_some();
    session.changes.push(Change::Delivered {
        hook,
        received_at: incoming.received_at,
        event: None,
        unread: Some(unread),
        repeated,
        call: None,
    });
    Ok(Kept { repeated })
}

/// Stores the delivery itself.
fn put(
    session: &mut Session,
    incoming: &Incoming,
    call: Option<i64>,
    repeats: Option<i64>,
) -> rusqlite::Result<i64> {
    let content_type = match &incoming.content_type {
        Some(content_type) => Some(session.content_type(content_type)?),
        None => None,
    };
    let received_at = micros(incoming.received_at);
    session.count_delivery(incoming.hook.id, received_at);
    deliveries::insert(
        &session.db,
        &NewDelivery {
            hook: incoming.hook.id,
            received_at,
            content_type,
            call,
            body: &incoming.body,
            repeats,
        },
    )
}

/// Why a reading has no event, for the table and for the feed.
pub(crate) fn problem<'a>(
    reading: &'a Result<Reading, ReadError>,
    body: &[u8],
) -> (Problem<'a>, Unread) {
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
            },
            Unread::NotUnderstood {
                event_type: event_type.clone(),
                call: call.clone(),
            },
        ),
        other => {
            let error = match other {
                Err(error) => error.to_string(),
                Ok(_) => String::new(),
            };
            (
                Problem {
                    digest: digest(body),
                    error: Some(error.clone()),
                    event_type: None,
                    call: None,
                },
                Unread::Unreadable(error),
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
fn no_call(event: &CallEvent) -> Fault {
    Fault::Refused(KeepError::Other(format!(
        "the events of {} make no call",
        event.call
    )))
}
