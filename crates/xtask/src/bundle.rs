//! `cargo xtask bundle`: the release programs and their licences, in one folder.

use std::env;
use std::fs;
use std::process::ExitCode;

use anyhow::{Context, Result};

use crate::packages::{self, Need};
use crate::tools::root;
use crate::{build, step, ui};

/// Builds for release and gathers what is given to people in `target/bundle`.
pub(crate) fn bundle() -> Result<ExitCode> {
    packages::install(&[Need::Compile, Need::DesktopProgram])?;
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
    Ok(ExitCode::SUCCESS)
}
