//! The SSH reverse tunnel against a real OpenSSH server.
#![cfg(target_os = "linux")]
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

mod support;

use std::sync::Arc;

use kimo_tunnel::{Fault, Remote, SshKey};
use support::{Pins, RunningTunnel, SOON, Server, free_port, say, shouting_listener};
use tokio::time::timeout;

#[tokio::test]
async fn what_is_sent_to_the_server_arrives_at_the_listener_and_the_answer_returns() {
    let (server, key, pins) = world();
    let remote = free_port();
    let mut tunnel = RunningTunnel::start(
        &server,
        &key,
        &pins,
        Remote::Port(remote),
        shouting_listener().await,
    );
    tunnel.up().await;
    assert_eq!(say(remote, "kim o").await.unwrap(), "KIM O");
}

#[tokio::test]
async fn a_unix_socket_is_forwarded_and_one_left_by_a_dead_session_is_taken_over() {
    let (server, key, pins) = world();
    let path = server.folder().join("desk.sock");
    drop(std::os::unix::net::UnixListener::bind(&path).unwrap());
    assert!(path.exists(), "the dead session's socket is still there");
    let remote = Remote::Socket(path.to_str().unwrap().to_owned());
    let mut tunnel = RunningTunnel::start(&server, &key, &pins, remote, shouting_listener().await);
    tunnel.up().await;
    let answer = tokio::task::spawn_blocking(move || {
        use std::io::{Read, Write};
        let mut stream = std::os::unix::net::UnixStream::connect(path).unwrap();
        stream.write_all(b"kim o").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    });
    assert_eq!(timeout(SOON, answer).await.unwrap().unwrap(), "KIM O");
}

#[tokio::test]
async fn a_killed_server_is_noticed_and_healed_once_it_is_back() {
    let (mut server, key, pins) = world();
    let remote = free_port();
    let mut tunnel = RunningTunnel::start(
        &server,
        &key,
        &pins,
        Remote::Port(remote),
        shouting_listener().await,
    );
    tunnel.up().await;
    server.kill();
    tunnel.down().await;
    server.up();
    tunnel.up().await;
    assert_eq!(say(remote, "again").await.unwrap(), "AGAIN");
}

#[tokio::test]
async fn a_black_hole_is_noticed_within_ten_seconds() {
    let (server, key, pins) = world();
    let mut tunnel = RunningTunnel::start(
        &server,
        &key,
        &pins,
        Remote::Port(free_port()),
        shouting_listener().await,
    );
    tunnel.up().await;
    server.freeze();
    assert_eq!(tunnel.down().await, Fault::Silent);
}

#[tokio::test]
async fn a_changed_host_key_is_refused_with_both_fingerprints() {
    let (mut server, key, pins) = world();
    let mut tunnel = RunningTunnel::start(
        &server,
        &key,
        &pins,
        Remote::Port(free_port()),
        shouting_listener().await,
    );
    tunnel.up().await;
    server.kill();
    server.new_host_key();
    server.up();
    let changed = |fault: &Fault| matches!(fault, Fault::HostKeyChanged { .. });
    let mut fault = tunnel.down().await;
    while !changed(&fault) {
        timeout(SOON, tunnel.link.changed())
            .await
            .expect("tried again")
            .unwrap();
        fault = tunnel.down().await;
    }
    let Fault::HostKeyChanged { pinned, offered } = fault else {
        unreachable!()
    };
    assert!(pinned.starts_with("SHA256:") && offered.starts_with("SHA256:"));
    assert_ne!(pinned, offered);
}

#[tokio::test]
async fn a_busy_port_is_named_and_taken_as_soon_as_it_is_free() {
    let (server, key, pins) = world();
    let remote = free_port();
    let occupant = std::net::TcpListener::bind(("127.0.0.1", remote)).unwrap();
    let occupant6 = std::net::TcpListener::bind(("::1", remote)).ok();
    let mut tunnel = RunningTunnel::start(
        &server,
        &key,
        &pins,
        Remote::Port(remote),
        shouting_listener().await,
    );
    let fault = tunnel.down().await;
    assert_eq!(
        fault,
        Fault::NotForwarded {
            remote: format!("port {remote}")
        }
    );
    drop((occupant, occupant6));
    tunnel.up().await;
    assert_eq!(say(remote, "mine").await.unwrap(), "MINE");
}

#[tokio::test]
async fn a_key_that_the_server_does_not_know_is_refused() {
    let (server, _, pins) = world();
    let stranger = SshKey::from_seed(&[9; 32]);
    let mut tunnel = RunningTunnel::start(
        &server,
        &stranger,
        &pins,
        Remote::Port(free_port()),
        shouting_listener().await,
    );
    assert!(matches!(tunnel.down().await, Fault::Refused { .. }));
}

#[tokio::test]
async fn after_waking_a_new_session_is_made_without_waiting_for_the_old_one_to_fail() {
    let (server, key, pins) = world();
    let remote = free_port();
    let mut tunnel = RunningTunnel::start(
        &server,
        &key,
        &pins,
        Remote::Port(remote),
        shouting_listener().await,
    );
    tunnel.up().await;
    tunnel.link.mark_unchanged();
    tunnel.hurry.send_modify(|count| *count += 1);
    timeout(SOON, tunnel.link.changed())
        .await
        .expect("a new try at once")
        .unwrap();
    tunnel.up().await;
    assert_eq!(say(remote, "awake").await.unwrap(), "AWAKE");
}

fn world() -> (Server, SshKey, Arc<Pins>) {
    let key = SshKey::from_seed(&[7; 32]);
    (
        Server::start(&key.public_line().unwrap()),
        key,
        Arc::default(),
    )
}
