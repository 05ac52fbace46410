//! The table that a run prints.

use std::fmt;

/// The figures of one run.
#[derive(Default)]
pub(crate) struct Table(Vec<Row>);

struct Row {
    what: String,
    figure: String,
    yardstick: String,
    ratio: String,
    hold: String,
    verdict: Verdict,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Holds,
    Misses,
    Skipped,
}

/// What a figure is held to.
pub(crate) enum Hold {
    /// In the figure's own unit.
    AtMost(f64),
    /// As a part of the yardstick.
    RatioAtLeast(f64),
    /// As a part of the yardstick.
    RatioAtMost(f64),
}

/// A measured number with the unit it is shown in.
#[derive(Clone, Copy)]
pub(crate) struct Number(pub(crate) f64, pub(crate) &'static str);

impl Table {
    /// A figure held to a number of its own.
    pub(crate) fn figure(&mut self, what: &str, figure: Number, hold: Hold) {
        self.add(what, figure, None, hold);
    }

    /// A figure held to something that was measured in the same run.
    pub(crate) fn against(
        &mut self,
        what: &str,
        figure: Number,
        yardstick: (&str, Number),
        hold: Hold,
    ) {
        self.add(what, figure, Some(yardstick), hold);
    }

    /// Says that something was not measured, and why.
    pub(crate) fn skip(&mut self, what: &str, why: &str) {
        println!("    skipped: {why}");
        self.0.push(Row {
            what: what.to_owned(),
            figure: String::new(),
            yardstick: why.lines().next().unwrap_or_default().to_owned(),
            ratio: String::new(),
            hold: String::new(),
            verdict: Verdict::Skipped,
        });
    }

    /// Whether any figure is worse than it should be.
    pub(crate) fn misses_a_figure(&self) -> bool {
        self.0.iter().any(|row| row.verdict == Verdict::Misses)
    }

    fn add(&mut self, what: &str, figure: Number, yardstick: Option<(&str, Number)>, hold: Hold) {
        let ratio = yardstick.map(|(_, number)| figure.0 / number.0);
        let (holds, hold) = match hold {
            Hold::AtMost(most) => (figure.0 <= most, format!("≤ {}", Number(most, figure.1))),
            Hold::RatioAtLeast(least) => (
                ratio.is_some_and(|ratio| ratio >= least),
                format!("≥ {least:.2} ×"),
            ),
            Hold::RatioAtMost(most) => (
                ratio.is_some_and(|ratio| ratio <= most),
                format!("≤ {most:.2} ×"),
            ),
        };
        let row = Row {
            what: what.to_owned(),
            figure: figure.to_string(),
            yardstick: yardstick
                .map(|(name, number)| format!("{name}: {number}"))
                .unwrap_or_default(),
            ratio: ratio.map(|ratio| format!("{ratio:.2}")).unwrap_or_default(),
            hold,
            verdict: if holds {
                Verdict::Holds
            } else {
                Verdict::Misses
            },
        };
        println!("    {what}: {} ({})", row.figure, row.verdict);
        self.0.push(row);
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "| what | figure | yardstick | ratio | hold | verdict |")?;
        writeln!(f, "| --- | --- | --- | --- | --- | --- |")?;
        for row in &self.0 {
            writeln!(
                f,
                "| {} | {} | {} | {} | {} | {} |",
                row.what, row.figure, row.yardstick, row.ratio, row.hold, row.verdict
            )?;
        }
        Ok(())
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(value, unit) = self;
        match value {
            value if *value >= 100.0 => write!(f, "{value:.0} {unit}"),
            value => write!(f, "{value:.2} {unit}"),
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Holds => "holds",
            Self::Misses => "MISSES",
            Self::Skipped => "skipped",
        })
    }
}
