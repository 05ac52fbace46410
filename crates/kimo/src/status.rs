//! `kimo status`: reached or not, complete until when, what is wrong.

use std::{collections::BTreeMap, path::Path, process::ExitCode};

use jiff::tz::TimeZone;
use kimo_desk::{
    Formats, Texts,
    api::{Asker, Completeness, GapRow, Nothing, ProofRow},
    tunnel::TunnelState,
};
use serde::Serialize;

use crate::{
    cli::StatusArgs,
    doctor::told,
    failure::Failure,
    output::{Output, date_time},
};

/// How the desk is, for another program. Fields may be added, never changed.
#[derive(Serialize)]
struct StatusLine<'a> {
    /// None where it is not known.
    reached: Option<bool>,
    /// By PBX, with its account where there is one.
    complete_until: BTreeMap<String, &'a str>,
    gaps: &'a [GapRow],
    problems: Vec<ProblemLine>,
}

#[derive(Serialize)]
struct ProblemLine {
    code: String,
    text: String,
}

/// Says how the desk is.
pub(crate) fn status(
    data_dir: &Path,
    args: &StatusArgs,
    texts: &Texts,
    output: &mut Output,
) -> Result<ExitCode, Failure> {
    let desk = Asker::of(data_dir)?;
    let reached = match desk.reached(Nothing)?.state {
        TunnelState::Reachable => Some(true),
        TunnelState::Unreachable => Some(false),
        TunnelState::Unchecked | TunnelState::Off => None,
    };
    let complete = desk.completeness(Nothing)?;
    let status = desk.status(Nothing)?;
    let problems = status.blind.into_iter().chain(status.problems);
    let problems: Vec<_> = problems
        .map(|problem| ProblemLine {
            text: told(&problem, texts),
            code: problem.code,
        })
        .collect();
    match args.json {
        true => output.json(&StatusLine {
            reached,
            complete_until: complete_until(&complete.hooks),
            gaps: &complete.gaps,
            problems,
        })?,
        false => {
            let id = match reached {
                Some(true) => "cli-status-reached",
                Some(false) => "cli-status-not-reached",
                None => "cli-status-unknown",
            };
            output.line(texts.get(id, &[]))?;
            tell(&complete, texts, output)?;
            for problem in problems {
                output.line(problem.text)?;
            }
        }
    }
    output.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// Of several hooks of one account the earliest: all of it is complete until then.
fn complete_until(hooks: &[ProofRow]) -> BTreeMap<String, &str> {
    let mut all = BTreeMap::new();
    for hook in hooks {
        let Some(until) = &hook.complete_until else {
            continue;
        };
        let name = match hook.account.is_empty() {
            true => hook.pbx.to_string(),
            false => format!("{}@{}", hook.pbx, hook.account),
        };
        let until = until.as_str();
        all.entry(name)
            .and_modify(|known: &mut &str| {
                if is_earlier(until, known) {
                    *known = until;
                }
            })
            .or_insert(until);
    }
    all
}

fn is_earlier(one: &str, other: &str) -> bool {
    let time = |text: &str| text.parse::<jiff::Timestamp>().ok();
    time(one) < time(other)
}

fn tell(complete: &Completeness, texts: &Texts, output: &mut Output) -> Result<(), Failure> {
    let formats = Formats::new(texts.language(), TimeZone::system());
    let at = |at: &String| date_time(&formats, at);
    for hook in &complete.hooks {
        let name = ("name", hook.name.clone().into());
        let line = match (&hook.complete_until, hook.has_key) {
            (Some(until), _) => texts.get(
                "cli-status-until",
                &[name.clone(), ("at", at(until).into())],
            ),
            (None, true) => texts.get("cli-status-nothing", std::slice::from_ref(&name)),
            (None, false) => texts.get("cli-status-no-key", std::slice::from_ref(&name)),
        };
        output.line(line)?;
        if let Some(code) = &hook.failure {
            let reason = texts.get(&format!("records-failure-{code}"), &[]);
            output.line(texts.get("cli-status-fails", &[name, ("reason", reason.into())]))?;
        }
    }
    for gap in &complete.gaps {
        let to = match &gap.to {
            Some(to) => at(to),
            None => texts.get("cli-status-now", &[]),
        };
        let why = texts.get(&format!("records-gap-{}", gap.why), &[]);
        let mut words = vec![
            ("name", gap.hook.clone().into()),
            ("from", at(&gap.from).into()),
            ("to", to.into()),
            ("why", why.into()),
        ];
        let id = match gap.closed_at {
            Some(_) => {
                words.push(("count", gap.brought_in.into()));
                "cli-status-gap-closed"
            }
            None => "cli-status-gap-open",
        };
        output.line(texts.get(id, &words))?;
    }
    Ok(())
}
