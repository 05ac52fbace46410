//! Rebuild and doctor.

use crate::support::{Desk, Finished, kimo, missed_call};

#[test]
fn a_rebuild_beside_a_running_desk_changes_nothing_that_was_right() {
    let desk = Desk::start();
    for scenario in [
        "verimor-group",
        "bulutfon-menu",
        "mtt-redirect",
        "verimor-outbound",
    ] {
        desk.beside(&["send", "--fast", scenario]).finished().said();
    }
    let call = desk.calls(&["--missed"]).remove(0);
    desk.ask(
        "set_note",
        &serde_json::json!({ "call": call["id"], "note": "wants a room" }),
    );
    let before = desk.calls(&[]);
    assert!(before.iter().any(|call| call["note"] == "wants a room"));
    let said = desk.beside(&["rebuild"]).finished().said();
    assert!(said.contains("events"), "{said}");
    assert_eq!(desk.calls(&[]), before);
    assert_eq!(desk.hook("verimor").post(missed_call("later")).status, 200);
    assert_eq!(desk.calls(&[]).len(), before.len() + 1);
}

#[test]
fn the_doctor_finds_a_running_desk_well() {
    let desk = Desk::start();
    let ended = desk.beside(&["doctor"]).finished();
    let said = ended.said();
    assert!(said.contains(desk.listen()), "{said}");
    assert!(said.contains("Verimor: the address answers"), "{said}");
    assert!(said.contains("Verimor: no event yet"), "{said}");
    assert!(!said.contains("WRONG"), "{said}");
    // Its questions are no deliveries.
    assert!(desk.calls(&[]).is_empty());
}

#[test]
fn the_doctor_says_what_is_wrong_and_what_to_do() {
    let parent = tempfile::tempdir().unwrap();
    let missing = parent.path().join("missing");
    let ended = kimo(&missing).arg("doctor").finished();
    assert_eq!(ended.code(), 1);
    assert!(
        ended.output().contains("no data directory"),
        "{}",
        ended.output()
    );
    assert!(!missing.exists(), "a doctor changes nothing");

    let data_dir = parent.path().join("stopped");
    let mut desk = Desk::start_on(&data_dir);
    assert_eq!(
        desk.hook("mtt")
            .post(r#"{"event":{"type":"zz"},"h323_conf_id":"1"}"#)
            .status,
        200
    );
    desk.stop();
    let ended = kimo(&data_dir).arg("doctor").finished();
    let said = ended.output();
    assert_eq!(ended.code(), 1, "{said}");
    for text in [
        "no Kimo runs here",
        "kimo serve",
        "MTT: 1 event not understood",
    ] {
        assert!(said.contains(text), "{text} in {said}");
    }
}

#[cfg(unix)]
#[test]
fn the_doctor_sees_rights_that_are_too_wide() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::start();
    let wide = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(desk.data_dir(), wide).unwrap();
    let ended = desk.beside(&["doctor"]).finished();
    assert_eq!(ended.code(), 1);
    assert!(
        ended.output().contains("others can read"),
        "{}",
        ended.output()
    );
}
