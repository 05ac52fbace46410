//! How many tests passed and failed, read from the closing lines of the runners.

use std::ops::AddAssign;

/// Tests counted by a runner.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u32,
    pub(crate) failed: u32,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, more: Self) {
        self.passed += more.passed;
        self.failed += more.failed;
    }
}

impl Tally {
    /// The sum of all closing lines in a runner's output: a run of several test programs has
    /// one for each. `None` if there is none at all. Nextest shows the output of a failed try with
    /// that test program's own closing line, which its summary has counted already.
    pub(crate) fn read(lines: &[String]) -> Option<Self> {
        let by_nextest = lines.iter().any(|line| is_summary(line.trim()));
        let closing = lines
            .iter()
            .map(|line| line.trim())
            .filter(|line| !by_nextest || is_summary(line))
            .filter_map(closing_line);
        let mut sum = None;
        for tally in closing {
            *sum.get_or_insert_with(Self::default) += tally;
        }
        sum
    }
}

/// The tests that failed, or passed only when they were tried again, as a runner names them.
///
/// - nextest: `FAIL [ 4.988s] (774/955) kimo-tests::acceptance dates::a_call`, `FLAKY 2/2 [ …`
/// - cargo test: `test dates::a_call ... FAILED`; of one that hung until its program was ended, only
///   `test dates::a_call has been running for over 60 seconds`
/// - Vitest: `FAIL  call.test.mjs > the call > opens`, `✓ opens (retry x1) 12ms`
pub(crate) fn named(lines: &[String]) -> Vec<&str> {
    /// Whoever breaks everything need not be told all of it twice.
    const MOST: usize = 20;
    let by_nextest = lines.iter().any(|line| is_summary(line.trim()));
    let mut names: Vec<_> = lines
        .iter()
        .enumerate()
        .filter_map(|(n, line)| match (line.trim(), by_nextest) {
            (line, true) => named_by_nextest(line),
            (line, false) => named_by_others(line).or_else(|| hangs(line, &lines[n + 1..])),
        })
        .collect();
    names.sort_unstable();
    names.dedup();
    names.truncate(MOST);
    names
}

fn named_by_nextest(line: &str) -> Option<&str> {
    const BAD: [&str; 4] = ["FAIL ", "FLAKY ", "TIMEOUT ", "SIG"];
    let (_, name) = line.split_once("] ")?;
    let bad = BAD.iter().any(|word| line.starts_with(word));
    // Which of how many it was is another number each time that it is told.
    let name = match name.split_once(") ") {
        Some((number, name)) if number.starts_with('(') => name,
        _ => name,
    };
    bad.then_some(name)
}

fn named_by_others(line: &str) -> Option<&str> {
    let by_cargo = line
        .strip_prefix("test ")
        .and_then(|line| line.strip_suffix(" ... FAILED"));
    let by_vitest = line.strip_prefix("FAIL  ");
    let flaky = line.contains("(retry x").then_some(line);
    by_cargo.or(by_vitest).or(flaky)
}

/// It had not ended when its program was: what comes after that is of another one.
fn hangs<'a>(line: &'a str, after: &[String]) -> Option<&'a str> {
    let test = line.strip_suffix(" has been running for over 60 seconds")?;
    let mut of_its_program = after
        .iter()
        .take_while(|line| !line.trim().starts_with("running "));
    let ended = of_its_program.any(|line| {
        let ended = line.trim().strip_prefix(test);
        ended.is_some_and(|ended| ended.starts_with(" ... "))
    });
    match ended {
        true => None,
        false => test.strip_prefix("test "),
    }
}

fn is_summary(line: &str) -> bool {
    line.starts_with("Summary [")
}

/// - nextest: `Summary [ 0.310s] 4 tests run: 3 passed, 1 failed, 2 skipped`
/// - cargo test: `test result: FAILED. 3 passed; 1 failed; 0 ignored; …`
/// - Vitest: `Tests  1 failed | 3 passed (4)`
/// - any other runner of ours: `3 passed, 1 failed`, alone on the line
fn closing_line(line: &str) -> Option<Tally> {
    let counts = if is_summary(line) {
        line.split_once("run:")?.1
    } else if let Some(counts) = line.strip_prefix("test result: ") {
        counts.split_once(". ")?.1
    } else if let Some(counts) = line.strip_prefix("Tests  ") {
        counts
    } else if plain(line) {
        line
    } else {
        return None;
    };
    Some(Tally {
        passed: number_before(counts, "passed"),
        failed: number_before(counts, "failed") + number_before(counts, "timed out"),
    })
}

fn plain(line: &str) -> bool {
    let words: Vec<_> = line.split([' ', ',']).filter(|w| !w.is_empty()).collect();
    let number = |word: &str| word.parse::<u32>().is_ok();
    match words.as_slice() {
        [passed, "passed", failed, "failed"]
        | [passed, "passed", failed, "failed", _, "skipped"] => number(passed) && number(failed),
        _ => false,
    }
}

/// The number in `12 passed` or `12 tests passed`, zero if that is not said.
fn number_before(counts: &str, word: &str) -> u32 {
    counts
        .split([',', ';', '|', '(', ')'])
        .filter(|part| part.contains(word))
        .find_map(|part| part.split_whitespace().next()?.parse().ok())
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_that_passed_on_its_second_try_has_passed() {
        let lines = [
            "test result: FAILED. 0 passed; 1 failed; 0 ignored; finished in 31.43s",
            "     Summary [  41.2s] 26 tests run: 26 passed (1 flaky), 1 skipped",
        ]
        .map(str::to_owned);
        let tally = Tally::read(&lines).unwrap();
        assert_eq!((tally.passed, tally.failed), (26, 0));
    }

    #[test]
    fn the_closing_lines_of_all_runners_are_understood() {
        let cases = [
            (
                "     Summary [   0.310s] 4 tests run: 4 passed, 0 skipped",
                4,
                0,
            ),
            (
                "Summary [  61.310s] 9 tests run: 6 passed (1 slow), 2 failed, 1 timed out, 3 skipped",
                6,
                3,
            ),
            (
                "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out",
                12,
                0,
            ),
            (
                "test result: FAILED. 11 passed; 1 failed; 0 ignored; 0 measured",
                11,
                1,
            ),
            ("      Tests  3 passed (3)", 3, 0),
            ("      Tests  1 failed | 3 passed (4)", 3, 1),
            ("17 passed, 2 failed", 17, 2),
            ("17 passed, 0 failed, 1 skipped", 17, 0),
        ];
        for (line, passed, failed) in cases {
            let read = Tally::read(&[line.to_owned()]);
            assert_eq!(read, Some(Tally { passed, failed }), "{line}");
        }
    }

    #[test]
    fn the_tests_that_failed_are_named_once() {
        let nextest = [
            "        PASS [   0.184s] (777/955) kimo-tests::acceptance dialling::rings",
            "        FAIL [   4.988s] (774/955) kimo-tests::acceptance danger::what_is_answered",
            "test danger::what_is_answered ... FAILED",
            "     Summary [  41.2s] 26 tests run: 24 passed (1 flaky), 1 failed, 1 timed out",
            "   FLAKY 2/2 [   1.200s] ( 3/49) kimo-desktop::desktop tray::quits",
            "     TIMEOUT [ 300.010s] (12/955) kimo-desk feed::ends",
            "        FAIL [   4.988s] (774/955) kimo-tests::acceptance danger::what_is_answered",
        ];
        let vitest = [
            " FAIL  call.test.mjs > the call > opens",
            "   ✓ closes 300ms",
            "   ✓ slides (retry x1) 1127ms",
            "      Tests  1 failed | 3 passed (4)",
        ];
        let cargo = [
            "test calls::a ... ok",
            "test calls::b ... FAILED",
            "test calls::slow has been running for over 60 seconds",
            "test calls::hangs has been running for over 60 seconds",
            "test calls::slow ... ok",
            "running 4 tests",
            "test calls::hangs ... ok",
            "test result: FAILED. 1 passed; 1 failed; 0 ignored",
        ];
        let cases: [(&[&str], &[&str]); 3] = [
            (
                &nextest,
                &[
                    "kimo-desk feed::ends",
                    "kimo-desktop::desktop tray::quits",
                    "kimo-tests::acceptance danger::what_is_answered",
                ],
            ),
            (
                &vitest,
                &[
                    "call.test.mjs > the call > opens",
                    "✓ slides (retry x1) 1127ms",
                ],
            ),
            (&cargo, &["calls::b", "calls::hangs"]),
        ];
        for (printed, names) in cases {
            let printed: Vec<_> = printed.iter().map(|line| (*line).to_owned()).collect();
            assert_eq!(named(&printed), names);
        }
    }

    #[test]
    fn other_lines_count_nothing() {
        let lines = [
            "running 3 tests",
            "test calls_passed ... ok",
            " Test Files  2 passed (2)",
            "3 passed the door, 1 failed to",
        ];
        assert_eq!(Tally::read(&lines.map(str::to_owned)), None);
    }

    #[test]
    fn several_test_programs_add_up() {
        let lines = [
            "test result: ok. 2 passed; 0 failed; 0 ignored",
            "test result: FAILED. 3 passed; 1 failed; 0 ignored",
        ];
        let sum = Tally {
            passed: 5,
            failed: 1,
        };
        assert_eq!(Tally::read(&lines.map(str::to_owned)), Some(sum));
    }
}
