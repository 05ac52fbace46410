//! Deliveries and records of the same calls, in any order.

use kimo_calls::{Call, Meaning, PbxId, SettingValue};
use kimo_pbx::{ComesTo, Story, StoryId, meaning_of, stories, story_events, story_record};
use proptest::prelude::*;
use serde_json::json;

use crate::{BULUTFON, MTT, at, read};

/// The stories of the PBXs whose records are asked for, each with the settings of a hook that asks for
/// such a call's.
fn any_story() -> impl Strategy<Value = (PbxId, &'static Story, Meaning)> {
    let all = stories().filter_map(|(adapter, story)| {
        let pbx = adapter.id();
        let mut meaning = meaning_of(pbx);
        if pbx == MTT && !story.name.starts_with("exolve") {
            let numbers = SettingValue::Text("78000000000".to_owned());
            let name = "history_numbers".to_owned();
            meaning.settings.insert(name, numbers);
        }
        adapter.api(&meaning)?;
        Some((pbx, story, meaning))
    });
    prop::sample::select(all.collect::<Vec<_>>())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(900))]

    /// Deliveries and the record of the same call, in any order and repetition, some deliveries
    /// lost: one call, which comes to what the story says.
    #[test]
    fn deliveries_and_records_make_the_same_call_in_any_order(
        (pbx, story, meaning) in any_story(),
        kept in prop::collection::vec(any::<bool>(), 16),
        order in Just((0..48_usize).collect::<Vec<_>>()).prop_shuffle(),
        again in any::<bool>(),
    ) {
        let (began, id) = (at("2026-11-20T09:00:00Z"), StoryId([7; 16]));
        let posted = story_events(pbx, story, began, id);
        let whole = Call::from_events(&posted).unwrap();
        let mut record = story_record(pbx, story, &meaning, began, id).unwrap();
        let mut events: Vec<_> = posted.iter().zip(kept.iter().cycle())
            .filter(|(_, kept)| **kept).map(|(event, _)| event.clone()).collect();
        let all_came = events.len() == posted.len();
        events.extend(read(pbx, &record).unwrap());
        if again {
            // Fetched once more, after somebody has called back.
            record["return_uuid"] = json!("38359b70");
            events.extend(read(pbx, &record).unwrap());
        }
        let expected = Call::from_events(&events).unwrap();
        let shuffled: Vec<_> = order.iter().map(|at| events[at % events.len()].clone()).collect();
        prop_assert_eq!(&Call::from_events(&shuffled).unwrap(), &expected, "{}", story.name);
        let comes_to = |call: &Call| (call.kind, call.direction, call.missed);
        let ComesTo { kind, direction, missed, .. } = story.comes_to;
        prop_assert_eq!(comes_to(&expected), (kind, direction, missed), "{}", story.name);
        prop_assert_eq!(expected.started_at, whole.started_at);
        // Records of one PBX do not tell when a call ended.
        if all_came || pbx != MTT {
            prop_assert_eq!(expected.ended_at, whole.ended_at, "{}", story.name);
        }
        if all_came && pbx != BULUTFON {
            // What was posted says all that a record says, and in better words.
            prop_assert_eq!(&expected, &whole, "{}", story.name);
        }
    }
}
