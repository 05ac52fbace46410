//! Somebody is forgotten while the disk has no room: their number is in the log until that can be
//! emptied.

use std::{
    fs,
    path::Path,
    process::{Child, Command, Stdio},
};

use super::promises::holds;
use crate::support::{Desk, Finished, missed_call};

const FORGOTTEN: &str = "5320000021";

/// It was never answered, and the writer tried again and again without a rest.
#[test]
fn forgetting_on_a_full_disk_is_answered_and_goes_on_by_itself() {
    let desk = Desk::start();
    let hook = desk.hook("verimor");
    for number in 0..20 {
        let uuid = format!("{number}-{}", "x".repeat(150));
        assert_eq!(hook.post(missed_call(&uuid)).status, 200);
    }
    let mut feed = desk.feed();
    let Some(full) = FullDisk::of(&desk) else {
        eprintln!("skipped: a running program may not be traced here");
        return;
    };
    let forget = desk.beside(&["forget", "--yes", "05320000021"]).finished();
    // At once: whatever the desk does while it is traced takes long.
    drop(full);
    assert_eq!(forget.code(), 1);
    assert!(
        forget.complaint().contains("disk is full"),
        "{}",
        forget.complaint()
    );
    while is_anywhere(desk.data_dir()) {
        feed.next();
    }
    assert!(desk.calls(&[]).is_empty());
}

fn is_anywhere(dir: &Path) -> bool {
    let files = fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut files = files.filter(|path| path.is_file());
    files.any(|file| holds(&fs::read(file).unwrap_or_default(), FORGOTTEN))
}

/// No page can be written to the database of a running desk, only to its log.
struct FullDisk(Child);

impl FullDisk {
    /// `None` where the system lets nobody trace a program that he did not start himself.
    fn of(desk: &Desk) -> Option<Self> {
        let database = desk.data_dir().join("kimo.db");
        let mut strace = Command::new("strace");
        strace
            .args(["-f", "-qq", "-o", "/dev/null", "-P"])
            .arg(database);
        strace.args(["-e", "trace=pwrite64", "-e", "inject=pwrite64:error=ENOSPC"]);
        strace.args(["-p", &desk.pid().to_string()]);
        let mut strace = strace.stdin(Stdio::null()).spawn().unwrap();
        // Every thread of it has a tracer once it is attached.
        let is_traced = |thread: fs::DirEntry| {
            let status = fs::read_to_string(thread.path().join("status"));
            status.is_ok_and(|status| !status.contains("TracerPid:\t0\n"))
        };
        let threads = format!("/proc/{}/task", desk.pid());
        while !fs::read_dir(&threads).unwrap().flatten().all(is_traced) {
            if strace.try_wait().unwrap().is_some() {
                return None;
            }
            std::thread::yield_now();
        }
        Some(Self(strace))
    }
}

impl Drop for FullDisk {
    fn drop(&mut self) {
        // Told to end, it lets go of the desk.
        let pid = self.0.id().to_string();
        Command::new("kill").args(["-TERM", &pid]).status().unwrap();
        self.0.wait().unwrap();
    }
}
