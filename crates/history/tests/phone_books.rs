//! Contacts of a PBX's phone book: behind one's own and those of an address book, and gone with it.
#![allow(clippy::unwrap_used, reason = "a panic in a test is the report")]

mod support;

use kimo_calls::HookId;
use kimo_history::{KeepError, PbxName, PhoneBookEntry, Saved, SyncedCard};
use support::{BULUTFON, Desk, VERIMOR, Verimor, contact, noon};

const NUMBER: &str = "05321234567";
const BOOK: &str = "https://cloud.example.com/ayse/book/";

fn entry(entry: &str, name: &str) -> PhoneBookEntry {
    PhoneBookEntry {
        entry: entry.to_owned(),
        told: Some(contact(name, &[NUMBER])),
    }
}

fn caller(desk: &Desk) -> Option<String> {
    desk.call("one").unwrap().caller.name
}

fn names(desk: &Desk) -> Vec<(String, Option<HookId>)> {
    let page = desk.reader.contacts(None, None, 500).unwrap();
    let all = page.contacts.into_iter();
    all.map(|one| (one.told.name, one.pbx)).collect()
}

#[tokio::test]
async fn ones_own_wins_then_the_address_book_then_the_pbx() {
    let desk = Desk::new();
    let hook = desk.hook(VERIMOR).id;
    let call = Verimor {
        call: "one",
        from: NUMBER,
        minute: 1,
        ..Verimor::default()
    };
    desk.verimor(&call).await;
    let early = desk.writer.take_entries(hook, vec![entry("1", "Pbx")]);
    assert_eq!(early.await, Err(KeepError::NotFound), "there is no key");
    desk.writer.use_records(hook, None).await.unwrap();
    let taken = desk.writer.take_entries(hook, vec![entry("1", "Pbx")]);
    taken.await.unwrap();
    assert_eq!(caller(&desk).as_deref(), Some("Pbx"));
    let book = (BOOK.to_owned(), "ayse".to_owned(), "Office".to_owned());
    let chosen = desk.writer.use_address_book(book.0, book.1, book.2);
    chosen.await.unwrap();
    let card = SyncedCard {
        path: "/1".to_owned(),
        etag: "a".to_owned(),
        told: Some(contact("Card", &[NUMBER])),
    };
    desk.writer
        .sync_cards(BOOK.to_owned(), vec![card])
        .await
        .unwrap();
    assert_eq!(caller(&desk).as_deref(), Some("Card"));
    let own = desk.writer.save_contact(None, contact("Own", &[NUMBER]));
    let Saved::Kept(own) = own.await.unwrap() else {
        panic!("it is free");
    };
    assert_eq!(caller(&desk).as_deref(), Some("Own"));
    let all = names(&desk);
    let expected = [("Card", None), ("Own", None), ("Pbx", Some(hook))];
    assert_eq!(all, expected.map(|(name, of)| (name.to_owned(), of)));

    desk.writer.remove_contact(own).await.unwrap();
    assert_eq!(caller(&desk).as_deref(), Some("Card"));
    desk.writer.give_up_address_book(false).await.unwrap();
    assert_eq!(caller(&desk).as_deref(), Some("Pbx"));
    let page = desk.reader.contacts(None, None, 500).unwrap();
    let id = page.contacts[0].id;
    let removed = desk.writer.remove_contact(id).await;
    assert_eq!(removed, Err(KeepError::OfAddressBook), "only there");
    let flagged = desk.writer.flag_contact(id, true, false);
    flagged.await.unwrap();
    let again = desk.writer.take_entries(hook, vec![entry("1", "Renamed")]);
    again.await.unwrap();
    let kept = desk.reader.contact(id).unwrap().unwrap();
    assert!(kept.told.important, "marks stay");
    assert_eq!(kept.told.name, "Renamed");
    desk.writer.give_up_records(hook).await.unwrap();
    assert_eq!(names(&desk), []);
    assert_eq!(caller(&desk), None);
}

#[tokio::test]
async fn what_two_pbxs_call_otherwise_has_no_name() {
    let desk = Desk::new();
    let hooks = [desk.hook(VERIMOR).id, desk.hook(BULUTFON).id];
    let name = |number: &str, name: &str| PbxName {
        number: number.to_owned(),
        name: name.to_owned(),
        is_queue: false,
    };
    let all = [
        vec![name("1001", "Ayşe"), name("1002", "Bora"), name("1003", "")],
        vec![
            name("1001", "Ayşe"),
            name("1002", "Can"),
            name("1004", "Ece"),
        ],
    ];
    for (hook, names) in hooks.into_iter().zip(all) {
        desk.writer.use_records(hook, None).await.unwrap();
        desk.writer.take_names(hook, names).await.unwrap();
        let noted = desk.writer.note_phone_book(hook, None, noon());
        noted.await.unwrap();
    }
    let names = || -> Vec<(String, String)> {
        let all = desk.reader.pbx_names().unwrap().into_iter();
        all.map(|one| (one.number, one.name)).collect()
    };
    let told = |all: &[(&str, &str)]| -> Vec<(String, String)> {
        let owned = |(number, name): &(&str, &str)| ((*number).to_owned(), (*name).to_owned());
        all.iter().map(owned).collect()
    };
    assert_eq!(names(), told(&[("1001", "Ayşe"), ("1004", "Ece")]));
    assert_eq!(desk.reader.phone_books().unwrap()[0].extensions, 3);
    desk.writer.give_up_records(hooks[1]).await.unwrap();
    assert_eq!(names(), told(&[("1001", "Ayşe"), ("1002", "Bora")]));
}
