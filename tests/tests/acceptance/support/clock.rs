//! A clock for the programs under test.

use std::{
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
};

use jiff::SignedDuration;

/// A wall clock of the test's own, which jumps while the one that nobody sets goes on: so it is
/// after a sleep.
pub(crate) struct Clock {
    folder: tempfile::TempDir,
    library: PathBuf,
    offset: PathBuf,
}

impl Clock {
    /// So far ahead of the computer's.
    pub(crate) fn ahead_by(by: SignedDuration) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let offset = folder.path().join("offset");
        let clock = Self {
            folder,
            library: library(),
            offset,
        };
        clock.is_ahead_by(by);
        clock
    }

    /// With which a program lives by it.
    pub(crate) fn environment(&self) -> [(&str, &OsStr); 4] {
        [
            ("LD_PRELOAD", self.library.as_os_str()),
            ("FAKETIME_TIMESTAMP_FILE", self.offset.as_os_str()),
            ("FAKETIME_NO_CACHE", OsStr::new("1")),
            ("FAKETIME_DONT_FAKE_MONOTONIC", OsStr::new("1")),
        ]
    }

    pub(crate) fn is_ahead_by(&self, by: SignedDuration) {
        // Never seen half written.
        let new = self.folder.path().join("new");
        fs::write(&new, format!("{:+}\n", by.as_secs())).unwrap();
        fs::rename(new, &self.offset).unwrap();
    }
}

/// Debian's package `libfaketime`.
fn library() -> PathBuf {
    let places = fs::read_dir("/usr/lib").unwrap().flatten();
    let mut found = places.map(|place| place.path().join("faketime/libfaketimeMT.so.1"));
    let found = found.find(|path| Path::exists(path));
    found.unwrap_or_else(|| panic!("libfaketime is not installed"))
}
