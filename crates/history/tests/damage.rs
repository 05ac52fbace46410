//! A database that is damaged or gone: what is found at the next start, and what stays known.
#![allow(clippy::unwrap_used, reason = "a panic in a test is the report")]

mod support;

use std::fs;

use kimo_calls::{DeskId, Hook, Meaning, SettingValue, SourceHeader, Sources};
use kimo_history::{CallQuery, History, NewHook, OpenError, Reader, Settings};
use support::{Desk, MTT, VERIMOR, Verimor};
use tempfile::TempDir;

type Damage = fn(&mut Vec<u8>);

#[tokio::test]
async fn a_damaged_database_is_set_aside_and_a_fresh_one_begun() {
    let damages: [(&str, Damage); 5] = [
        ("not a database", |bytes| {
            *bytes = b"Dear diary, today nobody called.".repeat(99)
        }),
        ("zeros at its head", |bytes| bytes[..100].fill(0)),
        ("cut short", |bytes| bytes.truncate(bytes.len() / 2)),
        ("a page of noise", |bytes| bytes[4096..8192].fill(0xa5)),
        ("shorter than a header", |bytes| bytes.truncate(50)),
    ];
    for (what, damage) in damages {
        let desk = Desk::new();
        desk.verimor(&Verimor::default()).await;
        let was = set_up(&desk).await;
        let today = "2026-11-22T08:00:00Z".parse().unwrap();
        let backup = kimo_history::back_up(desk.dir.path(), today)
            .unwrap()
            .unwrap();
        let dir = desk.stop();
        let path = dir.path().join("kimo.db");
        let mut bytes = fs::read(&path).unwrap();
        damage(&mut bytes);
        fs::write(&path, &bytes).unwrap();

        let read_only = Reader::open(dir.path()).and_then(|reader| {
            reader
                .calls(&CallQuery {
                    limit: 9,
                    ..CallQuery::default()
                })
                .map_err(|_| OpenError::Locked(path.clone()))
        });
        assert!(read_only.is_err() || what == "a page of noise", "{what}");
        assert!(
            fs::read(&path).unwrap() == bytes,
            "looking on does not touch it"
        );

        let opened = History::open(dir.path()).unwrap();
        let aside = opened.set_aside.as_ref().expect(what);
        assert!(
            fs::read(&aside.path).unwrap() == bytes,
            "{what}: nothing of it is lost"
        );
        assert_eq!(aside.last_backup.as_ref(), Some(&backup.path));
        let name = aside.path.file_name().unwrap().to_str().unwrap();
        assert!(name.starts_with("kimo.db.damaged-20"), "{name}");
        assert_eq!(opened.history.reader().total_calls().unwrap(), 0);
        assert_eq!(known_to_others(&opened.history.reader()), was, "{what}");
        assert_eq!(
            History::open(dir.path()).unwrap().set_aside,
            None,
            "once is enough"
        );
        // Windows moves no file that somebody looks into.
        drop(opened);

        // The backup can be brought back, and everything is as it was.
        let backup =
            &kimo_history::backups(dir.path(), kimo_calls::Timestamp::now()).unwrap()[0].path;
        let old = kimo_history::restore(dir.path(), backup, today).unwrap();
        assert!(old.unwrap().exists());
        let desk = Desk::at(dir);
        assert!(desk.call("c1").is_some());
        assert_eq!(desk.open().len(), 1);
    }
}

#[tokio::test]
async fn without_a_good_backup_a_damaged_database_is_followed_by_a_desk_that_never_was() {
    // Days on which a backup was made, and what became of it.
    let noise: Damage = |bytes| bytes[4096..8192].fill(0xa5);
    let cut: Damage = |bytes| bytes.truncate(5000);
    let none: Damage = |bytes| bytes.clear();
    let cases: [(&str, &[Damage]); 4] = [
        ("no backup", &[]),
        ("one of noise", &[noise]),
        ("one that is cut short", &[cut]),
        ("all of them", &[cut, none, noise]),
    ];
    for (what, backups) in cases {
        let desk = Desk::new();
        let was = set_up(&desk).await;
        back_up_and_damage(&desk, backups);
        let dir = stopped_and_damaged(desk);
        let opened = History::open(dir.path()).unwrap();
        assert_eq!(opened.set_aside.unwrap().last_backup, None, "{what}");
        let desk = Desk::at(dir);
        assert_eq!(known_to_others(&desk.reader).desk, was.desk, "{what}");
        assert_eq!(desk.reader.hooks().unwrap().len(), 3);
        assert_eq!(desk.reader.settings().unwrap(), Settings::default());
        desk.verimor(&Verimor::default()).await;
    }
}

#[tokio::test]
async fn the_last_good_backup_counts_where_later_ones_are_damaged_newer_or_older() {
    let newer = "PRAGMA user_version = 99";
    let older = "ALTER TABLE hooks DROP COLUMN previous_token;
                 ALTER TABLE hooks DROP COLUMN previous_until;
                 ALTER TABLE hooks DROP COLUMN allowed_sources;
                 ALTER TABLE hooks DROP COLUMN source_header;
                 PRAGMA user_version = 8";
    let no_desk = "DELETE FROM desk";
    let bad_token = "UPDATE hooks SET token = 'x' || id";
    // What happened to the backup of the day before, and to that of the day; which one counts.
    for (before, today, counts) in [
        ("", newer, 0),
        ("", no_desk, 0),
        ("", bad_token, 0),
        (newer, "", 1),
        (newer, older, 1),
    ] {
        let desk = Desk::new();
        let hook = desk.hook(VERIMOR).id;
        desk.writer.revoke_previous(hook).await.unwrap();
        let mut was = Vec::new();
        for (day, sql) in [(20, before), (21, today)] {
            let settings = Settings {
                retention_days: Some(day),
                ..Settings::default()
            };
            desk.writer.change_settings(settings.into()).await.unwrap();
            was.push(known_to_others(&desk.reader));
            let now = format!("2026-11-{day}T08:00:00Z").parse().unwrap();
            let backup = kimo_history::back_up(desk.dir.path(), now).unwrap();
            let db = rusqlite::Connection::open(backup.unwrap().path).unwrap();
            db.execute_batch(sql).unwrap();
        }
        let dir = stopped_and_damaged(desk);
        let opened = History::open(dir.path()).unwrap();
        let used = opened.set_aside.unwrap().last_backup.unwrap();
        let name = format!("kimo-2026-11-{}.db", 20 + counts);
        assert!(used.ends_with(&name), "{}", used.display());
        assert_eq!(known_to_others(&opened.history.reader()), was[counts]);
    }
}

/// As a kill between moving the old one away and founding the new one leaves it.
#[tokio::test]
async fn a_database_that_is_gone_leaves_the_desk_with_its_hooks_too() {
    let desk = Desk::new();
    let was = set_up(&desk).await;
    back_up_and_damage(&desk, &[|_| {}]);
    let path = desk.path();
    let dir = desk.stop();
    for nothing in [false, true] {
        fs::remove_file(&path).unwrap();
        if nothing {
            fs::write(&path, "").unwrap();
        }
        assert_eq!(History::open(dir.path()).unwrap().set_aside, None);
        let reader = Reader::open(dir.path()).unwrap();
        assert_eq!(known_to_others(&reader), was);
        assert_eq!(reader.hooks().unwrap()[0].deliveries, 0);
    }
}

#[tokio::test]
async fn damage_met_later_is_reported() {
    let desk = Desk::new();
    for call in 0..40 {
        desk.verimor(&Verimor {
            call: &format!("c{call}"),
            ..Verimor::default()
        })
        .await;
    }
    let dir = desk.stop();
    let desk = Desk::at(dir);
    let hook = desk.hook(VERIMOR);
    // Noise over everything but the header and the tables' own description.
    let mut bytes = fs::read(desk.path()).unwrap();
    bytes[12 * 4096..].fill(0xa5);
    fs::write(desk.path(), bytes).unwrap();
    let event = Verimor {
        call: "new",
        ..Verimor::default()
    };
    let at = "2026-11-20T09:00:00Z".parse().unwrap();
    let incoming = support::incoming(&hook, None, event.body().as_bytes(), at);
    let kept = desk.writer.keep(incoming).await;
    assert!(
        matches!(kept, Err(kimo_history::KeepError::Damaged(_))),
        "{kept:?}"
    );
    let told = desk.changes();
    assert!(
        matches!(
            &told[..],
            [kimo_history::Change::Storage(Err(
                kimo_history::KeepError::Damaged(_)
            ))]
        ),
        "{told:?}"
    );
}

/// What people have entered elsewhere or set here, and would have to enter or set again.
#[derive(Debug, PartialEq)]
struct Known {
    desk: DeskId,
    hooks: Vec<Hook>,
    settings: Settings,
}

fn known_to_others(reader: &Reader) -> Known {
    let hooks = reader.hooks().unwrap().into_iter();
    Known {
        desk: reader.desk_id().unwrap(),
        hooks: hooks.map(|summary| summary.hook).collect(),
        settings: reader.settings().unwrap(),
    }
}

/// A desk that differs from a new one in everything that can be set. One of its hooks was removed.
async fn set_up(desk: &Desk) -> Known {
    let removed = desk.hook(MTT).id;
    desk.writer.remove_hook(removed).await.unwrap();
    let added = NewHook {
        pbx: VERIMOR,
        account: "sube".parse().unwrap(),
        name: "Şube".to_owned(),
        basic_user: Some("santral".to_owned()),
        meaning: Meaning {
            region: "RU".parse().unwrap(),
            settings: [(
                "answered_flag".to_owned(),
                SettingValue::Text("missed".to_owned()),
            )]
            .into(),
        },
    };
    let hook = desk.writer.add_hook(added).await.unwrap();
    let until = "2099-01-01T00:00:00Z".parse().unwrap();
    desk.writer
        .rotate_token(hook.id, Some(until))
        .await
        .unwrap();
    let sources = Sources {
        allowed: vec!["203.0.113.0/24".parse().unwrap()],
        header: SourceHeader::XRealIp,
    };
    desk.writer.limit_sources(hook.id, sources).await.unwrap();
    let settings = Settings {
        language: Some("tr".to_owned()),
        extensions: vec!["1001".to_owned()],
        ..Settings::default()
    };
    desk.writer.change_settings(settings.into()).await.unwrap();
    known_to_others(&desk.reader)
}

/// Makes a backup a day, and does this to each.
fn back_up_and_damage(desk: &Desk, damages: &[Damage]) {
    for (day, damage) in (10..).zip(damages) {
        let now = format!("2026-11-{day}T08:00:00Z").parse().unwrap();
        let backup = kimo_history::back_up(desk.dir.path(), now).unwrap();
        let path = backup.unwrap().path;
        let mut bytes = fs::read(&path).unwrap();
        damage(&mut bytes);
        fs::write(path, bytes).unwrap();
    }
}

fn stopped_and_damaged(desk: Desk) -> TempDir {
    let path = desk.path();
    let dir = desk.stop();
    fs::write(path, [0x5a; 8192]).unwrap();
    dir
}
