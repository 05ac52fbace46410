//! A PBX is a folder: nobody else names it.

use std::{fs, path::Path};

use super::{called, files_below, top};

#[test]
fn no_source_file_outside_its_folder_names_a_pbx() {
    let folders = fs::read_dir(top().join("crates/pbx/src")).unwrap();
    let names: Vec<String> = folders
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().join("mod.rs").is_file())
        .map(|entry| entry.file_name().into_string().unwrap())
        .filter(|name| {
            top()
                .join("crates/pbx/src")
                .join(name)
                .join("story.rs")
                .is_file()
        })
        .collect();
    assert!(
        names.len() >= 3,
        "the PBXs are not found any more: {names:?}"
    );
    let mut found = Vec::new();
    let mut read = 0;
    for file in files_below(&top(), &[".rs", ".ts", ".svelte", ".css", ".html", ".ftl"]) {
        if may_name_them(&file) {
            continue;
        }
        read += 1;
        let text = fs::read_to_string(&file).unwrap();
        for (number, line) in before_its_tests(&text).lines().enumerate() {
            for name in names.iter().filter(|name| has_word(line, name)) {
                found.push(format!("{}:{}: {name}", called(&file), number + 1));
            }
        }
    }
    assert!(
        read > 200,
        "the source files are not found any more: {read}"
    );
    assert_eq!(found, [""; 0]);
}

/// Their own folders, tests, and what the bench posts.
fn may_name_them(file: &Path) -> bool {
    let file = called(file);
    ["crates/pbx/", "crates/bench/", "tests/"]
        .iter()
        .any(|folder| file.starts_with(folder))
        || file.contains("/tests/")
        || file.contains("/examples/")
        || file.contains("_tests.rs")
        || file.contains(".test.ts")
}

/// Unit tests stand at the end of a file.
fn before_its_tests(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests {")
        .next()
        .unwrap_or_default()
}

/// Whether the line has the word, in whatever letters, by itself or within a name.
fn has_word(line: &str, word: &str) -> bool {
    let line = line.to_lowercase();
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        let is_letter = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
        !is_letter(before) && !is_letter(after)
    })
}

#[test]
fn a_name_is_seen_within_others() {
    assert!(has_word("the Mtt clock", "mtt"));
    assert!(has_word("fn of_mtt(", "mtt"));
    assert!(has_word("verimor-setting", "verimor"));
    assert!(!has_word("commttee", "mtt"));
    assert_eq!(before_its_tests("a\n#[cfg(test)]\nmod tests {\nmtt"), "a\n");
}
