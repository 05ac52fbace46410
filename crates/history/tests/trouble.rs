//! Kills, full disks, locks and other programs: what was answered is there, and nothing is half
//! there.
#![allow(clippy::unwrap_used, reason = "a panic in a test is the report")]

mod support;

use std::{
    io::{BufRead, BufReader, Write},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use kimo_calls::{MarkKind, Timestamp};
use kimo_history::{Change, History, KeepError, NewHook, Setting, Settings, TouchedCalls};
use support::{Desk, VERIMOR, Verimor, call_id, incoming};

fn now() -> Timestamp {
    "2026-11-20T09:00:00Z".parse().unwrap()
}

/// Not a test of its own: the desk that the next one kills, which tells of every delivery that
/// was answered.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_desk_to_be_killed() {
    let Some(dir) = std::env::var_os("KIMO_TEST_KILLED_DESK") else {
        return;
    };
    let history = History::open(dir.as_ref()).unwrap().history;
    let writer = history.writer(|_| {}).unwrap();
    let hooks = writer.add_usual_hooks(vec![VERIMOR]).await.unwrap();
    let hook = hooks[0].clone();
    let posters: Vec<_> = (0..16)
        .map(|poster| {
            let (writer, hook) = (writer.clone(), hook.clone());
            tokio::spawn(async move {
                for call in 0.. {
                    let call = format!("k{poster}-{call}");
                    for event in ["ringing", "hangup"] {
                        let event = Verimor {
                            event,
                            call: &call,
                            ..Verimor::default()
                        };
                        let incoming = incoming(&hook, None, event.body().as_bytes(), now());
                        writer.keep(incoming).await.unwrap();
                        println!("kept {} {call}", event.event);
                        std::io::stdout().flush().unwrap();
                    }
                }
            })
        })
        .collect();
    for poster in posters {
        poster.await.unwrap();
    }
}

#[test]
fn what_was_answered_is_there_after_a_kill() {
    for until in [1, 300, 1100] {
        let dir = tempfile::tempdir().unwrap();
        let mut desk = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "a_desk_to_be_killed", "--nocapture"])
            .env("KIMO_TEST_KILLED_DESK", dir.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut answered = Vec::new();
        let mut lines = BufReader::new(desk.stdout.take().unwrap()).lines();
        for line in lines.by_ref() {
            answered.extend(line.unwrap().strip_prefix("kept ").map(str::to_owned));
            if answered.len() == until {
                desk.kill().unwrap();
            }
        }
        desk.wait().unwrap();
        // Of the last line, perhaps only a part got out.
        answered.pop();
        assert!(answered.len() + 1 >= until);
        let desk = Desk::at(dir);
        for kept in answered {
            let (event, call) = kept.split_once(' ').unwrap();
            let call = desk.call(call).expect(&kept);
            let events = desk.reader.events(&call.id).unwrap().len();
            assert!(events == 2 || event == "ringing", "{kept}");
            assert_eq!(call.missed, events == 2);
        }
        assert_eq!(desk.reader.health().unwrap().problems, [""; 0]);
        let (calls, open): (i64, i64) = desk
            .sql()
            .query_row("SELECT (SELECT count(*) FROM calls WHERE missed), (SELECT sum(missed) FROM open_missed)", [], |row| {
                Ok((row.get(0)?, row.get::<_, Option<i64>>(1)?.unwrap_or_default()))
            })
            .unwrap();
        assert_eq!(calls, open, "nothing is half there");
    }
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_full_disk_is_told_and_leaves_nothing_half_written() {
    // A small file system of its own; where we may not make one, there is nothing to be tried.
    let dir = tempfile::tempdir().unwrap();
    let mounted = Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=2m", "kimo-test"])
        .arg(dir.path())
        .status();
    if !mounted.is_ok_and(|status| status.success()) {
        return;
    }
    struct Unmount(std::path::PathBuf);
    impl Drop for Unmount {
        fn drop(&mut self) {
            Command::new("umount")
                .arg("-l")
                .arg(&self.0)
                .status()
                .unwrap();
        }
    }
    let _unmount = Unmount(dir.path().to_owned());
    let desk = Desk::at(tempfile::tempdir_in(dir.path()).unwrap());
    desk.verimor(&Verimor {
        call: "before",
        ..Verimor::default()
    })
    .await;
    desk.changes();
    let ballast = dir.path().join("ballast");
    std::fs::write(&ballast, vec![7; 4 << 20]).unwrap_err();

    let body = Verimor {
        call: "full",
        ..Verimor::default()
    }
    .body();
    let kept = desk.post(VERIMOR, body.as_bytes(), now()).await;
    assert_eq!(kept, Err(KeepError::DiskFull));
    assert_eq!(desk.changes(), [Change::Storage(Err(KeepError::DiskFull))]);
    let kept = desk.post(VERIMOR, body.as_bytes(), now()).await;
    assert_eq!(kept, Err(KeepError::DiskFull));
    assert_eq!(desk.changes(), [], "told once");
    assert_eq!(desk.found(""), ["before"]);

    std::fs::remove_file(ballast).unwrap();
    // The system counts the room that has become free a moment later.
    let begun = Instant::now();
    let kept = loop {
        match desk.post(VERIMOR, body.as_bytes(), now()).await {
            Ok(kept) => break kept,
            Err(error) => assert!(begun.elapsed() < Duration::from_secs(10), "{error}"),
        }
    };
    assert!(!kept.repeated, "nothing of it was there");
    assert_eq!(desk.changes()[0], Change::Storage(Ok(())));
    assert_eq!(desk.found("").len(), 2);
    assert_eq!(desk.reader.hooks().unwrap()[0].deliveries, 2);
    assert_eq!(desk.reader.health().unwrap().problems, [""; 0]);
}

#[tokio::test]
async fn a_lock_by_another_program_is_told_and_passes() {
    let desk = Desk::new();
    let other = desk.sql();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let hook = desk.hook(VERIMOR);
    let body = Verimor::default().body();
    let one = desk
        .writer
        .keep(incoming(&hook, None, body.as_bytes(), now()));
    let two = desk
        .writer
        .keep(incoming(&hook, None, body.as_bytes(), now()));
    let (one, two) = tokio::join!(one, two);
    assert_eq!((one, two), (Err(KeepError::Locked), Err(KeepError::Locked)));
    assert_eq!(desk.changes(), [Change::Storage(Err(KeepError::Locked))]);
    assert_eq!(desk.found(""), [""; 0], "others can still look");
    other.execute_batch("ROLLBACK").unwrap();
    desk.verimor(&Verimor::default()).await;
    assert_eq!(desk.changes()[0], Change::Storage(Ok(())));
}

/// As long as somebody reads, the log can only grow.
#[tokio::test]
async fn the_log_shrinks_once_a_long_reader_is_gone_and_nothing_comes() {
    const BOUND: u64 = 8 << 20;
    let desk = Desk::new();
    let log = desk.dir.path().join("kimo.db-wal");
    let length = || std::fs::metadata(&log).unwrap().len();
    let reader = desk.sql();
    reader.execute_batch("BEGIN").unwrap();
    let count = |sql: &str| reader.query_row(sql, [], |row| row.get::<_, i64>(0));
    assert_eq!(count("SELECT count(*) FROM calls").unwrap(), 0);
    let mut calls = 0;
    while length() <= BOUND {
        let call = format!("c{calls}");
        let event = Verimor {
            call: &call,
            ..Verimor::default()
        };
        desk.verimor(&event).await;
        calls += 1;
    }
    reader.execute_batch("ROLLBACK").unwrap();
    let begun = Instant::now();
    while length() > BOUND {
        assert!(
            begun.elapsed() < Duration::from_secs(60),
            "it stays so long"
        );
        std::thread::yield_now();
    }
    assert_eq!(desk.reader.total_calls().unwrap(), calls);
}

#[tokio::test]
async fn another_process_may_write_too() {
    let desk = Desk::new();
    desk.verimor(&Verimor {
        event: "ringing",
        ..Verimor::default()
    })
    .await;
    // `kimo hooks add` and a second Kimo's settings.
    let other = History::open(desk.dir.path()).unwrap().history;
    let writer = other.writer(|_| {}).unwrap();
    let new = NewHook {
        pbx: VERIMOR,
        account: kimo_calls::Account::default(),
        name: "Ankara".to_owned(),
        basic_user: None,
        meaning: kimo_pbx::meaning_of(VERIMOR),
    };
    let hook = writer.add_hook(new).await.unwrap();
    let settings = Settings {
        do_not_disturb: true,
        ..Settings::default()
    };
    writer
        .change_settings(settings.clone().into())
        .await
        .unwrap();
    desk.changes();
    desk.writer.reload().await.unwrap();
    let told = desk.touched();
    assert_eq!(told.hooks, [hook.id].into());
    assert_eq!(told.settings, [Setting::DoNotDisturb].into());
    assert_eq!(told.calls, TouchedCalls::Many, "nobody knows which");
    desk.writer.reload().await.unwrap();
    assert_eq!(desk.changes(), [], "told once");
    // The new hook's deliveries are taken, and the call goes on from what both have written.
    let theirs = Verimor {
        call: "c2",
        ..Verimor::default()
    };
    desk.writer
        .keep(incoming(&hook, None, theirs.body().as_bytes(), now()))
        .await
        .unwrap();
    assert!(desk.call("c2").unwrap().missed);
    let ours = desk.hook(VERIMOR);
    let answer = Verimor {
        event: "answer",
        ..Verimor::default()
    };
    writer
        .keep(incoming(&ours, None, answer.body().as_bytes(), now()))
        .await
        .unwrap();
    let hangup = Verimor::default();
    desk.writer
        .keep(incoming(&ours, None, hangup.body().as_bytes(), now()))
        .await
        .unwrap();
    assert_eq!(desk.reader.events(&call_id("c1")).unwrap().len(), 3);
    let call = desk.call("c1").unwrap();
    assert!(!call.missed, "the answer was seen");
    let note = MarkKind::Note("x".to_owned());
    writer.mark(call_id("c1"), note, now()).await.unwrap();
    assert_eq!(desk.reader.settings().unwrap(), settings);
}

#[tokio::test]
async fn the_last_clone_keeps_the_writer_alive() {
    let desk = Desk::new();
    let clone = desk.writer.clone();
    let dir = desk.stop();
    let history = History::open(dir.path()).unwrap().history;
    let hook = history.reader().hooks().unwrap()[0].hook.clone();
    let body = Verimor::default().body();
    clone
        .keep(incoming(&hook, None, body.as_bytes(), now()))
        .await
        .unwrap();
    drop(clone);
    assert_eq!(history.reader().total_calls().unwrap(), 1);
}
