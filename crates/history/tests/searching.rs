//! Finding calls by any fragment of a number or a name.
#![allow(clippy::unwrap_used, reason = "a panic in a test is the report")]

mod support;

use kimo_history::{CallFilter, CallQuery};
use support::{Desk, VERIMOR, Verimor};

#[tokio::test]
async fn any_fragment_in_any_formatting_finds_either_party() {
    let desk = Desk::new();
    let calls = [
        Verimor {
            call: "tr",
            from: "05321234567",
            minute: 1,
            ..Verimor::default()
        },
        Verimor {
            call: "ru",
            from: "79161234567",
            minute: 2,
            ..Verimor::default()
        },
        Verimor {
            call: "out",
            direction: "outbound",
            from: "1001",
            to: "02163334455",
            minute: 3,
            ..Verimor::default()
        },
        Verimor {
            call: "int",
            direction: "internal",
            from: "1003",
            to: "1001",
            minute: 4,
            ..Verimor::default()
        },
        Verimor {
            call: "hidden",
            from: "anonymous",
            minute: 5,
            ..Verimor::default()
        },
        Verimor {
            call: "odd",
            from: "sip:Guest@example",
            minute: 6,
            ..Verimor::default()
        },
    ];
    for call in &calls {
        desk.verimor(call).await;
    }
    for (key, name) in [
        ("+905321234567", "Ayşe IŞIK"),
        ("+79161234567", "Пётр Иванов"),
        ("+902163334455", "İzmir Otel 12"),
    ] {
        desk.name(key, name).await;
    }
    for (typed, expected) in [
        ("0532 123", "tr"),
        ("532-12", "tr"),
        ("+90 (532)", "tr"),
        ("0090532", "tr"),
        ("5321234567", "tr"),
        ("05321234567", "tr"),
        ("905321234567", "tr"),
        ("05", "tr"),
        ("234567", "ru tr"),
        ("8 916", "ru"),
        ("+7916", "ru"),
        ("89", "ru"),
        ("79", "ru"),
        ("7", "ru"),
        ("0216", "out"),
        ("333", "out"),
        ("334455", "out"),
        ("1001", "int out"),
        ("100", "int out"),
        ("1003", "int"),
        ("10", "int out"),
        ("1", "int out"),
        ("02129090909", "odd hidden ru tr"),
        ("2129", "odd hidden ru tr"),
        ("ayşe", "tr"),
        ("AYŞE", "tr"),
        ("ayse", "tr"),
        ("ışık", "tr"),
        ("ISIK", "tr"),
        ("şe ış", "tr"),
        ("a", "tr"),
        ("петр", "ru"),
        ("ИВАНОВ", "ru"),
        ("ётр ив", "ru"),
        ("и", "ru"),
        ("izmir", "out"),
        ("İZMİR", "out"),
        ("IZMIR", "out"),
        ("otel 12", "out"),
        ("12", "out"),
        ("guest", "odd"),
        ("Guest@ex", "odd"),
        ("0533", ""),
        ("99999", ""),
        ("zzz", ""),
        ("٠٥٣٢ ١٢٣", "tr"),
        ("\"", ""),
        ("+-()", ""),
        ("☎", ""),
        (" ", "odd hidden int out ru tr"),
        ("", "odd hidden int out ru tr"),
        ("x OR a*", ""),
        ("forms:532", ""),
        ("a\" OR \"1", ""),
        ("^^05", "tr"),
        ("NEAR(532 123)", ""),
    ] {
        assert_eq!(desk.found(typed).join(" "), expected, "`{typed}`");
    }
    assert_eq!(desk.list(CallFilter::Out, "1001"), ["out"]);
    assert_eq!(desk.list(CallFilter::In, "1001"), [""; 0]);
    assert_eq!(desk.list(CallFilter::Missed, "0212").len(), 4);
    let ayse = desk.reader.contacts(Some("ayşe"), None, 10).unwrap();
    desk.writer
        .remove_contact(ayse.contacts[0].id)
        .await
        .unwrap();
    assert_eq!(
        desk.found("ayşe"),
        [""; 0],
        "a name that is taken away is not found any more"
    );
}

/// Every way of searching gives the same as looking at each call: with few and with many numbers
/// that match, and from any place on.
#[tokio::test]
async fn few_and_many_matches_are_found_alike() {
    let desk = Desk::new();
    let mut all = Vec::new();
    for call in 0..1500_u32 {
        let id = format!("c{call}");
        let number = format!("0532{:07}", call.wrapping_mul(7919) % 900 * 1117);
        let (direction, from, to) = match call % 5 {
            0 => ("outbound", "1001", number.as_str()),
            _ => ("inbound", number.as_str(), "02129090909"),
        };
        let event = Verimor {
            call: &id,
            direction,
            from,
            to,
            minute: call / 3,
            answered: call % 3 == 0,
            ..Verimor::default()
        };
        let incoming = support::incoming(
            &desk.hook(VERIMOR),
            None,
            event.body().as_bytes(),
            "2026-11-20T09:00:00Z".parse().unwrap(),
        );
        all.push(incoming);
    }
    let kept: Vec<_> = all
        .into_iter()
        .map(|incoming| desk.writer.keep(incoming))
        .collect();
    for one in kept {
        one.await.unwrap();
    }
    let query = CallQuery {
        limit: 1000,
        ..CallQuery::default()
    };
    let first = desk.reader.calls(&query).unwrap();
    let rest = desk
        .reader
        .calls(&CallQuery {
            before: first.next,
            ..query
        })
        .unwrap();
    let calls: Vec<_> = first.calls.into_iter().chain(rest.calls).collect();
    assert_eq!(calls.len(), 1500);
    for fragment in [
        "", "0532", "532", "05321", "1001", "53200", "117", "90909", "0532000", "3351", "999999",
    ] {
        for filter in [
            CallFilter::All,
            CallFilter::Missed,
            CallFilter::In,
            CallFilter::Out,
        ] {
            let expected: Vec<_> = calls
                .iter()
                .filter(|call| match filter {
                    CallFilter::All => true,
                    CallFilter::Missed => call.missed,
                    CallFilter::In => call.direction == kimo_calls::Direction::Inbound,
                    CallFilter::Out => call.direction == kimo_calls::Direction::Outbound,
                })
                .filter(|call| {
                    [&call.caller, &call.called].into_iter().any(|party| {
                        let number = party.number.as_ref();
                        let text = number.map_or(&*party.raw, |number| number.as_str());
                        text.contains(fragment)
                    })
                })
                .map(|call| &call.id)
                .collect();
            let mut query = CallQuery {
                filter,
                search: fragment.to_owned(),
                limit: 37,
                ..CallQuery::default()
            };
            let mut found = Vec::new();
            loop {
                let page = desk.reader.calls(&query).unwrap();
                found.extend(page.calls.into_iter().map(|call| call.id));
                query.before = page.next;
                if page.next.is_none() {
                    break;
                }
            }
            assert!(found.iter().eq(expected), "{filter:?} `{fragment}`");
        }
    }
}
