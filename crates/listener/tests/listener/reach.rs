//! The desk's own probes: a nonce that arrives where hooks are, and only there.

use axum::http::{Method, Request, StatusCode, header};
use jiff::Timestamp;
use kimo_calls::PbxId;
use kimo_listener::{HookTable, ListenerState, Nonces};
use tokio::time::timeout;

use crate::{
    ask::{FORM, ask_at, request},
    desk::{Desk, Mood, SOON, VERIMOR_TOKEN, hook, hooks},
};

#[tokio::test]
async fn a_nonce_arrives_once_and_brings_no_token() {
    let (state, desk) = (ListenerState::new(hooks()), Desk::new(Mood::Keeps));
    let (nonce, arrival) = state.nonces.expect().unwrap();
    let answer = ask_at(&state, &desk, probe(Method::GET, &at(&nonce))).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.body, "Kimo listens here");
    assert!(timeout(SOON, arrival).await.unwrap());
    let again = ask_at(&state, &desk, probe(Method::GET, &at(&nonce))).await;
    let never = ask_at(&state, &desk, probe(Method::GET, &at(&"0".repeat(32)))).await;
    assert_eq!((again.status, &again), (StatusCode::NOT_FOUND, &never));
    assert_eq!(desk.kept().len(), 0);
}

#[tokio::test]
async fn a_nonce_elsewhere_or_otherwise_does_not_arrive() {
    let (state, desk) = (ListenerState::new(hooks()), Desk::new(Mood::Keeps));
    let (nonce, mut arrival) = state.nonces.expect().unwrap();
    let below = format!("{}/more", at(&nonce));
    let elsewhere = format!("/{nonce}");
    for (method, uri) in [
        (Method::GET, below.as_str()),
        (Method::GET, elsewhere.as_str()),
        (Method::GET, "/"),
        (Method::HEAD, &at(&nonce)),
        (Method::POST, &at(&nonce)),
        (Method::PUT, &at(&nonce)),
        (Method::GET, &at("")),
        (Method::GET, &at("0")),
        (Method::GET, &at(&nonce.repeat(2))),
        (Method::GET, &at(&"0".repeat(32))),
    ] {
        let answer = ask_at(&state, &desk, probe(method.clone(), uri)).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{method} {uri}");
    }
    let waited = timeout(std::time::Duration::ZERO, &mut arrival).await;
    assert!(waited.is_err(), "it has not arrived");
    ask_at(&state, &desk, probe(Method::GET, &at(&nonce))).await;
    assert!(arrival.await);
}

#[tokio::test]
async fn the_desks_own_probe_needs_no_hook_and_opens_none() {
    let mut limited = hook(1, PbxId::known("verimor"), VERIMOR_TOKEN);
    limited.sources.allowed = vec!["203.0.113.0/24".parse().unwrap()];
    for hooks in [vec![], vec![limited]] {
        let (state, desk) = (
            ListenerState::new(HookTable::new(hooks)),
            Desk::new(Mood::Keeps),
        );
        let (nonce, arrival) = state.nonces.expect().unwrap();
        let answer = ask_at(&state, &desk, probe(Method::GET, &at(&nonce))).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert!(arrival.await);
        assert_eq!(state.strangers.refused(Timestamp::now()).total, 0);
        let hook = format!("/hooks/verimor/{VERIMOR_TOKEN}");
        let answer = ask_at(&state, &desk, probe(Method::GET, &hook)).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
    }
}

fn at(nonce: &str) -> String {
    format!("{}{nonce}", Nonces::PATH)
}

fn probe(method: Method, uri: &str) -> Request<axum::body::Body> {
    let mut request = request(method, uri, FORM, "");
    request.headers_mut().remove(header::CONTENT_TYPE);
    request
}
