//! What is kept of a tunnel, and what of it outlives a damaged file.

use std::{fs, os::unix::net::UnixListener};

use serde_json::{Value, json};

use crate::{
    sshd::{Server, free_port},
    support::{Desk, Finished, kimo},
    tunnel::{before, behind_ssh, doctor_says, status_once, status_when, use_ssh},
};

#[test]
fn a_damaged_set_up_is_told_and_is_not_off_and_the_pinned_host_key_outlives_it() {
    let dir = tempfile::tempdir().unwrap();
    let (mut desk, mut server, port) = behind_ssh(Desk::start_on(dir.path()));
    status_once(&desk, "reachable");
    desk.stop();
    let file = dir.path().join("tunnel.json");
    fs::write(&file, "{\"tunnel\": {\"ki").unwrap();
    let desk = Desk::start_on(dir.path());
    let status = status_when(&desk, |status| status["kind"] == "unknown");
    assert_eq!(status["state"], "unreachable");
    assert_eq!(status["reason"], "set_up");
    let blind = &desk.ask("status", &json!({}))["blind"];
    assert_eq!(blind["code"], "reach-set_up", "told without waiting");
    doctor_says(&desk, "Choose the tunnel again");
    let said = desk.beside(&["tunnel", "status"]).finished().said();
    assert!(said.contains("cannot be read"), "{said}");
    server.kill();
    server.new_host_key();
    server.up();
    use_ssh(&desk, &server, port);
    status_when(&desk, |status| status["reason"] == "host_key_changed");
    let kept = fs::read_to_string(dir.path().join("tunnel.json.damaged")).unwrap();
    assert_eq!(kept, "{\"tunnel\": {\"ki");
}

#[test]
fn a_set_up_that_is_gone_is_told_and_is_not_off() {
    let dir = tempfile::tempdir().unwrap();
    let mut desk = Desk::start_on(dir.path());
    let url = format!("http://{}", desk.listen());
    let choice = json!({ "kind": "address", "public_url": url });
    desk.ask("use_tunnel", &json!({ "choice": choice, "token": null }));
    desk.stop();
    fs::remove_file(dir.path().join("tunnel.json")).unwrap();
    let offline = kimo(dir.path()).args(["tunnel", "status"]).finished();
    assert!(offline.said().contains("cannot be read"));
    let desk = Desk::start_on(dir.path());
    let status = status_when(&desk, |status| status["kind"] == "unknown");
    assert_eq!(status["reason"], "set_up");
    doctor_says(&desk, "its set-up tunnel.json is gone");
    desk.beside(&["tunnel", "off"]).finished().said();
    status_when(&desk, |status| status["state"] == "off");
    let doctor = desk.beside(&["doctor"]).finished().output();
    assert!(!doctor.contains("tunnel.json"), "{doctor}");
}

#[test]
fn a_keyring_that_never_answers_does_not_hold_up_an_address_of_ones_own() {
    let dir = tempfile::tempdir().unwrap();
    let bus = dir.path().join("bus");
    // What connects is left waiting.
    let _silent = UnixListener::bind(&bus).unwrap();
    let address = format!("unix:path={}", bus.display());
    let desk = Desk::start_with(&[("DBUS_SESSION_BUS_ADDRESS", address.as_ref())]);
    let url = format!("http://127.0.0.1:{}", before(&desk));
    let choice = json!({ "kind": "address", "public_url": url });
    let params = json!({ "choice": choice, "token": null });
    let view = desk.ask("use_tunnel", &params);
    assert_eq!(view["secrets"], "keyring", "it is waited for");
    assert_eq!(status_once(&desk, "reachable")["kind"], "address");
}

#[test]
fn a_host_key_that_an_earlier_version_pinned_in_the_file_still_holds() {
    let dir = tempfile::tempdir().unwrap();
    let mut desk = Desk::start_on(dir.path());
    let key = desk.beside(&["tunnel", "key"]).finished().said();
    let mut server = Server::start(&key);
    server.kill();
    use_ssh(&desk, &server, free_port());
    desk.stop();
    let file = dir.path().join("tunnel.json");
    let mut set_up: Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
    let other_key =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea";
    set_up["host_keys"] = json!({ format!("127.0.0.1:{}", server.port): other_key });
    fs::write(&file, set_up.to_string()).unwrap();
    server.up();
    let desk = Desk::start_on(dir.path());
    status_when(&desk, |status| status["reason"] == "host_key_changed");
    desk.beside(&["tunnel", "forget-host-key"])
        .finished()
        .said();
    status_once(&desk, "reachable");
}
