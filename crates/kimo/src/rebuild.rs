//! `kimo rebuild`: events and calls afresh from the deliveries.

use std::{path::Path, process::ExitCode, thread, time::Duration};

use kimo_desk::{
    Texts,
    api::{Asker, Nothing},
};

use crate::{failure::Failure, output::Output, progress::Progress};

/// Has the desk read every delivery again, saying how far it is.
pub(crate) fn rebuild(
    data_dir: &Path,
    texts: &Texts,
    output: &mut Output,
) -> Result<ExitCode, Failure> {
    let desk = Asker::of(data_dir)?;
    let mut progress = Progress::new(|done, total| {
        texts.get(
            "cli-rebuilding",
            &[("done", done.into()), ("total", total.into())],
        )
    });
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
