//! Deliveries that something changes on the disk, in pages that SQLite takes for sound.
#![allow(clippy::unwrap_used, reason = "a panic in a test is the report")]

mod support;

use std::{fs, path::Path};

use kimo_history::{History, IncidentKind, Round};
use support::{Desk, VERIMOR, Verimor, noon};
use tempfile::TempDir;

/// A call that is known by a word that stands in its delivery and nowhere else.
async fn call(desk: &Desk, call: &str) {
    let hangup = Verimor {
        call,
        ..Verimor::default()
    };
    let body = format!("{}&word=only-{call}-here", hangup.body());
    desk.post(VERIMOR, body.as_bytes(), noon()).await.unwrap();
}

/// Flips one bit in the file.
fn flip_a_bit_of(dir: &Path, word: &str) {
    let path = dir.join("kimo.db");
    rusqlite::Connection::open(&path)
        .unwrap()
        .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
        .unwrap();
    let mut bytes = fs::read(&path).unwrap();
    let found: Vec<_> = (0..bytes.len() - word.len())
        .filter(|at| bytes[*at..].starts_with(word.as_bytes()))
        .collect();
    assert_ne!(found, [0; 0], "{word}");
    found.iter().for_each(|at| bytes[*at] ^= 4);
    fs::write(&path, bytes).unwrap();
}

/// Goes through everything once.
fn altered(desk: &Desk) -> Vec<i64> {
    let mut altered = Vec::new();
    let mut at = Some(Round::default());
    while let Some(from) = at {
        let checked = desk.reader.check_on(from).unwrap();
        altered.extend(checked.altered);
        at = checked.next;
    }
    altered
}

/// Three calls, and a bit that flipped in the delivery of the second.
async fn with_a_flipped_bit() -> Desk {
    let desk = Desk::new();
    for id in ["a", "b", "c"] {
        call(&desk, id).await;
    }
    assert_eq!(altered(&desk), [0; 0]);
    let dir = desk.stop();
    flip_a_bit_of(dir.path(), "only-b-here");
    Desk::at(dir)
}

#[tokio::test]
async fn a_bit_that_flips_in_a_delivery_is_known_and_told_once() {
    let desk = with_a_flipped_bit().await;
    assert_eq!(desk.reader.health().unwrap().problems, [""; 0]);
    assert_eq!(altered(&desk), [2]);
    desk.writer.found_altered(vec![2]).await.unwrap();
    desk.writer.found_altered(vec![2]).await.unwrap();
    assert!(desk.touched().incidents);
    let told = desk.reader.incidents().unwrap();
    assert_eq!(
        (told.len(), told[0].kind, told[0].lost),
        (1, IncidentKind::Altered, 1)
    );
    desk.writer.incidents_seen(noon()).await.unwrap();
    desk.writer.found_altered(vec![2]).await.unwrap();
    assert_eq!(desk.reader.incidents().unwrap(), []);
    desk.writer.found_altered(vec![2, 3]).await.unwrap();
    assert_eq!(desk.reader.incidents().unwrap()[0].lost, 1);
}

#[tokio::test]
async fn a_rebuild_tells_of_it_and_leaves_its_call_as_it_was() {
    let desk = with_a_flipped_bit().await;
    let was = desk.call("b").unwrap();
    let dir = desk.stop();
    kimo_history::rebuild(dir.path(), |_, _| {}).unwrap();
    let desk = Desk::at(dir);
    assert_eq!(desk.call("b").unwrap(), was);
    let told = desk.reader.incidents().unwrap();
    assert_eq!((told[0].kind, told[0].lost), (IncidentKind::Altered, 1));
}

#[cfg_attr(windows, ignore = "nobody moves a file there that is open")]
#[tokio::test]
async fn what_is_saved_of_a_damaged_history_is_what_was_received() {
    // By whatever hook, though it be removed by now.
    for is_removed in [false, true] {
        let desk = with_a_flipped_bit().await;
        if is_removed {
            let hook = desk.hook(VERIMOR).id;
            desk.writer.remove_hook(hook).await.unwrap();
        }
        desk.writer
            .found_damaged("a test".to_owned())
            .await
            .unwrap();
        desk.writer.reload().await.unwrap();
        desk.finished().await;
        assert_eq!(desk.found("").len(), 2, "removed: {is_removed}");
        let told = desk.reader.incidents().unwrap();
        assert_eq!(told[0].kind, IncidentKind::Damaged);
        assert_eq!((told[0].saved, told[0].lost), (2, 1));
        let hooks = desk.reader.hooks().unwrap();
        assert_eq!(hooks.len(), if is_removed { 2 } else { 3 });
    }
}

/// Their body is another's, and outlives it.
#[tokio::test]
async fn deliveries_that_share_a_body_are_sound_each_by_itself() {
    let desk = Desk::new();
    for _ in 0..3 {
        desk.post(VERIMOR, b"event_type=unheard_of", noon())
            .await
            .unwrap();
    }
    assert_eq!(altered(&desk), [0; 0]);
    desk.sql()
        .execute_batch(
            "UPDATE deliveries SET body = CAST('event_type=unheard-of' AS BLOB) WHERE id = 1",
        )
        .unwrap();
    assert_eq!(altered(&desk), [1, 2, 3]);
    for column in ["hook", "received_at", "source"] {
        let desk = Desk::new();
        desk.verimor(&Verimor::default()).await;
        let sql = format!("UPDATE deliveries SET {column} = {column} + 1");
        desk.sql().execute(&sql, []).unwrap();
        assert_eq!(altered(&desk), [1], "{column}");
    }
}

#[tokio::test]
async fn deliveries_of_an_older_kimo_get_their_sums() {
    let desk = Desk::new();
    for n in 0..1100 {
        call(&desk, &format!("c{n}")).await;
    }
    desk.finished().await;
    let before: i64 = sums(&desk);
    desk.sql()
        .execute_batch(
            "UPDATE deliveries SET sum = NULL;
             INSERT INTO unfinished (name, work) VALUES ('sum', '{\"work\":\"sum\",\"after\":0}')",
        )
        .unwrap();
    let dir: TempDir = desk.stop();
    assert!(History::open(dir.path()).is_ok());
    let desk = Desk::at(dir);
    desk.finished().await;
    assert_eq!(sums(&desk), before);
    assert_eq!(altered(&desk), [0; 0]);
}

/// All sums, mixed.
fn sums(desk: &Desk) -> i64 {
    let sql = "SELECT sum((sum >> 16) * (id % 7)) FROM deliveries WHERE sum IS NOT NULL";
    desk.sql().query_row(sql, [], |row| row.get(0)).unwrap()
}

/// A table without numbers of its own is read by its calls, and no step reads more than it should.
#[tokio::test]
async fn a_step_of_the_check_is_bounded() {
    let desk = Desk::new();
    for n in 0..1500 {
        call(&desk, &format!("c{n}")).await;
    }
    let mut steps = 0;
    let mut at = Some(Round::default());
    while let Some(from) = at {
        at = desk.reader.check_on(from).unwrap().next;
        steps += 1;
    }
    // Deliveries, events, calls, each in three steps at least.
    assert!(steps >= 9, "{steps}");
}
