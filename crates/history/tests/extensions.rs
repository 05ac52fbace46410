//! An extension is somebody at its own PBX and account, and nobody elsewhere.
#![allow(clippy::unwrap_used, reason = "a panic in a test is the report")]

mod support;

use kimo_calls::{CallId, CallerKey, Hook, MarkKind};
use kimo_history::{CallQuery, NewHook};
use rusqlite::Connection;
use support::{Desk, VERIMOR, Verimor, call_id, incoming, noon};

async fn ankara(desk: &Desk) -> Hook {
    let new = NewHook {
        pbx: VERIMOR,
        account: "ankara".parse().unwrap(),
        name: "Ankara".to_owned(),
        basic_user: None,
        meaning: kimo_pbx::meaning_of(VERIMOR),
    };
    desk.writer.add_hook(new).await.unwrap()
}

async fn told(desk: &Desk, hook: &Hook, event: &Verimor<'_>) {
    let body = event.body();
    let kept = desk
        .writer
        .keep(incoming(hook, None, body.as_bytes(), noon()));
    kept.await.unwrap();
}

/// 1002 of one account is missed, and 1002 of the other talks to somebody later.
async fn two_of_one_extension(desk: &Desk) {
    let from_1002 = Verimor {
        from: "1002",
        ..Verimor::default()
    };
    told(desk, &desk.hook(VERIMOR), &from_1002).await;
    let later = Verimor {
        call: "theirs",
        minute: 5,
        answered: true,
        ..from_1002
    };
    told(desk, &ankara(desk).await, &later).await;
}

#[tokio::test]
async fn an_extension_is_nobody_in_another_account() {
    let desk = Desk::new();
    two_of_one_extension(&desk).await;
    assert_eq!(desk.open(), [("verimor:1002".to_owned(), 1)]);
    assert_eq!(desk.found("1002"), ["theirs", "c1"]);
    assert_eq!(desk.found("verimor").len(), 0, "nobody is called so");
    let theirs: CallId = "verimor@ankara:theirs".parse().unwrap();
    let theirs = desk.reader.call(&theirs).unwrap().unwrap().other_key();
    let ours = desk.call("c1").unwrap().other_key();
    let with = |key: &CallerKey| desk.reader.calls_with(key, None, 10).unwrap().len();
    assert_eq!((with(&ours), with(&theirs)), (1, 1));
    // What a person calls an extension, it is called at each PBX.
    desk.name("1002", "Deniz").await;
    assert_eq!(desk.found("Deniz"), ["theirs", "c1"]);
    assert_eq!(desk.reader.contacts_with(&ours).unwrap().len(), 1);
    let either = CallerKey::from("1002");
    assert_eq!(with(&either), 2);
    desk.verimor(&Verimor {
        call: "again",
        from: "1002",
        minute: 9,
        answered: true,
        ..Verimor::default()
    })
    .await;
    assert_eq!(desk.open(), []);
}

/// A history in which an extension was one for all: what people gave it, it has at each.
#[tokio::test]
async fn extensions_that_were_one_are_placed() {
    let desk = Desk::new();
    two_of_one_extension(&desk).await;
    for minute in 10..240 {
        desk.verimor(&Verimor {
            call: &format!("inside{minute}"),
            direction: "internal",
            from: "1002",
            to: "1003",
            minute,
            ..Verimor::default()
        })
        .await;
    }
    let note = MarkKind::Note("asks for Deniz".to_owned());
    desk.writer.mark(call_id("c1"), note, noon()).await.unwrap();
    desk.name("1002", "Deniz").await;
    let before = all(&desk, "");
    assert_eq!(before.len(), 232);
    let dir = desk.stop();
    as_it_was(&Connection::open(dir.path().join("kimo.db")).unwrap());

    let desk = Desk::at(dir);
    desk.finished().await;
    assert!(all(&desk, "") == before);
    assert_eq!(desk.open(), [("verimor:1002".to_owned(), 1)]);
    assert_eq!(all(&desk, "Deniz").len(), before.len());
    assert_eq!(all(&desk, "1003").len(), before.len() - 2);
    let call = desk.call("c1").unwrap();
    assert_eq!(call.note_text(), Some("asks for Deniz"));
    assert_eq!(call.caller.name.as_deref(), Some("Deniz"));
    let theirs: CallId = "verimor@ankara:theirs".parse().unwrap();
    let theirs = desk.reader.call(&theirs).unwrap().unwrap();
    assert_eq!(theirs.caller.name.as_deref(), Some("Deniz"));
    let keys: Vec<String> = desk
        .sql()
        .prepare("SELECT key FROM numbers ORDER BY key")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(
        keys,
        [
            "+902129090909",
            "verimor:1002",
            "verimor:1003",
            "verimor@ankara:1002"
        ]
    );
}

fn all(desk: &Desk, search: &str) -> Vec<CallId> {
    let query = CallQuery {
        search: search.to_owned(),
        limit: 1000,
        ..CallQuery::default()
    };
    let calls = desk.reader.calls(&query).unwrap().calls;
    calls.into_iter().map(|call| call.id).collect()
}

/// Makes of the tables what the former formats had of the same: one number for both, and its missed
/// call settled by the other's.
fn as_it_was(db: &Connection) {
    db.execute_batch(
        "CREATE TEMP TABLE one AS
             SELECT id AS was, first_value(id) OVER (PARTITION BY local ORDER BY id) AS is_now
             FROM numbers WHERE local IS NOT NULL;
         INSERT INTO number_text (number_text, rowid, forms, starts)
             SELECT 'delete', was, '1002', '^^10' FROM one WHERE was <> is_now;
         INSERT INTO name_text (name_text, rowid, forms, starts)
             SELECT 'delete', was, 'deniz', '^^de' FROM one WHERE was <> is_now;
         UPDATE calls SET other = (SELECT is_now FROM one WHERE was = other)
             WHERE other IN (SELECT was FROM one);
         UPDATE calls SET own = (SELECT is_now FROM one WHERE was = own)
             WHERE own IN (SELECT was FROM one);
         DELETE FROM open_missed;
         UPDATE calls SET caller = (SELECT min(id) FROM spellings WHERE raw = '1002')
             WHERE pbx_call_id = 'theirs';
         DELETE FROM numbers WHERE id IN (SELECT was FROM one WHERE was <> is_now);
         UPDATE numbers SET key = local, local = NULL WHERE local IS NOT NULL;
         INSERT INTO unfinished (name, work) VALUES ('place', '{\"work\":\"place\",\"after\":0}');",
    )
    .unwrap();
}
