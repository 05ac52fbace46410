//! What the doctor says of each fault of a desk's files, and what to do about it, in each language.

use std::{fs, path::Path, process::Command};

use serde_json::json;

use crate::support::{Desk, Finished, kimo, missed_call};

/// What the doctor has to say, and the next step: in English, Turkish and Russian.
type Words = [(&'static str, &'static str); 3];

#[track_caller]
fn doctor_says(data_dir: &Path, words: Words) {
    let languages = ["en_US.UTF-8", "tr_TR.UTF-8", "ru_RU.UTF-8"];
    for (language, (fault, next)) in languages.into_iter().zip(words) {
        let ended = kimo(data_dir)
            .env("LANG", language)
            .arg("doctor")
            .finished();
        let said = ended.output();
        assert_eq!(ended.code(), 1, "{said}");
        let mut lines = said.lines().skip_while(|line| !line.contains(fault));
        assert!(lines.next().is_some(), "`{fault}` is not in\n{said}");
        let step = lines.find(|line| line.starts_with("   "));
        assert!(
            step.is_some_and(|line| line.contains(next)),
            "`{next}` is not in\n{said}"
        );
    }
}

/// A desk that has run and was stopped.
fn stopped(data_dir: &Path) {
    let mut desk = Desk::start_on(data_dir);
    assert_eq!(desk.hook("verimor").post(missed_call("1")).status, 200);
    desk.stop();
}

#[test]
fn a_history_that_is_deleted_or_empty() {
    for empty in [false, true] {
        let dir = tempfile::tempdir().unwrap();
        stopped(dir.path());
        let database = dir.path().join("kimo.db");
        match empty {
            true => fs::write(database, "").unwrap(),
            false => fs::remove_file(database).unwrap(),
        }
        doctor_says(
            dir.path(),
            [
                ("there was a history here", "kimo restore"),
                ("burada bir geçmiş vardı", "kimo restore"),
                ("здесь была история", "kimo restore"),
            ],
        );
    }
}

#[test]
fn a_history_that_was_set_aside() {
    let dir = tempfile::tempdir().unwrap();
    stopped(dir.path());
    fs::write(dir.path().join("kimo.db"), [0x5a; 8192]).unwrap();
    Desk::start_on(dir.path()).stop();
    doctor_says(
        dir.path(),
        [
            ("the history was damaged", "kimo doctor --seen"),
            ("geçmiş hasarlıydı", "kimo doctor --seen"),
            ("история была повреждена", "kimo doctor --seen"),
        ],
    );
}

#[test]
fn more_than_is_kept_of_what_is_not_understood() {
    let dir = tempfile::tempdir().unwrap();
    let mut desk = Desk::start_on(dir.path());
    let junk = |n: u32| format!("event_type=moon&call_uuid={n}");
    for n in 0..5 {
        assert_eq!(desk.hook("verimor").post(junk(n)).status, 200);
    }
    desk.stop();
    // As if each of those that may go were as large as the bound.
    rusqlite::Connection::open(dir.path().join("kimo.db"))
        .unwrap()
        .execute(
            "UPDATE not_understood SET bytes = ?1 WHERE bytes > 0",
            [kimo_history::UNREAD_BYTES],
        )
        .unwrap();
    let desk = Desk::start_on(dir.path());
    assert_eq!(desk.hook("verimor").post(junk(5)).status, 200);
    doctor_says(
        dir.path(),
        [
            (
                "2 events that were not understood had to go",
                "kimo hooks rotate",
            ),
            ("anlaşılamayan 2 bildirim silindi", "kimo hooks rotate"),
            ("удалено 2 нераспознанных уведомления", "kimo hooks rotate"),
        ],
    );
    // The window tells it too, beside the hook and for the desk as a whole.
    let hooks = desk.ask("hooks", &json!({}));
    let hook = hooks
        .as_array()
        .unwrap()
        .iter()
        .find(|hook| hook["pbx"] == "verimor");
    assert_eq!(hook.unwrap()["not_understood_dropped"], 2);
    let mut feed = desk.feed();
    let told = || {
        let status = desk.ask("status", &json!({}));
        let problems = status["problems"].as_array().unwrap();
        problems
            .iter()
            .any(|problem| problem["code"] == "unread-dropped")
    };
    while !told() {
        while feed.next()["type"] != "status" {}
    }
}

#[test]
fn a_delivery_in_which_a_bit_has_flipped() {
    let dir = tempfile::tempdir().unwrap();
    stopped(dir.path());
    rusqlite::Connection::open(dir.path().join("kimo.db"))
        .unwrap()
        .execute("UPDATE deliveries SET body = CAST(body || ' ' AS BLOB)", [])
        .unwrap();
    let desk = Desk::start_on(dir.path());
    let mut feed = desk.feed();
    let problems = || desk.ask("status", &json!({}))["problems"].to_string();
    while !problems().contains("history-altered") {
        while feed.next()["type"] != "status" {}
    }
    doctor_says(
        dir.path(),
        [
            ("are not as they were kept", "kimo doctor --seen"),
            ("saklandığı gibi değil", "kimo doctor --seen"),
            ("изменились уведомления", "kimo doctor --seen"),
        ],
    );
    // Seen in the window, it is told no more.
    desk.ask("incidents_seen", &json!({}));
    while problems().contains("history-altered") {
        while feed.next()["type"] != "status" {}
    }
    let said = desk.beside(&["doctor"]).finished().output();
    assert!(!said.contains("as they were kept"), "{said}");
}

#[test]
fn a_clock_that_is_far_from_the_pbxs() {
    for (ahead, words) in [
        (
            120_i64,
            [
                ("120 minutes ahead", "Set date, time and zone"),
                ("120 dakika ileri", "saat dilimini düzeltin"),
                ("спешат на 120 мин.", "часовой пояс"),
            ],
        ),
        (
            -120,
            [
                ("120 minutes behind", "Set date, time and zone"),
                ("120 dakika geri", "saat dilimini düzeltin"),
                ("отстают на 120 мин.", "часовой пояс"),
            ],
        ),
    ] {
        let desk = Desk::start();
        let seconds = ahead * 60 + ahead.signum() * 5;
        let happened = jiff::Timestamp::now() - jiff::SignedDuration::from_secs(seconds);
        for n in 0..4 {
            let body = format!(
                r#"{{"event_type":"call_init","uuid":"{n}","direction":"IN","caller":"905321234567",
                    "callee":"908508850000","timestamp":{}}}"#,
                happened.as_microsecond()
            );
            assert_eq!(desk.hook("bulutfon").post(body).status, 200);
        }
        doctor_says(desk.data_dir(), words);
    }
}

#[test]
fn a_desk_that_does_not_answer() {
    let desk = Desk::start();
    let pid = desk.pid().to_string();
    let stopped = Command::new("kill").args(["-STOP", &pid]).status();
    assert!(stopped.unwrap().success());
    doctor_says(
        desk.data_dir(),
        [
            ("runs but does not answer", "End that process"),
            ("çalışıyor ama yanıt vermiyor", "süreci sonlandırıp"),
            ("запущен, но не отвечает", "Завершите этот процесс"),
        ],
    );
}

#[test]
fn a_history_that_another_program_holds() {
    let desk = Desk::start();
    let other = rusqlite::Connection::open(desk.data_dir().join("kimo.db")).unwrap();
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    assert_eq!(desk.hook("verimor").post(missed_call("1")).status, 503);
    doctor_says(
        desk.data_dir(),
        [
            (
                "another program holds the history",
                "Take away what stands in the way",
            ),
            ("geçmişi başka bir program tutuyor", "Engeli kaldırın"),
            ("историю держит другая программа", "Уберите помеху"),
        ],
    );
}

#[test]
fn a_set_up_of_the_tunnel_that_is_damaged_or_gone() {
    let dir = tempfile::tempdir().unwrap();
    let mut desk = Desk::start_on(dir.path());
    let url = format!("http://{}", desk.listen());
    let choice = json!({ "kind": "address", "public_url": url });
    desk.ask("use_tunnel", &json!({ "choice": choice, "token": null }));
    desk.stop();
    let file = dir.path().join("tunnel.json");
    fs::write(&file, "{").unwrap();
    doctor_says(
        dir.path(),
        [
            ("the tunnel's set-up cannot be read", "kimo tunnel use"),
            ("tünelin ayarları okunamıyor", "kimo tunnel use"),
            ("настройки туннеля не читаются", "kimo tunnel use"),
        ],
    );
    fs::remove_file(file).unwrap();
    doctor_says(
        dir.path(),
        [
            ("its set-up tunnel.json is gone", "kimo tunnel off"),
            ("tunnel.json artık yok", "kimo tunnel off"),
            ("tunnel.json исчезли", "kimo tunnel off"),
        ],
    );
}

/// A file system of a test's own. Where none may be made, there is nothing to be tried.
#[cfg(target_os = "linux")]
mod disks {
    use std::{os::unix::fs::PermissionsExt, path::PathBuf};

    use super::*;

    /// Taken away when dropped.
    struct Mount(PathBuf);

    impl Mount {
        fn make(at: &Path, args: &[&str]) -> Option<Self> {
            let made = Command::new("mount").args(args).arg(at).status();
            made.is_ok_and(|made| made.success())
                .then(|| Self(at.to_owned()))
        }
    }

    impl Drop for Mount {
        fn drop(&mut self) {
            Command::new("umount")
                .arg("-l")
                .arg(&self.0)
                .status()
                .unwrap();
        }
    }

    fn small_disk(at: &Path) -> Option<Mount> {
        Mount::make(at, &["-t", "tmpfs", "-o", "size=4m,mode=700", "kimo-test"])
    }

    #[test]
    fn a_disk_that_is_full() {
        let dir = tempfile::tempdir().unwrap();
        let Some(_disk) = small_disk(dir.path()) else {
            return;
        };
        let desk = Desk::start_on(dir.path());
        let ballast = dir.path().join("ballast");
        fs::write(&ballast, "").unwrap();
        let private = fs::Permissions::from_mode(0o600);
        fs::set_permissions(&ballast, private).unwrap();
        fs::write(&ballast, vec![7; 8 << 20]).unwrap_err();
        let full = [
            ("is full", "Make room"),
            ("diski dolu", "yer açın"),
            ("заполнен", "Освободите место"),
        ];
        doctor_says(dir.path(), full);
        assert_eq!(desk.hook("verimor").post(missed_call("1")).status, 503);
        doctor_says(
            dir.path(),
            [
                ("calls cannot be stored, the disk is full", "a full disk"),
                ("çağrılar saklanamıyor, disk dolu", "dolu disk"),
                ("звонки не сохраняются: диск заполнен", "нехватку места"),
            ],
        );
    }

    #[test]
    fn a_disk_that_can_only_be_read() {
        let dir = tempfile::tempdir().unwrap();
        let Some(disk) = small_disk(dir.path()) else {
            return;
        };
        stopped(dir.path());
        let protected = Command::new("mount")
            .args(["-o", "remount,ro"])
            .arg(&disk.0)
            .status();
        assert!(protected.unwrap().success());
        doctor_says(
            dir.path(),
            [
                ("can only be read", "Take the write protection away"),
                ("salt okunur", "Yazma korumasını kaldırın"),
                ("доступен только для чтения", "Снимите защиту от записи"),
            ],
        );
    }

    #[test]
    fn a_history_that_may_not_be_written() {
        let dir = tempfile::tempdir().unwrap();
        stopped(dir.path());
        let database = dir.path().join("kimo.db");
        let path = database.to_str().unwrap();
        let Some(mount) = Mount::make(&database, &["--bind", path]) else {
            return;
        };
        let protect = ["-o", "remount,ro,bind"];
        let protected = Command::new("mount").args(protect).arg(&mount.0).status();
        assert!(protected.unwrap().success());
        doctor_says(
            dir.path(),
            [
                ("cannot be written", "write protection"),
                ("geçmişine yazılamıyor", "yazma korumasını kaldırın"),
                ("в историю", "Снимите с файла защиту"),
            ],
        );
    }
}
