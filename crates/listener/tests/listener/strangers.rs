//! Those who do not know an address, over the wire.

use std::time::Duration;

use kimo_calls::Timestamp;
use kimo_listener::Limits;
use tokio::{
    io::AsyncWriteExt,
    net::TcpStream,
    time::{Instant, timeout},
};

use crate::desk::{Running, assert_good_delivery, patient, rest};

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
    let knocks = listener.door.strangers.knocks(Timestamp::now());
    assert_eq!((knocks.total, knocks.last_minute), (10, 10));
    assert!(knocks.last_at.is_some());
    assert!(answers.iter().all(|answer| answer.contains("404")));
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

fn without_date(answer: &str) -> String {
    let lines = answer.lines().filter(|line| !line.starts_with("date:"));
    lines.collect::<Vec<_>>().join("\n")
}
