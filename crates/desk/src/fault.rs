//! A fault inside Kimo, kept until somebody has heard of it: the program that had it may be gone.

use std::{fs, io, path::Path};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::private_file;

/// A panic of an earlier run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Fault {
    /// When it was.
    pub(crate) at: Timestamp,
    /// The process that had it.
    pub(crate) pid: u32,
    /// Kimo's version then.
    pub(crate) version: String,
    /// File, line and column of the source.
    pub(crate) place: String,
    /// In which thread.
    pub(crate) thread: String,
    /// What was said of it, masked.
    pub(crate) said: String,
    /// The way there, as far as the program has the names.
    pub(crate) trace: Vec<String>,
    /// False where the program went on, and ended in order later.
    pub(crate) has_ended: bool,
}

impl Fault {
    /// The one of this data directory that nobody has heard of yet.
    pub(crate) fn read(data_dir: &Path) -> Option<Self> {
        let content = private_file::read(&data_dir.join(FILE)).ok()??;
        serde_json::from_slice(&content).ok()
    }

    /// Keeps it in place of an earlier one. There is nobody to be told where that fails.
    pub(crate) fn keep(&self, data_dir: &Path) {
        if let Ok(content) = serde_json::to_vec_pretty(self) {
            private_file::replace(&data_dir.join(FILE), &content).ok();
        }
    }

    /// The program of the one that is kept went on.
    pub(crate) fn survived(data_dir: &Path) {
        if let Some(mut fault) = Self::read(data_dir) {
            fault.has_ended = false;
            fault.keep(data_dir);
        }
    }

    /// Somebody has heard of it. One that came since stays.
    pub(crate) fn seen(&self, data_dir: &Path) -> io::Result<()> {
        match Self::read(data_dir) {
            Some(kept) if kept == *self => fs::remove_file(data_dir.join(FILE)),
            _ => Ok(()),
        }
    }
}

const FILE: &str = "fault.json";

/// A file of the source without the folders of whoever built the program.
pub(crate) fn short_place(file: &str) -> String {
    let parts: Vec<&str> = file.split(['/', '\\']).collect();
    let from = parts
        .iter()
        .position(|part| OURS.contains(part))
        .or_else(|| {
            let of_registry = |part: &&str| part.starts_with("index.crates.io");
            parts.iter().position(of_registry).map(|at| at + 1)
        })
        .or_else(|| {
            let src = parts.iter().position(|part| *part == "src");
            src.map(|at| at.saturating_sub(1))
        })
        .unwrap_or(parts.len() - 1);
    parts[from..].join("/")
}

const OURS: [&str; 3] = ["crates", "src-tauri", "library"];

/// The frames of a back trace as it is written out, each `function at file:line`; of those that
/// have a name.
pub(crate) fn trace(written: &str) -> Vec<String> {
    let mut frames: Vec<String> = Vec::new();
    for line in written.lines().map(str::trim) {
        if let Some(place) = line.strip_prefix("at ") {
            if let Some(frame) = frames.last_mut() {
                frame.push_str(" at ");
                frame.push_str(&short_place(place));
            }
        } else if let Some((_, name)) = line.split_once(": ")
            && name != "<unknown>"
        {
            frames.push(name.to_owned());
        }
    }
    frames.truncate(MOST_FRAMES);
    frames
}

const MOST_FRAMES: usize = 60;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_has_nothing_of_the_computer_on_which_kimo_was_built() {
        for (file, short) in [
            ("crates/desk/src/log/mod.rs", "crates/desk/src/log/mod.rs"),
            (
                "/home/ayse/kimo/crates/calls/src/id.rs:3:9",
                "crates/calls/src/id.rs:3:9",
            ),
            (
                r"C:\Users\Ayşe\kimo\src-tauri\src\main.rs",
                "src-tauri/src/main.rs",
            ),
            (
                "/home/ayse/.cargo/registry/src/index.crates.io-1949cf8c6b5b557f/tokio-1.2.3/src/x.rs",
                "tokio-1.2.3/src/x.rs",
            ),
            (
                "/rustc/2972b5e/library/core/src/option.rs:20",
                "library/core/src/option.rs:20",
            ),
            ("/home/ayse/own/src/lib.rs", "own/src/lib.rs"),
            ("/home/ayse/main.rs", "main.rs"),
        ] {
            assert_eq!(short_place(file), short);
        }
    }

    #[test]
    fn a_trace_is_what_has_a_name() {
        let written = "   0: kimo_desk::log::note\n             at /home/ayse/kimo/crates/desk/src/log/panics.rs:9:5\n   1: <unknown>\n   2: main\n";
        assert_eq!(
            trace(written),
            [
                "kimo_desk::log::note at crates/desk/src/log/panics.rs:9:5",
                "main"
            ]
        );
    }

    #[test]
    fn one_that_was_heard_of_goes_and_a_newer_one_stays() {
        let folder = tempfile::tempdir().unwrap();
        let fault = |said: &str| Fault {
            at: Timestamp::UNIX_EPOCH,
            pid: 1,
            version: String::new(),
            place: String::new(),
            thread: String::new(),
            said: said.to_owned(),
            trace: Vec::new(),
            has_ended: true,
        };
        let (first, second) = (fault("one"), fault("two"));
        first.keep(folder.path());
        Fault::survived(folder.path());
        let told = Fault::read(folder.path()).unwrap();
        assert!(!told.has_ended);
        second.keep(folder.path());
        told.seen(folder.path()).unwrap();
        assert_eq!(Fault::read(folder.path()).as_ref(), Some(&second));
        second.seen(folder.path()).unwrap();
        assert_eq!(Fault::read(folder.path()), None);
    }
}
