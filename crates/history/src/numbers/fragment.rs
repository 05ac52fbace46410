//! What a user types to find somebody, and the forms of a number and a name in which it is looked
//! for. Both are brought to one spelling, so that formatting and case do not matter.

use std::collections::BTreeSet;

use kimo_calls::digits_of;

/// A fragment of a number or a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fragment {
    /// It matches where one of these does.
    spellings: Vec<String>,
}

impl Fragment {
    /// Reads what was typed; `None` if there is nothing in it to look for.
    pub(crate) fn read(typed: &str) -> Option<Self> {
        if typed.chars().any(char::is_alphabetic) {
            let words = folded(typed);
            return (!words.is_empty()).then(|| Self {
                spellings: vec![words],
            });
        }
        let digits = digits_of(typed);
        if digits.is_empty() {
            return None;
        }
        // Who types the international prefix means the number behind it.
        let international = digits
            .strip_prefix("00")
            .filter(|number| number.len() >= LONG)
            .map(str::to_owned);
        Some(Self {
            spellings: [digits].into_iter().chain(international).collect(),
        })
    }

    /// The question for the full-text index. The text is quoted and holds no quote, so that
    /// nothing a user types is ever syntax.
    pub(crate) fn expression(&self) -> String {
        let terms: Vec<_> = self
            .spellings
            .iter()
            .map(|text| match text.chars().count() {
                0..LONG => format!("{{starts}} : \"{START}{text}\""),
                LONG.. => format!("{{forms}} : \"{text}\""),
            })
            .collect();
        terms.join(" OR ")
    }

    /// Whether it is found in these forms, by the same rules as the index.
    pub(crate) fn is_in(&self, forms: &Forms) -> bool {
        self.spellings
            .iter()
            .any(|text| match text.chars().count() {
                0..LONG => forms.words().any(|word| word.starts_with(text.as_str())),
                LONG.. => forms.forms.iter().any(|form| form.contains(text.as_str())),
            })
    }
}

/// From this length on a fragment is found anywhere, below it only at the start of a word or
/// number: the index knows no shorter pieces.
const LONG: usize = 3;

/// Stands before the start of each word in the index: makes pieces of three out of shorter ones.
const START: &str = "^^";

/// The spellings in which a number and its name can be found.
pub(crate) struct Forms {
    forms: Vec<String>,
    /// Where else people begin to read the number: at its trunk prefix, and behind it.
    begins: Vec<String>,
}

impl Forms {
    /// Of the text that identifies a number, its national spelling where that is not a part of
    /// it, and its name.
    pub(crate) fn of(key: &str, national: Option<&str>, name: Option<&str>) -> Self {
        // Turkey's country code ends in its trunk prefix.
        let within_key = key.strip_prefix("+9").filter(|rest| rest.starts_with('0'));
        let begins = national
            .or(within_key)
            .into_iter()
            .flat_map(|national| [national, national.get(1..).unwrap_or_default()])
            .map(digits_of);
        let has_letters = key.chars().any(char::is_alphabetic);
        let key = if has_letters {
            folded(key)
        } else {
            digits_of(key)
        };
        let forms = [Some(key), national.map(digits_of), name.map(folded)];
        let is_there = |form: &String| !form.is_empty();
        Self {
            forms: forms.into_iter().flatten().filter(is_there).collect(),
            begins: begins.filter(is_there).collect(),
        }
    }

    /// Of a name alone.
    pub(crate) fn of_name(name: &str) -> Self {
        let forms = vec![folded(name)];
        Self {
            forms: forms.into_iter().filter(|form| !form.is_empty()).collect(),
            begins: Vec::new(),
        }
    }

    /// Of what somebody wrote: its words, and the digits in it.
    pub(crate) fn of_note(text: &str) -> Self {
        Self {
            forms: vec![folded(text), digits_of(text)],
            begins: Vec::new(),
        }
    }

    /// The column in which fragments of three and more are found.
    pub(crate) fn text(&self) -> String {
        self.forms.join("\n")
    }

    /// The column in which shorter ones are found.
    pub(crate) fn starts(&self) -> String {
        let starts: BTreeSet<_> = self
            .words()
            .map(|word| {
                let start: String = word.chars().take(LONG - 1).collect();
                format!("{START}{start}")
            })
            .collect();
        starts.into_iter().collect::<Vec<_>>().join("\n")
    }

    fn words(&self) -> impl Iterator<Item = &str> {
        let words = self.forms.iter().flat_map(|form| form.split(' '));
        words.chain(self.begins.iter().map(String::as_str))
    }
}

/// Everything in which a contact can be found.
impl FromIterator<Forms> for Forms {
    fn from_iter<I: IntoIterator<Item = Forms>>(all: I) -> Self {
        let mut joined = Self {
            forms: Vec::new(),
            begins: Vec::new(),
        };
        for one in all {
            joined.forms.extend(one.forms);
            joined.begins.extend(one.begins);
        }
        joined
    }
}

/// Small letters and digits with single spaces between words. The four Turkish i are one letter,
/// as nobody can be asked to know which of them a phone book used; so are letters with and
/// without their marks.
pub(crate) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            'İ' | 'I' | 'ı' => folded.push('i'),
            // What small letters of `İ` leave behind.
            '\u{300}'..='\u{36f}' => {}
            _ if letter.is_alphanumeric() => {
                folded.extend(letter.to_lowercase().filter_map(plain));
            }
            _ if folded.ends_with(' ') || folded.is_empty() => {}
            _ => folded.push(' '),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

fn plain(letter: char) -> Option<char> {
    match letter {
        'ş' => Some('s'),
        'ç' => Some('c'),
        'ğ' => Some('g'),
        'ö' => Some('o'),
        'ü' | 'û' => Some('u'),
        'â' => Some('a'),
        'î' | 'ı' => Some('i'),
        'ё' => Some('е'),
        '\u{300}'..='\u{36f}' => None,
        other => Some(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(typed: &str, key: &str, national: Option<&str>, name: Option<&str>) -> bool {
        Fragment::read(typed)
            .is_some_and(|fragment| fragment.is_in(&Forms::of(key, national, name)))
    }

    #[test]
    fn formatting_does_not_matter() {
        for typed in [
            "0532 123",
            "532-12",
            "+90 (532)",
            "0090532",
            "90532123",
            "0532 123 45 67",
            "4567",
            "05",
            "9",
            "90",
            " 5321 ",
            "123.45",
        ] {
            assert!(finds(typed, "+905321234567", None, None), "{typed}");
        }
        for typed in ["٠٥٣٢ ١٢٣", "०५३२", "０５３２", "۴۵۶۷"] {
            assert!(finds(typed, "+905321234567", None, None), "{typed}");
        }
        for typed in ["0533", "32", "7", "x", "21", "90532 123 45 678"] {
            assert!(!finds(typed, "+905321234567", None, None), "{typed}");
        }
        assert!(finds(
            "8 (916) 123",
            "+79161234567",
            Some("89161234567"),
            None
        ));
        assert!(finds("+7 916", "+79161234567", Some("89161234567"), None));
        assert!(finds("89", "+79161234567", Some("89161234567"), None));
    }

    #[test]
    fn case_does_not_matter_in_any_alphabet() {
        for typed in ["ışık", "IŞIK", "işik", "Isik", "ŞIK", "isi", "is"] {
            assert!(finds(typed, "1001", None, Some("Ahmet IŞIK")), "{typed}");
        }
        for typed in ["istanbul", "İSTANBUL", "ıstanbul", "i\u{307}stan"] {
            assert!(
                finds(typed, "1001", None, Some("İstanbul Oteli")),
                "{typed}"
            );
        }
        for typed in ["петр", "ПЕТР", "пётр", "ётр", "п", "ИВ"] {
            assert!(finds(typed, "1001", None, Some("Пётр Иванов")), "{typed}");
        }
        assert!(!finds("анов иван", "1001", None, Some("Пётр Иванов")));
    }

    #[test]
    fn what_is_typed_is_never_syntax() {
        for typed in [
            "\"",
            "* OR *",
            "^^05",
            "forms : x",
            "a\"b NEAR(c)",
            "+-()",
            "' --",
            "{starts}:1",
        ] {
            if let Some(fragment) = Fragment::read(typed) {
                for spelling in &fragment.spellings {
                    assert!(
                        spelling.chars().all(|c| c.is_alphanumeric() || c == ' '),
                        "{typed} became {spelling}"
                    );
                }
            }
        }
        assert_eq!(Fragment::read(" +() "), None, "nothing to look for");
    }
}
