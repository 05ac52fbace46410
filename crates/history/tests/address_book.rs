//! Contacts of an address book that is read: they come and go with it, and one's own win.
#![allow(clippy::unwrap_used, reason = "a panic in a test is the report")]

mod support;

use kimo_history::{ContactDraft, ContactId, KeepError, Saved, SyncedCard};
use support::{Desk, Verimor, contact, noon};

const BOOK: &str = "https://cloud.example.com/ayse/book/";

fn card(path: &str, etag: &str, told: ContactDraft) -> SyncedCard {
    SyncedCard {
        path: path.to_owned(),
        etag: etag.to_owned(),
        told: Some(told),
    }
}

async fn choose(desk: &Desk, address: &str) {
    let (user, name) = ("ayse".to_owned(), "Office".to_owned());
    let chosen = desk.writer.use_address_book(address.to_owned(), user, name);
    chosen.await.unwrap();
}

async fn sync(desk: &Desk, cards: &[SyncedCard]) {
    let synced = desk.writer.sync_cards(BOOK.to_owned(), cards.to_vec());
    synced.await.unwrap();
}

async fn called_once(desk: &Desk, call: &str, from: &str) {
    let call = Verimor {
        call,
        from,
        minute: 1,
        ..Verimor::default()
    };
    desk.verimor(&call).await;
}

fn caller(desk: &Desk, id: &str) -> Option<String> {
    desk.call(id).unwrap().caller.name
}

fn all(desk: &Desk) -> Vec<(ContactId, String, bool)> {
    let page = desk.reader.contacts(None, None, 500).unwrap();
    let all = page.contacts.into_iter();
    all.map(|one| (one.id, one.told.name, one.synced)).collect()
}

fn names(desk: &Desk) -> Vec<(String, bool)> {
    let all = all(desk).into_iter();
    all.map(|(_, name, synced)| (name, synced)).collect()
}

fn named(name: &str, synced: bool) -> (String, bool) {
    (name.to_owned(), synced)
}

#[tokio::test]
async fn what_changes_there_shows_at_once_here() {
    let desk = Desk::new();
    called_once(&desk, "one", "05321234567").await;
    choose(&desk, BOOK).await;
    sync(&desk, &[card("/1", "a", contact("Ayşe", &["05321234567"]))]).await;
    assert_eq!(caller(&desk, "one").as_deref(), Some("Ayşe"));
    sync(
        &desk,
        &[card("/1", "b", contact("Ayşe Kaya", &["05321234567"]))],
    )
    .await;
    assert_eq!(caller(&desk, "one").as_deref(), Some("Ayşe Kaya"));
    assert_eq!(names(&desk), [named("Ayşe Kaya", true)]);
    assert_eq!(desk.reader.address_book_cards().unwrap()["/1"], "b");
    // A card without a number any more, and one that is gone.
    sync(
        &desk,
        &[
            SyncedCard {
                told: None,
                ..card("/1", "c", ContactDraft::default())
            },
            card("/2", "a", contact("Bora", &["05321234567"])),
        ],
    )
    .await;
    assert_eq!(caller(&desk, "one").as_deref(), Some("Bora"));
    let gone = vec!["/1".to_owned(), "/2".to_owned(), "/3".to_owned()];
    desk.writer.drop_cards(BOOK.to_owned(), gone).await.unwrap();
    assert_eq!(caller(&desk, "one"), None);
    assert!(desk.reader.address_book_cards().unwrap().is_empty());
    assert_eq!(desk.reader.total_synced().unwrap(), 0);
}

#[tokio::test]
async fn ones_own_win_where_a_number_is_in_both() {
    let desk = Desk::new();
    called_once(&desk, "one", "05321234567").await;
    choose(&desk, BOOK).await;
    let theirs = contact("Theirs", &["05321234567", "05330000000"]);
    sync(&desk, &[card("/1", "a", theirs)]).await;
    // It is no hindrance that the book has the number.
    let own = contact("Own", &["05321234567"]);
    let Saved::Kept(own) = desk.writer.save_contact(None, own).await.unwrap() else {
        panic!("taken")
    };
    assert_eq!(caller(&desk, "one").as_deref(), Some("Own"));
    let key = contact("", &["05321234567"]).numbers.remove(0).key;
    let owners = desk.reader.contacts_with(&key).unwrap();
    assert_eq!(owners.iter().map(|one| one.id).collect::<Vec<_>>(), [own]);
    // Nor does another sync change that.
    let theirs = contact("Theirs again", &["05321234567"]);
    sync(&desk, &[card("/1", "b", theirs)]).await;
    assert_eq!(caller(&desk, "one").as_deref(), Some("Own"));
    desk.writer.remove_contact(own).await.unwrap();
    assert_eq!(caller(&desk, "one").as_deref(), Some("Theirs again"));
}

/// Also on the missed list: what the book has beside it makes nobody another caller.
#[tokio::test]
async fn ones_own_win_on_the_missed_list_too() {
    let desk = Desk::new();
    let own = contact("Ayşe", &["05321234567", "02121234567"]);
    let kept = desk.writer.save_contact(None, own).await.unwrap();
    let Saved::Kept(kept) = kept else {
        panic!("{kept:?}");
    };
    choose(&desk, BOOK).await;
    sync(
        &desk,
        &[card("/1", "a", contact("A. Kaya", &["05321234567"]))],
    )
    .await;
    called_once(&desk, "one", "05321234567").await;
    called_once(&desk, "other", "02121234567").await;
    let rows = desk.reader.open_missed(10).unwrap();
    assert_eq!(rows.len(), 1, "both are hers alone");
    assert_eq!((rows[0].count, rows[0].contact), (2, Some(kept)));
    let unwanted = ContactDraft {
        unwanted: true,
        ..contact("Ayşe", &["05321234567", "02121234567"])
    };
    desk.writer
        .save_contact(Some(kept), unwanted)
        .await
        .unwrap();
    assert_eq!(desk.open(), []);
}

#[tokio::test]
async fn only_marks_can_be_made_on_a_synced_contact_and_they_stay() {
    let desk = Desk::new();
    choose(&desk, BOOK).await;
    sync(&desk, &[card("/1", "a", contact("Ayşe", &["05321234567"]))]).await;
    let own = desk.name("05330000000", "Own").await;
    let id = desk.reader.contacts(Some("Ay"), None, 1).unwrap().contacts[0].id;
    let refused = Err(KeepError::OfAddressBook);
    let other = contact("Mine", &["05321234567"]);
    let saved = desk.writer.save_contact(Some(id), other).await;
    assert_eq!(saved, Err(KeepError::OfAddressBook));
    assert_eq!(desk.writer.remove_contact(id).await, refused);
    assert_eq!(desk.writer.merge_contacts(own, id).await, refused);
    assert_eq!(desk.writer.merge_contacts(id, own).await, refused);
    desk.writer.flag_contact(id, true, false).await.unwrap();
    sync(
        &desk,
        &[card("/1", "b", contact("Ayşe K", &["05321234567"]))],
    )
    .await;
    let after = desk.reader.contact(id).unwrap().unwrap();
    assert_eq!(after.told.name, "Ayşe K");
    assert!(after.told.important && !after.told.unwanted && after.synced);
}

#[tokio::test]
async fn a_book_that_is_given_up_leaves_its_contacts_or_takes_them_along() {
    for keep in [true, false] {
        let desk = Desk::new();
        called_once(&desk, "one", "05321234567").await;
        desk.name("05330000000", "Own").await;
        choose(&desk, BOOK).await;
        let cards: Vec<_> = (0..450)
            .map(|n| {
                let number = format!("0532123{:04}", n + 4200);
                card(
                    &format!("/{n}"),
                    "a",
                    contact(&format!("Their {n:03}"), &[&number]),
                )
            })
            .chain([card("/own", "a", contact("Other", &["05330000000"]))])
            .collect();
        sync(&desk, &cards).await;
        assert_eq!(desk.reader.total_synced().unwrap(), 451);
        assert!(caller(&desk, "one").is_some());
        desk.writer.give_up_address_book(keep).await.unwrap();
        assert_eq!(desk.reader.address_book().unwrap(), None);
        assert_eq!(desk.reader.total_synced().unwrap(), 0);
        assert_eq!(
            desk.reader.total_contacts().unwrap(),
            if keep { 451 } else { 1 }
        );
        assert_eq!(caller(&desk, "one").is_some(), keep);
        assert!(names(&desk).contains(&named("Own", false)));
        // A sync that is still under way brings nothing back.
        let late = desk.writer.sync_cards(BOOK.to_owned(), cards);
        assert_eq!(late.await, Err(KeepError::NotFound));
    }
}

#[tokio::test]
async fn who_was_forgotten_does_not_come_back() {
    let desk = Desk::new();
    called_once(&desk, "one", "05321234567").await;
    choose(&desk, BOOK).await;
    let ayse = || contact("Ayşe", &["05321234567"]);
    sync(&desk, &[card("/1", "a", ayse())]).await;
    let key = ayse().numbers.remove(0).key;
    desk.writer.forget_person(key, noon()).await.unwrap();
    assert_eq!(names(&desk), []);
    sync(&desk, &[card("/1", "b", ayse()), card("/2", "a", ayse())]).await;
    assert_eq!(names(&desk), []);
    assert_eq!(desk.reader.address_book_cards().unwrap().len(), 2);
}

#[tokio::test]
async fn what_is_known_of_a_book_is_told_and_goes_with_another() {
    let desk = Desk::new();
    choose(&desk, BOOK).await;
    let marker = Some("sync:1".to_owned());
    let noted = desk.writer.note_synced(BOOK.to_owned(), marker, noon());
    noted.await.unwrap();
    sync(&desk, &[card("/1", "a", contact("Ayşe", &["05321234567"]))]).await;
    let (code, detail) = ("unreachable".to_owned(), "cloud".to_owned());
    let noted = desk
        .writer
        .note_sync_failure(BOOK.to_owned(), code, detail, noon());
    noted.await.unwrap();
    let book = desk.reader.address_book().unwrap().unwrap();
    assert_eq!(book.marker.as_deref(), Some("sync:1"));
    assert_eq!(book.failure.unwrap().code, "unreachable");
    // The same one with another password keeps what it knows; another one does not.
    choose(&desk, BOOK).await;
    let book = desk.reader.address_book().unwrap().unwrap();
    assert_eq!(
        (book.marker.as_deref(), book.failure),
        (Some("sync:1"), None)
    );
    choose(&desk, "https://other.example.com/").await;
    let book = desk.reader.address_book().unwrap().unwrap();
    assert_eq!((book.marker, book.synced_at), (None, None));
    assert_eq!(desk.reader.address_book_cards().unwrap()["/1"], "");
}
