//! What people say of calls, and what the desk concludes of them.

use jiff::SignedDuration;
use kimo_calls::{Call, CallEvent, CallId, EventKind, Mark, MarkKind, Status, Timestamp};

use crate::{
    calls::{events, known::KnownCall},
    db::{
        change::{Change, KeepError},
        session::{Fault, Outcome, Session},
        time::to_micros,
        writer::Writer,
    },
    marks,
};

impl Writer {
    /// Marks a call, in the name of this desk.
    pub async fn mark(
        &self,
        call: CallId,
        mark: MarkKind,
        now: Timestamp,
    ) -> Result<Call, KeepError> {
        self.ask(move |session| put_mark(session, &call, &mark, now))
            .await
    }

    /// Gives up waiting for news of a running call. Does nothing where the call has ended.
    pub async fn expire(&self, call: CallId, now: Timestamp) -> Result<Call, KeepError> {
        self.ask(move |session| expire(session, &call, now)).await
    }
}

fn put_mark(session: &mut Session, id: &CallId, mark: &MarkKind, now: Timestamp) -> Outcome<Call> {
    let mut known = session
        .known(id)?
        .ok_or(Fault::Refused(KeepError::NotFound))?;
    let latest = known.events.iter().filter_map(|event| match &event.kind {
        EventKind::Marked(mark) => Some(mark.marked_at),
        _ => None,
    });
    // A clock that was set back must not make the newer mark the older one.
    let after = latest.max().and_then(|latest| {
        latest
            .checked_add(jiff::SignedDuration::from_micros(1))
            .ok()
    });
    let mark = Mark {
        desk: session.desk.clone(),
        marked_at: to_micros(now).max(after.unwrap_or(Timestamp::MIN)),
        mark: match mark {
            MarkKind::Snoozed(until) => MarkKind::Snoozed(until.map(to_micros)),
            other => other.clone(),
        },
    };
    marks::insert(&session.db, id, &mark)?;
    session.touched.missed |= matches!(mark.mark, MarkKind::Snoozed(_));
    let of_message =
        |mark: &MarkKind| matches!(mark, MarkKind::Message(_) | MarkKind::PassedOn { .. });
    session.touched.messages |= of_message(&mark.mark);
    known.events.push(CallEvent::marked(id.clone(), mark));
    store(session, id, known)
}

fn expire(session: &mut Session, id: &CallId, now: Timestamp) -> Outcome<Call> {
    let mut known = session
        .known(id)?
        .ok_or(Fault::Refused(KeepError::NotFound))?;
    let Some((call, at)) = &known.call else {
        return Err(Fault::Refused(KeepError::NotFound));
    };
    if call.status == Status::Ended {
        let call = call.clone();
        session.know(id.clone(), known);
        return Ok(call);
    }
    let row = at.call;
    known
        .events
        .retain(|event| !matches!(event.kind, EventKind::Expired { .. }));
    let Some(event) = CallEvent::expired(&known.events, to_micros(now)) else {
        return Err(Fault::Refused(KeepError::NotFound));
    };
    events::remove_expired(&session.db, row)?;
    events::insert(&session.db, row, &event, None)?;
    known.events.push(event);
    store(session, id, known)
}

/// Gives up on a call of which nothing has been heard for so long that nothing more will.
pub(crate) fn expire_if_silent(session: &mut Session, id: &CallId) -> Outcome<()> {
    const SILENCE: SignedDuration = SignedDuration::from_hours(4);
    let Some(known) = session.known(id)? else {
        return Ok(());
    };
    let heard = known.events.iter().map(|event| event.received_at).max();
    session.know(id.clone(), known);
    match heard.and_then(|heard| heard.checked_add(SILENCE).ok()) {
        Some(given_up) if given_up < Timestamp::now() => expire(session, id, given_up).map(|_| ()),
        _ => Ok(()),
    }
}

/// Folds what is known of a call, stores it and tells the feed.
fn store(session: &mut Session, id: &CallId, mut known: KnownCall) -> Outcome<Call> {
    session.refold(&mut known)?;
    let Some((call, _)) = &known.call else {
        return Err(Fault::Refused(KeepError::NotFound));
    };
    let call = call.clone();
    session.changes.push(Change::Called(Box::new(call.clone())));
    session.know(id.clone(), known);
    Ok(call)
}
