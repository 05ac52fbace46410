//! One property of a card: `group.NAME;PARAMETER=value:value`.

use encoding_rs::{Encoding, UTF_8};

use crate::charset;

/// A longer group, name and parameters are none, in bytes.
const LONGEST_HEAD: usize = 4 << 10;

/// A property, taken apart.
pub(super) struct Property {
    /// `item1` of `item1.TEL`; empty without one.
    pub(super) group: String,
    /// Its name, in capital letters.
    pub(super) name: String,
    /// Its types, as written, and the words that vCard 2.1 has in their place.
    pub(super) types: Vec<String>,
    /// The character set that it names itself, where that was used.
    pub(super) charset: Option<&'static Encoding>,
    /// Its value as text; what is escaped in it still is.
    pub(super) value: String,
}

impl Property {
    /// Reads a whole line; `None` where it is no property.
    pub(super) fn read(line: &[u8], file: &'static Encoding) -> Option<Self> {
        let colon = end_of_head(line).filter(|colon| *colon <= LONGEST_HEAD)?;
        let (head, value) = (&line[..colon], &line[colon + 1..]);
        let head = file.decode_without_bom_handling(head).0;
        let mut parts = split_outside_quotes(&head, ';').into_iter();
        let name = parts.next()?.trim();
        let (group, name) = name.split_once('.').unwrap_or(("", name));
        let mut property = Self {
            group: group.to_ascii_lowercase(),
            name: name.to_ascii_uppercase(),
            types: Vec::new(),
            charset: None,
            value: String::new(),
        };
        let mut is_quoted_printable = false;
        for part in parts {
            match part.split_once('=') {
                None if part.eq_ignore_ascii_case("QUOTED-PRINTABLE") => is_quoted_printable = true,
                None => property.types.push(part.trim().to_owned()),
                Some((key, value)) => match key.trim().to_ascii_uppercase().as_str() {
                    "ENCODING" => {
                        is_quoted_printable |= value.eq_ignore_ascii_case("QUOTED-PRINTABLE");
                    }
                    "CHARSET" => property.charset = charset::named(value.trim_matches('"')),
                    "TYPE" => {
                        let words = value.split(',').map(|word| word.trim_matches(['"', ' ']));
                        property.types.extend(words.map(str::to_owned));
                    }
                    _ => {}
                },
            }
        }
        let decoded;
        let value = if is_quoted_printable {
            decoded = quoted_printable(value);
            decoded.as_slice()
        } else {
            value
        };
        (property.value, property.charset) = text_of(value, property.charset, file);
        Some(property)
    }

    /// The parts of a structured value, unescaped.
    pub(super) fn parts(&self) -> impl Iterator<Item = String> {
        let mut is_escaped = false;
        let parts = self.value.split(move |letter| {
            let is_end = letter == ';' && !is_escaped;
            is_escaped = letter == '\\' && !is_escaped;
            is_end
        });
        parts.map(unescaped)
    }

    /// The value, unescaped.
    pub(super) fn text(&self) -> String {
        unescaped(&self.value)
    }
}

/// The value as text, and the character set that it names itself if it is of that. What is UTF-8 is
/// that, whatever is said of it; old telephones forget to name one.
fn text_of(
    value: &[u8],
    named: Option<&'static Encoding>,
    file: &'static Encoding,
) -> (String, Option<&'static Encoding>) {
    if let Ok(text) = std::str::from_utf8(value) {
        return (text.to_owned(), None);
    }
    let named = named.filter(|named| *named != UTF_8);
    let encoding = match named {
        Some(named) => named,
        None if file != UTF_8 => file,
        None => charset::guess(value),
    };
    let text = encoding.decode_without_bom_handling(value).0;
    (text.into_owned(), named)
}

/// Where the value begins: the first colon that is not in quotes, or the first at all where a quote
/// has no end.
fn end_of_head(line: &[u8]) -> Option<usize> {
    let mut is_quoted = false;
    let outside = line.iter().position(|byte| {
        is_quoted ^= *byte == b'"';
        *byte == b':' && !is_quoted
    });
    outside.or_else(|| line.iter().position(|byte| *byte == b':'))
}

fn split_outside_quotes(text: &str, separator: char) -> Vec<&str> {
    let mut is_quoted = false;
    text.split(|letter| {
        is_quoted ^= letter == '"';
        letter == separator && !is_quoted
    })
    .collect()
}

/// Decodes `=C5=9E`; what is no such code stays.
fn quoted_printable(value: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(value.len());
    let mut rest = value;
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        let code = after.get(..2).and_then(|digits| {
            let digits = std::str::from_utf8(digits).ok()?;
            u8::from_str_radix(digits, 16).ok()
        });
        match code {
            Some(byte) if *first == b'=' => {
                decoded.push(byte);
                rest = &after[2..];
            }
            _ => decoded.push(*first),
        }
    }
    decoded
}

fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            plain.push(letter);
            continue;
        }
        match letters.next() {
            Some('n' | 'N') => plain.push('\n'),
            Some(escaped @ ('\\' | ',' | ';' | ':')) => plain.push(escaped),
            Some(other) => plain.extend(['\\', other]),
            None => plain.push('\\'),
        }
    }
    plain
}
