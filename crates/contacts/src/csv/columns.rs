//! How the columns of a table are understood: by their headers where there are some, and by what
//! stands in them where there are none.

use super::{
    cell::is_number,
    header,
    rows::{MOST_COLUMNS, Rows},
};
use crate::{Column, Meaning, label, text};

/// What can stand between two columns, the likeliest first.
const SEPARATORS: [u8; 4] = [b';', b',', b'\t', b'|'];

/// As much of a table is looked at, in bytes.
const SAMPLE: usize = 64 << 10;

/// As many rows are looked at.
const ROWS: usize = 100;

/// Headers stand in one of the first rows; lists printed by programs have a title above them.
const ROWS_ABOVE: usize = 10;

/// A table, understood.
pub(super) struct Understood<'t> {
    /// What stands between two columns.
    pub(super) separator: u8,
    /// The table, without the line that tells Excel the separator.
    pub(super) text: &'t str,
    /// What the columns hold.
    pub(super) columns: Vec<Column>,
    /// The row of the headers; 0 where there is none.
    pub(super) header: usize,
}

/// Looks at the beginning of a table. `None` where no numbers, or nobody whose they are, can be
/// found in it.
pub(super) fn understand(text: &str) -> Option<Understood<'_>> {
    if let Some((separator, text)) = told_to_excel(text) {
        return understand_by(text, separator).map(|(_, understood)| understood);
    }
    SEPARATORS
        .iter()
        .filter_map(|separator| understand_by(text, *separator))
        // Of equals the last is the greatest.
        .rev()
        .max_by_key(|(score, _)| *score)
        .map(|(_, understood)| understood)
}

/// `sep=;` in the first line.
fn told_to_excel(text: &str) -> Option<(u8, &str)> {
    let (line, rest) = text.split_once('\n')?;
    let line = line.trim_end_matches('\r').trim_matches('"');
    let told = line
        .strip_prefix("sep=")
        .or_else(|| line.strip_prefix("SEP="))?;
    let separator = SEPARATORS
        .iter()
        .find(|known| told.as_bytes() == [**known])?;
    Some((*separator, rest))
}

/// The table by that separator, and how much it looks like one: columns understood, then rows that
/// have as many cells as the first.
fn understand_by(text: &str, separator: u8) -> Option<((usize, usize), Understood<'_>)> {
    let rows = sample(text, separator);
    let (at, mut columns) = headed(&rows).unwrap_or_default();
    let (header, below) = match columns.is_empty() {
        true => (0, &rows[..]),
        false => (rows[at].0, &rows[at + 1..]),
    };
    let by_header = understood(&columns);
    fill_by_looks(&mut columns, below);
    if !is_complete(&columns) {
        return None;
    }
    let first = rows.get(at).map(|row| row.1.len()).unwrap_or_default();
    let alike = rows.iter().filter(|row| row.1.len() == first && first > 1);
    let score = (by_header, alike.count());
    let table = Understood {
        separator,
        text,
        columns,
        header,
    };
    Some((score, table))
}

type Cells = Vec<String>;

/// The first rows, with their places.
fn sample(text: &str, separator: u8) -> Vec<(usize, Cells)> {
    let mut end = text.len().min(SAMPLE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut rows = Rows::new(&text[..end], separator);
    let mut sample = Vec::new();
    while let Some(row) = rows.next()
        && sample.len() < ROWS
    {
        let cells = row.cells().map(str::to_owned);
        sample.push((row.place, cells.collect()));
    }
    sample
}

/// The row of headers, and its columns: the row of which most is understood, and in which no number
/// stands.
fn headed(rows: &[(usize, Cells)]) -> Option<(usize, Vec<Column>)> {
    let candidates = rows.iter().take(ROWS_ABOVE).enumerate();
    candidates
        .filter(|(_, (_, cells))| !cells.iter().any(|cell| is_number(cell, 7)))
        .map(|(at, (_, cells))| {
            let meanings = header::meanings(cells);
            let columns = cells.iter().zip(meanings).map(|(cell, meaning)| Column {
                header: text::one_line(cell).chars().take(250).collect(),
                meaning,
            });
            (at, columns.collect::<Vec<_>>())
        })
        .rev()
        .max_by_key(|(_, columns)| understood(columns))
        .filter(|(_, columns)| understood(columns) > 0)
}

fn understood(columns: &[Column]) -> usize {
    columns
        .iter()
        .filter(|column| column.meaning.is_some())
        .count()
}

/// Finds numbers and names by what stands in the columns that no header tells of.
fn fill_by_looks(columns: &mut Vec<Column>, rows: &[(usize, Cells)]) {
    let is_headed = !columns.is_empty();
    let widest = rows.iter().map(|row| row.1.len()).max().unwrap_or_default();
    columns.resize_with(widest.clamp(columns.len(), MOST_COLUMNS), || Column {
        header: String::new(),
        meaning: None,
    });
    // Headers that speak of numbers in words of their own: `Yetkili Telefonu`, but not `Telefon Kodu`.
    for (at, column) in columns.iter_mut().enumerate() {
        let is_told = label::is_of_numbers(&text::folded(&column.header));
        if is_told && column.meaning.is_none() && share(rows, at, |cell| is_number(cell, 7)) {
            column.meaning = Some(Meaning::Number {
                label: label::read(&column.header),
            });
        }
    }
    if !columns.iter().any(is_of_numbers) {
        // Extensions are short, and so are amounts: those count in a bare list alone.
        let least = if is_headed { &[7][..] } else { &[7, 3] };
        for least in least {
            for (at, column) in columns.iter_mut().enumerate() {
                if column.meaning.is_none() && share(rows, at, |cell| is_number(cell, *least)) {
                    column.meaning = Some(Meaning::Number { label: None });
                }
            }
            if columns.iter().any(is_of_numbers) {
                break;
            }
        }
    }
    if !columns.iter().any(is_of_names) {
        let is_text = |cell: &str| cell.chars().filter(|letter| letter.is_alphabetic()).count() > 1;
        let of_text = columns.iter_mut().enumerate().find(|(at, column)| {
            column.meaning.is_none()
                && share(rows, *at, |cell| is_text(cell) && !cell.contains('@'))
        });
        if let Some((_, column)) = of_text {
            column.meaning = Some(Meaning::Name);
        }
    }
}

/// Whether most of the cells of a column that are not empty are so.
fn share(rows: &[(usize, Cells)], at: usize, is_so: impl Fn(&str) -> bool) -> bool {
    let cells = rows.iter().filter_map(|row| row.1.get(at));
    let (mut filled, mut so) = (0, 0);
    for cell in cells
        .map(|cell| cell.trim())
        .filter(|cell| !cell.is_empty())
    {
        filled += 1;
        so += usize::from(is_so(cell));
    }
    so * 10 > filled * 6
}

fn is_complete(columns: &[Column]) -> bool {
    columns.iter().any(is_of_numbers) && columns.iter().any(is_of_names)
}

fn is_of_numbers(column: &Column) -> bool {
    matches!(column.meaning, Some(Meaning::Number { .. }))
}

fn is_of_names(column: &Column) -> bool {
    matches!(
        column.meaning,
        Some(
            Meaning::Name
                | Meaning::GivenName
                | Meaning::FamilyName
                | Meaning::Nickname
                | Meaning::Company
        )
    )
}
