//! Every scenario of every PBX, posted to a running desk.

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::support::{Body, Connection, Desk, Hook, Scenario};

#[test]
fn verimor_scenarios_make_the_calls_they_should() {
    in_any_order("verimor");
}

#[test]
fn bulutfon_scenarios_make_the_calls_they_should() {
    in_any_order("bulutfon");
}

#[test]
fn mtt_scenarios_make_the_calls_they_should() {
    in_any_order("mtt");
}

/// Posts as printed, backwards, and shuffled with repetitions; the same calls come out.
fn in_any_order(pbx: &str) {
    let scenarios = Scenario::all(pbx);
    assert!(scenarios.len() >= 20, "{pbx}: {}", scenarios.len());
    as_arranged(pbx, &scenarios, |bodies| bodies);
    as_arranged(pbx, &scenarios, |mut bodies| {
        bodies.reverse();
        bodies
    });
    let mut dice = Dice(0x6b69_6d6f);
    as_arranged(pbx, &scenarios, |bodies| {
        let mut more: Vec<_> = bodies.iter().chain(&bodies).cloned().collect();
        dice.shuffle(&mut more);
        more
    });
}

fn as_arranged(pbx: &str, scenarios: &[Scenario], mut arrange: impl FnMut(Vec<Body>) -> Vec<Body>) {
    let mut wrong = Vec::new();
    // Several scenarios tell of the same call, each its own way: they go to different desks.
    for batch in batches(scenarios) {
        let desk = Desk::start();
        for scenario in &batch {
            let hook = hook_for(&desk, pbx, scenario);
            let mut connection = Connection::open(&hook.address).unwrap();
            for Body {
                content_type,
                bytes,
            } in arrange(scenario.bodies.clone())
            {
                let headers = [("content-type", content_type)];
                let answer = connection
                    .request("POST", &hook.path, &headers, &bytes)
                    .unwrap();
                assert_eq!(answer.status, 200, "{}: {}", scenario.name, answer.body);
            }
        }
        let calls = desk.calls(&[]);
        let calls: HashMap<&str, &Value> = calls
            .iter()
            .map(|call| (call["id"].as_str().unwrap(), call))
            .collect();
        assert_eq!(calls.len(), batch.len());
        wrong.extend(batch.iter().filter_map(|scenario| {
            let call = calls.get(scenario.call_id())?;
            differences(scenario, call)
        }));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The desk's own hook, or a new one with the scenario's setting.
fn hook_for(desk: &Desk, pbx: &str, scenario: &Scenario) -> Hook {
    let Some(answered_flag) = &scenario.answered_flag else {
        return desk.hook(pbx);
    };
    let hook = desk.ask("add_hook", &json!({ "pbx": pbx, "name": "Other switch" }));
    let changed = desk.ask(
        "update_hook",
        &json!({
            "id": hook["id"],
            "name": hook["name"],
            "region": hook["region"],
            "answered_flag": answered_flag,
            "basic": "keep",
        }),
    );
    Hook::of(&changed)
}

fn batches(scenarios: &[Scenario]) -> Vec<Vec<&Scenario>> {
    let mut batches: Vec<Vec<&Scenario>> = Vec::new();
    for scenario in scenarios {
        let is_free = |batch: &&mut Vec<&Scenario>| {
            batch
                .iter()
                .all(|other| other.call_id() != scenario.call_id())
        };
        match batches.iter_mut().find(is_free) {
            Some(batch) => batch.push(scenario),
            None => batches.push(vec![scenario]),
        }
    }
    batches
}

/// What is not as expected; fields beyond those that are expected may be there.
fn differences(scenario: &Scenario, call: &Value) -> Option<String> {
    let wrong: Vec<_> = scenario
        .expect
        .as_object()
        .unwrap()
        .iter()
        .filter(|(field, expected)| call.get(field) != Some(expected))
        .map(|(field, expected)| {
            format!("  {field}: is {:?}, expected {expected}", call.get(field))
        })
        .collect();
    (!wrong.is_empty()).then(|| format!("{}\n{}", scenario.name, wrong.join("\n")))
}

/// Reproducible chance (SplitMix64).
struct Dice(u64);

impl Dice {
    fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let other = self.next() % (last as u64 + 1);
            items.swap(last, usize::try_from(other).unwrap());
        }
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}
