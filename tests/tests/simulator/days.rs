//! Days of an office that nobody has looked at before.

use std::{
    sync::{
        Mutex,
        atomic::{AtomicU64, Ordering},
    },
    thread,
};

use kimo_tests::simulator::{Tally, World, days, live_through};

/// Of each world, as many days as two cores live through in a minute. `cargo xtask simulate` lives
/// through more, and through one of them again. Where each write to the disk takes its time, as it does
/// under Wine, a few show that they can be lived through.
const SEEDS: u64 = if cfg!(windows) { 4 } else { 500 };

#[test]
fn everything_holds_on_any_plain_day() {
    live(World::Plain);
}

#[test]
fn everything_holds_on_any_day_with_clocks_that_are_wrong() {
    live(World::Whole);
}

/// Seeds that broke once: while the clock was a thousand days ahead for two hours, today's calls and
/// what was not understood were deleted; with a clock that was ahead by a day, whatever took a second to
/// come was more than a day old, and nothing popped up.
#[test]
fn no_day_that_broke_before_breaks_again() {
    for seed in [2, 92, 838] {
        let lived = live_through(&days(seed, 1, World::Whole), seed);
        lived.unwrap_or_else(|broken| panic!("seed {seed}: {broken}"));
    }
}

fn live(world: World) {
    let next = AtomicU64::new(0);
    let all = Mutex::new((Tally::default(), Vec::new()));
    let work = || {
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= SEEDS {
                return;
            }
            let lived = live_through(&days(seed, 1, world), seed);
            let mut all = all.lock().unwrap();
            match lived {
                Ok(tally) => all.0 += tally,
                Err(broken) => all.1.push(format!("seed {seed}: {broken}")),
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(work);
        }
    });
    let (tally, broken) = all.into_inner().unwrap();
    assert_eq!(broken, [""; 0], "see `cargo xtask simulate --seed N`");
    // What the days consist of, so that they do not become empty unnoticed.
    assert!(tally.kept > 20 * SEEDS, "{tally}");
    assert!(
        tally.hostile > 5 * SEEDS && tally.kills > SEEDS / 2,
        "{tally}"
    );
}
