//! The legs of a call while it is folded, and the end that follows from them where the PBX
//! reports no other.

use crate::{Disposition, Leg, LegState, Timestamp};

/// The legs, in the order in which they first rang.
#[derive(Default)]
pub(super) struct Legs {
    tracks: Vec<Track>,
    closed: Option<Closed>,
}

/// The moment in which the last leg of a call was gone.
#[derive(Clone)]
pub(super) struct Closed {
    pub(super) at: Timestamp,
    pub(super) cause: Option<String>,
    /// How the call came out, for nobody answered it.
    pub(super) unanswered: Disposition,
}

struct Track {
    leg: Leg,
    /// When it began to ring or talk, for each time that has not ended yet.
    open: Vec<Timestamp>,
}

impl Legs {
    /// A leg rings. A call whose legs were all gone goes on with it.
    pub(super) fn ring(&mut self, number: &str, at: Timestamp) {
        let track = self.track(number);
        track.leg.state = LegState::Ringing;
        track.open.push(at);
        self.closed = None;
    }

    /// A leg is known to have been rung, and nothing more of it.
    pub(super) fn know(&mut self, number: &str) {
        self.track(number);
    }

    /// The ringing of `leg` was answered by `by`; every other leg has lost the race.
    pub(super) fn answer(&mut self, leg: &str, by: Option<&str>, at: Timestamp) {
        if !self.tracks.iter().any(|track| track.leg.number == leg) {
            // Its ringing was lost on the way.
            self.ring(leg, at);
        }
        for track in &mut self.tracks {
            if track.leg.number != leg {
                track.end();
            } else if by.is_some_and(|by| by != leg) {
                track.leg.state = LegState::Ended;
            } else if !track.open.is_empty() {
                track.leg.state = LegState::Answered;
            }
        }
    }

    /// A leg stopped. It may have been rung twice: this ends the rings that began before, and
    /// those of the same second only where there is none before.
    pub(super) fn end(&mut self, number: &str, at: Timestamp, cause: Option<&str>) {
        let track = self.track(number);
        track.leg.cause = cause.map(str::to_owned);
        if track.open.iter().any(|since| *since < at) {
            track.open.retain(|since| *since >= at);
        } else {
            track.open.clear();
        }
        track.leg.state = if track.open.is_empty() {
            LegState::Ended
        } else {
            LegState::Ringing
        };
    }

    /// Every leg stopped, for the call is over or its caller gone.
    pub(super) fn end_all(&mut self) {
        self.tracks.iter_mut().for_each(Track::end);
    }

    /// Notes the end of the call if no leg is left.
    pub(super) fn close_if_none_is_left(
        &mut self,
        at: Timestamp,
        cause: Option<&str>,
        unanswered: Disposition,
    ) {
        if self.tracks.iter().all(|track| track.open.is_empty()) {
            self.closed = Some(Closed {
                at,
                cause: cause.map(str::to_owned),
                unanswered,
            });
        }
    }

    /// When the last leg was gone, unless another one rang after that.
    pub(super) fn closed(&self) -> Option<&Closed> {
        self.closed.as_ref()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.tracks.is_empty()
    }

    pub(super) fn into_legs(self) -> Vec<Leg> {
        self.tracks.into_iter().map(|track| track.leg).collect()
    }

    fn track(&mut self, number: &str) -> &mut Track {
        let known = self
            .tracks
            .iter()
            .position(|track| track.leg.number == number);
        let index = known.unwrap_or_else(|| {
            self.tracks.push(Track {
                leg: Leg {
                    number: number.to_owned(),
                    state: LegState::Ended,
                    cause: None,
                },
                open: Vec::new(),
            });
            self.tracks.len() - 1
        });
        &mut self.tracks[index]
    }
}

impl Track {
    fn end(&mut self) {
        self.open.clear();
        self.leg.state = LegState::Ended;
    }
}
