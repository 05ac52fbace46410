//! Reading deliveries again, because what they mean has changed: a few at a time, so that after
//! each transaction every call is what its events make of it.

use kimo_calls::{
    CallEvent, CallId, EventKind, HookId,
    pbx::{self, Delivery, ReadError, Reading},
};

use crate::{
    calls::{self, events, known::KnownCall},
    db::{
        session::Session,
        time::{event_to_micros, time},
    },
    deliveries::{self, OldDelivery, keeping::problem},
};

/// How many deliveries are read again in one transaction.
const AT_ONCE: usize = 200;

/// Reads the next deliveries after `after` again, of one hook or of all, and folds their calls.
/// Gives the last that was read, `None` at the end. `afresh` folds every call, and takes back
/// that the desk had given up waiting for news of it.
pub(crate) fn step(
    session: &mut Session,
    hook: Option<HookId>,
    after: i64,
    afresh: bool,
) -> rusqlite::Result<Option<i64>> {
    let next = deliveries::next(&session.db, hook, after, AT_ONCE)?;
    for old in &next {
        read_again(session, old, afresh)?;
    }
    let last = next.last().map(|old| old.id);
    Ok(last.filter(|_| next.len() == AT_ONCE))
}

/// Reads one again, and tells what it touches where it means something else than was stored.
fn read_again(session: &mut Session, old: &OldDelivery, afresh: bool) -> rusqlite::Result<()> {
    let said = said_so_far(session, old)?;
    let reading = reading(session, old)?;
    let says = match &reading {
        Ok(Reading::Event(event)) => {
            let mut event = (**event).clone();
            event_to_micros(&mut event);
            Some(event)
        }
        Ok(Reading::Empty | Reading::NotUnderstood { .. }) | Err(_) => None,
    };
    let same = match (&said, &says) {
        (Some(said), Some(says)) => said.call == says.call && said.holds(says),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    };
    if !same {
        let calls = said.iter().map(|said| &said.call);
        for call in calls.chain(says.iter().map(|says| &says.call)) {
            session.touched.calls.add(call);
        }
        session.touched.hooks.insert(old.hook);
    }
    if let Some(event) = &says {
        say(session, old, event, said.as_ref(), same, afresh)?;
    } else {
        deliveries::set_call(&session.db, old.id, None)?;
        let (problem, _) = problem(&reading, &old.body);
        deliveries::insert_problem(&session.db, old.id, old.hook, &problem)?;
    }
    if let Some(said) = said
        && says.as_ref().is_none_or(|says| says.call != said.call)
    {
        unsay(session, &said)?;
    }
    Ok(())
}

/// What a delivery has been taken to say.
struct Said {
    call: CallId,
    row: i64,
    /// The event, if the delivery was the first to say it.
    event: Option<CallEvent>,
    /// All events of the call.
    known: Vec<CallEvent>,
}

impl Said {
    /// Whether it is this event: word for word if the delivery was the first to say it, else by
    /// its content address.
    fn holds(&self, event: &CallEvent) -> bool {
        match &self.event {
            Some(said) => said == event,
            None => self.known.iter().any(|known| known.id == event.id),
        }
    }
}

fn said_so_far(session: &mut Session, old: &OldDelivery) -> rusqlite::Result<Option<Said>> {
    let Some(row) = old.call else {
        return Ok(None);
    };
    let Some((call, _)) = calls::load(&session.db, row)? else {
        return Ok(None);
    };
    let first = events::said_by(&session.db, row, old.id)?;
    let Some(known) = session.known(&call.id)? else {
        return Ok(None);
    };
    let all = known.events.clone();
    session.know(call.id.clone(), known);
    Ok(Some(Said {
        call: call.id,
        row,
        event: first.and_then(|id| all.iter().find(|event| event.id == id).cloned()),
        known: all,
    }))
}

fn reading(session: &Session, old: &OldDelivery) -> rusqlite::Result<Result<Reading, ReadError>> {
    let Some(hook) = session.hooks.get(&old.hook) else {
        return Ok(Ok(Reading::Empty));
    };
    let delivery = Delivery {
        pbx: hook.pbx,
        content_type: old.content_type.as_deref(),
        body: &old.body,
        received_at: time(old.received_at)?,
    };
    Ok(pbx::read(&delivery, &hook.meaning))
}

/// Puts an event into its call in the place of what the delivery had said of that call.
fn say(
    session: &mut Session,
    old: &OldDelivery,
    event: &CallEvent,
    said: Option<&Said>,
    same: bool,
    afresh: bool,
) -> rusqlite::Result<()> {
    let given_up = |event: &CallEvent| matches!(event.kind, EventKind::Expired { .. });
    if same && !afresh {
        return Ok(());
    }
    let mut known = session.known(&event.call)?.unwrap_or(KnownCall {
        events: Vec::new(),
        call: None,
    });
    let row = known.call.as_ref().map(|(_, at)| at.call);
    let instead_of = said
        .filter(|said| !same && said.call == event.call)
        .and_then(|said| said.event.as_ref());
    if let (Some(instead_of), Some(row)) = (instead_of, row) {
        events::remove(&session.db, row, instead_of.id)?;
        known.events.retain(|known| known.id != instead_of.id);
    }
    if let Some(row) = row.filter(|_| afresh && known.events.iter().any(given_up)) {
        events::remove_expired(&session.db, row)?;
        known.events.retain(|event| !given_up(event));
    }
    let is_new = !known.events.iter().any(|known| known.id == event.id);
    if is_new {
        known.events.push(event.clone());
    }
    if let Some(row) = session.refold(&mut known)? {
        if is_new {
            events::insert(&session.db, row, event, Some(old.id))?;
        }
        if old.call != Some(row) {
            deliveries::set_call(&session.db, old.id, Some(row))?;
            deliveries::remove_problem(&session.db, old.id)?;
        }
    }
    session.know(event.call.clone(), known);
    Ok(())
}

/// Takes what a delivery had said out of a call of which it says nothing any more.
fn unsay(session: &mut Session, said: &Said) -> rusqlite::Result<()> {
    let Some(mut known) = session.known(&said.call)? else {
        return Ok(());
    };
    if let Some(event) = &said.event {
        events::remove(&session.db, said.row, event.id)?;
        known.events.retain(|known| known.id != event.id);
    }
    if session.refold(&mut known)?.is_some() {
        session.know(said.call.clone(), known);
        return Ok(());
    }
    // Nothing is known of the call any more, unless by deliveries that come later in this pass.
    if let Some((_, at)) = &known.call
        && !deliveries::any_of_call(&session.db, said.row)?
    {
        events::remove_all(&session.db, said.row)?;
        session.remove_call(&said.call, at)?;
    }
    Ok(())
}
