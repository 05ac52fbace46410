//! `cargo xtask run | test | simulate | faults | fuzz | soak | bench | bundle`: everything that is done to this repository, by one
//! program that is the same on a developer's machine and in CI.

#![allow(
    clippy::print_stdout,
    reason = "a terminal program: what it prints is what it is for"
)]

mod build;
mod bundle;
mod linux;
mod longer;
mod packages;
mod report;
mod run;
mod step;
mod tally;
mod test;
mod tools;
mod ui;
mod windows;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(
    name = "cargo xtask",
    about = "Run, test, simulate, measure and bundle Kimo."
)]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Install what is missing, build everything, start Kimo.
    Run {
        /// Start `kimo serve` even where there is a display.
        #[arg(long)]
        serve: bool,
        /// Build with optimisations.
        #[arg(long)]
        release: bool,
        /// Handed on to the program, after `--`: `cargo xtask run -- --data-dir /tmp/kimo`.
        #[arg(last = true)]
        args: Vec<OsString>,
    },
    /// Install what is missing, then run every check and test, or only those of the named parts.
    Test {
        /// If none is named, all of them but the packages.
        parts: Vec<test::Part>,
    },
    /// Live through days of a simulated office: `cargo xtask simulate --seed N --days D --count C`.
    Simulate {
        /// Handed on to the simulator.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        args: Vec<OsString>,
    },
    /// Have a disk fail at every write of the program, and look whether it keeps its promises.
    Faults {
        /// Only the fault of this name, as a finding tells it.
        name: Option<String>,
    },
    /// Give random inputs to everything that reads.
    Fuzz {
        /// Only to this reader.
        target: Option<String>,
        /// For how long to each.
        #[arg(long, default_value_t = 3600)]
        seconds: u64,
        /// Those of an earlier run again.
        #[arg(long)]
        seed: Option<u64>,
    },
    /// Live through hours of an office at a hundred times its speed: `cargo xtask soak --hours H`.
    Soak {
        /// Handed on to the benchmark.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        args: Vec<OsString>,
    },
    /// Measure the release build against its yardsticks.
    Bench {
        /// Handed on to the benchmark.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        args: Vec<OsString>,
    },
    /// Build the release programs and put them, with their licences and what installs them, into
    /// `target/bundle`.
    Bundle {
        /// Also those for Windows, by Debian's second compiler, and their installer.
        #[arg(long)]
        windows: bool,
    },
}

fn main() -> ExitCode {
    let done = step::stop_children_on_signal().and_then(|()| match Cli::parse().task {
        Task::Run {
            serve,
            release,
            args,
        } => run::run(serve, release, &args),
        Task::Test { parts } => test::test(&parts),
        Task::Simulate { args } => longer::simulate(&args),
        Task::Faults { name } => longer::faults(name.as_deref()),
        Task::Fuzz {
            target,
            seconds,
            seed,
        } => longer::fuzz(target.as_deref(), seconds, seed),
        Task::Soak { args } => longer::soak(&args),
        Task::Bench { args } => build::bench(&args),
        Task::Bundle { windows } => bundle::bundle(windows),
    });
    match done {
        Ok(code) => code,
        Err(error) => {
            eprintln!("\nxtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}
