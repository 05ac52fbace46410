//! What is wrong with a desk, and what to do about it. Looks from outside, beside a running desk
//! or without one.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use jiff::{SignedDuration, Timestamp};
use kimo_history::{HookSummary, NotUnderstood, OpenError, ReadError, Reader};

use crate::{
    control::{self, Command},
    hook_url, hooks_with_passwords,
    lock::{DeskLock, Holder, LockError},
    send,
    tunnel::{Setup, TunnelState, TunnelStatus},
};

/// One thing that was looked at. Its text is `doctor-<id>`, and where something is wrong the next
/// step is `doctor-<id>-next`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How it is.
    pub state: State,
    /// Names the text.
    pub id: &'static str,
    /// What the text and the next step have in them.
    pub variables: Vec<(&'static str, Variable)>,
}

/// How a thing is that was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// As it should be.
    Ok,
    /// Worth knowing.
    Note,
    /// Not as it should be.
    Wrong,
}

/// What stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Variable {
    /// As it is.
    Text(String),
    /// A number.
    Count(u64),
    /// A point in time, to be written as the reader's language does.
    Time(Timestamp),
    /// Why the desk is out of reach: the text is `error-reach-<code>` with the detail in it, the
    /// next step `reach-next-<code>`.
    Reach {
        /// Names the texts.
        code: String,
        /// What the program itself says of it.
        detail: String,
    },
}

/// Looks at everything.
pub async fn examine(data_dir: &Path, now: Timestamp) -> Vec<Finding> {
    let mut findings = vec![rights(data_dir)];
    if !data_dir.is_dir() {
        return findings;
    }
    findings.extend(disk(data_dir));
    let reader = match Reader::open(data_dir) {
        Ok(reader) => {
            findings.push(database(&reader));
            Some(reader)
        }
        Err(error) => {
            findings.push(unopened(&error));
            None
        }
    };
    if reader.is_some() {
        findings.push(backups(data_dir, now));
    }
    let holder = desk(data_dir, &mut findings);
    findings.extend(tunnel_file(data_dir));
    findings.extend(holder.as_ref().and_then(way));
    let hooks = reader
        .map(|reader| {
            let hooks = hooks_with_passwords(&reader, data_dir)?.into_iter();
            let with_not_understood = |summary: HookSummary| {
                let newest = reader
                    .not_understood(summary.hook.id, NOT_UNDERSTOOD)?
                    .newest;
                Ok((summary, newest))
            };
            hooks
                .map(with_not_understood)
                .collect::<Result<Vec<_>, ReadError>>()
        })
        .transpose();
    match hooks {
        Ok(hooks) => {
            let listen = holder.and_then(|holder| holder.listen);
            for (summary, newest) in hooks.unwrap_or_default() {
                match (password(&summary), listen) {
                    (Some(lacking), _) => findings.push(lacking),
                    (None, Some(listen)) => findings.push(reachable(listen, &summary).await),
                    (None, None) => {}
                }
                findings.push(last_delivery(&summary));
                findings.extend(not_understood(&summary, &newest, now));
            }
        }
        Err(error) => findings.push(wrong("database-unreadable", [("detail", text(error))])),
    }
    findings
}

/// Whether the tunnel's set-up is damaged.
fn tunnel_file(data_dir: &Path) -> Option<Finding> {
    let error = Setup::load(data_dir).err()?;
    Some(wrong("tunnel-file", [("detail", text(error))]))
}

/// Whether the running desk is reached by its tunnel.
fn way(holder: &Holder) -> Option<Finding> {
    let answer = control::ask(holder, Command::Tunnel).ok()?;
    let status: TunnelStatus = serde_json::from_str(&answer).ok()?;
    let url = || {
        (
            "url",
            text(status.public_url.as_deref().unwrap_or_default()),
        )
    };
    Some(match status.state {
        TunnelState::Off => note("tunnel-off", []),
        TunnelState::Unchecked => note("tunnel-unchecked", [url()]),
        TunnelState::Reachable => ok("tunnel-reachable", [url()]),
        TunnelState::Unreachable => {
            let code = status.reason.clone().unwrap_or_else(|| "tunnel".to_owned());
            let detail = status.detail.clone().unwrap_or_default();
            wrong(
                "tunnel-unreachable",
                [url(), ("reason", Variable::Reach { code, detail })],
            )
        }
    })
}

fn rights(data_dir: &Path) -> Finding {
    let dir = || ("dir", text(data_dir.display()));
    let metadata = match fs::metadata(data_dir) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return wrong("dir-missing", [dir()]);
        }
        Err(error) => return wrong("dir-refused", [dir(), ("detail", text(error))]),
    };
    if !metadata.is_dir() {
        return wrong("dir-is-a-file", [dir()]);
    }
    if let Some(path) = readable_by_others(data_dir) {
        return wrong("dir-open-to-others", [("path", text(path.display()))]);
    }
    let probe = data_dir.join(format!(".doctor-{}", std::process::id()));
    match fs::write(&probe, b"?").and_then(|()| fs::remove_file(&probe)) {
        Ok(()) => ok("dir", [dir()]),
        Err(error) => wrong("dir-refused", [dir(), ("detail", text(error))]),
    }
}

/// The first file or directory that others than the owner may read.
#[cfg(unix)]
fn readable_by_others(data_dir: &Path) -> Option<PathBuf> {
    use std::os::unix::fs::PermissionsExt;
    let is_open = |path: &PathBuf| {
        fs::metadata(path).is_ok_and(|metadata| metadata.permissions().mode() & 0o077 != 0)
    };
    let dir = data_dir.to_owned();
    if is_open(&dir) {
        return Some(dir);
    }
    let files = fs::read_dir(data_dir).ok()?.flatten();
    files.map(|file| file.path()).find(is_open)
}

/// On Windows the directories of the user are the user's own.
#[cfg(not(unix))]
fn readable_by_others(_: &Path) -> Option<PathBuf> {
    None
}

fn disk(data_dir: &Path) -> Option<Finding> {
    const LITTLE: u64 = 200 << 20;
    let free = fs4::available_space(data_dir).ok()?;
    let megabytes = [("megabytes", Variable::Count(free >> 20))];
    Some(match free < LITTLE {
        true => wrong("disk-full", megabytes),
        false => ok("disk", megabytes),
    })
}

fn database(reader: &Reader) -> Finding {
    match reader.health() {
        Ok(health) if health.problems.is_empty() => ok(
            "database",
            [("megabytes", Variable::Count(health.bytes.div_ceil(1 << 20)))],
        ),
        Ok(health) => wrong(
            "database-damaged",
            [("detail", text(health.problems.join("; ")))],
        ),
        Err(ReadError::Damaged(detail)) => wrong("database-damaged", [("detail", text(detail))]),
        Err(error) => wrong("database-unreadable", [("detail", text(error))]),
    }
}

fn unopened(error: &OpenError) -> Finding {
    match error {
        OpenError::Missing(_) => wrong("database-missing", []),
        OpenError::Older(_) => wrong("database-older", []),
        OpenError::Newer { .. } => wrong("database-newer", [("detail", text(error))]),
        OpenError::Damaged { why, .. } => wrong("database-damaged", [("detail", text(why))]),
        OpenError::Locked(_) | OpenError::Other { .. } => {
            wrong("database-unreadable", [("detail", text(error))])
        }
    }
}

fn backups(data_dir: &Path, now: Timestamp) -> Finding {
    let backups = match kimo_history::backups(data_dir) {
        Ok(backups) => backups,
        Err(error) => return wrong("backups-unreadable", [("detail", text(error))]),
    };
    let Some(newest) = backups.first() else {
        return Finding {
            state: State::Note,
            id: "backups-none",
            variables: Vec::new(),
        };
    };
    let today = now.to_zoned(jiff::tz::TimeZone::UTC).date();
    let days = (today - newest.day).get_days();
    let variables = [
        ("count", Variable::Count(backups.len() as u64)),
        ("day", text(newest.day)),
    ];
    match days > 2 {
        true => wrong("backups-old", variables),
        false => ok("backups", variables),
    }
}

/// Whether a desk runs; its holder if it does.
fn desk(data_dir: &Path, findings: &mut Vec<Finding>) -> Option<Holder> {
    let answering =
        Holder::read(data_dir).filter(|holder| control::give(holder, Command::Ping).is_ok());
    let Some(holder) = answering else {
        // Taken only to see whether it can be: a desk that hangs still holds it.
        findings.push(match DeskLock::take(data_dir) {
            Ok(_) => wrong("desk-none", []),
            Err(LockError::Held { holder, .. }) => {
                let pid = holder.map_or_else(|| "?".to_owned(), |holder| holder.pid.to_string());
                wrong("desk-hangs", [("pid", text(pid))])
            }
            Err(error) => wrong("desk-unknown", [("detail", text(error))]),
        });
        return None;
    };
    let program = ("program", text(&holder.program));
    let pid = ("pid", text(holder.pid));
    findings.push(match holder.listen {
        Some(listen) => ok("desk", [program, pid, ("address", text(listen))]),
        None => wrong("desk-deaf", [program, pid]),
    });
    Some(holder)
}

/// Whether a hook lets nobody in, for its password cannot be read.
fn password(summary: &HookSummary) -> Option<Finding> {
    let hook = &summary.hook;
    let basic = hook.basic.as_ref()?;
    let is_lacking = basic.password.is_none();
    is_lacking.then(|| wrong("hook-password", [("name", text(&hook.name))]))
}

async fn reachable(listen: std::net::SocketAddr, summary: &HookSummary) -> Finding {
    let hook = &summary.hook;
    let name = || ("name", text(&hook.name));
    match send::probe(&hook_url(listen, hook).url, Some(hook)).await {
        Ok(answer) if answer.status.as_u16() == 200 => ok("hook", [name()]),
        Ok(answer) => {
            let detail = format!("{} {}", answer.status, answer.body.trim_end());
            wrong("hook-refuses", [name(), ("detail", text(detail))])
        }
        Err(error) => wrong("hook-silent", [name(), ("detail", text(error))]),
    }
}

fn last_delivery(summary: &HookSummary) -> Finding {
    let name = ("name", text(&summary.hook.name));
    match (summary.last_delivery_at, summary.last_tested_at) {
        (Some(at), _) => ok(
            "delivery",
            [
                name,
                ("at", Variable::Time(at)),
                ("count", Variable::Count(summary.deliveries)),
            ],
        ),
        (None, Some(at)) => Finding {
            state: State::Note,
            id: "delivery-only-tested",
            variables: vec![name, ("at", Variable::Time(at))],
        },
        (None, None) => Finding {
            state: State::Note,
            id: "delivery-none",
            variables: vec![name],
        },
    }
}

/// So many of the newest of each hook are looked at.
const NOT_UNDERSTOOD: usize = 20;

/// What was not understood in the last week; what is older has been seen or does not matter.
fn not_understood(
    summary: &HookSummary,
    newest: &[NotUnderstood],
    now: Timestamp,
) -> Option<Finding> {
    let week = now - SignedDuration::from_hours(7 * 24);
    let recent: Vec<_> = newest
        .iter()
        .filter(|delivery| delivery.received_at >= week)
        .collect();
    let newest = recent.first()?;
    Some(wrong(
        "not-understood",
        [
            ("name", text(&summary.hook.name)),
            ("count", Variable::Count(recent.len() as u64)),
            ("detail", text(crate::clean(&newest.what, 200))),
        ],
    ))
}

fn ok<const N: usize>(id: &'static str, variables: [(&'static str, Variable); N]) -> Finding {
    Finding {
        state: State::Ok,
        id,
        variables: variables.into(),
    }
}

fn note<const N: usize>(id: &'static str, variables: [(&'static str, Variable); N]) -> Finding {
    Finding {
        state: State::Note,
        id,
        variables: variables.into(),
    }
}

fn wrong<const N: usize>(id: &'static str, variables: [(&'static str, Variable); N]) -> Finding {
    Finding {
        state: State::Wrong,
        id,
        variables: variables.into(),
    }
}

fn text(text: impl std::fmt::Display) -> Variable {
    Variable::Text(text.to_string())
}
