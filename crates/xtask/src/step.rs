//! One command of many, shown as it goes: a line when it starts, its own output, a sign of life
//! when it is silent, a line with the time it took, and nothing of it left running afterwards.

use std::io::{BufRead, BufReader, IsTerminal, Read};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// What is told about a command that ran to its end.
pub(crate) struct Outcome {
    pub(crate) ok: bool,
    pub(crate) took: Duration,
    /// Everything it printed, without colours.
    pub(crate) lines: Vec<String>,
}

/// Runs a command and shows what it prints.
pub(crate) fn run(name: &str, command: &mut Command) -> Result<Outcome> {
    heading(name);
    let started = Instant::now();
    let mut child = spawn(command).with_context(|| {
        let program = command.get_program().to_string_lossy().into_owned();
        format!("{name}: cannot start {program}")
    })?;
    let watched = Watched::new(&child);
    let (sender, lines) = channel();
    read_lines(child.stdout.take(), &sender);
    read_lines(child.stderr.take(), &sender);
    drop(sender);
    let (status, lines) = follow(name, started, &mut child, &lines)?;
    drop(watched);
    let took = started.elapsed();
    let ok = status.success();
    let how = if ok { "done" } else { "FAILED" };
    println!("    {name}: {how} after {}", clock(took));
    Ok(Outcome { ok, took, lines })
}

/// Runs a command whose failure ends everything.
pub(crate) fn must(name: &str, command: &mut Command) -> Result<()> {
    if !run(name, command)?.ok {
        bail!("{name} failed: {command:?}");
    }
    Ok(())
}

/// A line that says what begins now, and when, counted from the start of the whole task.
pub(crate) fn heading(name: &str) {
    println!("\n==> [{}] {name}", clock(task_started().elapsed()));
}

/// A time span for reading: `7 s`, `3 min 05 s`.
pub(crate) fn clock(span: Duration) -> String {
    let seconds = span.as_secs();
    match seconds / 60 {
        0 => format!("{seconds} s"),
        minutes => format!("{minutes} min {:02} s", seconds % 60),
    }
}

/// The time that all headings count from: the first call.
pub(crate) fn task_started() -> Instant {
    static STARTED: OnceLock<Instant> = OnceLock::new();
    *STARTED.get_or_init(Instant::now)
}

/// From now on an interrupt or a termination takes the running command, and all that it started,
/// along. Each command has a process group of its own, which the terminal would not reach.
pub(crate) fn stop_children_on_signal() -> Result<()> {
    task_started();
    ctrlc::set_handler(|| {
        for group in running().drain(..) {
            end_group(group);
        }
        std::process::exit(130);
    })
    .context("cannot watch for an interrupt")
}

const SIGN_OF_LIFE: Duration = Duration::from_secs(20);
/// No command takes this long unless it hangs.
const LIMIT: Duration = Duration::from_secs(45 * 60);

fn spawn(command: &mut Command) -> std::io::Result<Child> {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    if !std::io::stdout().is_terminal() {
        // Some colour what they print in CI, where nobody sees the colours.
        command.env("NO_COLOR", "1");
    }
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    command.spawn()
}

fn read_lines(pipe: Option<impl Read + Send + 'static>, sender: &Sender<String>) {
    let (Some(pipe), sender) = (pipe, sender.clone()) else {
        return;
    };
    thread::spawn(move || {
        let mut pipe = BufReader::new(pipe);
        let mut line = Vec::new();
        while matches!(pipe.read_until(b'\n', &mut line), Ok(1..)) {
            let text = String::from_utf8_lossy(&line).trim_end().to_owned();
            line.clear();
            if sender.send(text).is_err() {
                break;
            }
        }
    });
}

/// Shows the lines until the command has ended. What it left running may still hold the pipes, so
/// their end is waited for only briefly.
fn follow(
    name: &str,
    started: Instant,
    child: &mut Child,
    arriving: &Receiver<String>,
) -> Result<(ExitStatus, Vec<String>)> {
    let mut lines = Vec::new();
    let mut last_sign = Instant::now();
    let mut ended: Option<(ExitStatus, Instant)> = None;
    loop {
        match arriving.recv_timeout(Duration::from_millis(100)) {
            Ok(line) => {
                println!("    {line}");
                lines.push(without_colours(&line));
                last_sign = Instant::now();
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Ok((child.wait()?, lines)),
        }
        match ended {
            Some((status, at)) if at.elapsed() > Duration::from_secs(1) => {
                return Ok((status, lines));
            }
            Some(_) => {}
            None => ended = child.try_wait()?.map(|status| (status, Instant::now())),
        }
        if last_sign.elapsed() > SIGN_OF_LIFE {
            println!("    … {name}: {} so far", clock(started.elapsed()));
            last_sign = Instant::now();
        }
        if started.elapsed() > LIMIT {
            bail!("{name}: still running after {}", clock(LIMIT));
        }
    }
}

fn without_colours(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut rest = line.chars();
    while let Some(c) = rest.next() {
        if c == '\u{1b}' {
            rest.by_ref().find(char::is_ascii_alphabetic);
        } else {
            plain.push(c);
        }
    }
    plain
}

/// A command while it runs. When it is over, whatever is left of its process group is ended.
struct Watched(u32);

impl Watched {
    fn new(child: &Child) -> Self {
        running().push(child.id());
        Self(child.id())
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        running().retain(|group| *group != self.0);
        end_group(self.0);
    }
}

fn running() -> std::sync::MutexGuard<'static, Vec<u32>> {
    static RUNNING: Mutex<Vec<u32>> = Mutex::new(Vec::new());
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Asks the group to end, and insists a moment later. A group that is gone already is no error.
#[cfg(unix)]
fn end_group(group: u32) {
    use rustix::process::{Pid, Signal, kill_process_group, test_kill_process_group};

    let Some(group) = i32::try_from(group).ok().and_then(Pid::from_raw) else {
        return;
    };
    if kill_process_group(group, Signal::TERM).is_err() {
        return;
    }
    for _ in 0..20 {
        thread::sleep(Duration::from_millis(100));
        if test_kill_process_group(group).is_err() {
            return;
        }
    }
    if let Err(error) = kill_process_group(group, Signal::KILL) {
        eprintln!("    cannot end what was started: {error}");
    }
}

#[cfg(windows)]
fn end_group(group: u32) {
    let ended = Command::new("taskkill")
        .args(["/T", "/F", "/PID", &group.to_string()])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    if let Err(error) = ended {
        eprintln!("    cannot end what was started: {error}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_spans_read_well() {
        assert_eq!(clock(Duration::from_millis(900)), "0 s");
        assert_eq!(clock(Duration::from_secs(59)), "59 s");
        assert_eq!(clock(Duration::from_secs(185)), "3 min 05 s");
    }

    #[test]
    fn colours_do_not_hide_the_counts() {
        assert_eq!(without_colours("\u{1b}[32;1m5\u{1b}[0m passed"), "5 passed");
    }

    #[cfg(unix)]
    #[test]
    fn a_command_leaves_nothing_running() {
        let outcome = run(
            "leaves a child behind",
            Command::new("sh").args(["-c", "sleep 600 & echo $!; exit 3"]),
        )
        .expect("sh starts");
        assert!(!outcome.ok);
        let child = &outcome.lines[0];
        let alive = Command::new("kill").args(["-0", child]).status();
        assert!(!alive.expect("kill starts").success(), "{child} still runs");
    }
}
