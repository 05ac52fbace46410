//! What Hipcall posts.

use kimo_calls::Disposition;
use serde_json::{Value, json};

use crate::{
    ComesTo, Step, Story, Telling,
    story::{after, json as body},
};

pub(super) const STORIES: &[Story] = &[
    Story::new("answered", answered, ComesTo::answered(Some("4200"))),
    Story::new("missed", missed, ComesTo::missed(Disposition::Cancelled)),
    Story::new("menu", menu, ComesTo::missed(Disposition::Cancelled)),
    Story::new("gave-up", gave_up, ComesTo::missed(Disposition::Cancelled)),
    Story::new(
        "voicemail",
        voicemail,
        ComesTo::missed(Disposition::NoAnswer),
    ),
    Story::new("transfer", transfer, ComesTo::answered(Some("4200"))),
    Story::new("hidden", hidden, ComesTo::missed(Disposition::Cancelled)),
    Story::new("late", late, ComesTo::answered(Some("4200"))),
    Story::new(
        "repeated",
        repeated,
        ComesTo::missed(Disposition::Cancelled),
    ),
    Story::new("outbound", outbound, ComesTo::OUTBOUND),
];

const CALLER: &str = "+905320000014";
const LINE: &str = "+908500000000";
const FIRST: u32 = 4200;
const SECOND: u32 = 4201;

fn answered(story: &Telling) -> Vec<Step> {
    let call = Call::inbound(story);
    vec![
        after(0, call.init()),
        after(8, call.bridged(&[(8, FIRST)])),
        after(26, call.hangup(26, &[(8, FIRST)], json!({}))),
    ]
}

fn missed(story: &Telling) -> Vec<Step> {
    let call = Call::inbound(story);
    vec![after(0, call.init()), after(16, call.missed(16, json!({})))]
}

/// The menu picks up, and the caller never leaves it.
fn menu(story: &Telling) -> Vec<Step> {
    let call = Call {
        through: &[(1, "greeting", 310)],
        ..Call::inbound(story)
    };
    let end = call.missed(12, json!({ "answered_at": call.time(1) }));
    vec![after(0, call.init()), after(12, end)]
}

/// Gives up waiting for a team.
fn gave_up(story: &Telling) -> Vec<Step> {
    let call = Call {
        through: &[(1, "greeting", 310), (5, "team", 520)],
        ..Call::inbound(story)
    };
    let end = call.missed(20, json!({ "answered_at": call.time(1) }));
    vec![after(0, call.init()), after(20, end)]
}

/// Nobody comes, and the caller leaves a message.
fn voicemail(story: &Telling) -> Vec<Step> {
    let call = Call::inbound(story);
    let left = json!({ "answered_at": call.time(15), "voicemail_id": 7100 });
    vec![after(0, call.init()), after(24, call.missed(24, left))]
}

/// The first passes the caller on to the second.
fn transfer(story: &Telling) -> Vec<Step> {
    let call = Call::inbound(story);
    let both = [(6, FIRST), (15, SECOND)];
    vec![
        after(0, call.init()),
        after(6, call.bridged(&both[..1])),
        after(15, call.bridged(&both)),
        after(30, call.hangup(30, &both, json!({}))),
    ]
}

fn hidden(story: &Telling) -> Vec<Step> {
    let call = Call {
        caller: "",
        ..Call::inbound(story)
    };
    vec![after(0, call.init()), after(10, call.missed(10, json!({})))]
}

/// The end arrives before the beginning.
fn late(story: &Telling) -> Vec<Step> {
    let call = Call::inbound(story);
    vec![
        after(0, call.hangup(14, &[(5, FIRST)], json!({}))),
        after(2, call.bridged(&[(5, FIRST)])),
        after(4, call.init()),
    ]
}

fn repeated(story: &Telling) -> Vec<Step> {
    let call = Call::inbound(story);
    vec![
        after(0, call.init()),
        after(1, call.init()),
        after(10, call.missed(10, json!({}))),
        after(11, call.missed(10, json!({}))),
    ]
}

/// Called from Hipcall's page: the own telephone is picked up first, and the other side answers.
fn outbound(story: &Telling) -> Vec<Step> {
    let call = Call {
        direction: "outbound",
        caller: LINE,
        called: CALLER,
        ..Call::inbound(story)
    };
    vec![
        after(0, call.init()),
        after(1, call.bridged(&[(1, FIRST)])),
        after(22, call.hangup(22, &[(1, FIRST)], json!({}))),
    ]
}

struct Call<'a> {
    story: &'a Telling,
    direction: &'static str,
    caller: &'static str,
    called: &'static str,
    /// Menus and teams on the way, with the second in which the call came to them.
    through: &'static [(u32, &'static str, u32)],
}

type Body = (&'static str, String);

impl<'a> Call<'a> {
    fn inbound(story: &'a Telling) -> Self {
        Self {
            story,
            direction: "inbound",
            caller: CALLER,
            called: LINE,
            through: &[],
        }
    }

    fn init(&self) -> Body {
        self.post("call_init", &self.flow(0, &[]), json!({}))
    }

    /// These users were connected, the last of them now.
    fn bridged(&self, people: &[(u32, u32)]) -> Body {
        let until = people.last().map_or(0, |(second, _)| *second);
        let flow = self.flow(until, people);
        self.post("call_bridged", &flow, self.connected(people))
    }

    fn hangup(&self, second: u32, people: &[(u32, u32)], more: Value) -> Body {
        let mut fields = self.connected(people);
        set(
            &mut fields,
            &json!({
                "ended_at": self.time(second),
                "call_duration": second,
                "missing_call": false,
                "hangup_by": "contact",
            }),
        );
        set(&mut fields, &more);
        let mut flow = self.flow(second, people);
        let by = json!({ "hangup_by": fields["hangup_by"] });
        flow.insert(0, self.step(second, "hangup", by));
        self.post("call_hangup", &flow, fields)
    }

    fn missed(&self, second: u32, more: Value) -> Body {
        let mut fields = json!({ "missing_call": true, "missing_call_reason": "abandoned" });
        set(&mut fields, &more);
        self.hangup(second, &[], fields)
    }

    fn connected(&self, people: &[(u32, u32)]) -> Value {
        match people {
            [] => json!({}),
            [(second, _), ..] => json!({
                "user_id": people.last().map(|(_, user)| user),
                "answered_at": self.time(*second),
                "bridged_at": self.time(*second),
            }),
        }
    }

    /// The way until then, the newest step first.
    fn flow(&self, until: u32, people: &[(u32, u32)]) -> Vec<Value> {
        let of = |kind: &str, id: u32| json!({ "id": id, "type": kind });
        let mut steps = vec![self.step(0, "init", of("number", 4100))];
        let through = self.through.iter().filter(|(second, ..)| *second <= until);
        steps
            .extend(through.map(|(second, kind, id)| self.step(*second, "forward", of(kind, *id))));
        let people = people.iter();
        steps.extend(people.map(|(second, user)| self.step(*second, "bridge", of("user", *user))));
        steps.reverse();
        steps
    }

    fn step(&self, second: u32, action: &str, detail: Value) -> Value {
        let timestamp = self.story.at(second).as_second();
        json!({ "action": action, "detail": detail, "timestamp": timestamp })
    }

    fn post(&self, event: &str, flow: &[Value], more: Value) -> Body {
        let mut data = json!({
            "uuid": self.story.uuid(),
            "direction": self.direction,
            "caller_number": self.caller,
            "callee_number": self.called,
            "user_id": null,
            "number_id": 4100,
            "channel_type": "number",
            "started_at": self.time(0),
            "answered_at": null,
            "bridged_at": null,
            "ended_at": null,
            "missing_call": null,
            "missing_call_reason": null,
            "hangup_by": null,
            "voicemail_id": null,
            "call_flow": flow,
        });
        set(&mut data, &more);
        body(&json!({ "event": event, "data": data }))
    }

    fn time(&self, second: u32) -> String {
        let time = self.story.at(second);
        time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
    }
}

/// Sets these fields, the others staying as they are.
fn set(fields: &mut Value, more: &Value) {
    for (name, value) in more.as_object().into_iter().flatten() {
        fields[name] = value.clone();
    }
}
