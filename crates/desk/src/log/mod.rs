//! What Kimo says of itself while it runs: on standard error, and in a file of its own in the data
//! directory, for whoever looks for a fault afterwards.
//!
//! Only the one desk of a data directory writes there; what else is run beside it does not.

mod file;
mod line;
mod panics;

use std::{
    io,
    path::{Path, PathBuf},
    sync::{
        Mutex,
        atomic::{AtomicBool, Ordering},
    },
};

use tracing::{Event, Level, Subscriber};
use tracing_subscriber::{
    Layer, filter::LevelFilter, fmt, layer::Context, layer::SubscriberExt, util::SubscriberInitExt,
};

use crate::locked::locked;
use file::LogFile;

pub(crate) use file::last_lines;
pub(crate) use line::{Line, is_ours, masked};

/// Tells on standard error what is of this level or graver, and hears of panics. For a program, at
/// its start and once; the file is begun by the desk.
pub fn install(level: Level) {
    let on_stderr = fmt::layer()
        .with_writer(io::stderr)
        .with_filter(LevelFilter::from_level(level));
    let to_file = ToFile.with_filter(LevelFilter::INFO);
    let all = tracing_subscriber::registry().with(on_stderr).with(to_file);
    if all.try_init().is_ok() {
        IS_INSTALLED.store(true, Ordering::Relaxed);
        panics::hear();
    }
}

/// Writes to the file of this data directory from now on, where the program has installed it.
pub(crate) fn begin(data_dir: &Path, program: &str) {
    if !IS_INSTALLED.load(Ordering::Relaxed) {
        return;
    }
    panics::begin(data_dir);
    match LogFile::open(data_dir) {
        Ok(file) => *locked(&FILE) = Some((data_dir.to_owned(), file)),
        Err(error) => tracing::warn!(%error, "there is no log"),
    }
    tracing::info!(version = env!("CARGO_PKG_VERSION"), program, "Kimo begins");
}

/// The desk of this data directory has ended in order.
pub(crate) fn end(data_dir: &Path) {
    let is_of_it = |begun: &(PathBuf, LogFile)| begun.0 == data_dir;
    if locked(&FILE).as_ref().is_none_or(|begun| !is_of_it(begun)) {
        return;
    }
    tracing::info!("Kimo has ended in order");
    *locked(&FILE) = None;
    panics::end(data_dir);
}

static IS_INSTALLED: AtomicBool = AtomicBool::new(false);
static FILE: Mutex<Option<(PathBuf, LogFile)>> = Mutex::new(None);

/// Writes what is told to the file, while there is one.
struct ToFile;

impl<S: Subscriber> Layer<S> for ToFile {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        write(&line::of(event, jiff::Timestamp::now()));
    }
}

/// A panic of what is done here must not wait for itself.
fn write(line: &str) {
    IS_WRITING.with(|is_writing| {
        if is_writing.replace(true) {
            return;
        }
        if let Some((_, file)) = &mut *locked(&FILE) {
            file.write(line);
        }
        is_writing.set(false);
    });
}

thread_local! {
    static IS_WRITING: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
}
