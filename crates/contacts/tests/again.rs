//! Cards that are written and read again are the same cards.
#![allow(clippy::unwrap_used, reason = "a panic is the report")]

use kimo_contacts::{Card, CardNumber, read, to_csv, to_vcard};
use proptest::prelude::*;

/// Letters, and everything that means something to vCards, tables and spreadsheet programs.
const TEXT: &str = "[a-zA-Z0-9şğıİçöüЖйё「字🙂 ,;:\\\\\"'=+@|/.(){}<>_!$-]{0,40}";

/// The labels that are ours.
const OURS: &[&str] = &[
    "home",
    "work",
    "mobile",
    "fax",
    "home fax",
    "work fax",
    "work mobile",
    "home mobile",
    "main",
    "pager",
    "car",
    "other",
    "other fax",
    "company main",
    "assistant",
    "callback",
    "isdn",
];

fn text() -> impl Strategy<Value = String> {
    TEXT.prop_map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn note() -> impl Strategy<Value = Option<String>> {
    prop::collection::vec(text(), 0..4)
        .prop_map(|lines| Some(lines.join("\n").trim().to_owned()).filter(|note| !note.is_empty()))
}

fn label() -> impl Strategy<Value = Option<String>> {
    prop_oneof![
        Just(None),
        prop::sample::select(OURS).prop_map(|label| Some(label.to_owned())),
        // A word of nobody's, so that it is none of ours by chance.
        "Qz[a-zşğıЖ ,;:\"=+]{0,20}q"
            .prop_map(|own| { Some(own.split_whitespace().collect::<Vec<_>>().join(" ")) }),
    ]
}

fn number() -> impl Strategy<Value = CardNumber> {
    ("(\\+|00|0)?[1-9][0-9]{1,4}( |-)?[0-9]{0,9}", label()).prop_map(|(text, label)| CardNumber {
        text: text.trim_end_matches([' ']).to_owned(),
        label,
    })
}

fn card() -> impl Strategy<Value = Card> {
    (
        text(),
        text(),
        prop::collection::vec(number(), 1..5),
        note(),
    )
        .prop_filter_map("somebody", |(name, company, mut numbers, note)| {
            numbers.sort_by(|one, other| one.text.cmp(&other.text));
            numbers.dedup_by(|one, other| one.text == other.text);
            let company = Some(company).filter(|company| !company.is_empty());
            let is_somebody = !name.is_empty() || company.is_some();
            is_somebody.then_some(Card {
                name,
                company,
                numbers,
                note,
            })
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_vcard(cards in prop::collection::vec(card(), 1..6)) {
        let file = to_vcard(cards.clone());
        let read = read(&file).unwrap();
        prop_assert_eq!(read.format.to_string(), "vcard 3.0");
        prop_assert_eq!(&read.skipped, &[]);
        prop_assert_eq!(read.cards, cards);
    }

    #[test]
    fn a_table(cards in prop::collection::vec(card(), 1..6)) {
        let file = to_csv(cards.clone());
        let read = read(&file).unwrap();
        prop_assert_eq!(read.format.to_string(), "csv ;");
        prop_assert_eq!(read.charset, "UTF-8");
        prop_assert_eq!(&read.skipped, &[]);
        prop_assert_eq!(read.cards, cards);
    }

    /// Whatever begins like a formula, or like a quantity whose zeros would go, has an apostrophe
    /// before it.
    #[test]
    fn no_cell_of_a_table_is_a_formula(cards in prop::collection::vec(card(), 1..6)) {
        let file = String::from_utf8(to_csv(cards)).unwrap();
        let rows = file.trim_start_matches('\u{feff}');
        for cell in cells(rows) {
            prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{}", cell);
            let is_quantity = cell.len() > 1 && cell.bytes().all(|byte| byte.is_ascii_digit());
            prop_assert!(!is_quantity, "{}", cell);
        }
    }
}

#[test]
fn a_table_opens_right_in_excel_in_turkish() {
    let card = Card {
        name: "=HYPERLINK(\"http://example.org\";\"Şükrü\")".to_owned(),
        numbers: vec![CardNumber {
            text: "+905700000001".to_owned(),
            label: Some("mobile".to_owned()),
        }],
        ..Card::default()
    };
    let file = to_csv([card.clone()]);
    assert_eq!(
        String::from_utf8(file.clone()).unwrap(),
        "\u{feff}Name;Company;Phone 1 - Label;Phone 1 - Value;Notes\r\n\
         \"'=HYPERLINK(\"\"http://example.org\"\";\"\"Şükrü\"\")\";;mobile;'+905700000001;\r\n"
    );
    assert_eq!(read(&file).unwrap().cards, [card]);
}

#[test]
fn nobody_makes_a_file_that_can_be_read_by_others() {
    assert_eq!(to_vcard([]), b"");
    assert_eq!(
        String::from_utf8(to_csv([])).unwrap(),
        "\u{feff}Name;Company;Phone 1 - Label;Phone 1 - Value;Notes\r\n"
    );
}

/// The cells of a table, by a reader that is not ours.
fn cells(rows: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut is_quoted = false;
    let mut letters = rows.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if is_quoted && letters.next_if_eq(&'"').is_some() => {
                cells.last_mut().unwrap().push('"');
            }
            '"' => is_quoted = !is_quoted,
            ';' | '\r' if !is_quoted => cells.push(String::new()),
            '\n' if !is_quoted => {}
            other => cells.last_mut().unwrap().push(other),
        }
    }
    cells
}
