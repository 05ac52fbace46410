//! A running `kimo serve`.

use std::{
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::{
    http::{Connection, Url},
    process::{Running, built},
};

/// `kimo serve`, ready to take deliveries.
pub(crate) struct Desk {
    pub(crate) program: Running,
    /// How long it took from start to ready.
    pub(crate) ready_after: Duration,
    hooks: Vec<Hook>,
    ui: Option<String>,
}

#[derive(Deserialize)]
struct Ready {
    hooks: Vec<Hook>,
    ui: Option<String>,
}

#[derive(Deserialize)]
struct Hook {
    pbx: String,
    url: String,
}

impl Desk {
    /// Starts it on a data directory.
    pub(crate) fn start(programs: &Path, data: &Path) -> Result<Self> {
        let mut command = Command::new(built(programs, "kimo")?);
        command
            .args(["serve", "--json", "--listen", "127.0.0.1:0"])
            .args(["--ui", "127.0.0.1:0", "--data-dir"])
            .arg(data);
        let begun = Instant::now();
        let mut program = Running::start(&mut command)?;
        let line = program.line()?;
        let ready_after = begun.elapsed();
        let ready: Ready = serde_json::from_str(&line).context("what kimo serve prints")?;
        Ok(Self {
            program,
            ready_after,
            hooks: ready.hooks,
            ui: ready.ui,
        })
    }

    /// Where Verimor posts.
    pub(crate) fn verimor(&self) -> Result<Url> {
        verimor(self.hooks.iter())
    }

    /// Asks what the UI asks.
    pub(crate) async fn questions(&self) -> Result<Questions> {
        let url = Url::parse(self.ui.as_deref().context("no UI")?)?;
        let address = url.address;
        let connection = Connection::open(address).await?;
        let (_, token) = url.path.split_once("#session=").context("no session")?;
        let head = format!(
            "Host: {address}\r\nOrigin: http://{address}\r\nAuthorization: Bearer {token}\r\n\
             Content-Type: application/json\r\n"
        );
        Ok(Questions { connection, head })
    }
}

/// A session with the UI's socket.
pub(crate) struct Questions {
    connection: Connection,
    head: String,
}

impl Questions {
    /// One question's answer, and how long it took.
    pub(crate) async fn ask(
        &mut self,
        name: &str,
        params: &serde_json::Value,
    ) -> Result<(serde_json::Value, Duration)> {
        let params = params.to_string();
        let request = format!(
            "POST /api/{name} HTTP/1.1\r\n{}Content-Length: {}\r\n\r\n{params}",
            self.head,
            params.len()
        );
        let begun = Instant::now();
        let answer = self.connection.exchange(request.as_bytes()).await?;
        let took = begun.elapsed();
        if answer.status != 200 {
            bail!("`{name}` was answered {}", answer.status);
        }
        Ok((serde_json::from_slice(answer.body)?, took))
    }
}

/// The address of Verimor's hook of a running desk of either kind; made if there is none.
pub(crate) fn hook_of(programs: &Path, data: &Path) -> Result<Url> {
    let hooks = |args: &[&str]| -> Result<Vec<Hook>> {
        let output = Command::new(built(programs, "kimo")?)
            .arg("hooks")
            .args(args)
            .args(["--json", "--data-dir"])
            .arg(data)
            .output()?;
        let lines = String::from_utf8(output.stdout)?;
        let hooks = lines.lines().map(serde_json::from_str);
        Ok(hooks.collect::<Result<_, _>>()?)
    };
    verimor(hooks(&[])?.iter()).or_else(|_| verimor(hooks(&["add", "verimor"])?.iter()))
}

fn verimor<'a>(mut hooks: impl Iterator<Item = &'a Hook>) -> Result<Url> {
    let hook = hooks.find(|hook| hook.pbx == "verimor");
    Url::parse(&hook.context("no hook for Verimor")?.url)
}
