//! Texts as the system takes and gives them: UTF-16 with a zero at the end.

use std::{ffi::OsStr, os::windows::ffi::OsStrExt};

/// The text for the system.
pub(crate) fn wide(text: impl AsRef<OsStr>) -> Vec<u16> {
    text.as_ref().encode_wide().chain([0]).collect()
}

/// Writes a text into a place of a fixed size, cut short where it is longer.
pub(crate) fn write(text: &str, place: &mut [u16]) {
    let Some(room) = place.len().checked_sub(1) else {
        return;
    };
    let mut end = 0;
    for character in text.chars() {
        let next = end + character.len_utf16();
        let Some(units) = place.get_mut(end..next).filter(|_| next <= room) else {
            break;
        };
        character.encode_utf16(units);
        end = next;
    }
    if let Some(rest) = place.get_mut(end..) {
        rest.fill(0);
    }
}

#[cfg(test)]
mod tests {
    use super::write;

    #[test]
    fn a_text_is_cut_between_its_characters() {
        let mut place = [7; 5];
        write("kim", &mut place);
        assert_eq!(place, [107, 105, 109, 0, 0]);
        write("Ayşe Yılmaz", &mut place);
        assert_eq!(String::from_utf16(&place).unwrap(), "Ayşe\0");
        write("abc😀", &mut place);
        assert_eq!(String::from_utf16(&place).unwrap(), "abc\0\0");
    }
}
