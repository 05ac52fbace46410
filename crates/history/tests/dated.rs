//! What a delivery is dated changes nothing for any call but its own.
#![allow(clippy::unwrap_used, reason = "a panic in a test is the report")]

mod support;

use std::collections::BTreeSet;

use jiff::SignedDuration;
use kimo_calls::MarkKind;
use kimo_history::CallQuery;
use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};
use support::{BULUTFON, Desk, VERIMOR, Verimor, call_id, noon};

const AYSE: &str = "+905321234567";

fn second(second: i64) -> kimo_calls::Timestamp {
    noon() + SignedDuration::from_secs(second)
}

/// An answered call of Ayse's, over at a time.
fn answered(call: &str, dated: kimo_calls::Timestamp) -> String {
    let event = "event_type=hangup&direction=inbound&caller_id_number=05321234567";
    let stamp = dated.strftime("%Y-%m-%d %H:%M:%S UTC");
    format!(
        "{event}&call_uuid={call}&destination_number=02129090909&dialed_user=1001&answered=true\
         &start_stamp={stamp}&answer_stamp={stamp}&end_stamp={stamp}"
    )
}

#[tokio::test]
async fn an_answered_call_of_2099_settles_nobody_who_was_heard_after_it() {
    for dated in ["2027-01-01T00:00:00Z", "2099-01-01T00:00:00Z"] {
        let desk = Desk::new();
        let body = answered("hostile", dated.parse().unwrap());
        desk.post(VERIMOR, body.as_bytes(), second(0))
            .await
            .unwrap();
        assert_eq!(desk.call("hostile").unwrap().started_at, second(0));
        // Marking it settles what was heard before the mark.
        let done = MarkKind::Done(true);
        desk.writer
            .mark(call_id("hostile"), done, second(30))
            .await
            .unwrap();
        let minute = 1;
        desk.verimor(&Verimor {
            minute,
            ..Verimor::default()
        })
        .await;
        assert_eq!(desk.open(), [(AYSE.to_owned(), 1)]);
        // Nor do they stand before the others in a list.
        assert_eq!(desk.found(""), ["c1", "hostile"]);
    }
}

#[tokio::test]
async fn missed_calls_of_2099_push_nobody_off_the_list() {
    let desk = Desk::new();
    for n in 0..5 {
        let body = format!(
            "event_type=hangup&direction=inbound&caller_id_number=0533000000{n}&call_uuid=h{n}\
             &destination_number=02129090909&answered=false&start_stamp=2099-01-01 00:00:00\
             &end_stamp=2099-01-01 00:00:20"
        );
        desk.post(VERIMOR, body.as_bytes(), second(n))
            .await
            .unwrap();
    }
    let minute = 1;
    desk.verimor(&Verimor {
        minute,
        ..Verimor::default()
    })
    .await;
    assert_eq!(desk.open()[0], (AYSE.to_owned(), 1));
}

/// Honest missed calls of three people, each heard when it happened, and between them deliveries
/// of one adversary with any date. What was heard after these stays open, and of nobody else does
/// anything change; in any order, and after a rebuild.
#[test]
fn no_date_changes_who_else_is_open() {
    let numbers = ["05321234567", "05330000000", "05340000000"];
    let date = prop_oneof![
        -120..120_i64,
        -100_000..100_000_i64,
        -2_000_000_000..2_300_000_000_i64
    ];
    let hostile = prop::collection::vec((0..20_i64, date, any::<bool>(), any::<bool>()), 1..6);
    let honest = prop::collection::vec((0..3_usize, 0..20_u32), 1..8);
    let mut runner = TestRunner::new(Config::with_cases(12));
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    runner
        .run(
            &(honest, hostile, any::<u64>()),
            |(honest, hostile, seed)| {
                runtime.block_on(async {
                    let honest: BTreeSet<_> = honest.into_iter().collect();
                    let mut deliveries = Vec::new();
                    for (person, minute) in &honest {
                        let call = format!("{person}-{minute}");
                        let event = Verimor {
                            call: &call,
                            from: numbers[*person],
                            minute: *minute,
                            ..Verimor::default()
                        };
                        let at = second(i64::from(*minute) * 60 + 40);
                        deliveries.push((VERIMOR, event.body(), at));
                    }
                    for (n, (minute, dated, reached, bulutfon)) in hostile.iter().enumerate() {
                        let heard = second(minute * 60 + 45 + i64::try_from(n).unwrap());
                        let dated = heard + SignedDuration::from_secs(*dated);
                        let body = if *bulutfon {
                            let event = if *reached {
                                "call_hangup"
                            } else {
                                "missing_call"
                            };
                            format!(
                                "event_type={event}&uuid=h{n}&direction=IN&caller=905321234567\
                             &callee=902129090909&timestamp={}&result_disposition=SUCCESS",
                                dated.as_microsecond()
                            )
                        } else if *reached {
                            answered(&format!("h{n}"), dated)
                        } else {
                            answered(&format!("h{n}"), dated)
                                .replace("answered=true", "answered=false")
                        };
                        let pbx = if *bulutfon { BULUTFON } else { VERIMOR };
                        deliveries.push((pbx, body, heard));
                    }
                    let shown = async |deliveries: &[(_, String, _)]| {
                        let desk = Desk::new();
                        for (pbx, body, at) in deliveries {
                            desk.post(*pbx, body.as_bytes(), *at).await.unwrap();
                        }
                        let before = desk.reader.open_missed(100).unwrap();
                        kimo_history::rebuild(desk.dir.path(), |_, _| {}).unwrap();
                        assert_eq!(desk.reader.open_missed(100).unwrap(), before);
                        (desk, before)
                    };
                    let (desk, open) = shown(&deliveries).await;
                    let mut other = deliveries.clone();
                    // Any order will do, for each brings its receipt along.
                    other.sort_by_key(|(_, body, _)| {
                        body.bytes()
                            .fold(seed, |sum, byte| sum.wrapping_mul(31) ^ u64::from(byte))
                    });
                    let (_, again) = shown(&other).await;
                    let rows = |open: &[kimo_history::OpenCaller]| {
                        let row = |one: &kimo_history::OpenCaller| {
                            (
                                one.last_at,
                                one.key.clone(),
                                one.count,
                                one.last_call.id.clone(),
                            )
                        };
                        open.iter().map(row).collect::<BTreeSet<_>>()
                    };
                    assert_eq!(rows(&again), rows(&open));
                    for (person, number) in numbers.iter().enumerate() {
                        let key = format!("+9{number}");
                        let row = open.iter().find(|row| row.key.as_str() == key);
                        let theirs = honest.iter().filter(|(who, _)| *who == person);
                        let last = theirs.clone().map(|(_, minute)| *minute).max();
                        if person > 0 {
                            assert_eq!(row.map_or(0, |row| row.count as usize), theirs.count());
                        } else if let Some(last) = last
                            && hostile.iter().all(|(minute, ..)| *minute < i64::from(last))
                        {
                            // Heard after everything of the adversary's.
                            assert!(
                                row.is_some_and(|row| row.last_at >= second(i64::from(last) * 60))
                            );
                        }
                    }
                    let all = CallQuery {
                        limit: 100,
                        ..CallQuery::default()
                    };
                    for call in desk.reader.calls(&all).unwrap().calls {
                        assert!(call.started_at <= second(20 * 60 + 60));
                    }
                });
                Ok(())
            },
        )
        .unwrap();
}
