//! What a file of contacts holds, and what was made of it.

use std::fmt;

use crate::Card;

/// A larger file is refused, in bytes.
pub const LARGEST_FILE: usize = 64 << 20;

/// A file with more cards or rows is refused.
pub const MOST_CARDS: usize = 500_000;

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardFile {
    /// What kind of file it is.
    pub format: Format,
    /// The character set that it was read by, in the name of the WHATWG's Encoding Standard:
    /// `UTF-8`, `UTF-16LE`, `windows-1254`, …
    pub charset: &'static str,
    /// The columns of a CSV, as they were understood; empty for a vCard.
    pub columns: Vec<Column>,
    /// The contacts, in the file's order.
    pub cards: Vec<Card>,
    /// What could not be taken.
    pub skipped: Vec<Skipped>,
}

/// A kind of file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Format {
    /// vCard, with the version of its first card: `2.1`, `3.0`, `4.0`.
    VCard(String),
    /// A table of text.
    Csv {
        /// What stands between two columns.
        separator: char,
    },
}

impl fmt::Display for Format {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::VCard(version) => write!(to, "vcard {version}"),
            Self::Csv { separator: '\t' } => write!(to, "csv tab"),
            Self::Csv { separator } => write!(to, "csv {separator}"),
        }
    }
}

/// A column of a CSV.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What stands above it; empty where the file has no headers.
    pub header: String,
    /// What it was taken for; `None` for one that is not used.
    pub meaning: Option<Meaning>,
}

/// What a column of a CSV holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// The whole name.
    Name,
    /// What stands before the name, such as `Dr.`
    NamePrefix,
    /// The given name.
    GivenName,
    /// The second given name, or the father's.
    MiddleName,
    /// The family name.
    FamilyName,
    /// What stands after the name, such as `jr.`
    NameSuffix,
    /// A name that is used where there is no other.
    Nickname,
    /// The company or organisation.
    Company,
    /// Numbers, one or several.
    Number {
        /// The label of all of them, which a column of labels before this one overrules.
        label: Option<String>,
    },
    /// The labels of the next column with numbers.
    NumberLabel,
    /// The note.
    Note,
}

/// A card or row that could not be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// Which card of a vCard, or which row of a CSV as a spreadsheet program counts them; the first
    /// is 1.
    pub place: usize,
    /// Why.
    pub why: SkipReason,
}

/// Why a card or row could not be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SkipReason {
    /// It has no number.
    NoNumber,
    /// A spreadsheet program has made `9,05321E+11` of its number; the digits are lost.
    SpoiltNumber,
    /// It has neither a name nor a company.
    NoName,
    /// It has more than a hundred numbers.
    TooManyNumbers,
    /// A text of it is longer than any name, or the row longer than any row.
    TooLong,
    /// The card does not end: the file breaks off, or another card begins within it.
    BreaksOff,
}

/// Why a file could not be read at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// Nothing, or nothing but space.
    #[error("the file is empty")]
    Empty,
    /// More than [`LARGEST_FILE`].
    #[error("the file is larger than 64 MiB")]
    TooLarge,
    /// More than [`MOST_CARDS`].
    #[error("the file has more than 500,000 contacts")]
    TooManyCards,
    /// A workbook of a spreadsheet program, or another packed file: it must be saved as CSV.
    #[error("the file is a workbook or an archive, not a vCard or CSV")]
    Workbook,
    /// Neither cards nor a table in which a column of names and one of numbers can be found.
    #[error("no contacts can be found in the file")]
    NoContacts,
}
