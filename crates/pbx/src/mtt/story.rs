//! What MTT posts: Smart UVV here, Exolve beside it.

use kimo_calls::{Call, Direction, Disposition};
use serde_json::{Value, json};

use super::exolve_story;
use crate::{
    ComesTo, Step, Story, Telling,
    story::{after, json as body, written},
};

pub(super) const STORIES: &[Story] = &[
    Story::new("answered", answered, ComesTo::answered(Some("79680000001"))),
    Story::new("missed", missed, ComesTo::missed(Disposition::NoAnswer)),
    Story::new("redirect", redirect, ComesTo::answered(Some("79680000002"))),
    Story::new("gave-up", gave_up, ComesTo::missed(Disposition::Cancelled)),
    Story::new("busy", busy, ComesTo::missed(Disposition::Busy)),
    Story::new("late", late, ComesTo::answered(Some("79680000001"))),
    Story::new(
        "repeated",
        repeated,
        ComesTo::missed(Disposition::Cancelled),
    ),
    Story::new(
        "exolve",
        exolve_story::answered,
        ComesTo::answered(Some("79680000001")),
    ),
    Story::new(
        "exolve-missed",
        exolve_story::missed,
        ComesTo::missed(Disposition::NoAnswer),
    ),
];

const CALLER: &str = "79150000013";
const LINE: &str = "78000000000";
const FIRST: &str = "79680000001";
const SECOND: &str = "79680000002";

/// With announcements to both sides.
fn answered(story: &Telling) -> Vec<Step> {
    vec![
        after(0, story.announcement("sp", 0, "A")),
        after(5, story.announcement("ep", 5, "A")),
        after(6, story.rings(6, FIRST)),
        after(14, story.answers(14, FIRST)),
        after(14, story.announcement("sp", 14, "B")),
        after(16, story.announcement("ep", 16, "B")),
        after(16, story.talks(16, FIRST)),
        after(32, story.hangs_up(32, FIRST, "B", "16")),
    ]
}

fn missed(story: &Telling) -> Vec<Step> {
    vec![
        after(0, story.rings(0, FIRST)),
        after(15, story.hangs_up(15, FIRST, "B", "19")),
    ]
}

/// The first does not answer, the second does.
fn redirect(story: &Telling) -> Vec<Step> {
    vec![
        after(0, story.rings(0, FIRST)),
        after(12, story.hangs_up(12, FIRST, "B", "19")),
        after(13, story.rings(13, SECOND)),
        after(19, story.answers(19, SECOND)),
        after(35, story.hangs_up(35, SECOND, "B", "16")),
    ]
}

/// The caller hangs up before anybody answers.
fn gave_up(story: &Telling) -> Vec<Step> {
    vec![
        after(0, story.rings(0, FIRST)),
        after(9, story.hangs_up(9, FIRST, "A", "16")),
    ]
}

fn busy(story: &Telling) -> Vec<Step> {
    vec![
        after(0, story.rings(0, FIRST)),
        after(1, story.hangs_up(1, FIRST, "B", "17")),
    ]
}

/// The end arrives before the ringing.
fn late(story: &Telling) -> Vec<Step> {
    vec![
        after(0, story.hangs_up(14, FIRST, "A", "16")),
        after(1, story.answers(5, FIRST)),
        after(3, story.rings(0, FIRST)),
    ]
}

fn repeated(story: &Telling) -> Vec<Step> {
    vec![
        after(0, story.rings(0, FIRST)),
        after(1, story.rings(0, FIRST)),
        after(10, story.hangs_up(10, FIRST, "A", "16")),
        after(11, story.hangs_up(10, FIRST, "A", "16")),
    ]
}

/// What the history would tell of a call, which is neither its end nor its length.
pub(super) fn record_of(call: &Call) -> Value {
    let is_answered = call.disposition == Disposition::Answered;
    let list = match (call.direction, is_answered) {
        (Direction::Outbound, _) => "dialed",
        (_, true) => "incoming",
        (_, false) => "missed",
    };
    let line = written(&call.called);
    let record = json!({
        "h323_conf_id": call.id.pbx_call_id,
        "cli": written(&call.caller),
        "cld": call.answered_by.clone().unwrap_or_else(|| line.clone()),
        "connect_time": call.started_at.strftime("%Y-%m-%d %H:%M:%S").to_string(),
        "disconnect_cause": call.hangup_cause,
        "used_quantity": u8::from(is_answered),
    });
    json!({ list: [record], "sip_id": line })
}

impl Telling {
    fn rings(&self, at: u32, number: &str) -> (&'static str, String) {
        self.event("o", at, Some(number), json!({}), "")
    }

    fn answers(&self, at: u32, number: &str) -> (&'static str, String) {
        self.event("s", at, Some(number), json!({}), "&cause=16")
    }

    fn talks(&self, at: u32, number: &str) -> (&'static str, String) {
        self.event("t", at, Some(number), json!({}), "")
    }

    fn hangs_up(&self, at: u32, number: &str, side: &str, cause: &str) -> (&'static str, String) {
        let more = json!({ "cause": cause, "side": side });
        self.event("h", at, Some(number), more, &format!("&cause={cause}"))
    }

    fn announcement(&self, kind: &str, at: u32, side: &str) -> (&'static str, String) {
        let number = (side == "B").then_some(FIRST);
        self.event(kind, at, number, json!({ "side": side }), "")
    }

    fn event(
        &self,
        kind: &str,
        at: u32,
        number: Option<&str>,
        more: Value,
        cause: &str,
    ) -> (&'static str, String) {
        let at = self.at(at);
        // MTT writes the time of `data` in Moscow, which has had no summer time since 2014.
        let local = at
            .to_zoned(jiff::tz::get!("Europe/Moscow"))
            .strftime("%Y-%m-%d-%H-%M-%S");
        let mut event = more;
        event["type"] = kind.into();
        let mut fields = json!({
            "date_time": at.as_second(),
            "data": format!("event={kind}_{}_{local}{cause}", number.unwrap_or(CALLER)),
            "event": event,
            "h323_conf_id": self.conference(),
            "numberA": CALLER,
            "sip_id": LINE,
            "client_id": "1235",
            "extension": "0004",
        });
        if let Some(number) = number {
            fields["redirect_number"] = number.into();
        }
        body(&fields)
    }

    /// `BC5F236C 5AD211E9 81BA5CB9 01FED6FC`.
    fn conference(&self) -> String {
        let hex = self.hex().to_uppercase();
        [&hex[..8], &hex[8..16], &hex[16..24], &hex[24..]].join(" ")
    }
}
