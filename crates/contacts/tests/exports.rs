//! Files as programs write them, and what they must come to. `files/<name>.expect` says it, beside
//! the file, as written by hand:
//!
//! ```text
//! csv ;, windows-1254
//! Cep Tel = number mobile
//! name | company | number (label) | note: …
//! skipped 5: NoNumber
//! ```
#![allow(clippy::unwrap_used, reason = "a panic is the report")]

use std::{fs, path::Path};

use kimo_contacts::{Card, CardFile, Column, Meaning, read, to_csv, to_vcard};

#[test]
fn every_export_comes_to_what_it_should() {
    let mut wrong = Vec::new();
    for (name, file, expected) in exports() {
        let said = match read(&file) {
            Ok(read) => said(&read),
            Err(error) => error.to_string(),
        };
        if said.trim() != expected.trim() {
            wrong.push(format!("{name}\n{said}\nshould be\n{expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// An emptied folder would make the test above pass.
#[test]
fn there_are_exports_of_every_kind() {
    assert!(exports().len() >= 15, "{}", exports().len());
}

#[test]
fn every_export_goes_out_again_without_loss() {
    for (name, file, _) in exports() {
        let cards = read(&file).unwrap().cards;
        for (kind, written) in [
            ("vcard", to_vcard(cards.clone())),
            ("csv", to_csv(cards.clone())),
        ] {
            let again = read(&written).unwrap();
            assert_eq!(again.cards, cards, "{name} as {kind}");
            assert_eq!(again.skipped, [], "{name} as {kind}");
        }
    }
}

/// The files, with what they must come to.
fn exports() -> Vec<(String, Vec<u8>, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("files");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_none_or(|ending| ending != "expect"))
        .collect();
    files.sort();
    files
        .into_iter()
        .map(|path| {
            let mut expected = path.clone().into_os_string();
            expected.push(".expect");
            let expected = fs::read_to_string(expected).unwrap_or_default();
            (
                path.display().to_string(),
                fs::read(&path).unwrap(),
                expected,
            )
        })
        .collect()
}

fn said(file: &CardFile) -> String {
    let mut lines = vec![format!("{}, {}", file.format, file.charset)];
    lines.extend(file.columns.iter().filter_map(said_of_column));
    lines.extend(file.cards.iter().map(said_of_card));
    let skipped = file.skipped.iter();
    lines.extend(skipped.map(|skipped| format!("skipped {}: {:?}", skipped.place, skipped.why)));
    lines.join("\n")
}

fn said_of_column(column: &Column) -> Option<String> {
    let meaning = match column.meaning.as_ref()? {
        Meaning::Name => "name",
        Meaning::NamePrefix => "prefix",
        Meaning::GivenName => "given name",
        Meaning::MiddleName => "middle name",
        Meaning::FamilyName => "family name",
        Meaning::NameSuffix => "suffix",
        Meaning::Nickname => "nickname",
        Meaning::Company => "company",
        Meaning::Number { label: None } => "number",
        Meaning::Number { label: Some(label) } => &format!("number {label}"),
        Meaning::NumberLabel => "label",
        Meaning::Note => "note",
    };
    Some(format!("{} = {meaning}", column.header))
}

fn said_of_card(card: &Card) -> String {
    let mut parts = vec![card.name.clone(), card.company.clone().unwrap_or_default()];
    parts.extend(card.numbers.iter().map(|number| match &number.label {
        Some(label) => format!("{} ({label})", number.text),
        None => number.text.clone(),
    }));
    parts.extend(
        card.note
            .iter()
            .map(|note| format!("note: {}", note.replace('\n', "⏎"))),
    );
    parts.join(" | ")
}
