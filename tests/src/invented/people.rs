//! Invented people. None of the numbers is known to belong to anybody.

/// Somebody who calls.
#[derive(Clone, Copy, Debug)]
pub struct Person {
    /// The number, as E.164.
    pub number: &'static str,
    /// What the desk calls them, if it knows them.
    pub name: Option<&'static str>,
}

/// The office's own lines, as its switch sends them.
pub const LINES: [&str; 2] = ["902129090112", "902129090113"];

/// A name of sixty letters.
pub(super) const LONG_NAME: Person = known(
    "+905331902846",
    "Muharrem Abdülkerim Karahasanoğulları-Çağlayangil Müteahhitlik",
);

/// Whom the office knows; the last one has a very long name.
pub const PEOPLE: [Person; 18] = [
    known("+905324172863", "Ayşe Yılmaz"),
    known("+905439012277", "Mehmet Öztürk"),
    known("+902164183355", "Kadıköy Eczanesi"),
    known("+79162041855", "Ирина Соколова"),
    known("+905332280916", "Zeynep Çağlayan"),
    known("+902122934410", "Güneş Sigorta Beyoğlu Şubesi"),
    known("+905066128834", "İbrahim Doğan"),
    known("+74957770144", "Клиника «Северное сияние»"),
    known("+905421176593", "Elif Şahin"),
    known("+905354409921", "Hüseyin Karaca"),
    known("+905012286745", "Fatma Nur Aydın"),
    known("+905309075518", "Işıl Güngör"),
    known("+902324457789", "Ege Oto Servis"),
    known("+79031245566", "Алексей Виноградов"),
    known("+905384426617", "Can Bozkurt"),
    known("+905373349025", "Selin Arslan"),
    known("+905065584471", "Osman Yıldırım"),
    LONG_NAME,
];

const fn known(number: &'static str, name: &'static str) -> Person {
    Person {
        number,
        name: Some(name),
    }
}
