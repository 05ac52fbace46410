//! An address book of a real CardDAV server, read into the contacts.

use std::{fs, time::Instant};

use serde_json::{Value, json};

use crate::support::{Desk, Finished, Radicale, missed_call, radicale};

fn names(desk: &Desk) -> Vec<(String, bool)> {
    let all = desk.beside(&["contacts", "--json"]).finished().json();
    let named = all.iter().map(|contact| {
        let name = contact["name"].as_str().unwrap().to_owned();
        (name, contact["synced"].as_bool().unwrap())
    });
    named.collect()
}

fn caller(desk: &Desk) -> Value {
    desk.calls(&[])[0]["caller"]["name"].clone()
}

fn find(desk: &Desk, address: &str, password: &str) -> Value {
    let who = json!({"address": address, "user": radicale::USER, "password": password});
    desk.ask("find_address_books", &who)
}

/// Sets up the first book that is found, and waits for its first sync.
fn set_up(desk: &Desk, server: &Radicale) -> Value {
    let found = find(desk, server.address(), radicale::PASSWORD);
    let book = &found["books"][0];
    let chosen = json!({
        "address": book["address"], "name": book["name"],
        "user": radicale::USER, "password": radicale::PASSWORD,
    });
    desk.ask("use_address_book", &chosen);
    sync(desk)
}

fn sync(desk: &Desk) -> Value {
    let line = desk.beside(&["contacts", "sync", "--json"]).finished();
    line.json().remove(0)
}

/// The same where it does not go well.
fn sync_in_vain(desk: &Desk) -> Value {
    let ended = desk.beside(&["contacts", "sync", "--json"]).finished();
    assert_ne!(ended.code(), 0, "{}", ended.output());
    serde_json::from_str(&ended.output()).unwrap()
}

fn own(name: &str, synced: bool) -> (String, bool) {
    (name.to_owned(), synced)
}

#[test]
fn contacts_that_are_gone_at_once_from_the_server_stay_until_it_says_so_again() {
    let Some(server) = Radicale::start() else {
        return;
    };
    server.add_book("office", "Muayenehane");
    for card in 1..=12 {
        let number = format!("0532 000 00 {card:02}");
        server.put("office", &card.to_string(), "Hasta", &[&number]);
    }
    let desk = Desk::start();
    assert_eq!(set_up(&desk, &server)["contacts"], 12);
    for card in 2..=12 {
        server.remove("office", &card.to_string());
    }
    let kept = sync_in_vain(&desk);
    assert_eq!(kept["contacts"], 12, "{kept}");
    assert_eq!(kept["failure"]["code"], "lost-most", "{kept}");
    assert_eq!(names(&desk).len(), 12);
    // Whoever asks again has read that.
    let synced = sync(&desk);
    assert_eq!(
        (&synced["contacts"], &synced["failure"]),
        (&json!(1), &Value::Null)
    );

    // A passing fault: all of them are back.
    server.remove("office", "1");
    assert_eq!(sync_in_vain(&desk)["failure"]["code"], "lost-most");
    server.put("office", "1", "Hasta", &["0532 000 00 01"]);
    let synced = sync(&desk);
    assert_eq!(
        (&synced["contacts"], &synced["failure"]),
        (&json!(1), &Value::Null)
    );
}

#[test]
fn an_address_book_is_found_and_its_contacts_follow_it() {
    let Some(server) = Radicale::start() else {
        return;
    };
    server.add_book("office", "Muayenehane");
    server.add_book("private", "Ev");
    server.put("office", "1", "Ayşe Işık", &["0532 320 50 62"]);
    server.put("office", "2", "Bora", &["0212 555 11 00"]);
    server.put("office", "3", "Without a number", &[]);
    let desk = Desk::start();
    assert_eq!(desk.hook("verimor").post(missed_call("1")).status, 200);
    let ringing = desk.calls(&[])[0]["caller"]["e164"].clone();
    let ringing = ringing.as_str().unwrap();

    let found = find(&desk, server.address(), radicale::PASSWORD);
    let titles = found["books"].as_array().unwrap().iter();
    let mut titles: Vec<_> = titles.map(|book| book["name"].as_str().unwrap()).collect();
    titles.sort_unstable();
    assert_eq!(titles, ["Ev", "Muayenehane"]);

    let book = found["books"].as_array().unwrap().iter();
    let mut book = book.filter(|book| book["name"] == "Muayenehane");
    let address = book.next().unwrap()["address"].clone();
    let chosen = json!({
        "address": address, "name": "Muayenehane",
        "user": radicale::USER, "password": radicale::PASSWORD,
    });
    desk.ask("use_address_book", &chosen);
    let synced = sync(&desk);
    assert_eq!(synced["contacts"], 2, "{synced}");
    assert_eq!(synced["failure"], Value::Null);
    assert_eq!(names(&desk), [own("Ayşe Işık", true), own("Bora", true)]);

    // Changed, gone, new; the caller of an old call has a name at once.
    server.put("office", "1", "Ayşe Yıldız", &[ringing]);
    server.remove("office", "2");
    server.put("office", "4", "Cem", &["0533 000 00 01"]);
    assert_eq!(sync(&desk)["contacts"], 2);
    assert_eq!(names(&desk), [own("Ayşe Yıldız", true), own("Cem", true)]);
    assert_eq!(caller(&desk), "Ayşe Yıldız");

    // What is one's own wins, and what was marked here stays.
    let added = desk
        .beside(&["contacts", "add", "Kendi", ringing])
        .finished();
    assert_eq!(added.code(), 0);
    assert_eq!(caller(&desk), "Kendi");
    let all = desk.beside(&["contacts", "--json"]).finished().json();
    let cem = all.iter().find(|contact| contact["name"] == "Cem").unwrap();
    let flag = json!({"id": cem["id"], "important": true, "unwanted": false});
    desk.ask("flag_contact", &flag);
    server.put("office", "4", "Cem Can", &["0533 000 00 01"]);
    sync(&desk);
    let all = desk.beside(&["contacts", "--json"]).finished().json();
    let cem = all
        .iter()
        .find(|contact| contact["name"] == "Cem Can")
        .unwrap();
    assert_eq!(
        (&cem["important"], &cem["synced"]),
        (&json!(true), &json!(true))
    );

    let doctor = desk.beside(&["doctor"]).finished().output();
    assert!(doctor.contains("Muayenehane"), "{doctor}");
    // Another desk's command finds the same book, and the password stands in no file but its own.
    for file in fs::read_dir(desk.data_dir()).unwrap() {
        let path = file.unwrap().path();
        if path.is_file() && !path.ends_with("secrets.json") {
            let content = fs::read(&path).unwrap();
            let password = radicale::PASSWORD.as_bytes();
            let is_there = content.windows(password.len()).any(|part| part == password);
            assert!(!is_there, "{}", path.display());
        }
    }
    desk.ask("give_up_address_book", &json!({"keep": true}));
    assert!(names(&desk).iter().all(|(_, synced)| !synced));
    assert!(names(&desk).contains(&own("Cem Can", false)));
    let nothing = desk.beside(&["contacts", "sync"]).finished();
    assert_eq!(nothing.code(), 2);
}

#[test]
fn what_keeps_an_address_book_from_being_read_is_told_with_the_next_step() {
    let Some(mut server) = Radicale::start() else {
        return;
    };
    let desk = Desk::start();
    let code =
        |address: &str, password: &str| find(&desk, address, password)["failure"]["code"].clone();
    assert_eq!(code(server.address(), "wrong"), "wrong-password");
    assert_eq!(code(server.address(), radicale::PASSWORD), "no-book");
    assert_eq!(code("http://cloud.example.com", "x"), "not-https");
    assert_eq!(code("not an address", "x"), "bad-address");
    server.add_book("office", "Muayenehane");
    server.put("office", "1", "Ayşe", &["0532 320 50 62"]);
    assert_eq!(set_up(&desk, &server)["contacts"], 1);
    server.stop();
    let mut sync = desk.beside(&["contacts", "sync"]);
    let failed = sync.finished();
    assert_eq!(failed.code(), 1);
    assert!(failed.output().contains("127.0.0.1"), "{}", failed.output());
    let doctor = desk.beside(&["doctor"]).finished();
    assert_eq!(doctor.code(), 1);
    assert!(
        doctor.output().contains("Muayenehane"),
        "{}",
        doctor.output()
    );
    assert!(!doctor.output().contains(radicale::PASSWORD));
    // What came of it stays, and goes when it is given up.
    assert_eq!(names(&desk), [own("Ayşe", true)]);
    desk.ask("give_up_address_book", &json!({"keep": false}));
    assert_eq!(names(&desk), []);
}

/// A large book is taken in a few cards at once: calls that come meanwhile are kept without waiting
/// for all of it.
#[test]
fn deliveries_do_not_wait_for_a_large_book() {
    let Some(server) = Radicale::start() else {
        return;
    };
    server.add_book("office", "Muayenehane");
    for n in 0..600 {
        let number = format!(
            "0532 32{:01} {:02} {:02}",
            n / 100,
            n / 10 % 10 * 11,
            n % 100
        );
        server.put("office", &n.to_string(), &format!("Kişi {n}"), &[&number]);
    }
    let desk = Desk::start();
    let found = find(&desk, server.address(), radicale::PASSWORD);
    let chosen = json!({
        "address": found["books"][0]["address"], "name": "Muayenehane",
        "user": radicale::USER, "password": radicale::PASSWORD,
    });
    let mut view = desk.ask("use_address_book", &chosen);
    let hook = desk.hook("verimor");
    let (mut calls, mut longest) = (0, 0);
    while view["syncing"] == true {
        let began = Instant::now();
        calls += 1;
        assert_eq!(hook.post(missed_call(&calls.to_string())).status, 200);
        longest = longest.max(began.elapsed().as_millis());
        view = desk.ask("address_book", &json!({}));
    }
    assert_eq!(view["book"]["failure"], Value::Null, "{view}");
    assert_eq!(desk.calls(&["--limit", "100000"]).len(), calls);
    println!("{calls} calls during the sync, the longest answered after {longest} ms");
}
