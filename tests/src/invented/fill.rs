//! A data directory of the invented office.

use std::path::Path;

use anyhow::{Context, Result};
use jiff::{SignedDuration, Timestamp};
use kimo_calls::{Account, CallId, Hook, MarkKind, Region};
use kimo_history::{
    ContactDraft, ContactNumber, DeliverySource, History, Incoming, NewHook, Settings, Writer,
};
use kimo_pbx::{Adapter, Delivery};

use super::{PEOPLE, calls::invented};

const FORM: &str = "application/x-www-form-urlencoded";

/// How many deliveries share a transaction.
const TOGETHER: usize = 256;

/// Whose switch the calls went through.
const PBX: &str = "verimor";

/// Fills `dir` with so many calls, the newest a few minutes before `now`, names of callers, notes,
/// and a hook for each PBX.
pub async fn fill(dir: &Path, calls: u32, now: Timestamp) -> Result<()> {
    let history = History::open(dir)
        .with_context(|| format!("{} cannot be opened", dir.display()))?
        .history;
    let writer = history.writer(|_| {})?;
    let mut hooks: Vec<Hook> = history
        .reader()
        .hooks()?
        .into_iter()
        .map(|summary| summary.hook)
        .collect();
    for adapter in kimo_pbx::adapters() {
        if !hooks.iter().any(|hook| hook.pbx == adapter.id()) {
            hooks.push(writer.add_hook(new_hook(*adapter)).await?);
        }
    }
    let hook = hooks
        .into_iter()
        .find(|hook| hook.pbx.as_str() == PBX)
        .context("there is no hook to post to")?;
    if calls == 0 {
        return Ok(());
    }
    keep_all(&writer, &hook, deliveries(calls, now)).await?;
    note(&writer, &hook, calls, now).await?;
    for person in PEOPLE {
        let number = ContactNumber::read(person.number, None, Region::TR);
        let (Some(name), Some(number)) = (person.name, number) else {
            continue;
        };
        let told = ContactDraft {
            name: name.to_owned(),
            numbers: vec![number],
            ..ContactDraft::default()
        };
        writer.save_contact(None, told).await?;
    }
    writer
        .change_settings(
            Settings {
                extensions: vec!["1001".to_owned(), "1002".to_owned()],
                queues: vec!["200".to_owned()],
                ..Settings::default()
            }
            .into(),
        )
        .await?;
    Ok(())
}

fn new_hook(adapter: &dyn Adapter) -> NewHook {
    NewHook {
        pbx: adapter.id(),
        account: Account::default(),
        name: adapter.title().to_owned(),
        basic_user: None,
        meaning: kimo_pbx::meaning_of(adapter.id()),
    }
}

/// Each with the time at which it came.
fn deliveries(calls: u32, now: Timestamp) -> Vec<(Timestamp, String)> {
    let mut all: Vec<_> = (0..calls)
        .rev()
        .flat_map(|index| invented(index, now).posted)
        .map(|posted| (posted.at.min(now), posted.body))
        .collect();
    for (hours, body) in [
        (1, "event_type=sms_status&message_id=88213&status=DELIVERED"),
        (48, r#"{"event_type":"hangup","call_uuid":"3fa8""#),
    ] {
        all.push((now - SignedDuration::from_hours(hours), body.to_owned()));
    }
    all.sort_by_key(|(at, _)| *at);
    all
}

async fn keep_all(
    writer: &Writer,
    hook: &Hook,
    deliveries: Vec<(Timestamp, String)>,
) -> Result<()> {
    for part in deliveries.chunks(TOGETHER) {
        let part = part.iter().map(|(at, body)| incoming(hook, *at, body));
        writer.keep_all(part.collect()).await?;
    }
    Ok(())
}

fn incoming(hook: &Hook, received_at: Timestamp, body: &str) -> Incoming {
    let delivery = Delivery::to(hook, Some(FORM), body.as_bytes(), received_at);
    Incoming {
        hook: hook.clone(),
        source: DeliverySource::Hook,
        content_type: Some(FORM.to_owned()),
        body: body.as_bytes().to_vec(),
        received_at,
        reading: kimo_pbx::read(&delivery, &hook.meaning),
    }
}

async fn note(writer: &Writer, hook: &Hook, calls: u32, now: Timestamp) -> Result<()> {
    for call in (0..calls).map(|index| invented(index, now)) {
        let Some(note) = call.note else { continue };
        let id: CallId = format!("{}:{}", hook.pbx, call.id).parse()?;
        writer
            .mark(id, MarkKind::Note(note.to_owned()), now)
            .await?;
    }
    Ok(())
}
