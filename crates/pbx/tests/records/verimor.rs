//! What Verimor's records say.

use kimo_calls::{Call, Direction, Disposition};
use serde_json::{Value, json};

use crate::{VERIMOR, at, read, with};

/// The document's own, its contradiction ("Cevaplandı", missed) taken away.
pub(crate) fn documented() -> Value {
    json!({"start_stamp":"2026-03-03 12:30:32 +0300","direction":"Gelen",
        "caller_id_number":"05320000001","caller_id_name":"Deniz Örnek",
        "destination_number":"902120000000","destination_name":"Dahili 1",
        "duration":"00:01:05","talk_duration":"00:00:00","queue_wait_seconds":"00:00:10",
        "queue":"201","result":"Cevapsız","missed":"true",
        "return_uuid":"38359b70-0000-4342-9479-e98ff716d102",
        "recording_present":"false","sip_hangup_disposition":"caller",
        "call_uuid":"651f8a68-0000-11e7-a6b6-5bedc26e2ab3","answer_stamp":null,
        "end_stamp":"2026-03-03 12:31:37 +0300"})
}

fn call(record: &Value) -> Call {
    Call::from_events(&read(VERIMOR, record).unwrap()).unwrap()
}

#[test]
fn a_record_is_the_call_that_it_speaks_of() {
    let missed = call(&documented());
    let started = (missed.started_at, missed.ended_at);
    assert_eq!(
        started,
        (at("2026-03-03T09:30:32Z"), Some(at("2026-03-03T09:31:37Z")))
    );
    assert_eq!(missed.caller.number.unwrap().as_str(), "+905320000001");
    assert_eq!(missed.called.number.unwrap().as_str(), "+902120000000");
    assert_eq!(missed.queue.as_deref(), Some("201"));
    assert_eq!(missed.waited_seconds, Some(10));
    assert_eq!(missed.hangup_cause.as_deref(), Some("Cevapsız"));
    assert!(missed.missed);
    assert_eq!(
        missed.id.to_string(),
        "verimor:651f8a68-0000-11e7-a6b6-5bedc26e2ab3"
    );

    let answered = call(&with(
        &documented(),
        &json!({
            "missed": false, "result": "Cevaplandı", "talk_duration": "00:00:55",
            "answer_stamp": "2026-03-03 12:30:42 +0300", "queue": "",
            "destination_number": "1014 (902120000000)",
        }),
    ));
    assert_eq!(answered.disposition, Disposition::Answered);
    assert_eq!(answered.answered_by.as_deref(), Some("1014"));
    assert_eq!(answered.answered_at, Some(at("2026-03-03T09:30:42Z")));
    assert_eq!(answered.talk_seconds, Some(55));
    assert_eq!(answered.called.raw, "1014");
}

#[test]
fn a_record_is_read_in_every_spelling_that_the_documents_print() {
    use Direction::{Inbound, Internal, Outbound};
    use Disposition::{Answered, Busy, Cancelled, Failed, NoAnswer, Rejected};
    for (changes, direction, missed, disposition) in [
        (json!({}), Inbound, true, NoAnswer),
        (json!({"missed": true}), Inbound, true, NoAnswer),
        // The text "false" is no yes.
        (json!({"missed": "false"}), Inbound, false, Answered),
        // The document's own example: the word contradicts the flag, which decides.
        (json!({"result": "Cevaplandı"}), Inbound, true, NoAnswer),
        (json!({"result": "Meşgul"}), Inbound, true, Busy),
        (json!({"result": "Vazgeçildi"}), Inbound, true, Cancelled),
        (json!({"result": "Reddedildi"}), Inbound, true, Rejected),
        (json!({"result": "Ulaşılamıyor"}), Inbound, true, Failed),
        (json!({"direction": "Giden"}), Outbound, false, NoAnswer),
        (
            json!({"direction": "Giden (API)"}),
            Outbound,
            false,
            NoAnswer,
        ),
        (
            json!({"direction": "Giden (IVR)"}),
            Outbound,
            false,
            NoAnswer,
        ),
        (
            json!({"direction": "Santral içi"}),
            Internal,
            false,
            NoAnswer,
        ),
        (
            json!({"duration": "00:0:35", "queue_wait_seconds": 10}),
            Inbound,
            true,
            NoAnswer,
        ),
        (
            json!({"start_stamp": "2026-03-03 12:30:32 +030"}),
            Inbound,
            true,
            NoAnswer,
        ),
        (
            json!({"start_stamp": "026-03-03 12:30:32 +0300"}),
            Inbound,
            true,
            NoAnswer,
        ),
        (json!({"start_stamp": "gone"}), Inbound, true, NoAnswer),
        (json!({"end_stamp": "gone"}), Inbound, true, NoAnswer),
        (json!({"read_code": "PCMA"}), Inbound, true, NoAnswer),
    ] {
        let call = call(&with(&documented(), &changes));
        let read = (call.direction, call.missed, call.disposition);
        assert_eq!(read, (direction, missed, disposition), "{changes}");
        assert_eq!(call.started_at, at("2026-03-03T09:30:32Z"), "{changes}");
    }
    for unreadable in [
        json!({"call_uuid": ""}),
        json!({"start_stamp": "x", "end_stamp": ""}),
    ] {
        read(VERIMOR, &with(&documented(), &unreadable)).unwrap_err();
    }
}
