//! The inputs that are worth changing, and the loop that does.

use std::{
    collections::HashSet,
    env,
    panic::{AssertUnwindSafe, catch_unwind},
    time::{Duration, Instant},
};

use super::mutate::Mutator;

/// How long each target takes with every run of the tests.
const SECONDS: u64 = 10;
/// Where these begin: at the same place every time, so that a run does not fail by what nobody has
/// changed. `cargo xtask fuzz` begins elsewhere each time.
const SEED: u64 = 1;
/// A reader that takes longer for what can be posted would stand in the way of others.
const PATIENCE: Duration = Duration::from_secs(2);
/// So many different ones are kept to be changed further.
const KEPT: usize = 20_000;

/// Has `survive` read what is made of the examples, for as long as there is time. It panics where a
/// promise is broken, and gives what the input came to: one that comes to something new is changed
/// further, as if it were an example.
pub(crate) fn fuzz(name: &str, examples: Vec<Vec<u8>>, mut survive: impl FnMut(&[u8]) -> String) {
    let number = |variable: &str| env::var(variable).ok().and_then(|text| text.parse().ok());
    let time = Duration::from_secs(number("KIMO_FUZZ_SECONDS").unwrap_or(SECONDS));
    let seed = number("KIMO_FUZZ_SEED").unwrap_or(SEED);
    assert!(!examples.is_empty(), "there is nothing to begin with");
    let mut mutator = Mutator::new(seed, &examples);
    let mut seen: HashSet<String> = examples.iter().map(|one| survive(one)).collect();
    let (from, mut pool) = (examples.len(), examples);
    let (begin, mut executions, mut findings) = (Instant::now(), 0_u64, Vec::new());
    while begin.elapsed() < time && findings.len() < 10 {
        let one = mutator.throw(pool.len());
        let other = mutator.throw(pool.len());
        let input = mutator.changed(&pool[one], &pool[other]);
        executions += 1;
        let started = Instant::now();
        match catch_unwind(AssertUnwindSafe(|| survive(&input))) {
            Ok(came_to) => {
                // Other programs may have had the processor: once more, by what it took of that.
                if started.elapsed() > PATIENCE {
                    let before = worked();
                    survive(&input);
                    let took = worked() - before;
                    if took > PATIENCE {
                        findings.push(format!("{took:?} for {}", shown(&input)));
                    }
                }
                if pool.len() < KEPT && seen.insert(came_to) {
                    pool.push(input);
                }
            }
            Err(_) => findings.push(shown(&input)),
        }
    }
    let new = pool.len() - from;
    eprintln!("{name}: {executions} inputs by seed {seed}, of which {new} came to something new");
    assert_eq!(findings, [""; 0], "{name}, seed {seed}");
}

/// For how long a processor has worked for this thread; nothing where the system does not tell.
fn worked() -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = told.split(' ').next().and_then(|text| text.parse().ok());
    Duration::from_nanos(nanoseconds.unwrap_or_default())
}

fn shown(input: &[u8]) -> String {
    format!("b\"{}\"", input.escape_ascii())
}

/// A text without what is different in every input: digits, and all that is quoted.
pub(crate) fn shape(text: &str) -> String {
    let mut shape = String::new();
    let mut is_quoted = false;
    for letter in text.chars() {
        match letter {
            '"' | '`' => is_quoted = !is_quoted,
            _ if is_quoted || letter.is_ascii_digit() => {}
            letter => shape.push(letter),
        }
    }
    shape
}
