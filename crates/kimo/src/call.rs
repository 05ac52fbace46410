//! `kimo call`: a number, called from one's own extension by the PBX.

use std::{path::Path, process::ExitCode};

use kimo_desk::{
    Texts,
    api::{Asker, DialParams, Dialled},
};

use crate::{cli::CallArgs, failure::Failure, output::Output};

/// Has the PBX ring one's own telephone and then call the number; code 1 where it does not.
pub(crate) fn call(
    data_dir: &Path,
    args: &CallArgs,
    texts: &Texts,
    output: &mut Output,
) -> Result<ExitCode, Failure> {
    let dialled = Asker::of(data_dir)?.dial(DialParams {
        number: args.number.clone(),
    })?;
    let code = match dialled {
        Dialled::Rings {
            extension, number, ..
        } => {
            let words = [("extension", extension.into()), ("number", number.into())];
            output.line(texts.get("cli-call-rings", &words))?;
            ExitCode::SUCCESS
        }
        Dialled::Failed { code } => {
            let own = format!("dial-failure-{code}");
            let id = match texts.has(&own) {
                true => own,
                false => format!("records-failure-{code}"),
            };
            output.line(texts.get(&id, &[]))?;
            ExitCode::FAILURE
        }
    };
    output.flush()?;
    Ok(code)
}
