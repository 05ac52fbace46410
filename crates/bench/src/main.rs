//! `cargo xtask bench`: measures the release programs as a user has them, each figure against its
//! yardstick in the same run, and prints a table. What cannot be measured here is named, with
//! what is missing.

#![allow(
    clippy::print_stdout,
    reason = "a terminal program: what it prints is what it is for"
)]

mod bodies;
mod contacts;
mod desk;
mod disk;
mod http;
mod load;
mod measure;
mod memory;
mod process;
mod quantiles;
#[cfg(target_os = "linux")]
mod soak;
mod table;
mod yardsticks;

use std::{net::SocketAddr, path::PathBuf, process::ExitCode};

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::{measure::Measure, table::Table};

/// Measures the release programs of Kimo.
#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    other: Option<Other>,
    /// Only these; all of them, if none is named.
    only: Vec<Measure>,
    /// How many calls the history holds for the figures about a large one.
    #[arg(long, default_value_t = 1_000_000)]
    calls: u64,
    /// Ten million calls, held to the figures for these. Takes about an hour.
    #[arg(long, conflicts_with = "calls")]
    ten_million: bool,
    /// Where the programs are.
    #[arg(long, global = true, default_value = "target/release")]
    programs: PathBuf,
    /// Where the histories are put, on the kind of disk that a user has: no memory disk.
    /// A large history that is there already is used again.
    #[arg(long, global = true, default_value = "target/bench")]
    work: PathBuf,
}

/// What is no measure of the table.
#[derive(Subcommand)]
enum Other {
    /// Hours of an office at a hundred times its speed, before the desktop program.
    #[cfg(target_os = "linux")]
    Soak {
        /// How many.
        #[arg(long, default_value_t = 1.68)]
        hours: f64,
    },
    /// To have something to compare with: this program starts itself as a bare axum server that sends back what it gets.
    #[command(hide = true)]
    Echo {
        /// Where to listen.
        listen: SocketAddr,
    },
}

/// Where the measures find what they need.
pub(crate) struct Bench {
    pub(crate) programs: PathBuf,
    pub(crate) work: PathBuf,
    pub(crate) calls: u64,
}

fn main() -> Result<ExitCode> {
    let cli = Cli::parse();
    if let Some(Other::Echo { listen }) = cli.other {
        yardsticks::echo::serve(listen)?;
        return Ok(ExitCode::SUCCESS);
    }
    std::fs::create_dir_all(&cli.work)?;
    let bench = Bench {
        programs: cli.programs.canonicalize()?,
        work: cli.work.canonicalize()?,
        calls: if cli.ten_million {
            10_000_000
        } else {
            cli.calls
        },
    };
    #[cfg(target_os = "linux")]
    if let Some(Other::Soak { hours }) = cli.other {
        soak::soak(&bench, hours)?;
        return Ok(ExitCode::SUCCESS);
    }
    if let Ok(load) = std::fs::read_to_string("/proc/loadavg") {
        println!("load of the machine before: {}", load.trim());
    }
    let mut table = Table::default();
    for measure in Measure::ALL {
        if !cli.only.is_empty() && !cli.only.contains(&measure) {
            continue;
        }
        println!("{}:", measure.title());
        if let Err(error) = measure.run(&bench, &mut table) {
            table.skip(measure.title(), &format!("{error:#}"));
        }
    }
    println!("\n{table}");
    Ok(ExitCode::from(u8::from(table.misses_a_figure())))
}
