//! A running `kimo-desktop`; how soon it takes deliveries, and what memory it takes.

use std::{
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use anyhow::{Result, bail};

use super::session::Session;
use crate::{
    Bench,
    bodies::MadeUpCall,
    desk::hook_of,
    http::{Connection, Url},
    load::{one_by_one, runtime},
    memory::{self, Memory, descendants},
    process::{Running, built, fresh_directory},
    quantiles::Quantiles,
    table::{Hold, Number, Table},
};

const STARTS: usize = 5;

pub(crate) fn measure(bench: &Bench, table: &mut Table) -> Result<()> {
    let session = Session::start()?;
    let data = fresh_directory(&bench.work, "desktop")?;
    let mut times = Vec::new();
    // The first start makes the history and its hooks; the others find them.
    Desktop::start(bench, &session, &data)?.program.stop()?;
    let url = hook_of(&bench.programs, &data)?;
    for _ in 0..STARTS {
        let begun = Instant::now();
        let program = Desktop::spawn(bench, &session, &data, Some(&url), &[])?;
        answers(&url, begun)?;
        times.push(begun.elapsed());
        program.stop()?;
    }
    let times = Quantiles::new(times);
    println!("    p50 {}, longest {}", times.ms(500), times.ms(1000));
    table.figure(
        &format!("kimo-desktop takes deliveries, longest of {STARTS}"),
        times.ms(1000),
        Hold::AtMost(100.0),
    );

    let desktop = Desktop::start(bench, &session, &data)?;
    one_by_one(&desktop.url, 400, 0, |call| MadeUpCall(call).record())?;
    std::thread::sleep(Duration::from_secs(5));
    let pid = desktop.program.id();
    let Memory { mut private, files } = memory::of(pid)?;
    println!("    private {private:.1} MiB, and {files:.1} MiB of files");
    let helpers = descendants(pid)?;
    for (helper, name) in &helpers {
        let own = memory::of(*helper)?.private;
        println!("    with {name}: {own:.1} MiB");
        private += own;
    }
    table.figure(
        "private memory, desktop without window",
        Number(private, "MiB"),
        Hold::AtMost(40.0),
    );
    let web: u32 = helpers
        .iter()
        .map(|(_, name)| u32::from(name.contains("WebKit")))
        .sum();
    table.figure(
        "web processes, desktop without window",
        Number(f64::from(web), ""),
        Hold::AtMost(0.0),
    );
    desktop.program.stop()
}

/// A running `kimo-desktop`.
pub(crate) struct Desktop {
    pub(crate) program: Running,
    /// Where Verimor posts.
    pub(crate) url: Url,
}

impl Desktop {
    /// Starts it, and waits until it takes deliveries.
    pub(crate) fn start(bench: &Bench, session: &Session, data: &Path) -> Result<Self> {
        Self::with(bench, session, data, &[])
    }

    /// Starts it with more arguments, and waits until it takes deliveries.
    pub(crate) fn with(
        bench: &Bench,
        session: &Session,
        data: &Path,
        arguments: &[&str],
    ) -> Result<Self> {
        let begun = Instant::now();
        let program = Self::spawn(bench, session, data, None, arguments)?;
        loop {
            if let Ok(url) = hook_of(&bench.programs, data)
                && answers_now(&url)
            {
                return Ok(Self { program, url });
            }
            if begun.elapsed() > Duration::from_secs(20) {
                bail!("kimo-desktop takes no deliveries");
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    fn spawn(
        bench: &Bench,
        session: &Session,
        data: &Path,
        at: Option<&Url>,
        arguments: &[&str],
    ) -> Result<Running> {
        let mut command = Command::new(built(&bench.programs, "kimo-desktop")?);
        let listen = at.map_or_else(|| "127.0.0.1:0".to_owned(), |url| url.address.to_string());
        command
            .args(["--hidden", "--listen", &listen, "--data-dir"])
            .arg(data)
            .args(arguments);
        session.adopt(&mut command);
        Running::start(&mut command)
    }
}

/// Waits until a delivery is taken there.
fn answers(url: &Url, begun: Instant) -> Result<()> {
    while !answers_now(url) {
        if begun.elapsed() > Duration::from_secs(20) {
            bail!("kimo-desktop takes no deliveries");
        }
        std::thread::sleep(Duration::from_micros(500));
    }
    Ok(())
}

fn answers_now(url: &Url) -> bool {
    let status = runtime().map_err(anyhow::Error::from).and_then(|runtime| {
        runtime.block_on(async {
            let mut connection = Connection::open(url.address).await?;
            Ok(connection.exchange(&url.post_form("")).await?.status)
        })
    });
    status.is_ok_and(|status| status == 200)
}
