//! What the call card says.

use jiff::SignedDuration;
use kimo_attention::{CallerContext, Lang, LastTalk, OwnNumber, Preferences};

use crate::{
    card::preferences,
    script::{start, verimor},
    stage::Stage,
};

#[test]
fn the_card_says_who_calls_which_line_what_to_say_and_when_somebody_talked_to_them_last() {
    let call = verimor("a").from("05321234567").named("Ayşe Demir");
    let known = CallerContext {
        calls_today: 2,
        is_important: true,
        note: Some("Randevusu salıya alındı".to_owned()),
        last_talk: Some(LastTalk {
            at: start() - SignedDuration::from_hours(24) + SignedDuration::from_mins(260),
            seconds: Some(180),
            by: Some("1002".to_owned()),
        }),
        ..CallerContext::default()
    };
    let named = |number: &str, name: &str, greeting: &str| OwnNumber {
        number: number.to_owned(),
        name: name.to_owned(),
        greeting: greeting.to_owned(),
    };
    let cases = [
        (
            Lang::En,
            ["Ringing", "Last talk: yesterday 16:20 · 3 min with Fatma"],
        ),
        (
            Lang::Tr,
            ["Çalıyor", "Son görüşme: dün 16:20 · Fatma görüştü · 3 dk"],
        ),
        (
            Lang::Ru,
            ["Звонит", "Последний разговор: вчера 16:20 · Fatma, 3 мин"],
        ),
    ];
    for (language, [says, last]) in cases {
        let mut desk = Stage::with(Preferences {
            language: Some(language),
            own_numbers: vec![
                named("02129630000", "Diş", "İyi günler, Diş Kliniği"),
                named("1002", "Fatma", ""),
            ],
            ..preferences()
        })
        .knowing(known.clone());
        desk.receive(call.queue_ringing(0, "200", "1001"));
        let said = desk.card().unwrap().calls[0].clone();
        let read = |text: &str| text.replace('\u{a0}', " ");
        assert_eq!(said.who, "Ayşe Demir");
        assert_eq!(
            said.number.as_deref().map(read).as_deref(),
            Some("0532 123 45 67")
        );
        assert_eq!(said.copy.as_deref(), Some("+905321234567"));
        assert_eq!(
            said.greeting.as_deref(),
            Some("Diş: İyi günler, Diş Kliniği")
        );
        assert_eq!(said.says, says);
        assert_eq!(said.last.as_deref().map(read).as_deref(), Some(last));
        assert!(
            said.place.contains("200") && said.place.contains("1001"),
            "{}",
            said.place
        );
        let context = said.context.unwrap();
        assert!(context.contains("Randevusu salıya alındı"), "{context}");
        assert_eq!(said.actions.len(), 3);
        desk.receive(call.answered(5, "1002"));
        let said = desk.card().unwrap().calls[0].clone();
        assert_eq!((said.last, said.greeting, said.context), (None, None, None));
    }
}

#[test]
fn of_a_hidden_number_there_is_nothing_to_copy_on_the_card() {
    let mut desk = Stage::with(preferences());
    desk.receive(verimor("a").from("anonymous").ringing(0, "1001"));
    let said = desk.card().unwrap().calls[0].clone();
    assert_eq!(said.who, "hidden number");
    assert_eq!((said.copy, said.number, said.last), (None, None, None));
    assert_eq!(said.actions.len(), 2);
}
