//! What Verimor posts.

use kimo_calls::Disposition;

use crate::{
    ComesTo, Step, Story, Telling,
    story::{after, form},
};

pub(super) const STORIES: &[Story] = &[
    Story::new("answered", answered, ComesTo::answered(Some("1001"))),
    Story::new("missed", missed, ComesTo::missed(Disposition::NoAnswer)),
    Story::new("group", group, ComesTo::answered(Some("1002"))),
    Story::new("menu", menu, ComesTo::missed(Disposition::NoAnswer)),
    Story::new("gave-up", gave_up, ComesTo::missed(Disposition::Cancelled)),
    Story::new("pickup", pickup, ComesTo::answered(Some("1002"))),
    Story::new("busy", busy, ComesTo::missed(Disposition::Busy)),
    Story::new("hidden", hidden, ComesTo::missed(Disposition::Cancelled)),
    Story::new("late", late, ComesTo::answered(Some("1001"))),
    Story::new("repeated", repeated, ComesTo::missed(Disposition::NoAnswer)),
    Story::new("outbound", outbound, ComesTo::OUTBOUND),
    Story::new("internal", internal, ComesTo::internal("1001")),
];

const CALLER: &str = "05320000011";

fn answered(story: &Telling) -> Vec<Step> {
    let call = Call::inbound(story);
    vec![
        after(0, call.ringing("1001", "")),
        after(6, call.answer("1001", "1001", "", 6)),
        after(
            24,
            call.hangup("1001", "true", Some(6), 24, "NORMAL_CLEARING", ""),
        ),
    ]
}

fn missed(story: &Telling) -> Vec<Step> {
    let call = Call::inbound(story);
    vec![
        after(0, call.ringing("1001", "")),
        after(15, call.user_hangup("1001", 15, "NO_ANSWER", "")),
        after(15, call.hangup("1001", "false", None, 15, "NO_ANSWER", "")),
    ]
}

fn group(story: &Telling) -> Vec<Step> {
    let call = Call::inbound(story);
    vec![
        after(0, call.ringing("1001", "200")),
        after(0, call.ringing("1002", "200")),
        after(0, call.ringing("1003", "200")),
        after(7, call.answer("1002", "1002", "200", 7)),
        after(7, call.user_hangup("1001", 7, "LOSE_RACE", "200")),
        after(7, call.user_hangup("1003", 7, "LOSE_RACE", "200")),
        after(
            27,
            call.hangup("1002", "true", Some(7), 27, "NORMAL_CLEARING", "200"),
        ),
    ]
}

/// The menu picks up, and the caller never leaves it.
fn menu(story: &Telling) -> Vec<Step> {
    let call = Call::inbound(story);
    vec![after(
        12,
        call.hangup("", "false", Some(0), 12, "NORMAL_CLEARING", ""),
    )]
}

/// Gives up in a queue before anybody's telephone rang.
fn gave_up(story: &Telling) -> Vec<Step> {
    let call = Call::inbound(story);
    vec![after(
        20,
        call.hangup("", "false", Some(1), 20, "ORIGINATOR_CANCEL", "200"),
    )]
}

/// 1002 picks up with `*8` what rings at 1001.
fn pickup(story: &Telling) -> Vec<Step> {
    let call = Call::inbound(story);
    vec![
        after(0, call.ringing("1001", "")),
        after(8, call.answer("1001", "1002", "", 8)),
        after(8, call.user_hangup("1001", 8, "PICKED_OFF", "")),
        after(
            25,
            call.hangup("1001", "true", Some(8), 25, "NORMAL_CLEARING", ""),
        ),
    ]
}

fn busy(story: &Telling) -> Vec<Step> {
    let call = Call::inbound(story);
    vec![
        after(0, call.ringing("1001", "")),
        after(1, call.user_hangup("1001", 1, "USER_BUSY", "")),
        after(1, call.hangup("1001", "false", None, 1, "USER_BUSY", "")),
    ]
}

fn hidden(story: &Telling) -> Vec<Step> {
    let call = Call {
        caller: "anonymous",
        ..Call::inbound(story)
    };
    vec![
        after(0, call.ringing("1001", "")),
        after(
            10,
            call.hangup("1001", "false", None, 10, "ORIGINATOR_CANCEL", ""),
        ),
    ]
}

/// The end arrives before the ringing.
fn late(story: &Telling) -> Vec<Step> {
    let call = Call::inbound(story);
    vec![
        after(
            0,
            call.hangup("1001", "true", Some(5), 14, "NORMAL_CLEARING", ""),
        ),
        after(2, call.answer("1001", "1001", "", 5)),
        after(4, call.ringing("1001", "")),
    ]
}

fn repeated(story: &Telling) -> Vec<Step> {
    let call = Call::inbound(story);
    let end = || call.hangup("1001", "false", None, 10, "NO_ANSWER", "");
    vec![
        after(0, call.ringing("1001", "")),
        after(1, call.ringing("1001", "")),
        after(10, end()),
        after(11, end()),
        after(12, end()),
    ]
}

fn outbound(story: &Telling) -> Vec<Step> {
    let call = Call {
        direction: "outbound",
        caller: "1001",
        outside: "02120000000",
        called: CALLER,
        ..Call::inbound(story)
    };
    vec![
        after(0, call.ringing("", "")),
        after(8, call.answer("", "", "", 8)),
        after(
            20,
            call.hangup("", "true", Some(8), 20, "NORMAL_CLEARING", ""),
        ),
    ]
}

fn internal(story: &Telling) -> Vec<Step> {
    let call = Call {
        direction: "internal",
        caller: "1002",
        called: "1001",
        ..Call::inbound(story)
    };
    vec![
        after(0, call.ringing("1001", "")),
        after(4, call.answer("1001", "1001", "", 4)),
        after(
            12,
            call.hangup("1001", "true", Some(4), 12, "NORMAL_CLEARING", ""),
        ),
    ]
}

struct Call<'a> {
    story: &'a Telling,
    direction: &'static str,
    caller: &'static str,
    outside: &'static str,
    called: &'static str,
}

type Body = (&'static str, String);

impl<'a> Call<'a> {
    fn inbound(story: &'a Telling) -> Self {
        Self {
            story,
            direction: "inbound",
            caller: CALLER,
            outside: "",
            called: "02120000000",
        }
    }

    fn ringing(&self, dialed: &str, queue: &str) -> Body {
        self.post("ringing", &[("dialed_user", dialed), ("queue", queue)])
    }

    fn answer(&self, dialed: &str, connected: &str, queue: &str, at: u32) -> Body {
        let fields = [
            ("dialed_user", dialed),
            ("connected_user", connected),
            ("queue", queue),
            ("answer_stamp", &self.stamp(at)),
        ];
        self.post("answer", &fields)
    }

    fn user_hangup(&self, dialed: &str, at: u32, cause: &str, queue: &str) -> Body {
        let fields = [
            ("dialed_user", dialed),
            ("queue", queue),
            ("end_stamp", &self.stamp(at)),
            ("hangup_cause", cause),
        ];
        self.post("user_hangup", &fields)
    }

    fn hangup(
        &self,
        dialed: &str,
        answered: &str,
        answered_at: Option<u32>,
        at: u32,
        cause: &str,
        queue: &str,
    ) -> Body {
        let waited = if queue.is_empty() {
            0
        } else {
            answered_at.unwrap_or(at)
        };
        let talked = answered_at.map_or(0, |from| at - from);
        let fields = [
            ("dialed_user", dialed),
            (
                "connected_user",
                if answered == "true" { dialed } else { "" },
            ),
            (
                "answer_stamp",
                &answered_at.map(|at| self.stamp(at)).unwrap_or_default(),
            ),
            ("end_stamp", &self.stamp(at)),
            ("duration", &talked.to_string()),
            ("recording_present", "false"),
            ("answered", answered),
            ("queue", queue),
            ("queue_wait_duration", &waited.to_string()),
            ("sip_hangup_disposition", "caller"),
            ("hangup_cause", cause),
            ("failure_status", ""),
            ("failure_phrase", ""),
        ];
        self.post("hangup", &fields)
    }

    fn post(&self, event_type: &str, more: &[(&str, &str)]) -> Body {
        let (uuid, start) = (self.story.uuid(), self.stamp(0));
        let mut fields = vec![
            ("event_type", event_type),
            ("domain_id", "101"),
            ("direction", self.direction),
            ("caller_id_number", self.caller),
            ("outbound_caller_id_number", self.outside),
            ("destination_number", self.called),
            ("call_uuid", &uuid),
            ("start_stamp", &start),
        ];
        fields.extend(more);
        form(&fields)
    }

    /// The switch's wall clock in Turkey, without zone.
    fn stamp(&self, second: u32) -> String {
        self.story
            .at(second)
            .to_zoned(jiff::tz::get!("Europe/Istanbul"))
            .strftime("%Y-%m-%d %H:%M:%S")
            .to_string()
    }
}
