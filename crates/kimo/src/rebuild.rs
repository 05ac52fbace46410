//! `kimo rebuild`: events and calls afresh from the deliveries.

use std::{
    io::{self, IsTerminal, Write},
    path::Path,
    process::ExitCode,
};

use kimo_desk::Texts;

use crate::{beside, failure::Failure, output::Output};

/// Reads every delivery again, saying how far it is.
pub(crate) fn rebuild(
    data_dir: &Path,
    texts: &Texts,
    output: &mut Output,
) -> Result<ExitCode, Failure> {
    // Made by the first start; an empty one has nothing to rebuild.
    beside::history(data_dir)?;
    let mut progress = Progress::new(texts);
    let mut deliveries = 0;
    kimo_history::rebuild(data_dir, |done, total| {
        deliveries = total;
        progress.tell(done, total);
    })
    .map_err(anyhow::Error::from)?;
    progress.end();
    beside::tell_desk(data_dir)?;
    output.line(texts.get("cli-rebuilt", &[("count", deliveries.into())]))?;
    output.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// How far it is: one line that changes on a terminal, a line for every tenth elsewhere.
struct Progress<'a> {
    texts: &'a Texts,
    on_terminal: bool,
    told: Option<u64>,
}

impl<'a> Progress<'a> {
    fn new(texts: &'a Texts) -> Self {
        Self {
            texts,
            on_terminal: io::stderr().is_terminal(),
            told: None,
        }
    }

    fn tell(&mut self, done: u64, total: u64) {
        let parts = if self.on_terminal { 1000 } else { 10 };
        let part = done.saturating_mul(parts) / total.max(1);
        if self.told.replace(part) == Some(part) {
            return;
        }
        let variables = [("done", done.into()), ("total", total.into())];
        let text = self.texts.get("cli-rebuilding", &variables);
        let mut stderr = io::stderr();
        let told = match self.on_terminal {
            true => write!(stderr, "\r{text}"),
            false => writeln!(stderr, "{text}"),
        };
        // Nobody reads it, so nobody misses it.
        told.ok();
    }

    fn end(&self) {
        if self.on_terminal && self.told.is_some() {
            eprintln!();
        }
    }
}
