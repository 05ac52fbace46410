//! `cargo xtask soak`: an office at a hundred times its speed, for hours, before the desktop program;
//! what it holds of the system, and how soon its popups are there, from the beginning to the end.

use std::{
    collections::VecDeque,
    fmt, fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use crate::{
    Bench,
    bodies::{MadeUpCall, STEPS},
    http::{Connection, Url},
    load::runtime,
    measure::{
        desktop::Desktop,
        session::{Session, Told},
    },
    memory,
    process::{fresh_directory, processor_time},
    quantiles::Quantiles,
};

/// An office has a call a minute, ten hours a day; here the nights are left out.
const EVERY: Duration = Duration::from_millis(600);
/// So many calls are under way at a time.
const UNDER_WAY: usize = 4;
/// How often is looked, in a run of any length.
const LOOKS: u32 = 24;
/// Later is never, even where others have the machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// Soaks `kimo-desktop` for so many hours and prints a row for each look.
pub(crate) fn soak(bench: &Bench, hours: f64) -> Result<()> {
    let session = Session::start()?;
    let data = fresh_directory(&bench.work, "soak")?;
    let desktop = Desktop::start(bench, &session, &data)?;
    let pid = desktop.program.id();
    let time = Duration::try_from_secs_f64(hours * 3600.0)?;
    println!("{}", Look::HEAD);
    let (begun, mut calls) = (Instant::now(), 0);
    let mut office = Office::new(&desktop.url, &session);
    for look in 1..=LOOKS {
        let until = begun + time * look / LOOKS;
        let before = (processor_time(pid)?, Instant::now());
        let popups = runtime()?.block_on(office.open_until(until, &mut calls))?;
        let worked = processor_time(pid)?.saturating_sub(before.0);
        let look = Look {
            after: begun.elapsed(),
            calls,
            memory: memory::of(pid)?.private,
            handles: entries(pid, "fd")?,
            threads: entries(pid, "task")?,
            log: size(&data.join("kimo.db-wal")),
            database: size(&data.join("kimo.db")),
            processor: worked.as_secs_f64() / before.1.elapsed().as_secs_f64() * 100.0,
            popups,
        };
        println!("{look}");
    }
    desktop.program.stop()
}

/// Who posts, and where it is seen what is shown.
struct Office<'a> {
    url: &'a Url,
    session: &'a Session,
    /// Calls that have begun, and how many of their deliveries were posted.
    under_way: VecDeque<(MadeUpCall, u64)>,
}

impl<'a> Office<'a> {
    fn new(url: &'a Url, session: &'a Session) -> Self {
        let under_way = VecDeque::new();
        Self {
            url,
            session,
            under_way,
        }
    }

    /// Has call after call come until then. Gives how long each took from the post to its popup.
    async fn open_until(&mut self, until: Instant, calls: &mut u64) -> Result<Quantiles> {
        let mut connection = Connection::open(self.url.address).await?;
        let mut times = Vec::new();
        while Instant::now() < until {
            let next = Instant::now() + EVERY;
            let call = MadeUpCall(*calls);
            *calls += 1;
            while self.session.told.try_recv().is_ok() {}
            let posted = Instant::now();
            self.post(&mut connection, &call.ringing()).await?;
            if !call.is_outbound() {
                let shown = self.shown(posted);
                times.push(shown.with_context(|| format!("the call of {}", call.caller()))?);
            }
            self.under_way.push_back((call, 1));
            self.go_on(&mut connection).await?;
            tokio::time::sleep_until(next.into()).await;
        }
        Ok(Quantiles::new(times))
    }

    /// Every call gets one delivery further; every third of those that end was not answered.
    async fn go_on(&mut self, connection: &mut Connection) -> Result<()> {
        if self.under_way.len() < UNDER_WAY {
            return Ok(());
        }
        let mut posts = Vec::new();
        for (call, posted) in &mut self.under_way {
            let is_missed = call.spread().is_multiple_of(3);
            posts.push(match (*posted, is_missed) {
                (1 | 2, true) => call.ringing(),
                (_, true) => call.hangup(false),
                (step, false) => call.step(step),
            });
            *posted += 1;
        }
        self.under_way.retain(|(_, posted)| *posted < STEPS);
        for body in posts {
            self.post(connection, &body).await?;
        }
        Ok(())
    }

    async fn post(&self, connection: &mut Connection, body: &str) -> Result<()> {
        let status = connection.exchange(&self.url.post_form(body)).await?.status;
        match status {
            200 => Ok(()),
            _ => bail!("a delivery was answered {status}"),
        }
    }

    /// How long after it was posted something new, or something else, was shown.
    fn shown(&self, posted: Instant) -> Result<Duration> {
        loop {
            match self.session.told.recv_timeout(PATIENCE)? {
                Told::Notify { at, .. } => return Ok(at.saturating_duration_since(posted)),
                Told::Close => {}
            }
        }
    }
}

/// What a look shows.
struct Look {
    after: Duration,
    calls: u64,
    memory: f64,
    handles: usize,
    threads: usize,
    log: u64,
    database: u64,
    processor: f64,
    popups: Quantiles,
}

impl Look {
    const HEAD: &str = "| minutes | calls | private MiB | handles | threads | log KiB | \
        database KiB | processor % | popup p50 ms | p99 | longest |\n\
        | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |";
}

impl fmt::Display for Look {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let minutes = self.after.as_secs_f64() / 60.0;
        let popup = |per_mille| self.popups.ms(per_mille).0;
        write!(
            f,
            "| {minutes:.1} | {} | {:.1} | {} | {} | {} | {} | {:.1} | {:.2} | {:.2} | {:.2} |",
            self.calls,
            self.memory,
            self.handles,
            self.threads,
            self.log / 1024,
            self.database / 1024,
            self.processor,
            popup(500),
            popup(990),
            popup(1000)
        )
    }
}

/// How many entries a folder of a process has: its open files, or its threads.
fn entries(pid: u32, folder: &str) -> Result<usize> {
    let folder = PathBuf::from(format!("/proc/{pid}/{folder}"));
    let all = fs::read_dir(&folder).with_context(|| folder.display().to_string())?;
    Ok(all.count())
}

/// Nothing where there is no such file.
fn size(file: &Path) -> u64 {
    fs::metadata(file).map_or(0, |file| file.len())
}
