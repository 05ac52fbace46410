//! `kimo import`: a computer goes on where another ended.

use std::{path::Path, process::ExitCode};

use kimo_desk::{MovedIn, MovingError, Parcel, Texts, move_in};

use crate::{
    cli::ImportAllArgs,
    failure::Failure,
    input,
    output::{Output, megabytes},
    progress::Progress,
};

/// Checks the file, and puts what is in it in the place of what is here.
pub(crate) fn import(
    data_dir: &Path,
    args: &ImportAllArgs,
    texts: &Texts,
    output: &mut Output,
) -> Result<ExitCode, Failure> {
    let failed = |error: MovingError| match error {
        MovingError::Lock(error) => Failure::Desk(error.into()),
        other => {
            let id = format!("moving-failure-{}", other.code());
            let mut words = texts.get(&id, &[("detail", other.detail().into())]);
            if matches!(other, MovingError::Passphrase) {
                words += "\n";
                words += &texts.get("cli-import-without-secrets", &[]);
            }
            Failure::Other(anyhow::anyhow!(words))
        }
    };
    let mut parcel = Parcel::open(&args.from).map_err(failed)?;
    let passphrase = match parcel.has_secrets() && !args.without_secrets {
        true => Some(input::secret(texts.get("moving-passphrase", &[]))?),
        false => None,
    };
    let mut progress = Progress::new(|done, total| {
        texts.get(
            "moving-progress",
            &[
                ("done", megabytes(done).into()),
                ("total", megabytes(total).into()),
            ],
        )
    });
    let passphrase = passphrase.as_deref();
    let moved = move_in(
        data_dir,
        &mut parcel,
        passphrase,
        args.replace,
        &mut |done, total| {
            progress.tell(done, total);
        },
    );
    progress.end();
    tell(&moved.map_err(failed)?, texts, output)?;
    Ok(ExitCode::SUCCESS)
}

fn tell(moved: &MovedIn, texts: &Texts, output: &mut Output) -> Result<(), Failure> {
    let words = [
        ("calls", moved.calls.into()),
        ("hooks", moved.hooks.into()),
        ("secrets", moved.secrets.into()),
    ];
    output.line(texts.get("moving-imported", &words))?;
    if let Some(replaced) = &moved.replaced {
        let replaced = replaced.display().to_string();
        output.line(texts.get("moving-imported-replaced", &[("dir", replaced.into())]))?;
    }
    if !moved.lacking.is_empty() {
        output.line(texts.get("moving-lacks", &[]))?;
    }
    for lacks in &moved.lacking {
        let id = format!("moving-lacks-{}", lacks.kind.as_str());
        let words = texts.get(&id, &[("name", lacks.of.clone().into())]);
        output.line(format!("  {words}"))?;
    }
    output.line(texts.get("moving-imported-next", &[]))?;
    Ok(output.flush()?)
}
