//! `cargo xtask test`: all set-up of its own, then every check and test there is. A failure does
//! not keep the rest from running; the last line counts what passed and failed.

use std::process::{Command, ExitCode};

use anyhow::Result;
use clap::ValueEnum;

use crate::packages::{self, Need};
use crate::report::Report;
use crate::tools::{cargo, linting_cargo, npm, works};
use crate::{linux, ui, windows};

/// What can be tested by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum Part {
    /// Formatting, lints, unit and acceptance tests, licences and advisories.
    Rust,
    /// The UI's types, lints, unit tests and build.
    Ui,
    /// The UI in a browser, against a running `kimo serve`.
    Browser,
    /// The desktop program on a virtual screen.
    Desktop,
    /// The programs for Windows, built here and tried under Wine.
    Windows,
    /// The packages for Linux, tried in a Debian that is new. Only where it is named: that Debian and
    /// all that the packages need come over the network.
    Package,
}

impl Part {
    /// Whether it needs the programs for this computer.
    fn runs_here(self) -> bool {
        !matches!(self, Self::Ui | Self::Windows)
    }
}

/// Tests the named parts, or all but the packages.
pub(crate) fn test(parts: &[Part]) -> Result<ExitCode> {
    let named = parts;
    let usual = Part::value_variants().iter().copied();
    let usual: Vec<_> = usual.filter(|part| *part != Part::Package).collect();
    let parts = if parts.is_empty() { &usual } else { parts };
    let wanted = |part| parts.contains(&part);
    let mut report = Report::default();

    packages::install(&needs(parts))?;
    if wanted(Part::Rust) {
        report.check("Formatting", cargo(&["fmt", "--all", "--check"]));
    }
    // The programs embed the UI, so nothing of theirs compiles before it is built.
    ui::install("ui")?;
    if wanted(Part::Ui) {
        test_ui(&mut report);
    }
    report.check("UI build", npm("ui", &["run", "build"]));
    let cargo = match parts.iter().any(|part| part.runs_here()) {
        true => build(&mut report, wanted(Part::Rust)),
        false => None,
    };
    if let Some(cargo) = cargo {
        if wanted(Part::Rust) {
            test_rust(&mut report, cargo);
        }
        if wanted(Part::Browser) {
            test_browser(&mut report)?;
        }
        if wanted(Part::Desktop) {
            test_desktop(&mut report, cargo);
        }
        if wanted(Part::Package) {
            linux::test(&mut report);
        }
    }
    if wanted(Part::Windows) {
        windows::test(&mut report, named.contains(&Part::Windows));
    }
    if wanted(Part::Rust) {
        check_dependencies(&mut report);
    }
    Ok(report.close())
}

/// How cargo is called: each call has to be of one kind, or compiles anew what is of ours.
type Cargo = fn(&[&str]) -> Command;

/// Programs and tests in one go: no later step that calls this cargo compiles anything. Lints cost
/// no second go; where they fail, the tests are still worth running.
fn build(report: &mut Report, lints: bool) -> Option<Cargo> {
    let mut what = vec!["build", "--workspace", "--all-targets", "--keep-going"];
    if cfg!(windows) {
        // A program that runs cannot be replaced there.
        what.extend(["--exclude", "xtask"]);
    }
    if lints && report.check("Lints, programs and tests", linting_cargo(&what)) {
        return Some(linting_cargo);
    }
    let built = report.check("Programs and tests", cargo(&what));
    built.then_some(cargo)
}

fn needs(parts: &[Part]) -> Vec<Need> {
    let mut needs = Vec::new();
    if parts.iter().any(|part| part.runs_here()) {
        needs.extend([Need::Compile, Need::DesktopProgram]);
    }
    if parts.contains(&Part::Rust) {
        needs.extend([Need::Tunnels, Need::Faults, Need::AddressBook]);
    }
    if parts.contains(&Part::Browser) {
        needs.extend([Need::Browser, Need::AddressBook]);
    }
    if parts.contains(&Part::Desktop) {
        needs.push(Need::VirtualDesktop);
    }
    needs
}

fn test_ui(report: &mut Report) {
    report.check("UI types", npm("ui", &["run", "check"]));
    report.check("UI lints", npm("ui", &["run", "lint"]));
    report.tests("UI unit tests", npm("ui", &["run", "test"]));
    // Some mirrors of the npm registry know no advisories.
    let told = npm("ui", &["audit", "--json"]).output();
    match told {
        Ok(told) if String::from_utf8_lossy(&told.stdout).contains("\"auditReportVersion\"") => {
            report.check("UI advisories", npm("ui", &["audit", "--audit-level=high"]));
        }
        _ => report.skip("UI advisories", "the npm registry in use does not answer"),
    }
}

fn test_rust(report: &mut Report, cargo: Cargo) {
    if works("cargo-nextest", &["--version"]) {
        let nextest = ["nextest", "run", "--workspace", "--no-fail-fast"];
        report.tests("Rust tests", cargo(&nextest));
    } else {
        let test = ["test", "--workspace", "--no-fail-fast"];
        report.tests("Rust tests", cargo(&test));
    }
}

fn test_browser(report: &mut Report) -> Result<()> {
    ui::install("tests/browser")?;
    let mut tests = npm("tests/browser", &["test"]);
    if let Some(browser) = packages::browser() {
        tests.env("CHROMIUM", browser);
    }
    report.tests("Browser tests", tests);
    Ok(())
}

/// The target is outside the default ones, because it needs a virtual screen. It is chosen from the
/// whole workspace so that its dependencies have the features with which they were built before.
fn test_desktop(report: &mut Report, cargo: Cargo) {
    if cfg!(target_os = "linux") {
        let desktop = ["--workspace", "--test", "desktop", "--"];
        // Each test runs a whole desktop; more at a time only wait for one another. The toolkit's
        // own races are not ours to lose a run by: a test is tried once more, and is then called
        // flaky in the report.
        let tests = if works("cargo-nextest", &["--version"]) {
            cargo(&[
                "nextest",
                "run",
                "--workspace",
                "--test",
                "desktop",
                "--no-fail-fast",
                "--test-threads=2",
                "--retries=1",
                "--failure-output=final",
            ])
        } else {
            cargo(&[&["test"], &desktop[..], &["--test-threads=2"]].concat())
        };
        report.tests("Desktop tests", tests);
    } else {
        report.skip("Desktop tests", "they need an X server of their own");
    }
}

fn check_dependencies(report: &mut Report) {
    const LICENCES: &str = "Licences and sources of dependencies";
    const ADVISORIES: &str = "Advisories on dependencies";
    if !works("cargo-deny", &["--version"]) {
        report.skip(LICENCES, "cargo-deny is not installed");
        report.skip(ADVISORIES, "cargo-deny is not installed");
        return;
    }
    report.check(
        LICENCES,
        cargo(&["deny", "check", "bans", "licenses", "sources"]),
    );
    let told = cargo(&["deny", "fetch"]).output();
    if told.is_ok_and(|told| told.status.success()) {
        report.check(ADVISORIES, cargo(&["deny", "check", "advisories"]));
    } else {
        report.skip(ADVISORIES, "the list of advisories cannot be fetched");
    }
}
