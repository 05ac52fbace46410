//! MTT Smart UVV: JSON, the progress of a call that is redirected to one number after another.
//!
//! Source: the vendor's document of online notifications, with its example of eight bodies.

use jiff::{
    SignedDuration,
    tz::{self, TimeZone},
};
use kimo_calls::{CallEvent, CallId, Clock, Direction, EventKind, PhoneNumber, Region, Timestamp};
use serde::Deserialize;
use serde_json::Value;

use super::{conference, exolve_events, q850::unanswered};
use crate::{
    Incoming, ReadError, Reading, time,
    wire::{self, Text, Tree},
};

/// `date_time` is ahead by the distance of Moscow from UTC in some events of the vendor's example.
const DATE_TIME: Clock = Clock::MayBeAheadBy(SignedDuration::from_hours(3));

/// The local time in `data` is Moscow's.
static MOSCOW: TimeZone = TimeZone::fixed(tz::offset(3));

/// Reads a delivery.
pub(super) fn read(fields: Value, incoming: &Incoming<'_>) -> Result<Reading, ReadError> {
    if fields.get("method").is_some() {
        return Err(ReadError::Field {
            field: "method",
            why: "it asks where a call is to go, which Kimo never says; only events belong here"
                .to_owned(),
        });
    }
    if let Some(read) = exolve_events::read(&fields, incoming) {
        return read;
    }
    let wire: Wire = wire::read(fields);
    let event = Happening::of(&wire);
    let region = incoming.meaning.region;
    let leg = event.leg(&wire, region);
    let kind = match event.word.as_str() {
        // A number is rung.
        "o" => match leg {
            Some(leg) => EventKind::Ringing { leg, queue: None },
            None => EventKind::Arrived,
        },
        // It answered; `t`, the talk itself, says so too where `s` was lost. The `cause` that `s`
        // carries in the example ends nothing.
        "s" | "t" => EventKind::Answered { by: leg, leg: None },
        // A side hung up. Where neither a number nor a side is named, the call is over.
        "h" => EventKind::LegEnded {
            by_caller: leg.is_none() || event.side.word() == "a",
            leg: leg.unwrap_or_default(),
            cause: event.cause.0.clone(),
            unanswered: unanswered(event.cause.as_deref()),
            closes: true,
        },
        // An announcement to the caller begins before any number is rung: the call is there.
        "sp" if event.side.word() != "b" => EventKind::Arrived,
        "sp" | "ep" => EventKind::Progress {
            what: event.word.clone(),
        },
        _ => {
            let word = Text(Some(event.word).filter(|word| !word.is_empty()));
            return incoming.not_understood(&word, "event", wire.call_id(incoming));
        }
    };
    Ok(Reading::Events(vec![CallEvent {
        at: event.at,
        clock: event.clock,
        direction: Some(Direction::Inbound),
        caller: wire.number_a.as_ref().map(|text| text.party(region)),
        called: wire.sip_id.0.is_some().then(|| wire.sip_id.party(region)),
        extension: wire.extension.0.clone(),
        ..incoming.event(wire.call_id(incoming)?, kind)
    }]))
}

/// The parameters of the document. `event` is an object with `type`, `side` and `cause`; its parts
/// are also taken where they stand beside it.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Wire {
    date_time: Text,
    data: Text,
    event: Tree<EventField>,
    side: Text,
    cause: Text,
    redirect_number: Text,
    /// The called number.
    sip_id: Text,
    /// The caller; `None` where the field itself is missing.
    #[serde(rename = "numberA")]
    number_a: Option<Text>,
    h323_conf_id: Text,
    /// The extension that the caller dialled; a text, for its zeros.
    extension: Text,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum EventField {
    Parts(EventParts),
    Word(Text),
}

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
struct EventParts {
    r#type: Text,
    side: Text,
    cause: Text,
}

impl Wire {
    fn call_id(&self, incoming: &Incoming<'_>) -> Result<CallId, ReadError> {
        conference::call_id(&self.h323_conf_id, incoming)
    }
}

/// What happened, gathered from the places that may tell it.
struct Happening {
    word: String,
    side: Text,
    cause: Text,
    /// The number in `data`: the caller's, or a redirect number.
    number: Option<String>,
    at: Option<Timestamp>,
    clock: Clock,
}

impl Happening {
    fn of(wire: &Wire) -> Self {
        let parts = match &wire.event.0 {
            Some(EventField::Parts(parts)) => parts.clone(),
            Some(EventField::Word(word)) => EventParts {
                r#type: word.clone(),
                ..EventParts::default()
            },
            None => EventParts::default(),
        };
        let said = SaidInData::read_leniently(wire.data.as_deref().unwrap_or_default());
        // `date_time` is three hours ahead in some events of the vendor's example, so it counts
        // only where `data` has no time.
        let (at, clock) = match said.at {
            Some(at) => (Some(at), Clock::Exact),
            None => (wire.date_time.time(&MOSCOW), DATE_TIME),
        };
        Self {
            word: parts.r#type.or(&Text(said.word)).word(),
            side: parts.side.or(&wire.side).clone(),
            cause: parts.cause.or(&wire.cause).or(&Text(said.cause)).clone(),
            number: said.number,
            clock: if at.is_some() { clock } else { Clock::Exact },
            at,
        }
    }

    /// The redirect number that the event speaks of; `None` where it speaks of the caller.
    fn leg(&self, wire: &Wire, region: Region) -> Option<String> {
        let caller = wire.number_a.as_ref().and_then(Text::as_deref);
        let not_the_caller =
            |number: &&String| !caller.is_some_and(|caller| is_same_number(number, caller, region));
        let in_data = || self.number.as_ref().filter(not_the_caller);
        wire.redirect_number.0.as_ref().or_else(in_data).cloned()
    }
}

fn is_same_number(one: &str, other: &str, region: Region) -> bool {
    let number = |text| PhoneNumber::read_leniently(text, region);
    one == other || number(one).is_some_and(|one| Some(one) == number(other))
}

/// What the text of `data` says: `event=h_79684881033_2019-05-23-15-16-59&cause=16`.
#[derive(Default)]
struct SaidInData {
    word: Option<String>,
    number: Option<String>,
    at: Option<Timestamp>,
    cause: Option<String>,
}

impl SaidInData {
    fn read_leniently(data: &str) -> Self {
        let pairs: Vec<(String, String)> = serde_urlencoded::from_str(data).unwrap_or_default();
        let field = |name: &str| {
            let found = pairs.iter().find(|(key, _)| key.trim() == name);
            found.map(|(_, value)| value.trim().to_owned())
        };
        let mut said = Self {
            cause: field("cause").filter(|cause| !cause.is_empty()),
            ..Self::default()
        };
        let event = field("event").unwrap_or_default();
        let mut parts = event.split('_').map(str::trim);
        said.word = parts
            .next()
            .filter(|word| !word.is_empty())
            .map(str::to_owned);
        for part in parts {
            match local_time(part) {
                Some(at) => said.at = Some(at),
                None if !part.is_empty() => said.number = Some(part.to_owned()),
                None => {}
            }
        }
        said
    }
}

/// `2019-05-23-15-15-19`, in Moscow.
fn local_time(text: &str) -> Option<Timestamp> {
    let (date, time) = text.split_at_checked(10)?;
    let time = time.strip_prefix('-')?.replace('-', ":");
    time::read_leniently(&format!("{date} {time}"), &MOSCOW)
}
