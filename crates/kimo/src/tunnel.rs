//! `kimo tunnel`: how the PBX reaches the desk.

use std::{
    io::{IsTerminal, Read},
    path::Path,
    process::ExitCode,
};

use jiff::tz::TimeZone;
use kimo_desk::{
    Formats, Texts,
    api::{
        Asker, Cloudflared, Ngrok, Nothing, Remote, Ssh, Tailscale, TunnelConfig, TunnelKind,
        UseTunnelParams,
    },
    tunnel::{TunnelState, TunnelStatus},
};

use crate::{
    cli::{TunnelArgs, TunnelCommand, UseCommand},
    failure::Failure,
    output::{Output, date_time},
};

/// Shows or changes the tunnel. A change takes effect on the running desk at once.
pub(crate) fn tunnel(
    data_dir: &Path,
    args: &TunnelArgs,
    texts: &Texts,
    output: &mut Output,
) -> Result<ExitCode, Failure> {
    // Before the desk is asked: a token may come from somebody who types it.
    let using = match &args.command {
        TunnelCommand::Use(using) => Some(chosen(using)?),
        TunnelCommand::Off => Some(UseTunnelParams {
            choice: TunnelConfig::Off,
            token: None,
        }),
        _ => None,
    };
    let desk = Asker::of(data_dir)?;
    if let Some(using) = using {
        desk.use_tunnel(using)?;
    }
    match &args.command {
        TunnelCommand::Key => output.line(desk.ssh_key(Nothing)?)?,
        TunnelCommand::Status { json: true } => output.json(&desk.reached(Nothing)?)?,
        TunnelCommand::Status { json: false } => tell(&desk.reached(Nothing)?, texts, output)?,
        TunnelCommand::Check => desk.check_tunnel(Nothing)?,
        TunnelCommand::ForgetHostKey => desk.forget_host_key(Nothing)?,
        TunnelCommand::Use(_) | TunnelCommand::Off => {}
    }
    output.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// The tunnel to use, and its token if it was given now.
fn chosen(using: &UseCommand) -> Result<UseTunnelParams, Failure> {
    let mut token = None;
    let choice = match using.clone() {
        UseCommand::Ssh {
            host,
            port,
            user,
            remote_port,
            remote_socket,
            public_url,
        } => TunnelConfig::Ssh(Ssh {
            host,
            port,
            user,
            remote: match (remote_port, remote_socket) {
                (Some(port), _) => Remote::Port(port),
                (None, Some(path)) => Remote::Socket(path),
                (None, None) => {
                    return Err(Failure::Usage(
                        "give --remote-port or --remote-socket".to_owned(),
                    ));
                }
            },
            public_url,
        }),
        UseCommand::Ngrok { domain } => {
            token = given_token("NGROK_AUTHTOKEN")?;
            TunnelConfig::Ngrok(Ngrok { domain })
        }
        UseCommand::Cloudflared {
            public_url,
            program,
        } => {
            // A quick tunnel has no token; a named one has an address of its own.
            if public_url.is_some() {
                token = given_token("TUNNEL_TOKEN")?;
            }
            TunnelConfig::Cloudflared(Cloudflared {
                public_url,
                program,
            })
        }
        UseCommand::Tailscale { program } => TunnelConfig::Tailscale(Tailscale { program }),
        UseCommand::Address { public_url } => TunnelConfig::Address { public_url },
    };
    Ok(UseTunnelParams { choice, token })
}

/// A token, from the environment or from standard input: arguments can be read by everybody on
/// the computer. `None` where neither has one; the one given before then goes on.
fn given_token(variable: &str) -> Result<Option<String>, Failure> {
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

fn tell(status: &TunnelStatus, texts: &Texts, output: &mut Output) -> Result<(), Failure> {
    let formats = Formats::new(texts.language(), TimeZone::system());
    let since = status.since.as_deref();
    let since = since.map(|at| date_time(&formats, at)).unwrap_or_default();
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
