//! Building the programs, and handing over to the benchmark.

use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::Result;

use crate::packages::{self, Need};
use crate::tools::{cargo, hand_over};
use crate::{step, ui};

/// Builds `kimo`, and `kimo-desktop` beside it if asked to. The UI must be there.
pub(crate) fn programs(desktop: bool, release: bool) -> Result<()> {
    let mut build = cargo(&["build", "--package", "kimo"]);
    if desktop {
        build.args(["--package", "kimo-desktop"]);
    }
    if release {
        build.arg("--release");
    }
    step::must("Programs", &mut build)
}

/// `cargo xtask bench`: builds what is measured and gives way to `kimo-bench`.
pub(crate) fn bench(args: &[OsString]) -> Result<ExitCode> {
    packages::install(&[Need::Compile, Need::DesktopProgram])?;
    ui::build()?;
    programs(true, true)?;
    step::heading("Benchmark");
    let mut bench = cargo(&["run", "--release", "--package", "kimo-bench", "--"]);
    bench.args(args);
    hand_over(bench)
}
