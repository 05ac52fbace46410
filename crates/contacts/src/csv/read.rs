//! A table read: one contact a row.

use super::{
    cell,
    columns::understand,
    rows::{Row, Rows},
};
use crate::{
    Card, CardFile, Column, FileError, Format, MOST_CARDS, Meaning, SkipReason, Skipped,
    charset::LookedAt, draft::Draft, label,
};

/// Reads a table.
pub(crate) fn read(file: &LookedAt<'_>) -> Result<CardFile, FileError> {
    let text = file.text();
    let understood = understand(&text).ok_or(FileError::NoContacts)?;
    let mut rows = Rows::new(understood.text, understood.separator);
    let mut cards = Vec::new();
    let mut skipped = Vec::new();
    let mut count = 0;
    while let Some(row) = rows.next() {
        if row.place <= understood.header || row.is_empty() {
            continue;
        }
        count += 1;
        if count > MOST_CARDS {
            return Err(FileError::TooManyCards);
        }
        match card(&row, &understood.columns) {
            Ok(card) => cards.push(card),
            Err(why) => skipped.push(Skipped {
                place: row.place,
                why,
            }),
        }
    }
    Ok(CardFile {
        format: Format::Csv {
            separator: char::from(understood.separator),
        },
        charset: file.charset,
        columns: understood.columns,
        cards,
        skipped,
    })
}

fn card(row: &Row<'_>, columns: &[Column]) -> Result<Card, SkipReason> {
    if row.is_too_long {
        return Err(SkipReason::TooLong);
    }
    let mut draft = Draft::default();
    let mut parts = [""; 5];
    let mut nickname = "";
    let mut label_before = None;
    for (cell, column) in row.cells().zip(columns) {
        let Some(meaning) = &column.meaning else {
            continue;
        };
        let cell = match meaning {
            Meaning::Number { .. } => cell,
            _ => cell::unprotected(cell),
        };
        match meaning {
            Meaning::Name => draft.name(cell),
            Meaning::NamePrefix => parts[0] = cell,
            Meaning::GivenName => parts[1] = cell,
            Meaning::MiddleName => parts[2] = cell,
            Meaning::FamilyName => parts[3] = cell,
            Meaning::NameSuffix => parts[4] = cell,
            Meaning::Nickname if nickname.is_empty() => nickname = cell,
            Meaning::Nickname => {}
            Meaning::Company => draft.company(cell),
            Meaning::Note => draft.note(cell),
            Meaning::NumberLabel => label_before = label::read(cell),
            Meaning::Number { label } => {
                let label = label_before.take().or_else(|| label.clone());
                for number in cell::numbers(cell) {
                    draft.number(number, label.clone());
                }
            }
        }
    }
    draft.name(&parts.join(" "));
    draft.name(nickname);
    draft.finish()
}
