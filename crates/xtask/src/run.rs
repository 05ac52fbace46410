//! `cargo xtask run`: from a fresh clone to a running Kimo.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use anyhow::Result;

use crate::packages::{self, Need};
use crate::tools::{hand_over, root};
use crate::{build, step, ui};

/// Starts the desktop program where there is a display, else the headless one.
pub(crate) fn run(serve: bool, release: bool, args: &[OsString]) -> Result<ExitCode> {
    let desktop = !serve && has_display() && desktop_libraries()?;
    if !desktop {
        packages::install(&[Need::Compile])?;
    }
    ui::build()?;
    build::programs(desktop, release)?;

    let name = if desktop { "kimo-desktop" } else { "kimo" };
    let program = built(name, release);
    step::heading(match (desktop, serve) {
        (true, _) => "Kimo starts: look for its icon in the tray",
        (false, true) => "Kimo starts: open the address of its UI in a browser",
        (false, false) => "Kimo starts without a display: open the address of its UI in a browser",
    });
    let mut kimo = Command::new(program);
    if !desktop {
        kimo.arg("serve");
    }
    kimo.args(args);
    hand_over(kimo)
}

/// Where a program is once it is built.
pub(crate) fn built(name: &str, release: bool) -> PathBuf {
    let profile = if release { "release" } else { "debug" };
    let folder = root().join("target").join(profile);
    folder.join(format!("{name}{}", env::consts::EXE_SUFFIX))
}

fn has_display() -> bool {
    let set = |name| env::var_os(name).is_some_and(|display| !display.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// Where the desktop program's libraries cannot be had, the headless one still can.
fn desktop_libraries() -> Result<bool> {
    if let Err(missing) = packages::install(&[Need::Compile, Need::DesktopProgram]) {
        println!("    the desktop program cannot be built: {missing:#}");
        println!("    going on with the headless one");
    }
    Ok(packages::can_build_desktop())
}
