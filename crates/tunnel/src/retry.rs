//! Runs a tunnel for ever, waiting longer after each failure.

use std::{net::SocketAddr, time::Duration};

use tokio::{sync::watch, time::Instant};

use crate::{
    Fault,
    backoff::Backoff,
    link::{Link, Tunnel},
};

/// Runs the tunnel until the future is dropped. A change of `hurry` (the computer woke up, the
/// network changed) ends the running try and the wait, for what was connected before is dead.
pub async fn run_for_ever(
    tunnel: &dyn Tunnel,
    local: SocketAddr,
    link: &watch::Sender<Link>,
    mut hurry: watch::Receiver<u64>,
) {
    let mut backoff = Backoff::default();
    loop {
        link.send_replace(Link::Connecting);
        let began = Instant::now();
        let fault = tokio::select! {
            fault = tunnel.run(local, link) => fault,
            () = changed(&mut hurry) => {
                backoff.reset();
                continue;
            }
        };
        tracing::warn!(code = fault.code(), error = %fault, "the tunnel is down");
        if began.elapsed() > STEADY {
            backoff.reset();
        }
        let wait = match &fault {
            fault if fault.needs_a_person() => FOR_A_PERSON,
            Fault::NotForwarded { .. } => backoff.next().min(FOR_A_STALE_SESSION),
            _ => backoff.next(),
        };
        link.send_replace(Link::Down { fault });
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            () = changed(&mut hurry) => backoff.reset(),
        }
    }
}

/// A tunnel that ran for longer than this had come up: its failure is the first of a new row.
const STEADY: Duration = Duration::from_secs(30);
/// The wait where a person must do something first.
const FOR_A_PERSON: Duration = Duration::from_secs(60);
/// The longest wait where the server's end is taken. Mostly it is our own earlier session that
/// has it, and the server ends that within seconds.
const FOR_A_STALE_SESSION: Duration = Duration::from_secs(2);

async fn changed(hurry: &mut watch::Receiver<u64>) {
    if hurry.changed().await.is_err() {
        std::future::pending().await
    }
}
