//! What `kimo serve` takes for itself when it has nothing to do.

use std::{path::Path, time::Duration};

use anyhow::Result;

use super::large;
use crate::{
    Bench,
    bodies::MadeUpCall,
    desk::Desk,
    load::one_by_one,
    memory,
    process::fresh_directory,
    table::{Hold, Number, Table},
};

pub(crate) fn measure(bench: &Bench, table: &mut Table) -> Result<()> {
    let data = fresh_directory(&bench.work, "memory")?;
    add(bench, &data, "a new desk", table)?;
    let data = large::history(bench, bench.calls)?;
    add(bench, &data, &format!("{} calls", bench.calls), table)
}

/// After a few hundred deliveries, when it has come to rest.
fn add(bench: &Bench, data: &Path, whose: &str, table: &mut Table) -> Result<()> {
    let desk = Desk::start(&bench.programs, data)?;
    // Calls that the history has already, so that it stays as large as it is called.
    one_by_one(&desk.verimor()?, 400, 0, |call| MadeUpCall(call).record())?;
    // Twenty seconds after the last of them Kimo gives back what it does not need.
    std::thread::sleep(Duration::from_secs(25));
    let memory = memory::of(desk.program.id())?;
    println!(
        "    {whose}: private {:.1} MiB, and {:.1} MiB of files",
        memory.private, memory.files
    );
    table.figure(
        &format!("private memory, serve idle, {whose}"),
        Number(memory.private, "MiB"),
        Hold::AtMost(12.0),
    );
    desk.program.stop()
}
