//! A small language for what PBXs deliver: a call, and what is said of it.

use std::hash::{DefaultHasher, Hash, Hasher};

use jiff::SignedDuration;
use kimo_calls::{
    Account, CallEvent, CallId, Clock, Direction, Disposition, EventId, EventKind, HookId, Outcome,
    Party, PbxId, Region, Timestamp, Way,
};

/// A call of which deliveries tell.
#[derive(Clone, Debug)]
pub(crate) struct Script {
    pub(crate) hook: HookId,
    id: CallId,
    caller: Party,
    called: Party,
    direction: Direction,
    extension: Option<String>,
    started_at: Timestamp,
}

pub(crate) const VERIMOR: PbxId = PbxId::known("verimor");
pub(crate) const BULUTFON: PbxId = PbxId::known("bulutfon");
pub(crate) const MTT: PbxId = PbxId::known("mtt");

/// When scripted calls begin by the PBX's clock: noon of the day on which the stage's plays begin.
pub(crate) fn start() -> Timestamp {
    "2026-11-22T09:00:00Z".parse().unwrap()
}

pub(crate) fn verimor(id: &str) -> Script {
    Script::new(VERIMOR, id, "02123205062", "02129630000")
}

pub(crate) fn bulutfon(id: &str) -> Script {
    Script::new(BULUTFON, id, "905320000000", "908508850000")
}

pub(crate) fn mtt(id: &str) -> Script {
    Script::new(MTT, id, "79154368886", "79586488002")
}

impl Script {
    fn new(pbx: PbxId, id: &str, caller: &str, called: &str) -> Self {
        let region = if pbx == MTT { Region::RU } else { Region::TR };
        Self {
            hook: HookId(
                1 + [VERIMOR, BULUTFON, MTT]
                    .iter()
                    .position(|one| *one == pbx)
                    .unwrap() as i64,
            ),
            id: CallId {
                pbx,
                account: Account::default(),
                pbx_call_id: id.to_owned(),
            },
            caller: Party::read_leniently(caller, region),
            called: Party::read_leniently(called, region),
            direction: Direction::Inbound,
            extension: None,
            started_at: start(),
        }
    }

    pub(crate) fn id(&self) -> CallId {
        self.id.clone()
    }

    /// Another call, otherwise the same.
    pub(crate) fn called(mut self, id: &str) -> Self {
        self.id.pbx_call_id = id.to_owned();
        self
    }

    /// The same of another PBX.
    pub(crate) fn of(mut self, pbx: PbxId) -> Self {
        self.id.pbx = pbx;
        self
    }

    pub(crate) fn from(mut self, caller: &str) -> Self {
        self.caller = Party::read_leniently(caller, Region::TR);
        self
    }

    pub(crate) fn named(mut self, name: &str) -> Self {
        self.caller.name = Some(name.to_owned());
        self
    }

    pub(crate) fn to(mut self, called: &str) -> Self {
        self.called = Party::read_leniently(called, Region::TR);
        self
    }

    pub(crate) fn direction(mut self, direction: Direction) -> Self {
        self.direction = direction;
        self
    }

    pub(crate) fn asking_for(mut self, extension: &str) -> Self {
        self.extension = Some(extension.to_owned());
        self
    }

    pub(crate) fn beginning(mut self, seconds: i64) -> Self {
        self.started_at = start() + SignedDuration::from_secs(seconds);
        self
    }

    pub(crate) fn arrived(&self, second: i64) -> Said {
        self.say(second, EventKind::Arrived)
    }

    /// A leg rings.
    pub(crate) fn ringing(&self, second: i64, leg: &str) -> Said {
        self.say(second, ring(leg, None))
    }

    /// A queue rings a leg.
    pub(crate) fn queue_ringing(&self, second: i64, queue: &str, leg: &str) -> Said {
        self.say(second, ring(leg, Some(queue)))
    }

    pub(crate) fn leg_ended(&self, second: i64, leg: &str) -> Said {
        let closes = self.id.pbx == MTT;
        self.say(
            second,
            EventKind::LegEnded {
                leg: leg.to_owned(),
                cause: None,
                unanswered: Disposition::NoAnswer,
                closes,
                by_caller: false,
            },
        )
    }

    pub(crate) fn answered(&self, second: i64, by: &str) -> Said {
        let by = Some(by.to_owned());
        let leg = by.clone();
        self.say(second, EventKind::Answered { by, leg })
    }

    /// The end of a call that nobody answered.
    pub(crate) fn ended_missed(&self, second: i64) -> Said {
        self.say(second, end(Outcome::NotAnswered))
    }

    /// The end of a call that somebody answered.
    pub(crate) fn ended_answered(&self, second: i64) -> Said {
        self.say(second, end(Outcome::Answered))
    }

    /// The end of a call of which the PBX does not say whether it was answered.
    pub(crate) fn ended(&self, second: i64) -> Said {
        self.say(second, end(Outcome::Unknown))
    }

    pub(crate) fn missing_call(&self, second: i64) -> Said {
        let way = Way::default();
        let missed = EventKind::Missed {
            cause: None,
            unanswered: Disposition::NoAnswer,
            way,
        };
        self.say(second, missed)
    }

    pub(crate) fn fax(&self, second: i64) -> Said {
        self.say(second, EventKind::Fax)
    }

    fn say(&self, second: i64, kind: EventKind) -> Said {
        let at = self.started_at + SignedDuration::from_secs(second);
        // Verimor tells when the call began, and only at its end when that was.
        let tells_time = self.id.pbx != VERIMOR || matches!(kind, EventKind::Ended { .. });
        let mut said = Said {
            hook: self.hook,
            lateness: SignedDuration::ZERO,
            second,
            event: CallEvent {
                id: EventId([0; 16]),
                call: self.id(),
                at: tells_time.then_some(at),
                clock: Clock::Exact,
                call_started_at: (self.id.pbx == VERIMOR).then_some(self.started_at),
                received_at: at,
                direction: Some(self.direction),
                caller: Some(self.caller.clone()),
                called: Some(self.called.clone()),
                extension: self.extension.clone(),
                kind,
            },
        };
        said.event.id = content_address(&said.event);
        said
    }
}

/// One delivery.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    pub(crate) hook: HookId,
    pub(crate) event: CallEvent,
    /// How long it was under way.
    pub(crate) lateness: SignedDuration,
    /// The second of its call.
    pub(crate) second: i64,
}

impl Said {
    /// The delivery was under way for so long.
    pub(crate) fn late_by(mut self, seconds: i64) -> Self {
        self.lateness = SignedDuration::from_secs(seconds);
        self
    }
}

fn ring(leg: &str, queue: Option<&str>) -> EventKind {
    EventKind::Ringing {
        leg: leg.to_owned(),
        queue: queue.map(str::to_owned),
    }
}

fn end(outcome: Outcome) -> EventKind {
    EventKind::Ended {
        outcome,
        answered_by: None,
        answered_at: None,
        talk_seconds: None,
        cause: None,
        unanswered: Disposition::NoAnswer,
        way: Way::default(),
        queue_wait_seconds: None,
        recorded: false,
    }
}

/// Equal deliveries have equal ids, as the adapters make them. Receipt does not count.
fn content_address(event: &CallEvent) -> EventId {
    let mut hasher = DefaultHasher::new();
    (&event.call, event.at, event.call_started_at).hash(&mut hasher);
    format!("{:?}", event.kind).hash(&mut hasher);
    let mut id = [0; 16];
    id[..8].copy_from_slice(&hasher.finish().to_be_bytes());
    EventId(id)
}
