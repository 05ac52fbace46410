//! Tables as people make them: what separates columns, what they mean, what stands in a cell.
#![allow(clippy::unwrap_used, reason = "a panic is the report")]

use kimo_contacts::{Meaning, read};

/// A table, what separates its columns, and the first contact.
#[test]
fn tables_are_understood() {
    let cases = [
        // What separates columns is found, whatever else stands in cells.
        (
            "Ad Soyad,Telefon\nAyşe; Fatma,0570 000 00 01\n",
            "csv ,",
            "Ayşe; Fatma: 0570 000 00 01",
        ),
        (
            "Ad Soyad\tTelefon\nAyşe, Fatma\t0570 000 00 01\n",
            "csv tab",
            "Ayşe, Fatma: 0570 000 00 01",
        ),
        (
            "Ad Soyad|Telefon\nAyşe|0570 000 00 01\n",
            "csv |",
            "Ayşe: 0570 000 00 01",
        ),
        (
            "sep=|\nAyşe|0570 000 00 01\n",
            "csv |",
            "Ayşe: 0570 000 00 01",
        ),
        (
            "\"Ad;Soyad\",\"Telefon\"\n\"Ayşe\",\"0570 000 00 01\"\n",
            "csv ,",
            "Ayşe: 0570 000 00 01",
        ),
        // Old Macs.
        (
            "Ad Soyad;Telefon\rAyşe;0570 000 00 01\r",
            "csv ;",
            "Ayşe: 0570 000 00 01",
        ),
        // Without headers, in any order; numbers of mail addresses and dates are none.
        (
            "0570 000 00 01;Ayşe\n0570 000 00 02;Fatma\n",
            "csv ;",
            "Ayşe: 0570 000 00 01",
        ),
        (
            "01.02.2024;a@example.org;Ayşe;0570 000 00 01\n02.02.2024;f@example.org;Fatma;0570 000 00 02\n",
            "csv ;",
            "Ayşe: 0570 000 00 01",
        ),
        // Headers that only half is known of.
        (
            "Sıra;Kim;Nereden\n1;Ayşe;0570 000 00 01\n2;Fatma;0570 000 00 02\n",
            "csv ;",
            "Ayşe: 0570 000 00 01",
        ),
        (
            "Firma Ünvanı;Vergi No;Yetkili Telefonu;Telefon Kodu\nÖrnek Ltd;1234567890;0570 000 00 01;90\n",
            "csv ;",
            "[Örnek Ltd]: 0570 000 00 01 (Yetkili Telefonu)",
        ),
        (
            "Фамилия;Имя;Моб. тел.\nПримерова;Анна;8 943 000-00-01\n",
            "csv ;",
            "Анна Примерова: 8 943 000-00-01 (mobile)",
        ),
        // Several numbers in a cell, and one with pauses or a range.
        (
            "Ad;Tel\nAyşe;0570 000 00 01, 0570 000 00 02\n",
            "csv ;",
            "Ayşe: 0570 000 00 01, 0570 000 00 02",
        ),
        (
            "Ad;Tel\nAyşe;\"0570 000 00 01\n0570 000 00 02\"\n",
            "csv ;",
            "Ayşe: 0570 000 00 01, 0570 000 00 02",
        ),
        (
            "Ad;Tel\nAyşe;0212 000 00 01/02\n",
            "csv ;",
            "Ayşe: 0212 000 00 01/02",
        ),
        (
            "Ad;Tel\nAyşe;0212 000 00 01,,101\n",
            "csv ;",
            "Ayşe: 0212 000 00 01,,101",
        ),
        // What programs made of numbers.
        (
            "Ad;Tel\nAyşe;905700000001.0\n",
            "csv ;",
            "Ayşe: 905700000001",
        ),
        (
            "Ad;Tel\nAyşe;'+905700000001\n",
            "csv ;",
            "Ayşe: +905700000001",
        ),
        // The same number twice is one.
        (
            "Ad;Tel;Cep\nAyşe;0570 000 00 01;0570 000 00 01\n",
            "csv ;",
            "Ayşe: 0570 000 00 01",
        ),
    ];
    for (table, format, first) in cases {
        let file = read(table.as_bytes()).unwrap_or_else(|error| panic!("{error}: {table}"));
        assert_eq!(file.format.to_string(), format, "{table}");
        let card = &file.cards[0];
        let company = card.company.as_ref().map(|company| format!("[{company}]"));
        let numbers: Vec<_> = card
            .numbers
            .iter()
            .map(|number| match &number.label {
                Some(label) => format!("{} ({label})", number.text),
                None => number.text.clone(),
            })
            .collect();
        let who = format!("{}{}", card.name, company.unwrap_or_default());
        assert_eq!(format!("{who}: {}", numbers.join(", ")), first, "{table}");
    }
}

/// A Turkish company's name stands under the word that Outlook has for `Dr.`
#[test]
fn the_turkish_word_for_a_title_is_a_company_where_no_given_name_stands() {
    for (table, meaning) in [
        (
            "Ünvan;Telefon\nÖrnek Ltd;0570 000 00 01\n",
            Meaning::Company,
        ),
        (
            "Ünvan;Ad;Telefon\nDr.;Ayşe;0570 000 00 01\n",
            Meaning::NamePrefix,
        ),
    ] {
        let columns = read(table.as_bytes()).unwrap().columns;
        assert_eq!(columns[0].meaning, Some(meaning), "{table}");
    }
}
