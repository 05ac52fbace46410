//! Programs that are started for a measurement.

use std::{
    ffi::OsStr,
    io::{BufRead, BufReader},
    net::{SocketAddr, TcpListener},
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

/// A running program; killed when dropped.
pub(crate) struct Running {
    child: Child,
    stdout: Option<BufReader<ChildStdout>>,
}

impl Running {
    /// Starts it, its standard output for us to read.
    pub(crate) fn start(command: &mut Command) -> Result<Self> {
        let mut child = command
            // Nothing comes, and it is not at its end: there are programs that end with it.
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("cannot start {}", command.get_program().display()))?;
        let stdout = child.stdout.take().map(BufReader::new);
        Ok(Self { child, stdout })
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// The next line that it prints.
    pub(crate) fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        let stdout = self.stdout.as_mut().context("no output")?;
        if stdout.read_line(&mut line)? == 0 {
            bail!("the program ended without saying that it is ready");
        }
        Ok(line)
    }

    /// Asks it to end, and waits until it has.
    pub(crate) fn stop(mut self) -> Result<()> {
        let asked = Command::new("kill")
            .arg(self.child.id().to_string())
            .status()?;
        if !asked.success() {
            bail!("cannot ask the program to end");
        }
        let begun = Instant::now();
        while self.child.try_wait()?.is_none() {
            if begun.elapsed() > Duration::from_secs(30) {
                bail!("the program does not end");
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        Ok(())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing left to do.
        if self.child.kill().is_ok() {
            self.child.wait().ok();
        }
    }
}

/// A program of the system's, or of ours.
pub(crate) fn find(name: &str) -> Result<PathBuf> {
    std::env::var_os("PATH")
        .iter()
        .flat_map(std::env::split_paths)
        .map(|directory| directory.join(name))
        .find(|path| path.is_file())
        .with_context(|| format!("`{name}` is not installed"))
}

/// A program that was built.
pub(crate) fn built(directory: &Path, name: &str) -> Result<PathBuf> {
    let path = directory
        .join(name)
        .with_extension(std::env::consts::EXE_EXTENSION);
    if path.is_file() {
        Ok(path)
    } else {
        bail!("{} is not built", path.display());
    }
}

/// How long processors have worked for a program, by `/proc/<pid>/stat`.
pub(crate) fn processor_time(pid: u32) -> Result<Duration> {
    /// Of `/proc` on every Linux there is.
    const TICK: Duration = Duration::from_millis(10);
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat"))?;
    let (_, fields) = stat.rsplit_once(')').context("what /proc says")?;
    let ticks = |field: &str| field.parse::<u32>().ok();
    let mut spent = fields.split_whitespace().skip(11).map_while(ticks);
    let (user, system) = spent.next().zip(spent.next()).context("what /proc says")?;
    Ok(TICK * (user + system))
}

/// An address nobody listens at.
pub(crate) fn free_address() -> Result<SocketAddr> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?)
}

/// An empty directory for one measurement.
pub(crate) fn fresh_directory(work: &Path, name: impl AsRef<OsStr>) -> Result<PathBuf> {
    let path = work.join(name.as_ref());
    if path.exists() {
        std::fs::remove_dir_all(&path)?;
    }
    std::fs::create_dir_all(&path)?;
    Ok(path)
}
