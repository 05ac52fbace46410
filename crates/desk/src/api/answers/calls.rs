//! Answers about calls and missed callers.

use jiff::Timestamp;
use kimo_calls::{CallEvent, CallId, CallerKey, Destination, EventKind, MarkKind};
use kimo_history::{CallQuery, OpenCaller, StoredDelivery};

use super::super::*;
use super::{bad, count};
use crate::Desk;

pub(super) async fn calls(desk: &Desk, params: CallsParams) -> Result<CallsPage, AskError> {
    let before = params.before.map(|cursor| cursor.parse()).transpose();
    let query = CallQuery {
        filter: match params.filter {
            CallFilter::All => kimo_history::CallFilter::All,
            CallFilter::Missed => kimo_history::CallFilter::Missed,
            CallFilter::In => kimo_history::CallFilter::In,
            CallFilter::Out => kimo_history::CallFilter::Out,
        },
        search: params.search,
        before: before.map_err(bad)?,
        since: None,
        limit: usize::try_from(params.limit.clamp(1, LONGEST_PAGE)).map_err(bad)?,
    };
    let page = desk.read(move |reader| reader.calls(&query)).await?;
    Ok(CallsPage {
        rows: page.calls.iter().map(|call| row(desk, call)).collect(),
        next: page.next.map(|cursor| cursor.to_string()),
    })
}

pub(super) async fn call(desk: &Desk, params: CallParams) -> Result<CallDetails, AskError> {
    let id: CallId = params.id.parse().map_err(bad)?;
    let looked = desk.read(move |reader| {
        let Some(call) = reader.call(&id)? else {
            return Ok(None);
        };
        let events = reader.events(&id)?;
        let deliveries = reader.deliveries(&id)?;
        let key = call.other_party().key();
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
        call: row(desk, &call),
        timeline: timeline(&events, &deliveries),
        deliveries: deliveries.iter().map(delivery).collect(),
        earlier: earlier.iter().map(|call| row(desk, call)).collect(),
    })
}

pub(super) async fn missed(desk: &Desk, _: Nothing) -> Result<MissedPage, AskError> {
    let (rows, total) = desk
        .read(|reader| {
            Ok((
                reader.open_missed(MISSED_ROWS)?,
                reader.open_missed_count()?,
            ))
        })
        .await?;
    Ok(MissedPage {
        rows: rows
            .into_iter()
            .map(|open| missed_row(desk, open))
            .collect(),
        total: count(total),
    })
}

pub(super) async fn mark_done(desk: &Desk, params: MarkDoneParams) -> Result<(), AskError> {
    mark(desk, &params.call, MarkKind::Done(params.done)).await
}

pub(super) async fn set_note(desk: &Desk, params: SetNoteParams) -> Result<(), AskError> {
    let note = params.note.trim().to_owned();
    mark(desk, &params.call, MarkKind::Note(note)).await
}

pub(super) async fn forget(desk: &Desk, params: ForgetParams) -> Result<(), AskError> {
    let key = CallerKey::from(params.key.as_str());
    Ok(desk.writer()?.forget_person(key, Timestamp::now()).await?)
}

async fn mark(desk: &Desk, call: &str, mark: MarkKind) -> Result<(), AskError> {
    let id = call.parse().map_err(bad)?;
    desk.writer()?.mark(id, mark, Timestamp::now()).await?;
    Ok(())
}

fn row(desk: &Desk, call: &kimo_calls::Call) -> CallRow {
    CallRow::of(call, desk.home(call.id.pbx))
}

fn missed_row(desk: &Desk, open: OpenCaller) -> MissedRow {
    let last = &open.last_call;
    let home = desk.home(last.id.pbx);
    MissedRow {
        key: open.key.as_str().to_owned(),
        caller: Party::of(&open.caller, home),
        count: open.count,
        last_at: open.last_at.to_string(),
        called: Party::of(&last.called, home),
        queue: last.queue.clone(),
        extensions: last.extensions.clone(),
        last_call: last.id.to_string(),
        note: open.note,
    }
}

/// The events in order, and among them the deliveries that say nothing Kimo understands.
fn timeline(events: &[CallEvent], deliveries: &[StoredDelivery]) -> Vec<TimelineItem> {
    let understood = events.iter().map(|event| (event.time(), item(event)));
    let not_understood = deliveries.iter().filter_map(|delivery| {
        let what = delivery.error.clone()?;
        let item = TimelineItem {
            kind: TimelineKind::NotUnderstood,
            number: None,
            destination: None,
            cause: None,
            text: Some(what),
            happened_at: None,
            received_at: delivery.received_at.to_string(),
        };
        Some((delivery.received_at, item))
    });
    let mut items: Vec<_> = understood.chain(not_understood).collect();
    items.sort_by_key(|(at, _)| *at);
    items.into_iter().map(|(_, item)| item).collect()
}

fn item(event: &CallEvent) -> TimelineItem {
    use TimelineKind as Kind;
    let mut item = TimelineItem {
        kind: Kind::Arrived,
        number: None,
        destination: None,
        cause: None,
        text: None,
        happened_at: event.at.map(|at| at.to_string()),
        received_at: event.received_at.to_string(),
    };
    item.kind = match &event.kind {
        EventKind::Arrived => Kind::Arrived,
        EventKind::Routed { to, number } => {
            item.number = Some(number.clone());
            item.destination = Some(match to {
                Destination::Menu => TimelineDestination::Menu,
                Destination::Group => TimelineDestination::Group,
                Destination::Queue => TimelineDestination::Queue,
            });
            Kind::Routed
        }
        EventKind::Ringing { leg, .. } => {
            item.number = filled(leg);
            Kind::Ringing
        }
        EventKind::Answered { by, .. } => {
            item.number.clone_from(by);
            Kind::Answered
        }
        EventKind::LegEnded { leg, cause, .. } => {
            item.number = filled(leg);
            item.cause.clone_from(cause);
            Kind::LegEnded
        }
        EventKind::Missed { cause, .. } => {
            item.cause.clone_from(cause);
            Kind::Missed
        }
        EventKind::Ended {
            answered_by, cause, ..
        } => {
            item.number.clone_from(answered_by);
            item.cause.clone_from(cause);
            Kind::Ended
        }
        EventKind::Progress { what } => {
            item.text = Some(what.clone());
            Kind::Progress
        }
        EventKind::Fax => Kind::Fax,
        EventKind::Expired { .. } => Kind::Expired,
        EventKind::Marked(mark) => match &mark.mark {
            MarkKind::Done(true) => Kind::MarkedDone,
            MarkKind::Done(false) => Kind::MarkedOpen,
            MarkKind::Note(text) => {
                item.text = Some(text.clone());
                Kind::Noted
            }
        },
    };
    item
}

fn filled(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
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

const LONGEST_PAGE: u32 = 500;
const EARLIER: usize = 5;
const MISSED_ROWS: usize = 200;
