//! What may stand where a number is expected.

use kimo_calls::{Party, PhoneNumber, Region, digits_of, is_extension};

use super::pool::fuzz;

const REGIONS: [&str; 4] = ["TR", "RU", "DE", "US"];

#[test]
fn whatever_stands_for_a_number_is_one_or_is_left_as_it_is() {
    let spelt = [
        "05321234567",
        "0532 123 45 67",
        "+90 (532) 123-45-67",
        "00905321234567",
        "8 916 123-45-67",
        "+79161234567",
        "tel:+79161234567;ext=12",
        "1002",
        "*8",
        "anonymous",
        "Restricted",
        "0",
        "",
        "sip:1002@pbx.example",
        "+1-800-FLOWERS",
        "٠٥٣٢١٢٣٤٥٦٧",
        "112",
        "+800 1234 5678",
        "444 1 444",
    ];
    let regions = REGIONS.map(|code| code.parse::<Region>().unwrap());
    fuzz(
        "numbers",
        spelt.map(|text| text.as_bytes().to_vec()).into(),
        |input| {
            let text = String::from_utf8_lossy(input);
            let mut came_to = String::new();
            for region in regions {
                let party = Party::read_leniently(&text, region);
                let stored = serde_json::to_string(&party).unwrap();
                assert_eq!(serde_json::from_str::<Party>(&stored).unwrap(), party);
                let again = Party::read_leniently(&party.raw, region);
                assert_eq!(again, party, "what is kept reads as what came");
                assert_eq!(
                    party.display(region).is_empty(),
                    party.is_hidden(),
                    "{party:?}"
                );
                if let Some(number) = &party.number {
                    let same = PhoneNumber::read_leniently(number.as_str(), region);
                    assert_eq!(same.as_ref(), Some(number), "E.164 reads as itself");
                    assert!(
                        number
                            .national_digits()
                            .chars()
                            .all(|one| one.is_ascii_digit() || one == '+')
                    );
                    assert!(!number.display(region).is_empty());
                    came_to += &format!("{}{}", number.as_str().len(), &number.as_str()[..3]);
                }
                came_to += &format!("{} {}", digits_of(&text).len(), is_extension(&text));
            }
            came_to
        },
    );
}
