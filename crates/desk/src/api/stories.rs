//! Stories that a PBX could tell, posted to the running desk as the PBX would.

use jiff::Timestamp;
use kimo_calls::{HookId, PbxId};
use kimo_pbx::{Adapter, Story, StoryId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AskError, AskErrorCode, Nothing};
use crate::{
    Desk, hook_url,
    send::{NotSent, StoryAt, send_story_step},
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

/// How the desk's own listener answered.
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
    let id = HookId(params.hook);
    let hooks = desk.known_hooks();
    let hook = hooks
        .iter()
        .find(|hook| hook.id == id)
        .ok_or_else(|| AskError::new(AskErrorCode::NotFound, "there is no such hook"))?;
    let at = StoryAt {
        pbx: hook.pbx,
        story: &params.story,
        call: &params.call,
        started_at: params.started_at.parse().map_err(AskError::bad_params)?,
        step: params.step,
    };
    let url = hook_url(listen, hook).url;
    let answer = send_story_step(&url, Some(hook), at)
        .await
        .map_err(|error| match error {
            NotSent::NoSuchStep => AskError::bad_params(error),
            NotSent::NoAnswer(error) => AskError::new(AskErrorCode::NotDelivered, error),
        })?;
    Ok(StepSent {
        status: answer.status.as_u16(),
        body: answer.body,
    })
}
