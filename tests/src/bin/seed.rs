//! Fills a data directory with an invented office, for the tests of the window and for looking at
//! it. Goes through the history's own writer, so that the directory is one as Kimo leaves it.

use std::path::PathBuf;

use anyhow::{Context, Result};
use jiff::Timestamp;
use kimo_tests::invented;

const USAGE: &str = "seed DIR [--calls N] [--now TIME]";

fn main() -> Result<()> {
    let wanted = Wanted::read(std::env::args().skip(1))?;
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    runtime.block_on(invented::fill(&wanted.dir, wanted.calls, wanted.now))
}

struct Wanted {
    dir: PathBuf,
    calls: u32,
    now: Timestamp,
}

impl Wanted {
    fn read(mut words: impl Iterator<Item = String>) -> Result<Self> {
        let mut wanted = Self {
            dir: words.next().context(USAGE)?.into(),
            calls: 900,
            now: Timestamp::now(),
        };
        while let Some(word) = words.next() {
            let value = words.next().context(USAGE)?;
            match word.as_str() {
                "--calls" => wanted.calls = value.parse()?,
                "--now" => wanted.now = value.parse()?,
                _ => anyhow::bail!(USAGE),
            }
        }
        Ok(wanted)
    }
}
