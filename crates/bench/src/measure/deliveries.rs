//! Deliveries kept before they are answered: many at once, and one at a time.

use std::time::Duration;

use anyhow::Result;

use crate::{
    Bench,
    bodies::{MadeUpCall, STEPS},
    desk::Desk,
    disk::synced_appends,
    load::{Until, flood, one_by_one},
    process::{find, fresh_directory},
    quantiles::median,
    table::{Hold, Number, Table},
    yardsticks::{echo, webhook},
};

const CONNECTIONS: usize = 64;
const ROUNDS: u64 = 5;
const ROUND: Duration = Duration::from_secs(3);
const SINGLE: u64 = 2_000;

pub(crate) fn measure(bench: &Bench, table: &mut Table) -> Result<()> {
    let data = fresh_directory(&bench.work, "deliveries")?;
    let desk = Desk::start(&bench.programs, &data)?;
    let url = desk.verimor()?;
    let (_echo, echo_url) = echo::start()?;

    // Turn by turn, so that whatever else the machine does falls on both.
    let (mut kept, mut echoed) = (Vec::new(), Vec::new());
    let warm_up = Until::Time(Duration::from_secs(1));
    let first = |round: u64| round * 10_000_000;
    flood(&url, CONNECTIONS, warm_up, first(ROUNDS), body)?;
    flood(&echo_url, CONNECTIONS, warm_up, 0, body)?;
    for round in 0..ROUNDS {
        let until = Until::Time(ROUND);
        echoed.push(flood(&echo_url, CONNECTIONS, until, first(round), body)?.per_second);
        kept.push(flood(&url, CONNECTIONS, until, first(round), body)?.per_second);
    }
    let kept = Number(median(kept), "/s");
    let what = "deliveries kept, 64 connections";
    table.against(
        what,
        kept,
        ("axum echo", Number(median(echoed), "/s")),
        Hold::RatioAtLeast(0.6),
    );
    match webhook_running_true(bench) {
        Ok(ran) => table.against(
            what,
            kept,
            ("webhook running `true`", Number(ran, "/s")),
            Hold::RatioAtLeast(5.0),
        ),
        Err(error) => table.skip(what, &format!("no yardstick: {error:#}")),
    }

    let single = one_by_one(&url, SINGLE, first(ROUNDS + 1), body)?;
    let echoed = one_by_one(&echo_url, SINGLE, 0, body)?.ms(500);
    let appended = synced_appends(&data, body(0).as_bytes(), SINGLE)?.ms(500);
    let single_again = one_by_one(&url, SINGLE, first(ROUNDS + 2), body)?;
    println!(
        "    one at a time: p50 {} and {}, p99 {}; append {appended}, echo {echoed}",
        single.ms(500),
        single_again.ms(500),
        single.ms(990),
    );
    table.against(
        "one delivery at a time, p50",
        Number(median(vec![single.ms(500).0, single_again.ms(500).0]), "ms"),
        ("synced append + echo", Number(appended.0 + echoed.0, "ms")),
        Hold::RatioAtMost(2.0),
    );
    desk.program.stop()
}

fn body(number: u64) -> String {
    MadeUpCall(number / STEPS).step(number)
}

fn webhook_running_true(bench: &Bench) -> Result<f64> {
    let (_webhook, url) = webhook::start(&bench.work, &find("true")?, &[], None)?;
    Ok(flood(&url, CONNECTIONS, Until::Time(ROUND), 0, body)?.per_second)
}
