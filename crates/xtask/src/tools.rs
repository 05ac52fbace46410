//! The programs that must be there already, and the places in the repository.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use anyhow::{Context, Result, bail};

/// The top of the repository.
pub(crate) fn root() -> &'static Path {
    // crates/xtask is two levels down.
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.ancestors().nth(2).unwrap_or(own)
}

/// A program, started at the top of the repository.
pub(crate) fn command(program: &str) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root());
    command
}

/// The cargo that started this program.
pub(crate) fn cargo(args: &[&str]) -> Command {
    let mut command = command(&env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()));
    command.args(args);
    // What the outer cargo says of this program: crates that look at it would be compiled anew each
    // time that somebody calls cargo by hand in between, and all that stands on them.
    for (name, _) in env::vars_os() {
        let of_this = name.to_str().is_some_and(|name| {
            name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_")
        });
        if of_this {
            command.env_remove(name);
        }
    }
    if in_ci() && env::var_os("CARGO_INCREMENTAL").is_none() {
        // Nothing is compiled twice there, so what speeds up the second time only costs.
        command.env("CARGO_INCREMENTAL", "0");
    }
    command
}

/// A cargo that lints what it compiles of ours, and lets no warning pass. That is what
/// `cargo clippy` does, which makes no programs of it, so that all is compiled twice.
pub(crate) fn linting_cargo(args: &[&str]) -> Command {
    let mut cargo = cargo(args);
    cargo.env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver");
    cargo.env(
        "CLIPPY_ARGS",
        "-D__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__",
    );
    cargo
}

/// npm in one of the folders of the repository.
pub(crate) fn npm(folder: &str, args: &[&str]) -> Command {
    let mut command = command(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.current_dir(root().join(folder)).args(args);
    command
}

/// Gives way to a program that talks to the terminal itself, and ends with its exit code.
pub(crate) fn hand_over(mut program: Command) -> Result<ExitCode> {
    let cannot_start = format!("cannot start {}", program.get_program().display());
    // In this process's stead, so that what ends this process ends the program.
    #[cfg(unix)]
    return Err(std::os::unix::process::CommandExt::exec(&mut program)).context(cannot_start);
    #[cfg(not(unix))]
    {
        let status = program.status().context(cannot_start)?;
        Ok(ExitCode::from(u8::from(!status.success())))
    }
}

/// Whether a command can be started and says that all is well.
pub(crate) fn works(program: &str, args: &[&str]) -> bool {
    Command::new(program)
        .args(args)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// Where a program is found on the path.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    let name = format!("{program}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&env::var_os("PATH")?)
        .map(|folder| folder.join(&name))
        .find(|file| file.is_file())
}

/// Whether a CI service says that it runs this.
pub(crate) fn in_ci() -> bool {
    env::var_os("CI").is_some_and(|ci| !ci.is_empty() && ci != "false")
}

/// Refuses to start without Node: the UI is built with it.
pub(crate) fn need_node() -> Result<()> {
    const OLDEST: u32 = 20;
    let Ok(output) = command("node").arg("--version").output() else {
        bail!("Node.js {OLDEST} or newer is needed (https://nodejs.org), and npm with it");
    };
    let version = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    let major = version.trim_start_matches('v').split('.').next();
    match major.and_then(|major| major.parse::<u32>().ok()) {
        Some(major) if major >= OLDEST => Ok(()),
        _ => bail!("Node.js {OLDEST} or newer is needed, this is {version:?}"),
    }
}
