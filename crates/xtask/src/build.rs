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
    // By itself: nothing that only tests need gets into the programs that are measured.
    let mut interface = cargo(&["build", "--release", "--package", "kimo-interfaces"]);
    step::must("The stand-in of a PBX's interface", &mut interface)?;
    step::heading("Benchmark");
    let mut bench = cargo(&["run", "--release", "--package", "kimo-bench", "--"]);
    bench.args(args);
    hand_over(bench)
}
