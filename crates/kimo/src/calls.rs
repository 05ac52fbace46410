//! `kimo calls`: the history.

use std::{path::Path, process::ExitCode};

use jiff::tz::TimeZone;
use kimo_desk::{
    Formats, Texts,
    api::{
        Asker, CallFilter, CallKind, CallRow, CallsParams, Direction, Disposition, Party, Reason,
        SettledHow, Status,
    },
    clean,
};
use serde::Serialize;

use crate::{cli::CallsArgs, failure::Failure, output::Output};

/// Lists calls, the newest first.
pub(crate) fn calls(
    data_dir: &Path,
    args: &CallsArgs,
    texts: &Texts,
    output: &mut Output,
) -> Result<ExitCode, Failure> {
    let desk = Asker::of(data_dir)?;
    if args.json {
        let limit = args.limit.unwrap_or(usize::MAX);
        pages(&desk, args, limit, |calls| {
            calls
                .iter()
                .try_for_each(|call| output.json(&CallLine::of(call)))
                .map_err(Failure::from)
        })?;
    } else {
        list(&desk, args, texts, output)?;
    }
    output.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// Hands over page by page, so that ten million calls need no memory. True where there are more.
fn pages(
    desk: &Asker,
    args: &CallsArgs,
    limit: usize,
    mut take: impl FnMut(&[CallRow]) -> Result<(), Failure>,
) -> Result<bool, Failure> {
    let mut left = limit;
    let mut before = None;
    while left > 0 {
        let page = desk.calls(CallsParams {
            filter: match args.missed {
                true => CallFilter::Missed,
                false => CallFilter::All,
            },
            search: args.search.clone(),
            also: None,
            before,
            since: args.since.map(|since| since.to_string()),
            limit: u32::try_from(left).unwrap_or(PAGE).min(PAGE),
        })?;
        take(&page.rows)?;
        left -= page.rows.len().min(left);
        before = page.next;
        if before.is_none() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// A call for another program. Fields may be added, never changed.
#[derive(Serialize)]
struct CallLine<'a> {
    id: &'a str,
    pbx: &'a str,
    pbx_call_id: &'a str,
    kind: CallKind,
    direction: Direction,
    status: Status,
    disposition: Disposition,
    missed: bool,
    test: bool,
    caller: PartyLine<'a>,
    called: PartyLine<'a>,
    extensions: &'a [String],
    answered_by: &'a Option<String>,
    queue: &'a Option<String>,
    started_at: &'a str,
    answered_at: &'a Option<String>,
    ended_at: &'a Option<String>,
    talk_seconds: Option<u32>,
    hangup_cause: &'a Option<String>,
    waited_seconds: Option<u32>,
    reason: Option<Reason>,
    note: &'a Option<String>,
    done: bool,
    settled: Option<SettledLine<'a>>,
    brought_in: bool,
}

/// How a missed call was settled.
#[derive(Serialize)]
struct SettledLine<'a> {
    how: SettledHow,
    at: &'a str,
    by: &'a Option<String>,
    call: &'a str,
    through: Option<&'a str>,
}

#[derive(Serialize)]
struct PartyLine<'a> {
    raw: &'a str,
    e164: &'a Option<String>,
    name: &'a Option<String>,
}

impl<'a> CallLine<'a> {
    fn of(call: &'a CallRow) -> Self {
        let party = |party: &'a Party| PartyLine {
            raw: &party.raw,
            e164: &party.e164,
            name: &party.name,
        };
        Self {
            id: &call.id,
            pbx: call.pbx.as_str(),
            pbx_call_id: &call.pbx_call_id,
            kind: call.kind,
            direction: call.direction,
            status: call.status,
            disposition: call.disposition,
            missed: call.missed,
            test: call.test,
            caller: party(&call.caller),
            called: party(&call.called),
            extensions: &call.extensions,
            answered_by: &call.answered_by,
            queue: &call.queue,
            started_at: &call.started_at,
            answered_at: &call.answered_at,
            ended_at: &call.ended_at,
            talk_seconds: call.talk_seconds,
            hangup_cause: &call.hangup_cause,
            waited_seconds: call.waited_seconds,
            reason: call.reason,
            note: &call.note,
            done: call.done,
            brought_in: call.brought_in,
            settled: call.settled.as_ref().map(|settled| SettledLine {
                how: settled.how,
                at: &settled.at,
                by: &settled.by,
                call: &settled.call,
                through: settled
                    .through
                    .as_ref()
                    .map(|party| party.e164.as_deref().unwrap_or(&party.raw)),
            }),
        }
    }
}

fn list(desk: &Asker, args: &CallsArgs, texts: &Texts, output: &mut Output) -> Result<(), Failure> {
    let formats = Formats::new(texts.language(), TimeZone::system());
    let mut rows = Vec::new();
    let more = pages(desk, args, args.limit.unwrap_or(SCREEN), |calls| {
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

fn row(call: &CallRow, texts: &Texts, formats: &Formats) -> [String; 6] {
    let seconds = call.talk_seconds.or(call.waited_seconds);
    let by = call.answerer.clone().or_else(|| {
        let rung = call.rung.join(", ");
        (!rung.is_empty()).then_some(rung)
    });
    let own = match call.direction {
        Direction::Outbound => &call.caller,
        Direction::Inbound | Direction::Internal => &call.called,
    };
    [
        crate::output::date_time(formats, &call.started_at),
        texts.get(outcome(call), &[]),
        party(&call.other, texts),
        party(own, texts),
        clean(&by.unwrap_or_default(), CELL),
        seconds
            .map(|seconds| formats.duration(seconds))
            .unwrap_or_default(),
    ]
}

pub(crate) fn party(party: &Party, texts: &Texts) -> String {
    if party.hidden {
        return texts.get("popup-hidden-number", &[]);
    }
    let text = match &party.name {
        Some(name) => format!("{name} {}", party.display),
        None => party.display.clone(),
    };
    // It goes to a terminal, which obeys control characters.
    clean(&text, CELL)
}

fn outcome(call: &CallRow) -> &'static str {
    if call.test {
        return "cli-call-test";
    }
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

const PAGE: u32 = 500;
const SCREEN: usize = 50;
const CELL: usize = 60;
