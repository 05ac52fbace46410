//! A vCard read: cards, one after the other.

use super::{lines::Lines, property::Property};
use crate::{
    Card, CardFile, FileError, Format, MOST_CARDS, SkipReason, Skipped, charset::LookedAt,
    draft::Draft, label, text,
};

/// The properties that are read.
const WANTED: [&str; 12] = [
    "BEGIN",
    "END",
    "VERSION",
    "FN",
    "N",
    "NICKNAME",
    "ORG",
    "TEL",
    "NOTE",
    "X-ABLABEL",
    "X-ABSHOWAS",
    "AGENT",
];

/// More numbers, or labels of groups, than these has no card; some of the numbers may be doubles.
const MOST_IN_CARD: usize = 1000;

/// Longer than this is no number, in bytes.
const LONGEST_NUMBER: usize = 1000;

/// Whether a file, or what follows after a few lines of something else, is a vCard.
pub(crate) fn is_vcard(file: &[u8]) -> bool {
    let start = &file[..file.len().min(4096)];
    start
        .split(|byte| matches!(byte, b'\n' | b'\r'))
        .any(is_begin)
}

/// Reads a vCard.
pub(crate) fn read(file: &LookedAt<'_>) -> Result<CardFile, FileError> {
    let mut lines = Lines::new(&file.bytes);
    let mut read = CardFile {
        format: Format::VCard(String::new()),
        charset: file.charset,
        columns: Vec::new(),
        cards: Vec::new(),
        skipped: Vec::new(),
    };
    // A file in ASCII may hold letters of another character set, in codes.
    let mut is_ascii = file.bytes.is_ascii();
    let mut open: Option<Entry> = None;
    // Cards within a card stand after `AGENT:`, and are of somebody else.
    let mut inner = 0_usize;
    let mut is_agent = false;
    let mut place = 0;
    let mut version = None;
    while let Some(line) = lines.next(is_wanted) {
        let Some(property) = Property::read(&line, file.encoding) else {
            continue;
        };
        let was_agent = std::mem::take(&mut is_agent);
        match property.name.as_str() {
            "BEGIN" if !property.value.trim().eq_ignore_ascii_case("VCARD") => {}
            "BEGIN" if open.is_some() && (was_agent || inner > 0) => inner += 1,
            "BEGIN" => {
                if open.replace(Entry::default()).is_some() {
                    read.skip(place, SkipReason::BreaksOff);
                }
                place += 1;
                if place > MOST_CARDS {
                    return Err(FileError::TooManyCards);
                }
            }
            "END" if inner > 0 => inner -= 1,
            "END" => match open.take().map(Entry::finish) {
                Some(Ok(card)) => read.cards.push(card),
                Some(Err(why)) => read.skip(place, why),
                None => {}
            },
            "AGENT" => is_agent = property.value.trim().is_empty(),
            "VERSION" if version.is_none() => {
                version = Some(property.value.trim().chars().take(8).collect());
            }
            _ if inner > 0 => {}
            _ => {
                if let Some(named) = property.charset.filter(|_| is_ascii) {
                    read.charset = named.name();
                    is_ascii = false;
                }
                if let Some(entry) = &mut open {
                    entry.take(&property);
                }
            }
        }
    }
    if open.is_some() {
        read.skip(place, SkipReason::BreaksOff);
    }
    // A version was not written before there were two of them.
    read.format = Format::VCard(version.unwrap_or_else(|| "2.1".to_owned()));
    Ok(read)
}

impl CardFile {
    fn skip(&mut self, place: usize, why: SkipReason) {
        self.skipped.push(Skipped { place, why });
    }
}

fn is_wanted(name: &[u8]) -> bool {
    WANTED
        .iter()
        .any(|wanted| name.trim_ascii().eq_ignore_ascii_case(wanted.as_bytes()))
}

fn is_begin(line: &[u8]) -> bool {
    let line: Vec<u8> = line.iter().filter(|byte| **byte != b' ').copied().collect();
    line.eq_ignore_ascii_case(b"BEGIN:VCARD")
}

/// A card as its properties come in.
#[derive(Default)]
struct Entry {
    formatted: String,
    structured: String,
    nickname: String,
    is_company: bool,
    numbers: Vec<Number>,
    labels: Vec<(String, Option<String>)>,
    draft: Draft,
}

struct Number {
    text: String,
    label: Option<String>,
    group: String,
}

impl Entry {
    fn take(&mut self, property: &Property) {
        match property.name.as_str() {
            "FN" if self.formatted.is_empty() => self.formatted = property.text(),
            "N" if self.structured.trim().is_empty() => self.structured = in_order(property),
            "NICKNAME" if self.nickname.is_empty() => self.nickname = property.text(),
            "ORG" => self
                .draft
                .company(&property.parts().next().unwrap_or_default()),
            "NOTE" => self.draft.note(&property.text()),
            "TEL" if property.value.len() > LONGEST_NUMBER => {}
            "TEL" if self.numbers.len() == MOST_IN_CARD => self.draft.too_many_numbers(),
            "TEL" => self.numbers.push(Number {
                text: without_scheme(&property.text()),
                label: label_of(&property.types),
                group: property.group.clone(),
            }),
            "X-ABLABEL" if self.labels.len() < MOST_IN_CARD => {
                let label = label::read(&property.text());
                self.labels.push((property.group.clone(), label));
            }
            "X-ABSHOWAS" => self.is_company = property.text().eq_ignore_ascii_case("COMPANY"),
            _ => {}
        }
    }

    fn finish(mut self) -> Result<Card, SkipReason> {
        for number in self.numbers {
            let own = self
                .labels
                .iter()
                .find(|(group, _)| !group.is_empty() && *group == number.group);
            let label = match own {
                Some((_, label)) => label.clone(),
                None => number.label,
            };
            self.draft.number(&number.text, label);
        }
        if !self.is_company {
            self.draft.name(&self.formatted);
            self.draft.name(&self.structured);
            self.draft.name(&self.nickname);
        }
        self.draft.finish()
    }
}

/// The name of the parts of `N`, which stands as family; given; more; before; after.
fn in_order(property: &Property) -> String {
    let parts: Vec<String> = property.parts().take(5).collect();
    let part = |at: usize| parts.get(at).map(String::as_str).unwrap_or_default();
    [part(3), part(1), part(2), part(0), part(4)].join(" ")
}

/// A number of vCard 4.0 may be a `tel:` URI, whose parameters are no part of the number.
fn without_scheme(value: &str) -> String {
    let value = value.trim();
    match value.get(..4) {
        Some(scheme) if scheme.eq_ignore_ascii_case("tel:") => {
            let number = &value[4..];
            number.split(';').next().unwrap_or_default().to_owned()
        }
        _ => value.to_owned(),
    }
}

/// What a number's types say of it: an own word, or all of ours together.
fn label_of(types: &[String]) -> Option<String> {
    let says_nothing = |word: &str| {
        let others = ["pref", "voice", "msg", "text", "textphone", "video"];
        word.is_empty() || others.iter().any(|other| word.eq_ignore_ascii_case(other))
    };
    let words: Vec<&str> = types
        .iter()
        .map(String::as_str)
        .filter(|word| !says_nothing(word))
        .map(|word| word.strip_prefix("X-").unwrap_or(word))
        .collect();
    let mut own = words.iter();
    match own.find(|word| label::understood(&text::folded(word)).is_none()) {
        Some(own) => label::read(own),
        None => label::read(&words.join(" ")),
    }
}
