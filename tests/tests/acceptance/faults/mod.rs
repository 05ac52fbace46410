//! A fault at any write: the program is made to fail, to find no room, to write short or is killed at
//! the n-th of each system call by which something comes onto the disk. Afterwards it opens again,
//! and keeps what it promised.
//!
//! The test command plays some of them; `cargo xtask faults` all, and prints what there was.

mod acts;
mod forgetting;
mod inject;
mod promises;
mod upkeep;

use std::{
    collections::BTreeMap,
    env,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use acts::{ACTS, Stage};
use inject::{Fault, counted};

/// How many of the faults the test command plays, which two cores do in half a minute.
const SOME: usize = 48;

#[test]
fn a_fault_at_any_write_breaks_no_promise() {
    let wanted = env::var("KIMO_FAULTS").unwrap_or_default();
    let stages = ACTS.map(Stage::set);
    let all: Vec<(&Stage, Fault)> = stages
        .iter()
        .flat_map(|stage| {
            faults_of(stage)
                .into_iter()
                .map(move |fault| (stage, fault))
        })
        .collect();
    let chosen: Vec<_> = match wanted.as_str() {
        "" => some_of(&all),
        "all" => mixed(&all),
        name => {
            let is_named = |(stage, fault): &(&Stage, Fault)| name == named(stage, *fault);
            all.into_iter().filter(is_named).collect()
        }
    };
    let (next, findings) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let work = || {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some((stage, fault)) = chosen.get(number) else {
                return;
            };
            if number % 100 == 99 {
                eprintln!("{number} of {} faults", chosen.len());
            }
            if let Err(why) = survives(stage, *fault) {
                let finding = format!("{}: {why}", named(stage, *fault));
                eprintln!("{finding}");
                findings.lock().unwrap().push(finding);
            }
        }
    };
    thread::scope(|scope| {
        scope.spawn(work);
        scope.spawn(work);
    });
    let mut counts = BTreeMap::new();
    for (stage, fault) in &chosen {
        let kind = match fault {
            Fault::At(call, _, how) => format!("{:?} {call:?} {how:?}", stage.act),
            _ => format!("{:?} too long a file", stage.act),
        };
        *counts.entry(kind).or_insert(0) += 1;
    }
    counts
        .iter()
        .for_each(|(kind, count)| eprintln!("{count:6} {kind}"));
    let findings = findings.into_inner().unwrap();
    eprintln!("{} faults, {} findings", chosen.len(), findings.len());
    assert_eq!(
        findings, [""; 0],
        "`cargo xtask faults NAME` plays one again"
    );
    assert!(!chosen.is_empty(), "there is no fault `{wanted}`");
}

/// Every fault that can befall an act; what it calls is looked at first, while nothing does.
fn faults_of(stage: &Stage) -> Vec<Fault> {
    let log = tempfile::NamedTempFile::new().unwrap();
    let (dir, promises) = stage.play(Fault::None, log.path());
    promises.hold(dir.path());
    let mut faults = Vec::new();
    for call in stage.calls() {
        for nth in 1..=counted(log.path(), call) {
            let ways = call.ways().iter();
            faults.extend(ways.map(|how| Fault::At(call, nth, *how)));
        }
    }
    // Up to the size of a small history and its log, in steps that end within a page and a frame.
    faults.extend((1..=40).map(|step| Fault::NoFileBeyond(step * 12_347)));
    faults
}

/// As many of all as the test command has time for, spread over all that there is.
fn some_of<T: Copy>(all: &[T]) -> Vec<T> {
    all.iter()
        .step_by(all.len().div_ceil(SOME))
        .copied()
        .collect()
}

/// All of them, the first of which are of every kind.
fn mixed<T: Copy>(all: &[T]) -> Vec<T> {
    const APART: usize = 53;
    let begins = 0..APART.min(all.len());
    begins
        .flat_map(|from| all.iter().skip(from).step_by(APART))
        .copied()
        .collect()
}

fn survives(stage: &Stage, fault: Fault) -> Result<(), String> {
    let log = tempfile::NamedTempFile::new().unwrap();
    let survive = || {
        let (dir, promises) = stage.play(fault, log.path());
        promises.hold(dir.path());
    };
    catch_unwind(AssertUnwindSafe(survive)).map_err(|panic| {
        let text = panic.downcast_ref::<String>().cloned();
        let word = panic.downcast_ref::<&str>().map(|word| (*word).to_owned());
        text.or(word).unwrap_or_default()
    })
}

fn named(stage: &Stage, fault: Fault) -> String {
    format!("{:?}: {fault}", stage.act)
}
