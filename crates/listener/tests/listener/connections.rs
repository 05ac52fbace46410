//! What a connection may take, on real sockets.

use std::time::Duration;

use kimo_listener::Limits;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::{Instant, timeout},
};

use crate::desk::{
    Desk, LONG, Mood, RINGING, Running, SOON, VERIMOR_TOKEN, answer, assert_good_delivery, patient,
    post, rest, ringing_and_close,
};

/// Short enough to run out in a test.
const SHORT: Duration = Duration::from_millis(150);

#[tokio::test]
async fn headers_that_do_not_come_to_an_end_close_the_connection() {
    let listener = Running::start(Limits {
        header_timeout: SHORT,
        ..patient()
    })
    .await;
    for begun in ["", "P", "POST /hooks/verimor/x HTTP/1.1\r\nHost: d"] {
        assert_eq!(listener.all_for(begun.as_bytes()).await, "");
    }
    // Letter by letter does not help.
    let mut stream = listener.connect().await;
    let mut header = b"POST / HTTP/1.1\r\nX: "
        .iter()
        .chain(std::iter::repeat(&b'x'));
    assert_closes_while(&mut stream, || *header.next().unwrap()).await;
}

#[tokio::test]
async fn on_a_kept_connection_the_headers_have_their_time_from_the_first_byte() {
    let listener = Running::start(Limits {
        header_timeout: SHORT,
        ..patient()
    })
    .await;
    let mut stream = listener.connect().await;
    stream.write_all(&post(RINGING, "")).await.unwrap();
    answer(&mut stream).await;
    let nothing = timeout(3 * SHORT, stream.read_u8()).await;
    assert!(nothing.is_err(), "idle is not late");
    stream.write_all(&post(RINGING, "")).await.unwrap();
    answer(&mut stream).await;
    stream.write_all(b"POST /hoo").await.unwrap();
    assert_eq!(rest(&mut stream).await, "");
}

#[tokio::test]
async fn an_idle_connection_is_closed_in_the_end() {
    let listener = Running::start(Limits {
        idle_timeout: SHORT,
        ..patient()
    })
    .await;
    let answer = listener.all_for(&post(RINGING, "")).await;
    assert!(answer.ends_with("0a1b-verimor"));
}

#[tokio::test]
async fn a_body_that_does_not_come_closes_the_connection_and_keeps_nothing() {
    let listener = Running::start(Limits {
        body_timeout: SHORT,
        ..patient()
    })
    .await;
    let head = format!("POST /hooks/verimor/{VERIMOR_TOKEN} HTTP/1.1\r\n");
    for begun in [
        format!("{head}Content-Length: 100\r\n\r\n"),
        format!("{head}Content-Length: 100\r\n\r\nevent_type=ringing"),
        format!("{head}Transfer-Encoding: chunked\r\n\r\n5\r\nevent"),
    ] {
        assert_eq!(listener.all_for(begun.as_bytes()).await, "");
    }
    let mut stream = listener.connect().await;
    let begun = format!("{head}Content-Length: 60000\r\n\r\n");
    stream.write_all(begun.as_bytes()).await.unwrap();
    assert_closes_while(&mut stream, || b'x').await;
    assert_eq!(listener.desk.kept().len(), 0);
}

#[tokio::test]
async fn storing_may_take_longer_than_any_timer() {
    let hasty = Limits {
        connections: 256,
        header_timeout: SHORT,
        body_timeout: SHORT,
        idle_timeout: SHORT,
        send_timeout: SHORT,
        linger: SHORT,
    };
    let listener = Running::start_for(Desk::with_permits(Mood::Keeps, 0), hasty).await;
    let mut stream = listener.connect().await;
    stream.write_all(&ringing_and_close()).await.unwrap();
    let nothing = timeout(3 * SHORT, stream.read_u8()).await;
    assert!(nothing.is_err());
    listener.desk.permits.add_permits(1);
    assert!(rest(&mut stream).await.ends_with("0a1b-verimor"));
}

#[tokio::test]
async fn a_sender_who_goes_on_for_ever_after_a_refusal_is_cut_off() {
    let listener = Running::start(Limits {
        linger: SHORT,
        ..patient()
    })
    .await;
    let mut stream = listener.connect().await;
    let head =
        format!("POST /hooks/verimor/{VERIMOR_TOKEN} HTTP/1.1\r\nContent-Length: 1000000\r\n\r\n");
    stream.write_all(head.as_bytes()).await.unwrap();
    let answer = answer(&mut stream).await;
    assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
    let written = async { while stream.write_all(b"x").await.is_ok() {} };
    assert!(
        timeout(SOON, written).await.is_ok(),
        "writing fails at last"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn four_hundred_half_open_connections_do_not_keep_a_delivery_out() {
    let listener = Running::start(Limits {
        header_timeout: LONG,
        ..Limits::default()
    })
    .await;
    let mut half_open = Vec::new();
    for _ in 0..400 {
        let mut stream = listener.connect().await;
        stream.write_all(b"POST /hooks/").await.unwrap();
        half_open.push(stream);
    }
    for _ in 0..20 {
        assert_good_delivery(&listener).await;
    }
    // The oldest had to go, the newest are still there.
    assert_eq!(rest(&mut half_open[0]).await, "");
    let newest = half_open.last_mut().unwrap();
    newest
        .write_all(b"verimor/x HTTP/1.1\r\n\r\n")
        .await
        .unwrap();
    assert!(rest(newest).await.starts_with("HTTP/1.1 404 "));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_more_connections_than_the_limit_are_open() {
    let listener = Running::start(Limits {
        connections: 3,
        ..patient()
    })
    .await;
    let mut streams = Vec::new();
    for _ in 0..5 {
        let mut stream = listener.connect().await;
        stream.write_all(&post(RINGING, "")).await.unwrap();
        answer(&mut stream).await;
        streams.push(stream);
    }
    for stream in &mut streams[..2] {
        assert_eq!(rest(stream).await, "", "the idlest are closed");
    }
    for stream in &mut streams[2..] {
        stream.write_all(&post(RINGING, "")).await.unwrap();
        answer(stream).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stranger_goes_before_an_idle_sender_who_is_known() {
    let listener = Running::start(Limits {
        connections: 2,
        ..patient()
    })
    .await;
    let mut known = listener.connect().await;
    known.write_all(&post(RINGING, "")).await.unwrap();
    answer(&mut known).await;
    let mut stranger = listener.connect().await;
    stranger.write_all(b"POST /").await.unwrap();
    assert_good_delivery(&listener).await;
    assert_eq!(rest(&mut stranger).await, "");
    known.write_all(&post(RINGING, "")).await.unwrap();
    answer(&mut known).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_delivery_in_hand_is_never_given_up_for_a_newcomer() {
    let desk = Desk::with_permits(Mood::Keeps, 0);
    let limits = Limits {
        connections: 2,
        ..patient()
    };
    let listener = Running::start_for(desk, limits).await;
    let mut streams = Vec::new();
    for _ in 0..4 {
        let mut stream = listener.connect().await;
        stream.write_all(&ringing_and_close()).await.unwrap();
        streams.push(stream);
    }
    // Two are in hand; for as long as newcomers are safe, and longer, nothing changes.
    let two = listener.desk.arrived.acquire_many(2).await.unwrap();
    two.forget();
    let third = timeout(Duration::from_millis(600), listener.desk.arrived.acquire()).await;
    assert!(third.is_err(), "a third was taken up");
    listener.desk.permits.add_permits(4);
    for stream in &mut streams {
        assert!(rest(stream).await.ends_with("0a1b-verimor"));
    }
}

#[tokio::test]
async fn stopping_lets_the_delivery_in_hand_be_answered_and_waits_for_nobody_else() {
    let desk = Desk::with_permits(Mood::Keeps, 1);
    let listener = Running::start_for(desk.clone(), patient()).await;
    let address = listener.address;
    let mut idle = listener.connect().await;
    idle.write_all(&post(RINGING, "")).await.unwrap();
    answer(&mut idle).await;
    let mut half_open = listener.connect().await;
    half_open.write_all(b"POST /hooks/").await.unwrap();
    let mut in_hand = listener.connect().await;
    in_hand.write_all(&post(RINGING, "")).await.unwrap();
    desk.arrived.acquire_many(2).await.unwrap().forget();

    let stopped = listener.begin_stop().await;
    assert_eq!(rest(&mut idle).await, "");
    assert_eq!(rest(&mut half_open).await, "");
    assert!(TcpStream::connect(address).await.is_err());
    desk.permits.add_permits(1);
    assert!(rest(&mut in_hand).await.ends_with("0a1b-verimor"));
    stopped.await.expect("the listener stops");
}

#[tokio::test]
async fn stopping_an_idle_listener_is_immediate() {
    let listener = Running::start(patient()).await;
    listener.stop().await;
}

/// Sends byte after byte until the listener closes, which it does without an answer.
async fn assert_closes_while(stream: &mut TcpStream, mut next: impl FnMut() -> u8) {
    let until = Instant::now() + SOON;
    let mut received = [0; 16];
    while Instant::now() < until {
        if stream.write_all(&[next()]).await.is_err() {
            return;
        }
        let pause = Duration::from_millis(5);
        match timeout(pause, stream.read(&mut received)).await {
            Ok(Ok(0) | Err(_)) => return,
            Ok(Ok(_)) => panic!("answered: {}", String::from_utf8_lossy(&received)),
            Err(_) => {}
        }
    }
    panic!("the listener did not close");
}
