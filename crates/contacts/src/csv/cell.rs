//! What a cell holds, by its looks; and how a cell is kept from being a formula.

/// Whether a cell looks like a telephone number with at least as many digits: nothing but digits and
/// what is written between them, and no date.
pub(super) fn is_number(cell: &str, least_digits: usize) -> bool {
    let cell = unprotected(cell.trim());
    let digits = cell.chars().filter(char::is_ascii_digit).count();
    let is_of_numbers =
        |letter: char| letter.is_ascii_digit() || "+()-./ ,;:*#\u{a0}".contains(letter);
    digits >= least_digits && digits <= 60 && cell.chars().all(is_of_numbers) && !is_date(cell)
}

/// The numbers of a cell. Several stand apart by what Google writes between them, by line breaks, or
/// by anything that leaves whole numbers at both sides.
pub(super) fn numbers(cell: &str) -> Vec<&str> {
    cell.split(":::")
        .flat_map(|part| part.split(['\n', '\r']))
        .flat_map(|part| {
            let apart: Vec<&str> = part.split([',', ';', '/', '|']).collect();
            match apart.iter().all(|number| is_number(number, 7)) {
                true => apart,
                false => vec![part],
            }
        })
        .map(|number| unprotected(without_fraction(number.trim())))
        .collect()
}

/// A cell that a spreadsheet program shows as it is: an apostrophe stands before what it would take
/// for a formula, or for a quantity whose zeros and last digits it drops.
pub(super) fn protected(text: &str) -> String {
    if is_changed_by_spreadsheets(text.trim_start_matches('\'')) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// The text of a cell that was protected, by us or by others.
pub(super) fn unprotected(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if is_changed_by_spreadsheets(text.trim_start_matches('\'')) => text,
        _ => cell,
    }
}

fn is_changed_by_spreadsheets(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
        || (text.len() > 1 && text.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A number that went through a program for quantities: `905321234567.0`.
fn without_fraction(number: &str) -> &str {
    match number.strip_suffix(".0") {
        Some(whole) if whole.bytes().all(|byte| byte.is_ascii_digit()) => whole,
        _ => number,
    }
}

/// `01.02.2024`, `2024-02-01 10:30`.
fn is_date(cell: &str) -> bool {
    let day = cell.split(' ').next().unwrap_or_default();
    let parts: Vec<&str> = day.split(['.', '-', '/']).collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    parts
        .iter()
        .all(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
        && matches!(lengths[..], [1..=2, 1..=2, 2 | 4] | [4, 1..=2, 1..=2])
}
