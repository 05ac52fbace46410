//! What Netgsm posts.

use kimo_calls::Disposition;
use serde_json::{Value, json};

use crate::{
    ComesTo, Step, Story, Telling,
    story::{after, json as body},
};

pub(super) const STORIES: &[Story] = &[
    Story::new("answered", answered, ComesTo::answered(Some("101"))),
    Story::new("missed", missed, ComesTo::missed(Disposition::NoAnswer)),
    Story::new("group", group, ComesTo::answered(Some("102"))),
    Story::new("menu", menu, ComesTo::missed(Disposition::NoAnswer)),
    Story::new("gave-up", gave_up, ComesTo::missed(Disposition::NoAnswer)),
    Story::new("transfer", transfer, ComesTo::answered(Some("101"))),
    Story::new("hidden", hidden, ComesTo::missed(Disposition::NoAnswer)),
    Story::new("late", late, ComesTo::answered(Some("101"))),
    Story::new("repeated", repeated, ComesTo::missed(Disposition::NoAnswer)),
    Story::new("outbound", outbound, ComesTo::OUTBOUND),
];

const CALLER: &str = "05320000015";
const PBX: &str = "8503040000";
const LINE: &str = "3121234567";

/// Through the menu and a queue, whose event names no call.
fn answered(story: &Telling) -> Vec<Step> {
    let call = Call::inbound(story);
    vec![
        after(0, call.arrives()),
        after(1, call.menu(1)),
        after(4, call.queue(4, "")),
        after(5, call.rings(5, "101")),
        after(12, call.answers(12, "101", 8)),
        after(30, call.hangs_up(30, "101", 18)),
        after(33, call.record(33, 1, "8503040000-queue-Destek", 30)),
    ]
}

fn missed(story: &Telling) -> Vec<Step> {
    let call = Call::inbound(story);
    vec![
        after(0, call.arrives()),
        after(1, call.rings(1, "101")),
        after(16, call.hangs_up(16, "101", 0)),
        after(26, call.record(26, 2, "101", 16)),
    ]
}

/// Three ring, one answers, each hangs up by itself.
fn group(story: &Telling) -> Vec<Step> {
    let call = Call::inbound(story);
    vec![
        after(0, call.arrives()),
        after(1, call.rings(1, "101")),
        after(1, call.rings(1, "102")),
        after(1, call.rings(1, "103")),
        after(8, call.answers(8, "102", 7)),
        after(8, call.hangs_up(8, "101", 0)),
        after(8, call.hangs_up(8, "103", 0)),
        after(26, call.hangs_up(26, "102", 18)),
        after(29, call.record(29, 1, "102", 26)),
    ]
}

/// The caller listens to the menu and gives up.
fn menu(story: &Telling) -> Vec<Step> {
    let call = Call::inbound(story);
    vec![
        after(0, call.arrives()),
        after(1, call.menu(1)),
        after(12, call.hangs_up(12, "s", 0)),
        after(15, call.record(15, 1, PBX, 12)),
    ]
}

/// The caller gives up in the queue.
fn gave_up(story: &Telling) -> Vec<Step> {
    let call = Call::inbound(story);
    vec![
        after(0, call.arrives()),
        after(1, call.queue(1, &call.id())),
        after(2, call.rings(2, "101")),
        after(2, call.rings(2, "102")),
        after(20, call.hangs_up(20, "101", 0)),
        after(20, call.hangs_up(20, "102", 0)),
        after(24, call.record(24, 2, "8503040000-queue-Destek", 20)),
    ]
}

/// The first passes the caller on to the second.
fn transfer(story: &Telling) -> Vec<Step> {
    let call = Call::inbound(story);
    vec![
        after(0, call.arrives()),
        after(1, call.rings(1, "101")),
        after(6, call.answers(6, "101", 0)),
        after(14, call.hangs_up(14, "101", 8)),
        after(15, call.rings(15, "102")),
        after(18, call.answers(18, "102", 0)),
        after(30, call.hangs_up(30, "102", 12)),
        after(33, call.record(33, 1, "101", 30)),
    ]
}

fn hidden(story: &Telling) -> Vec<Step> {
    let call = Call {
        customer: "",
        ..Call::inbound(story)
    };
    vec![
        after(0, call.arrives()),
        after(1, call.rings(1, "101")),
        after(10, call.hangs_up(10, "101", 0)),
    ]
}

/// The end arrives before the ringing.
fn late(story: &Telling) -> Vec<Step> {
    let call = Call::inbound(story);
    vec![
        after(0, call.record(16, 1, "101", 14)),
        after(1, call.hangs_up(14, "101", 9)),
        after(2, call.answers(5, "101", 0)),
        after(3, call.rings(1, "101")),
        after(4, call.arrives()),
    ]
}

fn repeated(story: &Telling) -> Vec<Step> {
    let call = Call::inbound(story);
    vec![
        after(0, call.arrives()),
        after(1, call.rings(1, "101")),
        after(2, call.rings(1, "101")),
        after(10, call.hangs_up(10, "101", 0)),
        after(11, call.hangs_up(10, "101", 0)),
    ]
}

fn outbound(story: &Telling) -> Vec<Step> {
    let call = Call::inbound(story);
    let customer = json!({ "customer_num": CALLER, "internal_num": "101" });
    let record = json!({ "arayan": "101", "aranan": CALLER, "clid": "\"OFIS\" <101>" });
    vec![
        after(0, call.post("Outbound_call", 0, customer)),
        after(7, call.answers(7, "101", 0)),
        after(22, call.hangs_up(22, "101", 15)),
        after(25, call.record_with(25, 0, 22, record)),
    ]
}

struct Call<'a> {
    story: &'a Telling,
    customer: &'static str,
}

type Body = (&'static str, String);

impl<'a> Call<'a> {
    fn inbound(story: &'a Telling) -> Self {
        Self {
            story,
            customer: CALLER,
        }
    }

    fn arrives(&self) -> Body {
        let more = json!({ "incoming_number": LINE, "customer_num": self.customer });
        self.post("InboundtoPBX", 0, more)
    }

    fn menu(&self, second: u32) -> Body {
        let more = json!({
            "customer_num": self.customer,
            "context_name": "Karsilama-2121234567",
            "type": "ivr",
        });
        self.post("Context", second, more)
    }

    fn queue(&self, second: u32, id: &str) -> Body {
        let more = json!({ "queue_name": "8503040000-queue-Destek", "unique_id": id });
        self.post("Queue", second, more)
    }

    fn rings(&self, second: u32, extension: &str) -> Body {
        let more = json!({ "pbx_num": extension, "customer_num": self.customer });
        self.post("Inbound_call", second, more)
    }

    fn answers(&self, second: u32, extension: &str, waited: u32) -> Body {
        let more = json!({ "internal_num": extension, "holdtime": waited.to_string() });
        self.post("Answer", second, more)
    }

    fn hangs_up(&self, second: u32, who: &str, talked: u32) -> Body {
        let more = json!({
            "internal_num": who,
            "talktime": talked.to_string(),
            "holdtime": "0",
        });
        self.post("Hangup", second, more)
    }

    /// The detail record of an inbound call of that length.
    fn record(&self, second: u32, way: u8, called: &str, length: u32) -> Body {
        let more = json!({
            "arayan": self.customer,
            "aranan": called,
            "clid": format!("\"\" <{}>", self.customer),
        });
        self.record_with(second, way, length, more)
    }

    fn record_with(&self, second: u32, way: u8, length: u32, more: Value) -> Body {
        let start = self.story.at(0);
        let start = start.to_zoned(jiff::tz::get!("Europe/Istanbul"));
        let mut fields = json!({
            "bas": start.strftime("%Y-%m-%d %H:%M:%S").to_string(),
            "kimlik": 1_866_400_001,
            "ortakkimlik": 1_866_400_001,
            "sure": length,
            "sondurum": 3,
            "santral": PBX,
            "yon": way,
            "seskaydi": "",
            "asteriskId": format!("sip8-{}", self.id()),
            "trunk": LINE,
            "scenario": "cdr",
            "timestamp": self.stamp(second),
        });
        set(&mut fields, &more);
        body(&fields)
    }

    fn post(&self, scenario: &str, second: u32, more: Value) -> Body {
        let mut fields = json!({
            "pbx_num": PBX,
            "unique_id": self.id(),
            "scenario": scenario,
            "timestamp": self.stamp(second),
        });
        set(&mut fields, &more);
        body(&fields)
    }

    /// Milliseconds as a text.
    fn stamp(&self, second: u32) -> String {
        self.story.at(second).as_millisecond().to_string()
    }

    /// As Asterisk writes it: the second in which the call began, and a number.
    fn id(&self) -> String {
        let hex = self.story.hex();
        let second = self.story.at(0).as_second();
        if self.story.is_test_call() {
            return format!("{second}.{hex}");
        }
        let number = u32::from_str_radix(&hex[..8], 16).unwrap_or_default();
        format!("{second}.{number}")
    }
}

/// Sets these fields, the others staying as they are.
fn set(fields: &mut Value, more: &Value) {
    for (name, value) in more.as_object().into_iter().flatten() {
        fields[name] = value.clone();
    }
}
