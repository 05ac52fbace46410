//! What a story comes to: the events that its deliveries say, and the record that its PBX would have.

use jiff::Timestamp;
use kimo_calls::{Account, Call, CallEvent, Meaning, PbxId};
use serde_json::Value;

use crate::{Delivery, Reading, Step, Story, StoryId, adapter, meaning_of, read};

/// What the deliveries of a story of this PBX say, each received when it is posted.
pub fn story_events(
    pbx: PbxId,
    story: &Story,
    started_at: Timestamp,
    call: StoryId,
) -> Vec<CallEvent> {
    let read = |step: Step| {
        let delivery = Delivery {
            pbx,
            account: &Account::default(),
            content_type: Some(step.content_type),
            body: step.body.as_bytes(),
            received_at: started_at + step.sent_after,
        };
        let reading = read(&delivery, &meaning_of(pbx));
        reading.map(Reading::into_events).unwrap_or_default()
    };
    let steps = story.steps(started_at, call);
    steps.into_iter().flat_map(read).collect()
}

/// The record that this PBX would have of a story's call, as a hook with these settings asks for it;
/// `None` where it is not asked for any.
pub fn story_record(
    pbx: PbxId,
    story: &Story,
    meaning: &Meaning,
    started_at: Timestamp,
    call: StoryId,
) -> Option<Value> {
    let api = adapter(pbx)?.api(meaning)?;
    let events = story_events(pbx, story, started_at, call);
    Some(api.record_of(&Call::from_events(&events)?))
}
