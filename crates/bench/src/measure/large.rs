//! A large history, made by posting it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Result;

use crate::{
    Bench,
    bodies::MadeUpCall,
    desk::Desk,
    load::{Until, flood},
    process::{built, fresh_directory},
};

/// The data directory of a desk that has heard of so many calls, in one delivery each. One that
/// the same program made in an earlier run is used again.
pub(crate) fn history(bench: &Bench, calls: u64) -> Result<PathBuf> {
    let name = format!("history-{calls}");
    let stamp = format!("{calls} calls by {}", version(&bench.programs)?);
    let mark = bench.work.join(format!("{name}.made"));
    if fs::read_to_string(&mark).is_ok_and(|made| made == stamp) {
        return Ok(bench.work.join(name));
    }
    println!("    making a history of {calls} calls");
    let data = fresh_directory(&bench.work, &name)?;
    let desk = Desk::start(&bench.programs, &data)?;
    let url = desk.verimor()?;
    const PART: u64 = 200_000;
    for first in (0..calls).step_by(usize::try_from(PART)?) {
        let count = PART.min(calls - first);
        let part = flood(&url, 64, Until::Count(count), first, |call| {
            MadeUpCall(call).record()
        })?;
        println!("    {} calls, {:.0}/s", first + count, part.per_second);
    }
    desk.program.stop()?;
    fs::write(mark, stamp)?;
    Ok(data)
}

/// Which build of the program it is.
fn version(programs: &Path) -> Result<String> {
    let file = fs::metadata(built(programs, "kimo")?)?;
    let built = jiff::Timestamp::try_from(file.modified()?)?;
    Ok(format!("{} bytes of {built}", file.len()))
}
