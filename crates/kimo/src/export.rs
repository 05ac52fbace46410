//! `kimo export`: everything in one file, to move to another computer.

use std::{path::Path, process::ExitCode, thread, time::Duration};

use kimo_desk::{
    Texts,
    api::{Asker, ExportParams, Exported, Nothing},
};

use crate::{
    cli::ExportArgs,
    failure::Failure,
    input,
    output::{Output, megabytes},
    progress::Progress,
};

/// Has the desk write the file, saying how far it is.
pub(crate) fn export(
    data_dir: &Path,
    args: &ExportArgs,
    texts: &Texts,
    output: &mut Output,
) -> Result<ExitCode, Failure> {
    // The desk that runs has another folder before its eyes.
    let file = std::path::absolute(&args.to)?;
    let passphrase = match args.secrets {
        true => Some(input::new_secret(
            texts.get("moving-passphrase-new", &[]),
            texts.get("moving-passphrase-again", &[]),
            || texts.get("moving-passphrase-differs", &[]),
        )?),
        false => None,
    };
    let desk = Asker::of(data_dir)?;
    let named = file.display().to_string();
    let mut exporting = desk.export(ExportParams {
        file: Some(file),
        passphrase,
    })?;
    if exporting.running && exporting.file.as_ref() != Some(&named) {
        let other = exporting.file.unwrap_or_default();
        let busy = texts.get("moving-busy", &[("file", other.into())]);
        return Err(Failure::Other(anyhow::anyhow!(busy)));
    }
    let mut progress = Progress::new(|done, total| {
        texts.get(
            "moving-progress",
            &[
                ("done", megabytes(done).into()),
                ("total", megabytes(total).into()),
            ],
        )
    });
    while exporting.running {
        // How much there is is not known at once.
        if exporting.total > 0 {
            progress.tell(exporting.done, exporting.total);
        }
        thread::sleep(LOOK_AGAIN);
        exporting = desk.exporting(Nothing)?;
    }
    progress.end();
    match (exporting.exported, exporting.failure) {
        (Some(exported), None) => {
            tell(&named, &exported, texts, output)?;
            Ok(ExitCode::SUCCESS)
        }
        (_, failure) => {
            let failure = failure.map(|failure| (failure.code, failure.detail));
            let (code, detail) = failure.unwrap_or(("stopped".to_owned(), String::new()));
            let id = format!("moving-failure-{code}");
            let words = texts.get(&id, &[("detail", detail.into())]);
            Err(Failure::Other(anyhow::anyhow!(words)))
        }
    }
}

fn tell(
    file: &str,
    exported: &Exported,
    texts: &Texts,
    output: &mut Output,
) -> Result<(), Failure> {
    let words = [
        ("file", file.into()),
        ("calls", exported.calls.into()),
        ("size", megabytes(exported.bytes).into()),
    ];
    output.line(texts.get("moving-exported", &words))?;
    if exported.secrets > 0 {
        let count = [("count", exported.secrets.into())];
        output.line(texts.get("moving-exported-secrets", &count))?;
    }
    if exported.left_out > 0 {
        let count = [("count", exported.left_out.into())];
        output.line(texts.get("moving-exported-left-out", &count))?;
    }
    if exported.open_to_others {
        output.line(texts.get("moving-exported-open", &[]))?;
    }
    output.line(texts.get("moving-exported-next", &[]))?;
    Ok(output.flush()?)
}

const LOOK_AGAIN: Duration = Duration::from_millis(100);
