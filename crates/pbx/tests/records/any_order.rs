//! Deliveries and records of the same calls, in any order.

use kimo_calls::{
    Account, Call, CallEvent, CallKind, Direction, Disposition, Party, PbxId, Timestamp,
};
use kimo_pbx::{
    ComesTo, Delivery, Step, Story, StoryId, VerimorCall, VerimorRecord, meaning_of, stories,
};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::{BULUTFON, MTT, VERIMOR, at, read};

/// The record that the switch would keep of a call.
fn verimors(call: &Call) -> Value {
    let since = |at: Option<Timestamp>| {
        at.map(|at| {
            at.duration_since(call.started_at)
                .as_secs()
                .try_into()
                .unwrap()
        })
    };
    let (direction, queue) = match call.direction {
        Direction::Inbound => ("inbound", call.queue.clone()),
        Direction::Outbound => ("outbound", None),
        Direction::Internal => ("internal", None),
    };
    VerimorCall {
        id: call.id.pbx_call_id.clone(),
        started_at: call.started_at,
        direction,
        caller: &call.caller.raw,
        shows: "",
        called: &call.called.raw,
        queue: queue.as_deref().unwrap_or_default(),
    }
    .record(&VerimorRecord {
        missed: call.disposition != Disposition::Answered,
        result: "Cevapsız",
        answered_at: since(call.answered_at),
        at: since(call.ended_at).unwrap(),
    })
}

/// The row that the PBX would list of a call.
fn bulutfons(call: &Call) -> Value {
    let inbound = call.direction == Direction::Inbound;
    let answered = call.disposition == Disposition::Answered;
    let digits = |party: &Party| match &party.number {
        Some(number) => json!(number.as_str().trim_start_matches('+')),
        None => Value::Null,
    };
    json!({"uuid": call.id.pbx_call_id, "bf_calltype": match call.kind {
            CallKind::Fax => "fax",
            CallKind::Voice => "voice",
        },
        "direction": if inbound { "IN" } else { "OUT" },
        "caller": digits(&call.caller), "callee": digits(&call.called),
        "call_time": call.started_at.to_string(),
        "answer_time": answered.then(|| call.answered_at.unwrap_or(call.started_at).to_string()),
        "hangup_time": call.ended_at.unwrap_or(call.started_at).to_string(),
        "missing_call": inbound && !answered, "hangup_cause": "NORMAL_CLEARING"})
}

/// The record that MTS Exolve would keep of a call, which tells nothing of its end.
fn exolves(call: &Call) -> Value {
    let digits = |party: &Party| match &party.number {
        Some(number) => json!(number.as_str().trim_start_matches('+')),
        None => Value::Null,
    };
    let talked = match call.disposition {
        Disposition::Answered => call.talk_seconds.unwrap_or(1).max(1),
        _ => 0,
    };
    json!({"uid": call.id.pbx_call_id, "date_time": call.started_at.to_string(),
        "calling_number": digits(&call.caller), "called_number": digits(&call.called),
        "redirect_number": call.answered_by, "duration": talked * 1_000})
}

/// What the history of Smart UVV would tell of a call, which is neither its end nor its length.
fn telecoms(call: &Call) -> Value {
    let digits = |party: &Party| match &party.number {
        Some(number) => json!(number.as_str().trim_start_matches('+')),
        None => Value::Null,
    };
    let answered = call.disposition == Disposition::Answered;
    let list = if answered { "incoming" } else { "missed" };
    let called = digits(&call.called);
    let spaced: Vec<_> = call.id.pbx_call_id.as_bytes().chunks(8).collect();
    let record = json!({"h323_conf_id": format!(" {} ", String::from_utf8(spaced.join(&b' ')).unwrap()),
        "cli": digits(&call.caller),
        "cld": call.answered_by.clone().map_or(called.clone(), Value::String),
        "connect_time": call.started_at.strftime("%Y-%m-%d %H:%M:%S").to_string(),
        "disconnect_cause": call.hangup_cause, "used_quantity": u8::from(answered)});
    json!({list: [record], "sip_id": called})
}

/// What the deliveries of a story say.
fn told(pbx: PbxId, story: &Story) -> Vec<CallEvent> {
    let began = at("2026-11-20T09:00:00Z");
    let steps = story.steps(began, StoryId([7; 16]));
    let read = |step: &Step| {
        let delivery = Delivery {
            pbx,
            account: &Account::default(),
            content_type: Some(step.content_type),
            body: step.body.as_bytes(),
            received_at: began + step.sent_after,
        };
        let reading = kimo_pbx::read(&delivery, &meaning_of(pbx)).unwrap();
        reading.into_events()
    };
    steps.iter().flat_map(read).collect()
}

/// The stories of the PBXs whose records are read, and how each of these would list a call.
fn any_story() -> impl Strategy<Value = (PbxId, &'static Story, fn(&Call) -> Value)> {
    let all = stories().filter_map(|(adapter, story)| match adapter.id() {
        VERIMOR => Some((VERIMOR, story, verimors as fn(&Call) -> Value)),
        BULUTFON => Some((BULUTFON, story, bulutfons as fn(&Call) -> Value)),
        MTT if story.name.starts_with("exolve") => {
            Some((MTT, story, exolves as fn(&Call) -> Value))
        }
        MTT => Some((MTT, story, telecoms as fn(&Call) -> Value)),
        _ => None,
    });
    prop::sample::select(all.collect::<Vec<_>>())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(900))]

    /// Deliveries and the record of the same call, in any order and repetition, some deliveries
    /// lost: one call, which comes to what the story says.
    #[test]
    fn deliveries_and_records_make_the_same_call_in_any_order(
        (pbx, story, record_of) in any_story(),
        kept in prop::collection::vec(any::<bool>(), 16),
        order in Just((0..48_usize).collect::<Vec<_>>()).prop_shuffle(),
        again in any::<bool>(),
    ) {
        let posted = told(pbx, story);
        let whole = Call::from_events(&posted).unwrap();
        let mut record = record_of(&whole);
        let mut events: Vec<_> = posted.iter().zip(kept.iter().cycle())
            .filter(|(_, kept)| **kept).map(|(event, _)| event.clone()).collect();
        let all_came = events.len() == posted.len();
        events.extend(read(pbx, &record).unwrap());
        if again {
            // Fetched once more, after somebody has called back.
            record["return_uuid"] = json!("38359b70");
            events.extend(read(pbx, &record).unwrap());
        }
        let expected = Call::from_events(&events).unwrap();
        let shuffled: Vec<_> = order.iter().map(|at| events[at % events.len()].clone()).collect();
        prop_assert_eq!(&Call::from_events(&shuffled).unwrap(), &expected, "{}", story.name);
        let comes_to = |call: &Call| (call.kind, call.direction, call.missed);
        let ComesTo { kind, direction, missed, .. } = story.comes_to;
        prop_assert_eq!(comes_to(&expected), (kind, direction, missed), "{}", story.name);
        prop_assert_eq!(expected.started_at, whole.started_at);
        // Records of one PBX do not tell when a call ended.
        if all_came || pbx != MTT {
            prop_assert_eq!(expected.ended_at, whole.ended_at, "{}", story.name);
        }
        if all_came && pbx != BULUTFON {
            // What was posted says all that a record says, and in better words.
            prop_assert_eq!(&expected, &whole, "{}", story.name);
        }
    }
}
