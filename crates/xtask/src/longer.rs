//! What the test command does for seconds, for as long as one likes: days of a simulated office,
//! faults of the disk, random inputs, hours before the desktop program.

use std::{
    ffi::OsString,
    process::{Command, ExitCode},
};

use anyhow::Result;

use crate::{
    build,
    packages::{self, Need},
    run::built,
    step,
    tools::{cargo, hand_over},
    ui,
};

/// `cargo xtask simulate`: builds the simulator, with what the tests have built already, and gives
/// way to it.
pub(crate) fn simulate(args: &[OsString]) -> Result<ExitCode> {
    packages::install(&[Need::Compile])?;
    let mut build = cargo(&["build", "--workspace", "--bin", "simulate"]);
    step::must("Simulator", &mut build)?;
    let mut simulate = Command::new(built("simulate", false));
    simulate.args(args);
    hand_over(simulate)
}

/// `cargo xtask faults`: a fault at every write, or the one of this name.
pub(crate) fn faults(name: Option<&str>) -> Result<ExitCode> {
    packages::install(&[Need::Compile, Need::DesktopProgram, Need::Faults])?;
    let mut faults = test("acceptance", "faults::a_fault")?;
    faults.env("KIMO_FAULTS", name.unwrap_or("all"));
    hand_over(faults)
}

/// `cargo xtask fuzz`: random inputs to every reader, or the named one, for so many seconds each.
pub(crate) fn fuzz(target: Option<&str>, seconds: u64, seed: Option<u64>) -> Result<ExitCode> {
    packages::install(&[Need::Compile, Need::DesktopProgram])?;
    let mut fuzz = test("fuzz", target.unwrap_or_default())?;
    fuzz.env("KIMO_FUZZ_SECONDS", seconds.to_string());
    let seed = seed.unwrap_or_else(|| u64::from(std::process::id()));
    fuzz.env("KIMO_FUZZ_SEED", seed.to_string());
    hand_over(fuzz)
}

/// `cargo xtask soak`: builds what is soaked and gives way to `kimo-bench`.
pub(crate) fn soak(args: &[OsString]) -> Result<ExitCode> {
    let needs = [Need::Compile, Need::DesktopProgram, Need::VirtualDesktop];
    packages::install(&needs)?;
    ui::build()?;
    build::programs(true, true)?;
    step::heading("Soak");
    let mut soak = cargo(&["run", "--release", "--package", "kimo-bench", "--", "soak"]);
    soak.args(args);
    hand_over(soak)
}

/// Some tests of one program, built as the test command builds it, with what they say shown.
fn test(program: &str, named: &str) -> Result<Command> {
    ui::build()?;
    let mut build = cargo(&["build", "--workspace", "--all-targets"]);
    step::must("Programs and tests", &mut build)?;
    step::heading("Tests");
    let mut test = cargo(&["test", "--workspace", "--test", program, "--"]);
    test.args([named, "--nocapture"]);
    Ok(test)
}
