//! From a post to the notification server's `Notify`.

use std::{
    sync::mpsc::{Receiver, RecvTimeoutError},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use super::{
    desktop::Desktop,
    session::{Session, Told},
};
use crate::{
    Bench,
    bodies::MadeUpCall,
    http::{Connection, Url},
    load::runtime,
    process::{find, fresh_directory},
    quantiles::Quantiles,
    table::{Hold, Table},
    yardsticks::webhook,
};

const CALLS: u64 = 400;
const PATIENCE: Duration = Duration::from_secs(5);

pub(crate) fn measure(bench: &Bench, table: &mut Table) -> Result<()> {
    let session = Session::start()?;
    let data = fresh_directory(&bench.work, "popup")?;
    let desktop = Desktop::start(bench, &session, &data)?;
    let times = ring(&desktop.url, &session.told, true)?;
    desktop.program.stop()?;
    println!(
        "    {} calls: p50 {}, p99 {}, longest {}",
        times.count(),
        times.ms(500),
        times.ms(990),
        times.ms(1000)
    );
    table.figure("post to Notify, p50", times.ms(500), Hold::AtMost(4.0));
    table.figure("post to Notify, p99", times.ms(990), Hold::AtMost(10.0));

    let what = "post to Notify, p50";
    match webhook_with_notify_send(bench, &session) {
        Ok(theirs) => table.against(
            what,
            times.ms(500),
            ("webhook with notify-send", theirs.ms(500)),
            Hold::RatioAtMost(1.0 / 3.0),
        ),
        Err(error) => table.skip(what, &format!("no yardstick: {error:#}")),
    }
    Ok(())
}

fn webhook_with_notify_send(bench: &Bench, session: &Session) -> Result<Quantiles> {
    let notify_send = find("notify-send")?;
    let arguments = ["0532 123 45 67", "Extension 1001"];
    let (_webhook, url) =
        webhook::start(&bench.work, &notify_send, &arguments, Some(&session.bus))?;
    // That it answers was tried by running it once.
    quiet(&session.told);
    ring(&url, &session.told, false)
}

/// Rings so many times, one call after the other, and takes the time from before the post until
/// the notification server was told of it.
fn ring(url: &Url, told: &Receiver<Told>, hang_up: bool) -> Result<Quantiles> {
    let mut times = Vec::new();
    runtime()?.block_on(async {
        let mut connection = Connection::open(url.address).await?;
        for number in 0..CALLS {
            let call = MadeUpCall(number);
            if call.is_outbound() {
                continue;
            }
            let request = url.post_form(&call.ringing());
            let begun = Instant::now();
            post(&mut connection, &request).await?;
            times.push(
                shown(told, &call)?
                    .checked_duration_since(begun)
                    .context("shown before it was posted")?,
            );
            if hang_up {
                post(&mut connection, &url.post_form(&call.hangup(true))).await?;
                quiet(told);
            }
        }
        Ok::<(), anyhow::Error>(())
    })?;
    Ok(Quantiles::new(times))
}

async fn post(connection: &mut Connection, request: &[u8]) -> Result<()> {
    let status = connection.exchange(request).await?.status;
    if status != 200 {
        bail!("a delivery was answered {status}");
    }
    Ok(())
}

/// When the call was shown for the first time.
fn shown(told: &Receiver<Told>, call: &MadeUpCall) -> Result<Instant> {
    loop {
        match told.recv_timeout(PATIENCE) {
            Ok(Told::Notify { at, replaces: 0 }) => return Ok(at),
            Ok(Told::Notify { .. } | Told::Close) => {}
            Err(error) => bail!("the call of {} was not shown: {error}", call.caller()),
        }
    }
}

/// Waits until nothing more comes.
fn quiet(told: &Receiver<Told>) {
    while !matches!(
        told.recv_timeout(Duration::from_millis(20)),
        Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected)
    ) {}
}
