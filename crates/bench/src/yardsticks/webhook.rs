//! adnanh/webhook: what people use today who want a program to run when something is posted.

use std::{
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use anyhow::Result;
use serde_json::json;

use crate::{
    http::Url,
    load::wait_until_it_answers,
    process::{Running, find, free_address},
};

/// Starts one that runs a program for each delivery, and answers when the program has ended: as
/// Kimo, which answers when the delivery is kept.
pub(crate) fn start(
    work: &Path,
    program: &Path,
    arguments: &[&str],
    bus: Option<&str>,
) -> Result<(Running, Url)> {
    let webhook = find("webhook")?;
    let address = free_address()?;
    let arguments: Vec<_> = arguments
        .iter()
        .map(|text| json!({"source": "string", "name": text}))
        .collect();
    let hooks = json!([{
        "id": "run",
        "execute-command": program,
        "pass-arguments-to-command": arguments,
        "include-command-output-in-response": true,
    }]);
    let file: PathBuf = work.join("webhook.json");
    std::fs::write(&file, hooks.to_string())?;
    let mut command = Command::new(webhook);
    command.arg("-hooks").arg(file).args([
        "-ip",
        "127.0.0.1",
        "-port",
        &address.port().to_string(),
    ]);
    if let Some(bus) = bus {
        command.env("DBUS_SESSION_BUS_ADDRESS", bus);
    }
    let running = Running::start(&mut command)?;
    let url = Url {
        address,
        path: "/hooks/run".to_owned(),
    };
    wait_until_it_answers(&url, Duration::from_secs(10))?;
    Ok((running, url))
}
