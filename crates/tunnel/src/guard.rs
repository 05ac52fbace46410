//! The guard: a second process of Kimo's own program that stands between Kimo and a tunnel
//! program. It holds a pipe from Kimo; when the pipe closes, be it that Kimo was killed with -9,
//! it ends the program. So no tunnel program is ever left behind.

use std::{
    ffi::{OsStr, OsString},
    io::Read,
    path::PathBuf,
    process::{Command, ExitCode, Stdio},
};

/// The first argument by which Kimo starts its own program as a guard.
const ASKED: &str = "--guard-program";

/// The command that starts `program` under a guard. Its standard input must be a pipe that stays
/// open as long as the program shall run.
pub(crate) fn guarded(program: &OsStr) -> std::io::Result<tokio::process::Command> {
    let mut command = tokio::process::Command::new(own_program()?);
    command.arg(ASKED).arg(program);
    Ok(command)
}

/// Kimo's own program, to be started once more. Where an upgrade has replaced it while it runs, that is
/// the newer one.
pub fn own_program() -> std::io::Result<PathBuf> {
    std::env::current_exe().map(as_it_was_started)
}

/// Linux tells the place of a program that was replaced with this suffix.
fn as_it_was_started(program: PathBuf) -> PathBuf {
    let path = program.to_str();
    match path.and_then(|path| path.strip_suffix(" (deleted)")) {
        Some(path) if cfg!(target_os = "linux") => PathBuf::from(path),
        _ => program,
    }
}

/// Called first thing in `main`: where this process was started as a guard, does the guard's work
/// and gives the exit code to leave with.
pub fn become_guard_if_asked() -> Option<ExitCode> {
    let mut arguments = std::env::args_os().skip(1);
    if arguments.next().as_deref() != Some(OsStr::new(ASKED)) {
        return None;
    }
    let program = arguments.next()?;
    Some(guard(&program, arguments))
}

fn guard(program: &OsStr, arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let mut child = match command.spawn() {
        Ok(child) => child,
        Err(error) => {
            eprintln!("{}: {error}", program.to_string_lossy());
            return ExitCode::from(127);
        }
    };
    let id = child.id();
    std::thread::spawn(move || {
        // Ends when Kimo closes the pipe or is gone. An error means the same.
        while std::io::stdin()
            .read(&mut [0; 64])
            .is_ok_and(|read| read > 0)
        {}
        end_group(id);
    });
    let code = child.wait().ok().and_then(|status| status.code());
    // Whatever the program itself started goes with it.
    end_group(id);
    ExitCode::from(code.and_then(|code| u8::try_from(code).ok()).unwrap_or(1))
}

#[cfg(unix)]
fn end_group(id: u32) {
    use rustix::process::{Pid, Signal, kill_process_group};
    let pid = i32::try_from(id).ok().and_then(Pid::from_raw);
    if let Some(pid) = pid
        && let Err(error) = kill_process_group(pid, Signal::KILL)
        && error != rustix::io::Errno::SRCH
    {
        eprintln!("the tunnel program could not be ended: {error}");
    }
}

#[cfg(windows)]
fn end_group(id: u32) {
    let ended = Command::new("taskkill")
        .args(["/F", "/T", "/PID", &id.to_string()])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    if let Err(error) = ended {
        eprintln!("the tunnel program could not be ended: {error}");
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn a_program_that_an_upgrade_replaced_is_started_from_where_it_was() {
        for (told, program) in [
            ("/usr/bin/kimo-desktop", "/usr/bin/kimo-desktop"),
            ("/usr/bin/kimo-desktop (deleted)", "/usr/bin/kimo-desktop"),
            (
                "/home/ayşe/kimo (deleted)/kimo",
                "/home/ayşe/kimo (deleted)/kimo",
            ),
        ] {
            assert_eq!(as_it_was_started(told.into()), Path::new(program), "{told}");
        }
    }
}
