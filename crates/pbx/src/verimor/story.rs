//! What Verimor posts.

use kimo_calls::Disposition;

use super::switch::{VerimorCall, VerimorEnd};
use crate::{
    ComesTo, Step, Story, Telling,
    story::{self, FORM},
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
    let call = inbound(story);
    vec![
        after(0, call.ringing("1001")),
        after(6, call.answer("1001", "1001", 6)),
        after(
            24,
            call.hangup(&end("1001", true, Some(6), 24, "NORMAL_CLEARING")),
        ),
    ]
}

fn missed(story: &Telling) -> Vec<Step> {
    let call = inbound(story);
    vec![
        after(0, call.ringing("1001")),
        after(15, call.user_hangup("1001", 15, "NO_ANSWER")),
        after(15, call.hangup(&end("1001", false, None, 15, "NO_ANSWER"))),
    ]
}

fn group(story: &Telling) -> Vec<Step> {
    let call = VerimorCall {
        queue: "200",
        ..inbound(story)
    };
    vec![
        after(0, call.ringing("1001")),
        after(0, call.ringing("1002")),
        after(0, call.ringing("1003")),
        after(7, call.answer("1002", "1002", 7)),
        after(7, call.user_hangup("1001", 7, "LOSE_RACE")),
        after(7, call.user_hangup("1003", 7, "LOSE_RACE")),
        after(
            27,
            call.hangup(&end("1002", true, Some(7), 27, "NORMAL_CLEARING")),
        ),
    ]
}

/// The menu picks up, and the caller never leaves it.
fn menu(story: &Telling) -> Vec<Step> {
    let call = inbound(story);
    vec![after(
        12,
        call.hangup(&end("", false, Some(0), 12, "NORMAL_CLEARING")),
    )]
}

/// Gives up in a queue before anybody's telephone rang.
fn gave_up(story: &Telling) -> Vec<Step> {
    let call = VerimorCall {
        queue: "200",
        ..inbound(story)
    };
    vec![after(
        20,
        call.hangup(&end("", false, Some(1), 20, "ORIGINATOR_CANCEL")),
    )]
}

/// 1002 picks up with `*8` what rings at 1001.
fn pickup(story: &Telling) -> Vec<Step> {
    let call = inbound(story);
    vec![
        after(0, call.ringing("1001")),
        after(8, call.answer("1001", "1002", 8)),
        after(8, call.user_hangup("1001", 8, "PICKED_OFF")),
        after(
            25,
            call.hangup(&end("1001", true, Some(8), 25, "NORMAL_CLEARING")),
        ),
    ]
}

fn busy(story: &Telling) -> Vec<Step> {
    let call = inbound(story);
    vec![
        after(0, call.ringing("1001")),
        after(1, call.user_hangup("1001", 1, "USER_BUSY")),
        after(1, call.hangup(&end("1001", false, None, 1, "USER_BUSY"))),
    ]
}

fn hidden(story: &Telling) -> Vec<Step> {
    let call = VerimorCall {
        caller: "anonymous",
        ..inbound(story)
    };
    vec![
        after(0, call.ringing("1001")),
        after(
            10,
            call.hangup(&end("1001", false, None, 10, "ORIGINATOR_CANCEL")),
        ),
    ]
}

/// The end arrives before the ringing.
fn late(story: &Telling) -> Vec<Step> {
    let call = inbound(story);
    vec![
        after(
            0,
            call.hangup(&end("1001", true, Some(5), 14, "NORMAL_CLEARING")),
        ),
        after(2, call.answer("1001", "1001", 5)),
        after(4, call.ringing("1001")),
    ]
}

fn repeated(story: &Telling) -> Vec<Step> {
    let call = inbound(story);
    let end = || call.hangup(&end("1001", false, None, 10, "NO_ANSWER"));
    vec![
        after(0, call.ringing("1001")),
        after(1, call.ringing("1001")),
        after(10, end()),
        after(11, end()),
        after(12, end()),
    ]
}

fn outbound(story: &Telling) -> Vec<Step> {
    let call = VerimorCall {
        direction: "outbound",
        caller: "1001",
        shows: "02120000000",
        called: CALLER,
        ..inbound(story)
    };
    vec![
        after(0, call.ringing("")),
        after(8, call.answer("", "", 8)),
        after(
            20,
            call.hangup(&end("", true, Some(8), 20, "NORMAL_CLEARING")),
        ),
    ]
}

fn internal(story: &Telling) -> Vec<Step> {
    let call = VerimorCall {
        direction: "internal",
        caller: "1002",
        called: "1001",
        ..inbound(story)
    };
    vec![
        after(0, call.ringing("1001")),
        after(4, call.answer("1001", "1001", 4)),
        after(
            12,
            call.hangup(&end("1001", true, Some(4), 12, "NORMAL_CLEARING")),
        ),
    ]
}

fn inbound(story: &Telling) -> VerimorCall<'static> {
    VerimorCall {
        id: story.uuid(),
        started_at: story.at(0),
        direction: "inbound",
        caller: CALLER,
        shows: "",
        called: "02120000000",
        queue: "",
    }
}

fn end<'a>(
    leg: &'a str,
    answered: bool,
    answered_at: Option<u32>,
    at: u32,
    cause: &'a str,
) -> VerimorEnd<'a> {
    VerimorEnd {
        leg,
        answered,
        answered_at,
        at,
        cause,
    }
}

fn after(second: u32, body: String) -> Step {
    story::after(second, (FORM, body))
}
