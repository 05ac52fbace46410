//! Every example of every PBX, posted to a running desk as printed. That no order of them makes a
//! difference is proved below, where they are read and kept.

use std::collections::HashMap;

use kimo_pbx::payloads::{Body, Payload};
use serde_json::{Value, json};

use crate::support::{Connection, Desk, Hook};

#[test]
fn every_example_makes_the_call_that_it_should() {
    for adapter in kimo_pbx::adapters() {
        posted_to(adapter.id().as_str(), &Payload::of(adapter.id()).unwrap());
    }
}

fn posted_to(pbx: &str, payloads: &[Payload]) {
    let mut wrong = Vec::new();
    // Several examples tell of the same call, each its own way: they go to different desks.
    for batch in batches(payloads) {
        let desk = Desk::start();
        for payload in &batch {
            let hook = hook_for(&desk, pbx, payload);
            let mut connection = Connection::open(&hook.address).unwrap();
            for Body {
                content_type,
                bytes,
                ..
            } in &payload.posted
            {
                let headers = [("content-type", *content_type)];
                let answer = connection
                    .request("POST", &hook.path, &headers, bytes)
                    .unwrap();
                assert_eq!(answer.status, 200, "{}: {}", payload.name, answer.body);
            }
        }
        let calls = desk.calls(&[]);
        let calls: HashMap<&str, &Value> = calls
            .iter()
            .map(|call| (call["id"].as_str().unwrap(), call))
            .collect();
        assert_eq!(calls.len(), batch.len());
        wrong.extend(batch.iter().filter_map(|payload| {
            let call = calls.get(call_id(payload))?;
            differences(payload, call)
        }));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The id of the call that an example makes.
fn call_id(payload: &Payload) -> &str {
    payload.expect["id"].as_str().unwrap()
}

/// The desk's own hook, or a new one with the example's settings.
fn hook_for(desk: &Desk, pbx: &str, payload: &Payload) -> Hook {
    if payload.settings.is_empty() {
        return desk.hook(pbx);
    }
    let hook = desk.ask("add_hook", &json!({ "pbx": pbx, "name": "Other switch" }));
    let changed = desk.ask(
        "update_hook",
        &json!({
            "id": hook["id"],
            "name": hook["name"],
            "region": hook["region"],
            "settings": payload.settings,
            "basic": "keep",
        }),
    );
    Hook::of(&changed)
}

fn batches(payloads: &[Payload]) -> Vec<Vec<&Payload>> {
    let mut batches: Vec<Vec<&Payload>> = Vec::new();
    for payload in payloads {
        let is_free = |batch: &&mut Vec<&Payload>| {
            batch.iter().all(|other| call_id(other) != call_id(payload))
        };
        match batches.iter_mut().find(is_free) {
            Some(batch) => batch.push(payload),
            None => batches.push(vec![payload]),
        }
    }
    batches
}

/// What is not as expected; fields beyond those that are expected may be there.
fn differences(payload: &Payload, call: &Value) -> Option<String> {
    let wrong: Vec<_> = payload
        .expect
        .as_object()
        .unwrap()
        .iter()
        .filter(|(field, expected)| call.get(field) != Some(expected))
        .map(|(field, expected)| {
            format!("  {field}: is {:?}, expected {expected}", call.get(field))
        })
        .collect();
    (!wrong.is_empty()).then(|| format!("{}\n{}", payload.name, wrong.join("\n")))
}
