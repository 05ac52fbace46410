//! How long `kimo serve` takes to start on a large history.

use anyhow::Result;

use super::large;
use crate::{
    Bench,
    desk::Desk,
    quantiles::Quantiles,
    table::{Hold, Table},
};

const STARTS: usize = 15;

pub(crate) fn measure(bench: &Bench, table: &mut Table) -> Result<()> {
    let data = large::history(bench, bench.calls)?;
    let mut times = Vec::new();
    for _ in 0..STARTS {
        let desk = Desk::start(&bench.programs, &data)?;
        times.push(desk.ready_after);
        desk.program.stop()?;
    }
    let times = Quantiles::new(times);
    println!("    p50 {}, longest {}", times.ms(500), times.ms(1000));
    table.figure(
        &format!(
            "kimo serve ready, {} calls, longest of {STARTS}",
            bench.calls
        ),
        times.ms(1000),
        Hold::AtMost(100.0),
    );
    Ok(())
}
