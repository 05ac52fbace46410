//! What may be of people is taken out of a text.
//!
//! Not by looking for what must not be told: a number can be written in a hundred ways. A word stays
//! where it is one of those of which the error texts of computers are made, and in nobody's name
//! here; a number of one or two digits stays; whatever else is a letter or a digit goes.

use std::{collections::HashSet, sync::LazyLock};

/// A text from which everything was taken that might be of people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Masked(String);

impl Masked {
    /// It, for whoever writes it down.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// With a name that the program itself gave it.
    pub(crate) fn named(self, name: &str) -> Self {
        Self(format!("{name}={}", self.0))
    }
}

/// Takes what may be of people out of texts.
#[derive(Default)]
pub(crate) struct Mask {
    /// Words of computers that somebody here is called by as well.
    names: HashSet<String>,
}

impl Mask {
    /// Somebody or something is called that here.
    pub(crate) fn learn(&mut self, name: &str) {
        let words = name.split(|letter: char| !letter.is_alphanumeric());
        let known = words
            .flat_map(pieces)
            .map(|word| folded(&word))
            .filter(|word| WORDS.contains(word.as_str()));
        self.names.extend(known);
    }

    /// A text of any origin.
    pub(crate) fn text(&self, text: &str) -> Masked {
        let runs = runs(text);
        let mut masked = String::with_capacity(text.len());
        // Where what is masked has begun, and how long `masked` was after it.
        let mut hidden_to = None;
        for (at, run) in runs.iter().enumerate() {
            if !run.is_word {
                let plain = |letter: char| match letter.is_control() {
                    true => ' ',
                    false => letter,
                };
                masked.extend(run.text.chars().map(plain));
            } else if self.stays(&runs, at) {
                masked.push_str(run.text);
                hidden_to = None;
            } else {
                match hidden_to {
                    // One with what goes before, so that nobody can count the words.
                    Some(to) if masked.len() - to <= BETWEEN => masked.truncate(to),
                    _ => masked.push_str(HIDDEN),
                }
                hidden_to = Some(masked.len());
            }
        }
        Masked(masked)
    }

    /// A text that our own program has in it as it is.
    pub(crate) fn fixed(&self, text: &str) -> Masked {
        Masked(text.to_owned())
    }

    /// A code of the program's own: small letters, with hyphens between the words.
    pub(crate) fn code(&self, code: &str) -> Masked {
        let is_plain = |letter: char| letter.is_ascii_alphabetic() || "-_".contains(letter);
        match code.chars().all(is_plain) {
            true => Masked(code.to_owned()),
            false => self.text(code),
        }
    }

    /// The same, and what somebody else said of it.
    pub(crate) fn code_with(&self, code: &str, said: &str) -> Masked {
        Masked(format!("{} ({})", self.code(code).0, self.text(said).0))
    }

    /// A version: a few numbers with points between.
    pub(crate) fn version(&self, version: &str) -> Masked {
        let is_plain = |letter: char| letter.is_ascii_digit() || letter == '.';
        match version.len() <= 20 && version.chars().all(is_plain) {
            true => Masked(version.to_owned()),
            false => self.text(version),
        }
    }

    /// A place in the source, or the name of a function.
    pub(crate) fn place(&self, place: &str) -> Masked {
        let is_plain = |letter: char| {
            letter.is_ascii_alphanumeric() || " _:./\\-<>{}[]()&*,;'=#$@+!".contains(letter)
        };
        match place.chars().all(is_plain) {
            true => Masked(place.to_owned()),
            false => self.text(place),
        }
    }

    fn stays(&self, runs: &[Run<'_>], at: usize) -> bool {
        let before = at.checked_sub(1).map_or("", |before| runs[before].text);
        let after = runs.get(at + 1).map_or("", |after| after.text);
        // Letters and digits that are written by their codes.
        if before.ends_with(['%', '#', '\\', '=']) && !runs[at].is_alphabetic() {
            return false;
        }
        let names = at.checked_sub(2).map_or("", |names| runs[names].text);
        let is_secret = before == "=" && SECRET.contains(&names.to_ascii_lowercase().as_str());
        // Whoever signs in at a server, and the server.
        let is_user = before == "@" || after.starts_with('@');
        if before.ends_with('%') || is_secret || is_user {
            return false;
        }
        let run = runs[at].text;
        if runs[at].is_number() {
            // The system's own numbers of errors.
            let of_system = at >= 4
                && before == " "
                && after.starts_with(')')
                && (runs[at - 2].text, runs[at - 4].text) == ("error", "os");
            return (of_system && run.len() <= 5)
                || (run.len() <= 2 && !has_number_beside(runs, at));
        }
        let next = runs.get(at + 2).map_or("", |next| next.text);
        let is_io = [(run, after, next), (names, before, run)].contains(&("I", "/", "O"));
        let is_article = (before, run) == (" ", "a") && after.starts_with(' ');
        let is_contraction = before.ends_with(['\'', '’']) && ["t", "s"].contains(&run);
        let is_known = |word: &String| {
            let word = folded(word);
            WORDS.contains(word.as_str()) && !self.names.contains(&word)
        };
        is_contraction || is_io || is_article || pieces(run).iter().all(is_known)
    }
}

/// A part of a text that is a word, or stands between two.
struct Run<'a> {
    text: &'a str,
    is_word: bool,
}

impl Run<'_> {
    fn is_number(&self) -> bool {
        self.text.bytes().all(|byte| byte.is_ascii_digit())
    }

    fn is_alphabetic(&self) -> bool {
        self.text.bytes().all(|byte| byte.is_ascii_alphabetic())
    }

    /// A digit of any script.
    fn has_digit(&self) -> bool {
        self.text.chars().any(char::is_numeric)
    }
}

/// Whether one of the two words before or after has a digit: then it may be a part of a long
/// number, or a letter of a text that is written in codes.
fn has_number_beside(runs: &[Run<'_>], at: usize) -> bool {
    let has_digit = |at: Option<usize>| {
        let run = at.and_then(|at| runs.get(at));
        run.is_some_and(Run::has_digit)
    };
    let near = [
        at.checked_sub(2),
        at.checked_sub(4),
        Some(at + 2),
        Some(at + 4),
    ];
    near.into_iter().any(has_digit)
}

fn runs(text: &str) -> Vec<Run<'_>> {
    let mut runs: Vec<Run<'_>> = Vec::new();
    let mut from = 0;
    let mut was_word = None;
    for (at, letter) in text.char_indices() {
        // Whatever this alphabet does not have may be a name: letters, marks, pictures.
        let is_word =
            letter.is_ascii_alphanumeric() || !(letter.is_ascii() || "…“”‘’—–¦".contains(letter));
        if let Some(was_word) = was_word
            && was_word != is_word
        {
            runs.push(Run {
                text: &text[from..at],
                is_word: was_word,
            });
            from = at;
        }
        was_word = Some(is_word);
    }
    runs.extend(was_word.map(|is_word| Run {
        text: &text[from..],
        is_word,
    }));
    runs
}

/// The words of a name in a program's text, `ConnectionRefused` say.
fn pieces(run: &str) -> Vec<String> {
    if run.bytes().any(|byte| byte.is_ascii_digit()) {
        return vec![run.to_owned()];
    }
    let mut pieces: Vec<String> = Vec::new();
    let mut was_small = true;
    for letter in run.chars() {
        match pieces.last_mut() {
            Some(piece) if !(was_small && letter.is_uppercase()) => piece.push(letter),
            _ => pieces.push(letter.to_string()),
        }
        was_small = letter.is_lowercase();
    }
    pieces
}

/// Small letters of this alphabet, as who has only these writes Turkish.
fn folded(word: &str) -> String {
    let plain = |letter: char| match letter {
        'İ' | 'I' | 'ı' => 'i',
        'Ş' | 'ş' => 's',
        'Ç' | 'ç' => 'c',
        'Ğ' | 'ğ' => 'g',
        'Ö' | 'ö' => 'o',
        'Ü' | 'ü' => 'u',
        other => other.to_ascii_lowercase(),
    };
    word.chars().map(plain).collect()
}

/// What is told after one of these and `=` is nobody's business.
const SECRET: [&str; 5] = ["password", "secret", "token", "key", "code"];

const HIDDEN: &str = "***";
/// So much may stand between two masked words that are one.
const BETWEEN: usize = 3;

/// The words of which error texts are made: the systems', SQLite's, those of TLS, HTTP and SSH, our
/// own.
static WORDS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let pbxs = kimo_pbx::adapters()
        .iter()
        .map(|adapter| adapter.id().to_string());
    let words = include_str!("mask/words.txt").lines().map(str::to_owned);
    words.chain(pbxs).collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_computers_say_can_be_read() {
        let mask = Mask::default();
        for said in [
            "Connection refused (os error 111)",
            "No space left on device (os error 28)",
            "error trying to connect: dns error: failed to lookup address information: Name or service not known",
            "database disk image is malformed",
            "disk I/O error",
            "called `Option::unwrap()` on a `None` value",
            "index out of bounds: the len is 3 but the index is 7",
            "invalid peer certificate: UnknownIssuer",
            "kimo.db: Permission denied (os error 13)",
            "https: the server doesn't answer",
        ] {
            assert_eq!(mask.text(said).0, said);
        }
    }

    #[test]
    fn nothing_of_people_stays_however_it_is_written() {
        let mask = Mask::default();
        for (said, masked) in [
            ("0532 123 45 67", "***"),
            ("+90 (532) 123-45-67", "+***"),
            ("call 5 3 2 1 2 3", "call ***"),
            ("for 1001", "for ***"),
            ("for 0.5.3", "for ***"),
            ("٠٥٣٢ ١٢٣", "***"),
            ("０５３２", "***"),
            ("%30%35%33%32", "%***"),
            ("&#48;&#53;&#51;", "&#***;"),
            ("\\u0030\\u0035", "\\***"),
            ("\\u{41}\\u{79}\\u{15f}", "\\***}"),
            ("[65, 121, 115]", "[***]"),
            ("no\u{200b}5 and 5\u{200b}3", "*** and ***"),
            ("Ayşe Yılmaz", "***"),
            ("AYŞE YILMAZ is busy", "*** is busy"),
            ("Ayse%20Yilmaz", "***"),
            ("%41%79%73%65", "%***"),
            ("A y ş e", "***"),
            ("Иванов Пётр", "***"),
            ("i̇stanbul 🙂", "***"),
            (
                "/home/ayse/.local/share/kimo/kimo.db",
                "/home/***/.local/share/kimo/kimo.db",
            ),
            ("C:\\Users\\Ayşe\\kimo.db", "***:\\Users\\***\\kimo.db"),
            (
                "https://user:hunter2@pbx.demir-hukuk.com.tr/hooks/verimor/f00dcafe?token=abc",
                "https://user:***/hooks/verimor/***?token=***",
            ),
            ("Basic dXNlcjpwYXNz", "***"),
            ("token=AbCdEfGh", "token=***"),
            ("password=open", "password=***"),
            ("secret@server", "***"),
            ("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5", "ssh-ed25519 ***"),
            ("fe80::1ff:fe23:4567:890a", "***"),
            ("muhasebe@demir.com", "***"),
        ] {
            assert_eq!(mask.text(said).0, masked, "{said}");
        }
    }

    #[test]
    fn whoever_is_called_like_a_word_of_computers_is_masked_too() {
        let mut mask = Mask::default();
        mask.learn("Port Sigorta");
        mask.learn("İO ERROR Bar");
        assert_eq!(mask.text("the port is closed").0, "the *** is closed");
        assert_eq!(mask.text("PORT, Port: io error").0, "***");
        assert_eq!(mask.text("ErrorKind, the key").0, "***, the key");
        // What the program itself says has no names in it.
        assert_eq!(mask.fixed("the port is taken").0, "the port is taken");
    }

    #[test]
    fn the_words_are_in_order_and_plain() {
        let words: Vec<_> = include_str!("mask/words.txt").lines().collect();
        assert!(words.is_sorted());
        for word in words {
            assert!(
                word.len() > 1
                    && word
                        .bytes()
                        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()),
                "{word}"
            );
            assert!(!word.bytes().all(|byte| byte.is_ascii_digit()), "{word}");
        }
    }
}
