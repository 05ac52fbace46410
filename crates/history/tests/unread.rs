//! How much is kept of what was not understood: by size, by age, and for each hook by itself.
#![allow(clippy::unwrap_used, reason = "a panic in a test is the report")]

mod support;

use jiff::SignedDuration;
use kimo_calls::PbxId;
use kimo_history::{UNREAD_BYTES, UNREAD_DAYS};
use support::{BULUTFON, Desk, VERIMOR, Verimor, noon};

/// A type that no PBX has, with so much beside it.
fn junk(kind: &str, n: usize, bytes: usize) -> Vec<u8> {
    format!("event_type={kind}&n={n}&x={}", "j".repeat(bytes)).into_bytes()
}

async fn post(desk: &Desk, pbx: PbxId, body: &[u8], second: usize) {
    let at = noon() + SignedDuration::from_secs(i64::try_from(second).unwrap());
    desk.post(pbx, body, at).await.unwrap();
}

/// Posts more than is kept.
async fn flood(desk: &Desk) {
    const BODY: usize = 60_000;
    let more_than_fit = usize::try_from(UNREAD_BYTES).unwrap() / BODY + 40;
    for n in 0..more_than_fit {
        post(desk, VERIMOR, &junk("flood", n, BODY), 100 + n).await;
    }
}

/// The bytes of all bodies that are kept.
fn kept(desk: &Desk) -> u64 {
    let sql = "SELECT coalesce(sum(length(body)), 0) FROM deliveries";
    desk.sql().query_row(sql, [], |row| row.get(0)).unwrap()
}

fn bodies(desk: &Desk, pbx: PbxId) -> Vec<String> {
    let hook = desk.hook(pbx).id;
    let newest = desk.reader.not_understood(hook, 10_000).unwrap().newest;
    let text = |body: Vec<u8>| String::from_utf8(body).unwrap();
    newest.into_iter().map(|one| text(one.body)).collect()
}

#[tokio::test]
async fn a_flood_of_junk_stays_within_its_bound_and_drives_out_nothing_but_its_like() {
    let desk = Desk::new();
    desk.verimor(&Verimor::default()).await;
    let understood = desk.reader.deliveries(&support::call_id("c1")).unwrap();
    post(&desk, BULUTFON, b"event_type=new_in_2027&uuid=7", 0).await;
    for n in 0..5 {
        post(&desk, VERIMOR, &junk("changed", n, 10), n).await;
    }
    let before = kept(&desk);
    flood(&desk).await;
    let examples = 3 * 60_100;
    assert!(kept(&desk) - before <= UNREAD_BYTES + examples);
    let left = bodies(&desk, VERIMOR);
    let of = |kind: &str| left.iter().filter(|body| body.contains(kind)).count();
    assert_eq!(of("changed"), 3, "the first of a kind stay");
    assert!(of("flood&n=0&") == 1 && of("flood&n=2&") == 1 && of("flood&n=3&") == 0);
    assert!(left[0].len() > 60_000, "the newest is there");
    assert_eq!(bodies(&desk, BULUTFON).len(), 1);
    assert_eq!(
        desk.reader.deliveries(&support::call_id("c1")).unwrap(),
        understood
    );
    // It is told.
    let told = desk
        .reader
        .not_understood(desk.hook(VERIMOR).id, 1)
        .unwrap();
    assert_eq!(told.total + told.dropped, 5 + 40 + UNREAD_BYTES / 60_000);
    assert!(told.dropped > 30 && told.dropped_at.is_some());
    let other = desk
        .reader
        .not_understood(desk.hook(BULUTFON).id, 1)
        .unwrap();
    assert_eq!((other.dropped, other.dropped_at), (0, None));
}

/// A body is kept once, however often it comes; whoever is the last to share it counts for it.
#[tokio::test]
async fn bodies_that_are_shared_hide_from_no_bound() {
    let desk = Desk::new();
    for n in 0..2 {
        for body in 0..300 {
            let second = n * 1000 + body;
            post(&desk, VERIMOR, &junk("twice", body, 60_000), second).await;
        }
    }
    let counted: u64 = desk
        .sql()
        .query_row("SELECT sum(bytes) FROM not_understood", [], |row| {
            row.get(0)
        })
        .unwrap();
    assert!(counted <= UNREAD_BYTES, "{counted}");
    assert!(kept(&desk) <= UNREAD_BYTES + 3 * 60_100);
    let summed: u64 = desk
        .sql()
        .query_row("SELECT sum(bytes) FROM unread_bounds", [], |row| row.get(0))
        .unwrap();
    assert_eq!(summed, counted);
}

#[tokio::test]
async fn kinds_that_somebody_makes_up_take_no_more_than_their_share() {
    let desk = Desk::new();
    for n in 0..400 {
        post(&desk, VERIMOR, &junk(&format!("kind{n}"), n, 60_000), n).await;
    }
    assert!(kept(&desk) <= UNREAD_BYTES + 60 * 60_100);
}

/// Read with other settings, or by a Kimo that has unlearned something.
#[tokio::test]
async fn what_was_understood_once_goes_by_no_bound() {
    let desk = Desk::new();
    desk.verimor(&Verimor::default()).await;
    let sql = "UPDATE deliveries SET sum = NULL, body = CAST('event_type=unlearned' AS BLOB)";
    desk.sql().execute(sql, []).unwrap();
    kimo_history::rebuild(desk.dir.path(), |_, _| {}).unwrap();
    assert_eq!(bodies(&desk, VERIMOR), ["event_type=unlearned"]);
    flood(&desk).await;
    assert!(bodies(&desk, VERIMOR).contains(&"event_type=unlearned".to_owned()));
}

async fn days_pass(desk: &Desk, from: i64, days: i64) {
    for hour in (0..=days * 24).step_by(12) {
        let now = noon() + SignedDuration::from_hours(from * 24 + hour);
        desk.writer.keep_up(now).await.unwrap();
        desk.writer.drop_old_unread(now).await.unwrap();
    }
}

#[tokio::test]
async fn what_is_not_understood_goes_by_age_and_no_faster_than_days_pass() {
    let desk = Desk::new();
    desk.verimor(&Verimor::default()).await;
    for n in 0..10 {
        post(&desk, VERIMOR, &junk("old", n, 10), n).await;
    }
    // A clock that jumps takes nothing, and then goes by days.
    let ahead = noon() + SignedDuration::from_hours(24 * 4000);
    for now in [noon(), ahead, ahead + SignedDuration::from_hours(12)] {
        desk.writer.keep_up(now).await.unwrap();
        assert_eq!(desk.writer.drop_old_unread(now).await.unwrap(), 0);
    }
    days_pass(&desk, 0, i64::from(UNREAD_DAYS) - 1).await;
    assert_eq!(bodies(&desk, VERIMOR).len(), 10);
    days_pass(&desk, i64::from(UNREAD_DAYS) - 1, 4).await;
    assert_eq!(bodies(&desk, VERIMOR), [""; 0]);
    let told = desk
        .reader
        .not_understood(desk.hook(VERIMOR).id, 1)
        .unwrap();
    assert_eq!(told.dropped, 10);
    assert!(desk.call("c1").is_some());
}

/// What a former version kept goes little by little, and not while somebody waits.
#[tokio::test]
async fn too_much_that_is_there_already_goes_in_small_steps() {
    let desk = Desk::new();
    flood(&desk).await;
    desk.sql()
        .execute_batch("UPDATE not_understood SET bytes = bytes * 3 WHERE bytes > 0")
        .unwrap();
    let total = || bodies(&desk, VERIMOR).len();
    let before = total();
    post(&desk, VERIMOR, &junk("flood", 9_999, 10), 5_000).await;
    assert!(total() < before && total() + 256 >= before);
}
