//! Contacts, as the window and the command line ask for them.
#![allow(clippy::unwrap_used, reason = "a panic is the report")]

use kimo_desk::{Desk, DeskOptions};
use serde_json::{Value, json};

async fn open(dir: &tempfile::TempDir) -> Desk {
    let mut options = DeskOptions::new(dir.path().to_owned());
    options.listen = ([127, 0, 0, 1], 0).into();
    Desk::open(options).await.unwrap()
}

async fn save(desk: &Desk, contact: Value) -> Value {
    desk.ask("save_contact", contact).await.unwrap()
}

#[tokio::test]
async fn what_is_saved_is_told_back_as_people_read_it() {
    let dir = tempfile::tempdir().unwrap();
    let desk = open(&dir).await;
    let mut feed = desk.feed();
    let saved = save(
        &desk,
        json!({
            "name": " Ayşe\n\u{202e}Kaya ", "company": "", "note": "diş",
            "numbers": [{"written": "0532 1234567", "label": "cep"}, {"written": " "}, {"written": "10-02"}],
        }),
    )
    .await;
    let contact = &saved["contact"];
    assert_eq!(saved["type"], "kept");
    assert_eq!(
        contact["name"], "Ayşe Kaya",
        "nothing that a line cannot show"
    );
    assert_eq!(contact["company"], Value::Null);
    let numbers = json!([
        {"key": "+905321234567", "display": "0532 123 45 67", "written": "0532 1234567", "label": "cep"},
        {"key": "1002", "display": "1002", "written": "10-02", "label": null},
    ]);
    assert_eq!(contact["numbers"], numbers);
    while feed.recv().await.unwrap() != kimo_desk::api::FeedItem::Contacts {}
    let page = desk
        .ask("contacts", json!({"search": "kaya", "limit": 10}))
        .await
        .unwrap();
    assert_eq!(page["rows"], json!([contact]));
    assert_eq!((&page["total"], &page["next"]), (&json!(1), &Value::Null));
    let whose = desk
        .ask("contacts_with", json!({"number": "+90 532 123 45 67"}))
        .await
        .unwrap();
    assert_eq!(whose, json!([contact]));
    let told = desk
        .ask("contact", json!({"id": contact["id"]}))
        .await
        .unwrap();
    assert_eq!((&told["contact"], &told["calls"]), (contact, &json!([])));
}

#[tokio::test]
async fn what_cannot_be_saved_is_told_by_its_reason() {
    let dir = tempfile::tempdir().unwrap();
    let desk = open(&dir).await;
    let numbers = json!([{"written": "0532 123 45 67"}]);
    save(&desk, json!({"name": "Ayşe", "numbers": numbers})).await;
    let taken = save(&desk, json!({"name": "Bora", "numbers": numbers})).await;
    assert_eq!(
        taken,
        json!({"type": "taken", "number": "0532 123 45 67", "by": "Ayşe"})
    );
    let none = save(
        &desk,
        json!({"name": "Bora", "numbers": [{"written": "later"}]}),
    )
    .await;
    assert_eq!(none, json!({"type": "no_number", "number": "later"}));
    let nameless = save(&desk, json!({"name": " ", "numbers": numbers})).await;
    assert_eq!(nameless, json!({"type": "no_name"}));
    let gone = desk
        .ask(
            "save_contact",
            json!({"id": 99, "name": "X", "numbers": []}),
        )
        .await;
    assert_eq!(gone.unwrap_err().code.as_str(), "not_found");
    let page = desk.ask("contacts", json!({"limit": 10})).await.unwrap();
    assert_eq!(page["total"], 1);
}
