//! `kimo report`: what an engineer needs to know of a problem, shown and perhaps saved.

use std::{
    fs::File,
    io::Write,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::Context;
use kimo_desk::{
    Texts,
    api::{Asker, Nothing},
    report_without_desk,
};

use crate::{cli::ReportArgs, failure::Failure, output::Output};

/// Shows the report, and saves the very same where a file is named. Where the desk cannot be asked,
/// of which the report may well be, it says what can be seen from outside.
pub(crate) fn report(
    data_dir: &Path,
    args: &ReportArgs,
    texts: &Texts,
    output: &mut Output,
) -> Result<ExitCode, Failure> {
    let asked = Asker::of(data_dir)
        .map_err(anyhow::Error::from)
        .and_then(|desk| Ok(desk.report(Nothing)?.text));
    let text = asked.unwrap_or_else(|why| report_without_desk(data_dir, &format!("{why:#}")));
    output.line(text.trim_end())?;
    if let Some(file) = &args.save_to {
        save(file, &text)?;
        let file = file.display().to_string();
        output.line("")?;
        output.line(texts.get("cli-report-saved", &[("file", file.into())]))?;
    }
    output.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// Writes a new file: what stands there already may be somebody's.
fn save(path: &PathBuf, text: &str) -> anyhow::Result<()> {
    File::create_new(path)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .with_context(|| format!("{} cannot be written", path.display()))
}
