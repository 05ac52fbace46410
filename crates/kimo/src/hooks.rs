//! `kimo hooks`: the addresses to enter at the PBXs.

use std::{net::SocketAddr, path::Path, process::ExitCode};

use jiff::{Timestamp, tz::TimeZone};
use kimo_calls::{AnsweredFlag, Hook, Meaning};
use kimo_desk::{Formats, HookUrl, Texts, hook_url};
use kimo_history::{History, HookSummary, NewHook};
use serde::Serialize;

use crate::{
    beside,
    cli::{AddHookArgs, HooksArgs, HooksCommand},
    failure::Failure,
    output::Output,
};

/// Lists the hooks, or adds one.
pub(crate) fn hooks(
    data_dir: &Path,
    args: &HooksArgs,
    texts: &Texts,
    output: &mut Output,
) -> Result<ExitCode, Failure> {
    let reader = beside::history(data_dir)?;
    if let Some(HooksCommand::Add(adding)) = &args.command {
        let hook = add(data_dir, adding)?;
        let listen = beside::listen_address(data_dir);
        match args.json {
            true => output.json(&HookLine::of(listen, &hook))?,
            false => {
                let HookUrl { name, url, .. } = hook_url(listen, &hook);
                output.line(texts.get("cli-hook-added", &[("name", name.into())]))?;
                output.line(format!("  {url}"))?;
            }
        }
    } else {
        let hooks = reader.hooks()?;
        let listen = beside::listen_address(data_dir);
        match args.json {
            true => hooks
                .iter()
                .try_for_each(|summary| output.json(&SummaryLine::of(listen, summary)))?,
            false => list(&hooks, listen, texts, output)?,
        }
    }
    output.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// A hook for another program.
#[derive(Serialize)]
struct HookLine {
    #[serde(flatten)]
    address: HookUrl,
    id: i64,
    region: String,
    answered_flag: AnsweredFlag,
    basic_user: Option<String>,
}

impl HookLine {
    fn of(listen: SocketAddr, hook: &Hook) -> Self {
        Self {
            address: hook_url(listen, hook),
            id: hook.id.0,
            region: hook.meaning.region.to_string(),
            answered_flag: hook.meaning.answered_flag,
            basic_user: hook.basic.as_ref().map(|basic| basic.user.clone()),
        }
    }
}

#[derive(Serialize)]
struct SummaryLine {
    #[serde(flatten)]
    hook: HookLine,
    deliveries: u64,
    not_understood: u64,
    last_delivery_at: Option<Timestamp>,
    last_tested_at: Option<Timestamp>,
}

impl SummaryLine {
    fn of(listen: SocketAddr, summary: &HookSummary) -> Self {
        Self {
            hook: HookLine::of(listen, &summary.hook),
            deliveries: summary.deliveries,
            not_understood: summary.not_understood,
            last_delivery_at: summary.last_delivery_at,
            last_tested_at: summary.last_tested_at,
        }
    }
}

fn list(
    hooks: &[HookSummary],
    listen: SocketAddr,
    texts: &Texts,
    output: &mut Output,
) -> Result<(), Failure> {
    let formats = Formats::new(texts.language(), TimeZone::system());
    let rows: Vec<_> = hooks
        .iter()
        .map(|summary| {
            let HookUrl { pbx, name, url } = hook_url(listen, &summary.hook);
            let last = match summary.last_delivery_at {
                Some(at) => formats.date_time(at),
                None => texts.get("cli-hook-no-delivery", &[]),
            };
            [pbx.title().to_owned(), name, last, url]
        })
        .collect();
    Ok(output.table(&rows)?)
}

fn add(data_dir: &Path, args: &AddHookArgs) -> Result<Hook, Failure> {
    let default = Meaning::default_for(args.pbx);
    let hook = NewHook {
        pbx: args.pbx,
        name: args
            .name
            .clone()
            .unwrap_or_else(|| args.pbx.title().to_owned()),
        basic: args.basic.clone(),
        meaning: Meaning {
            region: args.region.unwrap_or(default.region),
            ..default
        },
    };
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let opened = History::open(data_dir).map_err(anyhow::Error::from)?;
    let writer = opened.history.writer(|_| {}).map_err(anyhow::Error::from)?;
    let hook = runtime
        .block_on(writer.add_hook(hook))
        .map_err(anyhow::Error::from)?;
    beside::tell_desk(data_dir)?;
    Ok(hook)
}
