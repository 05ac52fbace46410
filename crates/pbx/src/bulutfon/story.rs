//! What Bulutfon posts: the shape of 2018, with a CDR at the end, and that of 2021 without.

use kimo_calls::{Call, CallKind, Direction, Disposition, Timestamp};
use serde_json::{Value, json};

use crate::{
    ComesTo, Step, Story, Telling,
    story::{after, json as body, written},
};

pub(super) const STORIES: &[Story] = &[
    Story::new("answered", answered, ComesTo::answered(Some("1001"))),
    Story::new("no-cdr", no_cdr, ComesTo::answered(None)),
    Story::new("missed", missed, ComesTo::missed(Disposition::NoAnswer)),
    Story::new("group", group, ComesTo::answered(Some("1002"))),
    Story::new("menu", menu, ComesTo::missed(Disposition::NoAnswer)),
    Story::new("fax", fax, ComesTo::FAX),
    Story::new("hidden", hidden, ComesTo::missed(Disposition::NoAnswer)),
    Story::new("late", late, ComesTo::missed(Disposition::NoAnswer)),
    Story::new("repeated", repeated, ComesTo::missed(Disposition::NoAnswer)),
    Story::new("outbound", outbound, ComesTo::OUTBOUND),
];

const CALLER: u64 = 905_320_000_012;
const LINE: u64 = 908_500_000_000;

fn answered(story: &Telling) -> Vec<Step> {
    let flow = json!([
        story.hop(LINE, None, 0, "REDIRECTED_TO_EXTENSION", Some(1001)),
        story.hop(1001, Some(6), 22, "CONNECTING_TO_EXTENSION", None),
    ]);
    vec![
        after(0, story.post("call_init", 0, json!({}))),
        after(
            1,
            story.post("call_init_extension", 1, json!({ "destination": 1001 })),
        ),
        after(
            22,
            story.post("call_hangup", 22, story.cdr(22, Some(6), &flow)),
        ),
    ]
}

/// As sent since 2021: no CDR, `result_disposition` says whether a person was reached.
fn no_cdr(story: &Telling) -> Vec<Step> {
    let end = json!({
        "hangup_cause": "NORMAL_CLEARING",
        "result_disposition": "SUCCESS",
        "talk_duration": 16,
        "hangup_detail": "NORMAL_CLEARING",
        "domain_id": 101,
        "account_id": 202,
    });
    vec![
        after(0, story.post("call_init", 0, json!({}))),
        after(
            1,
            story.post("call_init_extension", 1, json!({ "destination": 1001 })),
        ),
        after(22, story.post("call_hangup", 22, end)),
    ]
}

fn missed(story: &Telling) -> Vec<Step> {
    let end = || story.unanswered(15, 1001);
    vec![
        after(0, story.post("call_init", 0, json!({}))),
        after(
            0,
            story.post("call_init_extension", 0, json!({ "destination": 1001 })),
        ),
        after(15, story.post("missing_call", 15, end())),
        after(15, story.post("call_hangup", 15, end())),
    ]
}

/// The group 111 rings; 1002 wins the race.
fn group(story: &Telling) -> Vec<Step> {
    let leg = |extension: u32, result: &str| {
        json!({
            "destination": extension,
            "result": result,
            "start_time": story.iso(1),
            "answer_time": story.iso(8),
        })
    };
    let flow = json!([
        story.hop(LINE, None, 0, "REDIRECTED_TO_GROUP", Some(111)),
        {
            "callee": 111,
            "start_time": story.iso(1),
            "answer_time": story.iso(8),
            "hangup_time": story.iso(25),
            "redirection": "CONNECTING_TO_GROUP",
            "origination": [
                leg(1001, "LOSE_RACE"),
                leg(1002, "ANSWERED"),
                leg(1003, "LOSE_RACE"),
            ],
        },
    ]);
    vec![
        after(0, story.post("call_init", 0, json!({}))),
        after(
            1,
            story.post("call_init_group", 1, json!({ "destination": 111 })),
        ),
        after(
            25,
            story.post("call_hangup", 25, story.cdr(25, Some(8), &flow)),
        ),
    ]
}

/// The caller listens to the menu 99 and gives up.
fn menu(story: &Telling) -> Vec<Step> {
    let flow = || {
        json!([
            story.hop(LINE, None, 0, "REDIRECTED_TO_MENU", Some(99)),
            story.hop(99, Some(0), 14, "CONNECTING_TO_MENU", None),
        ])
    };
    let end = || story.cdr(14, Some(0), &flow());
    vec![
        after(0, story.post("call_init", 0, json!({}))),
        after(
            0,
            story.post("call_init_menu", 0, json!({ "destination": 99 })),
        ),
        after(14, story.post("call_hangup", 14, end())),
        after(14, story.post("missing_call", 14, end())),
    ]
}

fn fax(story: &Telling) -> Vec<Step> {
    vec![after(0, story.post("fax_init", 0, json!({})))]
}

fn hidden(story: &Telling) -> Vec<Step> {
    let caller = || json!({ "caller": "anonymous" });
    vec![
        after(0, story.post("call_init", 0, caller())),
        after(12, story.post("missing_call", 12, caller())),
    ]
}

/// The end arrives before the beginning.
fn late(story: &Telling) -> Vec<Step> {
    vec![
        after(
            0,
            story.post("missing_call", 12, story.unanswered(12, 1001)),
        ),
        after(
            2,
            story.post("call_init_extension", 1, json!({ "destination": 1001 })),
        ),
        after(3, story.post("call_init", 0, json!({}))),
    ]
}

fn repeated(story: &Telling) -> Vec<Step> {
    let ringing = || story.post("call_init_extension", 1, json!({ "destination": 1001 }));
    let end = || story.post("missing_call", 10, story.unanswered(10, 1001));
    vec![
        after(0, story.post("call_init", 0, json!({}))),
        after(1, ringing()),
        after(2, ringing()),
        after(10, end()),
        after(11, end()),
    ]
}

fn outbound(story: &Telling) -> Vec<Step> {
    let ends = |more: Value| {
        merged(
            json!({ "caller": LINE, "callee": CALLER, "direction": "OUT" }),
            more,
        )
    };
    vec![
        after(0, story.post("call_init", 0, ends(json!({})))),
        after(
            20,
            story.post(
                "call_hangup",
                20,
                ends(json!({
                    "hangup_cause": "NORMAL_CLEARING",
                    "result_disposition": "SUCCESS",
                    "talk_duration": 12,
                })),
            ),
        ),
    ]
}

/// The row that the PBX would list of a call.
pub(super) fn record_of(call: &Call) -> Value {
    let is_inbound = call.direction == Direction::Inbound;
    let is_answered = call.disposition == Disposition::Answered;
    let picked_up = call.answered_at.unwrap_or(call.started_at);
    json!({
        "uuid": call.id.pbx_call_id,
        "bf_calltype": match call.kind {
            CallKind::Fax => "fax",
            CallKind::Voice => "voice",
        },
        "direction": if is_inbound { "IN" } else { "OUT" },
        "caller": written(&call.caller),
        "callee": written(&call.called),
        "extension": (!is_inbound).then(|| written(&call.called)),
        "call_time": iso(call.started_at),
        "answer_time": is_answered.then(|| iso(picked_up)),
        "hangup_time": iso(call.ended_at.unwrap_or(call.started_at)),
        "missing_call": is_inbound && !is_answered,
        "call_price": null,
        "call_record": "NO",
        "hangup_cause": "NORMAL_CLEARING",
        "hangup_state": "recv_bye",
    })
}

impl Telling {
    fn post(&self, event_type: &str, at: u32, more: Value) -> (&'static str, String) {
        let fields = json!({
            "event_type": event_type,
            "caller": CALLER,
            "callee": LINE,
            "uuid": self.uuid(),
            "direction": "IN",
            "timestamp": self.at(at).as_microsecond(),
        });
        body(&merged(fields, more))
    }

    /// The end of a call that rang at `extension` until somebody gave up.
    fn unanswered(&self, at: u32, extension: u64) -> Value {
        let flow = json!([
            self.hop(LINE, None, 0, "REDIRECTED_TO_EXTENSION", Some(extension)),
            self.hop(extension, None, at, "CONNECTING_TO_EXTENSION", None),
        ]);
        self.cdr(at, None, &flow)
    }

    fn cdr(&self, ended: u32, answered: Option<u32>, flow: &Value) -> Value {
        json!({
            "hangup_cause": "NORMAL_CLEARING",
            "cdr": {
                "uuid": self.uuid(),
                "bf_calltype": "voice",
                "bf_direction": "IN",
                "bf_caller": CALLER,
                "bf_callee": LINE,
                "call_time": self.iso(0),
                "answer_time": answered.map(|at| self.iso(at)),
                "hangup_time": self.iso(ended),
                "call_record": false,
                "hangup_cause": "NORMAL_CLEARING",
                "sip_hangup_disposition": "recv_bye",
                "callflow": flow,
            },
        })
    }

    fn hop(
        &self,
        callee: u64,
        answered: Option<u32>,
        ended: u32,
        redirection: &str,
        target: Option<u64>,
    ) -> Value {
        json!({
            "callee": callee,
            "start_time": self.iso(0),
            "answer_time": answered.map(|at| self.iso(at)),
            "hangup_time": target.is_none().then(|| self.iso(ended)),
            "redirection": redirection,
            "redirection_target": target,
        })
    }

    fn iso(&self, second: u32) -> String {
        iso(self.at(second))
    }
}

fn iso(at: Timestamp) -> String {
    let at = at.to_zoned(jiff::tz::get!("Europe/Istanbul"));
    at.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

fn merged(mut fields: Value, more: Value) -> Value {
    if let (Value::Object(fields), Value::Object(more)) = (&mut fields, more) {
        fields.extend(more);
    }
    fields
}
