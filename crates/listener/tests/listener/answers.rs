//! Every row of the table of answers, asked of the router directly.

use std::{
    convert::Infallible,
    pin::Pin,
    task::{Context, Poll},
};

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use bytes::Bytes;
use http_body_util::channel::Channel;
use hyper::body::Frame;
use kimo_calls::Timestamp;
use kimo_listener::BODY_BYTES;
use kimo_pbx::Reading;

use crate::{
    ask::{FORM, ask, mtt, verimor},
    desk::{Desk, Mood, RINGING, VERIMOR_TOKEN},
};

#[tokio::test]
async fn a_delivery_is_kept_as_it_came_and_answered_with_its_calls_id() {
    let desk = Desk::new(Mood::Keeps);
    let before = Timestamp::now();
    let answer = ask(&desk, verimor(RINGING)).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.body, "0a1b-verimor");
    assert_eq!(
        answer.header(header::CONTENT_TYPE),
        "text/plain; charset=utf-8"
    );
    assert_eq!(answer.header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");

    let [kept] = &desk.kept()[..] else {
        panic!("one delivery");
    };
    assert_eq!(kept.hook.id.0, 1);
    assert_eq!(kept.content_type.as_deref(), Some(FORM));
    assert_eq!(kept.body, RINGING.as_bytes());
    assert!(before <= kept.received_at && kept.received_at <= Timestamp::now());
    assert!(matches!(kept.reading, Ok(Reading::Events(_))));
}

#[tokio::test]
async fn a_repeated_delivery_is_answered_like_the_first() {
    let desk = Desk::new(Mood::Keeps);
    let first = ask(&desk, verimor(RINGING)).await;
    let second = ask(&desk, verimor(RINGING)).await;
    assert_eq!(first, second);
    assert_eq!(desk.kept().len(), 2);
}

#[tokio::test]
async fn an_empty_test_post_is_answered_ok_in_any_empty_shape() {
    for body in ["", " \r\n\t", "{}", " { } ", "[]", "null", "\"\"", "&", "="] {
        for request in [verimor(body), mtt(body)] {
            let desk = Desk::new(Mood::Keeps);
            let answer = ask(&desk, request).await;
            assert_eq!(
                (answer.status, answer.body.as_str()),
                (StatusCode::OK, "ok"),
                "{body:?}"
            );
            assert_eq!(desk.kept()[0].reading, Ok(Reading::Empty), "{body:?}");
        }
    }
    let bare = Request::post(format!("/hooks/verimor/{VERIMOR_TOKEN}"))
        .body(Body::empty())
        .unwrap();
    let answer = ask(&Desk::new(Mood::Keeps), bare).await;
    assert_eq!(answer.body, "ok", "no body and no content type at all");
}

#[tokio::test]
async fn an_event_type_that_nobody_knows_is_kept() {
    let desk = Desk::new(Mood::Keeps);
    let answer = ask(&desk, verimor("event_type=teleport&call_uuid=77")).await;
    assert_eq!(
        (answer.status, answer.body.as_str()),
        (StatusCode::OK, "77")
    );
    let answer = ask(&desk, verimor("event_type=teleport")).await;
    assert_eq!(
        (answer.status, answer.body.as_str()),
        (StatusCode::OK, "ok")
    );
    assert_eq!(desk.kept().len(), 2);
    for kept in desk.kept() {
        assert!(matches!(kept.reading, Ok(Reading::NotUnderstood { .. })));
    }
}

#[tokio::test]
async fn what_cannot_be_read_is_kept_and_answered_with_one_line_that_says_why() {
    let binary: &[u8] = b"\xff\xfe\x00\x01";
    for body in [
        Bytes::from_static(b"{\"event\": {\"type\": "),
        Bytes::from_static(b"{\"event\": {\"type\": \"o\"}}"),
        Bytes::from_static(b"<xml/>"),
        Bytes::from_static(binary),
    ] {
        let desk = Desk::new(Mood::Keeps);
        let answer = ask(&desk, mtt(body.clone())).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{body:?}");
        assert!(answer.body.len() > 10, "it says something: {body:?}");
        assert!(!answer.body.contains(['\n', '\r']), "{:?}", answer.body);
        assert_eq!(desk.kept()[0].body, body);
        assert!(desk.kept()[0].reading.is_err());
    }
}

#[tokio::test]
async fn a_senders_text_is_never_more_than_one_harmless_line() {
    let desk = Desk::new(Mood::Keeps);
    let form = "event_type=ringing&direction=inbound&dialed_user=1001\
        &start_stamp=2017-11-13+12%3A00%3A00&call_uuid=";
    let answer = ask(
        &desk,
        verimor(format!("{form}7%0D%0ASet-Cookie:+a%00%1B%5B2J%3Cb%3E")),
    )
    .await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert_eq!(answer.body, "7Set-Cookie: a[2J<b>");
    assert_eq!(answer.header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");

    let answer = ask(&desk, verimor(format!("{form}{}", "9".repeat(60_000)))).await;
    assert!(answer.body.len() <= 500, "{}", answer.body);
}

#[tokio::test]
async fn a_body_over_64_kib_is_refused_and_one_of_64_kib_is_not() {
    let desk = Desk::new(Mood::Keeps);
    let full = format!("{RINGING}&filler={}", "x".repeat(BODY_BYTES));
    let answer = ask(&desk, verimor(full[..BODY_BYTES].to_owned())).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(desk.kept().len(), 1);

    let answer = ask(&desk, verimor(full[..=BODY_BYTES].to_owned())).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(desk.kept().len(), 1, "nothing of it is kept");
}

#[tokio::test]
async fn an_announced_length_over_the_limit_is_refused_before_the_body_is_read() {
    let mut request = verimor(Body::new(Untouchable));
    let length = (BODY_BYTES + 1).to_string().parse().unwrap();
    request.headers_mut().insert(header::CONTENT_LENGTH, length);
    let answer = ask(&Desk::new(Mood::Keeps), request).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn a_delivery_that_cannot_be_stored_is_asked_for_again() {
    let desk = Desk::new(Mood::HasNoRoom);
    for body in [RINGING, "", "event_type=teleport", "event_type=hangup"] {
        let answer = ask(&desk, verimor(body)).await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{body}");
        let seconds: u32 = answer.header(header::RETRY_AFTER).parse().unwrap();
        assert!((1..=60).contains(&seconds));
    }
}

#[tokio::test]
async fn the_time_of_receipt_is_that_of_the_headers_not_of_the_last_byte() {
    let desk = Desk::new(Mood::Keeps);
    let (mut sender, body) = Channel::<Bytes>::new(1);
    let asked = tokio::spawn({
        let desk = desk.clone();
        async move { ask(&desk, verimor(Body::new(body))).await }
    });
    // The channel takes a second frame only when the first was read, after the headers.
    for part in [&RINGING[..10], &RINGING[10..20]] {
        let frame = Frame::data(Bytes::from_static(part.as_bytes()));
        sender.send(frame).await.unwrap();
    }
    let headers_read_by = Timestamp::now();
    let frame = Frame::data(Bytes::from_static(&RINGING.as_bytes()[20..]));
    sender.send(frame).await.unwrap();
    drop(sender);
    assert_eq!(asked.await.unwrap().status, StatusCode::OK);
    assert!(desk.kept()[0].received_at <= headers_read_by);
}

#[tokio::test]
async fn a_body_that_breaks_off_is_not_kept() {
    let (mut sender, body) = Channel::<Bytes, std::io::Error>::new(1);
    let desk = Desk::new(Mood::Keeps);
    let asked = tokio::spawn({
        let desk = desk.clone();
        async move { ask(&desk, verimor(Body::new(body))).await }
    });
    let frame = Frame::data(Bytes::from_static(b"event_type=ringing&call_uuid=0a"));
    sender.send(frame).await.unwrap();
    sender.abort(std::io::ErrorKind::ConnectionReset.into());
    assert_eq!(asked.await.unwrap().status, StatusCode::BAD_REQUEST);
    assert_eq!(desk.kept().len(), 0);
}

/// A body that must not be read.
struct Untouchable;

impl hyper::body::Body for Untouchable {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        panic!("the body was read");
    }
}
