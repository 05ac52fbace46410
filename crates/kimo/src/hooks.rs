//! `kimo hooks`: the addresses to enter at the PBXs.

use std::{collections::BTreeMap, path::Path, process::ExitCode};

use jiff::tz::TimeZone;
use kimo_desk::{
    Formats, Texts,
    api::{
        Account, AddHookParams, AddressEntered, Asker, BasicParams, EnterAddressParams, HookRow,
        KeyKept, KeyOfParams, LimitSourcesParams, Nothing, PbxId, PbxSettingKind, PbxsParams,
        RemoveHookParams, RevokeTokenParams, RotateTokenParams, SettingValue, SourceHeader,
        UseKeyParams, pbx_title,
    },
    clean,
};
use serde::Serialize;

use crate::{
    cli::{AddHookArgs, HooksArgs, HooksCommand, KeyArgs, LimitArgs, RegisterArgs, RotateArgs},
    failure::Failure,
    input,
    output::{Output, date_time},
};

/// Lists the hooks, adds one, or changes one's address or locks.
pub(crate) fn hooks(
    data_dir: &Path,
    args: &HooksArgs,
    texts: &Texts,
    output: &mut Output,
) -> Result<ExitCode, Failure> {
    match &args.command {
        Some(HooksCommand::Key(key)) => return use_key(data_dir, key, args.json, texts, output),
        Some(HooksCommand::Register(registering)) => {
            return register(data_dir, registering, args.json, texts, output);
        }
        None => list(&Asker::of(data_dir)?, args.json, texts, output)?,
        Some(command) => {
            // Before the desk is opened: whoever types it may take their time.
            let password = match command {
                HooksCommand::Add(adding) if adding.basic.is_some() => {
                    Some(input::secret(texts.get("cli-hook-password", &[]))?)
                }
                _ => None,
            };
            let desk = Asker::of(data_dir)?;
            let (hook, said) = match command {
                HooksCommand::Add(adding) => (add(&desk, adding, password)?, "cli-hook-added"),
                HooksCommand::Rotate(rotating) => rotate(&desk, rotating)?,
                HooksCommand::Revoke(revoking) => {
                    let hook = find(&desk, &revoking.which)?.id;
                    let revoked = desk.revoke_token(RevokeTokenParams { hook })?;
                    (revoked, "cli-hook-revoked")
                }
                HooksCommand::Limit(limiting) => limit(&desk, limiting)?,
                HooksCommand::Remove(removing) => {
                    let hook = find(&desk, &removing.which)?;
                    desk.remove_hook(RemoveHookParams { hook: hook.id })?;
                    (hook, "cli-hook-removed")
                }
                HooksCommand::Key(_) | HooksCommand::Register(_) => return Ok(ExitCode::SUCCESS),
            };
            tell(&hook, said, args.json, texts, output)?;
        }
    }
    output.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn tell(
    hook: &HookRow,
    said: &str,
    json: bool,
    texts: &Texts,
    output: &mut Output,
) -> Result<(), Failure> {
    if json {
        output.json(&HookLine::of(hook))?;
        return Ok(());
    }
    let formats = Formats::new(texts.language(), TimeZone::system());
    let until = hook.previous_until.as_deref();
    let until = until.map(|at| date_time(&formats, at)).unwrap_or_default();
    let words = [
        ("name", hook.name.clone().into()),
        ("until", until.into()),
        ("networks", hook.allowed_sources.join(", ").into()),
        ("header", hook.source_header.name().into()),
    ];
    output.line(texts.get(said, &words))?;
    output.line(format!("  {}", hook.local_url))?;
    Ok(())
}

/// Enters a hook's address at its PBX, or puts back what stood there; code 1 where nothing was changed.
fn register(
    data_dir: &Path,
    args: &RegisterArgs,
    json: bool,
    texts: &Texts,
    output: &mut Output,
) -> Result<ExitCode, Failure> {
    let desk = Asker::of(data_dir)?;
    let hook = find(&desk, &args.which)?.id;
    let (came, done) = if args.put_back {
        let came = desk.put_address_back(KeyOfParams { hook })?;
        (came, "cli-register-put-back")
    } else {
        let instead_of = args.instead_of.clone();
        let came = desk.enter_address(EnterAddressParams { hook, instead_of })?;
        (came, "cli-register-done")
    };
    if json {
        output.json(&came)?;
    } else {
        output.line(match &came {
            AddressEntered::Done => texts.get(done, &[]),
            AddressEntered::Another { address } => {
                let address = clean(address, LONGEST_ADDRESS);
                texts.get("cli-register-another", &[("address", address.into())])
            }
            AddressEntered::Failed { code } => {
                let own = format!("address-failure-{code}");
                let id = match texts.has(&own) {
                    true => own,
                    false => format!("records-failure-{code}"),
                };
                let reason = texts.get(&id, &[]);
                texts.get("cli-register-failed", &[("reason", reason.into())])
            }
        })?;
    }
    output.flush()?;
    Ok(match came {
        AddressEntered::Done => ExitCode::SUCCESS,
        AddressEntered::Another { .. } | AddressEntered::Failed { .. } => ExitCode::FAILURE,
    })
}

const LONGEST_ADDRESS: usize = 500;

/// Gives a hook the key of its PBX's interface; code 1 where that does not work, and then it is not
/// kept.
fn use_key(
    data_dir: &Path,
    args: &KeyArgs,
    json: bool,
    texts: &Texts,
    output: &mut Output,
) -> Result<ExitCode, Failure> {
    let key = input::secret(texts.get("cli-hook-key", &[]))?;
    let desk = Asker::of(data_dir)?;
    let hook = find(&desk, &args.which)?;
    let params = UseKeyParams {
        hook: hook.id,
        key,
        base: args.base.clone(),
    };
    if args.recordings {
        let kept = desk.use_recordings_key(params)?;
        return tell_kept(&kept, hook.name, json, texts, output);
    }
    let checked = desk.use_key(params)?;
    if json {
        output.json(&checked)?;
    } else if let Some(code) = &checked.failure {
        output.line(refused(code, texts))?;
    } else {
        let told = |id, count: Option<u32>| {
            let count = count?;
            Some(texts.get(id, &[("count", count.into())]))
        };
        let extensions = told("cli-key-extensions", checked.extensions);
        let contacts = told("cli-key-contacts", checked.contacts);
        let what: Vec<_> = extensions.into_iter().chain(contacts).collect();
        let what = match what.is_empty() {
            true => String::new(),
            false => format!(": {}", what.join(", ")),
        };
        let words = [("name", hook.name.into()), ("what", what.into())];
        output.line(texts.get("cli-key-works", &words))?;
    }
    output.flush()?;
    Ok(match checked.works {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    })
}

/// Tells whether a key that nothing can test is kept; code 1 where it is not.
fn tell_kept(
    kept: &KeyKept,
    name: String,
    json: bool,
    texts: &Texts,
    output: &mut Output,
) -> Result<ExitCode, Failure> {
    if json {
        output.json(kept)?;
    } else {
        output.line(match &kept.failure {
            Some(code) => refused(code, texts),
            None => texts.get("cli-recordings-key-kept", &[("name", name.into())]),
        })?;
    }
    output.flush()?;
    Ok(match kept.kept {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    })
}

/// Why a key was not kept.
fn refused(code: &str, texts: &Texts) -> String {
    let reason = texts.get(&format!("records-failure-{code}"), &[]);
    texts.get("cli-key-refused", &[("reason", reason.into())])
}

/// A hook for another program.
#[derive(Serialize)]
struct HookLine<'a> {
    pbx: PbxId,
    #[serde(skip_serializing_if = "Account::is_empty")]
    account: &'a Account,
    name: &'a str,
    url: &'a str,
    id: i64,
    region: &'a str,
    settings: &'a BTreeMap<String, SettingValue>,
    basic_user: &'a Option<String>,
    previous_until: &'a Option<String>,
    allowed_sources: &'a [String],
    source_header: SourceHeader,
    deliveries: u64,
    not_understood: u64,
    last_delivery_at: &'a Option<String>,
    last_tested_at: &'a Option<String>,
}

impl<'a> HookLine<'a> {
    fn of(hook: &'a HookRow) -> Self {
        Self {
            pbx: hook.pbx,
            account: &hook.account,
            name: &hook.name,
            url: &hook.local_url,
            id: hook.id,
            region: &hook.region,
            settings: &hook.settings,
            basic_user: &hook.basic_user,
            previous_until: &hook.previous_until,
            allowed_sources: &hook.allowed_sources,
            source_header: hook.source_header,
            deliveries: hook.deliveries,
            not_understood: hook.not_understood_total,
            last_delivery_at: &hook.last_delivery_at,
            last_tested_at: &hook.last_tested_at,
        }
    }
}

fn list(desk: &Asker, json: bool, texts: &Texts, output: &mut Output) -> Result<(), Failure> {
    let hooks = desk.hooks(Nothing)?;
    if json {
        let mut lines = hooks.iter();
        return Ok(lines.try_for_each(|hook| output.json(&HookLine::of(hook)))?);
    }
    if hooks.is_empty() {
        output.line(texts.get("cli-hooks-none", &[]))?;
    }
    let formats = Formats::new(texts.language(), TimeZone::system());
    let rows: Vec<_> = hooks
        .iter()
        .map(|hook| {
            let last = match &hook.last_delivery_at {
                Some(at) => date_time(&formats, at),
                None => texts.get("cli-hook-no-delivery", &[]),
            };
            [
                pbx_title(hook.pbx),
                hook.name.clone(),
                last,
                hook.local_url.clone(),
            ]
        })
        .collect();
    Ok(output.table(&rows)?)
}

fn add(desk: &Asker, args: &AddHookArgs, password: Option<String>) -> Result<HookRow, Failure> {
    let basic = args.basic.clone().zip(password);
    Ok(desk.add_hook(AddHookParams {
        pbx: args.pbx,
        name: args.name.clone().unwrap_or_default(),
        account: args.account.clone(),
        settings: settings(desk, args.pbx, &args.set)?,
        region: args.region.clone(),
        basic: basic.map(|(user, password)| BasicParams { user, password }),
    })?)
}

/// The PBX's own settings, each `name=value`; of a table one row `theirs:ours` at a time. What the
/// PBX has not, or cannot be set to, is left to the desk to refuse.
fn settings(
    desk: &Asker,
    pbx: PbxId,
    given: &[String],
) -> Result<Option<BTreeMap<String, SettingValue>>, Failure> {
    if given.is_empty() {
        return Ok(None);
    }
    let language = String::new();
    let mut pbxs = desk.pbxs(PbxsParams { language })?.into_iter();
    let known = pbxs.find(|row| row.id == pbx).map(|row| row.settings);
    let known = known.unwrap_or_default();
    let kind_of = |name: &str| {
        let setting = known.iter().find(|known| known.name == name);
        setting.map(|setting| setting.kind)
    };
    let mut settings = BTreeMap::new();
    for text in given {
        let (name, value) = text
            .split_once('=')
            .ok_or_else(|| Failure::Usage(format!("`{text}`: write a setting as name=value")))?;
        let value = match (kind_of(name), value, value.split_once(':')) {
            (Some(PbxSettingKind::Flag), "yes", _) => SettingValue::Flag(true),
            (Some(PbxSettingKind::Flag), "no", _) => SettingValue::Flag(false),
            (Some(PbxSettingKind::Table), _, Some((theirs, ours))) => {
                let mut rows = match settings.remove(name) {
                    Some(SettingValue::Table(rows)) => rows,
                    _ => BTreeMap::new(),
                };
                rows.insert(theirs.trim().to_owned(), ours.trim().to_owned());
                SettingValue::Table(rows)
            }
            _ => SettingValue::Text(value.to_owned()),
        };
        settings.insert(name.to_owned(), value);
    }
    Ok(Some(settings))
}

/// Gives a hook a new address; the one it had goes on for some hours.
fn rotate(desk: &Asker, args: &RotateArgs) -> Result<(HookRow, &'static str), Failure> {
    let hook = desk.rotate_token(RotateTokenParams {
        hook: find(desk, &args.which)?.id,
        overlap_hours: args.overlap,
    })?;
    let said = match hook.previous_until {
        Some(_) => "cli-hook-rotated",
        None => "cli-hook-rotated-at-once",
    };
    Ok((hook, said))
}

fn limit(desk: &Asker, args: &LimitArgs) -> Result<(HookRow, &'static str), Failure> {
    let hook = desk.limit_sources(LimitSourcesParams {
        hook: find(desk, &args.which)?.id,
        allowed: args.networks.clone(),
        header: args.header,
    })?;
    let said = match hook.allowed_sources.is_empty() {
        true => "cli-hook-unlimited",
        false => "cli-hook-limited",
    };
    Ok((hook, said))
}

/// The hook of this name, else the only one of this PBX.
fn find(desk: &Asker, which: &str) -> Result<HookRow, Failure> {
    let (name, pbx) = (which.to_lowercase(), which.to_ascii_lowercase());
    let hooks = desk.hooks(Nothing)?;
    let (mut named, others): (Vec<_>, Vec<_>) = hooks
        .into_iter()
        .partition(|hook| hook.name.to_lowercase() == name);
    if named.is_empty() {
        let of_pbx = others.into_iter().filter(|hook| hook.pbx.as_str() == pbx);
        named = of_pbx.collect();
    }
    match (named.pop(), named.len()) {
        (Some(one), 0) => Ok(one),
        (None, _) => Err(Failure::Usage(format!(
            "there is no hook `{which}`; see kimo hooks"
        ))),
        (Some(_), others) => Err(Failure::Usage(format!(
            "`{which}` may be any of {} hooks; give its name, see kimo hooks",
            others + 1
        ))),
    }
}
