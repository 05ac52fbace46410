//! Lives through days of a simulated office, by seeds.

use std::{
    process::ExitCode,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    thread,
    time::Instant,
};

use anyhow::{Context, Result};
use kimo_tests::{
    proving,
    simulator::{Tally, World, days, live_through},
};

/// How many steps are shown before the one that broke something.
const SHOWN: usize = 30;

const USAGE: &str = "simulate [--records] [--seed N] [--days D] [--count C] [--world plain|whole]";

fn main() -> Result<ExitCode> {
    let wanted = Wanted::read(std::env::args().skip(1))?;
    if wanted.records {
        return prove(&wanted);
    }
    let begin = Instant::now();
    let (next, broken) = (AtomicU64::new(0), AtomicU64::new(0));
    let tally = Mutex::new(Tally::default());
    let work = || {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= wanted.count {
                return;
            }
            let seed = wanted.seed + number;
            let plan = days(seed, wanted.days, wanted.world);
            match live_through(&plan, seed) {
                Ok(lived) => {
                    let mut tally = tally.lock().unwrap_or_else(PoisonError::into_inner);
                    *tally += lived;
                    tally.days += u64::from(wanted.days);
                }
                Err(why) => {
                    broken.fetch_add(1, Ordering::Relaxed);
                    if wanted.count == 1 {
                        let from = why.step.saturating_sub(SHOWN);
                        let last = &plan.steps[from..=why.step];
                        last.iter().for_each(|step| eprintln!("{step}"));
                    }
                    eprintln!("seed {seed}: {why}");
                }
            }
        }
    };
    let threads = thread::available_parallelism()?.get();
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(work);
        }
    });
    let tally = *tally.lock().unwrap_or_else(PoisonError::into_inner);
    let broken = broken.into_inner();
    eprintln!("{tally}; {broken} broken; {:.1?}", begin.elapsed());
    Ok(ExitCode::from(u8::from(broken > 0)))
}

/// Whether what is said to be complete is.
fn prove(wanted: &Wanted) -> Result<ExitCode> {
    let begin = Instant::now();
    let (next, broken) = (AtomicU64::new(0), AtomicU64::new(0));
    let tally = Mutex::new(proving::Tally::default());
    let work = || {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= wanted.count {
                return;
            }
            let seed = wanted.seed + number;
            match proving::prove_days(seed, i64::from(wanted.days)) {
                Ok(lived) => *tally.lock().unwrap_or_else(PoisonError::into_inner) += lived,
                Err(untrue) => {
                    broken.fetch_add(1, Ordering::Relaxed);
                    eprintln!("seed {seed}, {} days: {untrue}", wanted.days);
                }
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(work);
        }
    });
    let tally = tally.into_inner().unwrap_or_else(PoisonError::into_inner);
    let (seed, last) = (wanted.seed, wanted.seed + wanted.count - 1);
    let broken = broken.into_inner();
    eprintln!(
        "seeds {seed} to {last}: {tally}; {broken} broken; {:.1?}",
        begin.elapsed()
    );
    Ok(ExitCode::from(u8::from(broken > 0)))
}

struct Wanted {
    records: bool,
    seed: u64,
    days: u32,
    count: u64,
    world: World,
}

impl Wanted {
    fn read(mut words: impl Iterator<Item = String>) -> Result<Self> {
        let mut wanted = Self {
            records: false,
            seed: 0,
            days: 1,
            count: 1,
            world: World::Whole,
        };
        while let Some(word) = words.next() {
            if word == "--records" {
                wanted.records = true;
                continue;
            }
            let value = words.next().context(USAGE)?;
            match word.as_str() {
                "--seed" => wanted.seed = value.parse()?,
                "--days" => wanted.days = value.parse()?,
                "--count" => wanted.count = value.parse()?,
                "--world" => {
                    wanted.world = match value.as_str() {
                        "plain" => World::Plain,
                        "whole" => World::Whole,
                        _ => anyhow::bail!(USAGE),
                    }
                }
                _ => anyhow::bail!(USAGE),
            }
        }
        Ok(wanted)
    }
}
