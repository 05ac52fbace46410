//! Texts of foreign files, made fit to be kept and compared.

/// One line: space of any kind is one space, none at the ends, and nothing that nobody sees.
pub(crate) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_whitespace() {
            if !line.is_empty() && !line.ends_with(' ') {
                line.push(' ');
            }
        } else if !is_unseen(letter) {
            line.push(letter);
        }
    }
    line.truncate(line.trim_end().len());
    line
}

/// Several lines, ended by `\n`, without empty ones and space at the ends of the whole, and nothing
/// that nobody sees.
pub(crate) fn lines(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let seen: String = text
        .chars()
        .filter(|letter| matches!(letter, '\n' | '\t') || !is_unseen(*letter))
        .collect();
    seen.trim().to_owned()
}

/// Small letters and digits of words with one space between them, however the words are spelled:
/// `İŞ Telefonu` and `is-telefonu` are the same.
pub(crate) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        let plain = match letter {
            'ı' | 'î' => 'i',
            'ş' => 's',
            'ğ' => 'g',
            'ü' | 'û' => 'u',
            'ö' => 'o',
            'ç' => 'c',
            'â' => 'a',
            'ё' => 'е',
            // What a small `İ` leaves behind, other marks above letters, and what parts a word's ending.
            '\u{300}'..='\u{36f}' | '\'' | '’' => continue,
            other => other,
        };
        if plain.is_alphanumeric() {
            folded.push(plain);
        } else if !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Control characters, and marks of direction and width: telephones put them around numbers, and
/// they make two texts differ that look the same. The joiners that some scripts need are kept.
fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{ad}'
                | '\u{200b}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{2069}'
                | '\u{feff}'
        )
}
