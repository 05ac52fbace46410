//! A second reading of everything that was delivered: plain and slow, with no database.

use std::collections::{BTreeMap, HashMap};

use jiff::SignedDuration;
use kimo_calls::{
    Call, CallEvent, CallId, CallKind, Clock, DeskId, Direction, Disposition, EventKind, Hook,
    LegState, Mark, MarkKind, Party, Reason, Status, Timestamp,
};
use kimo_pbx::{Delivery, Reading};

use super::plan::Post;

/// What one desk must know, having answered what it has.
#[derive(Default)]
pub(super) struct Oracle {
    pub(super) calls: HashMap<CallId, Told>,
    /// Every body that was answered as kept, with its hook.
    pub(super) kept: Vec<(i64, Vec<u8>)>,
    /// Of each hook, at which seconds it told the time right since a clock was last set.
    told_time: HashMap<usize, Vec<u64>>,
    clock_was_set: bool,
    /// Whom the adversary spoke of, and when it was last heard, the latest by the desk's clock.
    pub(super) mentioned: HashMap<Who, Timestamp>,
}

/// What was told of one call.
pub(super) struct Told {
    events: Vec<CallEvent>,
    pub(super) call: Call,
    pub(super) is_hostile: bool,
    /// At which second something was last heard of it.
    pub(super) heard: u64,
    /// At which second it was last told something new.
    learned: u64,
    /// The latest by the desk's clock, which may have been set back since.
    pub(super) last_received: Timestamp,
    /// What tells of its ringing came in time, since this desk was last started.
    is_live: bool,
}

/// A caller as one reads the list: who has no number of the world's is nobody outside their PBX.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Who {
    Hidden,
    Number(String),
    Local(String, String),
}

/// A row of the list of missed callers: how many calls, and when the last of them began.
pub(super) type Board = BTreeMap<Who, (u32, Timestamp)>;

impl Oracle {
    /// Takes down what was answered as kept.
    pub(super) fn take(&mut self, post: &Post, hook: &Hook, hostile: bool, at: (u64, Timestamp)) {
        for body in kimo_pbx::deliveries(&post.body) {
            let delivery = Delivery::to(hook, Some(post.content_type), body, at.1);
            let reading = kimo_pbx::read(&delivery, &hook.meaning);
            if let Ok(Reading::Empty) = reading {
                continue;
            }
            self.kept.push((hook.id.0, body.to_vec()));
            if let Ok(Reading::Events(events)) = reading {
                self.take_events(events, post, hostile, at);
            }
        }
    }

    fn take_events(
        &mut self,
        events: Vec<CallEvent>,
        post: &Post,
        hostile: bool,
        (second, received): (u64, Timestamp),
    ) {
        let tells_time = |event: &CallEvent| event.at.is_some() && event.clock == Clock::Exact;
        if post.is_prompt && events.iter().any(tells_time) {
            self.told_time.entry(post.hook).or_default().push(second);
        }
        let in_time = post.is_prompt && self.has_told_time(post.hook);
        let Some(id) = events.first().map(|event| event.call.clone()) else {
            return;
        };
        let told = self.calls.entry(id);
        let told = match told {
            std::collections::hash_map::Entry::Occupied(told) => told.into_mut(),
            std::collections::hash_map::Entry::Vacant(place) => {
                let Some(call) = Call::from_events(&events) else {
                    return;
                };
                place.insert(Told {
                    events: Vec::new(),
                    call,
                    is_hostile: hostile,
                    heard: second,
                    learned: second,
                    last_received: received,
                    is_live: false,
                })
            }
        };
        let is_new = |event: &CallEvent| !told.events.iter().any(|one| one.id == event.id);
        let new: Vec<CallEvent> = events.iter().filter(|one| is_new(one)).cloned().collect();
        let rings = |event: &CallEvent| matches!(event.kind, EventKind::Ringing { .. });
        let given_up = told.call.reason == Some(Reason::EndNotReported);
        if new.is_empty() && given_up && events.iter().any(rings) {
            let expired = |event: &CallEvent| matches!(event.kind, EventKind::Expired { .. });
            told.events.retain(|event| !expired(event));
        }
        if !new.is_empty() {
            told.is_live |= in_time;
            told.learned = second;
        }
        told.events.extend(new);
        told.heard = second;
        told.last_received = received.max(told.last_received);
        told.fold();
        if hostile {
            // The clock may have been set back since the last time.
            let last = self
                .mentioned
                .entry(Who::of(&told.call))
                .or_insert(received);
            *last = received.max(*last);
        }
    }

    /// The desk gave a call up.
    pub(super) fn give_up(&mut self, id: &CallId, at: Timestamp) {
        let Some(told) = self.calls.get_mut(id) else {
            return;
        };
        if told.call.status != Status::Ended
            && let Some(event) = CallEvent::expired(&told.events, at)
        {
            told.events.push(event);
            told.fold();
        }
    }

    /// Somebody marked a call, or took that back.
    pub(super) fn mark(&mut self, id: &CallId, done: bool, desk: &DeskId, now: Timestamp) {
        let Some(told) = self.calls.get_mut(id) else {
            return;
        };
        let marks = told.events.iter().filter_map(|event| match &event.kind {
            EventKind::Marked(mark) => Some(mark.marked_at),
            _ => None,
        });
        let after = marks
            .max()
            .map(|last| last + SignedDuration::from_micros(1));
        let mark = Mark {
            desk: desk.clone(),
            marked_at: now.max(after.unwrap_or(now)),
            mark: MarkKind::Done(done),
        };
        told.events.push(CallEvent::marked(id.clone(), mark));
        told.fold();
    }

    /// A clock was set: how far the others are off is to be learned anew.
    pub(super) fn clock_set(&mut self) {
        self.clock_was_set = true;
        self.told_time.clear();
    }

    /// The desk was started: what rang long ago it shows no more.
    pub(super) fn started(&mut self, second: u64) {
        for told in self.calls.values_mut() {
            told.is_live &= !self.clock_was_set && second - told.learned <= 50;
        }
    }

    fn has_told_time(&self, hook: usize) -> bool {
        let Some(told) = self.told_time.get(&hook) else {
            return !self.clock_was_set;
        };
        let lasted = told
            .last()
            .zip(told.first())
            .map(|(last, first)| last - first);
        // So long by their own times too, which agree with their receipt within fifteen seconds.
        !self.clock_was_set || told.len() >= 4 && lasted >= Some(180 + 15)
    }

    /// Who is open, read from all calls: missed later than they were last reached, and later than
    /// the last call that was marked.
    pub(super) fn board(&self) -> Board {
        let mut board = Board::new();
        let calls = || self.calls.values().map(|told| &told.call);
        let mut settled: HashMap<Who, Timestamp> = HashMap::new();
        for call in calls().filter(|call| settles(call)) {
            let until = settled.entry(Who::of(call)).or_insert(call.started_at);
            *until = call.started_at.max(*until);
        }
        for call in calls().filter(|call| call.missed) {
            let who = Who::of(call);
            if settled
                .get(&who)
                .is_some_and(|until| call.started_at <= *until)
            {
                continue;
            }
            let row = board.entry(who).or_insert((0, call.started_at));
            *row = (row.0 + 1, row.1.max(call.started_at));
        }
        board
    }

    /// The honest calls that ring now, and must be seen to.
    pub(super) fn ringing(&self, now: u64) -> impl Iterator<Item = &CallId> {
        let rings = move |told: &&Told| {
            let call = &told.call;
            let legs = &call.legs;
            let leg_rings = legs.iter().any(|leg| leg.state == LegState::Ringing);
            call.status == Status::Ringing
                && call.kind == CallKind::Voice
                && call.direction == Direction::Inbound
                && (legs.is_empty() || leg_rings)
                && told.is_live
                && now < told.heard + 170
        };
        let ringing = self.calls.values().filter(rings);
        ringing
            .filter(|told| !told.is_hostile)
            .map(|told| &told.call.id)
    }
}

impl Told {
    fn fold(&mut self) {
        if let Some(call) = Call::from_events(&self.events) {
            self.call = call;
        }
    }
}

/// Whether after this call nobody need call its other party back.
fn settles(call: &Call) -> bool {
    let talked = call.status == Status::InProgress || call.disposition == Disposition::Answered;
    let is_reached = call.kind == CallKind::Voice && talked && !call.missed;
    call.is_done() || is_reached && !call.other_party().is_hidden()
}

impl Who {
    /// The other party of a call.
    pub(super) fn of(call: &Call) -> Self {
        let Party { raw, number, .. } = call.other_party();
        match number {
            Some(number) => Self::Number(number.to_string()),
            None if call.other_party().is_hidden() => Self::Hidden,
            None => {
                let of = format!("{}@{}", call.id.pbx, call.id.account);
                Self::Local(of, raw.clone())
            }
        }
    }
}
