//! Netgsm Netsantral: JSON, one event in a body or several in a list, and a detail record that may
//! come minutes after the call.
//!
//! Sources: the vendor's page of its package (webhook, detail records), its sample for the same
//! frames over a socket, and what public clients read. Rules marked as a guess stand in none of
//! the vendor's.

use jiff::{SignedDuration, tz::TimeZone};
use kimo_calls::{
    CallEvent, CallId, Destination, Direction, Disposition, EventKind, Outcome, Party, Region,
    Timestamp, Way, is_extension,
};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::{
    Incoming, ReadError, Reading,
    wire::{self, Text, Tree},
};

/// The wall clock of the detail record.
static ISTANBUL: TimeZone = jiff::tz::get!("Europe/Istanbul");

/// No document tells causes: nobody picked up.
const UNANSWERED: Disposition = Disposition::NoAnswer;

/// Reads a delivery.
pub(super) fn read(fields: Value, incoming: &Incoming<'_>) -> Result<Reading, ReadError> {
    let wire: Wire = wire::read(in_small_letters(fields));
    let call = wire.call_id(incoming);
    let scenario = wire.scenario.word();
    let kinds = match scenario.as_str() {
        // The document shows them without an id, and joining them to a call would be a guess.
        "queue" | "queueleave" | "dtmf" if matches!(call, Err(ReadError::Missing(_))) => {
            return Ok(wire.of_no_call(wire.scenario.0.clone(), incoming));
        }
        "" if wire.is_about_no_call() => {
            return Ok(wire.of_no_call(wire.response.0.clone(), incoming));
        }
        "inboundtopbx" | "outbound_call" => vec![(wire.sent_at(), EventKind::Arrived)],
        "context" => vec![(wire.sent_at(), wire.context())],
        "queue" => vec![(wire.sent_at(), wire.queued())],
        "queueleave" | "dtmf" => vec![(wire.sent_at(), wire.progress())],
        "inbound_call" => vec![(wire.sent_at(), wire.ringing())],
        "answer" => vec![(wire.sent_at(), wire.answer())],
        "hangup" => wire.hangup(),
        "cdr" => vec![(wire.record_ended_at(), wire.record())],
        _ => return incoming.not_understood(&wire.scenario, "scenario", call),
    };
    let (caller, called) = wire.parties(&scenario, incoming.meaning.region);
    let call = call?;
    let event = |(at, kind): (Option<Timestamp>, EventKind)| CallEvent {
        at,
        call_started_at: wire.bas.time(&ISTANBUL).filter(|_| scenario == "cdr"),
        direction: wire.direction(&scenario),
        caller: caller.clone(),
        called: called.clone(),
        ..incoming.event(call.clone(), kind)
    };
    Ok(Reading::Events(kinds.into_iter().map(event).collect()))
}

/// The fields in small letters: the document writes `Digit`, its example `digit`.
fn in_small_letters(fields: Value) -> Value {
    let Value::Object(fields) = fields else {
        return fields;
    };
    let mut small = Map::new();
    for (key, value) in fields {
        let key = key.to_lowercase();
        if !small.contains_key(&key) || value != "" {
            small.insert(key, value);
        }
    }
    Value::Object(small)
}

/// What is told of a call, as far as it says something to Kimo. Keys are in small letters.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Wire {
    scenario: Text,
    unique_id: Text,
    /// When it happened; of a detail record, when that was sent.
    timestamp: Text,
    /// The PBX's number. In the example of `Inbound_call` an extension.
    pbx_num: Text,
    /// The line that was dialled.
    incoming_number: Text,
    /// The other side, whichever way the call goes. `None` where the field itself is missing.
    customer_num: Option<Text>,
    internal_num: Text,
    talktime: Text,
    queue_name: Text,
    context_name: Text,
    r#type: Text,
    // The detail record: start, length in seconds, caller, called, `"NAME" <number>`, way, line.
    asteriskid: Text,
    bas: Text,
    sure: Text,
    arayan: Option<Text>,
    aranan: Text,
    clid: Text,
    yon: Text,
    trunk: Text,
    santral: Text,
    /// The answer to a login over the socket, which the document lists among the bodies.
    response: Text,
    /// What the automatic dialler posts has `header` and `body`.
    header: Tree<Header>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Header {
    #[serde(rename = "App")]
    app: Text,
}

impl Wire {
    /// The id of the call, which some events have with the name of a media server before it.
    fn call_id(&self, incoming: &Incoming<'_>) -> Result<CallId, ReadError> {
        let id = self.unique_id.or(&self.asteriskid).as_deref();
        let id = id.map(|id| without_server(id).to_owned());
        incoming.call_id(&Text(id), "unique_id")
    }

    /// The answer to a login, and the automatic dialler.
    fn is_about_no_call(&self) -> bool {
        self.response.0.is_some() || self.header.0.is_some()
    }

    fn of_no_call(&self, what: Option<String>, incoming: &Incoming<'_>) -> Reading {
        let app = || self.header.0.as_ref()?.app.0.clone();
        Reading::OfNoCall {
            id: incoming.id,
            event_type: what.or_else(app).unwrap_or_default(),
        }
    }

    fn context(&self) -> EventKind {
        match (self.context_name.0.clone(), self.r#type.word().as_str()) {
            (Some(number), "ivr" | "") => EventKind::Routed {
                to: Destination::Menu,
                number,
            },
            _ => self.progress(),
        }
    }

    fn queued(&self) -> EventKind {
        match self.queue_name.as_deref() {
            Some(name) => EventKind::Routed {
                to: Destination::Queue,
                number: queue_of(name).unwrap_or(name).to_owned(),
            },
            None => EventKind::Arrived,
        }
    }

    fn progress(&self) -> EventKind {
        EventKind::Progress {
            what: self.scenario.0.clone().unwrap_or_default(),
        }
    }

    fn ringing(&self) -> EventKind {
        let in_place_of_the_number = self.pbx_num.as_deref().filter(|num| is_extension(num));
        match self.extension().or(in_place_of_the_number) {
            Some(leg) => EventKind::Ringing {
                leg: leg.to_owned(),
                queue: None,
            },
            None => EventKind::Arrived,
        }
    }

    /// Only an extension is somebody: a menu answers too.
    fn answer(&self) -> EventKind {
        match self.extension() {
            Some(by) => EventKind::Answered {
                by: Some(by.to_owned()),
                leg: None,
            },
            None => self.progress(),
        }
    }

    /// A telephone hung up, or was hung up on: there may be one for each that rang (a guess), and
    /// another may ring after it. Without an extension it is the caller's side. Where it says that
    /// people talked, somebody had answered, should the `Answer` be lost.
    fn hangup(&self) -> Vec<(Option<Timestamp>, EventKind)> {
        let ended = self.sent_at();
        let leg = self.extension();
        let talked = self.talktime.seconds().filter(|seconds| *seconds > 0);
        let answered = talked.map(|seconds| {
            let answered = EventKind::Answered {
                by: leg.map(str::to_owned),
                leg: None,
            };
            (ended.and_then(|ended| before(ended, seconds)), answered)
        });
        let hung_up = EventKind::LegEnded {
            leg: leg.unwrap_or_default().to_owned(),
            cause: None,
            unanswered: UNANSWERED,
            closes: true,
            by_caller: leg.is_none(),
        };
        answered.into_iter().chain([(ended, hung_up)]).collect()
    }

    /// The detail record. Missed has values of its own in `yon`, and then it is for certain; the
    /// others do not tell whether a person answered, for a menu may have talked. What `sondurum`
    /// means no document says.
    fn record(&self) -> EventKind {
        let called = self.aranan.as_deref();
        let way = Way {
            legs: match (self.record_direction(), called) {
                (Some(Direction::Inbound), Some(leg)) if is_extension(leg) => vec![leg.to_owned()],
                _ => Vec::new(),
            },
            queue: called.and_then(queue_of).map(str::to_owned),
            menu: None,
        };
        match self.yon.as_deref() {
            Some("2" | "3" | "5") => EventKind::Missed {
                cause: None,
                unanswered: UNANSWERED,
                way,
            },
            _ => EventKind::Ended {
                outcome: Outcome::Unknown,
                answered_by: None,
                answered_at: None,
                talk_seconds: None,
                cause: None,
                unanswered: UNANSWERED,
                way,
                queue_wait_seconds: None,
                recorded: false,
            },
        }
    }

    /// The end of the call: that `sure` counts from its start is a guess. The record's own time is
    /// when it was sent, which is better than nothing.
    fn record_ended_at(&self) -> Option<Timestamp> {
        let (start, seconds) = (self.bas.time(&ISTANBUL), self.sure.seconds());
        let end = start.zip(seconds).and_then(|(start, seconds)| {
            let length = SignedDuration::from_secs(seconds.into());
            start.checked_add(length).ok()
        });
        end.or_else(|| self.sent_at())
    }

    fn record_direction(&self) -> Option<Direction> {
        match self.yon.as_deref()? {
            "0" | "3" => Some(Direction::Outbound),
            "1" | "2" => Some(Direction::Inbound),
            "4" | "5" => Some(Direction::Internal),
            _ => None,
        }
    }

    fn direction(&self, scenario: &str) -> Option<Direction> {
        match scenario {
            "inboundtopbx" | "inbound_call" | "context" | "queue" => Some(Direction::Inbound),
            "outbound_call" => Some(Direction::Outbound),
            "cdr" => self.record_direction(),
            _ => None,
        }
    }

    /// Caller and called, as far as an event says which is which.
    fn parties(&self, scenario: &str, region: Region) -> (Option<Party>, Option<Party>) {
        let said = |text: &Text| text.0.is_some().then(|| text.party(region));
        let customer = || self.customer_num.as_ref().map(|text| text.party(region));
        let number = || self.pbx_num.as_deref().filter(|num| !is_extension(num));
        let pbx = || number().map(|num| Party::read_leniently(num, region));
        match self.direction(scenario) {
            Some(_) if scenario == "cdr" => self.record_parties(region),
            Some(Direction::Outbound) => {
                let extension = self.extension();
                let own = extension.map(|leg| Party::read_leniently(leg, region));
                (own.or_else(pbx), customer())
            }
            Some(_) => (customer(), said(&self.incoming_number).or_else(pbx)),
            None => (None, None),
        }
    }

    /// Inbound, the called number is the line: `aranan` may be an extension or a queue.
    fn record_parties(&self, region: Region) -> (Option<Party>, Option<Party>) {
        let in_brackets = self.clid.as_deref().and_then(|clid| {
            let (_, number) = clid.rsplit_once('<')?;
            Some(Party::read_leniently(number.trim_end_matches('>'), region))
        });
        let said = |text: &Text| text.0.is_some().then(|| text.party(region));
        let caller = match &self.arayan {
            Some(arayan) if arayan.0.is_some() => Some(arayan.party(region)),
            Some(arayan) => in_brackets.or_else(|| Some(arayan.party(region))),
            None => in_brackets,
        };
        let called = match self.record_direction() {
            Some(Direction::Inbound) => said(self.trunk.or(&self.santral)),
            _ => said(&self.aranan),
        };
        (caller, called)
    }

    /// Who of ours is meant: an extension. It may be the PBX's own number, or Asterisk's `s`.
    fn extension(&self) -> Option<&str> {
        self.internal_num.as_deref().filter(|num| is_extension(num))
    }

    fn sent_at(&self) -> Option<Timestamp> {
        self.timestamp.time(&TimeZone::UTC)
    }
}

/// `1611752738.106785` of `sip8-1611752738.106785`.
fn without_server(id: &str) -> &str {
    let rest = id.strip_prefix("sip").and_then(|rest| rest.split_once('-'));
    match rest {
        Some((server, id)) if is_digits(server) && !id.is_empty() => id,
        _ => id,
    }
}

/// `Destek` of `8503040000-queue-Destek`.
fn queue_of(name: &str) -> Option<&str> {
    let (pbx, queue) = name.split_once("-queue-")?;
    (is_digits(pbx) && !queue.is_empty()).then_some(queue)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn before(time: Timestamp, seconds: u32) -> Option<Timestamp> {
    let length = SignedDuration::from_secs(seconds.into());
    time.checked_sub(length).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_media_server_is_no_part_of_an_id() {
        for (id, without) in [
            ("sip8-1611752738.106785", "1611752738.106785"),
            ("sip12-1.2", "1.2"),
            ("1611752738.106785", "1611752738.106785"),
            ("sip-1.2", "sip-1.2"),
            ("sipx-1.2", "sipx-1.2"),
            ("sip8-", "sip8-"),
        ] {
            assert_eq!(without_server(id), without);
        }
    }

    #[test]
    fn a_queue_is_called_by_its_name() {
        assert_eq!(queue_of("8503040000-queue-Destek"), Some("Destek"));
        assert_eq!(queue_of("8503040000"), None);
        assert_eq!(queue_of("Destek-queue-"), None);
        assert_eq!(queue_of("101"), None);
    }
}
