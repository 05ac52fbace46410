//! Files that nobody wrote for good: they end in words, soon, and in little memory.
#![allow(clippy::unwrap_used, reason = "a panic is the report")]

use kimo_contacts::{FileError, LARGEST_FILE, MOST_CARDS, SkipReason, read};

#[test]
fn what_is_no_file_of_contacts_is_refused_with_the_reason() {
    let cases: [(&[u8], FileError); 9] = [
        (b"", FileError::Empty),
        (b"\xef\xbb\xbf \r\n\t", FileError::Empty),
        (b"PK\x03\x04xl/workbook.xml", FileError::Workbook),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileError::Workbook),
        (
            b"<html><body>0570 000 00 01</body></html>",
            FileError::NoContacts,
        ),
        (
            b"Name;E-mail\r\nAyse;a@example.org\r\n",
            FileError::NoContacts,
        ),
        (b"0570 000 00 01\n0570 000 00 02\n", FileError::NoContacts),
        (
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0",
            FileError::NoContacts,
        ),
        (b"Tarih;Tutar\n01.02.2024;1200\n", FileError::NoContacts),
    ];
    for (file, why) in cases {
        let text = String::from_utf8_lossy(file);
        assert_eq!(read(file).map(|read| read.cards), Err(why), "{text}");
    }
    assert_eq!(
        read(&vec![b'a'; LARGEST_FILE + 1]),
        Err(FileError::TooLarge)
    );
}

#[test]
fn a_million_empty_cards_and_rows_are_refused() {
    let cards = "BEGIN:VCARD\nEND:VCARD\n".repeat(1_000_000);
    assert_eq!(read(cards.as_bytes()), Err(FileError::TooManyCards));
    let rows = format!("Ad;Telefon\n{}", "a;1\n".repeat(MOST_CARDS + 1));
    assert_eq!(read(rows.as_bytes()), Err(FileError::TooManyCards));
}

#[test]
fn cards_within_cards_are_nobody_of_ours_however_deep() {
    let deep = 100_000;
    let file = format!(
        "BEGIN:VCARD\nFN:Ayse\nTEL:05700000001\n{}{}END:VCARD\n",
        "AGENT:\nBEGIN:VCARD\nFN:Ajan\nTEL:05700000002\n".repeat(deep),
        "END:VCARD\n".repeat(deep),
    );
    let read = read(file.as_bytes()).unwrap();
    assert_eq!(read.cards.len(), 1);
    assert_eq!(read.cards[0].name, "Ayse");
    assert_eq!(read.cards[0].numbers.len(), 1);
}

#[test]
fn a_card_that_breaks_off_is_skipped_and_the_next_one_read() {
    let file = "BEGIN:VCARD\nFN:Ayse\nTEL:0570000\n\
                BEGIN:VCARD\nFN:Fatma\nTEL:05700000002\nEND:VCARD\n\
                BEGIN:VCARD\nFN:Zehra\nTEL:0570000";
    let read = read(file.as_bytes()).unwrap();
    assert_eq!(read.cards.len(), 1);
    assert_eq!(read.cards[0].name, "Fatma");
    let skipped: Vec<_> = read
        .skipped
        .iter()
        .map(|skip| (skip.place, skip.why))
        .collect();
    assert_eq!(
        skipped,
        [(1, SkipReason::BreaksOff), (3, SkipReason::BreaksOff)]
    );
}

#[test]
fn more_numbers_than_anybody_has_are_told_and_not_cut() {
    for (numbers, is_taken) in [(100, true), (101, false)] {
        let tels: String = (0..numbers)
            .map(|at| format!("TEL:0570000{at:04}\n"))
            .collect();
        let file = format!("BEGIN:VCARD\nFN:Santral\n{tels}END:VCARD\n");
        let read = read(file.as_bytes()).unwrap();
        if is_taken {
            assert_eq!(read.cards[0].numbers.len(), 100);
        } else {
            assert_eq!(read.skipped[0].why, SkipReason::TooManyNumbers);
        }
    }
}

#[test]
fn endless_texts_are_no_names_and_end_a_note() {
    let long = "a".repeat(1 << 18);
    let file = format!(
        "BEGIN:VCARD\nFN:{long}\nTEL:05700000001\nEND:VCARD\n\
         BEGIN:VCARD\nFN:Ayse\nTEL:05700000001\nNOTE:{long}\nEND:VCARD\n\
         BEGIN:VCARD\nFN:Fatma\nTEL:{}\nEND:VCARD\n",
        "1".repeat(1 << 18),
    );
    let read = read(file.as_bytes()).unwrap();
    assert_eq!(read.skipped[0].why, SkipReason::TooLong);
    assert_eq!(read.skipped[1].why, SkipReason::NoNumber);
    assert_eq!(read.cards[0].note.as_ref().unwrap().chars().count(), 10_000);
}

/// Lines without end, and cards of countless lines.
#[test]
fn what_is_piled_up_within_a_card_is_bounded() {
    let cases = [
        (
            format!("TEL{}:05700000001\n", ";X".repeat(1 << 17)),
            SkipReason::NoNumber,
        ),
        (
            format!("{}:05700000001\n", "TEL".repeat(1 << 17)),
            SkipReason::NoNumber,
        ),
        (
            "TEL:05700000001\n".repeat(50_000),
            SkipReason::TooManyNumbers,
        ),
        ("NOTE:a\n".repeat(50_000), SkipReason::NoNumber),
        ("i.X-ABLabel:Depo\n".repeat(50_000), SkipReason::NoNumber),
        (
            format!("NOTE:{}\n", "\n a".repeat(1 << 17)),
            SkipReason::NoNumber,
        ),
        (
            format!("TEL;QUOTED-PRINTABLE:{}\n", "=\n=41".repeat(1 << 17)),
            SkipReason::NoNumber,
        ),
    ];
    for (lines, why) in cases {
        let file = format!("BEGIN:VCARD\nFN:Ayse\n{lines}END:VCARD\n");
        let read = read(file.as_bytes()).unwrap();
        assert_eq!(read.cards.len(), 0, "{}", &lines[..20]);
        assert_eq!(read.skipped[0].why, why, "{}", &lines[..20]);
    }
}

/// Rows of nothing but separators, an opening quote that is never closed, a quote in each cell.
#[test]
fn rows_without_end_are_told_by_their_place() {
    let head = "Ad;Telefon\nAyse;05700000001\n";
    let wide = format!("{head}{}\nFatma;05700000002\n", ";".repeat(10 << 20));
    let wide = read(wide.as_bytes()).unwrap();
    assert_eq!(wide.cards.len(), 2);
    assert_eq!(wide.skipped.len(), 1);
    assert_eq!(
        (wide.skipped[0].place, wide.skipped[0].why),
        (3, SkipReason::TooLong)
    );

    let open = format!("{head}\"Zehra;{}", "05700000003\n".repeat(100_000));
    let open = read(open.as_bytes()).unwrap();
    assert_eq!(open.cards.len(), 1);
    assert_eq!(
        (open.skipped[0].place, open.skipped[0].why),
        (3, SkipReason::TooLong)
    );
}

/// The place is what a spreadsheet program says, whatever stands in cells and between rows.
#[test]
fn rows_are_counted_as_spreadsheet_programs_do() {
    for end in ["\n", "\r\n"] {
        let file = [
            "Ad;Telefon;Not",
            "Ayse;05700000001;\"iki\nsatir\"",
            "",
            "Fatma;yok;",
            "Zehra;yok;\"uc\n\nsatir\"",
            "Hatice;yok;",
        ];
        let read = read(file.join(end).as_bytes()).unwrap();
        let places: Vec<_> = read.skipped.iter().map(|skipped| skipped.place).collect();
        assert_eq!(places, [4, 5, 6], "{end:?}");
    }
}

#[test]
fn numbers_are_without_the_marks_that_telephones_put_around_them() {
    let file = "BEGIN:VCARD\nFN:A\u{200b}yşe\u{202e}\nTEL:\u{202a}0570\u{a0}000 00 01\u{202c}\nEND:VCARD\n";
    let read = read(file.as_bytes()).unwrap();
    assert_eq!(read.cards[0].name, "Ayşe");
    assert_eq!(read.cards[0].numbers[0].text, "0570 000 00 01");
}

#[test]
fn bytes_of_no_sense_end_in_words() {
    // A small generator of its own, so that each run reads the same.
    let mut state = 1_u64;
    let mut byte = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        state.to_be_bytes()[0]
    };
    for length in 0..400 {
        let noise: Vec<u8> = (0..length).map(|_| byte()).collect();
        let mut card = b"BEGIN:VCARD\nTEL;".to_vec();
        card.extend(&noise);
        let mut table = b"Ad;Telefon\n".to_vec();
        table.extend(&noise);
        for file in [&noise, &card, &table] {
            if let Ok(read) = read(file) {
                assert!(read.cards.iter().all(|card| !card.numbers.is_empty()));
            }
        }
    }
}
