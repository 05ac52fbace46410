//! One number, however it is spelled; and how it is shown.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a panic is the report"
)]

use kimo_calls::{Party, PhoneNumber, Region, display_leg};
use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumberFormat};

fn e164(text: &str, region: Region) -> Option<String> {
    PhoneNumber::read_leniently(text, region).map(|number| number.as_str().to_owned())
}

#[test]
fn every_turkish_spelling_is_one_number() {
    for text in [
        "05321234567",
        "0532 123 45 67",
        "0(532) 123 45 67",
        "0532-123-45-67",
        "5321234567",
        "532 123 45 67",
        "905321234567",
        "90 532 123 45 67",
        "+905321234567",
        "+90 (532) 123 45 67",
        "00905321234567",
        " 05321234567 ",
        "0532\u{a0}123\u{a0}45\u{a0}67",
        "tel:+905321234567",
    ] {
        assert_eq!(
            e164(text, Region::TR).as_deref(),
            Some("+905321234567"),
            "{text}"
        );
    }
    for (text, number) in [
        ("02123205062", "+902123205062"),
        ("2123205062", "+902123205062"),
        ("902123205062", "+902123205062"),
        ("08508850000", "+908508850000"),
        ("4440123", "+904440123"),
        ("444 0 123", "+904440123"),
        ("08001234567", "+908001234567"),
    ] {
        assert_eq!(e164(text, Region::TR).as_deref(), Some(number), "{text}");
    }
}

#[test]
fn every_russian_spelling_is_one_number() {
    for text in [
        "89161234567",
        "8 916 123-45-67",
        "8 (916) 123-45-67",
        "79161234567",
        "7916 123 45 67",
        "+79161234567",
        "+7 916 123 45 67",
        "9161234567",
    ] {
        assert_eq!(
            e164(text, Region::RU).as_deref(),
            Some("+79161234567"),
            "{text}"
        );
    }
    for (text, number) in [
        ("84951234567", "+74951234567"),
        ("88001234567", "+78001234567"),
        ("77011234567", "+77011234567"),
    ] {
        assert_eq!(e164(text, Region::RU).as_deref(), Some(number), "{text}");
    }
}

#[test]
fn numbers_from_abroad_are_read_in_international_spelling() {
    for (text, region, number) in [
        ("79161234567", Region::TR, "+79161234567"),
        ("+7 916 123 45 67", Region::TR, "+79161234567"),
        ("00491711234567", Region::TR, "+491711234567"),
        ("491711234567", Region::TR, "+491711234567"),
        ("905321234567", Region::RU, "+905321234567"),
        ("00905321234567", Region::RU, "+905321234567"),
        ("8 10 90 532 123 45 67", Region::RU, "+905321234567"),
        ("442079460958", Region::RU, "+442079460958"),
    ] {
        assert_eq!(e164(text, region).as_deref(), Some(number), "{text}");
    }
}

#[test]
fn extensions_and_what_is_no_number_stay_as_they_came() {
    for text in [
        "1001",
        "0004",
        "100100",
        "90532000000",
        "anonymous",
        "Ahmet 05321234567",
        "sip:ayse@example.com",
        "+",
        "-",
        "12345678901234567890123456789012345",
        "٠٥٣٢",
    ] {
        let party = Party::read_leniently(text, Region::TR);
        assert_eq!(party.number, None, "{text}");
        assert_eq!(party.raw, text);
        let grouped = match text {
            "90532000000" => "905 320 000 00",
            text => text,
        };
        assert_eq!(party.display(Region::TR), {
            if party.is_hidden() { "" } else { grouped }
        });
    }
}

#[test]
fn a_withheld_number_is_hidden() {
    for text in [
        "",
        "0",
        "  ",
        "anonymous",
        "Anonymous",
        "Unavailable",
        "gizli",
        "Gizli Numara",
        "restricted",
        "скрыт",
        "GİZLİ",
        "000",
        "anonymous@anonymous.invalid",
    ] {
        let party = Party::read_leniently(text, Region::TR);
        assert!(party.is_hidden(), "{text}");
        assert_eq!(party.display(Region::TR), "");
    }
    assert!(!Party::read_leniently("1001", Region::TR).is_hidden());
}

#[test]
fn numbers_are_shown_as_their_country_groups_them() {
    let shown = |number: &str, home| Party::read_leniently(number, Region::TR).display(home);
    assert_eq!(shown("+905321234567", Region::TR), "0532 123 45 67");
    assert_eq!(shown("+902123205062", Region::TR), "0212 320 50 62");
    assert_eq!(shown("+905321234567", Region::RU), "+90 532 123 45 67");
    assert_eq!(shown("+79161234567", Region::RU), "8 (916) 123-45-67");
    assert_eq!(shown("+79161234567", Region::TR), "+7 916 123-45-67");
    assert_eq!(shown("+491711234567", Region::TR), "+49 171 123 45 67");
    assert_eq!(shown("1001", Region::TR), "1001");
}

#[test]
fn each_country_has_one_style_and_no_group_is_too_long_to_be_read_aloud() {
    let shown = |number: &str, home| Party::read_leniently(number, Region::TR).display(home);
    for (number, home, written) in [
        ("+908508850000", Region::TR, "0850 885 00 00"),
        ("+903121234567", Region::TR, "0312 123 45 67"),
        ("+904440123", Region::TR, "444 01 23"),
        ("+908508850000", Region::RU, "+90 850 885 00 00"),
        ("+78432123456", Region::RU, "8 (843) 212-34-56"),
        ("+74012123456", Region::RU, "8 (401) 212-34-56"),
        ("+78001234567", Region::RU, "8 (800) 123-45-67"),
        ("+78001234567", Region::TR, "+7 800 123-45-67"),
        ("+33612345678", Region::TR, "+33 612 34 56 78"),
        ("+442079460958", Region::TR, "+44 20 7946 0958"),
        ("+14155552671", Region::TR, "+1 415-555-2671"),
        ("1234567", Region::TR, "123 45 67"),
    ] {
        assert_eq!(shown(number, home), written, "{number}");
    }
}

#[test]
fn a_redirect_number_is_written_like_any_number_and_an_extension_as_it_is() {
    assert_eq!(display_leg("79684881033", Region::RU), "8 (968) 488-10-33");
    assert_eq!(display_leg("1001", Region::TR), "1001");
    assert_eq!(display_leg("Ayşe", Region::TR), "Ayşe");
}

#[test]
fn national_digits_are_what_people_type() {
    let number = PhoneNumber::read_leniently("+905321234567", Region::TR).unwrap();
    assert_eq!(number.national_digits(), "05321234567");
    let number = PhoneNumber::read_leniently("+79161234567", Region::RU).unwrap();
    assert_eq!(number.national_digits(), "89161234567");
}

/// They stand in an index that must be given again what it was given.
#[test]
fn national_digits_are_those_of_the_library_where_it_is_not_asked() {
    for country in ["+90", "+7"] {
        for leading in 0..10_000 {
            let e164 = format!("{country}{leading:04}123456");
            let Ok(by_library) = PHONE_NUMBER_UTIL.parse(&e164, None) else {
                continue;
            };
            let by_library = by_library.format_as(PhoneNumberFormat::National);
            let by_library: String = by_library.chars().filter(char::is_ascii_digit).collect();
            let number = PhoneNumber::try_from(e164).unwrap();
            assert_eq!(number.national_digits(), by_library, "{number}");
        }
    }
}

#[test]
fn an_absurdly_long_number_is_cut() {
    let party = Party::read_leniently(&"9".repeat(60_000), Region::TR);
    assert_eq!(party.number, None);
    assert!(party.raw.chars().count() <= 250, "{}", party.raw.len());
}

#[test]
fn a_region_is_two_letters_of_a_country_with_telephones() {
    assert_eq!("tr".parse::<Region>().unwrap(), Region::TR);
    assert!("TURKEY".parse::<Region>().is_err());
    assert!("".parse::<Region>().is_err());
    assert!("XX".parse::<Region>().is_err());
}

/// Stored by one and refused by the other, such a number once left nobody any list of calls.
#[test]
fn whatever_was_read_as_a_number_is_taken_back_when_it_was_stored() {
    for text in ["+498619", "+49112112112112112", "+683 4000"] {
        let party = Party::read_leniently(text, Region::TR);
        assert!(party.number.is_some(), "{text}");
        let stored = serde_json::to_string(&party).unwrap();
        assert_eq!(serde_json::from_str::<Party>(&stored).unwrap(), party);
    }
}

/// Or one caller would be two: as their number came, and as it was stored.
#[test]
fn what_would_read_as_another_number_once_written_down_is_none() {
    let germany: Region = "DE".parse().unwrap();
    assert_eq!(e164("0-0.032 12", germany), None);
    assert_eq!(e164("030 123456", germany).as_deref(), Some("+4930123456"));
}

#[test]
fn a_text_that_was_cut_reads_as_itself() {
    let party = Party::read_leniently(&format!("{} and more", "x".repeat(249)), Region::TR);
    assert_eq!(Party::read_leniently(&party.raw, Region::TR), party);
}
