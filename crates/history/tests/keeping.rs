//! What is kept of deliveries, and what the feed says of it.
#![allow(clippy::unwrap_used, reason = "a panic in a test is the report")]

mod support;

use kimo_calls::{MarkKind, Reason, Status, Timestamp};
use kimo_history::{
    CallFilter, CallQuery, Change, DeliverySource, KeepError, NotUnderstoodDeliveries, Setting,
    Settings, SettingsChange, Unread,
};
use support::{BULUTFON, Desk, VERIMOR, Verimor, call_id, hooks_touched, incoming};

fn now() -> Timestamp {
    "2026-11-20T09:00:00Z".parse().unwrap()
}

#[tokio::test]
async fn a_call_follows_from_its_deliveries() {
    let desk = Desk::new();
    let ringing = Verimor {
        event: "ringing",
        ..Verimor::default()
    };
    assert!(!desk.verimor(&ringing).await.repeated);
    assert_eq!(desk.call("c1").unwrap().status, Status::Ringing);
    assert_eq!(desk.reader.running().unwrap().len(), 1);

    desk.verimor(&Verimor::default()).await;
    let call = desk.call("c1").unwrap();
    assert_eq!(call.status, Status::Ended);
    assert!(call.missed);
    assert_eq!(
        call.caller.number.as_ref().unwrap().as_str(),
        "+905321234567"
    );
    assert_eq!(call.caller.raw, "05321234567");
    assert_eq!(call.extensions, ["1001"]);
    assert_eq!(desk.reader.running().unwrap(), []);
    assert_eq!(desk.reader.total_calls().unwrap(), 1);
    assert_eq!(desk.reader.events(&call_id("c1")).unwrap().len(), 2);
    assert_eq!(desk.open(), [("+905321234567".to_owned(), 1)]);

    let told: Vec<_> = desk
        .changes()
        .into_iter()
        .filter_map(|change| match change {
            Change::Delivered { call, .. } => Some(*call.unwrap()),
            _ => None,
        })
        .collect();
    assert_eq!(told.last(), Some(&call), "the feed tells what is stored");
    assert_eq!(told.len(), 2);
}

#[tokio::test]
async fn a_repeated_delivery_is_kept_without_its_body_and_the_event_once() {
    let desk = Desk::new();
    let ringing = Verimor {
        event: "ringing",
        ..Verimor::default()
    };
    for (time, repeated) in [(1, false), (2, true), (3, true)] {
        let at = Timestamp::from_second(1_800_000_000 + time).unwrap();
        let kept = desk.post(VERIMOR, ringing.body().as_bytes(), at).await;
        assert_eq!(kept.unwrap().repeated, repeated);
    }
    let id = call_id("c1");
    assert_eq!(desk.reader.events(&id).unwrap().len(), 1);
    let deliveries = desk.reader.deliveries(&id).unwrap();
    assert_eq!(deliveries.len(), 3);
    for delivery in &deliveries {
        assert_eq!(delivery.body, ringing.body().as_bytes());
        assert_eq!(delivery.hook_name, "Verimor");
    }
    let bodies: i64 = desk
        .sql()
        .query_row("SELECT count(body) FROM deliveries", [], |row| row.get(0))
        .unwrap();
    assert_eq!(bodies, 1, "one copy on disk");
    // The same said in other bytes is the same event, but what came is kept as it came.
    let other = format!("{}&", ringing.body().replace("&direction", "& direction"));
    assert!(
        desk.post(VERIMOR, other.as_bytes(), now())
            .await
            .unwrap()
            .repeated
    );
    let deliveries = desk.reader.deliveries(&id).unwrap();
    assert_eq!(deliveries.last().unwrap().body, other.as_bytes());
    assert_eq!(desk.reader.events(&id).unwrap().len(), 1);
}

#[tokio::test]
async fn an_empty_post_is_noted_and_nothing_else() {
    let desk = Desk::new();
    desk.post(BULUTFON, b"", now()).await.unwrap();
    let hooks = desk.reader.hooks().unwrap();
    let tested: Vec<_> = hooks.iter().map(|hook| hook.last_tested_at).collect();
    assert_eq!(tested, [None, Some(now()), None]);
    assert!(
        hooks
            .iter()
            .all(|hook| hook.deliveries == 0 && hook.last_delivery_at.is_none())
    );
    assert_eq!(desk.changes(), [hooks_touched(&[hooks[1].hook.id])]);
    let rows: i64 = desk
        .sql()
        .query_row("SELECT count(*) FROM deliveries", [], |row| row.get(0))
        .unwrap();
    assert_eq!(rows, 0);
}

#[tokio::test]
async fn what_is_not_understood_is_kept_and_listed() {
    let desk = Desk::new();
    desk.post(BULUTFON, b"{\"a\": ", now()).await.unwrap();
    let unknown = Verimor {
        event: "teleport",
        call: "c9",
        ..Verimor::default()
    };
    desk.verimor(&unknown).await;
    assert!(desk.verimor(&unknown).await.repeated);

    let hooks = desk.reader.hooks().unwrap();
    let of = |at: usize| desk.reader.not_understood(hooks[at].hook.id, 20).unwrap();
    assert_eq!(of(0).total, 2);
    assert_eq!(of(0).newest[0].what, "teleport");
    assert_eq!(of(0).newest[1].body, unknown.body().as_bytes());
    assert_eq!(of(1).total, 1);
    assert!(of(1).newest[0].what.contains("body"), "says what is wrong");
    assert_eq!(hooks[1].last_delivery_at, Some(now()));
    assert_eq!(of(2), NotUnderstoodDeliveries::default());
    let one = desk.reader.not_understood(hooks[0].hook.id, 1).unwrap();
    assert_eq!((one.total, one.newest.len()), (2, 1));
    assert_eq!(
        desk.reader.total_calls().unwrap(),
        0,
        "no call is made of it"
    );
    // Once its call is known, it is shown with it.
    desk.verimor(&Verimor {
        call: "c9",
        ..Verimor::default()
    })
    .await;
    let deliveries = desk.reader.deliveries(&call_id("c9")).unwrap();
    assert_eq!(deliveries.len(), 3);
    assert_eq!(deliveries[0].error.as_deref(), Some("teleport"));
    let unread = desk.changes().into_iter().find_map(|change| match change {
        Change::Delivered {
            unread: Some(Unread::NotUnderstood { event_type, call }),
            ..
        } => Some((event_type, call)),
        _ => None,
    });
    assert_eq!(unread, Some(("teleport".to_owned(), Some(call_id("c9")))));
}

#[tokio::test]
async fn a_call_of_which_nothing_more_is_heard_expires_and_comes_back() {
    let desk = Desk::new();
    let ringing = Verimor {
        event: "ringing",
        ..Verimor::default()
    };
    desk.verimor(&ringing).await;
    let call = desk.writer.expire(call_id("c1"), now()).await.unwrap();
    assert_eq!(
        (call.status, call.reason),
        (Status::Ended, Some(Reason::EndNotReported))
    );
    assert_eq!(desk.call("c1").unwrap(), call);
    assert!(desk.open().is_empty(), "nobody knows that it was missed");
    // A queue rings the same extension again, with the very same body.
    assert!(desk.verimor(&ringing).await.repeated);
    assert_eq!(desk.call("c1").unwrap().status, Status::Ringing);
    // The end comes late, after the desk has given up once more.
    desk.writer.expire(call_id("c1"), now()).await.unwrap();
    desk.verimor(&Verimor::default()).await;
    assert!(desk.call("c1").unwrap().missed);
    let call = desk.writer.expire(call_id("c1"), now()).await.unwrap();
    assert_eq!(call.reason, None, "what has ended does not expire");
}

#[tokio::test]
async fn the_same_is_known_after_a_restart() {
    let desk = Desk::new();
    for (call, event) in [("a", "ringing"), ("b", "ringing"), ("b", "hangup")] {
        desk.verimor(&Verimor {
            event,
            call,
            ..Verimor::default()
        })
        .await;
    }
    let note = MarkKind::Note("wants an offer".to_owned());
    desk.writer.mark(call_id("b"), note, now()).await.unwrap();
    desk.writer.expire(call_id("a"), now()).await.unwrap();
    let before = (
        desk.call("a"),
        desk.call("b"),
        desk.reader.desk_id().unwrap(),
        desk.open(),
    );
    let hooks: Vec<_> = desk.reader.hooks().unwrap();
    let desk = Desk::at(desk.stop());
    let after = (
        desk.call("a"),
        desk.call("b"),
        desk.reader.desk_id().unwrap(),
        desk.open(),
    );
    assert_eq!(before, after);
    assert_eq!(desk.reader.hooks().unwrap(), hooks);
    // What was folded before and what is folded from the disk are one call.
    desk.verimor(&Verimor {
        event: "answer",
        call: "b",
        ..Verimor::default()
    })
    .await;
    assert_eq!(desk.reader.events(&call_id("b")).unwrap().len(), 4);
    let call = desk.call("b").unwrap();
    assert_eq!(call.answered_by.as_deref(), Some("1001"));
    assert!(matches!(call.note.unwrap().mark, MarkKind::Note(text) if text == "wants an offer"));
}

#[tokio::test]
async fn pages_go_on_where_the_last_one_ended() {
    let desk = Desk::new();
    for minute in 0..25 {
        // Several begin at the same time.
        let call = format!("c{minute:02}");
        let event = Verimor {
            call: &call,
            minute: minute / 4,
            answered: minute % 3 == 0,
            ..Verimor::default()
        };
        desk.verimor(&event).await;
    }
    for (filter, search, count) in [
        (CallFilter::All, "", 25),
        (CallFilter::All, "5321234567", 25),
        (CallFilter::Missed, "", 16),
        (CallFilter::Missed, "0532", 16),
        (CallFilter::In, "0212", 25),
        (CallFilter::Out, "", 0),
        (CallFilter::Out, "0532", 0),
    ] {
        let mut query = CallQuery {
            filter,
            search: search.to_owned(),
            limit: 7,
            ..CallQuery::default()
        };
        let mut seen = Vec::new();
        loop {
            let page = desk.reader.calls(&query).unwrap();
            assert!(
                page.calls.len() == 7 || page.next.is_none(),
                "only the last page is short"
            );
            seen.extend(page.calls);
            match page.next {
                // As it travels through the UI.
                Some(next) => query.before = Some(next.to_string().parse().unwrap()),
                None => break,
            }
        }
        assert_eq!(seen.len(), count, "{filter:?} {search}");
        assert!(seen.is_sorted_by(|a, b| a.started_at >= b.started_at));
        let mut ids: Vec<_> = seen.iter().map(|call| &call.id).collect();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), count, "each once");
    }
    let since = desk.call("c20").unwrap().started_at;
    let query = CallQuery {
        since: Some(since),
        limit: 100,
        ..CallQuery::default()
    };
    assert_eq!(desk.reader.calls(&query).unwrap().calls.len(), 5);
}

#[tokio::test]
async fn marking_what_is_not_there_is_refused_and_harms_nobody() {
    let desk = Desk::new();
    let mark = desk
        .writer
        .mark(call_id("nobody"), MarkKind::Done(true), now());
    let mut strange = incoming(&desk.hook(VERIMOR), None, b"x=1", now());
    strange.hook.id = kimo_calls::HookId(99);
    let strange = desk.writer.keep(strange);
    let event = Verimor::default();
    let (mark, strange, kept) = tokio::join!(mark, strange, desk.verimor(&event));
    assert_eq!(mark, Err(KeepError::NotFound));
    assert_eq!(strange, Err(KeepError::NotFound));
    assert!(!kept.repeated);
    assert!(desk.call("c1").is_some());
}

#[tokio::test]
async fn a_delivery_says_where_it_came_from() {
    let desk = Desk::new();
    let hook = desk.hook(VERIMOR);
    desk.verimor(&Verimor {
        event: "ringing",
        ..Verimor::default()
    })
    .await;
    desk.changes();
    let elsewhere = [
        ("answer", DeliverySource::Record),
        ("hangup", DeliverySource::Import),
        ("user_hangup", DeliverySource::Desk),
    ];
    for (event, source) in elsewhere {
        let event = Verimor {
            event,
            ..Verimor::default()
        };
        let incoming = kimo_history::Incoming {
            source,
            ..incoming(&hook, None, event.body().as_bytes(), now())
        };
        desk.writer.keep(incoming).await.unwrap();
    }
    let kept = desk.reader.deliveries(&call_id("c1")).unwrap();
    let sources: Vec<_> = kept.iter().map(|delivery| delivery.source).collect();
    let [record, import, other] = elsewhere.map(|(_, source)| source);
    assert_eq!(sources, [DeliverySource::Hook, record, import, other]);
    let told: Vec<_> = desk
        .changes()
        .into_iter()
        .filter_map(|change| match change {
            Change::Delivered { source, .. } => Some(source),
            _ => None,
        })
        .collect();
    assert_eq!(told, [record, import, other]);
    let hook = &desk.reader.hooks().unwrap()[0];
    assert_eq!(hook.deliveries, 1, "what the hook itself received");
}

#[tokio::test]
async fn settings_that_are_not_named_stay_as_somebody_else_has_set_them() {
    let desk = Desk::new();
    // The window and the tray, at the same time.
    let window = SettingsChange {
        extensions: Some(vec!["1001".to_owned()]),
        retention_days: Some(Some(90)),
        ..SettingsChange::default()
    };
    let tray = SettingsChange {
        do_not_disturb: Some(true),
        ..SettingsChange::default()
    };
    let (window, tray) = tokio::join!(
        desk.writer.change_settings(window),
        desk.writer.change_settings(tray)
    );
    window.unwrap();
    let expected = Settings {
        extensions: vec!["1001".to_owned()],
        do_not_disturb: true,
        retention_days: Some(90),
        ..Settings::default()
    };
    assert_eq!(tray.unwrap(), expected, "gives what they all are");
    assert_eq!(desk.reader.settings().unwrap(), expected);
    let told = desk.touched().settings;
    let changed = [
        Setting::Extensions,
        Setting::DoNotDisturb,
        Setting::RetentionDays,
    ];
    assert_eq!(told, changed.into());
    let back = SettingsChange {
        retention_days: Some(None),
        do_not_disturb: Some(true),
        ..SettingsChange::default()
    };
    desk.writer.change_settings(back).await.unwrap();
    assert_eq!(desk.reader.settings().unwrap().retention_days, None);
    let told = desk.touched().settings;
    assert_eq!(told, [Setting::RetentionDays].into(), "what differs");
}
