//! What the events of a call amount to, once all of them are taken.

use super::state::{End, State};
use crate::{
    Call, CallKind, Direction, Disposition, Leg, LegState, Outcome, Reason, Status, Timestamp,
};

impl State {
    pub(super) fn into_call(mut self) -> Call {
        let kind = match self.fax_at {
            Some(_) => CallKind::Fax,
            None => CallKind::Voice,
        };
        let started_at = self.began.at();
        let said_end = self.said_end();
        let expired = said_end.is_none() && self.expired_knowing.contains(&self.news);
        let is_over = said_end.is_some() || expired;
        let outcome = self.outcome(said_end.as_ref());
        let answered = outcome == Outcome::Answered;
        let direction = self.direction.unwrap_or(Direction::Inbound);
        let cause = said_end.as_ref().and_then(|end| end.cause.clone());
        let disposition = match outcome {
            _ if !is_over => Disposition::Unknown,
            Outcome::Unknown => Disposition::Unknown,
            Outcome::Answered => Disposition::Answered,
            Outcome::NotAnswered => said_end
                .as_ref()
                .map_or(Disposition::NoAnswer, |end| end.unanswered),
        };
        let in_vain = is_over && outcome == Outcome::NotAnswered && direction == Direction::Inbound;
        let missed = in_vain && !self.id.is_test();
        let ended_at = said_end.as_ref().and_then(|end| end.at);
        let ended_at = ended_at.map(|at| at.max(started_at));
        let answered_at = answered
            .then(|| self.answered_at(said_end.as_ref()))
            .flatten()
            .map(|at| at.max(started_at).min(ended_at.unwrap_or(Timestamp::MAX)));
        let talk_seconds = said_end
            .as_ref()
            .filter(|_| answered)
            .and_then(|end| seconds_between(answered_at, ended_at).or(end.talk_seconds));
        let queue_wait = said_end.as_ref().and_then(|end| end.queue_wait_seconds);
        let waited_until = match outcome {
            Outcome::Answered => answered_at,
            Outcome::NotAnswered => ended_at,
            Outcome::Unknown => None,
        };
        let reason = match disposition {
            _ if expired => Some(Reason::EndNotReported),
            Disposition::NoAnswer | Disposition::Cancelled if in_vain => self.gave_up(),
            _ => None,
        };
        if is_over {
            self.legs.end_all();
        }
        let legs = bounded(self.legs.into_legs());
        let mut extensions = self.asked_for;
        extensions.truncate(Call::MOST_LEGS);
        for leg in &legs {
            if extensions.len() < Call::MOST_LEGS && !extensions.contains(&leg.number) {
                extensions.push(leg.number.clone());
            }
        }
        Call {
            id: self.id,
            kind,
            direction,
            status: match answered {
                _ if is_over => Status::Ended,
                true => Status::InProgress,
                false => Status::Ringing,
            },
            disposition,
            missed,
            caller: self.caller.unwrap_or_default(),
            called: self.called.unwrap_or_default(),
            extensions,
            answered_by: self
                .answer
                .and_then(|answer| answer.by)
                .or(said_end.and_then(|end| end.answered_by))
                // Outbound, the other side answers: an extension of ours named there is who called.
                .filter(|_| answered && direction != Direction::Outbound),
            queue: self.queue,
            started_at,
            answered_at,
            ended_at,
            talk_seconds,
            hangup_cause: cause,
            waited_seconds: queue_wait.or(seconds_between(Some(started_at), waited_until)),
            reason,
            legs,
            done: self.done.map(|(_, mark)| mark),
            note: self.note.map(|(_, mark)| mark),
        }
    }

    /// The end as the PBX reports it. A fax is over at once.
    fn said_end(&self) -> Option<End> {
        let bare = |at, outcome, cause| End {
            at,
            outcome,
            answered_by: None,
            answered_at: None,
            talk_seconds: None,
            queue_wait_seconds: None,
            cause,
            unanswered: Disposition::NoAnswer,
        };
        let told = match (self.end.clone(), self.recorded_end.clone()) {
            (Some(posted), Some(recorded)) => Some(posted.beside(recorded)),
            (posted, recorded) => posted.or(recorded),
        };
        let mut end = told.or_else(|| self.missed.clone());
        if let Some(missed) = &self.missed {
            // The word "missed" outweighs whatever else is said of the call.
            end = end.map(|end| {
                let why = if end.cause.is_some() { &end } else { missed };
                End {
                    outcome: Outcome::NotAnswered,
                    cause: why.cause.clone(),
                    unanswered: why.unanswered,
                    ..end
                }
            });
        }
        let fax = || Some(bare(Some(self.fax_at?), Outcome::Unknown, None));
        let legs_gone = || {
            let closed = self.legs.closed()?;
            Some(End {
                unanswered: closed.unanswered,
                ..bare(Some(closed.at), Outcome::NotAnswered, closed.cause.clone())
            })
        };
        // An end that does not tell how the call came out leaves that to its legs.
        if let Some(end) = &mut end
            && end.outcome == Outcome::Unknown
            && let Some(closed) = self.legs.closed()
        {
            end.outcome = Outcome::NotAnswered;
            end.unanswered = closed.unanswered;
            end.cause = end.cause.take().or(closed.cause.clone());
        }
        if let (Some(end), Some(closed)) = (&mut end, self.legs.closed()) {
            end.at = end.at.or(Some(closed.at));
            // Where only a record tells of the end, its legs may still tell why.
            let is_recorded = self.end.is_none() && self.missed.is_none();
            if is_recorded && end.cause.is_none() {
                end.cause.clone_from(&closed.cause);
                end.unanswered = closed.unanswered;
            }
        }
        end.or_else(fax).or_else(legs_gone)
    }

    /// Whether a person was reached, as far as all events together know.
    fn outcome(&self, end: Option<&End>) -> Outcome {
        if self.fax_at.is_some() {
            Outcome::Unknown
        } else if self.missed.is_some() {
            Outcome::NotAnswered
        } else if self.answer.is_some() {
            Outcome::Answered
        } else {
            end.map_or(Outcome::Unknown, |end| end.outcome)
        }
    }

    /// The answer's own time, else the one that the end gives, else, while people talk, when it
    /// was heard of.
    fn answered_at(&self, end: Option<&End>) -> Option<Timestamp> {
        let answer = self.answer.as_ref();
        answer
            .and_then(|answer| answer.at)
            .or_else(|| end.and_then(|end| end.answered_at))
            .or_else(|| answer.filter(|_| end.is_none()).map(|answer| answer.heard))
    }

    fn gave_up(&self) -> Option<Reason> {
        if self.queue.is_some() {
            Some(Reason::GaveUpInQueue)
        } else if self.in_menu && self.legs.is_empty() {
            Some(Reason::GaveUpInMenu)
        } else {
            None
        }
    }
}

/// No more legs than a call is shown with: what rings or talks is not left out for what is over.
fn bounded(mut legs: Vec<Leg>) -> Vec<Leg> {
    let is_over = |leg: &Leg| leg.state == LegState::Ended;
    let alive = legs.iter().filter(|leg| !is_over(leg)).count();
    let mut room = Call::MOST_LEGS.saturating_sub(alive);
    legs.retain(|leg| {
        let stays = !is_over(leg) || room > 0;
        room -= usize::from(stays && is_over(leg));
        stays
    });
    legs.truncate(Call::MOST_LEGS);
    legs
}

fn seconds_between(from: Option<Timestamp>, to: Option<Timestamp>) -> Option<u32> {
    u32::try_from(to?.duration_since(from?).as_secs()).ok()
}
