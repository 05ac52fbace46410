//! `kimo update`: whether there is a newer version, and having it put in place.

use std::{path::Path, process::ExitCode, thread, time::Duration};

use anyhow::anyhow;
use kimo_desk::{
    Texts,
    api::{Asker, NotAnswered, Nothing, UpdateNews, UpdateStage, UpdateWay},
};

use crate::{cli::UpdateArgs, failure::Failure, output::Output, progress::Progress};

/// Has the desktop program that runs look for a newer version, and put it in place where that is
/// asked for and possible.
pub(crate) fn update(
    data_dir: &Path,
    args: &UpdateArgs,
    texts: &Texts,
    output: &mut Output,
) -> Result<ExitCode, Failure> {
    let desk = Asker::of(data_dir)?;
    if desk.updates(Nothing)?.way == UpdateWay::Unknown {
        let text = texts.get("cli-update-unknown", &[]);
        return Err(Failure::Other(anyhow!(text)));
    }
    desk.look_for_update(Nothing)?;
    let known = until_done(&desk, texts)?;
    let Some(newer) = known.newer.clone() else {
        failed(&known, texts)?;
        output.line(texts.get("cli-update-none", &[]))?;
        output.flush()?;
        return Ok(ExitCode::SUCCESS);
    };
    let versions = [
        ("version", newer.into()),
        ("own", env!("CARGO_PKG_VERSION").into()),
    ];
    output.line(texts.get("updates-there", &versions))?;
    match known.way {
        UpdateWay::Package => output.line(texts.get("updates-package", &[]))?,
        UpdateWay::ByHand => output.line(texts.get("updates-by-hand", &[]))?,
        UpdateWay::Here if args.now => {
            output.flush()?;
            desk.take_update(Nothing)?;
            match until_done(&desk, texts) {
                Ok(known) => {
                    failed(&known, texts)?;
                    if known.stage == UpdateStage::Idle {
                        let left = texts.get("cli-update-left", &[]);
                        return Err(Failure::Other(anyhow!(left)));
                    }
                }
                // Its installer has ended it between two looks.
                Err(NotAnswered::NoDesk(_) | NotAnswered::Lost(_)) => {}
                Err(refused) => return Err(refused.into()),
            }
            output.line(texts.get("updates-installing", &[]))?;
        }
        UpdateWay::Here | UpdateWay::Unknown => failed(&known, texts)?,
    }
    output.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// What is known once nothing is being done any more, or once it is about to end the desk.
fn until_done(desk: &Asker, texts: &Texts) -> Result<UpdateNews, NotAnswered> {
    let mut progress = Progress::new(|done, _| {
        let done = [("percent", done.into())];
        texts.get("updates-fetched", &done)
    });
    let mut told_of_waiting = false;
    loop {
        let known = desk.updates(Nothing)?;
        match known.stage {
            UpdateStage::Idle | UpdateStage::Installing => {
                progress.end();
                return Ok(known);
            }
            UpdateStage::Looking => {}
            UpdateStage::Fetching => {
                known
                    .fetched
                    .inspect(|percent| progress.tell(u64::from(*percent), 100));
            }
            UpdateStage::Waiting if !told_of_waiting => {
                progress.end();
                eprintln!("{}", texts.get("updates-waiting", &[]));
                told_of_waiting = true;
            }
            UpdateStage::Waiting => {}
        }
        thread::sleep(LOOK_AGAIN);
    }
}

fn failed(known: &UpdateNews, texts: &Texts) -> Result<(), Failure> {
    let Some(failure) = known.failure else {
        return Ok(());
    };
    let name = serde_json::to_value(failure).map_err(anyhow::Error::from)?;
    let id = format!("updates-failure-{}", name.as_str().unwrap_or_default());
    let text = texts.get(&id, &[]);
    Err(Failure::Other(anyhow!(text)))
}

const LOOK_AGAIN: Duration = Duration::from_millis(100);
