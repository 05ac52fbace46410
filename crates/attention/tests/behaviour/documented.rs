//! `docs/behaviour.md` and the tests speak of the same things.

use std::{collections::BTreeSet, fs};

use crate::texts::{root, rust_files};

#[test]
fn every_line_names_a_test_and_every_test_of_behaviour_is_named() {
    let document = fs::read_to_string(root().join("docs/behaviour.md")).unwrap();
    let mut named = BTreeSet::new();
    for line in document.lines().filter(|line| line.starts_with("- ")) {
        let words = ["- Given ", " when ", " then "];
        assert!(words.iter().all(|word| line.contains(word)), "{line}");
        let in_line: Vec<&str> = line.split('`').skip(1).step_by(2).collect();
        let tests = in_line.iter().filter(|name| name.matches('_').count() > 1);
        let before = named.len();
        named.extend(tests.map(|name| (*name).to_owned()));
        assert!(named.len() > before, "names no test of its own: {line}");
    }
    let everywhere = ["crates", "tests", "src-tauri"].map(|place| root().join(place));
    let all: BTreeSet<String> = everywhere
        .iter()
        .flat_map(|place| tests_in(place))
        .collect();
    let invented: Vec<_> = named.difference(&all).collect();
    assert!(invented.is_empty(), "there are no such tests: {invented:?}");

    let details = [
        "texts.rs",
        "words.rs",
        "documented.rs",
        "tray.rs",
        "growth.rs",
    ];
    let here = root().join("crates/attention/tests/behaviour");
    for file in rust_files(&here) {
        if details.iter().any(|detail| file.ends_with(detail)) {
            continue;
        }
        let unnamed: Vec<_> = tests_of(&file)
            .into_iter()
            .filter(|test| !named.contains(test))
            .collect();
        assert!(
            unnamed.is_empty(),
            "docs/behaviour.md does not name {unnamed:?}"
        );
    }
}

fn tests_in(place: &std::path::Path) -> BTreeSet<String> {
    rust_files(place)
        .iter()
        .flat_map(|file| tests_of(file))
        .collect()
}

fn tests_of(file: &std::path::Path) -> Vec<String> {
    let source = fs::read_to_string(file).unwrap();
    let is_test = |attribute: &&str| {
        ["test]", "tokio::test"]
            .iter()
            .any(|t| attribute.starts_with(t))
    };
    let named = source.split("#[").filter(is_test).filter_map(|after| {
        let (_, after) = after.split_once("fn ")?;
        after.split_once('(').map(|(name, _)| name.to_owned())
    });
    named.collect()
}
