//! Verimor Bulutsantralim: form fields, one event a delivery.
//!
//! Sources: the vendor's document of event notification as it stood in 2023 ("2023" below), and
//! its revision of 2017-11-10, which stood for three days.

use jiff::tz::TimeZone;
use kimo_calls::{
    CallEvent, Destination, Direction, Disposition, EventKind, Outcome, Timestamp, Way,
    is_extension,
};
use serde::Deserialize;
use serde_json::Value;

use crate::{Incoming, ReadError, Reading, wire, wire::Text};

/// The switch's wall clock (2023: stamps without a zone), with its summer times until 2016.
static ISTANBUL: TimeZone = jiff::tz::get!("Europe/Istanbul");

/// Reads a delivery.
pub(super) fn read(fields: Value, incoming: &Incoming<'_>) -> Result<Reading, ReadError> {
    let wire: Wire = wire::read(fields);
    let call = incoming.call_id(&wire.call_uuid, "call_uuid");
    let (kind, at) = match wire.event_type.word().as_str() {
        "ringing" => (wire.ringing(), None),
        "answer" => (wire.answer(), wire.answer_stamp()),
        "user_hangup" => (wire.user_hangup(), wire.end_stamp()),
        "hangup" => {
            let true_is_missed = incoming.setting("answered_flag") == Some("missed");
            (wire.hangup(true_is_missed), wire.end_stamp())
        }
        _ => return incoming.not_understood(&wire.event_type, "event_type", call),
    };
    let region = incoming.meaning.region;
    let destination = &wire.destination_number;
    Ok(Reading::Events(vec![CallEvent {
        at,
        call_started_at: wire.start_stamp.time(&ISTANBUL),
        direction: wire.direction(),
        caller: wire
            .caller_id_number
            .as_ref()
            .map(|text| text.party(region)),
        called: destination
            .as_deref()
            .is_some()
            .then(|| destination.party(region)),
        ..incoming.event(call?, kind)
    }]))
}

/// The fields of 2023, as far as they say something to Kimo.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Wire {
    event_type: Text,
    call_uuid: Text,
    direction: Text,
    /// `None` where the field itself is missing: then the event says nothing of the caller.
    caller_id_number: Option<Text>,
    /// An extension, or the number that was dialled.
    destination_number: Text,
    dialed_user: Text,
    connected_user: Text,
    start_stamp: Text,
    answer_stamp: Text,
    end_stamp: Text,
    duration: Text,
    answered: Text,
    queue: Text,
    queue_wait_duration: Text,
    hangup_cause: Text,
}

impl Wire {
    /// A leg rings; `queue` names the queue or group that rings it. The form has no time of the
    /// ringing itself, only the start of the call.
    fn ringing(&self) -> EventKind {
        let queue = self.queue.0.clone();
        let destination = self
            .destination_number
            .as_deref()
            .filter(|number| is_extension(number) && Some(*number) != self.queue.as_deref());
        match (self.rung().or(destination), queue) {
            _ if self.is_outbound() => EventKind::Arrived,
            (Some(leg), queue) => EventKind::Ringing {
                leg: leg.to_owned(),
                queue,
            },
            (None, Some(number)) => EventKind::Routed {
                to: Destination::Queue,
                number,
            },
            (None, None) => EventKind::Arrived,
        }
    }

    /// Somebody picked up the phone: `connected_user`, who is another than `dialed_user` where
    /// the call was picked up with `*8` (2023, footnote). Inbound, an answer without an extension
    /// is a menu or queue. An answer of the caller's own phone tells nothing of the other side.
    fn answer(&self) -> EventKind {
        let progress = EventKind::Progress {
            what: "answer".to_owned(),
        };
        let by = self.connected_user.or(&self.dialed_user).as_deref();
        let caller = self.caller_id_number.as_ref().and_then(Text::as_deref);
        match by {
            Some(by) if Some(by) == caller => progress,
            _ if self.is_outbound() => EventKind::Answered {
                by: None,
                leg: None,
            },
            Some(by) => EventKind::Answered {
                by: Some(by.to_owned()),
                leg: self.rung().filter(|leg| *leg != by).map(str::to_owned),
            },
            None => progress,
        }
    }

    /// A leg ended: another extension answered (`LOSE_RACE`), it was picked up from elsewhere
    /// (`PICKED_OFF`), nobody came. Never the end of the call.
    fn user_hangup(&self) -> EventKind {
        EventKind::LegEnded {
            leg: self.rung().unwrap_or_default().to_owned(),
            cause: self.hangup_cause.0.clone(),
            unanswered: self.unanswered(),
            closes: false,
            by_caller: false,
        }
    }

    /// The call ended. This is its detail record too (2023).
    fn hangup(&self, true_is_missed: bool) -> EventKind {
        let answered = self.was_accepted(true_is_missed);
        let answered_by = self.connected_user.or(&self.dialed_user);
        EventKind::Ended {
            outcome: if answered {
                Outcome::Answered
            } else {
                Outcome::NotAnswered
            },
            answered_by: answered_by
                .0
                .clone()
                .filter(|by| answered && !self.is_outbound() && Some(by) != self.queue.0.as_ref()),
            answered_at: self.answer_stamp().filter(|_| answered),
            talk_seconds: self.duration.seconds().filter(|_| answered),
            cause: self.hangup_cause.0.clone(),
            unanswered: self.unanswered(),
            way: Way {
                legs: self
                    .rung()
                    .filter(|_| !self.is_outbound())
                    .map(str::to_owned)
                    .into_iter()
                    .collect(),
                queue: self.queue.0.clone(),
                menu: None,
            },
            // Outside a queue it is zero, and tells nothing of how long somebody waited.
            queue_wait_seconds: self
                .queue_wait_duration
                .seconds()
                .filter(|_| self.queue.0.is_some()),
            recorded: false,
        }
    }

    /// Whether the called party accepted the call. `answered=true` says so in every revision but
    /// that of 2017-11-10, which has it say "missed"; the hook knows which one its switch follows.
    /// `answer_stamp` may come from a menu or queue that picked up, so it counts only where the
    /// flag is missing; the cause never does.
    fn was_accepted(&self, true_is_missed: bool) -> bool {
        match self.answered.flag() {
            Some(flag) => flag != true_is_missed,
            None => self.answer_stamp().is_some(),
        }
    }

    /// The extension that was rung. `connected_user` may stand in: the two are the same unless
    /// the call was picked up from elsewhere (2023, footnote).
    fn rung(&self) -> Option<&str> {
        self.dialed_user
            .or(&self.connected_user)
            .as_deref()
            .filter(|extension| Some(*extension) != self.queue.as_deref())
    }

    fn unanswered(&self) -> Disposition {
        unanswered(self.hangup_cause.as_deref())
    }

    fn direction(&self) -> Option<Direction> {
        match self.direction.word().as_str() {
            "inbound" => Some(Direction::Inbound),
            "outbound" => Some(Direction::Outbound),
            "internal" => Some(Direction::Internal),
            _ => None,
        }
    }

    fn is_outbound(&self) -> bool {
        self.direction() == Some(Direction::Outbound)
    }

    fn answer_stamp(&self) -> Option<Timestamp> {
        self.answer_stamp.time(&ISTANBUL)
    }

    fn end_stamp(&self) -> Option<Timestamp> {
        self.end_stamp.time(&ISTANBUL)
    }
}

/// What the causes of the table of 2023 say of a call that nobody answered.
///
/// Two of them are glossed "answered" there, `NORMAL_CLEARING` and `NORMAL_UNSPECIFIED`; but they
/// end a call whose caller gave up in a menu or queue as well, so here they mean no more than
/// that nobody picked up.
fn unanswered(cause: Option<&str>) -> Disposition {
    match cause.unwrap_or_default().to_ascii_uppercase().as_str() {
        "USER_BUSY" => Disposition::Busy,
        "CALL_REJECTED" | "INCOMING_CALL_BARRED" => Disposition::Rejected,
        "ORIGINATOR_CANCEL" => Disposition::Cancelled,
        ""
        | "NO_ANSWER"
        | "ALLOTTED_TIMEOUT"
        | "NO_USER_RESPONSE"
        | "RECOVERY_ON_TIMER_EXPIRE"
        | "NORMAL_CLEARING"
        | "NORMAL_UNSPECIFIED"
        | "LOSE_RACE"
        | "PICKED_OFF" => Disposition::NoAnswer,
        _ => Disposition::Failed,
    }
}
