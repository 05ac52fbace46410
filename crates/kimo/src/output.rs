//! What goes to standard output.

use std::io::{self, BufWriter, Write};

use jiff::Timestamp;
use kimo_desk::Formats;
use serde::Serialize;

/// A point in time as the desk tells it, written for people.
pub(crate) fn date_time(formats: &Formats, at: &str) -> String {
    match at.parse::<Timestamp>() {
        Ok(at) => formats.date_time(at),
        Err(_) => at.to_owned(),
    }
}

/// So many bytes in whole megabytes, at least one.
pub(crate) fn megabytes(bytes: u64) -> u64 {
    bytes.div_ceil(1_000_000).max(1)
}

/// Standard output, in whole lines.
pub(crate) struct Output(Box<dyn Write>);

impl Output {
    pub(crate) fn stdout() -> Self {
        Self(Box::new(BufWriter::new(io::stdout())))
    }

    /// One line of text.
    pub(crate) fn line(&mut self, text: impl std::fmt::Display) -> io::Result<()> {
        writeln!(self.0, "{text}")
    }

    /// One object of JSON on a line.
    pub(crate) fn json(&mut self, object: &impl Serialize) -> io::Result<()> {
        serde_json::to_writer(&mut self.0, object)?;
        self.0.write_all(b"\n")
    }

    /// Columns under each other; the last one may be as long as it likes.
    pub(crate) fn table<const COLUMNS: usize>(
        &mut self,
        rows: &[[String; COLUMNS]],
    ) -> io::Result<()> {
        let mut widths = [0; COLUMNS];
        for row in rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = cell.chars().count().max(*width);
            }
        }
        for row in rows {
            let mut line = String::new();
            for (cell, width) in row.iter().zip(widths) {
                line.push_str(cell);
                let gap = width - cell.chars().count() + 2;
                line.extend(std::iter::repeat_n(' ', gap));
            }
            self.line(line.trim_end())?;
        }
        Ok(())
    }

    /// Hands over what was written; a reader may be waiting for it.
    pub(crate) fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
