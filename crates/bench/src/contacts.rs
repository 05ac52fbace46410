//! Contacts for the callers that calls are made up with: as many as a large office has.

use crate::bodies::{CALLERS, caller};

/// So many of the callers have a name.
pub(crate) const CONTACTS: u64 = 100_000;

/// All of them as one vCard file, as telephones export it.
pub(crate) fn vcard() -> String {
    (0..CONTACTS).map(card).collect()
}

fn card(contact: u64) -> String {
    format!(
        "BEGIN:VCARD\r\nVERSION:3.0\r\nN:{family};{given};;;\r\nFN:{given} {family}\r\n\
         TEL;TYPE=CELL:+{number}\r\nEND:VCARD\r\n",
        given = given(contact),
        family = family(contact),
        number = caller(contact * (CALLERS / CONTACTS)),
    )
}

/// What somebody types who looks for one of them: more and more of the name, then both names.
pub(crate) fn typed(number: u64) -> String {
    let contact = number / 8 * 977 % CONTACTS;
    let whole = format!("{} {}", given(contact), family(contact)).to_lowercase();
    let letters = usize::try_from(number % 8).unwrap_or(0) * 2 + 1;
    whole.chars().take(letters).collect()
}

fn given(contact: u64) -> &'static str {
    of(&GIVEN, contact % 40)
}

/// Every given name meets every one of them.
fn family(contact: u64) -> &'static str {
    of(&FAMILY, contact / 40 * 7 % 40)
}

fn of(names: &[&'static str; 40], number: u64) -> &'static str {
    let name = usize::try_from(number).ok().and_then(|at| names.get(at));
    name.copied().unwrap_or_default()
}

const GIVEN: [&str; 40] = [
    "Ayşe",
    "Fatma",
    "Zeynep",
    "Elif",
    "Emine",
    "Hatice",
    "Merve",
    "Özlem",
    "Şule",
    "Çiğdem",
    "Gül",
    "Sevgi",
    "Nurcan",
    "Ebru",
    "Derya",
    "Sibel",
    "Tuğba",
    "Esra",
    "Büşra",
    "İrem",
    "Mehmet",
    "Mustafa",
    "Ahmet",
    "Ali",
    "Hüseyin",
    "Hasan",
    "İbrahim",
    "İsmail",
    "Osman",
    "Yusuf",
    "Murat",
    "Ömer",
    "Ramazan",
    "Halil",
    "Süleyman",
    "Özgür",
    "Uğur",
    "Çağrı",
    "Gökhan",
    "Kağan",
];

const FAMILY: [&str; 40] = [
    "Yılmaz",
    "Kaya",
    "Demir",
    "Çelik",
    "Şahin",
    "Yıldız",
    "Yıldırım",
    "Öztürk",
    "Aydın",
    "Özdemir",
    "Arslan",
    "Doğan",
    "Kılıç",
    "Aslan",
    "Çetin",
    "Kara",
    "Koç",
    "Kurt",
    "Özkan",
    "Şimşek",
    "Polat",
    "Korkmaz",
    "Çakır",
    "Erdoğan",
    "Güneş",
    "Aksoy",
    "Bozkurt",
    "Taş",
    "Avcı",
    "Ünal",
    "Işık",
    "Tekin",
    "Güler",
    "Keskin",
    "Turan",
    "Sarı",
    "Bulut",
    "Ateş",
    "Coşkun",
    "Yavuz",
];
