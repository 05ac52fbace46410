//! Those who do not know an address, or not its credentials, over the wire.

use std::time::Duration;

use kimo_calls::Timestamp;
use kimo_listener::Limits;
use tokio::{
    io::AsyncWriteExt,
    net::TcpStream,
    time::{Instant, timeout},
};

use crate::{
    ask::basic,
    desk::{
        BULUTFON_TOKEN, PASSWORD, RINGING, Running, answer, assert_good_delivery, patient, post,
        rest,
    },
};

const WRONG: &[u8] = b"GET /hooks/verimor/not-a-token-at-all-but-long HTTP/1.1\r\n\r\n";

#[tokio::test]
async fn they_are_counted_whoever_they_say_they_are() {
    let listener = Running::start(patient()).await;
    let mut answers = Vec::new();
    for nth in 0..10 {
        let request = format!(
            "POST /hooks/mtt/wrong HTTP/1.1\r\nX-Forwarded-For: 203.0.113.{nth}\r\n\
             Content-Length: 0\r\n\r\n"
        );
        answers.push(listener.all_for(request.as_bytes()).await);
    }
    assert_good_delivery(&listener).await;
    let refused = listener.state.strangers.refused(Timestamp::now());
    assert_eq!((refused.total, refused.last_minute), (10, 10));
    assert!(refused.last_at.is_some());
    assert!(answers.iter().all(|answer| answer.contains("404")));
}

#[tokio::test]
async fn wrong_credentials_are_counted_like_wrong_addresses_and_missing_ones_are_not() {
    let listener = Running::start(patient()).await;
    let right = format!("santral:{PASSWORD}");
    let cases = [
        ("", "401", 0),
        (&header("santral:wrong"), "401", 1),
        (&header(&right), "200", 0),
        (&header(&format!("santrall:{PASSWORD}")), "401", 1),
        ("Authorization: Bearer x\r\n", "401", 1),
    ];
    let mut expected = 0;
    for (nth, (authorization, status, counted)) in cases.into_iter().enumerate() {
        let claim = format!("{authorization}X-Forwarded-For: 203.0.113.{nth}\r\n");
        let answer = listener.all_for(&to_bulutfon(&claim)).await;
        assert_eq!(&answer[9..12], status, "{authorization}");
        expected += counted;
        let refused = listener.state.strangers.refused(Timestamp::now());
        assert_eq!(refused.total, expected, "{authorization}");
    }
}

#[tokio::test]
async fn many_wrong_credentials_have_to_wait_and_right_ones_do_not() {
    let listener = Running::start(patient()).await;
    let begun = Instant::now();
    let mut guessing = Vec::new();
    for nth in 0..60 {
        let mut stream = listener.connect().await;
        let guess = header(&format!("santral:{nth}"));
        let claim = format!("{guess}X-Forwarded-For: 203.0.113.{nth}\r\n");
        stream.write_all(&to_bulutfon(&claim)).await.unwrap();
        guessing.push(stream);
    }
    let right = header(&format!("santral:{PASSWORD}"));
    // One sender brings them unasked, the other waits to be asked.
    let unasked = listener.all_for(&to_bulutfon(&right)).await;
    let asked = listener.all_for(&to_bulutfon("")).await;
    let then = listener.all_for(&to_bulutfon(&right)).await;
    let statuses = [&unasked, &asked, &then].map(|answer| answer[9..12].to_owned());
    assert_eq!(statuses, ["200", "401", "200"]);
    let good = begun.elapsed();
    let mut delayed = 0;
    for stream in &mut guessing {
        assert!(rest(stream).await.starts_with("HTTP/1.1 401 "));
        delayed += u32::from(begun.elapsed() > Duration::from_secs(1));
    }
    assert!(delayed > 0, "nobody waited");
    assert!(good < begun.elapsed(), "the good ones came first");
    assert_eq!(listener.state.strangers.refused(Timestamp::now()).total, 60);
}

#[tokio::test]
async fn who_has_a_token_and_no_password_gives_way_to_a_good_delivery_and_to_who_is_known() {
    let listener = Running::start(Limits {
        connections: 12,
        ..patient()
    })
    .await;
    let mut known = listener.connect().await;
    known.write_all(&post(RINGING, "")).await.unwrap();
    answer(&mut known).await;
    let wrong = header("santral:wrong");
    let mut idle = Vec::new();
    for nth in 0..30 {
        let mut stream = listener.connect().await;
        let claim = if nth % 2 == 0 { wrong.as_str() } else { "" };
        let request = String::from_utf8(to_bulutfon(claim)).unwrap();
        let kept_open = request.replace("Connection: close\r\n", "");
        stream.write_all(kept_open.as_bytes()).await.unwrap();
        idle.push(stream);
    }
    let begun = Instant::now();
    assert_good_delivery(&listener).await;
    known.write_all(&post(RINGING, "")).await.unwrap();
    assert!(answer(&mut known).await.starts_with("HTTP/1.1 200 "));
    assert!(begun.elapsed() < Duration::from_millis(900), "they waited");
}

#[tokio::test]
async fn many_of_them_have_to_wait_and_get_the_same_bytes_and_a_good_delivery_does_not_wait() {
    let listener = Running::start(patient()).await;
    let begun = Instant::now();
    let reference = without_date(&listener.all_for(WRONG).await);
    let mut waiting = Vec::new();
    // Two seconds may begin in the meantime: whoever is answered at once is not counted.
    for _ in 0..60 {
        let mut stream = listener.connect().await;
        stream.write_all(WRONG).await.unwrap();
        waiting.push(stream);
    }
    assert_good_delivery(&listener).await;
    let good = begun.elapsed();
    let mut delayed = 0;
    for stream in &mut waiting {
        assert_eq!(without_date(&rest(stream).await), reference);
        delayed += u32::from(begun.elapsed() > Duration::from_secs(1));
    }
    assert!(delayed > 0, "nobody waited");
    assert!(good < begun.elapsed(), "the good one came first");
}

#[tokio::test]
async fn whoever_has_to_wait_gives_way_to_a_good_delivery() {
    let listener = Running::start(Limits {
        connections: 12,
        ..patient()
    })
    .await;
    let mut waiting: Vec<TcpStream> = Vec::new();
    for _ in 0..30 {
        let mut stream = listener.connect().await;
        stream.write_all(WRONG).await.unwrap();
        waiting.push(stream);
    }
    let begun = Instant::now();
    assert_good_delivery(&listener).await;
    assert!(
        begun.elapsed() < Duration::from_millis(900),
        "it waited, too"
    );
}

#[tokio::test]
async fn a_body_that_comes_while_they_wait_does_not_cost_them_the_answer() {
    let listener = Running::start(patient()).await;
    let mut waiting = Vec::new();
    for _ in 0..30 {
        let mut stream = listener.connect().await;
        let head = "POST /hooks/verimor/wrong HTTP/1.1\r\nContent-Length: 50000\r\n\r\n";
        stream.write_all(head.as_bytes()).await.unwrap();
        stream.write_all(&[b'x'; 50_000]).await.unwrap();
        waiting.push(stream);
    }
    for stream in &mut waiting {
        let answer = rest(stream).await;
        assert!(answer.starts_with("HTTP/1.1 404 "), "{answer:?}");
    }
}

#[tokio::test]
async fn stopping_does_not_wait_for_them() {
    let listener = Running::start(patient()).await;
    let mut waiting = Vec::new();
    for _ in 0..30 {
        let mut stream = listener.connect().await;
        stream.write_all(WRONG).await.unwrap();
        waiting.push(stream);
    }
    assert_good_delivery(&listener).await;
    let stopped = timeout(Duration::from_millis(900), listener.stop()).await;
    assert!(stopped.is_ok(), "it waited");
}

/// A test of Bulutfon's hook, which asks for credentials.
fn to_bulutfon(headers: &str) -> Vec<u8> {
    format!(
        "POST /hooks/bulutfon/{BULUTFON_TOKEN} HTTP/1.1\r\nHost: desk\r\n{headers}\
         Connection: close\r\nContent-Length: 0\r\n\r\n"
    )
    .into_bytes()
}

fn header(credentials: &str) -> String {
    format!("Authorization: {}\r\n", basic(credentials))
}

fn without_date(answer: &str) -> String {
    let lines = answer.lines().filter(|line| !line.starts_with("date:"));
    lines.collect::<Vec<_>>().join("\n")
}
