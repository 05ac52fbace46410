//! `kimo rebuild`: events and calls afresh from the deliveries.

use std::{
    io::{self, IsTerminal, Write},
    path::Path,
    process::ExitCode,
    thread,
    time::Duration,
};

use kimo_desk::{
    Texts,
    api::{Asker, Nothing},
};

use crate::{failure::Failure, output::Output};

/// Has the desk read every delivery again, saying how far it is.
pub(crate) fn rebuild(
    data_dir: &Path,
    texts: &Texts,
    output: &mut Output,
) -> Result<ExitCode, Failure> {
    let desk = Asker::of(data_dir)?;
    let mut progress = Progress::new(texts);
    let mut rebuilding = desk.rebuild(Nothing)?;
    while rebuilding.running {
        // How many there are is not known at once.
        if rebuilding.total > 0 {
            progress.tell(rebuilding.done, rebuilding.total);
        }
        thread::sleep(LOOK_AGAIN);
        rebuilding = desk.rebuilding(Nothing)?;
    }
    progress.tell(rebuilding.done, rebuilding.total);
    progress.end();
    if let Some(error) = rebuilding.error {
        return Err(Failure::Other(anyhow::anyhow!(error)));
    }
    output.line(texts.get("cli-rebuilt", &[("count", rebuilding.total.into())]))?;
    output.flush()?;
    Ok(ExitCode::SUCCESS)
}

const LOOK_AGAIN: Duration = Duration::from_millis(100);

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
