//! Bytes on disk, deliveries kept.

use anyhow::Result;

use super::large;
use crate::{
    Bench,
    bodies::{MadeUpCall, STEPS},
    desk::Desk,
    disk::bytes_in,
    load::{Until, flood},
    process::fresh_directory,
    table::{Hold, Number, Table},
};

const CALLS: u64 = 30_000;

#[expect(clippy::cast_precision_loss, reason = "no file is that large")]
pub(crate) fn measure(bench: &Bench, table: &mut Table) -> Result<()> {
    let data = large::history(bench, bench.calls)?;
    let each = bytes_in(&data)? as f64 / bench.calls as f64 / 1024.0;
    table.figure(
        &format!("on disk, a call of one delivery ({} calls)", bench.calls),
        Number(each, "KiB"),
        Hold::AtMost(1.5),
    );

    // The same calls once with their last delivery only, once with all four.
    let one = made(bench, "calls-of-one", 1, |number| {
        MadeUpCall(number).hangup(true)
    })?;
    let four = made(bench, "calls-of-four", STEPS, |number| {
        MadeUpCall(number / STEPS).step(number)
    })?;
    let further = (four as f64 - one as f64) / ((STEPS - 1) * CALLS) as f64 / 1024.0;
    table.figure(
        "on disk, each further delivery",
        Number(further, "KiB"),
        Hold::AtMost(0.75),
    );
    Ok(())
}

fn made(
    bench: &Bench,
    name: &str,
    deliveries: u64,
    body: impl Fn(u64) -> String + Send + Sync + 'static,
) -> Result<u64> {
    let data = fresh_directory(&bench.work, name)?;
    let desk = Desk::start(&bench.programs, &data)?;
    let until = Until::Count(CALLS * deliveries);
    flood(&desk.verimor()?, 64, until, 0, body)?;
    desk.program.stop()?;
    bytes_in(&data)
}
