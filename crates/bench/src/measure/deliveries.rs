//! Deliveries kept before they are answered: many at once, and one at a time.

use std::time::Duration;

use anyhow::Result;

use crate::{
    Bench,
    bodies::{MadeUpCall, STEPS},
    desk::Desk,
    disk::synced_appends,
    load::{Until, flood, one_by_one},
    process::{Running, find, fresh_directory, processor_time},
    quantiles::{Quantiles, median},
    table::{Hold, Number, Table},
    yardsticks::{echo, webhook},
};

const CONNECTIONS: usize = 64;
const ROUNDS: u64 = 5;
const ROUND: Duration = Duration::from_secs(3);
const TURNS: u64 = 40;
const TURN: u64 = 50;

pub(crate) fn measure(bench: &Bench, table: &mut Table) -> Result<()> {
    let data = fresh_directory(&bench.work, "deliveries")?;
    let desk = Desk::start(&bench.programs, &data)?;
    let url = desk.verimor()?;
    let (echo, echo_url) = echo::start()?;

    // Turn by turn, so that whatever else the machine does falls on both.
    let (mut kept, mut echoed) = (Vec::new(), Vec::new());
    let warm_up = Until::Time(Duration::from_secs(1));
    let first = |round: u64| round * 10_000_000;
    flood(&url, CONNECTIONS, warm_up, first(ROUNDS), body)?;
    flood(&echo_url, CONNECTIONS, warm_up, 0, body)?;
    let (mut desk_cpu, mut echo_cpu) = (Cost::of(&desk.program)?, Cost::of(&echo)?);
    for round in 0..ROUNDS {
        let until = Until::Time(ROUND);
        let flooded = flood(&echo_url, CONNECTIONS, until, first(round), body)?;
        echo_cpu.add(flooded.sent);
        echoed.push(flooded.per_second);
        let flooded = flood(&url, CONNECTIONS, until, first(round), body)?;
        desk_cpu.add(flooded.sent);
        kept.push(flooded.per_second);
    }
    table.against(
        "processor time of one delivery kept, 64 connections",
        desk_cpu.each(&desk.program)?,
        ("axum echo", echo_cpu.each(&echo)?),
        Hold::RatioAtMost(5.0),
    );
    let kept = Number(median(kept), "/s");
    println!(
        "    64 connections: kimo keeps {kept}, echo {}",
        Number(median(echoed), "/s")
    );
    let what = "deliveries kept, 64 connections";
    match webhook_running_true(bench) {
        Ok(ran) => table.against(
            what,
            kept,
            ("webhook running `true`", Number(ran, "/s")),
            Hold::RatioAtLeast(5.0),
        ),
        Err(error) => table.skip(what, &format!("no yardstick: {error:#}")),
    }

    // In small turns: a disk has its moods.
    let (mut single, mut echoed, mut appended) = (Vec::new(), Vec::new(), Vec::new());
    for turn in 0..TURNS {
        let from = first(ROUNDS + 1) + turn * TURN;
        single.extend(one_by_one(&url, TURN, from, body)?);
        echoed.extend(one_by_one(&echo_url, TURN, from, body)?);
        appended.extend(synced_appends(&data, body(from).as_bytes(), TURN)?);
    }
    let [single, echoed, appended] = [single, echoed, appended].map(Quantiles::new);
    for (name, times) in [
        ("kimo", &single),
        ("echo", &echoed),
        ("synced append", &appended),
    ] {
        println!(
            "    one at a time, {name}: p50 {}, p99 {}",
            times.ms(500),
            times.ms(990)
        );
    }
    table.against(
        "one delivery at a time, p50",
        single.ms(500),
        (
            "synced append + echo",
            Number(appended.ms(500).0 + echoed.ms(500).0, "ms"),
        ),
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

/// What a program's deliveries cost in processor time, whoever else has the processors.
struct Cost {
    before: Duration,
    deliveries: u64,
}

impl Cost {
    fn of(program: &Running) -> Result<Self> {
        Ok(Self {
            before: processor_time(program.id())?,
            deliveries: 0,
        })
    }

    fn add(&mut self, deliveries: u64) {
        self.deliveries += deliveries;
    }

    #[expect(clippy::cast_precision_loss, reason = "a few millions at most")]
    fn each(&self, program: &Running) -> Result<Number> {
        let spent = processor_time(program.id())?.saturating_sub(self.before);
        let each = spent.as_secs_f64() * 1e6 / self.deliveries as f64;
        Ok(Number(each, "µs"))
    }
}
