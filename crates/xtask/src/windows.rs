//! The programs for Windows, built on Debian and tried under Wine: `cargo xtask test windows`.
//!
//! Debian has a second compiler with the sources of its standard library, which that builds for
//! Windows along with ours. The first one stays the compiler of everything else.

use std::{
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use anyhow::{Context, Result};

use crate::{
    packages::{self, Need},
    report::Report,
    step,
    tools::{command, linting_cargo, root},
};

const TARGET: &str = "x86_64-pc-windows-gnu";
const COMPILER: &str = "/usr/bin/rustc";
/// Of the same release as the compiler: it knows no other's library.
const LINTER: &str = "/usr/bin/clippy-driver";
/// All but one, which with this library does not see the `const` of any `thread_local`.
const LINTS: &str = concat!(
    "-Dwarnings__CLIPPY_HACKERY__",
    "-Aclippy::missing_const_for_thread_local__CLIPPY_HACKERY__"
);

/// Everything but the benchmark and this program, which only developers run, in one go.
const PARTS: &[&str] = &[
    "--workspace",
    "--exclude",
    "kimo-bench",
    "--exclude",
    "xtask",
    "--lib",
    "--bins",
    "--tests",
];

/// Builds all, where no warning is let pass, and runs the tests; those that make things up, which take
/// longest under Wine, only where `all` are asked for.
pub(crate) fn test(report: &mut Report, all: bool) {
    const BUILD: &str = "Windows: programs, tests and lints";
    const TESTS: &str = "Windows: tests under Wine";
    if cfg!(windows) {
        report.skip(TESTS, "this is Windows: its tests are the others");
        return;
    }
    if let Err(error) = packages::install(&[Need::Windows]) {
        println!("    {error:#}");
        report.skip(TESTS, "a compiler for Windows and Wine cannot be installed");
        return;
    }
    if !report.check(BUILD, build()) {
        return;
    }
    match Screen::start() {
        Ok(screen) => report.tests(TESTS, tests(&screen, all)),
        Err(error) => {
            println!("    {error:#}");
            report.fail(TESTS);
        }
    }
    let mut install = command("tests/wine/install");
    install.arg(folder().join(TARGET).join("debug"));
    report.check("Windows: installer under Wine", install);
    end_wine();
}

/// Builds the programs for release. Gives back in which folder they are.
pub(crate) fn programs() -> Result<PathBuf> {
    packages::install(&[Need::Windows])?;
    let mut build = for_windows("build");
    build.args([
        "--release",
        "--package",
        "kimo",
        "--package",
        "kimo-desktop",
    ]);
    step::must("Programs for Windows", &mut build)?;
    Ok(folder().join(TARGET).join("release"))
}

fn build() -> Command {
    let mut build = for_windows("build");
    build.args(PARTS).arg("--keep-going");
    build
}

/// Each test program once, with as many tests at a time as there are processors: to start a program
/// for each test takes Wine longer than most tests.
fn tests(screen: &Screen, all: bool) -> Command {
    let mut tests = for_windows("test");
    tests.args(PARTS).arg("--no-fail-fast");
    tests.env("DISPLAY", &screen.display);
    if !all {
        tests.env("KIMO_WINE_BRIEFLY", "yes");
    }
    // What they test is there: the path to cargo that they know is no program of Windows.
    let programs = folder().join(TARGET).join("debug");
    tests.env("KIMO_BIN", in_wine(&programs.join("kimo.exe")));
    // A library of WebView2's lies beside the programs, and not beside their tests.
    tests.env("WINEPATH", in_wine(&programs));
    tests
}

/// A virtual screen, for what has windows: the user's own is not for that. Ended when dropped.
struct Screen {
    server: Child,
    display: String,
}

impl Screen {
    fn start() -> Result<Self> {
        let mut server = command("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1366x768x24"])
            .args(["-nolisten", "tcp"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("no virtual screen")?;
        let mut number = String::new();
        if let Some(told) = server.stdout.take() {
            BufReader::new(told).read_line(&mut number)?;
        }
        let display = format!(":{}", number.trim());
        Ok(Self { server, display })
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // It may have ended already, which is all that is wanted.
        self.server.kill().ok();
        self.server.wait().ok();
    }
}

fn for_windows(what: &str) -> Command {
    let mut cargo = linting_cargo(&[what, "--target", TARGET]);
    cargo
        .env("RUSTC_WORKSPACE_WRAPPER", LINTER)
        .env("CLIPPY_ARGS", LINTS)
        .env("CARGO_TARGET_DIR", folder())
        .env("RUSTC", COMPILER)
        // The flags below are those of a compiler in development, and its library is not there.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_unwind,test")
        // A third of the disk, and half of the linking.
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("CARGO_INCREMENTAL", "0")
        .env("WINEPREFIX", prefix())
        .env(
            "CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER",
            root().join("tests/wine/run"),
        );
    cargo
}

/// Nothing of it is left running: it would stay for a while in case more programs come.
fn end_wine() {
    let server = ["wineserver", "/usr/lib/wine/wineserver"];
    for server in server {
        let mut end = command(server);
        end.arg("-k").env("WINEPREFIX", prefix());
        if end.status().is_ok() {
            return;
        }
    }
    step::heading("Wine's server was not found, and may run for a while");
}

fn folder() -> PathBuf {
    root().join("target/windows")
}

/// A Windows of its own, without anything of the user's.
fn prefix() -> PathBuf {
    folder().join("wine")
}

/// A path as a program under Wine knows it.
fn in_wine(path: &Path) -> String {
    format!("Z:{}", path.display()).replace('/', "\\")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_one_of_windows() {
        let path = Path::new("/home/ayşe/kimo/kimo.exe");
        assert_eq!(in_wine(path), r"Z:\home\ayşe\kimo\kimo.exe");
    }
}
