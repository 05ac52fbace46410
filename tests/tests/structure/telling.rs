//! What the report of a problem stands on: messages of the log are fixed texts, and the words of our
//! own errors are known to it.

use std::{collections::BTreeSet, fs};

use super::{called, files_below, top};

/// Where our own programs are told of.
fn sources() -> Vec<(String, String)> {
    let folders = files_below(&top().join("crates"), &[".rs"]).into_iter();
    let all = folders.chain(files_below(&top().join("src-tauri/src"), &[".rs"]));
    all.map(|file| (called(&file), fs::read_to_string(file).unwrap()))
        .filter(|(file, _)| {
            let others = ["/tests/", "crates/xtask/", "crates/bench/", "_tests.rs"];
            !others.iter().any(|other| file.contains(other))
        })
        .collect()
}

#[test]
fn a_message_of_the_log_has_nothing_in_it_that_came_from_elsewhere() {
    let mut found = Vec::new();
    let mut read = 0;
    for (file, text) in sources() {
        for level in ["error", "warn", "info", "debug", "trace"] {
            for (at, _) in text.match_indices(&format!("tracing::{level}!(")) {
                read += 1;
                let call = text[at..].split(");").next().unwrap();
                let message = literals(call).pop().unwrap_or_default();
                if message.contains(['{', '|']) || message.is_empty() {
                    found.push(format!("{file}: {call}"));
                }
            }
        }
    }
    assert!(read > 100, "the messages are not found any more: {read}");
    assert_eq!(found, [""; 0]);
}

#[test]
fn the_report_knows_the_words_of_our_own_errors() {
    let words = fs::read_to_string(top().join("crates/desk/src/mask/words.txt")).unwrap();
    let known: BTreeSet<&str> = words.lines().collect();
    let mut lacking = BTreeSet::new();
    let mut read = 0;
    for (_, text) in sources() {
        for (at, _) in text.match_indices("#[error(\"") {
            read += 1;
            let said = literals(&text[at..]).swap_remove(0).replace("\\\n", " ");
            let fixed: String = said
                .split('{')
                .map(|part| part.split_once('}').map_or(part, |(_, rest)| rest))
                .collect::<Vec<_>>()
                .join(" ");
            // An address stays none.
            let said = fixed
                .split_whitespace()
                .filter(|word| !word.trim_end_matches('.').contains('.'))
                .flat_map(|word| word.split(|letter: char| !letter.is_ascii_alphanumeric()));
            lacking.extend(
                said.map(str::to_lowercase)
                    .filter(|word| word.len() > 2 && word.contains(char::is_alphabetic))
                    .filter(|word| !known.contains(word.as_str())),
            );
        }
    }
    assert!(read > 80, "the errors are not found any more: {read}");
    let lacking: Vec<_> = lacking.into_iter().collect();
    assert_eq!(lacking, [""; 0]);
}

/// The string literals of some code, in their order.
fn literals(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut letters = code.chars();
    while letters.by_ref().any(|letter| letter == '"') {
        let mut literal = String::new();
        while let Some(letter) = letters.next() {
            match letter {
                '"' => break,
                '\\' => {
                    literal.push('\\');
                    literal.extend(letters.next());
                }
                other => literal.push(other),
            }
        }
        found.push(literal);
    }
    found
}
