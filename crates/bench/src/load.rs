//! Load: many connections at once, or one after the other.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use tokio::task::JoinSet;

use crate::http::{Connection, Url};

/// What one flood came to.
pub(crate) struct Flood {
    pub(crate) sent: u64,
    pub(crate) per_second: f64,
}

/// When a flood ends.
#[derive(Clone, Copy)]
pub(crate) enum Until {
    /// After this time.
    Time(Duration),
    /// After so many deliveries.
    Count(u64),
}

/// Posts bodies over so many connections at once, each sending its next as soon as its last is
/// answered. Anything but 200 fails the run: a refused delivery is no fast one.
pub(crate) fn flood(
    url: &Url,
    connections: usize,
    until: Until,
    first: u64,
    body: impl Fn(u64) -> String + Send + Sync + 'static,
) -> Result<Flood> {
    let next = Arc::new(AtomicU64::new(first));
    let over = Arc::new(AtomicBool::new(false));
    let body = Arc::new(body);
    let last = match until {
        Until::Time(_) => u64::MAX,
        Until::Count(count) => first + count,
    };
    runtime()?.block_on(async {
        let mut senders = JoinSet::new();
        let begun = Instant::now();
        for _ in 0..connections {
            let (url, next, over) = (url.clone(), Arc::clone(&next), Arc::clone(&over));
            let body = Arc::clone(&body);
            senders.spawn(async move {
                let mut connection = Connection::open(url.address).await?;
                let mut sent = 0_u64;
                while !over.load(Ordering::Relaxed) {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= last {
                        break;
                    }
                    let request = url.post_form(&body(number));
                    let answer = connection.exchange(&request).await?;
                    if answer.status != 200 {
                        bail!("a delivery was answered {}", answer.status);
                    }
                    sent += 1;
                }
                Ok::<u64, anyhow::Error>(sent)
            });
        }
        if let Until::Time(time) = until {
            tokio::time::sleep(time).await;
            over.store(true, Ordering::Relaxed);
        }
        let mut sent = 0;
        while let Some(sender) = senders.join_next().await {
            sent += sender??;
        }
        let seconds = begun.elapsed().as_secs_f64();
        #[expect(clippy::cast_precision_loss, reason = "a few millions at most")]
        let per_second = sent as f64 / seconds;
        Ok(Flood { sent, per_second })
    })
}

/// Posts bodies one after the other over one connection, and times each.
pub(crate) fn one_by_one(
    url: &Url,
    count: u64,
    first: u64,
    body: impl Fn(u64) -> String,
) -> Result<Vec<Duration>> {
    runtime()?.block_on(async {
        let mut connection = Connection::open(url.address).await?;
        let mut times = Vec::new();
        for number in first..first + count {
            let request = url.post_form(&body(number));
            let begun = Instant::now();
            let answer = connection.exchange(&request).await?;
            times.push(begun.elapsed());
            if answer.status != 200 {
                bail!("a delivery was answered {}", answer.status);
            }
        }
        Ok(times)
    })
}

/// Waits until something answers at an address.
pub(crate) fn wait_until_it_answers(url: &Url, patience: Duration) -> Result<()> {
    let runtime = runtime()?;
    let begun = Instant::now();
    loop {
        let answered = runtime.block_on(async {
            let mut connection = Connection::open(url.address).await?;
            let request = url.post_form("");
            Ok::<u16, anyhow::Error>(connection.exchange(&request).await?.status)
        });
        match answered {
            Ok(_) => return Ok(()),
            Err(error) if begun.elapsed() > patience => {
                return Err(error).context("it did not answer in time");
            }
            Err(_) => std::thread::sleep(Duration::from_millis(10)),
        }
    }
}

/// One thread: the load takes no more of the machine than it must.
pub(crate) fn runtime() -> std::io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
}
