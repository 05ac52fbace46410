use kimo_calls::{
    Account, Call, CallId, CallKind, CallerKey, Direction, Disposition, Party, PbxId, Region,
    Status, Timestamp,
};
use rusqlite::Connection;

use super::*;
use crate::{
    calls::{self, standing::Parties},
    contacts::joining,
    db::migrations::migrations,
    messages::message_reader,
    missed::{self, missed_reader, settlement, short_calls, snoozed},
    numbers::Spelling,
};

/// A history of `count` calls between 300 numbers and two of our own lines, some of each kind;
/// with what is searched in of each call, newest first.
fn history(count: i64) -> (Connection, Vec<(Place, Call)>) {
    let mut db = Connection::open_in_memory().unwrap();
    migrations().to_latest(&mut db).unwrap();
    let mut stored = Vec::new();
    for call in 0..count {
        let outbound = call % 7 == 0;
        // Several begin at the same time.
        let started_at = Timestamp::from_second(1_700_000_000 + call / 3).unwrap();
        let other = Party::read_leniently(
            &format!("0532{:07}", call * 7919 % 300 * 33_333),
            Region::TR,
        );
        let own = Party::read_leniently(["02129090909", "1001"][usize::from(outbound)], Region::TR);
        let (caller, called) = if outbound { (own, other) } else { (other, own) };
        let call = Call {
            id: CallId {
                pbx: PbxId::known("verimor"),
                account: Account::default(),
                pbx_call_id: call.to_string(),
            },
            kind: CallKind::Voice,
            direction: if outbound {
                Direction::Outbound
            } else {
                Direction::Inbound
            },
            status: Status::Ended,
            disposition: [Disposition::Answered, Disposition::NoAnswer][usize::from(call % 3 == 0)],
            missed: !outbound && call % 3 == 0,
            caller,
            called,
            extensions: Vec::new(),
            answered_by: None,
            queue: None,
            started_at,
            answered_at: None,
            ended_at: None,
            talk_seconds: None,
            hangup_cause: None,
            waited_seconds: None,
            reason: None,
            legs: Vec::new(),
            done: None,
            note: None,
        };
        let spelling = |party| -> Spelling {
            let key = CallerKey::of(party, &call.id);
            let spelling = numbers::intern(&db, party, &key).unwrap();
            if !numbers::is_indexed(&db, spelling.number).unwrap() {
                numbers::index(&db, spelling.number).unwrap();
            }
            spelling
        };
        let parties = Parties {
            caller: &spelling(&call.caller),
            called: &spelling(&call.called),
        };
        let at = calls::insert(&db, &call, call.missed, &parties, 0).unwrap();
        numbers::set_own(&db, at.own, true).unwrap();
        stored.push(((at.started_at, at.call), call));
    }
    stored.sort_by_key(|(place, _)| std::cmp::Reverse(*place));
    (db, stored)
}

fn passes(call: &Call, filter: CallFilter) -> bool {
    match filter {
        CallFilter::All => true,
        CallFilter::Missed => call.missed,
        CallFilter::In => call.direction == Direction::Inbound,
        CallFilter::Out => call.direction == Direction::Outbound,
    }
}

#[test]
fn every_way_finds_what_looking_at_each_call_finds() {
    let (db, stored) = history(2_000);
    let ways = [
        ("the usual choice", COSTS),
        (
            "only merging",
            Costs {
                calls_per_number: 0,
                ..COSTS
            },
        ),
        (
            "only going through",
            Costs {
                calls_per_number: 1_000_000,
                ..COSTS
            },
        ),
        (
            "going through for too short",
            Costs {
                sample: 1,
                listed_per_compared: 0,
                calls_per_number: 1,
            },
        ),
        (
            "comparing",
            Costs {
                sample: 1,
                listed_per_compared: 0,
                calls_per_number: 1_000_000,
            },
        ),
        (
            "listing all",
            Costs {
                sample: 1,
                listed_per_compared: u64::MAX,
                calls_per_number: 1_000_000,
            },
        ),
    ];
    let fragments = [
        "0532",
        "532",
        "05",
        "9",
        "1001",
        "100",
        "0212",
        "3333",
        "53233",
        "066",
        "99",
        "9999999999",
        "0532 000 00 00",
    ];
    for (way, costs) in ways {
        for fragment in fragments {
            for filter in [
                CallFilter::All,
                CallFilter::Missed,
                CallFilter::In,
                CallFilter::Out,
            ] {
                for (before, since) in [(0, None), (700, None), (1_900, None), (300, Some(500))] {
                    let before = match before {
                        0 => (i64::MAX, i64::MAX),
                        place => stored[place].0,
                    };
                    let since = since.map_or(i64::MIN, |place: usize| stored[place].0.0);
                    let list = List {
                        db: &db,
                        filter,
                        before,
                        since,
                        wanted: 38,
                        costs,
                    };
                    let search = Fragment::read(fragment).unwrap();
                    let expected: Vec<_> = stored
                        .iter()
                        .filter(|(place, _)| *place < before && place.0 >= since)
                        .filter(|(_, call)| passes(call, filter))
                        .filter(|(_, call)| {
                            [&call.caller, &call.called].into_iter().any(|party| {
                                let number = party.number.as_ref();
                                let text = number.map_or(&*party.raw, |number| number.as_str());
                                search.is_in(&crate::numbers::fragment::Forms::of(text, None, None))
                            })
                        })
                        .map(|(place, _)| *place)
                        .take(38)
                        .collect();
                    assert_eq!(
                        list.matching(&search).unwrap(),
                        expected,
                        "{way}: `{fragment}` {filter:?}"
                    );
                }
            }
        }
    }
}

/// The plans of the queries that a page is made of: each is answered from one index, in its order.
#[test]
fn no_page_scans_or_sorts() {
    let (db, _) = history(50);
    let plan = |sql: &str| -> String {
        let explained = format!("EXPLAIN QUERY PLAN {sql}");
        let mut lines = db.prepare(&explained).unwrap();
        let parameters = lines.parameter_count();
        let nothing = rusqlite::params_from_iter(vec![rusqlite::types::Null; parameters]);
        let lines = lines
            .query_map(nothing, |row| row.get::<_, String>(3))
            .unwrap();
        lines.map(Result::unwrap).collect::<Vec<_>>().join("; ")
    };
    for (sql, expected) in [
        (
            lists::newest_of_class(2).as_str(),
            "SEARCH calls USING COVERING INDEX calls_by_class (class=? AND started_at>? AND started_at<?)",
        ),
        (
            lists::NEWEST_OF_OTHER,
            "SEARCH calls USING COVERING INDEX calls_by_other (other=? AND started_at>? AND started_at<?)",
        ),
        (
            lists::NEWEST_OF_OWN,
            "SEARCH calls USING COVERING INDEX calls_by_own (own=? AND class=? AND started_at>? AND started_at<?)",
        ),
        (
            "SELECT max(started_at) FROM calls WHERE other = ?1 AND reached",
            "SEARCH calls USING COVERING INDEX calls_reached (other=?)",
        ),
        (
            "SELECT max(started_at) FROM calls WHERE other = ?1 AND is_done",
            "SEARCH calls USING COVERING INDEX calls_done (other=?)",
        ),
        (
            "SELECT count(*) FROM calls WHERE other = ?1 AND started_at > ?2 AND missed",
            "SEARCH calls USING COVERING INDEX calls_missed (other=? AND started_at>?)",
        ),
        (
            "SELECT id FROM calls WHERE status < 2 ORDER BY started_at",
            "SCAN calls USING INDEX calls_running",
        ),
        (
            "SELECT id FROM calls WHERE pbx_call_id = ?1 AND pbx = ?2",
            "SEARCH calls USING COVERING INDEX calls_by_pbx_call_id (pbx_call_id=? AND pbx=?)",
        ),
        (
            missed::NEWEST,
            "SCAN open_missed USING INDEX open_missed_by_last; SCALAR SUBQUERY 1; \
             SEARCH numbers USING COVERING INDEX sqlite_autoindex_numbers_1 (key=?)",
        ),
        (
            missed_reader::listed(missed_reader::WAITING, false).as_str(),
            "SCAN open_missed USING INDEX open_missed_by_last; SCALAR SUBQUERY 1; \
             SEARCH numbers USING COVERING INDEX sqlite_autoindex_numbers_1 (key=?)",
        ),
        (
            short_calls::COUNT,
            "SEARCH open_missed USING COVERING INDEX open_missed_short (hung_up_after>? AND hung_up_after<?); SCALAR SUBQUERY 1; \
             SEARCH numbers USING COVERING INDEX sqlite_autoindex_numbers_1 (key=?)",
        ),
        (
            snoozed::CANDIDATES,
            "SEARCH m USING INDEX marks_snoozed (snoozed>?); SEARCH c USING INDEX calls_by_pbx_call_id (pbx_call_id=? AND pbx=?); SEARCH o USING INTEGER PRIMARY KEY (rowid=?); SCALAR SUBQUERY 1; SEARCH numbers USING COVERING INDEX sqlite_autoindex_numbers_1 (key=?); USE TEMP B-TREE FOR DISTINCT",
        ),
        (
            message_reader::WAITING,
            "SCAN m USING INDEX messages_waiting; SEARCH k USING INTEGER PRIMARY KEY (rowid=?)",
        ),
        (
            elsewhere::NEWEST_WITH_NOTE,
            "SEARCH calls USING COVERING INDEX calls_with_note (started_at>? AND started_at<?)",
        ),
        (
            elsewhere::NEWEST_FAXES,
            "SEARCH calls USING COVERING INDEX calls_fax (started_at>? AND started_at<?)",
        ),
        (
            joining::OWNER,
            "SEARCH n USING PRIMARY KEY (key=?); SEARCH c USING INTEGER PRIMARY KEY (rowid=?); \
             CORRELATED SCALAR SUBQUERY 3; SEARCH m USING PRIMARY KEY (key=?); \
             SEARCH o USING INTEGER PRIMARY KEY (rowid=?)",
        ),
        (
            joining::NUMBERS,
            "SEARCH t USING COVERING INDEX contact_numbers_of (contact=?); \
             CORRELATED SCALAR SUBQUERY 1; SEARCH n USING PRIMARY KEY (key=?); \
             SEARCH c USING INTEGER PRIMARY KEY (rowid=?); \
             CORRELATED SCALAR SUBQUERY 4; SEARCH m USING PRIMARY KEY (key=?); \
             SEARCH o USING INTEGER PRIMARY KEY (rowid=?); \
             SEARCH n USING INDEX sqlite_autoindex_numbers_1 (key=?) LEFT-JOIN",
        ),
        (
            joining::CONCERNED,
            "SEARCH mine USING PRIMARY KEY (key=?); \
             SEARCH theirs USING COVERING INDEX contact_numbers_of (contact=?); \
             SEARCH n USING COVERING INDEX sqlite_autoindex_numbers_1 (key=?)",
        ),
        (
            settlement::FIRST_REACHED,
            "SEARCH calls USING COVERING INDEX calls_reached (other=? AND started_at>?)",
        ),
        (
            settlement::FIRST_HANDLED,
            "SEARCH calls USING COVERING INDEX calls_done (other=? AND started_at>?)",
        ),
    ] {
        assert_eq!(plan(sql), expected, "{sql}");
    }
    assert!(plan(numbers::MATCHING).contains("VIRTUAL TABLE INDEX"));
}
