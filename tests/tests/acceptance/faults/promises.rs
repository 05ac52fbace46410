//! What Kimo has promised, and whether it holds, once the disk is well again.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use serde_json::json;

use crate::support::{Desk, Finished, Hook, ids, missed_call};

/// What was said to somebody before the fault or beside it.
#[derive(Clone, Debug, Default)]
pub(super) struct Promises {
    /// Calls that are kept, by their ids.
    pub(super) calls: BTreeSet<String>,
    /// Calls that are kept or not: nothing was answered of them.
    pub(super) perhaps: BTreeSet<String>,
    /// Numbers of which there is no byte.
    pub(super) forgotten: Vec<&'static str>,
    /// What was noted of a call.
    pub(super) notes: BTreeMap<String, &'static str>,
    /// Calls that are marked as dealt with.
    pub(super) done: BTreeSet<String>,
    /// The address of the first hook.
    pub(super) hook: Option<String>,
}

impl Promises {
    /// Panics with what does not hold in this data directory.
    pub(super) fn hold(&self, data_dir: &Path) {
        let mut desk = Desk::start_with_all_hooks_on(data_dir);
        let calls = desk.calls(&["--limit", "100000"]);
        let there: BTreeSet<String> = ids(&calls).into_iter().map(str::to_owned).collect();
        let lost: Vec<_> = self.calls.difference(&there).collect();
        assert!(lost.is_empty(), "answered 200, and gone: {lost:?}");
        assert_eq!(there.len(), calls.len(), "a call is there twice");
        let known: BTreeSet<String> = self.calls.union(&self.perhaps).cloned().collect();
        let unknown: Vec<_> = there.difference(&known).collect();
        assert!(unknown.is_empty(), "nobody told of {unknown:?}");
        for call in &calls {
            let id = call["id"].as_str().unwrap();
            if let Some(note) = self.notes.get(id) {
                assert_eq!(call["note"], *note, "the note of {id}");
            }
            if self.done.contains(id) {
                assert_eq!(call["done"], true, "{id} was marked");
            }
        }
        if let Some(path) = &self.hook {
            assert_eq!(desk.hook("verimor").path, *path, "the address changed");
        }
        nothing_is_wrong(&desk);
        goes_on(&desk.hook("verimor"), &there, &desk);
        assert_eq!(desk.stop(), Some(0));
        for digits in &self.forgotten {
            is_nowhere(digits, data_dir);
        }
        is_sound(&data_dir.join("kimo.db"));
    }
}

/// With the disk well again, the desk tells of no trouble with what it keeps, nor does the doctor.
fn nothing_is_wrong(desk: &Desk) {
    let status = desk.ask("status", &json!({}));
    let codes = status["problems"].as_array().unwrap().iter();
    let codes = codes.map(|problem| problem["code"].as_str().unwrap());
    let kept = ["history", "storage", "disk", "cannot-store", "backup"];
    let is_of_it = |code: &&str| kept.iter().any(|begin| code.starts_with(begin));
    assert_eq!(codes.filter(is_of_it).collect::<Vec<_>>(), [""; 0]);
    // The calls of these tests are of another day than that on which they are posted, and the
    // former version's address is nobody's.
    let known = [
        "not understood",
        "the computer's clock",
        "does not reach Kimo",
    ];
    let is_known = |line: &&str| known.iter().any(|words| line.contains(words));
    let doctor = desk.beside(&["doctor"]).finished();
    let said = doctor.output();
    let wrong = said.lines().filter(|line| line.starts_with("WRONG"));
    assert_eq!(
        wrong.filter(|line| !is_known(line)).collect::<Vec<_>>(),
        [""; 0]
    );
}

/// What comes again is what is there, and what comes anew is kept.
fn goes_on(hook: &Hook, there: &BTreeSet<String>, desk: &Desk) {
    let again = there.iter().find(|id| id.starts_with("verimor:new-"));
    if let Some(id) = again {
        let uuid = id.trim_start_matches("verimor:");
        assert_eq!(hook.post(missed_call(uuid)).status, 200);
    }
    assert_eq!(hook.post(missed_call("afterwards")).status, 200);
    let after = desk.calls(&["--limit", "100000"]);
    // What is too old may go meanwhile: a deletion that broke off is gone on with.
    let after: Vec<_> = after
        .iter()
        .map(|call| call["id"].as_str().unwrap().to_owned())
        .collect();
    let new: Vec<_> = after.iter().filter(|id| !there.contains(*id)).collect();
    assert_eq!(new, ["verimor:afterwards"]);
}

/// No file has these digits in it.
fn is_nowhere(digits: &str, dir: &Path) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            is_nowhere(digits, &path);
        } else {
            let bytes = fs::read(&path).unwrap();
            assert!(
                !holds(&bytes, digits),
                "{digits} was forgotten, and is in {}",
                path.display()
            );
        }
    }
}

/// Whether these bytes have the text in them.
pub(super) fn holds(bytes: &[u8], text: &str) -> bool {
    let mut places = bytes.windows(text.len());
    places.any(|place| place == text.as_bytes())
}

/// SQLite finds nothing wrong with a database.
pub(super) fn is_sound(database: &Path) {
    let db = rusqlite::Connection::open(database).unwrap();
    let sql = "PRAGMA integrity_check";
    let said: String = db.query_row(sql, [], |row| row.get(0)).unwrap();
    assert_eq!(said, "ok", "{}", database.display());
}
