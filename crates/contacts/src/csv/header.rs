//! What stands above columns: the words of Google, Outlook and Excel in English, Turkish and
//! Russian, and of lists that people make.

use crate::{Meaning, label, text};

/// What columns with these headers hold, as far as they are used.
pub(super) fn meanings(headers: &[String]) -> Vec<Option<Meaning>> {
    let folded: Vec<String> = headers.iter().map(|header| text::folded(header)).collect();
    let mut meanings: Vec<_> = folded.iter().map(|header| meaning(header)).collect();
    // The Turkish word for what a company is called is also the one for `Dr.`
    if meanings.contains(&Some(Meaning::GivenName)) {
        for (header, meaning) in folded.iter().zip(&mut meanings) {
            if header == "unvan" {
                *meaning = Some(Meaning::NamePrefix);
            }
        }
    }
    meanings
}

fn meaning(folded: &str) -> Option<Meaning> {
    named(folded).or_else(|| of_number(folded))
}

fn named(folded: &str) -> Option<Meaning> {
    Some(match folded {
        "name"
        | "full name"
        | "fullname"
        | "display name"
        | "contact"
        | "contact name"
        | "customer"
        | "customer name"
        | "patient"
        | "patient name"
        | "ad soyad"
        | "adsoyad"
        | "ad soyadi"
        | "adi soyadi"
        | "ad ve soyad"
        | "adi ve soyadi"
        | "isim"
        | "ismi"
        | "isim soyisim"
        | "isim soyad"
        | "kisi"
        | "kisi adi"
        | "musteri"
        | "musteri adi"
        | "musteri adi soyadi"
        | "hasta"
        | "hasta adi"
        | "hasta adi soyadi"
        | "gorunen ad"
        | "cari adi"
        | "фио"
        | "ф и о"
        | "имя и фамилия"
        | "фамилия имя"
        | "фамилия имя отчество"
        | "полное имя"
        | "контакт"
        | "имя контакта"
        | "клиент"
        | "пациент"
        | "отображаемое имя" => Meaning::Name,
        "first name" | "firstname" | "given name" | "ad" | "adi" | "имя" => Meaning::GivenName,
        "middle name" | "middlename" | "additional name" | "ikinci ad" | "ikinci adi"
        | "отчество" => Meaning::MiddleName,
        "last name" | "lastname" | "surname" | "family name" | "soyad" | "soyadi" | "soyisim"
        | "фамилия" => Meaning::FamilyName,
        "title" | "name prefix" | "обращение" => Meaning::NamePrefix,
        "suffix" | "name suffix" | "sonek" | "son ek" | "суффикс" => Meaning::NameSuffix,
        "nickname" | "file as" | "takma ad" | "псевдоним" | "краткое имя" => {
            Meaning::Nickname
        }
        "company"
        | "company name"
        | "organization"
        | "organization name"
        | "organization 1 name"
        | "organisation"
        | "firm"
        | "sirket"
        | "sirket adi"
        | "firma"
        | "firma adi"
        | "firma unvani"
        | "kurum"
        | "kurum adi"
        | "unvan"
        | "unvani"
        | "cari unvan"
        | "cari unvani"
        | "ticari unvan"
        | "организация"
        | "компания"
        | "фирма"
        | "название организации"
        | "название компании" => Meaning::Company,
        "note"
        | "notes"
        | "comment"
        | "comments"
        | "description"
        | "not"
        | "notlar"
        | "notu"
        | "aciklama"
        | "aciklamalar"
        | "заметки"
        | "заметка"
        | "примечание"
        | "примечания"
        | "комментарий"
        | "описание" => Meaning::Note,
        "callback" | "geri arama" | "geri ara" | "обратный вызов" => Meaning::Number {
            label: Some("callback".to_owned()),
        },
        // Outlook writes these in an order of their own.
        "company main phone" | "sirket ana telefonu" | "основной телефон организации" => {
            Meaning::Number {
                label: Some("company main".to_owned()),
            }
        }
        "number" | "numbers" | "numara" | "numarasi" | "numaralar" | "номер" => {
            Meaning::Number { label: None }
        }
        "телефон с титрами" => Meaning::Number {
            label: Some("tty".to_owned()),
        },
        _ => return None,
    })
}

/// A column of numbers, or of their labels: `Phone 1 - Value`, `İş Telefonu 2`, `Телефон раб.`
fn of_number(folded: &str) -> Option<Meaning> {
    if let Some(of_google) = folded.strip_prefix("phone ") {
        let (place, what) = of_google.split_once(' ').unwrap_or((of_google, ""));
        let is_numbered = place.bytes().all(|byte| byte.is_ascii_digit());
        match what {
            "type" | "label" if is_numbered => return Some(Meaning::NumberLabel),
            "value" if is_numbered => return Some(Meaning::Number { label: None }),
            _ => {}
        }
    }
    if !label::is_of_numbers(folded) {
        return None;
    }
    label::understood(folded).map(|label| Meaning::Number { label })
}
