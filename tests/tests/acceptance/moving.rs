//! Everything of a desk goes to another computer, in one file, by the command line.

use std::{fs, path::PathBuf};

use crate::{
    moving_office::{Computer, PASSPHRASE, asked, entries, named, office},
    support::{Desk, Finished, ids, kimo, missed_call},
};

#[test]
fn everything_goes_on_at_another_computer() {
    let old = office();
    let file = old.file("old.kimo");
    let desk = Desk::start_on(old.path());
    let before = asked(&desk);
    let said = desk
        .beside(&["export", "--secrets", named(&file)])
        .given(PASSPHRASE)
        .said();
    assert!(said.contains(named(&file)), "{said}");
    // It goes on taking calls meanwhile, and is what it was.
    assert_eq!(asked(&desk), before);
    drop(desk);

    let new = Computer::default();
    let import = kimo(new.path())
        .args(["import", named(&file)])
        .given(PASSPHRASE);
    assert!(!import.said().contains("again"), "{}", import.said());
    assert_ne!(
        fs::read(new.path().join("desk.id")).unwrap(),
        fs::read(old.path().join("desk.id")).unwrap(),
        "two desks are never the same"
    );
    let desk = Desk::start_on(new.path());
    assert_eq!(asked(&desk), before);
    // What the PBXs know goes on, the passwords too.
    let hook = |pbx: &str| desk.hook(pbx);
    let basic = [("authorization", "Basic a2ltbzpwOnNz")];
    assert_eq!(hook("mtt").post("").status, 401);
    assert_eq!(hook("mtt").post_with("", &basic).status, 200, "kimo:p:ss");
    assert_eq!(hook("verimor").path, old.address);
    assert_eq!(hook("verimor").post(missed_call("afterwards")).status, 200);
    // And every delivery is there from which the calls can be made again.
    let calls = desk.calls(&["--limit", "1000"]);
    assert!(ids(&calls).contains(&"verimor:afterwards"), "{calls:?}");
    desk.beside(&["rebuild"]).finished().said();
    assert_eq!(desk.calls(&["--limit", "1000"]), calls);
    let doctor = desk.beside(&["doctor"]).finished().output();
    assert!(!doctor.contains("password"), "{doctor}");
}

#[test]
fn without_a_passphrase_no_secret_comes_along_and_it_is_said_which_are_lacking() {
    let old = office();
    let file = old.file("old.kimo");
    // Where no desk runs, too.
    let export = kimo(old.path()).args(["export", named(&file)]).finished();
    assert!(export.said().contains("entered again"), "{}", export.said());
    let sealed = old.file("sealed.kimo");
    kimo(old.path())
        .args(["export", "--secrets", named(&sealed)])
        .given(PASSPHRASE)
        .said();

    for (file, more) in [(&file, &[][..]), (&sealed, &["--without-secrets"])] {
        let new = Computer::default();
        let import = kimo(new.path())
            .args(["import", named(file)])
            .args(more)
            .finished();
        let said = import.said();
        assert!(said.contains("MTT: the password"), "{said}");
        assert!(said.contains("the SSH key"), "{said}");
        assert!(!new.path().join("secrets.json").exists());
        // Nobody gets in before the password is entered.
        let desk = Desk::start_on(new.path());
        let basic = [("authorization", "Basic a2ltbzpwOnNz")];
        assert_eq!(desk.hook("mtt").post_with("", &basic).status, 503);
    }
}

#[test]
fn a_file_that_is_not_as_it_was_written_changes_nothing() {
    let old = office();
    let file = old.file("old.kimo");
    kimo(old.path())
        .args(["export", "--secrets", named(&file)])
        .given(PASSPHRASE)
        .said();
    let content = fs::read(&file).unwrap();
    let damaged = old.file("damaged.kimo");
    let new = Computer::default();
    let refused = |content: &[u8], passphrase: &str, why: &str| {
        fs::write(&damaged, content).unwrap();
        let import = kimo(new.path())
            .args(["import", named(&damaged)])
            .given(passphrase);
        assert_eq!(import.code(), 1, "{}", import.output());
        let complaint = import.complaint();
        assert!(complaint.contains(why), "{complaint}");
        assert!(!new.path().join("kimo.db").exists());
        assert!(!new.path().join("arriving").exists());
    };
    refused(&content, "another\n", "passphrase is another");
    refused(&content[..content.len() / 2], PASSPHRASE, "cut short");
    refused(&content[..content.len() - 1], PASSPHRASE, "cut short");
    refused(b"BEGIN:VCARD\n", PASSPHRASE, "Kimo did not write this file");
    refused(b"", PASSPHRASE, "Kimo did not write this file");
    let mut flipped = content.clone();
    flipped[content.len() / 2] ^= 1;
    refused(&flipped, PASSPHRASE, "damaged");
    // It is whole all the time.
    kimo(new.path())
        .args(["import", named(&file)])
        .given(PASSPHRASE)
        .said();
}

#[test]
fn a_history_of_its_own_is_replaced_only_when_told_to_and_kept() {
    let old = office();
    let file = old.file("old.kimo");
    kimo(old.path())
        .args(["export", named(&file)])
        .finished()
        .said();
    let new = Computer::default();
    let mut desk = Desk::start_on(new.path());
    assert_eq!(desk.hook("verimor").post(missed_call("mine")).status, 200);
    let import = |more: &[&str]| {
        kimo(new.path())
            .args(["import", named(&file)])
            .args(more)
            .finished()
    };
    let running = import(&["--replace"]);
    assert_eq!(running.code(), 1);
    let pid = desk.pid().to_string();
    assert!(running.complaint().contains(&pid), "a desk runs");
    desk.stop();
    let taken = import(&[]);
    assert_eq!(taken.code(), 1);
    assert!(taken.complaint().contains("--replace"));
    assert!(taken.complaint().contains("1 calls") || taken.complaint().contains("1 call"));
    let said = import(&["--replace"]).said();
    let replaced = entries(new.path(), "replaced-");
    let [replaced] = &replaced[..] else {
        panic!("{replaced:?}");
    };
    assert!(said.contains(named(replaced)), "{said}");
    assert!(!kimo_history::is_open_to_others(replaced).unwrap());
    // And can be brought back.
    let backup = replaced.join("kimo.db");
    kimo(new.path())
        .args(["restore", named(&backup)])
        .finished()
        .said();
    assert_eq!(
        ids(&Desk::start_on(new.path()).calls(&[])),
        ["verimor:mine"]
    );
}

#[test]
fn where_nothing_but_kimo_itself_was_there_nothing_has_to_be_said() {
    let old = office();
    let file = old.file("old.kimo");
    kimo(old.path())
        .args(["export", named(&file)])
        .finished()
        .said();
    // Somebody has looked at the window on the first day.
    let new = Computer::default();
    Desk::start_on(new.path()).stop();
    kimo(new.path())
        .args(["import", named(&file)])
        .finished()
        .said();
    let desk = Desk::start_on(new.path());
    assert_eq!(desk.hook("verimor").path, old.address);
}

#[test]
fn an_export_overwrites_nothing_and_only_its_owner_reads_it() {
    let old = office();
    let file = old.file("mine.txt");
    fs::write(&file, "a letter").unwrap();
    let refused = kimo(old.path()).args(["export", named(&file)]).finished();
    assert_eq!(refused.code(), 1);
    assert!(refused.complaint().contains("exists already"));
    assert_eq!(fs::read_to_string(&file).unwrap(), "a letter");
    let file = old.file("new.kimo");
    kimo(old.path())
        .args(["export", named(&file)])
        .finished()
        .said();
    assert!(!kimo_history::is_open_to_others(&file).unwrap());
    let away = old.file("no such folder/new.kimo");
    let refused = kimo(old.path()).args(["export", named(&away)]).finished();
    assert_eq!(refused.code(), 1, "{}", refused.output());
    // Nothing else is left, there or in the data directory.
    let names = entries(old.files.path(), "");
    assert_eq!(names, [old.file("mine.txt"), old.file("new.kimo")]);
    assert_eq!(
        entries(old.path(), "kimo.db.leaving"),
        [""; 0].map(PathBuf::from)
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said_in_words_and_leaves_nothing() {
    let old = office();
    let file = old.file("old.kimo");
    let mut told = Vec::new();
    // Full from the n-th write to a database on: the first are those of the history itself.
    for nth in (1..).step_by(7) {
        let kimo = kimo(old.path());
        let mut full = std::process::Command::new("strace");
        full.args(["-f", "-qq", "-o", "/dev/null", "-e", "trace=pwrite64"])
            .args(["-e", &format!("inject=pwrite64:error=ENOSPC:when={nth}+")])
            .arg(kimo.get_program())
            .args(["export", named(&file)]);
        for (name, value) in kimo.get_envs() {
            match value {
                Some(value) => full.env(name, value),
                None => full.env_remove(name),
            };
        }
        let export = full.finished();
        if export.code() == 0 {
            break;
        }
        assert_eq!(entries(old.files.path(), ""), [""; 0].map(PathBuf::from));
        assert!(!old.path().join("kimo.db.leaving").exists());
        told.push(export.complaint());
    }
    let in_words = told
        .iter()
        .filter(|words| words.contains("no room on the disk"));
    assert!(in_words.count() > 0, "{told:?}");
}
