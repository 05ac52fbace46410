//! Panics: into the log with their back trace, and into a file that the next start reads, for
//! nobody may be there any more to be told.

use std::{
    backtrace::Backtrace,
    panic::{self, PanicHookInfo},
    path::{Path, PathBuf},
    process,
    sync::Mutex,
    thread,
};

use jiff::Timestamp;

use super::{line, write};
use crate::{
    fault::{Fault, short_place, trace},
    locked::locked,
    mask::Mask,
};

/// Hears of every panic of the program from now on, and has it told as before.
pub(super) fn hear() {
    let as_before = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        as_before(panic);
        note(panic);
    }));
}

/// A desk has this data directory now.
pub(super) fn begin(data_dir: &Path) {
    *locked(&DESK) = Some(Begun {
        data_dir: data_dir.to_owned(),
        has_fault: false,
    });
}

/// It has ended in order, whatever went wrong before.
pub(super) fn end(data_dir: &Path) {
    if locked(&DESK).take().is_some_and(|begun| begun.has_fault) {
        Fault::survived(data_dir);
    }
}

struct Begun {
    data_dir: PathBuf,
    /// The first fault is what led to the others.
    has_fault: bool,
}

static DESK: Mutex<Option<Begun>> = Mutex::new(None);

fn note(panic: &PanicHookInfo<'_>) {
    let said = panic.payload_as_str().unwrap_or_default();
    let place = panic.location().map(|at| {
        let file = short_place(at.file());
        format!("{file}:{}:{}", at.line(), at.column())
    });
    let fault = Fault {
        at: Timestamp::now(),
        pid: process::id(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        place: place.unwrap_or_default(),
        thread: thread::current().name().unwrap_or_default().to_owned(),
        said: mask(said),
        trace: trace(&Backtrace::force_capture().to_string()),
        has_ended: true,
    };
    let values = [
        line::value("at", &fault.place),
        line::value("thread", &fault.thread),
        line::value("said", &fault.said),
        line::value("trace", &fault.trace.join(" ")),
    ];
    write(&line::written(
        fault.at,
        "ERROR",
        "kimo_desk::log",
        "a fault inside Kimo",
        &values.concat(),
    ));
    let begun = locked(&DESK)
        .as_mut()
        .filter(|begun| !begun.has_fault)
        .map(|begun| {
            begun.has_fault = true;
            begun.data_dir.clone()
        });
    if let Some(data_dir) = begun {
        fault.keep(&data_dir);
    }
}

/// What is said may have anything in it.
fn mask(said: &str) -> String {
    let said: String = said.chars().take(LONGEST).collect();
    Mask::default().text(&said).as_str().to_owned()
}

const LONGEST: usize = 500;
