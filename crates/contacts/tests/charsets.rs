//! Every character set in which such files come, found by looking, also of a list of two names.
#![allow(clippy::unwrap_used, reason = "a panic is the report")]

use encoding_rs::{Encoding, IBM866, KOI8_R, WINDOWS_1251, WINDOWS_1254};
use kimo_contacts::{FileError, read};

const TURKISH: &str =
    "Ad Soyad;Telefon\nGülşah Iğdır;0570 000 00 01\nİsmail Çöğür;0570 000 00 02\n";

/// One letter beyond ASCII in the whole file.
const BARELY_TURKISH: &str =
    "Ad Soyad;Telefon\nMehmet Kaya;0570 000 00 01\nAli Yıldız;0570 000 00 02\n";

const RUSSIAN: &str = "ФИО;Телефон\nЁжиков Пётр;8 943 000-00-01\nЮлия Щукина;8 943 000-00-02\n";

#[test]
fn the_character_set_is_found() {
    let cases: [(&str, &str, Vec<u8>); 15] = [
        (TURKISH, "UTF-8", TURKISH.into()),
        (
            TURKISH,
            "UTF-8",
            [b"\xef\xbb\xbf", TURKISH.as_bytes()].concat(),
        ),
        (TURKISH, "windows-1254", encoded(TURKISH, WINDOWS_1254)),
        (
            BARELY_TURKISH,
            "windows-1254",
            encoded(BARELY_TURKISH, WINDOWS_1254),
        ),
        (RUSSIAN, "windows-1251", encoded(RUSSIAN, WINDOWS_1251)),
        // The same letters, and the Ukrainian ones.
        (RUSSIAN, "KOI8-U", encoded(RUSSIAN, KOI8_R)),
        (RUSSIAN, "IBM866", encoded(RUSSIAN, IBM866)),
        (
            TURKISH,
            "UTF-16LE",
            utf_16(&format!("\u{feff}{TURKISH}"), u16::to_le_bytes),
        ),
        (
            TURKISH,
            "UTF-16BE",
            utf_16(&format!("\u{feff}{TURKISH}"), u16::to_be_bytes),
        ),
        (TURKISH, "UTF-16LE", utf_16(TURKISH, u16::to_le_bytes)),
        (TURKISH, "UTF-16BE", utf_16(TURKISH, u16::to_be_bytes)),
        (RUSSIAN, "UTF-16LE", utf_16(RUSSIAN, u16::to_le_bytes)),
        (RUSSIAN, "UTF-16BE", utf_16(RUSSIAN, u16::to_be_bytes)),
        (
            RUSSIAN,
            "UTF-16LE",
            utf_16(&format!("\u{feff}{RUSSIAN}"), u16::to_le_bytes),
        ),
        (RUSSIAN, "UTF-8", RUSSIAN.into()),
    ];
    for (text, charset, file) in cases {
        let file = read(&file).unwrap();
        let names: Vec<_> = file.cards.iter().map(|card| card.name.as_str()).collect();
        let rows = text.lines().skip(1);
        let expected: Vec<_> = rows.map(|row| row.split(';').next().unwrap()).collect();
        assert_eq!(names, expected, "{charset}");
        assert_eq!(file.charset, charset);
    }
}

#[test]
fn a_vcard_of_two_bytes_a_letter_is_read() {
    let card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Gülşah\r\nTEL:05700000001\r\nEND:VCARD\r\n";
    let file = read(&utf_16(&format!("\u{feff}{card}"), u16::to_le_bytes)).unwrap();
    assert_eq!(
        (file.charset, file.cards[0].name.as_str()),
        ("UTF-16LE", "Gülşah")
    );
}

/// Old telephones named a character set for each property, or wrote codes and named none.
#[test]
fn a_property_may_have_a_character_set_of_its_own() {
    let cases: [(&[u8], &str); 6] = [
        (b"FN;CHARSET=windows-1254:G\xfcl\xfeah", "Gülşah"),
        (b"FN;CHARSET=windows-1251:\xde\xeb\xe8\xff", "Юлия"),
        (
            b"FN;CHARSET=KOI8-R;ENCODING=QUOTED-PRINTABLE:=E0=CC=C9=D1",
            "Юлия",
        ),
        (b"FN;ENCODING=QUOTED-PRINTABLE:G=C3=BCl=C5=9Fah", "Gülşah"),
        (b"FN;QUOTED-PRINTABLE:G=FCl=FEah", "Gülşah"),
        (b"FN;CHARSET=nonsense:G\xc3\xbcl\xc5\x9fah", "Gülşah"),
    ];
    for (line, name) in cases {
        let file = [b"BEGIN:VCARD\n", line, b"\nTEL:05700000001\nEND:VCARD\n"].concat();
        let line = String::from_utf8_lossy(line);
        assert_eq!(read(&file).unwrap().cards[0].name, name, "{line}");
    }
}

#[test]
fn zeros_alone_are_no_text() {
    assert_eq!(
        read(&[0; 4096]).map(|file| file.cards),
        Err(FileError::NoContacts)
    );
}

fn encoded(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    let (bytes, _, has_lost) = encoding.encode(text);
    assert!(!has_lost);
    bytes.into_owned()
}

fn utf_16(text: &str, bytes: impl Fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}
