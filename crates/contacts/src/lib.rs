//! Contacts as files have them: vCard and CSV, as Google, Outlook, Excel, Apple, Nextcloud and old
//! telephones really write them, read into [`Card`]s, and cards written as files. Without I/O.
//!
//! [`read`] looks at a file and says what it is, in which character set, what its columns mean, and
//! what it could not take and why. Whatever is given to it, it ends, and within memory that is a
//! small multiple of the file's length.

mod card;
mod charset;
mod csv;
mod draft;
mod file;
mod label;
mod read;
mod text;
mod vcard;

pub use card::{Card, CardNumber};
pub use csv::to_csv;
pub use file::{
    CardFile, Column, FileError, Format, LARGEST_FILE, MOST_CARDS, Meaning, SkipReason, Skipped,
};
pub use read::read;
pub use vcard::to_vcard;
