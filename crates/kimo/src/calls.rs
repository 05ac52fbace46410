//! `kimo calls`: the history.

use std::{path::Path, process::ExitCode};

use jiff::tz::TimeZone;
use kimo_calls::{
    Call, CallKind, CallRecord, Direction, Disposition, Party, PbxId, Region, Status,
};
use kimo_desk::{Formats, Texts, clean};
use kimo_history::{CallFilter, CallQuery, HookSummary, Reader};
use serde::Serialize;

use crate::{beside, cli::CallsArgs, failure::Failure, output::Output};

/// Lists calls, the newest first.
pub(crate) fn calls(
    data_dir: &Path,
    args: &CallsArgs,
    texts: &Texts,
    output: &mut Output,
) -> Result<ExitCode, Failure> {
    let reader = beside::history(data_dir)?;
    if args.json {
        let limit = args.limit.unwrap_or(usize::MAX);
        pages(&reader, args, limit, |calls| {
            calls
                .iter()
                .try_for_each(|call| output.json(&CallLine::of(call)))
                .map_err(Failure::from)
        })?;
    } else {
        list(&reader, args, texts, output)?;
    }
    output.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// Hands over page by page, so that ten million calls need no memory.
fn pages(
    reader: &Reader,
    args: &CallsArgs,
    limit: usize,
    mut take: impl FnMut(&[Call]) -> Result<(), Failure>,
) -> Result<bool, Failure> {
    let mut left = limit;
    let mut before = None;
    while left > 0 {
        let page = reader.calls(&CallQuery {
            filter: match args.missed {
                true => CallFilter::Missed,
                false => CallFilter::All,
            },
            search: args.search.clone(),
            before,
            since: args.since,
            limit: left.min(PAGE),
        })?;
        take(&page.calls)?;
        left -= page.calls.len().min(left);
        before = page.next;
        if before.is_none() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// A call for another program, and what people said of it.
#[derive(Serialize)]
struct CallLine {
    #[serde(flatten)]
    call: CallRecord,
    note: Option<String>,
    done: bool,
}

impl CallLine {
    fn of(call: &Call) -> Self {
        Self {
            call: call.record(call.missed),
            note: call.note_text().map(str::to_owned),
            done: call.is_done(),
        }
    }
}

fn list(
    reader: &Reader,
    args: &CallsArgs,
    texts: &Texts,
    output: &mut Output,
) -> Result<(), Failure> {
    let formats = Formats::new(texts.language(), TimeZone::system());
    let hooks = reader.hooks()?;
    let home = |pbx| home_of(&hooks, pbx);
    let mut rows = Vec::new();
    let more = pages(reader, args, args.limit.unwrap_or(SCREEN), |calls| {
        rows.extend(
            calls
                .iter()
                .map(|call| row(call, home(call.id.pbx), texts, &formats)),
        );
        Ok(())
    })?;
    if rows.is_empty() {
        output.line(texts.get("cli-calls-none", &[]))?;
    }
    output.table(&rows)?;
    if more && args.limit.is_none() {
        output.line(texts.get("cli-calls-more", &[]))?;
    }
    Ok(())
}

/// The country at home in which the numbers of this PBX are read.
fn home_of(hooks: &[HookSummary], pbx: PbxId) -> Region {
    hooks
        .iter()
        .find(|summary| summary.hook.pbx == pbx)
        .map_or(kimo_pbx::meaning_of(pbx), |summary| {
            summary.hook.meaning.clone()
        })
        .region
}

fn row(call: &Call, home: Region, texts: &Texts, formats: &Formats) -> [String; 6] {
    let seconds = call.talk_seconds.or(call.waited_seconds);
    let by = call.answered_by.clone().or_else(|| {
        let extensions = call.extensions.join(", ");
        (!extensions.is_empty()).then_some(extensions)
    });
    [
        formats.date_time(call.started_at),
        texts.get(outcome(call), &[]),
        party(call.other_party(), home, texts),
        party(call.own_party(), home, texts),
        clean(&by.unwrap_or_default(), CELL),
        seconds
            .map(|seconds| formats.duration(seconds))
            .unwrap_or_default(),
    ]
}

fn party(party: &Party, home: Region, texts: &Texts) -> String {
    if party.is_hidden() {
        return texts.get("popup-hidden-number", &[]);
    }
    let number = party.display(home);
    let text = match &party.name {
        Some(name) => format!("{name} {number}"),
        None => number,
    };
    // It goes to a terminal, which obeys control characters.
    clean(&text, CELL)
}

fn outcome(call: &Call) -> &'static str {
    match (call.kind, call.status, call.direction) {
        (CallKind::Fax, ..) => "cli-call-fax",
        (_, Status::Ringing, _) => "cli-call-ringing",
        (_, Status::InProgress, _) => "cli-call-talking",
        (_, Status::Ended, _) if call.missed => "cli-call-missed",
        (_, Status::Ended, Direction::Outbound) => match call.disposition {
            Disposition::Answered => "cli-call-reached",
            Disposition::Unknown => "cli-call-outbound",
            _ => "cli-call-not-reached",
        },
        (_, Status::Ended, Direction::Inbound | Direction::Internal) => match call.disposition {
            Disposition::Answered => "cli-call-answered",
            Disposition::Unknown => "cli-call-ended",
            _ => "cli-call-not-answered",
        },
    }
}

const PAGE: usize = 500;
const SCREEN: usize = 50;
const CELL: usize = 60;
