//! Keeping what a PBX's own records say: what is known already is not kept again, and who was
//! forgotten does not come back.

use std::collections::HashSet;

use jiff::SignedDuration;
use kimo_calls::{CallEvent, CallId, CallerKey, EventKind, Party, Region, Timestamp};
use kimo_pbx::Reading;

use crate::{
    db::{
        change::KeepError,
        session::{Fault, Outcome, Session},
        time::event_to_micros,
        writer::Writer,
    },
    deliveries::{incoming::Incoming, keeping, not_understood, owner},
    forgotten,
    proofs::{self, lateness},
};

/// A call that only the PBX's records told of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BroughtIn {
    /// The call.
    pub call: CallId,
    /// When it was over.
    pub ended_at: Timestamp,
}

impl Writer {
    /// Keeps records of one hook, all of them or none. Gives the calls of which nothing was known.
    pub async fn keep_records(&self, records: Vec<Incoming>) -> Result<Vec<BroughtIn>, KeepError> {
        self.ask(move |session| {
            let is_known = |one: &Incoming| session.hooks.contains_key(&one.hook.id);
            if !records.iter().all(is_known) {
                return Err(Fault::Refused(KeepError::NotFound));
            }
            let mut brought_in = Vec::new();
            for record in &records {
                brought_in.extend(keep(session, record)?);
            }
            Ok(brought_in)
        })
        .await
    }
}

fn keep(session: &mut Session, incoming: &Incoming) -> Outcome<Option<BroughtIn>> {
    let Ok(Reading::Events(events)) = &incoming.reading else {
        let (problem, _) = keeping::problem(&incoming.reading, &incoming.body);
        if not_understood::with_digest(&session.db, incoming.hook.id, problem.digest)?.is_none() {
            keeping::keep(session, incoming)?;
        }
        return Ok(None);
    };
    let mut events = events.clone();
    events.iter_mut().for_each(event_to_micros);
    let Some(id) = events.first().map(|event| event.call.clone()) else {
        return Ok(None);
    };
    let (was_known, was_recorded) = match session.known(&id)? {
        None => (false, false),
        Some(known) => {
            let says_nothing_new = events
                .iter()
                .all(|event| known.events.iter().any(|one| one.id == event.id));
            let was_recorded = known.events.iter().any(is_record);
            let row = known.call.as_ref().map(|(_, at)| at.call);
            session.know(id.clone(), known);
            let is_anothers = match row {
                Some(row) => owner::is_anothers(&session.db, row, incoming.hook.id)?,
                None => false,
            };
            if says_nothing_new || is_anothers {
                return Ok(None);
            }
            (row.is_some(), was_recorded)
        }
    };
    if is_of_somebody_forgotten(session, &events, incoming.hook.meaning.region)? {
        return Ok(None);
    }
    keeping::keep(session, incoming)?;
    let proof = proofs::find(&session.db, incoming.hook.id)?;
    let proved = proof.and_then(|proof| proof.complete_until);
    // Also of a call that was posted: when its record is there says how long those of others take. One
    // that only says something else than before was there in time.
    if let Some(ended) = events
        .iter()
        .find(|event| is_record(event) && !was_recorded)
        && !id.is_test()
        && proved.is_some()
    {
        let ended_at = ended.time();
        lateness::came(
            &session.db,
            incoming.hook.id,
            ended_at,
            incoming.received_at,
        )?;
    }
    if was_known {
        return Ok(None);
    }
    let Some(known) = session.known(&id)? else {
        return Ok(None);
    };
    let times = known.call.as_ref().map(|(call, _)| {
        // Where nobody tells its end, it took as long as people talked.
        let talked = SignedDuration::from_secs(call.talk_seconds.unwrap_or_default().into());
        let at_least = call.started_at.saturating_add(talked);
        let ended_at = call.ended_at.or(at_least.ok());
        (call.started_at, ended_at.unwrap_or(call.started_at))
    });
    session.know(id.clone(), known);
    let Some((started_at, ended_at)) = times.filter(|_| !id.is_test()) else {
        return Ok(None);
    };
    session.touched.missed = true;
    let times = (started_at, ended_at);
    proofs::brought_in(&session.db, incoming.hook.id, times, proved.is_some())?;
    Ok(Some(BroughtIn { call: id, ended_at }))
}

/// Whether it is what a PBX's records say of the end of a call.
fn is_record(event: &CallEvent) -> bool {
    matches!(event.kind, EventKind::Ended { recorded: true, .. })
}

/// Whether somebody in the call was forgotten since it began.
fn is_of_somebody_forgotten(
    session: &Session,
    events: &[CallEvent],
    region: Region,
) -> Outcome<bool> {
    let mut asked = HashSet::new();
    for event in events {
        for party in parties(event, region) {
            let key = CallerKey::of(&party, &event.call);
            if key.is_hidden() || !asked.insert(key.as_str().to_owned()) {
                continue;
            }
            let forgotten = forgotten::forgotten_at(&session.db, &key)?;
            let began = event.call_started_at.unwrap_or(event.time());
            if forgotten.is_some_and(|forgotten| began <= forgotten) {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// Whoever an event speaks of: the two ends, and where the call was sent.
fn parties(event: &CallEvent, region: Region) -> Vec<Party> {
    let ends = [&event.caller, &event.called].into_iter().flatten();
    let legs: Vec<&String> = match &event.kind {
        EventKind::Ended {
            answered_by, way, ..
        } => answered_by.iter().chain(&way.legs).collect(),
        EventKind::Missed { way, .. } => way.legs.iter().collect(),
        EventKind::Ringing { leg, .. } | EventKind::LegEnded { leg, .. } => vec![leg],
        EventKind::Answered { by, leg } => by.iter().chain(leg).collect(),
        _ => Vec::new(),
    };
    let legs = legs
        .into_iter()
        .map(|leg| Party::read_leniently(leg, region));
    ends.cloned().chain(legs).collect()
}
