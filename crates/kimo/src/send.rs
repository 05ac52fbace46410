//! `kimo send`: a scenario, posted to the running desk as its PBX would.

use std::{path::Path, process::ExitCode};

use jiff::{SignedDuration, Timestamp};
use kimo_calls::{Hook, PbxId};
use kimo_desk::{
    Texts, clean, hook_url, hooks_with_passwords,
    send::{self as post, Pace, story_id},
};
use kimo_pbx::Story;

use crate::{beside, cli::SendArgs, failure::Failure, output::Output};

/// Plays one scenario; fails where any delivery is not answered 200.
pub(crate) fn send(
    data_dir: &Path,
    args: &SendArgs,
    texts: &Texts,
    output: &mut Output,
) -> Result<ExitCode, Failure> {
    let Some(name) = &args.scenario else {
        return list(texts, output);
    };
    let (pbx, name) = pbx_and_name(args, name)?;
    let target = target(data_dir, args, pbx, name, texts)?;
    let scenario = kimo_pbx::story(target.pbx, name).ok_or_else(|| {
        Failure::Usage(format!(
            "{} tells no scenario `{name}`; see kimo send --list",
            target.pbx
        ))
    })?;
    play(scenario, &target, args, output)
}

/// Where a scenario goes.
struct Target {
    pbx: PbxId,
    url: String,
    hook: Option<Hook>,
}

fn list(texts: &Texts, output: &mut Output) -> Result<ExitCode, Failure> {
    let rows: Vec<_> = kimo_pbx::stories()
        .map(|(adapter, story)| {
            // A story that only this PBX tells has its text with it.
            let own = format!("{}-story-{}", adapter.id(), story.name);
            let told = match texts.has(&own) {
                true => texts.get(&own, &[]),
                false => texts.get(&format!("cli-scenario-{}", story.name), &[]),
            };
            [format!("{}-{}", adapter.id(), story.name), told]
        })
        .collect();
    output.table(&rows)?;
    output.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// `pbx-answered` names the PBX too; `answered` leaves it to `--pbx` or the hook.
fn pbx_and_name<'a>(
    args: &SendArgs,
    scenario: &'a str,
) -> Result<(Option<PbxId>, &'a str), Failure> {
    let (named, name) = scenario
        .split_once('-')
        .and_then(|(pbx, name)| Some((Some(kimo_pbx::named(pbx).ok()?.id()), name)))
        .unwrap_or((None, scenario));
    if let (Some(named), Some(asked)) = (named, args.pbx)
        && named != asked
    {
        return Err(Failure::Usage(format!(
            "`{scenario}` is none of {asked}'s scenarios"
        )));
    }
    let pbx = named.or(args.pbx);
    let mut stories = kimo_pbx::stories();
    let is_known = stories
        .any(|(adapter, story)| story.name == name && pbx.is_none_or(|pbx| adapter.id() == pbx));
    match is_known {
        true => Ok((pbx, name)),
        false => Err(Failure::Usage(format!(
            "there is no scenario `{scenario}`; see kimo send --list"
        ))),
    }
}

/// The hook that was asked for; else the first whose PBX can tell the scenario.
fn target(
    data_dir: &Path,
    args: &SendArgs,
    pbx: Option<PbxId>,
    name: &str,
    texts: &Texts,
) -> Result<Target, Failure> {
    if let Some(url) = args.hook.as_deref().filter(|hook| hook.contains("://")) {
        return at_url(url, pbx);
    }
    let hooks = hooks_with_passwords(&beside::history(data_dir)?, data_dir)?;
    let listen = beside::running_desk(data_dir)
        .and_then(|holder| holder.listen)
        .ok_or_else(|| anyhow::anyhow!(texts.get("cli-no-desk", &[])))?;
    let asked = |hook: &&kimo_calls::Hook| match &args.hook {
        Some(name) => hook.name.to_lowercase() == name.to_lowercase(),
        None => true,
    };
    let hook = hooks
        .iter()
        .map(|summary| &summary.hook)
        .filter(asked)
        .find(|hook| {
            pbx.is_none_or(|pbx| pbx == hook.pbx) && kimo_pbx::story(hook.pbx, name).is_some()
        })
        .ok_or_else(|| match &args.hook {
            Some(wanted) => Failure::Usage(format!(
                "there is no hook `{wanted}` for this scenario; see kimo hooks"
            )),
            None => Failure::Usage("there is no hook for this scenario; see kimo hooks".to_owned()),
        })?;
    Ok(Target {
        pbx: hook.pbx,
        url: hook_url(listen, hook).url,
        hook: Some(hook.clone()),
    })
}

fn at_url(url: &str, pbx: Option<PbxId>) -> Result<Target, Failure> {
    let named = || {
        let (_, path) = url.split_once("/hooks/")?;
        path.split('/').next()?.parse().ok()
    };
    let pbx = pbx.or_else(named).ok_or_else(|| {
        Failure::Usage("the address does not say which PBX it is for: give --pbx".to_owned())
    })?;
    Ok(Target {
        pbx,
        url: url.to_owned(),
        hook: None,
    })
}

fn play(
    scenario: &Story,
    target: &Target,
    args: &SendArgs,
    output: &mut Output,
) -> Result<ExitCode, Failure> {
    let now = Timestamp::now();
    let (pace, started_at) = match args.fast {
        // The story is over when it is told: its last event is now.
        true => {
            let length =
                SignedDuration::try_from(scenario.length()).map_err(anyhow::Error::from)?;
            (Pace::Fast, now - length)
        }
        false => (Pace::Believable, now),
    };
    let call = story_id().map_err(anyhow::Error::from)?;
    let steps = scenario.steps(started_at, call);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let mut all_kept = true;
    let mut told = Ok(());
    let played = post::play(
        &target.url,
        target.hook.as_ref(),
        &steps,
        pace,
        |step, answer| {
            all_kept &= answer.status.as_u16() == 200;
            let line = format!(
                "{:>3} s  {}  {}",
                step.sent_after.as_secs(),
                answer.status.as_u16(),
                clean(&answer.body, 100)
            );
            if told.is_ok() {
                told = output.line(line).and_then(|()| output.flush());
            }
        },
    );
    runtime.block_on(played).map_err(anyhow::Error::from)?;
    told?;
    Ok(match all_kept {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    })
}
