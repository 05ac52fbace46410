//! Text from outside is made fit to be shown.

use kimo_attention::{clean, escape_markup};

#[test]
fn control_invisible_and_bidirectional_characters_are_stripped() {
    let cases = [
        ("Ayşe Yılmaz", "Ayşe Yılmaz"),
        ("Ayşe\r\n\tYılmaz", "Ayşe Yılmaz"),
        ("  Ayşe   Yılmaz  ", "Ayşe Yılmaz"),
        ("Ayşe\u{2028}Yılmaz", "Ayşe Yılmaz"),
        ("\u{1b}[31mAyşe\u{7}\0", "[31mAyşe"),
        (
            "\u{202e}edoC\u{202c} \u{2066}x\u{2069}\u{200f}\u{61c}",
            "edoC x",
        ),
        ("a\u{200b}b\u{feff}c\u{ad}d\u{e0041}", "abcd"),
        ("\u{3164}", ""),
        (" \u{200b} \n", ""),
    ];
    for (text, expected) in cases {
        assert_eq!(clean(text, 80), expected, "{text:?}");
    }
}

#[test]
fn what_belongs_to_a_letter_stays_with_it() {
    assert_eq!(clean("I\u{307}pek", 80), "I\u{307}pek");
    assert_eq!(
        clean("👩🏽\u{200d}⚕\u{fe0f} Dr.", 80),
        "👩🏽\u{200d}⚕\u{fe0f} Dr."
    );
    let tower = format!("Z{}a", "\u{301}".repeat(200));
    assert_eq!(clean(&tower, 80), format!("Z{}a", "\u{301}".repeat(4)));
}

#[test]
fn long_texts_end_with_an_ellipsis_and_no_half_letter() {
    let cases = [
        ("abcdef", 6, "abcdef"),
        ("abcdefg", 6, "abcde…"),
        ("abcd efg", 6, "abcd…"),
        ("abcde\u{301}fg", 6, "abcd…"),
        ("abc👩\u{200d}⚕\u{fe0f}x", 6, "abc…"),
        ("👩\u{200d}👩\u{200d}👩\u{200d}👩\u{200d}👩", 4, "…"),
    ];
    for (text, limit, expected) in cases {
        let cleaned = clean(text, limit);
        assert_eq!(cleaned, expected, "{text}");
        assert!(cleaned.chars().count() <= limit);
    }
}

#[test]
fn markup_is_escaped_where_it_is_rendered() {
    assert_eq!(
        escape_markup("<b onclick=\"x\">Ali & Veli's</b>"),
        "&lt;b onclick=&quot;x&quot;&gt;Ali &amp; Veli&#39;s&lt;/b&gt;"
    );
}

proptest::proptest! {
    #[test]
    fn whatever_comes_in_is_one_line_of_limited_length(text in "\\PC*|.*", limit in 1_usize..100) {
        let cleaned = clean(&text, limit);
        proptest::prop_assert!(cleaned.chars().count() <= limit);
        proptest::prop_assert!(!cleaned.chars().any(char::is_control));
        proptest::prop_assert_eq!(clean(&cleaned, limit), cleaned);
    }
}
