//! What is written on a report, and what can be: a text of any origin has to be masked first.

use std::fmt::Write;

use jiff::Timestamp;

use crate::mask::Masked;

/// A report as it is written.
pub(crate) struct Sheet(String);

/// Something that has nothing of people in it.
pub(crate) trait Plain {
    /// It in words.
    fn plain(self) -> String;
}

impl Sheet {
    pub(super) fn new() -> Self {
        Self(HEAD.to_owned())
    }

    /// Begins a section.
    pub(crate) fn section(&mut self, name: &'static str) {
        self.put(format_args!("\n[{name}]\n"));
    }

    /// Says one thing.
    pub(crate) fn line(&mut self, name: &'static str, what: impl Plain) {
        self.put(format_args!("{name} = {}\n", what.plain()));
    }

    /// Says one thing if it is known.
    pub(crate) fn line_if_any(&mut self, name: &'static str, what: Option<impl Plain>) {
        if let Some(what) = what {
            self.line(name, what);
        }
    }

    /// Says something that happened.
    pub(super) fn parts(&mut self, at: Timestamp, parts: &[Masked]) {
        let parts: Vec<&str> = parts.iter().map(Masked::as_str).collect();
        self.put(format_args!("{} {}\n", at.plain(), parts.join(" ")));
    }

    pub(crate) fn text(self) -> String {
        self.0
    }

    fn put(&mut self, text: std::fmt::Arguments<'_>) {
        // A string takes everything.
        self.0.write_fmt(text).ok();
    }
}

const HEAD: &str = "\
Kimo: report of a problem
Names, numbers, tokens, keys and addresses are masked (***). Kimo has sent this to nobody.
";

impl Plain for Masked {
    fn plain(self) -> String {
        self.as_str().to_owned()
    }
}

/// A text of the program's own.
impl Plain for &'static str {
    fn plain(self) -> String {
        self.to_owned()
    }
}

impl Plain for bool {
    fn plain(self) -> String {
        let word = match self {
            true => "yes",
            false => "no",
        };
        word.to_owned()
    }
}

/// To the second: more digits would look like numbers.
impl Plain for Timestamp {
    fn plain(self) -> String {
        self.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
    }
}

macro_rules! counts {
    ($($count:ty)*) => {$(
        /// How many there are of something.
        impl Plain for $count {
            fn plain(self) -> String {
                self.to_string()
            }
        }
    )*};
}
counts!(u32 u64 usize);
