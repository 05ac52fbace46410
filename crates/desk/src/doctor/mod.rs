//! What is wrong with a desk, and what to do about it. Looks from outside, beside a running desk
//! or without one.

mod clock;
mod findings;
mod records;

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use jiff::{SignedDuration, Timestamp};
use kimo_history::{
    HookSummary, NotUnderstood, NotUnderstoodDeliveries, OpenError, ReadError, Reader,
    UNREAD_BYTES, UNREAD_DAYS,
};

use serde_json::Value;

use crate::{
    api, control,
    fault::Fault,
    hook_url, hooks_with_passwords,
    incidents::{of_fault, told},
    lock::{DeskLock, Holder, LockError},
    send,
    tunnel::{Setup, TunnelState, TunnelStatus},
};

use findings::text;
pub use findings::{Finding, Found, State, Variable};

/// Looks at everything.
pub async fn examine(data_dir: &Path, now: Timestamp) -> Vec<Finding> {
    let mut findings = vec![rights(data_dir)];
    if !data_dir.is_dir() {
        return findings;
    }
    findings.extend(disk(data_dir));
    if findings
        .iter()
        .all(|finding| finding.found != Found::DirReadOnly)
    {
        findings.extend(unwritable(data_dir));
    }
    let reader = match Reader::open(data_dir) {
        Ok(reader) => {
            findings.push(database(&reader));
            findings.extend(incidents(&reader));
            Some(reader)
        }
        Err(error) => {
            findings.push(unopened(&error));
            None
        }
    };
    findings.push(backups(data_dir, now));
    findings.extend(reader.iter().flat_map(|reader| clock::clock(reader, now)));
    let holder = desk(data_dir, &mut findings);
    findings.extend(fault(data_dir, holder.as_ref()));
    findings.extend(holder.as_ref().and_then(blind));
    findings.extend(tunnel_file(data_dir, reader.as_ref()));
    findings.extend(holder.as_ref().and_then(way));
    findings.extend(reader.as_ref().and_then(address_book));
    findings.extend(reader.iter().flat_map(records::records));
    let hooks = reader
        .map(|reader| {
            let hooks = hooks_with_passwords(&reader, data_dir)?.into_iter();
            let with_not_understood = |summary: HookSummary| {
                let kept = reader.not_understood(summary.hook.id, NOT_UNDERSTOOD)?;
                Ok((summary, kept))
            };
            hooks
                .map(with_not_understood)
                .collect::<Result<Vec<_>, ReadError>>()
        })
        .transpose();
    match hooks {
        Ok(hooks) => {
            let listen = holder.and_then(|holder| holder.listen);
            for (summary, kept) in hooks.unwrap_or_default() {
                match (password(&summary), listen) {
                    (Some(lacking), _) => findings.push(lacking),
                    (None, Some(listen)) => findings.push(reachable(listen, &summary).await),
                    (None, None) => {}
                }
                findings.push(last_delivery(&summary));
                findings.extend(not_understood(&summary, &kept.newest, now));
                findings.extend(dropped(&summary, &kept, now));
            }
        }
        Err(error) => findings.push(Found::DatabaseUnreadable.with([("detail", text(error))])),
    }
    findings
}

/// Why calls cannot be stored, if the running desk says so.
fn blind(holder: &Holder) -> Option<Finding> {
    let answer = control::ask(holder, "status", &Value::Null).ok()?;
    let status: api::DeskStatus = serde_json::from_value(answer).ok()?;
    // Whether it is reached is looked at by itself.
    let blind = status
        .blind
        .filter(|blind| STORAGE.contains(&blind.code.as_str()))?;
    Some(Found::DeskBlind.with([("problem", Variable::Problem(blind))]))
}

/// Why calls may not be stored.
const STORAGE: [&str; 5] = [
    "disk-full",
    "storage-locked",
    "storage-damaged",
    "storage-gone",
    "cannot-store",
];

/// Whether the tunnel's set-up is damaged, or gone where there has been one.
fn tunnel_file(data_dir: &Path, reader: Option<&Reader>) -> Option<Finding> {
    let is_chosen = reader.is_some_and(|reader| reader.tunnel_is_chosen().unwrap_or_default());
    match Setup::load(data_dir) {
        Err(error) => Some(Found::TunnelFile.with([("detail", text(error))])),
        Ok(None) if is_chosen => Some(Found::TunnelFileGone.with([])),
        Ok(_) => None,
    }
}

/// Whether the running desk is reached by its tunnel.
fn way(holder: &Holder) -> Option<Finding> {
    let answer = control::ask(holder, "reached", &Value::Null).ok()?;
    let status: TunnelStatus = serde_json::from_value(answer).ok()?;
    let url = || {
        (
            "url",
            text(status.public_url.as_deref().unwrap_or_default()),
        )
    };
    Some(match status.state {
        TunnelState::Off => Found::TunnelOff.with([]),
        TunnelState::Unchecked => Found::TunnelUnchecked.with([url()]),
        TunnelState::Reachable => Found::TunnelReachable.with([url()]),
        TunnelState::Unreachable => {
            let code = status.reason.clone().unwrap_or_else(|| "tunnel".to_owned());
            let detail = status.detail.clone().unwrap_or_default();
            Found::TunnelUnreachable.with([url(), ("reason", Variable::Reach { code, detail })])
        }
    })
}

/// Whether the address book can be read, where there is one.
fn address_book(reader: &Reader) -> Option<Finding> {
    let book = reader.address_book().ok().flatten()?;
    let name = ("name", text(crate::clean(&book.name, 200)));
    Some(match (book.failure, book.synced_at) {
        (Some(failure), _) => {
            let (code, detail) = (failure.code, failure.detail);
            Found::AddressBookFails.with([name, ("reason", Variable::Book { code, detail })])
        }
        (None, Some(at)) => Found::AddressBook.with([
            name,
            (
                "count",
                Variable::Count(reader.total_synced().unwrap_or_default()),
            ),
            ("at", Variable::Time(at)),
        ]),
        (None, None) => Found::AddressBookUnread.with([name]),
    })
}

fn rights(data_dir: &Path) -> Finding {
    let dir = || ("dir", text(data_dir.display()));
    let metadata = match fs::metadata(data_dir) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Found::DirMissing.with([dir()]);
        }
        Err(error) => return Found::DirRefused.with([dir(), ("detail", text(error))]),
    };
    if !metadata.is_dir() {
        return Found::DirIsAFile.with([dir()]);
    }
    if let Some(path) = readable_by_others(data_dir) {
        return Found::DirOpenToOthers.with([("path", text(path.display()))]);
    }
    let probe = data_dir.join(format!(".doctor-{}", std::process::id()));
    let written = fs::write(&probe, b"?");
    // On a full disk it is made, and nothing is written to it.
    let removed = fs::remove_file(&probe);
    match written.and(removed) {
        Ok(()) => Found::Dir.with([dir()]),
        Err(error) => match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                Found::DirFull.with([dir()])
            }
            io::ErrorKind::ReadOnlyFilesystem => Found::DirReadOnly.with([dir()]),
            _ => Found::DirRefused.with([dir(), ("detail", text(error))]),
        },
    }
}

/// Whether the history's file may not be written. Before anybody opens it: closing a file takes
/// away the locks that this program has on it.
fn unwritable(data_dir: &Path) -> Option<Finding> {
    let path = kimo_history::path_in(data_dir);
    let error = fs::OpenOptions::new().append(true).open(&path).err()?;
    let refused = matches!(
        error.kind(),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem
    );
    refused.then(|| {
        Found::DatabaseUnwritable.with([("path", text(path.display())), ("detail", text(error))])
    })
}

/// The first file or directory that others than the owner may read.
fn readable_by_others(data_dir: &Path) -> Option<PathBuf> {
    let is_open = |path: &PathBuf| kimo_history::is_open_to_others(path).is_ok_and(|open| open);
    let dir = data_dir.to_owned();
    if is_open(&dir) {
        return Some(dir);
    }
    let files = fs::read_dir(data_dir).ok()?.flatten();
    files.map(|file| file.path()).find(is_open)
}

fn disk(data_dir: &Path) -> Option<Finding> {
    const LITTLE: u64 = 200 << 20;
    let free = fs4::available_space(data_dir).ok()?;
    let megabytes = [("megabytes", Variable::Count(free >> 20))];
    Some(match free < LITTLE {
        true => Found::DiskFull.with(megabytes),
        false => Found::Disk.with(megabytes),
    })
}

fn database(reader: &Reader) -> Finding {
    match reader.health() {
        Ok(health) if health.problems.is_empty() => {
            Found::Database.with([("megabytes", Variable::Count(health.bytes.div_ceil(1 << 20)))])
        }
        Ok(health) => Found::DatabaseDamaged.with([("detail", text(health.problems.join("; ")))]),
        Err(ReadError::Damaged(detail)) => Found::DatabaseDamaged.with([("detail", text(detail))]),
        Err(error) => Found::DatabaseUnreadable.with([("detail", text(error))]),
    }
}

/// What has befallen the history and nobody has seen yet.
fn incidents(reader: &Reader) -> Vec<Finding> {
    let incidents = reader.incidents().unwrap_or_else(|error| {
        tracing::warn!(%error, "what befell the history cannot be read");
        Vec::new()
    });
    let problems = told(&incidents).into_iter().filter_map(|(_, told)| told);
    problems
        .map(|problem| Found::Incident.with([("problem", Variable::Problem(problem))]))
        .collect()
}

/// What went wrong inside Kimo and nobody has heard of yet. A desk that runs has not ended by it.
fn fault(data_dir: &Path, holder: Option<&Holder>) -> Option<Finding> {
    let mut fault = Fault::read(data_dir)?;
    fault.has_ended &= holder.is_none_or(|holder| holder.pid != fault.pid);
    let problem = Variable::Problem(of_fault(&fault));
    Some(Found::Incident.with([("problem", problem)]))
}

fn unopened(error: &OpenError) -> Finding {
    match error {
        OpenError::Missing(dir) if kimo_history::has_been_used(dir) => Found::DatabaseGone.with([]),
        OpenError::Missing(_) => Found::DatabaseMissing.with([]),
        OpenError::Gone(_) => Found::DatabaseGone.with([]),
        OpenError::Older(_) => Found::DatabaseOlder.with([]),
        OpenError::Newer { .. } => Found::DatabaseNewer.with([("detail", text(error))]),
        OpenError::Damaged { why, .. } => Found::DatabaseDamaged.with([("detail", text(why))]),
        OpenError::Locked(_) | OpenError::Other { .. } => {
            Found::DatabaseUnreadable.with([("detail", text(error))])
        }
    }
}

fn backups(data_dir: &Path, now: Timestamp) -> Finding {
    let backups = match kimo_history::backups(data_dir, now) {
        Ok(backups) => backups,
        Err(error) => return Found::BackupsUnreadable.with([("detail", text(error))]),
    };
    let Some(newest) = backups.first() else {
        return Found::BackupsNone.with([]);
    };
    let today = now.to_zoned(jiff::tz::TimeZone::UTC).date();
    let days = (today - newest.day).get_days();
    let variables = [
        ("count", Variable::Count(backups.len() as u64)),
        ("day", text(newest.day)),
    ];
    match days > 2 {
        true => Found::BackupsOld.with(variables),
        false => Found::Backups.with(variables),
    }
}

/// Whether a desk runs; its holder if it does.
fn desk(data_dir: &Path, findings: &mut Vec<Finding>) -> Option<Holder> {
    let Some(holder) = api::running(data_dir) else {
        // Taken only to see whether it can be: a desk that hangs still holds it.
        findings.push(match DeskLock::take(data_dir) {
            Ok(_) => Found::DeskNone.with([]),
            Err(LockError::Held { holder, .. }) => {
                let pid = holder.map_or_else(|| "?".to_owned(), |holder| holder.pid.to_string());
                Found::DeskHangs.with([("pid", text(pid))])
            }
            Err(error) => Found::DeskUnknown.with([("detail", text(error))]),
        });
        return None;
    };
    let program = ("program", text(&holder.program));
    let pid = ("pid", text(holder.pid));
    findings.push(match holder.listen {
        Some(listen) => Found::Desk.with([program, pid, ("address", text(listen))]),
        None => Found::DeskDeaf.with([program, pid]),
    });
    Some(holder)
}

/// Whether a hook lets nobody in, for its password cannot be read.
fn password(summary: &HookSummary) -> Option<Finding> {
    let hook = &summary.hook;
    let basic = hook.basic.as_ref()?;
    let is_lacking = basic.password.is_none();
    is_lacking.then(|| Found::HookPassword.with([("name", text(&hook.name))]))
}

async fn reachable(listen: std::net::SocketAddr, summary: &HookSummary) -> Finding {
    let hook = &summary.hook;
    let name = || ("name", text(&hook.name));
    match send::probe(&hook_url(listen, hook).url, Some(hook)).await {
        Ok(answer) if answer.status.as_u16() == 200 => Found::Hook.with([name()]),
        Ok(answer) => {
            let detail = format!("{} {}", answer.status, answer.body.trim_end());
            Found::HookRefuses.with([name(), ("detail", text(detail))])
        }
        Err(error) => Found::HookSilent.with([name(), ("detail", text(error))]),
    }
}

fn last_delivery(summary: &HookSummary) -> Finding {
    let name = ("name", text(&summary.hook.name));
    match (summary.last_delivery_at, summary.last_tested_at) {
        (Some(at), _) => Found::Delivery.with([
            name,
            ("at", Variable::Time(at)),
            ("count", Variable::Count(summary.deliveries)),
        ]),
        (None, Some(at)) => Found::DeliveryOnlyTested.with([name, ("at", Variable::Time(at))]),
        (None, None) => Found::DeliveryNone.with([name]),
    }
}

/// So many of the newest of each hook are looked at.
const NOT_UNDERSTOOD: usize = 20;

/// In the last week; what was so before has been seen or does not matter.
const LATELY: SignedDuration = SignedDuration::from_hours(7 * 24);

/// What was not understood lately and had to make room.
fn dropped(
    summary: &HookSummary,
    kept: &NotUnderstoodDeliveries,
    now: Timestamp,
) -> Option<Finding> {
    let at = kept
        .dropped_at
        .filter(|at| now.duration_since(*at).abs() < LATELY)?;
    Some(Found::NotUnderstoodDropped.with([
        ("name", text(&summary.hook.name)),
        ("count", Variable::Count(kept.dropped)),
        ("at", Variable::Time(at)),
        ("megabytes", Variable::Count(UNREAD_BYTES >> 20)),
        ("days", Variable::Count(UNREAD_DAYS.into())),
    ]))
}

/// What was not understood lately.
fn not_understood(
    summary: &HookSummary,
    newest: &[NotUnderstood],
    now: Timestamp,
) -> Option<Finding> {
    let week = now - LATELY;
    let recent: Vec<_> = newest
        .iter()
        .filter(|delivery| delivery.received_at >= week)
        .collect();
    let newest = recent.first()?;
    Some(Found::NotUnderstood.with([
        ("name", text(&summary.hook.name)),
        ("count", Variable::Count(recent.len() as u64)),
        ("detail", text(crate::clean(&newest.what, 200))),
    ]))
}
