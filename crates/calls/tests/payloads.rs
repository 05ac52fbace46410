//! Every scenario under `tests/payloads` makes the call that its `expect.json` shows.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a panic is the report"
)]

mod corpus;

use corpus::Scenario;
use kimo_calls::Pbx;

#[test]
fn every_scenario_makes_the_call_that_it_expects() {
    let scenarios = Scenario::all();
    let mut wrong = Vec::new();
    for scenario in &scenarios {
        let call = scenario.call();
        let record = serde_json::to_value(call.record(call.missed)).unwrap();
        if record != scenario.expect {
            wrong.push(format!(
                "{}/{}\n{}",
                scenario.pbx,
                scenario.name,
                differences(&record, &scenario.expect)
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {} scenarios:\n{}",
        wrong.len(),
        scenarios.len(),
        wrong.join("\n")
    );
}

/// An emptied folder would make the test above pass.
#[test]
fn there_are_scenarios_for_every_pbx() {
    let scenarios = Scenario::all();
    for pbx in Pbx::ALL {
        let count = scenarios
            .iter()
            .filter(|scenario| scenario.pbx == pbx && !scenario.bodies.is_empty())
            .count();
        assert!(count >= 20, "{pbx}: {count}");
    }
}

fn differences(record: &serde_json::Value, expect: &serde_json::Value) -> String {
    let record = record.as_object().unwrap();
    let expect = expect.as_object().unwrap();
    let keys: std::collections::BTreeSet<_> = record.keys().chain(expect.keys()).collect();
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
