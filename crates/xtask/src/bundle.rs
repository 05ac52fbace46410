//! `cargo xtask bundle`: the release programs and their licences, in one folder, and beside them what
//! installs them: packages on Linux, an installer on Windows, or for Windows on Debian.

use std::env;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result};

use crate::linux::{self, Pressed};
use crate::packages::{self, Need};
use crate::tools::{command, find, root};
use crate::{build, step, ui, windows};

/// Builds for release and gathers what is given to people in `target/bundle`.
pub(crate) fn bundle(for_windows: bool) -> Result<ExitCode> {
    packages::install(&[Need::Compile, Need::DesktopProgram, Need::Packages])?;
    ui::build()?;
    build::programs(true, true)?;

    step::heading("Bundle");
    let bundle = root().join("target/bundle");
    fs::create_dir_all(&bundle).with_context(|| format!("cannot make {}", bundle.display()))?;
    let programs = ["kimo", "kimo-desktop"]
        .map(|name| format!("target/release/{name}{}", env::consts::EXE_SUFFIX));
    let papers = ["LICENSE-MIT", "LICENSE-APACHE", "README.md", "CHANGELOG.md"];
    for file in programs.iter().map(String::as_str).chain(papers) {
        let name = file.rsplit('/').next().unwrap_or(file);
        let bytes = fs::copy(root().join(file), bundle.join(name))
            .with_context(|| format!("cannot copy {file}"))?;
        println!("    {name}: {} KiB", bytes.div_ceil(1024));
    }
    println!("    in {}", bundle.display());
    for name in programs.iter().filter_map(|path| path.rsplit('/').next()) {
        sign(&bundle.join(name))?;
    }
    if cfg!(target_os = "linux") {
        let programs = root().join("target/release");
        linux::packages(&programs, &bundle, Pressed::Small)?;
    }
    if cfg!(windows) {
        // That of nsis.sourceforge.io makes none of 64 bits.
        installer(&bundle, &bundle, "x86-unicode")?;
    } else if for_windows {
        let programs = windows::programs()?;
        for name in ["kimo.exe", "kimo-desktop.exe"] {
            sign(&programs.join(name))?;
        }
        installer(&programs, &bundle, "amd64-unicode")?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Runs the program that `KIMO_SIGN` names on a file: whoever has a certificate has that too.
fn sign(file: &Path) -> Result<()> {
    let Some(signer) = env::var_os("KIMO_SIGN") else {
        return Ok(());
    };
    step::must("Signature", Command::new(signer).arg(file))
}

/// Makes the installer of the programs in a folder, and puts it into another.
fn installer(programs: &Path, to: &Path, target: &str) -> Result<()> {
    let usual = env::var_os("ProgramFiles(x86)")
        .map(|programs| Path::new(&programs).join("NSIS/makensis.exe"))
        .filter(|makensis| makensis.exists());
    let Some(makensis) = find("makensis").or(usual) else {
        println!("    no installer: NSIS is not here (https://nsis.sourceforge.io)");
        return Ok(());
    };
    let version = env!("CARGO_PKG_VERSION");
    let to = to.join(format!("kimo-{version}-windows.exe"));
    let mut make = command(&makensis.to_string_lossy());
    make.arg("-V2")
        .arg(format!("-DTARGET={target}"))
        .arg(format!("-DFROM={}", programs.display()))
        .arg(format!("-DTO={}", to.display()))
        .arg(format!("-DVERSION={version}"))
        .arg(root().join("src-tauri/installer/kimo.nsi"));
    step::must("Installer", &mut make)?;
    sign(&to)
}
