//! `kimo restore`: a backup in the place of the history.

use std::{path::Path, process::ExitCode};

use kimo_desk::{RestoreError, Texts, restore as put_back};

use crate::{cli::RestoreArgs, failure::Failure, output::Output};

/// Puts the newest backup, or the one that was asked for, in the place of the history.
pub(crate) fn restore(
    data_dir: &Path,
    args: &RestoreArgs,
    texts: &Texts,
    output: &mut Output,
) -> Result<ExitCode, Failure> {
    let other = |text: String| Failure::Other(anyhow::anyhow!(text));
    let restored = put_back(data_dir, args.backup.as_deref()).map_err(|error| match error {
        RestoreError::NoDirectory => {
            let dir = data_dir.display().to_string();
            other(texts.get("doctor-dir-missing", &[("dir", dir.into())]))
        }
        RestoreError::NoBackup => other(texts.get("doctor-backups-none", &[])),
        RestoreError::Lock(error) => Failure::Desk(error.into()),
        RestoreError::Backup(error) => Failure::Other(error.into()),
    })?;
    let backup = restored.backup.display().to_string();
    output.line(texts.get("cli-restored", &[("backup", backup.into())]))?;
    if let Some(replaced) = restored.replaced {
        let replaced = replaced.display().to_string();
        output.line(texts.get("cli-restored-replaced", &[("file", replaced.into())]))?;
    }
    output.flush()?;
    Ok(ExitCode::SUCCESS)
}
