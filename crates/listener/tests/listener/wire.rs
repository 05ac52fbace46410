//! What goes over the wire: HTTP as well-behaved and as hostile peers speak it.

use kimo_listener::BODY_BYTES;
use tokio::io::AsyncWriteExt;

use crate::desk::{
    Desk, Mood, RINGING, Running, VERIMOR_TOKEN, answer, assert_good_delivery, patient, post, rest,
    ringing_and_close,
};

#[tokio::test]
async fn a_connection_is_kept_for_the_next_delivery() {
    let listener = Running::start(patient()).await;
    let mut stream = listener.connect().await;
    for _ in 0..3 {
        stream.write_all(&post(RINGING, "")).await.unwrap();
        let answer = answer(&mut stream).await;
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
        assert!(answer.ends_with("\r\n\r\n0a1b-verimor"), "{answer}");
    }
    assert_eq!(listener.desk.kept().len(), 3);
}

#[tokio::test]
async fn pipelined_deliveries_are_answered_in_turn() {
    let listener = Running::start(patient()).await;
    let mut bytes = post("event_type=teleport&call_uuid=first", "");
    bytes.extend(post("event_type=teleport&call_uuid=second", ""));
    bytes.extend(post(
        "event_type=teleport&call_uuid=third",
        "Connection: close\r\n",
    ));
    let answers = listener.all_for(&bytes).await;
    assert_eq!(answers.matches("HTTP/1.1 200 OK").count(), 3);
    let places = ["first", "second", "third"].map(|id| answers.find(id).unwrap());
    assert!(places.is_sorted());
}

#[tokio::test]
async fn http_1_0_is_spoken() {
    let listener = Running::start(patient()).await;
    let request = format!(
        "POST /hooks/verimor/{VERIMOR_TOKEN} HTTP/1.0\r\nContent-Length: {}\r\n\r\n{RINGING}",
        RINGING.len()
    );
    let answer = listener.all_for(request.as_bytes()).await;
    assert!(answer.starts_with("HTTP/1.0 200 OK"), "{answer}");
    assert!(answer.ends_with("0a1b-verimor"), "{answer}");
}

#[tokio::test]
async fn who_closes_his_side_after_sending_is_still_answered() {
    let listener = Running::start_for(Desk::with_permits(Mood::Keeps, 0), patient()).await;
    let mut stream = listener.connect().await;
    stream.write_all(&post(RINGING, "")).await.unwrap();
    stream.shutdown().await.unwrap();
    listener.desk.arrived.acquire().await.unwrap().forget();
    listener.desk.permits.add_permits(1);
    assert!(rest(&mut stream).await.ends_with("0a1b-verimor"));
}

#[tokio::test]
async fn garbage_is_turned_away_and_harms_nobody() {
    let listener = Running::start(patient()).await;
    for garbage in [
        &b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"[..],
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"\0\0\0\0\r\n\r\n",
        b"POST\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
        b"POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        b"POST / HTTP/1.1\r\nNo colon here\r\n\r\n",
    ] {
        let answer = listener.all_for(garbage).await;
        assert!(
            answer.is_empty() || answer.starts_with("HTTP/1.1 400 "),
            "{answer}"
        );
        assert_good_delivery(&listener).await;
    }
}

#[tokio::test]
async fn a_request_smuggled_behind_another_is_not_taken_for_a_delivery() {
    let listener = Running::start(patient()).await;
    let smuggled = String::from_utf8(ringing_and_close()).unwrap();
    let request = format!(
        "POST /hooks/verimor/{VERIMOR_TOKEN} HTTP/1.1\r\nContent-Length: {}\r\n\
         Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n{smuggled}",
        smuggled.len() + 5
    );
    let answer = listener.all_for(request.as_bytes()).await;
    assert!(answer.matches("HTTP/1.1").count() <= 1, "{answer}");
    assert_eq!(
        listener
            .desk
            .kept()
            .iter()
            .filter(|kept| !kept.body.is_empty())
            .count(),
        0
    );
}

#[tokio::test]
async fn endless_headers_are_refused() {
    let listener = Running::start(patient()).await;
    let header = format!("GET / HTTP/1.1\r\nCookie: {}", "x".repeat(20_000));
    let many = format!("GET / HTTP/1.1\r\n{}\r\n", "A: b\r\n".repeat(500));
    for request in [header, many] {
        let answer = listener.all_for(request.as_bytes()).await;
        assert!(
            answer.is_empty() || answer.starts_with("HTTP/1.1 431 "),
            "{answer}"
        );
    }
    assert_good_delivery(&listener).await;
}

#[tokio::test]
async fn chunks_that_grow_past_the_limit_are_refused() {
    let listener = Running::start(patient()).await;
    let mut stream = listener.connect().await;
    let head = format!(
        "POST /hooks/verimor/{VERIMOR_TOKEN} HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    let chunk = format!("400\r\n{}\r\n", "x".repeat(1024));
    for _ in 0..=BODY_BYTES / 1024 {
        stream.write_all(chunk.as_bytes()).await.unwrap();
    }
    let answer = answer(&mut stream).await;
    assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
    assert_eq!(listener.desk.kept().len(), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sender_who_reads_only_after_sending_gets_the_refusal_of_a_long_body() {
    let listener = Running::start(patient()).await;
    for (path, status) in [
        (format!("/hooks/verimor/{VERIMOR_TOKEN}"), "413"),
        (
            "/hooks/verimor/not-a-token-at-all-but-long".to_owned(),
            "404",
        ),
    ] {
        let mut stream = listener.connect().await;
        let body = "x".repeat(3 * 1024 * 1024);
        let head = format!(
            "POST {path} HTTP/1.1\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        stream.write_all(head.as_bytes()).await.unwrap();
        for part in body.as_bytes().chunks(4096) {
            stream.write_all(part).await.unwrap();
            tokio::task::yield_now().await;
        }
        let answer = answer(&mut stream).await;
        assert!(
            answer.starts_with(&format!("HTTP/1.1 {status} ")),
            "{answer}"
        );
    }
}

#[tokio::test]
async fn a_sender_who_asks_first_need_not_send_what_is_too_long() {
    let listener = Running::start(patient()).await;
    let mut stream = listener.connect().await;
    let too_long = format!(
        "POST /hooks/verimor/{VERIMOR_TOKEN} HTTP/1.1\r\nExpect: 100-continue\r\n\
         Content-Length: 100000\r\n\r\n"
    );
    stream.write_all(too_long.as_bytes()).await.unwrap();
    let refused = answer(&mut stream).await;
    assert!(refused.starts_with("HTTP/1.1 413 "), "{refused}");

    let mut stream = listener.connect().await;
    let bytes = post(RINGING, "Expect: 100-continue\r\n");
    let head = bytes.len() - RINGING.len();
    stream.write_all(&bytes[..head]).await.unwrap();
    let asked_for = answer(&mut stream).await;
    assert!(asked_for.starts_with("HTTP/1.1 100 "), "{asked_for}");
    stream.write_all(&bytes[head..]).await.unwrap();
    assert!(answer(&mut stream).await.ends_with("0a1b-verimor"));
}

#[tokio::test]
async fn a_handler_that_fails_takes_nobody_with_it() {
    let listener = Running::start_for(Desk::new(Mood::Panics), patient()).await;
    for _ in 0..3 {
        assert_eq!(listener.all_for(&post(RINGING, "")).await, "");
    }
    let look = format!("GET /hooks/verimor/{VERIMOR_TOKEN} HTTP/1.1\r\nConnection: close\r\n\r\n");
    let answer = listener.all_for(look.as_bytes()).await;
    assert!(answer.ends_with("Kimo listens here"));
}
