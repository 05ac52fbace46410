//! How the PBX reaches the desk: through a real SSH server, or by an address of its own.

use std::{
    fs,
    io::Read,
    net::{Ipv4Addr, Ipv6Addr, TcpListener},
    os::unix::fs::PermissionsExt,
    time::{Duration, Instant},
};

use kimo_tests::forward::forward;
use serde_json::{Value, json};

use crate::{
    sshd::{SOON, Server, free_port},
    support::{Desk, Finished, Hook, kimo, verimor_call},
};

/// What proves that a delivery comes through.
pub(crate) fn ringing() -> String {
    verimor_call("tunnel-1").ringing("1001")
}

#[test]
fn a_delivery_comes_through_the_ssh_tunnel_and_the_desk_knows_that_it_is_reached() {
    let (desk, _server, port) = desk_behind_ssh();
    let status = status_once(&desk, "reachable");
    assert_eq!(status["kind"], "ssh");
    assert_eq!(status["public_url"], format!("http://127.0.0.1:{port}"));
    assert_eq!(status["reason"], Value::Null);
    assert!(
        status["since"].is_string() && status["checked_at"].is_string(),
        "{status}"
    );
    let from_outside = Hook {
        address: format!("127.0.0.1:{port}"),
        ..desk.hook("verimor")
    };
    let answer = from_outside.post(ringing());
    assert_eq!((answer.status, answer.body.as_str()), (200, "tunnel-1"));
    assert_eq!(desk.calls(&[])[0]["pbx_call_id"], "tunnel-1");
}

#[test]
fn the_addresses_to_enter_at_the_pbx_are_the_public_ones() {
    let (desk, _server, port) = desk_behind_ssh();
    status_once(&desk, "reachable");
    let hooks = desk.ask("hooks", &json!({}));
    let url = hooks[0]["url"].as_str().unwrap();
    assert!(
        url.starts_with(&format!("http://127.0.0.1:{port}/hooks/")),
        "{url}"
    );
}

#[test]
fn a_server_that_dies_or_falls_silent_is_noticed_within_ten_seconds_and_healed_when_it_is_back() {
    let (desk, mut server, _) = desk_behind_ssh();
    status_once(&desk, "reachable");
    server.kill();
    let status = status_once(&desk, "unreachable");
    assert!(status["reason"].is_string(), "{status}");
    server.up();
    status_once(&desk, "reachable");
    server.freeze();
    assert_eq!(status_once(&desk, "unreachable")["reason"], "silent");
    doctor_says(&desk, "Check that the server and the internet work");
    server.kill();
    server.up();
    status_once(&desk, "reachable");
}

#[test]
fn a_server_with_another_host_key_is_refused_until_the_user_accepts_it() {
    let (desk, mut server, _) = desk_behind_ssh();
    status_once(&desk, "reachable");
    server.kill();
    server.new_host_key();
    server.up();
    let refused = |status: &Value| status["reason"] == "host_key_changed";
    let status = status_when(&desk, refused);
    assert!(
        status["detail"].as_str().unwrap().contains("SHA256:"),
        "{status}"
    );
    doctor_says(&desk, "If they changed it, choose “Accept the new key”");
    desk.beside(&["tunnel", "forget-host-key"])
        .finished()
        .said();
    status_once(&desk, "reachable");
}

#[test]
fn something_else_at_the_public_address_is_not_the_desk() {
    let desk = Desk::start();
    let other = Desk::start();
    let url = format!("http://{}", other.listen());
    desk.beside(&["tunnel", "use", "address", "--public-url", &url])
        .finished()
        .said();
    assert_eq!(status_once(&desk, "unreachable")["reason"], "wrong_place");
    doctor_says(&desk, "Check that the public address leads to Kimo");
    let url = format!("http://{}", desk.listen());
    desk.beside(&["tunnel", "use", "address", "--public-url", &url])
        .finished()
        .said();
    let nobody_else = |status: &Value| status["reason"] == "this_computer";
    status_when(&desk, nobody_else);
    doctor_says(&desk, "known to this computer only");
    let url = format!("http://127.0.0.1:{}", before(&desk));
    desk.beside(&["tunnel", "use", "address", "--public-url", &url])
        .finished()
        .said();
    status_once(&desk, "reachable");
    desk.beside(&["tunnel", "off"]).finished().said();
    assert_eq!(status_once(&desk, "off")["public_url"], Value::Null);
}

/// The port of what stands before a desk, as a proxy would.
pub(crate) fn before(desk: &Desk) -> u16 {
    forward(desk.listen().parse().unwrap()).unwrap()
}

#[test]
fn a_port_that_somebody_else_has_is_named_and_taken_when_it_is_free() {
    let desk = Desk::start();
    let key = desk.beside(&["tunnel", "key"]).finished().said();
    let server = Server::start(&key);
    let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = taken.local_addr().unwrap().port();
    // The server would be content with this one alone.
    let taken = (taken, TcpListener::bind((Ipv6Addr::LOCALHOST, port)));
    use_ssh(&desk, &server, port);
    assert_eq!(status_once(&desk, "unreachable")["reason"], "not_forwarded");
    doctor_says(&desk, "another program uses the port there");
    drop(taken);
    status_once(&desk, "reachable");
}

#[test]
fn whoever_answers_at_the_public_address_learns_no_token() {
    let desk = Desk::start();
    let stranger = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let url = format!("http://{}", stranger.local_addr().unwrap());
    desk.beside(&["tunnel", "use", "address", "--public-url", &url])
        .finished()
        .said();
    let mut heard = [0; 4096];
    let length = stranger.accept().unwrap().0.read(&mut heard).unwrap();
    let heard = String::from_utf8_lossy(&heard[..length]).to_lowercase();
    assert!(heard.starts_with("get /hooks/"), "{heard}");
    for pbx in ["verimor", "bulutfon", "mtt"] {
        let path = desk.hook(pbx).path;
        let token = path.rsplit('/').next().unwrap();
        assert!(!heard.contains(token), "{heard}");
    }
    assert!(!heard.contains("authorization"), "{heard}");
}

#[test]
fn where_the_server_gave_half_of_what_was_asked_a_check_tries_for_the_other_half() {
    let desk = Desk::start();
    let key = desk.beside(&["tunnel", "key"]).finished().said();
    let server = Server::start(&key);
    let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = taken.local_addr().unwrap().port();
    use_ssh(&desk, &server, port);
    // The server forwards from the IPv6 loopback alone, and calls that a success.
    let somebody_else = |status: &Value| status["reason"] == "connect";
    status_when(&desk, somebody_else);
    drop(taken);
    desk.beside(&["tunnel", "check"]).finished();
    status_once(&desk, "reachable");
}

#[test]
fn an_https_address_without_trusted_tls_is_named() {
    let desk = Desk::start();
    let hangs_up = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = hangs_up.local_addr().unwrap().to_string();
    std::thread::spawn(move || {
        for caller in hangs_up.incoming() {
            // Heard out first: who hangs up on unread words resets the connection.
            let _heard = caller?.read(&mut [0; 16 * 1024])?;
        }
        Ok::<(), std::io::Error>(())
    });
    for speaks_no_tls in [&format!("127.0.0.1:{}", before(&desk)), &address] {
        let url = format!("https://{speaks_no_tls}");
        desk.beside(&["tunnel", "use", "address", "--public-url", &url])
            .finished()
            .said();
        let of_this = |status: &Value| {
            status["state"] == "unreachable" && status["public_url"] == url.as_str()
        };
        assert_eq!(status_when(&desk, of_this)["reason"], "tls", "{url}");
        doctor_says(&desk, "Renew the certificate on the server");
    }
}

#[test]
fn a_key_that_the_server_does_not_know_is_named() {
    let desk = Desk::start();
    let server = Server::start("");
    use_ssh(&desk, &server, free_port());
    assert_eq!(status_once(&desk, "unreachable")["reason"], "refused");
    doctor_says(&desk, "authorized_keys");
}

#[test]
fn a_name_that_does_not_exist_is_named_as_the_reason() {
    let desk = Desk::start();
    let url = "http://kimo.invalid";
    desk.beside(&["tunnel", "use", "address", "--public-url", url])
        .finished()
        .said();
    assert_eq!(status_once(&desk, "unreachable")["reason"], "name");
    doctor_says(&desk, "Check the address letter by letter");
}

#[test]
fn another_address_than_the_pbx_was_given_is_told_until_it_is_entered() {
    let desk = Desk::start();
    let port = before(&desk);
    let goes_by = |host: &str| {
        let url = format!("http://{host}:{port}");
        // In the window and beside it in turn.
        if host == "localhost" {
            let choice = json!({ "kind": "address", "public_url": url });
            desk.ask("use_tunnel", &json!({ "choice": choice, "token": null }));
        } else {
            desk.beside(&["tunnel", "use", "address", "--public-url", &url])
                .finished()
                .said();
        }
        status_once(&desk, "reachable");
        desk.ask("status", &json!({}))["address_changed"].clone()
    };
    goes_by("127.0.0.1");
    assert_eq!(goes_by("localhost"), false, "nothing was entered anywhere");
    assert_eq!(desk.hook("verimor").post(ringing()).status, 200);
    assert_eq!(goes_by("127.0.0.1"), true, "the PBX posts to the other one");
    assert_eq!(goes_by("localhost"), false, "it is back where it was");
    goes_by("127.0.0.1");
    desk.ask("address_entered", &json!({}));
    status_once(&desk, "reachable");
    let status = desk.ask("status", &json!({}));
    assert_eq!(status["address_changed"], false);
}

#[test]
fn without_a_desk_the_set_up_is_kept_for_its_next_start() {
    let dir = tempfile::tempdir().unwrap();
    let use_address = [
        "tunnel",
        "use",
        "address",
        "--public-url",
        "https://kimo.example",
    ];
    kimo(dir.path()).args(use_address).finished().said();
    let status = kimo(dir.path())
        .args(["tunnel", "status", "--json"])
        .finished()
        .json();
    assert_eq!(status[0]["state"], "unchecked");
    assert_eq!(status[0]["public_url"], "https://kimo.example");
    let key = || kimo(dir.path()).args(["tunnel", "key"]).finished().said();
    let first = key();
    assert!(first.starts_with("ssh-ed25519 AAAA"), "{first}");
    assert_eq!(first, key(), "the key is made once");
}

#[test]
fn secrets_are_readable_by_their_owner_only() {
    let desk = Desk::start();
    desk.beside(&["tunnel", "key"]).finished().said();
    let file = desk.data_dir().join("secrets.json");
    // On a computer with a keyring there is no such file.
    if file.exists() {
        assert_eq!(
            fs::metadata(file).unwrap().permissions().mode() & 0o777,
            0o600
        );
    }
}

/// A desk whose public address is a port that an SSH server forwards.
pub(crate) fn desk_behind_ssh() -> (Desk, Server, u16) {
    behind_ssh(Desk::start())
}

/// Puts a desk there.
pub(crate) fn behind_ssh(desk: Desk) -> (Desk, Server, u16) {
    let key = desk.beside(&["tunnel", "key"]).finished().said();
    let server = Server::start(&key);
    let remote = free_port();
    use_ssh(&desk, &server, remote);
    (desk, server, remote)
}

/// Has the desk take that way.
pub(crate) fn use_ssh(desk: &Desk, server: &Server, remote: u16) {
    let user = std::process::Command::new("id")
        .arg("-un")
        .finished()
        .said();
    desk.beside(&[
        "tunnel",
        "use",
        "ssh",
        "--host",
        "127.0.0.1",
        "--user",
        user.trim(),
    ])
    .args([
        "--port",
        &server.port.to_string(),
        "--remote-port",
        &remote.to_string(),
    ])
    .args(["--public-url", &format!("http://127.0.0.1:{remote}")])
    .finished()
    .said();
}

/// `kimo doctor` finds something wrong, and says this of it.
#[track_caller]
pub(crate) fn doctor_says(desk: &Desk, words: &str) {
    let doctor = desk.beside(&["doctor"]).finished();
    assert_eq!(doctor.code(), 1);
    assert!(doctor.output().contains(words), "{}", doctor.output());
}

#[track_caller]
pub(crate) fn status_once(desk: &Desk, state: &str) -> Value {
    status_when(desk, |status| status["state"] == state)
}

#[track_caller]
pub(crate) fn status_when(desk: &Desk, is: impl Fn(&Value) -> bool) -> Value {
    status_within(desk, SOON, is)
}

#[track_caller]
pub(crate) fn status_within(desk: &Desk, patience: Duration, is: impl Fn(&Value) -> bool) -> Value {
    let began = Instant::now();
    loop {
        let status = desk
            .beside(&["tunnel", "status", "--json"])
            .finished()
            .json()
            .remove(0);
        if is(&status) {
            return status;
        }
        assert!(
            began.elapsed() < patience,
            "after {patience:?} still {status}"
        );
    }
}

#[track_caller]
pub(crate) fn until<T>(what: &str, look: impl Fn() -> Option<T>) -> T {
    let began = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(began.elapsed() < SOON, "not within {SOON:?}: {what}");
        std::thread::yield_now();
    }
}
