//! How far something is that takes long: one line that changes on a terminal, a line for every tenth
//! elsewhere.

use std::io::{self, IsTerminal, Write};

/// How far something is, on standard error.
pub(crate) struct Progress<W> {
    words: W,
    on_terminal: bool,
    told: Option<u64>,
}

impl<W: Fn(u64, u64) -> String> Progress<W> {
    /// Says it in the words for so many of so many.
    pub(crate) fn new(words: W) -> Self {
        Self {
            words,
            on_terminal: io::stderr().is_terminal(),
            told: None,
        }
    }

    /// So many of so many are done.
    pub(crate) fn tell(&mut self, done: u64, total: u64) {
        let parts = if self.on_terminal { 1000 } else { 10 };
        let part = done.saturating_mul(parts) / total.max(1);
        if self.told.replace(part) == Some(part) {
            return;
        }
        let text = (self.words)(done, total);
        let mut stderr = io::stderr();
        let told = match self.on_terminal {
            true => write!(stderr, "\r{text}"),
            false => writeln!(stderr, "{text}"),
        };
        // Nobody reads it, so nobody misses it.
        told.ok();
    }

    /// Nothing more is told: the next line is another's.
    pub(crate) fn end(&self) {
        if self.on_terminal && self.told.is_some() {
            eprintln!();
        }
    }
}
