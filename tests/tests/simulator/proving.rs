//! Days of an office of which it is looked whether the history is as complete as it says.

use kimo_tests::proving::{Tally, prove_days};

/// As many days as two cores live through in a minute. `cargo xtask simulate --records` lives through
/// more, and through one of them again.
const SEEDS: u64 = if cfg!(windows) { 2 } else { 12 };
const DAYS: i64 = 3;

#[test]
fn whatever_is_said_to_be_complete_is_on_any_day() {
    let mut all = Tally::default();
    let mut untrue = Vec::new();
    for seed in 0..SEEDS {
        match prove_days(seed, DAYS) {
            Ok(tally) => all += tally,
            Err(why) => untrue.push(format!("seed {seed}, {DAYS} days: {why}")),
        }
    }
    println!("seeds 0 to {}: {all}", SEEDS - 1);
    assert_eq!(
        untrue, [""; 0],
        "see `cargo xtask simulate --records --days {DAYS} --seed N`"
    );
    // What the days consist of, so that they do not become empty unnoticed.
    assert!(all.found > 30 * SEEDS && all.compared > 60 * SEEDS, "{all}");
    assert!(all.lost > 30 * SEEDS && all.faults.len() == 5, "{all}");
    assert!(all.troubles.len() == 8 && all.too_late > 0, "{all}");
}
