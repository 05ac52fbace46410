//! Stories that a PBX could tell, posted to the running desk as the PBX would.

use std::sync::Arc;

use jiff::Timestamp;
use kimo_calls::{Hook, HookId, PbxId};
use kimo_pbx::{Adapter, Story, StoryId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AskError, AskErrorCode, Nothing};
use crate::{
    Desk, hook_url,
    send::{Answer, NotSent, StoryTold, send_story_record, send_story_step},
};

/// A story, and when it says what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StoryRow {
    /// The PBX that tells it.
    pub pbx: PbxId,
    /// Its name among the stories of that PBX.
    pub name: String,
    /// When each of its deliveries is posted, in milliseconds from its beginning.
    pub sent_after: Vec<u32>,
}

/// Asks to post one delivery of a story.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SendStepParams {
    /// The hook that it goes to.
    pub hook: i64,
    /// The story's name.
    pub story: String,
    /// Which telling of it: 16 random bytes as hexadecimal digits, the same for all its steps.
    pub call: String,
    /// When that began, RFC 3339.
    pub started_at: String,
    /// Which of its deliveries, counted from zero.
    pub step: u32,
}

/// Asks to tell the stand-in of a PBX's interface of the record that a story comes to.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SendRecordParams {
    /// The hook whose key is the stand-in's.
    pub hook: i64,
    /// The story's name.
    pub story: String,
    /// Which telling of it: 16 random bytes as hexadecimal digits, the same as of its steps.
    pub call: String,
    /// When that began, RFC 3339.
    pub started_at: String,
}

/// How the desk's own listener answered, or a stand-in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StepSent {
    /// The HTTP status.
    pub status: u16,
    /// What it said.
    pub body: String,
}

/// Every story of every PBX.
pub fn all_stories() -> Vec<StoryRow> {
    let row = |(adapter, story): (&dyn Adapter, &Story)| StoryRow {
        pbx: adapter.id(),
        name: story.name.to_owned(),
        sent_after: story
            .steps(Timestamp::UNIX_EPOCH, StoryId([0; 16]))
            .iter()
            .map(|step| u32::try_from(step.sent_after.as_millis()).unwrap_or(u32::MAX))
            .collect(),
    };
    kimo_pbx::stories().map(row).collect()
}

pub(super) async fn stories(_: &Desk, _: Nothing) -> Result<Vec<StoryRow>, AskError> {
    Ok(all_stories())
}

pub(super) async fn send_step(desk: &Desk, params: SendStepParams) -> Result<StepSent, AskError> {
    let listen = desk
        .listen_addr()
        .ok_or_else(|| AskError::new(AskErrorCode::NotDelivered, "the desk takes no deliveries"))?;
    let hook = known_hook(desk, params.hook)?;
    let told = StoryTold {
        pbx: hook.pbx,
        story: &params.story,
        call: &params.call,
        started_at: params.started_at.parse().map_err(AskError::bad_params)?,
    };
    let url = hook_url(listen, &hook).url;
    answered(send_story_step(&url, Some(&hook), told, params.step).await)
}

pub(super) async fn send_record(
    desk: &Desk,
    params: SendRecordParams,
) -> Result<StepSent, AskError> {
    let hook = known_hook(desk, params.hook)?;
    let proofs = desk.read(|reader| reader.proofs()).await?;
    let proof = proofs.into_iter().find(|proof| proof.hook == hook.id);
    let base = proof.and_then(|proof| proof.base).ok_or_else(|| {
        AskError::new(AskErrorCode::NotFound, "the hook has no key of a stand-in")
    })?;
    let told = StoryTold {
        pbx: hook.pbx,
        story: &params.story,
        call: &params.call,
        started_at: params.started_at.parse().map_err(AskError::bad_params)?,
    };
    let sent = answered(send_story_record(&base, &hook, told).await)?;
    desk.0.records.ask();
    Ok(sent)
}

fn known_hook(desk: &Desk, hook: i64) -> Result<Arc<Hook>, AskError> {
    let hooks = desk.known_hooks();
    let found = hooks.iter().find(|known| known.id == HookId(hook)).cloned();
    found.ok_or_else(|| AskError::new(AskErrorCode::NotFound, "there is no such hook"))
}

fn answered(sent: Result<Answer, NotSent>) -> Result<StepSent, AskError> {
    match sent {
        Ok(answer) => Ok(StepSent {
            status: answer.status.as_u16(),
            body: answer.body,
        }),
        Err(error @ (NotSent::NoSuchStep | NotSent::NoRecords)) => Err(AskError::bad_params(error)),
        Err(NotSent::NoAnswer(error)) => Err(AskError::new(AskErrorCode::NotDelivered, error)),
    }
}
