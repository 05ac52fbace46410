//! One call in full, and what people mark on it.

use jiff::Timestamp;
use kimo_calls::{CallId, MarkKind};
use kimo_history::StoredDelivery;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AskError, AskErrorCode, CallRow, TimelineItem, time_line};
use crate::Desk;

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
    /// The deliveries that said so, as they came.
    pub deliveries: Vec<DeliveryRow>,
    /// Up to five earlier calls with the same other party.
    pub earlier: Vec<CallRow>,
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
        let deliveries = reader.deliveries(&id)?;
        let key = call.other_key();
        // Those who withhold their number cannot be told apart.
        let earlier = match key.is_hidden() {
            true => Vec::new(),
            false => reader.calls_with(&key, Some(call.started_at), EARLIER)?,
        };
        Ok(Some((call, events, deliveries, earlier)))
    });
    let (call, events, deliveries, earlier) = looked
        .await?
        .ok_or_else(|| AskError::new(AskErrorCode::NotFound, &params.id))?;
    Ok(CallDetails {
        call: CallRow::of(&call, desk.home(call.id.pbx)),
        timeline: time_line::of(&events, &deliveries),
        deliveries: deliveries.iter().map(delivery).collect(),
        earlier: earlier
            .iter()
            .map(|call| CallRow::of(call, desk.home(call.id.pbx)))
            .collect(),
    })
}

pub(super) async fn mark_done(desk: &Desk, params: MarkDoneParams) -> Result<(), AskError> {
    mark(desk, &params.call, MarkKind::Done(params.done)).await
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

const EARLIER: usize = 5;
