//! Any file of contacts.

use crate::{CardFile, FileError, LARGEST_FILE, charset, csv, vcard};

/// Reads a file of contacts: what it is and in which character set is found by looking at it.
pub fn read(file: &[u8]) -> Result<CardFile, FileError> {
    if file.len() > LARGEST_FILE {
        return Err(FileError::TooLarge);
    }
    if PACKED.iter().any(|start| file.starts_with(start)) {
        return Err(FileError::Workbook);
    }
    let file = charset::look_at(file);
    if file.bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(FileError::Empty);
    }
    if vcard::is_vcard(&file.bytes) {
        vcard::read(&file)
    } else {
        csv::read(&file)
    }
}

/// How the files begin that a spreadsheet program saves where nobody says CSV: archives of XML, and
/// the binary ones from before.
const PACKED: [&[u8]; 3] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x1f\x8b"];
