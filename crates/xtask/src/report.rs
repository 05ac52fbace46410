//! What came of all checks and tests.

use std::process::{Command, ExitCode};
use std::time::Duration;

use crate::step::{self, clock};
use crate::tally::{self, Tally};

/// What came of it all.
#[derive(Default)]
pub(crate) struct Report {
    tally: Tally,
    took: Vec<(&'static str, Duration)>,
    failures: Vec<&'static str>,
    /// The tests that failed or had to be tried again, each with its step.
    named: Vec<(&'static str, String)>,
    skipped: Vec<(&'static str, &'static str)>,
}

impl Report {
    /// A command that is right or wrong as a whole. If wrong, it counts as one failed test.
    pub(crate) fn check(&mut self, name: &'static str, command: Command) -> bool {
        let outcome = self.run(name, command);
        let ok = outcome.is_some_and(|outcome| outcome.ok);
        if !ok {
            self.fail(name);
        }
        ok
    }

    /// Something that could not even be tried counts as one failed test.
    pub(crate) fn fail(&mut self, name: &'static str) {
        self.tally.failed += 1;
        self.failures.push(name);
    }

    /// A command that counts its tests. To run none is to fail.
    pub(crate) fn tests(&mut self, name: &'static str, command: Command) {
        let outcome = self.run(name, command);
        let ended_well = outcome.as_ref().is_some_and(|outcome| outcome.ok);
        let lines = outcome.as_ref().map(|outcome| outcome.lines.as_slice());
        let names = tally::named(lines.unwrap_or_default());
        self.named
            .extend(names.into_iter().map(|test| (name, test.to_owned())));
        let counted = outcome.and_then(|outcome| Tally::read(&outcome.lines));
        let tally = counted.unwrap_or_default();
        self.tally += tally;
        if tally == Tally::default() {
            println!("    {name}: ran no test");
        }
        if !ended_well || tally.failed > 0 || tally.passed == 0 {
            self.tally.failed += u32::from(tally.failed == 0);
            self.failures.push(name);
        }
    }

    pub(crate) fn skip(&mut self, name: &'static str, why: &'static str) {
        step::heading(name);
        println!("    skipped: {why}");
        self.skipped.push((name, why));
    }

    fn run(&mut self, name: &'static str, mut command: Command) -> Option<step::Outcome> {
        match step::run(name, &mut command) {
            Ok(outcome) => {
                self.took.push((name, outcome.took));
                Some(outcome)
            }
            Err(error) => {
                println!("    {error:#}");
                None
            }
        }
    }

    pub(crate) fn close(self) -> ExitCode {
        step::heading("Summary");
        for (name, took) in &self.took {
            println!("    {:>12}  {name}", clock(*took));
        }
        for (name, why) in &self.skipped {
            println!("    skipped: {name} ({why})");
        }
        for (name, test) in &self.named {
            println!("    not at once: {name}: {test}");
        }
        for name in &self.failures {
            println!("    FAILED: {name}");
        }
        println!("{} passed, {} failed", self.tally.passed, self.tally.failed);
        ExitCode::from(u8::from(!self.failures.is_empty()))
    }
}
