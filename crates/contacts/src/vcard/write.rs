//! Cards written as vCard 3.0: Outlook and the telephones of the last twenty years read no 4.0, and
//! nothing that a card has here needs it.

use crate::{Card, CardNumber, text};

/// A longer line is folded, in bytes (RFC 2426, 2.6).
const LONGEST_LINE: usize = 75;

/// Writes contacts as vCard 3.0 in UTF-8.
pub fn to_vcard(cards: impl IntoIterator<Item = Card>) -> Vec<u8> {
    let mut file = String::new();
    for card in cards {
        write_card(&mut file, &card);
    }
    file.into_bytes()
}

fn write_card(file: &mut String, card: &Card) {
    let name = text::one_line(&card.name);
    let company = text::one_line(card.company.as_deref().unwrap_or_default());
    write_line(file, "BEGIN:VCARD");
    write_line(file, "VERSION:3.0");
    if name.is_empty() {
        write_line(file, &format!("FN:{}", escaped(&company)));
        write_line(file, "N:;;;;");
    } else {
        // Which part of the name is the family's is not known; programs show the given name first.
        write_line(file, &format!("FN:{}", escaped(&name)));
        write_line(file, &format!("N:;{};;;", escaped(&name)));
    }
    if !company.is_empty() {
        write_line(file, &format!("ORG:{}", escaped(&company)));
        if name.is_empty() {
            write_line(file, "X-ABShowAs:COMPANY");
        }
    }
    for (at, number) in card.numbers.iter().enumerate() {
        write_number(file, at + 1, number);
    }
    if let Some(note) = &card.note {
        write_line(file, &format!("NOTE:{}", escaped(&text::lines(note))));
    }
    write_line(file, "END:VCARD");
}

fn write_number(file: &mut String, place: usize, number: &CardNumber) {
    let value = escaped(&text::one_line(&number.text));
    let Some(label) = &number.label else {
        return write_line(file, &format!("TEL:{value}"));
    };
    match types(label) {
        Some(types) => write_line(file, &format!("TEL;TYPE={types}:{value}")),
        // The way of Apple, which Google and Nextcloud go too.
        None => {
            write_line(file, &format!("item{place}.TEL:{value}"));
            let label = escaped(&text::one_line(label));
            write_line(file, &format!("item{place}.X-ABLabel:{label}"));
        }
    }
}

/// The types that every program knows.
fn types(label: &str) -> Option<&'static str> {
    Some(match label {
        "home" => "HOME",
        "work" => "WORK",
        "mobile" => "CELL",
        "fax" => "FAX",
        "home fax" => "HOME,FAX",
        "work fax" => "WORK,FAX",
        "home mobile" => "HOME,CELL",
        "work mobile" => "WORK,CELL",
        "main" => "MAIN",
        "pager" => "PAGER",
        "car" => "CAR",
        "isdn" => "ISDN",
        _ => return None,
    })
}

/// Writes a line, folded between letters.
fn write_line(file: &mut String, line: &str) {
    let mut length = 0;
    for letter in line.chars() {
        if length + letter.len_utf8() > LONGEST_LINE {
            file.push_str("\r\n ");
            length = 1;
        }
        file.push(letter);
        length += letter.len_utf8();
    }
    file.push_str("\r\n");
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\n' => escaped.push_str("\\n"),
            '\\' | ',' | ';' => escaped.extend(['\\', letter]),
            other => escaped.push(other),
        }
    }
    escaped
}
