//! `kimo hooks`: the addresses to enter at the PBXs.

use std::{net::SocketAddr, path::Path, process::ExitCode};

use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use kimo_calls::{Hook, HookId, Meaning, Settings, SourceHeader, Sources};
use kimo_desk::{Formats, HookUrl, Texts, hook_url, password_name};
use kimo_history::{History, HookSummary, NewHook, Reader, Writer};
use serde::Serialize;

use crate::{
    beside,
    cli::{AddHookArgs, HooksArgs, HooksCommand, RotateArgs},
    failure::Failure,
    output::Output,
    tunnel::secrets,
};

/// Lists the hooks, adds one, or changes one's address or locks.
pub(crate) fn hooks(
    data_dir: &Path,
    args: &HooksArgs,
    texts: &Texts,
    output: &mut Output,
) -> Result<ExitCode, Failure> {
    let reader = beside::history(data_dir)?;
    let (hook, said) = match &args.command {
        None => {
            let hooks = reader.hooks()?;
            let listen = beside::listen_address(data_dir);
            match args.json {
                true => hooks
                    .iter()
                    .try_for_each(|summary| -> Result<(), Failure> {
                        let not_understood = reader.not_understood(summary.hook.id, 0)?.total;
                        Ok(output.json(&SummaryLine::of(listen, summary, not_understood))?)
                    })?,
                false => list(&hooks, listen, texts, output)?,
            }
            output.flush()?;
            return Ok(ExitCode::SUCCESS);
        }
        Some(HooksCommand::Add(adding)) => (add(data_dir, adding)?, "cli-hook-added"),
        Some(HooksCommand::Rotate(rotating)) => {
            let hook = rotate(data_dir, &reader, rotating)?;
            let said = match hook.previous {
                Some(_) => "cli-hook-rotated",
                None => "cli-hook-rotated-at-once",
            };
            (hook, said)
        }
        Some(HooksCommand::Revoke(revoking)) => {
            let id = find(&reader, &revoking.which)?;
            let hook = change(data_dir, async |writer| {
                Ok(writer.revoke_previous(id).await?)
            })?;
            (hook, "cli-hook-revoked")
        }
        Some(HooksCommand::Limit(limiting)) => {
            let id = find(&reader, &limiting.which)?;
            let sources = Sources {
                allowed: limiting.networks.clone(),
                header: limiting.header,
            };
            let said = match sources.is_anywhere() {
                true => "cli-hook-unlimited",
                false => "cli-hook-limited",
            };
            let limited = async |writer: Writer| Ok(writer.limit_sources(id, sources).await?);
            (change(data_dir, limited)?, said)
        }
    };
    let listen = beside::listen_address(data_dir);
    match args.json {
        true => output.json(&HookLine::of(listen, &hook))?,
        false => {
            let formats = Formats::new(texts.language(), TimeZone::system());
            let until = hook.previous.as_ref().map(|previous| previous.until);
            let until = until.map(|at| formats.date_time(at)).unwrap_or_default();
            let HookUrl { name, url, .. } = hook_url(listen, &hook);
            let words = [
                ("name", name.into()),
                ("until", until.into()),
                ("networks", networks(&hook).join(", ").into()),
                ("header", hook.sources.header.name().into()),
            ];
            output.line(texts.get(said, &words))?;
            output.line(format!("  {url}"))?;
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
    settings: Settings,
    basic_user: Option<String>,
    previous_until: Option<Timestamp>,
    allowed_sources: Vec<String>,
    source_header: SourceHeader,
}

impl HookLine {
    fn of(listen: SocketAddr, hook: &Hook) -> Self {
        Self {
            address: hook_url(listen, hook),
            id: hook.id.0,
            region: hook.meaning.region.to_string(),
            settings: kimo_pbx::adapter(hook.pbx)
                .map(|adapter| adapter.settings_of(&hook.meaning))
                .unwrap_or_else(|| hook.meaning.settings.clone()),
            basic_user: hook.basic.as_ref().map(|basic| basic.user.clone()),
            previous_until: hook.previous.as_ref().map(|previous| previous.until),
            allowed_sources: networks(hook),
            source_header: hook.sources.header,
        }
    }
}

fn networks(hook: &Hook) -> Vec<String> {
    let allowed = hook.sources.allowed.iter();
    allowed.map(ToString::to_string).collect()
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
    fn of(listen: SocketAddr, summary: &HookSummary, not_understood: u64) -> Self {
        Self {
            hook: HookLine::of(listen, &summary.hook),
            deliveries: summary.deliveries,
            not_understood,
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
            let HookUrl { pbx, name, url, .. } = hook_url(listen, &summary.hook);
            let last = match summary.last_delivery_at {
                Some(at) => formats.date_time(at),
                None => texts.get("cli-hook-no-delivery", &[]),
            };
            [kimo_pbx::title(pbx), name, last, url]
        })
        .collect();
    Ok(output.table(&rows)?)
}

fn add(data_dir: &Path, args: &AddHookArgs) -> Result<Hook, Failure> {
    let default = kimo_pbx::meaning_of(args.pbx);
    let hook = NewHook {
        pbx: args.pbx,
        account: args.account.clone(),
        name: args
            .name
            .clone()
            .unwrap_or_else(|| kimo_pbx::title(args.pbx)),
        basic_user: args.basic.as_ref().map(|basic| basic.user.clone()),
        meaning: Meaning {
            region: args.region.unwrap_or(default.region),
            ..default
        },
    };
    let password = args.basic.as_ref();
    let password = password.and_then(|basic| basic.password.as_deref());
    change(data_dir, async |writer| {
        let hook = writer.add_hook(hook).await?;
        if let Some(password) = password {
            secrets(data_dir)?.set(&password_name(hook.id), password)?;
        }
        Ok(hook)
    })
}

/// Gives a hook a new address; the one it had goes on for some hours.
fn rotate(data_dir: &Path, reader: &Reader, args: &RotateArgs) -> Result<Hook, Failure> {
    let id = find(reader, &args.which)?;
    let overlap = SignedDuration::from_hours(args.overlap.into());
    let until = (args.overlap > 0).then(|| Timestamp::now() + overlap);
    change(data_dir, async |writer| {
        Ok(writer.rotate_token(id, until).await?)
    })
}

/// The hook of this name, else the only one of this PBX.
fn find(reader: &Reader, which: &str) -> Result<HookId, Failure> {
    let hooks = reader.hooks()?;
    let (name, pbx) = (which.to_lowercase(), which.to_ascii_lowercase());
    let named: Vec<_> = hooks
        .iter()
        .filter(|known| known.hook.name.to_lowercase() == name)
        .collect();
    let found = match named.is_empty() {
        false => named,
        true => hooks
            .iter()
            .filter(|known| known.hook.pbx.as_str() == pbx)
            .collect(),
    };
    match found.as_slice() {
        [one] => Ok(one.hook.id),
        [] => Err(Failure::Usage(format!(
            "there is no hook `{which}`; see kimo hooks"
        ))),
        several => Err(Failure::Usage(format!(
            "`{which}` may be any of {} hooks; give its name, see kimo hooks",
            several.len()
        ))),
    }
}

/// Changes what is kept beside a running desk, which then knows of it.
pub(crate) fn change<T>(
    data_dir: &Path,
    work: impl AsyncFnOnce(Writer) -> anyhow::Result<T>,
) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let opened = History::open(data_dir).map_err(anyhow::Error::from)?;
    let writer = opened.history.writer(|_| {}).map_err(anyhow::Error::from)?;
    let changed = runtime.block_on(work(writer))?;
    beside::tell_desk(data_dir)?;
    Ok(changed)
}
