//! `kimo tunnel`: how the PBX reaches the desk.

use std::{
    io::{IsTerminal, Read},
    path::Path,
    process::ExitCode,
};

use jiff::{Timestamp, tz::TimeZone};
use kimo_desk::{
    Formats, Secrets, Texts,
    control::{self, Command as Ask},
    lock::Holder,
    tunnel::{self, Setup, TunnelState, TunnelStatus, secret_names},
};
use kimo_tunnel::{Cloudflared, Ngrok, Remote, Ssh, Tailscale, TunnelConfig, TunnelKind};

use crate::{
    beside,
    cli::{TunnelArgs, TunnelCommand, UseCommand},
    failure::Failure,
    hooks,
    output::Output,
};

/// Shows or changes the tunnel. A change takes effect on the running desk at once.
pub(crate) fn tunnel(
    data_dir: &Path,
    args: &TunnelArgs,
    texts: &Texts,
    output: &mut Output,
) -> Result<ExitCode, Failure> {
    match &args.command {
        TunnelCommand::Key => output.line(public_key(data_dir)?)?,
        TunnelCommand::Status { json } => status(data_dir, *json, texts, output)?,
        TunnelCommand::Check => tell_desk(data_dir, Ask::CheckTunnel)?,
        TunnelCommand::Off => change(data_dir, |setup| setup.tunnel = TunnelConfig::Off)?,
        TunnelCommand::ForgetHostKey => {
            hooks::change(data_dir, async |writer| {
                Ok(writer.forget_host_keys().await?)
            })?;
            change(data_dir, |setup| setup.host_keys.clear())?;
        }
        TunnelCommand::Use(using) => {
            let (tunnel, token) = chosen(using)?;
            if let Some(token) = token {
                secrets(data_dir)?
                    .set(secret_names::TUNNEL_TOKEN, &token)
                    .map_err(other)?;
            }
            let hooks = beside::history(data_dir)?.hooks()?;
            Setup::choose(data_dir, tunnel, &hooks).map_err(other)?;
            tell_desk(data_dir, Ask::ReloadTunnel)?;
        }
    }
    output.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// The tunnel to use, and its token if it was given now.
fn chosen(using: &UseCommand) -> Result<(TunnelConfig, Option<String>), Failure> {
    Ok(match using.clone() {
        UseCommand::Ssh {
            host,
            port,
            user,
            remote_port,
            remote_socket,
            public_url,
        } => {
            let remote = match (remote_port, remote_socket) {
                (Some(port), _) => Remote::Port(port),
                (None, Some(path)) => Remote::Socket(path),
                (None, None) => {
                    return Err(Failure::Usage(
                        "give --remote-port or --remote-socket".to_owned(),
                    ));
                }
            };
            (
                TunnelConfig::Ssh(Ssh {
                    host,
                    port,
                    user,
                    remote,
                    public_url,
                }),
                None,
            )
        }
        UseCommand::Ngrok { domain } => (
            TunnelConfig::Ngrok(Ngrok { domain }),
            token("NGROK_AUTHTOKEN")?,
        ),
        UseCommand::Cloudflared {
            public_url,
            program,
        } => {
            // A quick tunnel has no token; a named one has an address of its own.
            let token = if public_url.is_some() {
                token("TUNNEL_TOKEN")?
            } else {
                None
            };
            (
                TunnelConfig::Cloudflared(Cloudflared {
                    public_url,
                    program,
                }),
                token,
            )
        }
        UseCommand::Tailscale { program } => (TunnelConfig::Tailscale(Tailscale { program }), None),
        UseCommand::Address { public_url } => (TunnelConfig::Address { public_url }, None),
    })
}

/// A token, from the environment or from standard input: arguments can be read by everybody on
/// the computer. `None` where neither has one; the one given before then goes on.
fn token(variable: &str) -> Result<Option<String>, Failure> {
    let given = match std::env::var(variable) {
        Ok(token) => token,
        Err(_) if std::io::stdin().is_terminal() => return Ok(None),
        Err(_) => {
            let mut token = String::new();
            std::io::stdin().take(4096).read_to_string(&mut token)?;
            token
        }
    };
    Ok(Some(given.trim().to_owned()).filter(|token| !token.is_empty()))
}

fn public_key(data_dir: &Path) -> Result<String, Failure> {
    let key = tunnel::ssh_key(&secrets(data_dir)?)
        .map_err(|detail| Failure::Other(anyhow::anyhow!(detail)))?;
    key.public_line().map_err(other)
}

/// The secrets of the desk in this directory.
pub(crate) fn secrets(data_dir: &Path) -> Result<Secrets, Failure> {
    let desk = beside::history(data_dir)?.desk_id()?;
    Ok(Secrets::open(data_dir, &desk.0))
}

fn change(data_dir: &Path, change: impl FnOnce(&mut Setup)) -> Result<(), Failure> {
    // Makes the directory with the right rights where there is none yet.
    beside::history(data_dir)?;
    Setup::change(data_dir, change).map_err(other)?;
    tell_desk(data_dir, Ask::ReloadTunnel)
}

/// Tells a running desk; without one the change is there for the next start.
fn tell_desk(data_dir: &Path, command: Ask) -> Result<(), Failure> {
    match beside::running_desk(data_dir) {
        Some(holder) => Ok(control::give(&holder, command)?),
        None => Ok(()),
    }
}

fn status(data_dir: &Path, json: bool, texts: &Texts, output: &mut Output) -> Result<(), Failure> {
    let of_desk = Holder::read(data_dir)
        .and_then(|holder| control::ask(&holder, Ask::Tunnel).ok())
        .and_then(|answer| serde_json::from_str::<TunnelStatus>(&answer).ok());
    let status = of_desk.unwrap_or_else(|| TunnelStatus::of_directory(data_dir));
    if json {
        output.json(&status)?;
        return Ok(());
    }
    let formats = Formats::new(texts.language(), TimeZone::system());
    let since = status
        .since
        .as_deref()
        .and_then(|since| since.parse::<Timestamp>().ok());
    let since = since
        .map(|since| formats.date_time(since))
        .unwrap_or_default();
    let state = match status.state {
        TunnelState::Off => "cli-tunnel-off",
        TunnelState::Unchecked => "cli-tunnel-unchecked",
        TunnelState::Reachable => "cli-tunnel-reachable",
        TunnelState::Unreachable => "cli-tunnel-unreachable",
    };
    if status.kind != TunnelKind::Unknown {
        let kind = texts.get(&format!("reach-kind-{}", status.kind), &[]);
        output.line(texts.get(state, &[("kind", kind.into()), ("since", since.into())]))?;
    }
    if let Some(url) = &status.public_url {
        output.line(format!("  {url}"))?;
    }
    if let Some(reason) = &status.reason {
        let detail = status.detail.clone().unwrap_or_default();
        output.line(texts.get(
            &format!("error-reach-{reason}"),
            &[("detail", detail.into())],
        ))?;
        output.line(texts.get(&format!("reach-next-{reason}"), &[]))?;
    }
    Ok(())
}

fn other(error: impl std::error::Error + Send + Sync + 'static) -> Failure {
    Failure::Other(error.into())
}
