//! `kimo send`: a scenario, posted to the running desk as its PBX would.

use std::{
    path::Path,
    process::ExitCode,
    thread,
    time::{Duration, Instant},
};

use jiff::{SignedDuration, Timestamp};
use kimo_desk::{
    Texts,
    api::{
        Asker, HookRow, Nothing, PbxId, ProofRow, SendRecordParams, SendStepParams, StepSent,
        StoryRow, all_stories, pbx_named,
    },
    clean,
    send::{StoryTold, send_story_step},
};

use crate::{cli::SendArgs, failure::Failure, output::Output};

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
    let has_record = args.with_records || args.only_record;
    if let Some(url) = args.hook.as_deref().filter(|hook| hook.contains("://")) {
        if has_record {
            let why = "an address has no records: give --hook the name of a hook of this desk";
            return Err(Failure::Usage(why.to_owned()));
        }
        return send_to_url(url, pbx, name, args, output);
    }
    let desk = Asker::of(data_dir)?;
    if desk.running().is_none() {
        return Err(anyhow::anyhow!(texts.get("cli-no-desk", &[])).into());
    }
    let hook = hook(&desk, args, pbx, name)?;
    if has_record && !has_stand_in(&desk, &hook)? {
        let name = hook.name.as_str().into();
        let why = texts.get("cli-send-no-stand-in", &[("hook", name)]);
        return Err(anyhow::Error::msg(why).into());
    }
    let telling = Telling::begin(story(hook.pbx, name)?, args.fast)?;
    let mut all_kept = true;
    if !args.only_record {
        all_kept = telling.play(args.fast, output, |step| {
            Ok(desk.send_step(SendStepParams {
                hook: hook.id,
                story: name.to_owned(),
                call: telling.call.clone(),
                started_at: telling.started_at.to_string(),
                step,
            })?)
        })?;
    }
    if has_record {
        let sent = desk.send_record(SendRecordParams {
            hook: hook.id,
            story: name.to_owned(),
            call: telling.call.clone(),
            started_at: telling.started_at.to_string(),
        })?;
        all_kept &= sent.status == 200;
        let status = sent.status.to_string().into();
        output.line(texts.get("cli-send-record", &[("status", status)]))?;
        output.flush()?;
    }
    Ok(code(all_kept))
}

/// Whether the hook's key was entered for another place than the PBX's own.
fn has_stand_in(desk: &Asker, hook: &HookRow) -> Result<bool, Failure> {
    let hooks = desk.completeness(Nothing)?.hooks;
    let has_base = |proof: &ProofRow| proof.hook == hook.id && proof.base.is_some();
    Ok(hooks.iter().any(has_base))
}

fn code(all_kept: bool) -> ExitCode {
    match all_kept {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    }
}

/// To an address that may be of another desk.
fn send_to_url(
    url: &str,
    pbx: Option<PbxId>,
    name: &str,
    args: &SendArgs,
    output: &mut Output,
) -> Result<ExitCode, Failure> {
    let named = || {
        let (_, path) = url.split_once("/hooks/")?;
        path.split('/').next()?.parse().ok()
    };
    let pbx = pbx.or_else(named).ok_or_else(|| {
        Failure::Usage("the address does not say which PBX it is for: give --pbx".to_owned())
    })?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let telling = Telling::begin(story(pbx, name)?, args.fast)?;
    let all_kept = telling.play(args.fast, output, |step| {
        let told = StoryTold {
            pbx,
            story: name,
            call: &telling.call,
            started_at: telling.started_at,
        };
        let sent = runtime.block_on(send_story_step(url, None, told, step));
        let sent = sent.map_err(anyhow::Error::from)?;
        Ok(StepSent {
            status: sent.status.as_u16(),
            body: sent.body,
        })
    })?;
    Ok(code(all_kept))
}

/// One telling of a story.
struct Telling {
    story: StoryRow,
    call: String,
    started_at: Timestamp,
}

impl Telling {
    fn begin(story: StoryRow, fast: bool) -> Result<Self, Failure> {
        let call = kimo_desk::random_hex(getrandom::fill).map_err(anyhow::Error::from)?;
        let length = story.sent_after.last().copied().unwrap_or_default();
        let now = Timestamp::now();
        Ok(Self {
            story,
            call,
            started_at: match fast {
                // The story is over when it is told: its last event is now.
                true => now - SignedDuration::from_millis(length.into()),
                false => now,
            },
        })
    }

    /// Whether every delivery was kept.
    fn play(
        &self,
        fast: bool,
        output: &mut Output,
        mut send: impl FnMut(u32) -> Result<StepSent, Failure>,
    ) -> Result<bool, Failure> {
        let begun = Instant::now();
        let mut all_kept = true;
        for (step, after) in (0..).zip(&self.story.sent_after) {
            let after = Duration::from_millis((*after).into());
            if !fast {
                thread::sleep((begun + after).saturating_duration_since(Instant::now()));
            }
            let StepSent { status, body } = send(step)?;
            all_kept &= status == 200;
            let body = clean(&body, 100);
            output.line(format!("{:>3} s  {status}  {body}", after.as_secs()))?;
            output.flush()?;
        }
        Ok(all_kept)
    }
}

fn list(texts: &Texts, output: &mut Output) -> Result<ExitCode, Failure> {
    let rows: Vec<_> = all_stories()
        .iter()
        .map(|story| {
            // A story that only this PBX tells has its text with it.
            let own = format!("{}-story-{}", story.pbx, story.name);
            let told = match texts.has(&own) {
                true => texts.get(&own, &[]),
                false => texts.get(&format!("cli-scenario-{}", story.name), &[]),
            };
            [format!("{}-{}", story.pbx, story.name), told]
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
        .and_then(|(pbx, name)| Some((Some(pbx_named(pbx).ok()?), name)))
        .unwrap_or((None, scenario));
    if let (Some(named), Some(asked)) = (named, args.pbx)
        && named != asked
    {
        return Err(Failure::Usage(format!(
            "`{scenario}` is none of {asked}'s scenarios"
        )));
    }
    let pbx = named.or(args.pbx);
    let known = |story: &StoryRow| story.name == name && pbx.is_none_or(|pbx| story.pbx == pbx);
    match all_stories().iter().any(known) {
        true => Ok((pbx, name)),
        false => Err(Failure::Usage(format!(
            "there is no scenario `{scenario}`; see kimo send --list"
        ))),
    }
}

fn story(pbx: PbxId, name: &str) -> Result<StoryRow, Failure> {
    let mut stories = all_stories().into_iter();
    stories
        .find(|story| story.pbx == pbx && story.name == name)
        .ok_or_else(|| {
            Failure::Usage(format!(
                "{pbx} tells no scenario `{name}`; see kimo send --list"
            ))
        })
}

/// The hook that was asked for; else the first whose PBX can tell the scenario.
fn hook(desk: &Asker, args: &SendArgs, pbx: Option<PbxId>, name: &str) -> Result<HookRow, Failure> {
    let asked = |hook: &HookRow| match &args.hook {
        Some(name) => hook.name.to_lowercase() == name.to_lowercase(),
        None => true,
    };
    let tells =
        |hook: &HookRow| pbx.is_none_or(|pbx| pbx == hook.pbx) && story(hook.pbx, name).is_ok();
    let mut hooks = desk.hooks(Nothing)?.into_iter();
    hooks
        .find(|hook| asked(hook) && tells(hook))
        .ok_or_else(|| match &args.hook {
            Some(wanted) => Failure::Usage(format!(
                "there is no hook `{wanted}` for this scenario; see kimo hooks"
            )),
            None => Failure::Usage("there is no hook for this scenario; see kimo hooks".to_owned()),
        })
}
