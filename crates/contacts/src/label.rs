//! What kind of number a number is, from the words of three languages and of every program.

use crate::text;

/// More of an own word is not kept, in characters.
const LONGEST: usize = 60;

/// The label that a text stands for: one of ours where every word of it is understood, else the
/// text itself; `None` where it says nothing (`Telefon`).
pub(crate) fn read(label: &str) -> Option<String> {
    // Apple writes its own labels as `_$!<Mobile>!$_`, Google marks the first of several by a star.
    let label = label.trim().trim_start_matches("* ");
    let label = label.strip_prefix("_$!<").unwrap_or(label);
    let label = label.strip_suffix(">!$_").unwrap_or(label);
    match understood(&text::folded(label)) {
        Some(understood) => understood,
        None => {
            let own: String = text::one_line(label).chars().take(LONGEST).collect();
            Some(own.trim_end().to_owned()).filter(|own| !own.is_empty())
        }
    }
}

/// The label of folded words, all of which must be of numbers; the inner `None` where they tell
/// nothing of the kind of number.
pub(crate) fn understood(folded: &str) -> Option<Option<String>> {
    let mut place = None;
    let mut kind = None;
    for word in folded.split(' ') {
        match Word::read(word)? {
            Word::Place(word) => place = place.or(Some(word)),
            Word::Kind(word) => kind = kind.or(Some(word)),
            Word::Telephone | Word::Count => {}
        }
    }
    Some(match (place, kind) {
        (None, None) => None,
        (Some(one), None) | (None, Some(one)) => Some(one.to_owned()),
        (Some(place), Some(kind)) => Some(format!("{place} {kind}")),
    })
}

/// Whether folded words speak of a number at all.
pub(crate) fn is_of_numbers(folded: &str) -> bool {
    folded.split(' ').any(|word| {
        matches!(
            Word::read(word),
            Some(Word::Telephone | Word::Kind("mobile" | "fax" | "pager" | "isdn" | "radio"))
        )
    })
}

/// What a word says of a number.
enum Word {
    Place(&'static str),
    Kind(&'static str),
    Telephone,
    Count,
}

impl Word {
    fn read(folded: &str) -> Option<Self> {
        Some(match folded {
            "home" | "ev" | "дом" | "домашний" | "личный" => Self::Place("home"),
            "work" | "business" | "office" | "is" | "ofis" | "раб" | "рабочий" | "служебный" => {
                Self::Place("work")
            }
            "company" | "sirket" | "firma" | "организации" | "компании" => {
                Self::Place("company")
            }
            "assistant" | "assistants" | "asistan" | "asistanin" | "yardimci" | "yardimcinin"
            | "помощник" | "помощника" => Self::Place("assistant"),
            "other" | "diger" | "другой" | "прочий" => Self::Place("other"),
            "mobile"
            | "mobil"
            | "cell"
            | "cellular"
            | "cep"
            | "gsm"
            | "iphone"
            | "моб"
            | "мобильный"
            | "сот"
            | "сотовый"
            | "переносной" => Self::Kind("mobile"),
            "fax" | "faks" | "faksi" | "факс" => Self::Kind("fax"),
            "main" | "primary" | "ana" | "birincil" | "основной" => Self::Kind("main"),
            "pager" | "cagri" | "пейджер" => Self::Kind("pager"),
            "car" | "arac" | "araba" | "машине" | "автомобильный" => {
                Self::Kind("car")
            }
            "radio" | "radyo" | "радиотелефон" => Self::Kind("radio"),
            "isdn" => Self::Kind("isdn"),
            "callback" => Self::Kind("callback"),
            "tty" | "tdd" => Self::Kind("tty"),
            "tel" | "telefon" | "telefonu" | "telefonlar" | "telefonlari" | "phone" | "phones"
            | "telephone" | "voice" | "тел" | "телефон" | "телефона" | "телефоны" => {
                Self::Telephone
            }
            "no" | "numara" | "numarasi" | "number" | "numbers" | "hat" | "hatti" | "line"
            | "номер" | "номера" | "cihazi" | "в" | "value" => Self::Count,
            digits if digits.len() < 3 && digits.bytes().all(|byte| byte.is_ascii_digit()) => {
                Self::Count
            }
            _ => return None,
        })
    }
}
