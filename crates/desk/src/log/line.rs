//! One line of the log: `time level target | message | name=value | …`.
//!
//! What the program says by itself (level, target, message, names) can always be told from what it
//! was told (the values): no value has a line's end or a bar in it.

use std::fmt::{self, Write};

use crate::mask::{Mask, Masked};
use jiff::Timestamp;
use tracing::{
    Event,
    field::{Field, Visit},
};

/// What was told, as a line.
pub(super) fn of(event: &Event<'_>, now: Timestamp) -> String {
    let about = event.metadata();
    let mut told = Told {
        is_ours: is_ours(about.target()),
        message: String::new(),
        values: String::new(),
    };
    event.record(&mut told);
    let message = match told.is_ours {
        true => told.message,
        false => Mask::default().text(&told.message).as_str().to_owned(),
    };
    written(
        now,
        about.level().as_str(),
        about.target(),
        &message,
        &told.values,
    )
}

/// Puts a line together; `values` is as [`value`] makes it.
pub(super) fn written(
    now: Timestamp,
    level: &str,
    target: &str,
    message: &str,
    values: &str,
) -> String {
    // Seconds do: more digits would look like numbers.
    let at = now.strftime("%Y-%m-%dT%H:%M:%SZ");
    format!("{at} {level} {target} | {}{values}", plain(message))
}

/// What a value may say: the log outlives what is deleted, so it has nothing of people either. A
/// few of our own values have a form with room for nobody.
pub(crate) fn masked(mask: &Mask, is_ours: bool, name: &str, value: &str) -> Masked {
    match (is_ours, name) {
        (true, "code") => mask.code(value),
        (true, "at" | "trace") => mask.place(value),
        (true, "version") => mask.version(value),
        _ => mask.text(value),
    }
}

/// A value of a line, with its name.
pub(super) fn value(name: &str, value: &str) -> String {
    format!(" | {name}={}", plain(value))
}

/// Whether it is one of our own parts that says something: its messages are fixed texts.
pub(crate) fn is_ours(target: &str) -> bool {
    target.starts_with("kimo")
}

/// A line that is read again.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Line<'a> {
    /// When it was written.
    pub(crate) at: Timestamp,
    /// How grave it is.
    pub(crate) level: &'a str,
    /// Which part of which crate said it.
    pub(crate) target: &'a str,
    /// What it said. A fixed text where the target is one of our own.
    pub(crate) message: &'a str,
    /// What it was told, each by its name.
    pub(crate) values: Vec<(&'a str, &'a str)>,
}

impl<'a> Line<'a> {
    /// `None` where it is no line of a log.
    pub(crate) fn read(line: &'a str) -> Option<Self> {
        let mut parts = line.split(" | ");
        let mut head = parts.next()?.split(' ');
        let at = head.next()?.parse().ok()?;
        let level = head.next().filter(|level| LEVELS.contains(level))?;
        let target = head.next().filter(|target| {
            let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "_:.-".contains(letter);
            !target.is_empty() && target.chars().all(is_plain)
        })?;
        if head.next().is_some() {
            return None;
        }
        let message = parts.next()?;
        let values = parts.map(|part| {
            let (name, value) = part.split_once('=')?;
            let is_name = |letter: char| letter.is_ascii_lowercase() || "_.".contains(letter);
            name.chars().all(is_name).then_some((name, value))
        });
        Some(Self {
            at,
            level,
            target,
            message,
            values: values.collect::<Option<_>>()?,
        })
    }
}

const LEVELS: [&str; 5] = ["ERROR", "WARN", "INFO", "DEBUG", "TRACE"];

struct Told {
    is_ours: bool,
    message: String,
    values: String,
}

impl Visit for Told {
    fn record_debug(&mut self, field: &Field, told: &dyn fmt::Debug) {
        let mut text = String::new();
        if write!(text, "{told:?}").is_err() {
            return;
        }
        match field.name() {
            "message" => self.message = text,
            name => {
                let told = masked(&Mask::default(), self.is_ours, name, &text);
                self.values.push_str(&value(name, told.as_str()));
            }
        }
    }

    fn record_str(&mut self, field: &Field, told: &str) {
        self.record_debug(field, &format_args!("{told}"));
    }
}

/// On one line, without what tells the parts of a line apart, and not endless.
fn plain(text: &str) -> String {
    let plain = |letter: char| match letter {
        '|' => '¦',
        letter if letter.is_control() => ' ',
        letter => letter,
    };
    text.chars().take(LONGEST).map(plain).collect()
}

const LONGEST: usize = 4_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_as_it_was_written_whatever_it_was_told() {
        let now: Timestamp = "2026-11-26T10:32:08Z".parse().unwrap();
        let values = value(
            "error",
            "a | code=1\n2026-11-26T10:32:08Z ERROR kimo | Ayşe",
        ) + &value("code", "reach-refused");
        let line = written(now, "WARN", "kimo_desk::tunnel", "no answer", &values);
        assert!(
            line.starts_with("2026-11-26T10:32:08Z WARN kimo_desk::tunnel | no answer | error=")
        );
        assert_eq!(line.lines().count(), 1);
        let read = Line::read(&line).unwrap();
        assert_eq!((read.at, read.level), (now, "WARN"));
        assert_eq!(
            (read.target, read.message),
            ("kimo_desk::tunnel", "no answer")
        );
        let names: Vec<_> = read.values.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, ["error", "code"]);
        for other in [
            "",
            "Ayşe Demir",
            "2026-11-26T10:32:08Z WARN kimo Ayşe | m",
            "2026-11-26T10:32:08Z Ayşe kimo | m",
            "2026-11-26T10:32:08Z WARN kimo | m | Ayşe=1",
            "2026-11-26T10:32:08Z WARN kimo",
        ] {
            assert_eq!(Line::read(other), None, "{other}");
        }
    }
}
