//! `kimo calls`: the history.

use std::{path::Path, process::ExitCode};

use jiff::tz::TimeZone;
use kimo_calls::{Call, CallKind, Direction, Disposition, Party, Pbx, Reason, Status, Timestamp};
use kimo_desk::{Formats, Texts, clean};
use kimo_history::{CallFilter, CallQuery, Reader};
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

/// A call for another program; see DESIGN.md.
#[derive(Serialize)]
struct CallLine<'a> {
    id: String,
    pbx: Pbx,
    pbx_call_id: &'a str,
    kind: CallKind,
    direction: Direction,
    status: Status,
    disposition: Disposition,
    missed: bool,
    caller: &'a Party,
    called: &'a Party,
    extensions: &'a [String],
    answered_by: Option<&'a str>,
    queue: Option<&'a str>,
    started_at: Timestamp,
    answered_at: Option<Timestamp>,
    ended_at: Option<Timestamp>,
    talk_seconds: Option<u32>,
    waited_seconds: Option<u32>,
    hangup_cause: Option<&'a str>,
    reason: Option<Reason>,
    note: Option<String>,
    done: bool,
}

impl<'a> CallLine<'a> {
    fn of(call: &'a Call) -> Self {
        Self {
            id: call.id.to_string(),
            pbx: call.id.pbx,
            pbx_call_id: &call.id.pbx_call_id,
            kind: call.kind,
            direction: call.direction,
            status: call.status,
            disposition: call.disposition,
            missed: call.missed,
            caller: &call.caller,
            called: &call.called,
            extensions: &call.extensions,
            answered_by: call.answered_by.as_deref(),
            queue: call.queue.as_deref(),
            started_at: call.started_at,
            answered_at: call.answered_at,
            ended_at: call.ended_at,
            talk_seconds: call.talk_seconds,
            waited_seconds: call.waited_seconds,
            hangup_cause: call.hangup_cause.as_deref(),
            reason: call.reason,
            note: kimo_desk::questions::note(call),
            done: kimo_desk::questions::is_done(call),
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
    let mut rows = Vec::new();
    let more = pages(reader, args, args.limit.unwrap_or(SCREEN), |calls| {
        rows.extend(calls.iter().map(|call| row(call, texts, &formats)));
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

fn row(call: &Call, texts: &Texts, formats: &Formats) -> [String; 6] {
    let seconds = call.talk_seconds.or(call.waited_seconds);
    let by = call.answered_by.clone().or_else(|| {
        let extensions = call.extensions.join(", ");
        (!extensions.is_empty()).then_some(extensions)
    });
    [
        formats.date_time(call.started_at),
        texts.get(outcome(call), &[]),
        party(call.other_party(), call.id.pbx, texts),
        party(call.own_party(), call.id.pbx, texts),
        clean(&by.unwrap_or_default(), CELL),
        seconds
            .map(|seconds| formats.duration(seconds))
            .unwrap_or_default(),
    ]
}

fn party(party: &Party, pbx: Pbx, texts: &Texts) -> String {
    if party.is_hidden() {
        return texts.get("popup-hidden-number", &[]);
    }
    let home = kimo_calls::Meaning::default_for(pbx).region;
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
