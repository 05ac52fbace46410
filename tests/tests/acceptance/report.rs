//! The report of a problem, of a desk full of people: nothing of them is in it, however it was
//! written, and it says what an engineer needs.

use std::{collections::BTreeSet, fs, path::Path};

use kimo_tests::interfaces::TelecomApi;
use rusqlite::types::ValueRef;
use serde_json::{Value, json};

use crate::{
    support::{Desk, Finished, kimo, verimor_call},
    tunnel::status_once,
};

/// What people here are called, what is said of them, and what nobody else may know.
const WORDS: [&str; 17] = [
    "Ayşe Yılmaz",
    "İBRAHİM IŞIKLI",
    "Пётр Иванов",
    "Hank Robertson",
    "Demirkan Hukuk Bürosu",
    "Nişantaşı Muayenehanesi",
    "Gülşen",
    "randevu istiyor, alerjisi var",
    "faturayı muhasebeye sorun",
    "Hoş geldiniz, Gülşen konuşuyor",
    "santral-kullanici",
    "p4rola-Cok-gizli",
    "2aBcDeFgHiJkLmNoPqRsTuVwXyZ_authtoken9",
    "tunelkullanicisi",
    "hukuk-demirkan.example",
    "santralci:Gecmis-Anahtari-gizli",
    "kayitci:Ses-Anahtari-gizli",
];

const NUMBERS: [&str; 5] = [
    "+905321234567",
    "+902129876543",
    "+74951234567",
    "1001",
    "05329998877",
];

/// A desk of people, with things that went wrong.
fn fill(desk: &Desk) {
    let say = |name: &str, params: Value| desk.ask(name, &params);
    let [ayse, ibrahim, pyotr, hank, office, hook_name, ..] = WORDS;
    for (name, number, note) in [
        (ayse, NUMBERS[0], WORDS[7]),
        (ibrahim, NUMBERS[1], ""),
        (pyotr, NUMBERS[2], ""),
        (hank, NUMBERS[4], ""),
        ("Port Sigorta", "+905550000000", ""),
    ] {
        say(
            "save_contact",
            json!({"name": name, "company": office, "note": note,
                   "numbers": [{"written": number, "label": null}]}),
        );
    }
    say(
        "change_settings",
        json!({"extensions": ["1001"], "own_numbers": [
            {"number": "02129876543", "name": WORDS[6], "greeting": WORDS[9]}]}),
    );
    let hooks = say("hooks", json!({}));
    let basic = json!({"user": WORDS[10], "password": WORDS[11]});
    for hook in hooks.as_array().unwrap() {
        say(
            "update_hook",
            json!({"id": hook["id"], "name": hook_name, "region": "TR", "basic":
                if hook["pbx"] == "mtt" { basic.clone() } else { json!("keep") }}),
        );
    }
    enter_keys(desk);
    let mut call = verimor_call("a-b-c-4711-0815");
    call.caller = "05321234567";
    call.shows = ayse;
    desk.hook("verimor").post(call.ringing("1001"));
    desk.hook("verimor")
        .post("event_type=neues&caller_id_number=05329998877");
    let id = "verimor:a-b-c-4711-0815";
    say("set_note", json!({"call": id, "note": WORDS[8]}));
    say(
        "leave_message",
        json!({"call": id, "recipient": WORDS[6], "text": WORDS[7]}),
    );
    say(
        "use_tunnel",
        json!({"token": WORDS[12], "choice": {"kind": "ngrok", "domain": "hukuk-demirkan.example"}}),
    );
    desk.beside(&[
        "tunnel", "use", "ssh", "--host", WORDS[14], "--user", WORDS[13],
    ])
    .args([
        "--public-url",
        "https://hukuk-demirkan.example/",
        "--remote-port",
        "8080",
    ])
    .finished()
    .said();
}

/// The keys of an interface: that of the records, and that of the recordings.
fn enter_keys(desk: &Desk) {
    let numbers = ["74990000000"];
    let history = TelecomApi::start(WORDS[15], &numbers).unwrap();
    let hooks = desk.ask("hooks", &json!({}));
    let mut hooks = hooks.as_array().unwrap().iter();
    let hook = hooks.find(|hook| hook["pbx"] == "mtt").unwrap();
    let change = json!({"id": hook["id"], "name": hook["name"], "region": "RU",
        "settings": {"history_numbers": numbers[0]}, "basic": "keep"});
    desk.ask("update_hook", &change);
    let key = json!({"hook": hook["id"], "key": WORDS[15], "base": history.base()});
    assert_eq!(desk.ask("use_key", &key)["works"], true);
    let key = json!({"hook": hook["id"], "key": WORDS[16]});
    assert_eq!(desk.ask("use_recordings_key", &key)["kept"], true);
}

/// Everything of people in the history, the secrets and the set-up of the tunnel.
fn secrets(data_dir: &Path) -> BTreeSet<String> {
    let mut found: BTreeSet<String> = WORDS
        .iter()
        .chain(&NUMBERS)
        .map(|text| (*text).to_owned())
        .collect();
    let db = rusqlite::Connection::open(data_dir.join("kimo.db")).unwrap();
    for (table, column) in [
        ("contacts", "name"),
        ("contacts", "note"),
        ("contact_numbers", "key"),
        ("contact_numbers", "written"),
        ("numbers", "key"),
        ("spellings", "raw"),
        ("hooks", "token"),
        ("hooks", "name"),
        ("hooks", "basic_user"),
        ("messages", "text"),
        ("messages", "recipient"),
        ("marks", "note"),
        ("calls", "pbx_call_id"),
        ("desk", "desk_id"),
    ] {
        let mut rows = db
            .prepare(&format!("SELECT {column} FROM {table}"))
            .unwrap();
        let mut rows = rows.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            if let ValueRef::Text(text) = row.get_ref(0).unwrap() {
                found.insert(String::from_utf8(text.to_vec()).unwrap());
            }
        }
    }
    let kept = fs::read(data_dir.join("secrets.json")).unwrap();
    let kept: Value = serde_json::from_slice(&kept).unwrap();
    strings(&kept, &mut found);
    found.retain(|text| text.len() > 2);
    assert!(found.len() > 30, "{found:?}");
    found
}

fn strings(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => _ = found.insert(text.clone()),
        Value::Array(all) => all.iter().for_each(|one| strings(one, found)),
        Value::Object(all) => all.values().for_each(|one| strings(one, found)),
        _ => {}
    }
}

/// A text as somebody may write it or a program put it down.
fn spellings(text: &str) -> Vec<String> {
    let percent: String = text.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let spaced = |between: &str| {
        let letters: Vec<String> = text.chars().map(String::from).collect();
        letters.join(between)
    };
    let wide = |letter: char| match letter {
        '0'..='9' => char::from_u32(letter as u32 - 0x30 + 0xff10).unwrap(),
        other => other,
    };
    let half: String = text.chars().take(text.chars().count() / 2 + 2).collect();
    vec![
        text.to_owned(),
        text.to_uppercase(),
        text.to_lowercase(),
        text.replace('i', "İ").replace('ı', "I"),
        plain(text),
        format!("{text:?}"),
        text.escape_unicode().to_string(),
        percent,
        spaced(" "),
        spaced("-"),
        spaced("."),
        text.chars().map(wide).collect(),
        half,
        format!("https://x.example/hooks/verimor/{text}?key={text}"),
        format!("/home/{text}/kimo.db: No space left on device (os error 28)"),
    ]
}

/// Turkish as who has no Turkish letters writes it.
fn plain(text: &str) -> String {
    let plain = |letter: char| match letter {
        'İ' | 'I' | 'ı' => 'i',
        'ş' | 'Ş' => 's',
        'ç' | 'Ç' => 'c',
        'ğ' | 'Ğ' => 'g',
        'ö' | 'Ö' => 'o',
        'ü' | 'Ü' => 'u',
        other => other.to_ascii_lowercase(),
    };
    text.chars().map(plain).collect()
}

/// Lines of a log in which errors say everything they could, in every spelling.
fn provoked(secrets: &BTreeSet<String>) -> Vec<String> {
    let mut lines = Vec::new();
    for text in secrets.iter().flat_map(|text| spellings(text)) {
        let text = text.replace(['|', '\n'], " ");
        let at = "2026-11-26T10:32:08Z";
        lines.push(format!(
            "{at} WARN kimo_tunnel::retry | the tunnel is down | code=connect | \
             error=cannot reach {text}: Connection refused (os error 111)"
        ));
        lines.push(format!("{at} INFO other_crate::part | began with {text}"));
        lines.push(text);
    }
    lines
}

/// What of people is in a report.
fn leaks(report: &str, secrets: &BTreeSet<String>) -> Vec<String> {
    let lines: Vec<String> = report.lines().map(plain).collect();
    let words: BTreeSet<&str> = lines
        .iter()
        .flat_map(|line| line.split(|letter: char| !letter.is_alphanumeric()))
        .collect();
    let lines: Vec<String> = lines.iter().map(|line| bare(line)).collect();
    let mut leaks = Vec::new();
    for secret in secrets {
        let secret = plain(secret);
        for part in secret.split(|letter: char| !letter.is_alphanumeric()) {
            if part.len() > 2 && words.contains(part) && !STAYS.contains(&part) {
                leaks.push(format!("{secret}: {part}"));
            }
        }
        // A piece of it, whatever is between its letters.
        let letters: Vec<char> = bare(&secret).chars().collect();
        for piece in letters.windows(PIECE) {
            let piece: String = piece.iter().collect();
            let is_usual = STAYS.iter().any(|usual| usual.contains(&piece));
            if !is_usual && lines.iter().any(|line| line.contains(&piece)) {
                leaks.push(format!("{secret}: {piece}"));
            }
        }
    }
    leaks
}

fn bare(text: &str) -> String {
    text.chars()
        .filter(|letter| letter.is_alphanumeric())
        .collect()
}

const PIECE: usize = 6;

/// Words that the report says by itself, and those of keys and addresses that are everybody's.
const STAYS: [&str; 8] = [
    "example",
    "begin",
    "end",
    "openssh",
    "private",
    "key",
    "beginopensshprivatekey",
    "endopensshprivatekey",
];

#[test]
fn the_masked_report_of_a_desk_full_of_calls_has_nothing_of_people_in_it() {
    let dir = tempfile::tempdir().unwrap();
    let mut desk = Desk::start_with_all_hooks_on(dir.path());
    fill(&desk);
    status_once(&desk, "unreachable");
    let secrets = secrets(dir.path());
    let file = dir.path().join("report.txt");
    let asked = desk.ask("report", &json!({}));
    let of_window = asked["text"].as_str().unwrap().to_owned();
    desk.stop();
    let log = dir.path().join("kimo.log");
    let begun = fs::read_to_string(&log).unwrap();
    assert!(begun.contains("the tunnel is down"), "{begun}");
    assert_eq!(leaks(&begun, &secrets), [""; 0], "{begun}");
    let mut offline = String::new();
    let lines = provoked(&secrets);
    assert!(lines.len() > 1_000, "{}", lines.len());
    for lines in lines.chunks(300) {
        fs::write(&log, format!("{begun}{}\n", lines.join("\n"))).unwrap();
        offline = kimo(dir.path()).arg("report").finished().said();
        assert_eq!(leaks(&offline, &secrets), [""; 0], "{offline}");
        assert!(offline.lines().count() > lines.len(), "{offline}");
    }
    let desk = Desk::start_on(dir.path());
    let mut beside = desk.beside(&["report", file.to_str().unwrap()]);
    let beside = beside.finished().said();
    drop(desk);
    for report in [&of_window, &beside] {
        assert_eq!(leaks(report, &secrets), [""; 0], "{report}");
    }
    // What is saved is what was shown.
    let saved = fs::read_to_string(&file).unwrap();
    assert!(beside.starts_with(saved.trim_end()), "{beside}");
    assert!(beside.contains("It was sent to nobody"), "{beside}");

    for said in [
        concat!("version = ", env!("CARGO_PKG_VERSION")),
        "os = linux",
        "calls = 1\n",
        "contacts = 5\n",
        "pbx = verimor\n",
        "not_understood = 1\n",
        "asks_for_password = yes\n",
        "kind = ssh\n",
        "secrets_in_file = yes\n",
        "extensions = 1\n",
        "Kimo begins",
    ] {
        assert!(of_window.contains(said), "{said} is not in {of_window}");
        assert!(offline.contains(said), "{said} is not in {offline}");
    }
    let down = "WARN kimo_tunnel::retry the tunnel is down code=connect error=cannot reach ***: Connection refused (os error 111)";
    assert!(beside.contains(down), "{beside}");
    assert!(
        beside.contains("No space left on device (os error 28)"),
        "{beside}"
    );
    assert!(offline.contains("runs = no"), "{offline}");
}

#[test]
fn a_history_that_cannot_be_opened_is_reported_all_the_same() {
    let dir = tempfile::tempdir().unwrap();
    drop(Desk::start_on(dir.path()));
    fs::write(dir.path().join("kimo.db"), "Ayşe Yılmaz".repeat(500)).unwrap();
    let report = kimo(dir.path()).arg("report").finished().output();
    assert!(report.contains("cannot_be_asked = "), "{report}");
    assert!(report.contains("history_bytes = "), "{report}");
    assert!(report.contains("Kimo begins"), "{report}");
    assert!(!report.contains("Yılmaz"), "{report}");
}

#[test]
fn a_report_takes_the_place_of_no_other_file() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("mine.txt");
    fs::write(&file, "mine").unwrap();
    let refused = kimo(&dir.path().join("data"))
        .arg("report")
        .arg(&file)
        .output()
        .unwrap();
    assert!(!refused.status.success());
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
}
