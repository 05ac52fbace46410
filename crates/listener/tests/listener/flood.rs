//! Good deliveries while everybody else makes trouble.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    thread::JoinHandle,
    time::{Duration, Instant},
};

use kimo_calls::Timestamp;
use kimo_listener::Limits;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    sync::{Semaphore, watch},
    time::{MissedTickBehavior, interval, sleep},
};

use crate::desk::{RINGING, Running, VERIMOR_TOKEN, answer, post, rest, ringing_and_close};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn good_deliveries_are_all_kept_in_a_flood() {
    let run = besieged(Trouble {
        wrong_a_second: 500,
        at_once: 64,
        half_open: 300,
        slow_bodies: 20,
        good: 60,
    })
    .await;
    assert!(run.wrong > 60, "{} wrong ones", run.wrong);
}

/// `cargo test --release -p kimo-listener --test listener -- --ignored --nocapture flood`
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "measures"]
async fn measure_good_deliveries_in_a_flood() {
    for wrong_a_second in [0, 5000] {
        let quiet = wrong_a_second == 0;
        let mut run = besieged(Trouble {
            wrong_a_second,
            half_open: if quiet { 0 } else { 400 },
            slow_bodies: if quiet { 0 } else { 50 },
            at_once: 400,
            good: 2000,
        })
        .await;
        run.good.sort_unstable();
        let quantile = |of: usize| run.good[(run.good.len() - 1) * of / 1000];
        eprintln!(
            "{wrong_a_second:>5} wrong/s asked for: {:>5.0}/s answered; {} good: \
             p50 {:?}, p90 {:?}, p99 {:?}, longest {:?}",
            run.wrong as f64 / run.lasted.as_secs_f64(),
            run.good.len(),
            quantile(500),
            quantile(900),
            quantile(990),
            quantile(1000),
        );
    }
}

/// What the good deliveries have to get through.
#[derive(Clone, Copy)]
struct Trouble {
    wrong_a_second: u32,
    /// How many of these there are at the same time at most.
    at_once: usize,
    half_open: usize,
    slow_bodies: usize,
    /// How many good ones there are to be.
    good: usize,
}

struct Run {
    /// How long each good delivery took from connecting, or sending, to its answer.
    good: Vec<Duration>,
    /// How many wrong ones the listener answered.
    wrong: u64,
    lasted: Duration,
}

/// Posts good deliveries, half of them on connections of their own, half on one that is kept.
async fn besieged(trouble: Trouble) -> Run {
    let listener = Running::start(Limits::default()).await;
    let address = listener.address;
    // A connection that is kept is known by the good delivery that it brought.
    let mut kept = listener.connect().await;
    kept.write_all(&post(RINGING, "")).await.unwrap();
    answer(&mut kept).await;
    let (stop, stopping) = watch::channel(false);
    let troublemakers = make_trouble(address, trouble, stopping);
    let mut good = Vec::new();
    let mut ticks = interval(Duration::from_millis(5));
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let begun = Instant::now();
    while good.len() < trouble.good {
        ticks.tick().await;
        let since = Instant::now();
        let mut stream = listener.connect().await;
        stream.write_all(&ringing_and_close()).await.unwrap();
        let answered = rest(&mut stream).await;
        assert!(answered.starts_with("HTTP/1.1 200 "), "{answered:?}");
        good.push(since.elapsed());

        let since = Instant::now();
        kept.write_all(&post(RINGING, "")).await.unwrap();
        let answered = answer(&mut kept).await;
        assert!(answered.starts_with("HTTP/1.1 200 "), "{answered:?}");
        good.push(since.elapsed());
    }
    let lasted = begun.elapsed();
    let wrong = listener.state.strangers.refused(Timestamp::now()).total;
    assert_eq!(listener.desk.kept().len(), 1 + good.len());
    stop.send_replace(true);
    troublemakers.join().unwrap();
    Run {
        good,
        wrong,
        lasted,
    }
}

/// Makes trouble on a thread of its own, until told to stop.
fn make_trouble(
    address: SocketAddr,
    trouble: Trouble,
    mut stopping: watch::Receiver<bool>,
) -> JoinHandle<()> {
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async {
            for _ in 0..trouble.half_open {
                tokio::spawn(again_and_again(
                    address,
                    "POST /hooks/veri".to_owned(),
                    None,
                ));
            }
            for (nth, token) in
                (0..trouble.slow_bodies).zip([VERIMOR_TOKEN, "wrong"].iter().cycle())
            {
                let begun = format!(
                    "POST /hooks/verimor/{token} HTTP/1.1\r\nX-Forwarded-For: 10.0.0.{nth}\r\n\
                     Content-Length: 60000\r\n\r\n"
                );
                tokio::spawn(again_and_again(address, begun, Some(b'x')));
            }
            tokio::spawn(flood(address, trouble));
            stopping.wait_for(|stopping| *stopping).await.ok();
        });
    })
}

/// Begins a request and never finishes it, and begins another one when it is thrown out.
async fn again_and_again(address: SocketAddr, begun: String, slowly: Option<u8>) {
    loop {
        if let Ok(mut stream) = TcpStream::connect(address).await
            && stream.write_all(begun.as_bytes()).await.is_ok()
        {
            let mut answer = [0; 512];
            while let Some(byte) = slowly {
                sleep(Duration::from_millis(50)).await;
                if stream.write_all(&[byte]).await.is_err() {
                    break;
                }
            }
            while matches!(stream.read(&mut answer).await, Ok(1..)) {}
        }
        sleep(Duration::from_millis(250)).await;
    }
}

/// Asks for what is not there, so many times a second, each time as somebody else.
async fn flood(address: SocketAddr, trouble: Trouble) {
    const TICK: Duration = Duration::from_millis(2);
    let at_once = Arc::new(Semaphore::new(trouble.at_once));
    let sent = Arc::new(AtomicU64::new(0));
    let mut ticks = interval(TICK);
    let begun = Instant::now();
    loop {
        ticks.tick().await;
        let due = (begun.elapsed().as_secs_f64() * f64::from(trouble.wrong_a_second)) as u64;
        while sent.load(Ordering::Relaxed) < due {
            let place = Arc::clone(&at_once).acquire_owned().await.unwrap();
            let nth = sent.fetch_add(1, Ordering::Relaxed);
            tokio::spawn(async move {
                let request = format!(
                    "POST /hooks/verimor/{nth:032x} HTTP/1.1\r\nHost: desk\r\n\
                     X-Forwarded-For: 198.51.{}.{}\r\nContent-Length: {}\r\n\r\n{RINGING}",
                    nth / 250 % 250,
                    nth % 250,
                    RINGING.len()
                );
                let mut answer = Vec::new();
                if let Ok(mut stream) = TcpStream::connect(address).await
                    && stream.write_all(request.as_bytes()).await.is_ok()
                {
                    stream.read_to_end(&mut answer).await.ok();
                }
                drop(place);
            });
        }
    }
}
