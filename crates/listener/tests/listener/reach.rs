//! The desk's own probes: a nonce that arrives at a right address, and only there.

use axum::http::{Method, Request, StatusCode, header};
use kimo_listener::{ListenerState, Nonces};
use tokio::time::timeout;

use crate::{
    ask::{FORM, ask_at, basic, bulutfon, request},
    desk::{Desk, Mood, PASSWORD, SOON, VERIMOR_TOKEN, hooks},
};

#[tokio::test]
async fn a_nonce_at_a_right_address_arrives_and_is_answered_like_any_look() {
    let (state, desk) = (ListenerState::new(hooks()), Desk::new(Mood::Keeps));
    let (nonce, arrival) = state.nonces.expect().unwrap();
    let usual = ask_at(&state, &desk, probe(Method::GET, &right(), "")).await;
    let answer = ask_at(&state, &desk, probe(Method::GET, &right(), &nonce)).await;
    assert_eq!(
        answer, usual,
        "nobody can tell a right nonce from a wrong one"
    );
    assert_eq!(answer.body, "Kimo listens here");
    assert!(timeout(SOON, arrival).await.unwrap());
    assert_eq!(desk.kept().len(), 0);
}

#[tokio::test]
async fn a_nonce_elsewhere_or_otherwise_does_not_arrive() {
    let (state, desk) = (ListenerState::new(hooks()), Desk::new(Mood::Keeps));
    let (nonce, mut arrival) = state.nonces.expect().unwrap();
    let wrong = right().replace('a', "b");
    for (method, uri, status) in [
        (Method::GET, wrong.as_str(), StatusCode::NOT_FOUND),
        (Method::GET, "/", StatusCode::NOT_FOUND),
        (Method::HEAD, &right(), StatusCode::OK),
        (Method::POST, &right(), StatusCode::OK),
        (Method::PUT, &right(), StatusCode::METHOD_NOT_ALLOWED),
    ] {
        let answer = ask_at(&state, &desk, probe(method.clone(), uri, &nonce)).await;
        assert_eq!(answer.status, status, "{method} {uri}");
    }
    for nonce in ["", "0", &nonce.repeat(2), &"0".repeat(32)] {
        ask_at(&state, &desk, probe(Method::GET, &right(), nonce)).await;
    }
    let waited = timeout(std::time::Duration::ZERO, &mut arrival).await;
    assert!(waited.is_err(), "it has not arrived");
    ask_at(&state, &desk, probe(Method::GET, &right(), &nonce)).await;
    assert!(arrival.await);
}

#[tokio::test]
async fn a_hook_with_credentials_takes_a_nonce_only_with_them() {
    let (state, desk) = (ListenerState::new(hooks()), Desk::new(Mood::Keeps));
    let (nonce, mut arrival) = state.nonces.expect().unwrap();
    let with = |authorization: Option<&str>| {
        let mut request = bulutfon(authorization);
        *request.method_mut() = Method::GET;
        let nonce = nonce.parse().unwrap();
        request.headers_mut().insert(Nonces::HEADER, nonce);
        request
    };
    let answer = ask_at(&state, &desk, with(None)).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    let waited = timeout(std::time::Duration::ZERO, &mut arrival).await;
    assert!(waited.is_err(), "it has not arrived");
    let right = basic(&format!("santral:{PASSWORD}"));
    ask_at(&state, &desk, with(Some(&right))).await;
    assert!(arrival.await);
}

fn right() -> String {
    format!("/hooks/verimor/{VERIMOR_TOKEN}")
}

fn probe(method: Method, uri: &str, nonce: &str) -> Request<axum::body::Body> {
    let mut request = request(method, uri, FORM, "");
    request.headers_mut().remove(header::CONTENT_TYPE);
    let nonce = nonce.parse().unwrap();
    request.headers_mut().insert(Nonces::HEADER, nonce);
    request
}
