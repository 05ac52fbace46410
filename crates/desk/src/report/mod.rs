//! The report of a problem: what an engineer needs, and nothing of the people who call.
//!
//! Whatever is put on it is known to be free of people by its type (see [`Sheet`]), or masked (see
//! [`Mask`]). Secrets are not even read for it.

mod sheet;
mod surroundings;

use std::path::Path;

use jiff::Timestamp;

pub(crate) use sheet::Sheet;

use crate::{
    fault::Fault,
    log::{Line, is_ours, last_lines, masked},
    mask::Mask,
};

/// What can be said of a data directory whose desk cannot be asked, for this reason.
pub fn report_without_desk(data_dir: &Path, why: &str) -> String {
    let mask = Mask::default();
    let mut sheet = begun(Timestamp::now());
    sheet.section("desk");
    sheet.line("cannot_be_asked", mask.text(why));
    end(&mut sheet, &mask, data_dir, Fault::read(data_dir).as_ref());
    sheet.text()
}

/// A report with what is known of the computer.
pub(crate) fn begun(now: Timestamp) -> Sheet {
    let mut sheet = Sheet::new();
    sheet.section("program");
    sheet.line("version", env!("CARGO_PKG_VERSION"));
    sheet.line("made_at", now);
    surroundings::tell(&mut sheet);
    sheet
}

/// What lies in the data directory, beside what the history says of itself.
pub(crate) fn end(sheet: &mut Sheet, mask: &Mask, data_dir: &Path, fault: Option<&Fault>) {
    sheet.section("files");
    surroundings::tell_files(sheet, data_dir);
    if let Some(fault) = fault {
        sheet.section("fault");
        sheet.line("at", fault.at);
        sheet.line("version", mask.version(&fault.version));
        sheet.line("ended", fault.has_ended);
        sheet.line("place", mask.place(&fault.place));
        sheet.line("thread", mask.code(&fault.thread));
        sheet.line("said", mask.text(&fault.said));
        for frame in &fault.trace {
            sheet.line("trace", mask.place(frame));
        }
    }
    sheet.section("log");
    match last_lines(data_dir, LOG_BYTES) {
        Ok(lines) => {
            let from = lines.len().saturating_sub(LOG_LINES);
            for line in &lines[from..] {
                tell_line(sheet, mask, line);
            }
        }
        Err(error) => sheet.line("unreadable", mask.text(&error.to_string())),
    }
}

/// A line of the log. What our own program says by itself is told as it is; values are masked.
fn tell_line(sheet: &mut Sheet, mask: &Mask, line: &str) {
    let Some(line) = Line::read(line) else {
        sheet.line("log", mask.text(line));
        return;
    };
    let is_ours = is_ours(line.target);
    let message = match is_ours {
        true => mask.fixed(line.message),
        false => mask.text(line.message),
    };
    let mut parts = vec![mask.code(line.level), mask.place(line.target), message];
    for (name, value) in line.values {
        parts.push(masked(mask, is_ours, name, value).named(name));
    }
    sheet.parts(line.at, &parts);
}

const LOG_BYTES: u64 = 128 << 10;
const LOG_LINES: usize = 400;
