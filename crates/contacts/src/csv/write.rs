//! Cards written as a table that opens right in Excel in Turkish and in Russian.

use super::cell::protected;
use crate::{Card, text};

/// Writes contacts as a table: UTF-8 with a byte order mark, semicolons, as many pairs of columns
/// with label and number as somebody has numbers. Nothing in it is a formula.
pub fn to_csv(cards: impl IntoIterator<Item = Card>) -> Vec<u8> {
    let cards: Vec<Card> = cards.into_iter().collect();
    let most = cards.iter().map(|card| card.numbers.len()).max();
    let most = most.unwrap_or_default().max(1);
    let mut file = String::from("\u{feff}");
    let numbers = (1..=most).flat_map(|place| {
        [
            format!("Phone {place} - Label"),
            format!("Phone {place} - Value"),
        ]
    });
    let headers = ["Name".to_owned(), "Company".to_owned()];
    let headers = headers.into_iter().chain(numbers);
    write_row(&mut file, headers.chain(["Notes".to_owned()]));
    for card in &cards {
        let company = card.company.as_deref().unwrap_or_default();
        let numbers = (0..most).flat_map(|place| {
            let number = card.numbers.get(place);
            let label = number.and_then(|number| number.label.as_deref());
            let text = number.map(|number| number.text.as_str());
            [label, text].map(|text| text::one_line(text.unwrap_or_default()))
        });
        let note = text::lines(card.note.as_deref().unwrap_or_default());
        let cells = [text::one_line(&card.name), text::one_line(company)];
        write_row(&mut file, cells.into_iter().chain(numbers).chain([note]));
    }
    file.into_bytes()
}

fn write_row(file: &mut String, cells: impl Iterator<Item = String>) {
    for (place, cell) in cells.enumerate() {
        if place > 0 {
            file.push(';');
        }
        let cell = protected(&cell);
        if cell.contains(['"', ';', '\n', ',', '\t', '|']) {
            file.push('"');
            file.push_str(&cell.replace('"', "\"\""));
            file.push('"');
        } else {
            file.push_str(&cell);
        }
    }
    file.push_str("\r\n");
}
