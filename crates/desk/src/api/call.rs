//! One call in full, and what people mark on it.

use std::collections::BTreeSet;

use jiff::Timestamp;
use kimo_calls::{Call, CallEvent, CallId, EventKind, LeftMessage, MarkKind};
use kimo_history::StoredDelivery;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AskError, AskErrorCode, CallRow, MessageRow, TimelineItem, ToShow, time_line};
use crate::{
    Desk,
    records::{Recorded, recorded_by},
};

/// Names a call.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CallParams {
    /// Its id, `pbx:1234`.
    pub id: String,
}

/// One call in full.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CallDetails {
    /// The call.
    pub call: CallRow,
    /// What happened to it, in order.
    pub timeline: Vec<TimelineItem>,
    /// The messages for colleagues that were left with it, the first one first.
    pub messages: Vec<MessageRow>,
    /// The deliveries that said so, as they came.
    pub deliveries: Vec<DeliveryRow>,
    /// Up to five earlier calls with the same other party.
    pub earlier: Vec<CallRow>,
    /// Whether there is a recording of it, where its PBX can be asked for one; else `null`.
    pub recording: Option<Recorded>,
    /// What there is more of it than is shown.
    pub left_out: LeftOut,
}

/// What there is more of a call than is shown, or taken up: nothing of nearly every one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LeftOut {
    /// Of what happened, in the middle.
    pub timeline: u32,
    /// Of the deliveries, in the middle.
    pub deliveries: u32,
    /// Extensions that rang.
    pub extensions: u32,
    /// Deliveries that came when as much had been said of it as is taken up of one call. They are
    /// kept as they came.
    pub beyond: u64,
}

/// One delivery as it came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DeliveryRow {
    /// When it arrived.
    pub received_at: String,
    /// The hook it came to.
    pub hook_id: i64,
    /// The hook's name.
    pub hook: String,
    /// Its content type, if it had one.
    pub content_type: Option<String>,
    /// Its body; what is no UTF-8 is replaced.
    pub body: String,
    /// Why it could not be read, if it could not.
    pub error: Option<String>,
}

/// Marks a missed caller as dealt with, or as open again.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct MarkDoneParams {
    /// The call's id.
    pub call: String,
    /// Dealt with or not.
    pub done: bool,
}

/// Says that somebody is about to call a missed caller back, or is not after all.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct MarkCallingParams {
    /// The id of the caller's last call.
    pub call: String,
    /// About to, or not.
    pub calling: bool,
}

/// Writes a note to a call.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SetNoteParams {
    /// The call's id.
    pub call: String,
    /// The note; empty takes it back.
    pub note: String,
}

pub(super) async fn call(desk: &Desk, params: CallParams) -> Result<CallDetails, AskError> {
    let id: CallId = params.id.parse().map_err(AskError::bad_params)?;
    let looked = desk.read(move |reader| {
        let Some(call) = reader.call(&id)? else {
            return Ok(None);
        };
        let events = reader.events(&id)?;
        let deliveries = reader.some_deliveries(&id, DELIVERIES)?;
        let beyond = reader.beyond(&id)?;
        let key = call.other_key();
        // Those who withhold their number cannot be told apart.
        let earlier = match key.is_hidden() {
            true => Vec::new(),
            false => reader.calls_with(&key, Some(call.started_at), EARLIER)?,
        };
        let this = ToShow::of(vec![call.clone()], reader)?;
        let earlier = ToShow::of(earlier, reader)?;
        let recording = recorded_by(reader, &call, &deliveries.0)?.map(|(_, recorded)| recorded);
        Ok(Some((
            call, this, events, deliveries, beyond, earlier, recording,
        )))
    });
    let (call, this, events, (deliveries, without), beyond, earlier, recording) = looked
        .await?
        .ok_or_else(|| AskError::new(AskErrorCode::NotFound, &params.id))?;
    let mut timeline = time_line::of(&events, &deliveries, desk.home(call.id.pbx));
    let left_out = LeftOut {
        timeline: shorten(&mut timeline),
        deliveries: u32::try_from(without).unwrap_or(u32::MAX),
        extensions: more_extensions(&call, &events),
        beyond,
    };
    Ok(CallDetails {
        left_out,
        call: this.row(&call, desk.home(call.id.pbx)),
        timeline,
        messages: LeftMessage::all_of(&events)
            .iter()
            .map(MessageRow::of)
            .collect(),
        deliveries: deliveries.iter().map(delivery).collect(),
        earlier: earlier.rows(|pbx| desk.home(pbx)),
        recording,
    })
}

pub(super) async fn mark_done(desk: &Desk, params: MarkDoneParams) -> Result<(), AskError> {
    mark(desk, &params.call, MarkKind::Done(params.done)).await
}

pub(super) async fn mark_calling(desk: &Desk, params: MarkCallingParams) -> Result<(), AskError> {
    mark(desk, &params.call, MarkKind::Calling(params.calling)).await
}

pub(super) async fn set_note(desk: &Desk, params: SetNoteParams) -> Result<(), AskError> {
    let note = params.note.trim().to_owned();
    mark(desk, &params.call, MarkKind::Note(note)).await
}

async fn mark(desk: &Desk, call: &str, mark: MarkKind) -> Result<(), AskError> {
    let id = call.parse().map_err(AskError::bad_params)?;
    desk.writer()?.mark(id, mark, Timestamp::now()).await?;
    Ok(())
}

fn delivery(stored: &StoredDelivery) -> DeliveryRow {
    DeliveryRow {
        received_at: stored.received_at.to_string(),
        hook_id: stored.hook.0,
        hook: stored.hook_name.clone(),
        content_type: stored.content_type.clone(),
        body: String::from_utf8_lossy(&stored.body).into_owned(),
        error: stored.error.clone(),
    }
}

/// Leaves out what is in the middle of very much. Gives how much that was.
fn shorten(timeline: &mut Vec<TimelineItem>) -> u32 {
    let too_many = timeline.len().saturating_sub(TIME_LINE);
    let half = timeline.len().min(TIME_LINE) / 2;
    timeline.drain(half..half + too_many);
    u32::try_from(too_many).unwrap_or(u32::MAX)
}

/// How many extensions rang that the call does not name.
fn more_extensions(call: &Call, events: &[CallEvent]) -> u32 {
    let rang = events.iter().filter_map(|event| match &event.kind {
        EventKind::Ringing { leg, .. } => Some(leg),
        _ => None,
    });
    let rang: BTreeSet<_> = rang.collect();
    super::count((rang.len() as u64).saturating_sub(call.extensions.len() as u64))
}

const EARLIER: usize = 5;
/// Nobody reads more of one call.
const TIME_LINE: usize = 300;
const DELIVERIES: usize = 200;
