//! `kimo missed`: whom nobody has called back yet.

use std::{path::Path, process::ExitCode};

use jiff::{Timestamp, tz::TimeZone};
use kimo_desk::{
    Formats, Texts,
    api::{
        Asker, Disposition, MarkDoneParams, MissedParams, MissedRow, Party, PersonParams, Reason,
    },
    clean,
};
use serde::Serialize;

use crate::{
    calls::party,
    cli::{MissedArgs, MissedCommand},
    failure::Failure,
    output::{Output, date_time},
};

/// Lists the open missed callers, the newest first, or says that one was taken care of.
pub(crate) fn missed(
    data_dir: &Path,
    args: &MissedArgs,
    texts: &Texts,
    output: &mut Output,
) -> Result<ExitCode, Failure> {
    let desk = Asker::of(data_dir)?;
    let page = desk.missed(MissedParams {
        everybody: Some(!args.mine),
        limit: Some(u32::MAX),
        ..MissedParams::default()
    })?;
    let code = match &args.command {
        Some(MissedCommand::Handled { key }) => {
            let rows: Vec<_> = [page.rows, page.hung_up, page.snoozed].concat();
            mark_handled(&desk, &rows, key, texts, output)?
        }
        None => {
            let hidden = page.hidden.as_ref().map_or(0, |row| row.count);
            match args.json {
                true => lines(&page.rows, hidden, output)?,
                false => list(&page.rows, hidden, texts, output)?,
            }
            ExitCode::SUCCESS
        }
    };
    output.flush()?;
    Ok(code)
}

fn mark_handled(
    desk: &Asker,
    rows: &[MissedRow],
    key: &str,
    texts: &Texts,
    output: &mut Output,
) -> Result<ExitCode, Failure> {
    let with = |key: &str| {
        rows.iter()
            .find(|row| row.keys.iter().any(|one| one == key))
    };
    let row = match with(key) {
        Some(row) => Some(row),
        None => {
            let number = key.to_owned();
            let keys = desk.person(PersonParams { number })?.keys;
            keys.iter().find_map(|key| with(key))
        }
    };
    let Some(row) = row else {
        output.line(texts.get("cli-missed-not-open", &[("number", key.into())]))?;
        return Ok(ExitCode::FAILURE);
    };
    desk.mark_done(MarkDoneParams {
        call: row.last_call.clone(),
        done: true,
    })?;
    let who = party(&row.caller, texts);
    output.line(texts.get("cli-missed-handled", &[("who", who.into())]))?;
    Ok(ExitCode::SUCCESS)
}

/// An open missed caller for another program. Fields may be added, never changed.
#[derive(Serialize)]
struct MissedLine<'a> {
    key: &'a str,
    name: &'a Option<String>,
    contact: Option<i64>,
    numbers: Vec<&'a str>,
    times: u32,
    first_at: &'a str,
    last_at: &'a str,
    called: Option<&'a str>,
    queue: &'a Option<String>,
    why: &'static str,
    tried_at: Option<&'a str>,
    promise: &'static str,
}

/// How many calls were missed of those who withhold their number.
#[derive(Serialize)]
struct HiddenLine {
    hidden: u32,
}

impl<'a> MissedLine<'a> {
    fn of(row: &'a MissedRow, now: Timestamp) -> Self {
        Self {
            key: &row.key,
            name: &row.caller.name,
            contact: row.contact,
            numbers: row.numbers.iter().filter_map(number).collect(),
            times: row.count,
            first_at: &row.first_at,
            last_at: &row.last_at,
            called: number(&row.called),
            queue: &row.queue,
            why: why(row),
            tried_at: row.tried.as_ref().map(|tried| tried.started_at.as_str()),
            promise: promise(row, now),
        }
    }
}

fn number(party: &Party) -> Option<&str> {
    let text = party.e164.as_deref().unwrap_or(&party.raw);
    (!text.is_empty()).then_some(text)
}

/// Why the last call was missed.
fn why(row: &MissedRow) -> &'static str {
    if row.outside_hours {
        return "outside_hours";
    }
    match (row.last.reason, row.last.disposition) {
        (Some(Reason::GaveUpInQueue), _) => "gave_up_in_queue",
        (Some(Reason::GaveUpInMenu), _) => "gave_up_in_menu",
        (Some(Reason::EndNotReported), _) => "unknown",
        (None, Disposition::Busy) => "busy",
        (None, Disposition::Rejected) => "rejected",
        (None, Disposition::NoAnswer | Disposition::Cancelled) => "no_answer",
        (None, Disposition::Answered | Disposition::Failed | Disposition::Unknown) => "unknown",
    }
}

/// Whether they were promised to be called back within some time, and that is over.
fn promise(row: &MissedRow, now: Timestamp) -> &'static str {
    match row.due_at.as_deref().map(str::parse::<Timestamp>) {
        Some(Ok(due_at)) if due_at > now => "within",
        Some(Ok(_)) => "past",
        Some(Err(_)) | None => "none",
    }
}

fn lines(rows: &[MissedRow], hidden: u32, output: &mut Output) -> Result<(), Failure> {
    let now = Timestamp::now();
    for row in rows {
        output.json(&MissedLine::of(row, now))?;
    }
    if hidden > 0 {
        output.json(&HiddenLine { hidden })?;
    }
    Ok(())
}

fn list(
    rows: &[MissedRow],
    hidden: u32,
    texts: &Texts,
    output: &mut Output,
) -> Result<(), Failure> {
    let formats = Formats::new(texts.language(), TimeZone::system());
    if rows.is_empty() {
        output.line(texts.get("cli-missed-none", &[]))?;
    }
    let cells: Vec<_> = rows.iter().map(|row| cells(row, texts, &formats)).collect();
    output.table(&cells)?;
    if hidden > 0 {
        output.line(texts.get("cli-missed-hidden", &[("count", hidden.into())]))?;
    }
    Ok(())
}

fn cells(row: &MissedRow, texts: &Texts, formats: &Formats) -> [String; 5] {
    let tried = row.tried.as_ref().map(|tried| {
        let when = date_time(formats, &tried.started_at);
        texts.get("cli-missed-tried", &[("when", when.into())])
    });
    [
        date_time(formats, &row.last_at),
        party(&row.caller, texts),
        format!("{}×", row.count),
        match &row.queue {
            Some(queue) => clean(queue, CELL),
            None => party(&row.called, texts),
        },
        tried.unwrap_or_default(),
    ]
}

const CELL: usize = 60;
