//! What is known of a call after some of its events.

use std::cmp::Ordering;

use super::legs::Legs;
use crate::{
    CallEvent, CallId, Destination, Direction, Disposition, EventId, EventKind, Mark, MarkKind,
    Outcome, Party, Timestamp, Way,
};

/// What is known so far. Takes events in their order; see [`State::into_call`] for what they
/// amount to.
pub(super) struct State {
    pub(super) id: CallId,
    /// How many events came from the PBX.
    pub(super) news: u32,
    pub(super) began: Began,
    pub(super) direction: Option<Direction>,
    pub(super) caller: Option<Party>,
    pub(super) called: Option<Party>,
    pub(super) asked_for: Vec<String>,
    pub(super) legs: Legs,
    pub(super) queue: Option<String>,
    pub(super) in_menu: bool,
    pub(super) answer: Option<Answer>,
    pub(super) missed: Option<End>,
    pub(super) end: Option<End>,
    /// The end as the PBX's records have it.
    pub(super) recorded_end: Option<End>,
    pub(super) fax_at: Option<Timestamp>,
    /// What each `expired` knew of the call.
    pub(super) expired_knowing: Vec<u32>,
    pub(super) done: Option<(EventId, Mark)>,
    pub(super) note: Option<(EventId, Mark)>,
}

/// The start of the call: the earliest that is said to be it, that happened, or that was heard.
#[derive(Default)]
pub(super) struct Began {
    pub(super) said: Option<Timestamp>,
    pub(super) happened: Option<Timestamp>,
    pub(super) heard: Option<Timestamp>,
}

/// Somebody answered.
pub(super) struct Answer {
    pub(super) by: Option<String>,
    pub(super) at: Option<Timestamp>,
    pub(super) heard: Timestamp,
}

/// The PBX says that the call is over.
#[derive(Clone)]
pub(super) struct End {
    /// Records may not tell.
    pub(super) at: Option<Timestamp>,
    pub(super) outcome: Outcome,
    pub(super) answered_by: Option<String>,
    pub(super) answered_at: Option<Timestamp>,
    pub(super) talk_seconds: Option<u32>,
    pub(super) queue_wait_seconds: Option<u32>,
    pub(super) cause: Option<String>,
    /// How the call came out, if nobody answered it.
    pub(super) unanswered: Disposition,
}

impl State {
    pub(super) fn new(id: CallId) -> Self {
        Self {
            id,
            news: 0,
            began: Began::default(),
            direction: None,
            caller: None,
            called: None,
            asked_for: Vec::new(),
            legs: Legs::default(),
            queue: None,
            in_menu: false,
            answer: None,
            missed: None,
            end: None,
            recorded_end: None,
            fax_at: None,
            expired_knowing: Vec::new(),
            done: None,
            note: None,
        }
    }

    pub(super) fn take(&mut self, event: &CallEvent) {
        if event.is_news() {
            self.news += 1;
            self.take_facts(event);
        }
        match &event.kind {
            EventKind::Arrived | EventKind::Progress { .. } => {}
            EventKind::Routed { to, number } => match to {
                Destination::Menu => self.in_menu = true,
                Destination::Group | Destination::Queue => self.queue = Some(number.clone()),
            },
            EventKind::Ringing { leg, queue } => {
                self.legs.ring(leg, event.time());
                self.queue = queue.clone().or(self.queue.take());
            }
            EventKind::Answered { by, leg } => self.take_answer(event, by, leg),
            EventKind::LegEnded {
                leg,
                cause,
                unanswered,
                closes,
                by_caller,
            } => {
                if !leg.is_empty() {
                    self.legs.end(leg, event.time(), cause.as_deref());
                }
                if *by_caller {
                    self.legs.end_all();
                }
                if *closes {
                    let cause = cause.as_deref();
                    self.legs
                        .close_if_none_is_left(event.time(), cause, *unanswered);
                }
            }
            EventKind::Missed {
                cause,
                unanswered,
                way,
            } => {
                self.take_way(way);
                self.missed = Some(End {
                    at: event.at.or(Some(event.received_at)),
                    outcome: Outcome::NotAnswered,
                    answered_by: None,
                    answered_at: None,
                    talk_seconds: None,
                    queue_wait_seconds: None,
                    cause: cause.clone(),
                    unanswered: *unanswered,
                });
            }
            EventKind::Ended {
                outcome,
                answered_by,
                answered_at,
                talk_seconds,
                cause,
                unanswered,
                way,
                queue_wait_seconds,
                recorded,
            } => {
                self.take_way(way);
                let place = match recorded {
                    true => &mut self.recorded_end,
                    false => &mut self.end,
                };
                // A record is read at any time after the end, which its own receipt says nothing of.
                let heard = Some(event.received_at).filter(|_| !recorded);
                let end = End {
                    at: event.at.or(heard),
                    outcome: *outcome,
                    answered_by: answered_by.clone(),
                    answered_at: *answered_at,
                    talk_seconds: *talk_seconds,
                    queue_wait_seconds: *queue_wait_seconds,
                    cause: cause.clone(),
                    unanswered: *unanswered,
                };
                // Of several ends the last one counts, but none that says less than another: what
                // is proved is not undone.
                if place
                    .as_ref()
                    .is_none_or(|kept| kept.proof() <= end.proof())
                {
                    *place = Some(end);
                }
            }
            EventKind::Fax => self.fax_at = Some(event.at.unwrap_or(event.received_at)),
            EventKind::Expired { known } => self.expired_knowing.push(*known),
            EventKind::Marked(mark) => self.take_mark(event.id, mark),
        }
    }

    /// What an event of any kind may tell.
    fn take_facts(&mut self, event: &CallEvent) {
        self.began.said = earlier(self.began.said, event.call_started_at);
        self.began.happened = earlier(self.began.happened, event.at);
        self.began.heard = earlier(self.began.heard, Some(event.received_at));
        self.direction = self.direction.or(event.direction);
        keep_better(&mut self.caller, event.caller.as_ref());
        keep_better(&mut self.called, event.called.as_ref());
        if let Some(extension) = &event.extension
            && !self.asked_for.contains(extension)
        {
            self.asked_for.push(extension.clone());
        }
    }

    fn take_answer(&mut self, event: &CallEvent, by: &Option<String>, leg: &Option<String>) {
        if let Some(leg) = leg.as_ref().or(by.as_ref()) {
            self.legs.answer(leg, by.as_deref(), event.time());
        }
        let answer = self.answer.get_or_insert(Answer {
            by: None,
            at: None,
            heard: event.received_at,
        });
        answer.by = answer.by.take().or(by.clone());
        answer.at = earlier(answer.at, event.at);
    }

    fn take_way(&mut self, way: &Way) {
        way.legs.iter().for_each(|leg| self.legs.know(leg));
        self.queue = way.queue.clone().or(self.queue.take());
        self.in_menu |= way.menu.is_some();
    }

    fn take_mark(&mut self, id: EventId, mark: &Mark) {
        let place = match mark.mark {
            MarkKind::Done(_) => &mut self.done,
            MarkKind::Note(_) => &mut self.note,
            MarkKind::Calling(_)
            | MarkKind::Snoozed(_)
            | MarkKind::Message(_)
            | MarkKind::PassedOn { .. } => return,
        };
        let rank = |id, mark: &Mark| (mark.marked_at, mark.desk.clone(), id);
        if place
            .as_ref()
            .is_none_or(|(kept_id, kept)| rank(*kept_id, kept) < rank(id, mark))
        {
            *place = Some((id, mark.clone()));
        }
    }
}

impl End {
    /// How much it says of how the call came out.
    fn proof(&self) -> u8 {
        match self.outcome {
            Outcome::Answered => 2,
            Outcome::NotAnswered => 1,
            Outcome::Unknown => 0,
        }
    }

    /// This end, as it was posted, beside what the records say: where they prove more they count,
    /// else they only tell what this one leaves out.
    pub(super) fn beside(self, recorded: Self) -> Self {
        match self.proof().cmp(&recorded.proof()) {
            Ordering::Less => Self {
                at: recorded.at.or(self.at),
                ..recorded
            },
            Ordering::Greater => self,
            Ordering::Equal => Self {
                answered_by: self.answered_by.or(recorded.answered_by),
                answered_at: self.answered_at.or(recorded.answered_at),
                talk_seconds: self.talk_seconds.or(recorded.talk_seconds),
                queue_wait_seconds: self.queue_wait_seconds.or(recorded.queue_wait_seconds),
                cause: self.cause.or(recorded.cause),
                ..self
            },
        }
    }
}

impl Began {
    pub(super) fn at(&self) -> Timestamp {
        earlier(earlier(self.said, self.happened), self.heard).unwrap_or(Timestamp::UNIX_EPOCH)
    }
}

pub(super) fn earlier(one: Option<Timestamp>, other: Option<Timestamp>) -> Option<Timestamp> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// Keeps the party that says more: a number rather than an extension, an extension rather than
/// nothing; of equals the first.
fn keep_better(kept: &mut Option<Party>, party: Option<&Party>) {
    let worth = |party: &Party| match party {
        party if party.number.is_some() => 3,
        party if !party.is_hidden() => 2,
        _ => 1,
    };
    let kept_worth = kept.as_ref().map_or(0, worth);
    if let Some(party) = party
        && worth(party) > kept_worth
    {
        *kept = Some(party.clone());
    }
}
