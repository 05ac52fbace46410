//! The people with names, from the command line.

use std::fs;

use serde_json::{Value, json};

use crate::support::{Desk, Finished, kimo, missed_call};

/// As Outlook and Excel write it on a Turkish Windows: semicolons, Windows-1254.
const CSV: &[u8] = b"Ad;Soyad;\xdeirket;Cep Telefonu;\xdd\xfe Telefonu\r\n\
      Ay\xfee;I\xfe\xfdk;;0532 000 00 21;\r\n\
      \xd6mer;\xc7elik;Di\xfe Klini\xf0i;;0212 555 11 00\r\n\
      Kimsesiz;;;;\r\n";

fn names(desk: &Desk) -> Vec<Value> {
    let calls = desk.calls(&[]);
    calls
        .iter()
        .map(|call| call["caller"]["name"].clone())
        .collect()
}

#[test]
fn contacts_of_a_file_name_old_calls_at_once_and_go_out_again_without_loss() {
    let desk = Desk::start();
    assert_eq!(desk.hook("verimor").post(missed_call("1")).status, 200);
    let file = desk.data_dir().join("outlook.csv");
    fs::write(&file, CSV).unwrap();
    let file = file.to_str().unwrap();
    let came_to = |added: u32, same: u32| {
        json!({
            "read": 3, "added": added, "changed": 0, "same": same, "skipped": 1,
            "charset": "windows-1254", "format": "csv ;",
        })
    };
    let import = |args: &[&str]| {
        let args = [&["contacts", "import", "--json", file], args].concat();
        desk.beside(&args).finished().json()
    };
    assert_eq!(import(&["--dry-run"]), [came_to(2, 0)]);
    assert_eq!(names(&desk), [Value::Null], "nothing was done yet");
    assert_eq!(import(&[]), [came_to(2, 0)]);
    assert_eq!(names(&desk), ["Ayşe Işık"]);
    assert_eq!(import(&[]), [came_to(0, 2)]);

    let added = desk.beside(&["contacts", "add", "Bora", "0533 000 00 01", "1002"]);
    let mut added = added;
    assert!(added.finished().said().contains("0533 000 00 01"));
    let taken = desk
        .beside(&["contacts", "add", "Cem", "+905330000001"])
        .finished();
    assert_eq!(taken.code(), 2);
    assert!(taken.complaint().contains("Bora"), "{}", taken.complaint());

    let all = desk.beside(&["contacts", "--json"]).finished().json();
    assert_eq!(all.len(), 3);
    for ending in ["vcf", "csv"] {
        let out = desk.data_dir().join(format!("all.{ending}"));
        let out = out.to_str().unwrap();
        desk.beside(&["contacts", "export", out]).finished().said();
        // To a computer that has never seen them.
        let elsewhere = tempfile::tempdir().unwrap();
        kimo(elsewhere.path())
            .args(["contacts", "import", out])
            .finished()
            .said();
        let there = kimo(elsewhere.path())
            .args(["contacts", "--json"])
            .finished()
            .json();
        let told = |all: &[Value]| -> Vec<(Value, Value, Vec<Value>)> {
            all.iter()
                .map(|one| {
                    let numbers = one["numbers"].as_array().unwrap();
                    let keys = numbers.iter().map(|number| number["key"].clone());
                    (one["name"].clone(), one["company"].clone(), keys.collect())
                })
                .collect()
        };
        assert_eq!(told(&there), told(&all), "{ending}");
    }
    let which = desk.beside(&["contacts", "export", "all.xlsx"]).finished();
    assert_eq!(which.code(), 2);
}

#[test]
fn what_is_no_file_of_contacts_is_told_and_changes_nothing() {
    let desk = Desk::start();
    let file = desk.data_dir().join("what");
    for content in [
        &b""[..],
        b"PK\x03\x04 a workbook",
        b"just a letter\n",
        &[0; 4096],
    ] {
        fs::write(&file, content).unwrap();
        let import = ["contacts", "import", file.to_str().unwrap()];
        let refused = desk.beside(&import).finished();
        assert_eq!(refused.code(), 1, "{}", refused.output());
    }
    let none = desk.beside(&["contacts", "import", "/nowhere"]).finished();
    assert_eq!(none.code(), 1);
    assert!(
        desk.beside(&["contacts", "--json"])
            .finished()
            .json()
            .is_empty()
    );
}
