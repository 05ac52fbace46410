//! The call card of a whole desk.

use std::time::Duration;

use kimo_calls::PbxId;
use kimo_desk::api::{Card, FeedItem};
use serde_json::{Value, json};

use super::{Shown, VERIMOR, call, post};

#[tokio::test(flavor = "multi_thread")]
async fn the_card_is_told_to_whoever_looks_and_takes_what_is_done_on_it() {
    let mut shown = Shown::open().await;
    let ask = async |shown: &Shown, name: &str, params: Value| shown.desk.ask(name, params).await;
    assert_eq!(ask(&shown, "card", Value::Null).await, Ok(Value::Null));
    let mut feed = shown.desk.feed();
    let used = json!({ "card": { "when": "on", "instead_of_popups": true, "corner": "top_left",
        "screen": "" } });
    ask(&shown, "change_settings", used).await.unwrap();
    // Somebody talked to them before.
    let one = |event: &str| format!("event_type={event}&call_uuid=0&dialed_user=1002");
    let end = "end_stamp=2026-11-22 12:05:00&answer_stamp=2026-11-22 12:02:00&duration=180";
    shown.verimor(&one("ringing")).await;
    shown
        .verimor(&format!("{}&connected_user=1002", one("answer")))
        .await;
    shown
        .verimor(&format!("{}&answered=true&{end}", one("hangup")))
        .await;
    let ended = |screen: &kimo_desk::Screen| {
        let card = screen.card.as_ref();
        card.is_some_and(|card| card.calls.iter().any(|call| call.says.contains("3")))
    };
    shown.until("it has ended", ended).await;
    let body = VERIMOR.replace("12:00:00", "13:00:00");
    let body = format!(
        "{body}&caller_id_number=02123205062&event_type=ringing&call_uuid=1&dialed_user=1001"
    );
    post(&shown.desk, PbxId::known("verimor"), &body).await;
    let rings = |screen: &kimo_desk::Screen| {
        let card = screen.card.as_ref();
        card.is_some_and(|card| card.calls[0].id == call("1").to_string())
    };
    let screen = shown.until("it rings on the card", rings).await;
    let card = screen.card.unwrap();
    let last = card.calls[0].last.clone().unwrap();
    assert!(last.contains("1002") && last.contains('3'), "{last}");
    assert!(screen.popups.is_empty(), "instead of popups");
    let told: Card =
        serde_json::from_value(ask(&shown, "card", Value::Null).await.unwrap()).unwrap();
    assert_eq!(told, card);
    let heard = async {
        loop {
            if let FeedItem::Card { card } = feed.recv().await.unwrap()
                && card
                    .calls
                    .first()
                    .is_some_and(|first| first.id == told.calls[0].id)
            {
                return;
            }
        }
    };
    tokio::time::timeout(Duration::from_secs(20), heard)
        .await
        .unwrap();

    let id = call("1").to_string();
    ask(&shown, "write_on_card", json!({ "call": id }))
        .await
        .unwrap();
    shown
        .until("it has the keyboard", |screen| {
            screen.card_took_keyboard == 1
        })
        .await;
    ask(&shown, "set_note", json!({ "call": id, "note": "Randevu" }))
        .await
        .unwrap();
    let noted = |screen: &kimo_desk::Screen| {
        let card = screen.card.as_ref();
        card.is_some_and(|card| card.calls.iter().any(|call| call.note == "Randevu"))
    };
    shown.until("the note is on the card", noted).await;
    ask(&shown, "close_on_card", json!({ "call": id }))
        .await
        .unwrap();
    let closed = |screen: &kimo_desk::Screen| {
        let card = screen.card.as_ref();
        card.is_none_or(|card| card.calls.iter().all(|call| call.id != id))
    };
    shown.until("it is off the card", closed).await;
    for (name, params) in [
        ("close_on_card", json!({ "call": "nobody" })),
        ("write_on_card", json!({ "call": "nobody" })),
        ("close_missed_on_card", json!({ "number": -1 })),
        ("card_height", json!({ "height": "high" })),
    ] {
        let refused = ask(&shown, name, params).await.unwrap_err();
        assert_eq!(
            refused.code,
            kimo_desk::api::AskErrorCode::BadParams,
            "{name}"
        );
    }
    assert_eq!(ask(&shown, "screens", Value::Null).await, Ok(json!([])));
}
