//! The program `kimo-desktop` under Wine: real processes and a real screen, a tray that stands in for
//! Wine's so that a test can read it. Nothing there has toasts or WebView2, which computers lack too.

#![cfg(windows)]
#![allow(clippy::unwrap_used, reason = "a panic in a test is its report")]

use std::{
    env,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Output},
    sync::{Mutex, MutexGuard, PoisonError},
    thread,
    time::{Duration, Instant},
};

use kimo_desk::{
    api::{Asker, Nothing},
    lock::Holder,
};
use kimo_win32::stand_in::{self, StandInTray, TrayChange, TrayNews};
use tempfile::TempDir;

#[test]
fn without_toasts_who_calls_is_told_by_a_balloon_and_the_status_says_so() {
    let office = Office::open();
    let mut kimo = office.start(&["--hidden"]);
    let icon = office.sees("the icon", |news| news.what == TrayChange::Add);
    office.sees("its text", |news| {
        news.icon == icon.icon && news.tip.as_deref() == Some("Kimo")
    });
    office.kimo(&["send", "--fast", "verimor-missed"]);
    let calls = said(&office.kimo(&["calls", "--json", "--missed"]));
    assert_eq!(calls.lines().count(), 1, "{calls}");
    let balloon = office.sees("a balloon", |news| {
        let told = |(title, text): &(String, String)| !title.is_empty() && !text.is_empty();
        news.balloon.as_ref().is_some_and(told)
    });
    assert_ne!(balloon.icon, icon.icon, "it has an icon of its own");
    kimo.until_problem("no-toasts");

    // A click is as good as one on a toast: it was seen, and the balloon goes.
    balloon.click_balloon();
    office.sees("the balloon goes", |news| {
        news.icon == balloon.icon && news.what == TrayChange::Delete
    });
}

#[test]
fn the_icon_counts_who_was_missed() {
    let office = Office::open();
    let _kimo = office.start(&["--hidden"]);
    office.kimo(&["send", "--fast", "verimor-missed"]);
    office.sees("the number in its text", |news| {
        news.tip.as_deref() == Some("Kimo: 1 caller to call back")
    });
}

#[test]
fn without_web_view_a_message_says_what_is_missing_and_the_program_goes_on() {
    let office = Office::open();
    let mut kimo = office.start(&[]);
    let told = eventually("a message", || stand_in::message_of(kimo.pid(), "Kimo"));
    assert!(told.contains("WebView2 is missing"), "{told}");
    kimo.until_problem("no-web-view");
    // It waits for nobody: calls are taken while it is shown.
    office.kimo(&["send", "--fast", "verimor-missed"]);
    assert!(stand_in::answer(kimo.pid(), "Kimo", false));
    eventually("the message goes", || {
        stand_in::message_of(kimo.pid(), "Kimo")
            .is_none()
            .then_some(())
    });
    assert!(kimo.is_running());
}

#[test]
fn a_second_start_leaves_it_to_the_first_and_ends() {
    let office = Office::open();
    let kimo = office.start(&["--hidden"]);
    let second = office.desktop(&[]).output().unwrap();
    assert!(second.status.success(), "{second:?}");
    // Its window is what somebody wants to see.
    eventually("the first one is asked", || {
        stand_in::message_of(kimo.pid(), "Kimo")
    });
}

#[test]
fn when_the_session_ends_it_ends_in_order() {
    let office = Office::open();
    let mut kimo = office.start(&["--hidden"]);
    office.kimo(&["send", "--fast", "verimor-missed"]);
    eventually("it listens", || {
        stand_in::end_session(kimo.pid()).then_some(())
    });
    assert!(kimo.ended().success());
    assert!(!office.data_dir().join("desk.json").exists());
    let calls = said(&office.kimo(&["calls", "--json", "--missed"]));
    assert_eq!(calls.lines().count(), 1, "{calls}");
}

/// A data directory and a tray. One at a time: the tray is everybody's.
struct Office {
    folder: TempDir,
    tray: StandInTray,
    _alone: MutexGuard<'static, ()>,
}

impl Office {
    fn open() -> Self {
        static ONE: Mutex<()> = Mutex::new(());
        let alone = ONE.lock().unwrap_or_else(PoisonError::into_inner);
        let office = Self {
            folder: tempfile::tempdir().unwrap(),
            tray: StandInTray::start().unwrap(),
            _alone: alone,
        };
        office.kimo(&["hooks", "add", "verimor", "--json"]);
        office
    }

    fn data_dir(&self) -> PathBuf {
        self.folder.path().join("kimo")
    }

    /// Starts it, and waits until it takes deliveries.
    fn start(&self, arguments: &[&str]) -> Running {
        let child = self.desktop(arguments).spawn().unwrap();
        let kimo = Running(child, self.data_dir());
        eventually("it takes deliveries", || {
            Holder::read(&self.data_dir())?.listen
        });
        kimo
    }

    fn desktop(&self, arguments: &[&str]) -> Command {
        let mut command = self.command("kimo-desktop.exe");
        command.args(["--listen", "127.0.0.1:0"]).args(arguments);
        command
    }

    #[track_caller]
    fn kimo(&self, arguments: &[&str]) -> Output {
        let done = self.command("kimo.exe").args(arguments).output().unwrap();
        assert!(done.status.success(), "{arguments:?}: {done:?}");
        done
    }

    fn command(&self, program: &str) -> Command {
        // Beside the directory of the test program.
        let here = env::current_exe().unwrap();
        let programs = here.parent().and_then(Path::parent).unwrap();
        let mut command = Command::new(programs.join(program));
        command
            .env("KIMO_DATA_DIR", self.data_dir())
            .env("TZ", "Europe/Istanbul");
        command
    }

    #[track_caller]
    fn sees(&self, what: &str, is_it: impl Fn(&TrayNews) -> bool) -> TrayNews {
        let seen = self.tray.wait_for(LONGEST, is_it);
        seen.unwrap_or_else(|| panic!("the tray was never told: {what}"))
    }
}

/// A program that runs, killed when dropped, and its data directory.
struct Running(Child, PathBuf);

impl Running {
    fn pid(&self) -> u32 {
        self.0.id()
    }

    fn is_running(&mut self) -> bool {
        self.0.try_wait().unwrap().is_none()
    }

    fn ended(&mut self) -> ExitStatus {
        eventually("it ends", || self.0.try_wait().unwrap())
    }

    #[track_caller]
    fn until_problem(&mut self, code: &str) {
        let holder = Holder::read(&self.1).unwrap();
        let asker = Asker::at(holder);
        eventually(code, || {
            let status = asker.status(Nothing).unwrap();
            let told = status.problems.iter().any(|told| told.code == code);
            told.then_some(())
        });
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended already, which is all that is wanted.
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// No wait is longer than this: it is far more than any machine needs.
const LONGEST: Duration = Duration::from_secs(60);

#[track_caller]
fn eventually<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(begun.elapsed() < LONGEST, "never came true: {what}");
        thread::sleep(Duration::from_millis(20));
    }
}
