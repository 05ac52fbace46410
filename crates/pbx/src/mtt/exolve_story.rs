//! What MTS Exolve posts.

use kimo_calls::{Call, Disposition};
use serde_json::{Value, json};

use crate::{
    Step, Telling,
    story::{after, json as body, written},
};

const CALLER: &str = "79150000013";
const LINE: &str = "78000000000";
const FIRST: &str = "79680000001";
const SECOND: &str = "79680000002";

/// The record of the call is posted last, and then that there is a recording.
pub(super) fn answered(story: &Telling) -> Vec<Step> {
    vec![
        after(0, story.posts("b", 0, json!({}))),
        after(1, story.posts("o", 1, of(FIRST))),
        after(8, story.posts("s", 8, of(FIRST))),
        after(
            32,
            story.posts("h", 32, with(FIRST, &json!({"cause_code": 16}))),
        ),
        after(32, story.posts("d", 32, with(FIRST, &lengths(32, 24)))),
        after(33, story.posts("e", 33, json!({"cause_code": 16}))),
        after(
            40,
            story.posts("crr", 40, json!({"path": "https://api.example.com/1"})),
        ),
    ]
}

/// The first number does not answer, nor does the second.
pub(super) fn missed(story: &Telling) -> Vec<Step> {
    vec![
        after(0, story.posts("b", 0, json!({}))),
        after(1, story.posts("o", 1, of(FIRST))),
        after(
            15,
            story.posts("h", 15, with(FIRST, &json!({"cause_code": 19}))),
        ),
        after(15, story.posts("d", 15, with(FIRST, &lengths(14, 0)))),
        after(16, story.posts("o", 16, of(SECOND))),
        after(
            30,
            story.posts("h", 30, with(SECOND, &json!({"cause_code": 19}))),
        ),
        after(30, story.posts("d", 30, with(SECOND, &lengths(14, 0)))),
        after(30, story.posts("e", 30, json!({"cause_code": 19}))),
    ]
}

/// The record that it would have of a call, which tells nothing of its end.
pub(super) fn record_of(call: &Call) -> Value {
    let talked = match call.disposition {
        Disposition::Answered => call.talk_seconds.unwrap_or(1).max(1),
        _ => 0,
    };
    json!({
        "uid": call.id.pbx_call_id,
        "date_time": call.started_at.to_string(),
        "calling_number": written(&call.caller),
        "called_number": written(&call.called),
        "redirect_number": call.answered_by,
        "duration": talked * 1_000,
    })
}

fn of(number: &str) -> Value {
    json!({ "redirect_number": number })
}

fn with(number: &str, more: &Value) -> Value {
    let mut fields = more.clone();
    fields["redirect_number"] = number.into();
    fields
}

/// In milliseconds.
fn lengths(whole: u32, talk: u32) -> Value {
    let millis = |seconds: u32| seconds * 1_000;
    json!({
        "duration": millis(whole), "talk_time": millis(talk),
        "wait_time": millis(whole - talk), "cause_code": if talk > 0 { 16 } else { 19 },
    })
}

impl Telling {
    fn posts(&self, kind: &str, at: u32, more: Value) -> (&'static str, String) {
        let mut fields = more;
        fields["type"] = kind.into();
        fields["call_sid"] = self.hex().into();
        fields["call_id"] = self.number();
        fields["date_time"] = self
            .at(at)
            .strftime("%Y-%m-%dT%H:%M:%S.%3fZ")
            .to_string()
            .into();
        fields["from"] = CALLER.into();
        fields["to"] = LINE.into();
        body(&fields)
    }

    /// A number of 64 bits, but for a test call, which has to be known for one.
    fn number(&self) -> Value {
        let hex = self.hex();
        match u64::from_str_radix(&hex[16..], 16) {
            Ok(number) if !self.is_test_call() => number.into(),
            _ => hex.into(),
        }
    }
}
