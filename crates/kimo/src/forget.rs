//! `kimo forget`: everything about one person.

use std::{path::Path, process::ExitCode};

use kimo_desk::{
    Texts,
    api::{Asker, ForgetParams, PersonParams},
};

use crate::{cli::ForgetArgs, failure::Failure, input, output::Output};

/// Forgets a person, once that was agreed to.
pub(crate) fn forget(
    data_dir: &Path,
    args: &ForgetArgs,
    texts: &Texts,
    output: &mut Output,
) -> Result<ExitCode, Failure> {
    let desk = Asker::of(data_dir)?;
    let person = desk.person(PersonParams {
        number: args.number.clone(),
    })?;
    let words = [
        ("number", person.display.clone().into()),
        ("count", person.calls.into()),
    ];
    if !args.yes && !input::is_agreed(texts.get("cli-forget-sure", &words))? {
        output.line(texts.get("cli-forget-not", &words))?;
        output.flush()?;
        return Ok(ExitCode::FAILURE);
    }
    for key in person.keys {
        desk.forget(ForgetParams { key })?;
    }
    output.line(texts.get("cli-forgotten", &words))?;
    output.flush()?;
    Ok(ExitCode::SUCCESS)
}
