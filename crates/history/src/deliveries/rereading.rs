//! Reading deliveries again, because what they mean has changed: a few at a time, so that after
//! each transaction every call is what its events make of it.

use kimo_calls::{CallEvent, CallId, HookId};
use kimo_pbx::{Delivery, ReadError, Reading};

use crate::{
    calls::{self, bound, events, known::KnownCall},
    db::{
        session::Session,
        time::{event_to_micros, time},
    },
    deliveries::{self, OldDelivery, altered, keeping::problem, not_understood, owner},
};

/// How many deliveries are read again in one transaction.
const AT_ONCE: usize = 200;

/// Reads the next deliveries after `after` again, of one hook or of all, and folds their calls.
/// Gives the last that was read, `None` at the end. `afresh` folds every call.
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
    if !old.is_sound {
        // What it was taken to say when it came is nearer to the truth.
        return altered::found_altered(session, &[old.id]);
    }
    let said = said_so_far(session, old)?;
    let mut reading = reading(session, old)?;
    if let Some(call) = anothers_call(session, old, &reading)? {
        reading = Err(ReadError::OfAnotherHook(call));
    }
    if let Some(call) = call_without_room(session, &reading)? {
        reading = Err(ReadError::TooMuchOfOneCall(call));
    }
    let mut says = match &reading {
        Ok(Reading::Events(events)) => events.clone(),
        Ok(Reading::Empty | Reading::NotUnderstood { .. } | Reading::OfNoCall { .. }) | Err(_) => {
            Vec::new()
        }
    };
    says.iter_mut().for_each(event_to_micros);
    let call = says.first().map(|event| event.call.clone());
    let same = match (&said, &call) {
        (Some(said), Some(call)) => said.call == *call && said.holds(&says),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    };
    if !same {
        let calls = said.iter().map(|said| &said.call);
        for call in calls.chain(&call) {
            session.touched.calls.add(call);
        }
        session.touched.hooks.insert(old.hook);
    }
    if let Some(call) = &call {
        if !same || afresh {
            say(session, old, (call, &says), said.as_ref(), same)?;
        }
    } else {
        deliveries::set_call(&session.db, old.id, None)?;
        let (problem, _) = problem(&reading, &old.body);
        // Understood once, it stays.
        let stays = not_understood::Stays::Always;
        not_understood::insert(&session.db, old.id, old.hook, &problem, stays)?;
    }
    if let Some(said) = said
        && call.is_none_or(|call| call != said.call)
    {
        unsay(session, &said)?;
    }
    Ok(())
}

/// What a delivery has been taken to say.
struct Said {
    call: CallId,
    row: i64,
    /// The events that the delivery was the first to say.
    events: Vec<CallEvent>,
    /// All events of the call.
    known: Vec<CallEvent>,
}

impl Said {
    /// Whether it is these events: word for word those that the delivery was the first to say, the
    /// others by their content address.
    fn holds(&self, says: &[CallEvent]) -> bool {
        let is_said = |event: &CallEvent| says.contains(event);
        let is_known = |event: &CallEvent| match self.events.iter().any(|said| said.id == event.id)
        {
            true => self.events.contains(event),
            false => self.known.iter().any(|known| known.id == event.id),
        };
        self.events.iter().all(is_said) && says.iter().all(is_known)
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
        events: all
            .iter()
            .filter(|event| first.contains(&event.id))
            .cloned()
            .collect(),
        known: all,
    }))
}

fn reading(session: &Session, old: &OldDelivery) -> rusqlite::Result<Result<Reading, ReadError>> {
    let Some(hook) = session.reader_of(old.hook) else {
        return Ok(Ok(Reading::Empty));
    };
    let content_type = old.content_type.as_deref();
    let delivery = Delivery::to(hook, content_type, &old.body, time(old.received_at)?);
    Ok(old.source.read_of(&delivery, &hook.meaning))
}

/// The call that it speaks of, if another hook spoke of it first.
fn anothers_call(
    session: &Session,
    old: &OldDelivery,
    reading: &Result<Reading, ReadError>,
) -> rusqlite::Result<Option<CallId>> {
    let Ok(Reading::Events(events)) = reading else {
        return Ok(None);
    };
    let Some(call) = events.first().map(|event| &event.call) else {
        return Ok(None);
    };
    let is_anothers = match calls::find(&session.db, call)? {
        Some(row) => owner::is_anothers(&session.db, row, old.hook)?,
        None => false,
    };
    Ok(is_anothers.then(|| call.clone()))
}

/// The call that it speaks of, if that has no room for more events.
fn call_without_room(
    session: &mut Session,
    reading: &Result<Reading, ReadError>,
) -> rusqlite::Result<Option<CallId>> {
    let Ok(Reading::Events(events)) = reading else {
        return Ok(None);
    };
    let Some(call) = events.first().map(|event| &event.call) else {
        return Ok(None);
    };
    let Some(known) = session.known(call)? else {
        return Ok(None);
    };
    let is_new = |event: &&CallEvent| !known.events.iter().any(|known| known.id == event.id);
    let new: Vec<_> = events.iter().filter(is_new).cloned().collect();
    let has_room = new.is_empty() || bound::has_room(&known.events, &new);
    session.know(call.clone(), known);
    Ok((!has_room).then(|| call.clone()))
}

/// Puts events into their call in the place of what the delivery had said of that call.
fn say(
    session: &mut Session,
    old: &OldDelivery,
    (call, says): (&CallId, &[CallEvent]),
    said: Option<&Said>,
    same: bool,
) -> rusqlite::Result<()> {
    let mut known = session.known(call)?.unwrap_or(KnownCall {
        events: Vec::new(),
        call: None,
    });
    let row = known.call.as_ref().map(|(_, at)| at.call);
    let instead_of = said.filter(|said| !same && said.call == *call);
    if let (Some(instead_of), Some(row)) = (instead_of, row) {
        take_out(session, row, &instead_of.events, &mut known)?;
    }
    let is_new = |event: &&CallEvent| !known.events.iter().any(|known| known.id == event.id);
    let new: Vec<_> = says.iter().filter(is_new).cloned().collect();
    known.events.extend(new.iter().cloned());
    if let Some(row) = session.refold(&mut known)? {
        for event in &new {
            events::insert(&session.db, row, event, Some(old.id))?;
        }
        if old.call != Some(row) {
            deliveries::set_call(&session.db, old.id, Some(row))?;
            not_understood::remove(&session.db, old.id)?;
        }
    }
    session.know(call.clone(), known);
    Ok(())
}

fn take_out(
    session: &Session,
    row: i64,
    events: &[CallEvent],
    known: &mut KnownCall,
) -> rusqlite::Result<()> {
    for event in events {
        events::remove(&session.db, row, event.id)?;
        known.events.retain(|known| known.id != event.id);
    }
    Ok(())
}

/// Takes what a delivery had said out of a call of which it says nothing any more.
fn unsay(session: &mut Session, said: &Said) -> rusqlite::Result<()> {
    let Some(mut known) = session.known(&said.call)? else {
        return Ok(());
    };
    take_out(session, said.row, &said.events, &mut known)?;
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
