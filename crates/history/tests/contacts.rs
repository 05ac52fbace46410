//! Contacts: whose a number is, in every call, old and new.
#![allow(clippy::unwrap_used, reason = "a panic in a test is the report")]

mod support;

use kimo_history::{ContactDraft, ContactId, Judged, KeepError, Saved, TouchedCalls};
use support::{Desk, Verimor, contact, noon, touched};

fn call<'a>(call: &'a str, from: &'a str, minute: u32) -> Verimor<'a> {
    Verimor {
        call,
        from,
        minute,
        ..Verimor::default()
    }
}

fn caller(desk: &Desk, id: &str) -> Option<String> {
    desk.call(id).unwrap().caller.name
}

fn at(company: &str, told: ContactDraft) -> ContactDraft {
    ContactDraft {
        company: Some(company.to_owned()),
        ..told
    }
}

#[tokio::test]
async fn a_name_shows_the_moment_it_is_saved_in_calls_before_and_after() {
    let desk = Desk::new();
    desk.verimor(&call("before", "05321234567", 1)).await;
    desk.changes();
    let id = desk.name("0532 123 45 67", "Ayşe Kaya").await;
    let told = touched(desk.changes());
    assert!(told.contacts && told.missed, "{told:?}");
    assert!(matches!(told.calls, TouchedCalls::These(calls) if calls.len() == 1));
    desk.verimor(&call("after", "+905321234567", 2)).await;
    // One whose number nobody has called from before.
    desk.name("(0533) 765 43 21", "Bülent").await;
    desk.verimor(&call("new", "905337654321", 3)).await;
    for (id, name) in [
        ("before", "Ayşe Kaya"),
        ("after", "Ayşe Kaya"),
        ("new", "Bülent"),
    ] {
        assert_eq!(caller(&desk, id).as_deref(), Some(name), "{id}");
    }
    assert_eq!(desk.found("kaya"), ["after", "before"]);
    let open = desk.reader.open_missed(10).unwrap();
    assert_eq!(open[0].caller.name.as_deref(), Some("Bülent"));

    let renamed = contact("Ayşe Demir", &["0532 123 45 67"]);
    desk.writer.save_contact(Some(id), renamed).await.unwrap();
    assert_eq!(caller(&desk, "before").as_deref(), Some("Ayşe Demir"));
    assert_eq!(desk.found("kaya"), [""; 0]);
    // A number that is taken away from a contact is nobody's.
    let moved = contact("Ayşe Demir", &["0555 000 00 01"]);
    desk.writer.save_contact(Some(id), moved).await.unwrap();
    assert_eq!(caller(&desk, "before"), None);
    desk.writer.remove_contact(id).await.unwrap();
    assert_eq!(desk.reader.contact(id).unwrap(), None);
    assert_eq!(
        desk.writer.remove_contact(id).await,
        Err(KeepError::NotFound)
    );
}

#[tokio::test]
async fn a_number_belongs_to_one_contact_or_to_colleagues() {
    let desk = Desk::new();
    let acme = "0212 555 11 00";
    let first = desk
        .writer
        .save_contact(None, at("Acme", contact("Ali", &[acme])))
        .await;
    assert!(matches!(first, Ok(Saved::Kept(_))));
    for stranger in [
        contact("Zeynep", &[acme]),
        at("Other", contact("Zeynep", &[acme])),
    ] {
        let saved = desk.writer.save_contact(None, stranger).await.unwrap();
        let taken = Saved::Taken {
            number: acme.to_owned(),
            by: "Ali".to_owned(),
        };
        assert_eq!(saved, taken);
    }
    let colleague = at("ACME", contact("Bora", &[acme]));
    let Saved::Kept(colleague) = desk.writer.save_contact(None, colleague).await.unwrap() else {
        panic!("colleagues share a number");
    };
    desk.verimor(&call("c", "02125551100", 1)).await;
    assert_eq!(caller(&desk, "c").as_deref(), Some("ACME (2)"));
    desk.writer.remove_contact(colleague).await.unwrap();
    assert_eq!(caller(&desk, "c").as_deref(), Some("Ali"));
    let only_company = at("Acme", contact("", &["0212 555 11 01"]));
    desk.writer.save_contact(None, only_company).await.unwrap();
    desk.verimor(&call("d", "02125551101", 2)).await;
    assert_eq!(caller(&desk, "d").as_deref(), Some("Acme"));
}

#[tokio::test]
async fn a_caller_is_important_as_anybody_is_who_has_the_number_and_unwanted_as_everybody_is() {
    let desk = Desk::new();
    desk.verimor(&call("c", "02125551100", 1)).await;
    let flags = || {
        let key = "+902125551100".into();
        let known = desk.reader.caller_context(&key, noon(), noon()).unwrap();
        (known.is_important, known.is_unwanted)
    };
    assert_eq!(flags(), (false, false), "of nobody");
    for (name, important, unwanted, both) in [
        ("Ali", false, true, (false, true)),
        ("Bora", true, false, (true, false)),
        ("Cem", false, true, (true, false)),
    ] {
        let told = ContactDraft {
            important,
            unwanted,
            ..at("Acme", contact(name, &["0212 555 11 00"]))
        };
        desk.writer.save_contact(None, told).await.unwrap();
        assert_eq!(flags(), both, "{name}");
    }
}

#[tokio::test]
async fn two_contacts_become_one_and_nothing_of_them_is_lost() {
    let desk = Desk::new();
    let one = desk.name("0532 123 45 67", "Ayşe").await;
    let other = ContactDraft {
        note: Some("allergic".to_owned()),
        important: true,
        ..at("Acme", contact("A. Kaya", &["0533 765 43 21"]))
    };
    let Saved::Kept(other) = desk.writer.save_contact(None, other).await.unwrap() else {
        panic!("it is free");
    };
    desk.verimor(&call("c", "05337654321", 1)).await;
    desk.writer.merge_contacts(one, other).await.unwrap();
    let told = desk.reader.contact(one).unwrap().unwrap().told;
    assert_eq!((told.name.as_str(), told.numbers.len()), ("Ayşe", 2));
    assert_eq!(
        (told.company.as_deref(), told.note.as_deref()),
        (Some("Acme"), Some("allergic"))
    );
    assert!(told.important);
    assert_eq!(desk.reader.contact(other).unwrap(), None);
    assert_eq!(caller(&desk, "c").as_deref(), Some("Ayşe"));
    for (into, from) in [(one, one), (one, other), (ContactId(99), one)] {
        let merged = desk.writer.merge_contacts(into, from).await;
        assert_eq!(merged, Err(KeepError::NotFound));
    }
    assert!(
        desk.reader.contact(one).unwrap().is_some(),
        "what is refused changes nothing"
    );
}

#[tokio::test]
async fn contacts_are_found_and_paged_in_the_order_of_their_names() {
    let desk = Desk::new();
    for (at, name) in ["Zeynep", "çiğdem", "Ali", "IŞIK", "Пётр", "Ali"]
        .iter()
        .enumerate()
    {
        desk.name(&format!("0532 000 00 0{at}"), name).await;
    }
    let mut names = Vec::new();
    let mut after = None;
    loop {
        let page = desk.reader.contacts(None, after, 2).unwrap();
        names.extend(page.contacts.into_iter().map(|contact| contact.told.name));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(names, ["Ali", "Ali", "çiğdem", "IŞIK", "Zeynep", "Пётр"]);
    for (typed, found) in [
        ("cigd", &["çiğdem"][..]),
        ("isik", &["IŞIK"]),
        ("петр", &["Пётр"]),
        ("0532 000 00 04", &["Пётр"]),
        ("ali", &["Ali", "Ali"]),
        ("nobody", &[]),
        ("+-", &[]),
    ] {
        let page = desk.reader.contacts(Some(typed), None, 10).unwrap();
        let names: Vec<_> = page
            .contacts
            .iter()
            .map(|one| one.told.name.as_str())
            .collect();
        assert_eq!(names, found, "{typed}");
    }
    assert_eq!(desk.reader.total_contacts().unwrap(), 6);
}

#[tokio::test]
async fn importing_twice_changes_nothing_and_an_import_can_be_taken_back() {
    let desk = Desk::new();
    desk.verimor(&call("c", "05321110001", 1)).await;
    let own = desk.name("0532 111 00 02", "Mine").await;
    let file = [
        contact("New", &["0532 111 00 01", "0532 111 00 11"]),
        contact("Stranger", &["0532 111 00 02"]),
        contact("mine", &["0532 111 00 02", "0532 111 00 12"]),
        contact("", &["0532 111 00 03"]),
        contact("Nobody", &[]),
        at("Acme", contact("One", &["0212 555 11 00"])),
        at("Acme", contact("Two", &["0212 555 11 00"])),
        contact("New", &["0532 111 00 01"]),
    ];
    let taken = Judged::Taken {
        by: "Mine".to_owned(),
    };
    let first = [
        Judged::Added,
        taken.clone(),
        Judged::Changed,
        Judged::Empty,
        Judged::Empty,
        Judged::Added,
        Judged::Added,
        Judged::Same,
    ];
    assert_eq!(
        desk.reader.judge_import(&file).unwrap(),
        first,
        "said before"
    );
    let import = desk
        .writer
        .begin_import("a.vcf".to_owned(), noon())
        .await
        .unwrap();
    let done = desk
        .writer
        .import_contacts(import, file.to_vec())
        .await
        .unwrap();
    assert_eq!(done, first, "and done so");
    assert_eq!(caller(&desk, "c").as_deref(), Some("New"));
    assert_eq!(desk.reader.total_contacts().unwrap(), 4);

    let second = [
        Judged::Same,
        taken,
        Judged::Same,
        Judged::Empty,
        Judged::Empty,
        Judged::Same,
        Judged::Same,
        Judged::Same,
    ];
    assert_eq!(desk.reader.judge_import(&file).unwrap(), second);
    let again = desk
        .writer
        .begin_import("a.vcf".to_owned(), noon())
        .await
        .unwrap();
    let done = desk
        .writer
        .import_contacts(again, file.to_vec())
        .await
        .unwrap();
    assert_eq!(done, second);
    let last = desk.reader.last_import().unwrap();
    let first = Some((import, "a.vcf".to_owned()));
    assert_eq!(last, first, "of the second there is nothing to take back");

    // What somebody has touched since stays.
    let page = desk.reader.contacts(Some("two"), None, 10).unwrap();
    let kept = page.contacts.into_iter().next().unwrap();
    desk.writer
        .save_contact(Some(kept.id), kept.told)
        .await
        .unwrap();
    for import in [again, import] {
        while desk.writer.undo_import(import).await.unwrap() {}
    }
    let left = desk.reader.contacts(None, None, 10).unwrap().contacts;
    let left: Vec<_> = left
        .iter()
        .map(|one| (one.id, one.told.numbers.len()))
        .collect();
    assert_eq!(left, [(own, 1), (kept.id, 1)]);
    assert_eq!(caller(&desk, "c"), None);
    assert_eq!(desk.reader.last_import().unwrap(), None);
}

/// Each writing of the index makes a segment of it.
#[tokio::test]
async fn whoever_is_imported_with_others_is_found_and_they_are_written_at_once() {
    let desk = Desk::new();
    let number = |at: usize| format!("0532 111 {:02} {:02}", at / 100, at % 100);
    let many: Vec<_> = (0..200)
        .map(|at| contact(&format!("Somebody {at}"), &[&number(at)]))
        .collect();
    let import = |file: Vec<ContactDraft>| {
        let writer = desk.writer.clone();
        async move {
            let import = writer.begin_import("a.vcf".to_owned(), noon()).await;
            let import = import.unwrap();
            writer.import_contacts(import, file).await.unwrap();
            import
        }
    };
    import(many).await;
    let segments: i64 = rusqlite::Connection::open(desk.dir.path().join("kimo.db"))
        .unwrap()
        .query_row(
            "SELECT count(DISTINCT segid) FROM contact_text_idx",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(segments, 1);

    // One who is told of twice, and whoever came between.
    let second = import(vec![
        contact("Twice", &["0555 000 00 01"]),
        contact("Between", &["0555 000 00 02"]),
        contact("Twice", &["0555 000 00 01", "0555 000 00 03"]),
    ])
    .await;
    let found = |typed: &str| {
        let page = desk.reader.contacts(Some(typed), None, 10).unwrap();
        page.contacts.len()
    };
    let typed = ["0532 111 01 50", "0555 000 00 03", "twice", "between"];
    assert_eq!(typed.map(found), [1, 1, 1, 1]);
    while desk.writer.undo_import(second).await.unwrap() {}
    assert_eq!(typed.map(found), [1, 0, 0, 0]);
}

#[tokio::test]
async fn who_is_forgotten_is_no_contact_any_more() {
    let desk = Desk::new();
    desk.name("0532 123 45 67", "Ayşe Kaya").await;
    let acme = "0212 555 11 00";
    for name in ["One", "Two"] {
        let told = at("Acme", contact(name, &[acme]));
        desk.writer.save_contact(None, told).await.unwrap();
    }
    desk.verimor(&call("c", "05321234567", 1)).await;
    let forget = |key: &'static str| desk.writer.forget_person(key.into(), noon());
    forget("+905321234567").await.unwrap();
    assert!(
        desk.reader
            .contacts_with(&"+905321234567".into())
            .unwrap()
            .is_empty()
    );
    assert!(
        desk.reader
            .contacts(Some("kaya"), None, 10)
            .unwrap()
            .contacts
            .is_empty()
    );
    forget("+902125551100").await.unwrap();
    let left = desk.reader.contacts(None, None, 10).unwrap().contacts;
    assert_eq!(left.len(), 2, "a company is no person, and its people stay");
    let file = std::fs::read(desk.path()).unwrap();
    for secret in ["Kaya", "5321234567"] {
        let is_there = file
            .windows(secret.len())
            .any(|part| part == secret.as_bytes());
        assert!(!is_there, "{secret}");
    }
}
