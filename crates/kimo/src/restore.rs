//! `kimo restore`: a backup in the place of the history.

use std::{path::Path, process::ExitCode};

use jiff::Timestamp;
use kimo_desk::{DeskError, Texts, lock::DeskLock};

use crate::{cli::RestoreArgs, failure::Failure, output::Output};

/// Puts the newest backup, or the one that was asked for, in the place of the history.
pub(crate) fn restore(
    data_dir: &Path,
    args: &RestoreArgs,
    texts: &Texts,
    output: &mut Output,
) -> Result<ExitCode, Failure> {
    if !data_dir.is_dir() {
        let dir = data_dir.display().to_string();
        return Err(Failure::Other(anyhow::anyhow!(
            texts.get("doctor-dir-missing", &[("dir", dir.into())])
        )));
    }
    // No desk may run meanwhile.
    let _lock = DeskLock::take(data_dir).map_err(DeskError::from)?;
    let backup = match &args.backup {
        Some(backup) => backup.clone(),
        None => {
            let backups = kimo_history::backups(data_dir).map_err(anyhow::Error::from)?;
            let newest = backups.into_iter().next();
            newest
                .ok_or_else(|| anyhow::anyhow!(texts.get("doctor-backups-none", &[])))?
                .path
        }
    };
    let replaced =
        kimo_history::restore(data_dir, &backup, Timestamp::now()).map_err(anyhow::Error::from)?;
    let backup = backup.display().to_string();
    output.line(texts.get("cli-restored", &[("backup", backup.into())]))?;
    if let Some(replaced) = replaced {
        let replaced = replaced.display().to_string();
        output.line(texts.get("cli-restored-replaced", &[("file", replaced.into())]))?;
    }
    output.flush()?;
    Ok(ExitCode::SUCCESS)
}
