//! vCard 2.1 (versit, 1996), 3.0 (RFC 2426) and 4.0 (RFC 6350), as programs really write them.
//!
//! The reader is our own: it goes through the file as bytes, for old telephones name a character set
//! for each property, and programs fold lines within a letter. It keeps a handful of properties and
//! copies nothing of photographs.

mod lines;
mod property;
mod read;
mod write;

pub(crate) use read::{is_vcard, read};
pub use write::to_vcard;
