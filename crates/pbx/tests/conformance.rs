//! What holds for every PBX: its examples and its stories make the calls that they should.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a panic is the report"
)]

use std::{collections::BTreeSet, fs, path::Path};

use kimo_calls::{Account, Call, CallEvent, SettingValue, Status, Timestamp};
use kimo_pbx::{
    Adapter, ComesTo, Delivery, SettingKind, StoryId, adapters, meaning_of, payloads::Payload,
    stories,
};
use proptest::prelude::*;

#[test]
fn every_example_makes_the_call_that_it_expects() {
    let mut wrong = Vec::new();
    for payload in Payload::all().unwrap() {
        let in_order: Vec<_> = (0..payload.bodies.len()).collect();
        let events = payload
            .events(&in_order)
            .unwrap_or_else(|error| panic!("{}: {error}", payload.name));
        let call = Call::from_events(&events).expect(&payload.name);
        let record = serde_json::to_value(call.record(call.missed)).unwrap();
        if record != payload.expect {
            let differences = differences(&record, &payload.expect);
            wrong.push(format!("{}\n{differences}", payload.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// An emptied folder would make the test above pass.
#[test]
fn every_pbx_has_examples_and_a_test_call() {
    for adapter in adapters() {
        let payloads = Payload::of(adapter.id()).unwrap();
        let count = payloads
            .iter()
            .filter(|payload| !payload.bodies.is_empty())
            .count();
        assert!(count >= 5, "{}: {count}", adapter.id());
        let mut stories = adapter.stories().iter();
        assert!(stories.any(|story| story.name == "missed" && story.comes_to.missed));
    }
}

#[test]
fn every_pbx_has_a_name_of_its_own() {
    let ids: BTreeSet<_> = adapters().iter().map(|adapter| adapter.id()).collect();
    assert_eq!(ids.len(), adapters().len());
    for adapter in adapters() {
        let names: BTreeSet<_> = adapter.stories().iter().map(|story| story.name).collect();
        assert_eq!(names.len(), adapter.stories().len());
    }
}

/// Every text that a PBX names is there in all three languages: its own in its files, the words for
/// causes that all PBXs share among the texts of the window.
#[test]
fn every_text_exists_in_every_language() {
    for adapter in adapters() {
        let own = format!("{}-", adapter.id());
        let named = texts_of(*adapter);
        for (language, fluent) in adapter.texts().all() {
            let known = ids(fluent);
            let shared = ids(&shared_texts(language));
            for id in &named {
                let there = if id.starts_with(&own) {
                    &known
                } else {
                    &shared
                };
                assert!(there.contains(id), "{language}: there is no text `{id}`");
            }
            for story in adapter.stories() {
                let texts = [format!("{own}story-{}", story.name)].into_iter();
                let mut texts = texts.chain([format!("cli-scenario-{}", story.name)]);
                assert!(
                    texts.any(|id| known.contains(&id) || shared.contains(&id)),
                    "{language}: nothing says what `{}` tells",
                    story.name
                );
            }
            for id in &known {
                assert!(id.starts_with(&own), "{id} is not the PBX's own");
                let is_of_story = id.starts_with(&format!("{own}story-"));
                assert!(
                    is_of_story || named.contains(id),
                    "{language}: nobody needs `{id}`"
                );
            }
        }
    }
}

/// The ids of the texts that an adapter names.
fn texts_of(adapter: &dyn Adapter) -> BTreeSet<String> {
    let mut ids: Vec<&str> = Vec::new();
    for setting in adapter.settings() {
        ids.push(setting.label);
        ids.extend(setting.hint);
        if let SettingKind::Choice(choices) = setting.kind {
            ids.extend(choices.iter().map(|choice| choice.label));
        }
    }
    let guide = adapter.guide();
    ids.extend(recordings_hints(adapter));
    ids.extend(guide.title);
    for step in guide.steps {
        ids.push(step.text);
        ids.extend(step.terms.all().iter().filter_map(|term| term.means));
    }
    ids.extend(adapter.causes().iter().map(|(_, id)| *id));
    ids.into_iter().map(str::to_owned).collect()
}

/// What its interfaces say of the key of their recordings: the settings of a hook choose one.
fn recordings_hints(adapter: &dyn Adapter) -> impl Iterator<Item = &'static str> {
    let plain = meaning_of(adapter.id());
    let mut filled = plain.clone();
    let texts = adapter.settings().iter();
    for setting in texts.filter(|setting| matches!(setting.kind, SettingKind::Text)) {
        let text = SettingValue::Text("74990000000".to_owned());
        filled.settings.insert(setting.name.to_owned(), text);
    }
    [plain, filled]
        .into_iter()
        .filter_map(|meaning| Some(adapter.api(&meaning)?.recordings_key()?.hint))
}

/// The ids in a Fluent file.
fn ids(fluent: &str) -> BTreeSet<String> {
    let messages = fluent.lines().filter_map(|line| line.split_once(" = "));
    let is_id = |id: &&str| id.starts_with(|first: char| first.is_ascii_lowercase());
    messages
        .map(|(id, _)| id)
        .filter(is_id)
        .map(str::to_owned)
        .collect()
}

fn shared_texts(language: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../locales");
    let files = fs::read_dir(root.join(language)).unwrap();
    files
        .map(|file| fs::read_to_string(file.unwrap().path()).unwrap())
        .collect()
}

/// The events of a story, its deliveries posted in this order.
fn told(adapter: &dyn Adapter, story: &kimo_pbx::Story, order: &[usize]) -> Vec<CallEvent> {
    let meaning = kimo_pbx::meaning_of(adapter.id());
    let steps = story.steps(began(), StoryId([7; 16]));
    let read = |place: usize| {
        let step = &steps[place % steps.len()];
        let delivery = Delivery {
            pbx: adapter.id(),
            account: &Account::default(),
            content_type: Some(step.content_type),
            body: step.body.as_bytes(),
            received_at: began() + step.sent_after,
        };
        let reading = kimo_pbx::read(&delivery, &meaning);
        reading
            .unwrap_or_else(|error| panic!("{}: {error}: {}", story.name, step.body))
            .into_events()
    };
    order.iter().flat_map(|place| read(*place)).collect()
}

fn began() -> Timestamp {
    "2026-11-20T09:00:00Z".parse().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    /// In any order, with any repetition.
    #[test]
    fn every_story_is_the_call_that_it_says_it_is(
        (adapter, story) in prop::sample::select(
            stories().map(|(adapter, story)| (adapter.id(), story.name)).collect::<Vec<_>>()
        ),
        order in Just((0..32_usize).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let adapter = kimo_pbx::adapter(adapter).unwrap();
        let story = kimo_pbx::story(adapter.id(), story).unwrap();
        let call = Call::from_events(&told(adapter, story, &order)).unwrap();
        let name = format!("{}-{}", adapter.id(), story.name);
        let comes_to = ComesTo {
            kind: call.kind,
            direction: call.direction,
            disposition: call.disposition,
            missed: call.missed,
            answered_by: story
                .comes_to
                .answered_by
                .filter(|by| Some(*by) == call.answered_by.as_deref()),
        };
        prop_assert_eq!(comes_to, story.comes_to, "{}", &name);
        prop_assert_eq!(call.answered_by.is_some(), story.comes_to.answered_by.is_some());
        prop_assert_eq!(call.status, Status::Ended, "{}", &name);
        prop_assert_eq!(call.started_at, began(), "{}", &name);
    }

    /// A list of bodies says what they say one by one.
    #[test]
    fn bodies_in_a_list_are_the_bodies_one_by_one(
        payload in prop::sample::select(Payload::all().unwrap())
    ) {
        let is_json = |body: &&kimo_pbx::payloads::Body| body.bytes.trim_ascii_start().starts_with(b"{");
        let bodies: Vec<_> = payload.bodies.iter().filter(is_json).collect();
        prop_assume!(!bodies.is_empty());
        let texts: Vec<_> = bodies.iter().map(|body| str::from_utf8(&body.bytes).unwrap()).collect();
        let list = format!(" [ {} ]\n", texts.join(" ,\n"));
        let parts = kimo_pbx::deliveries(list.as_bytes());
        prop_assert_eq!(parts.len(), bodies.len());
        let (meaning, at) = (payload.meaning(), began());
        for (part, body) in parts.into_iter().zip(bodies) {
            let delivery = Delivery {
                pbx: payload.pbx,
                account: &Account::default(),
                content_type: None,
                body: part,
                received_at: at,
            };
            prop_assert_eq!(kimo_pbx::read(&delivery, &meaning), body.read(payload.pbx, &meaning, at));
        }
    }
}

#[test]
fn what_is_no_list_of_deliveries_is_one() {
    for body in [
        "",
        "[]",
        "[1,{}]",
        "[{}",
        "{\"a\":[{}]}",
        "a=[{}]",
        "[[{}]]",
    ] {
        assert_eq!(kimo_pbx::deliveries(body.as_bytes()), [body.as_bytes()]);
    }
    let many = format!("[{}{{}}]", "{},".repeat(500));
    assert_eq!(kimo_pbx::deliveries(many.as_bytes()).len(), 1);
    assert_eq!(kimo_pbx::deliveries(b"\xef\xbb\xbf[{}, {}]").len(), 2);
}

fn differences(record: &serde_json::Value, expect: &serde_json::Value) -> String {
    let record = record.as_object().unwrap();
    let expect = expect.as_object().unwrap();
    let keys: BTreeSet<_> = record.keys().chain(expect.keys()).collect();
    keys.into_iter()
        .filter(|key| record.get(*key) != expect.get(*key))
        .map(|key| {
            format!(
                "    {key}: is {:?}, expected {:?}\n",
                record.get(key),
                expect.get(key)
            )
        })
        .collect()
}
