//! A card in the making, and what every card must have.

use crate::{Card, CardNumber, SkipReason, text};

/// More numbers than this has no contact.
const MOST_NUMBERS: usize = 100;

/// Longer than this, in characters, is no name and no company.
const LONGEST_NAME: usize = 250;

/// Longer than this is no number.
const LONGEST_NUMBER: usize = 64;

/// A note is cut after as many characters.
const LONGEST_NOTE: usize = 10_000;

/// A card in the making: texts are cleaned when they come in.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    card: Card,
    has_spoilt_number: bool,
    has_too_many: bool,
}

impl Draft {
    /// Takes the name, if there is none yet.
    pub(crate) fn name(&mut self, name: &str) {
        if self.card.name.is_empty() {
            self.card.name = text::one_line(name);
        }
    }

    /// Takes the company, if there is none yet.
    pub(crate) fn company(&mut self, company: &str) {
        if self.card.company.is_none() {
            self.card.company = Some(text::one_line(company)).filter(|text| !text.is_empty());
        }
    }

    /// Adds to the note.
    pub(crate) fn note(&mut self, note: &str) {
        let more = text::lines(note);
        if more.is_empty() {
            return;
        }
        match &mut self.card.note {
            None => self.card.note = Some(more),
            Some(note) if note.len() > 4 * LONGEST_NOTE => {}
            Some(note) => {
                note.push('\n');
                note.push_str(&more);
            }
        }
    }

    /// Adds a number. What has less than two digits or is endless is none; one that is there
    /// already is not added again.
    pub(crate) fn number(&mut self, number: &str, label: Option<String>) {
        let text = text::one_line(number);
        if is_spoilt(&text) {
            self.has_spoilt_number = true;
            return;
        }
        let digits = text.chars().filter(char::is_ascii_digit).count();
        if digits < 2 || text.chars().count() > LONGEST_NUMBER {
            return;
        }
        if self.card.numbers.iter().any(|known| known.text == text) {
            return;
        }
        if self.card.numbers.len() == MOST_NUMBERS {
            self.has_too_many = true;
        } else {
            self.card.numbers.push(CardNumber { text, label });
        }
    }

    /// Says that there are more numbers than were added.
    pub(crate) fn too_many_numbers(&mut self) {
        self.has_too_many = true;
    }

    /// The card, if it has what a card must have.
    pub(crate) fn finish(mut self) -> Result<Card, SkipReason> {
        if self.has_too_many {
            return Err(SkipReason::TooManyNumbers);
        }
        if self.card.numbers.is_empty() {
            return Err(if self.has_spoilt_number {
                SkipReason::SpoiltNumber
            } else {
                SkipReason::NoNumber
            });
        }
        let company = self.card.company.as_deref().unwrap_or_default();
        if self.card.name.is_empty() && company.is_empty() {
            return Err(SkipReason::NoName);
        }
        if is_longer(&self.card.name, LONGEST_NAME) || is_longer(company, LONGEST_NAME) {
            return Err(SkipReason::TooLong);
        }
        self.card.note = self.card.note.map(|note| cut(note, LONGEST_NOTE));
        Ok(self.card)
    }
}

/// Whether a spreadsheet program took the number for a quantity: `9,05321E+11`.
fn is_spoilt(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once("E+").or_else(|| text.split_once("e+")) else {
        return false;
    };
    let is_number = |text: &str, also: &[char]| {
        text.starts_with(|first: char| first.is_ascii_digit())
            && text
                .chars()
                .all(|letter| letter.is_ascii_digit() || also.contains(&letter))
    };
    is_number(mantissa, &['.', ',']) && is_number(exponent, &[])
}

fn is_longer(text: &str, most: usize) -> bool {
    text.chars().nth(most).is_some()
}

fn cut(mut text: String, most: usize) -> String {
    if let Some((end, _)) = text.char_indices().nth(most) {
        let (last, _) = text[..end].char_indices().next_back().unwrap_or_default();
        text.truncate(text[..last].trim_end().len());
        text.push('…');
    }
    text
}
