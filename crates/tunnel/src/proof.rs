//! Whether the desk is reached: decided by nothing but a nonce that Kimo sent to its own public
//! address and saw arrive at the listener.

use std::time::{Duration, Instant};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Fault, Link};

/// Whether the desk is reached, and when to look next. A plain state machine: time is passed in.
#[derive(Debug)]
pub struct Proof {
    state: ProofState,
    checked_at: Option<Timestamp>,
    failures: u32,
    next: Option<Instant>,
    /// From when on people are told.
    blind_at: Option<Instant>,
}

/// Whether the desk is reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum ProofState {
    /// No tunnel is set up.
    Off,
    /// Not yet looked.
    Unchecked,
    /// The last probe arrived.
    Reachable {
        /// Since when every probe has arrived.
        since: Timestamp,
    },
    /// The last probe did not arrive.
    Unreachable {
        /// Since when none has.
        since: Timestamp,
        /// Why.
        fault: Fault,
    },
}

impl Proof {
    /// How often the way is proved while it stands.
    const QUIET: Duration = Duration::from_secs(60);
    /// How soon it is tried again while it does not.
    const SOON: Duration = Duration::from_secs(2);
    const LONGEST: Duration = Duration::from_secs(10);
    /// How long the desk may be out of reach before people are told.
    const GRACE: Duration = Duration::from_secs(60);

    /// Where no tunnel is set up.
    pub fn off() -> Self {
        Self {
            state: ProofState::Off,
            checked_at: None,
            failures: 0,
            next: None,
            blind_at: None,
        }
    }

    /// Where a tunnel is set up, or changed. The first probe is due at once.
    pub fn unchecked(now: Instant) -> Self {
        Self {
            state: ProofState::Unchecked,
            next: Some(now),
            ..Self::off()
        }
    }

    /// Where nobody can know by which tunnel, so that there is nothing to prove. People are told
    /// at once: waiting mends nothing.
    pub fn unknown(fault: Fault, wall: Timestamp, now: Instant) -> Self {
        Self {
            state: ProofState::Unreachable { since: wall, fault },
            blind_at: Some(now),
            ..Self::off()
        }
    }

    /// Whether the desk is reached.
    pub fn state(&self) -> &ProofState {
        &self.state
    }

    /// When the last probe came to its end.
    pub fn checked_at(&self) -> Option<Timestamp> {
        self.checked_at
    }

    /// When the next probe is due; `None` where there is nothing to prove.
    pub fn next_probe(&self) -> Option<Instant> {
        self.next
    }

    /// True where the desk has been out of reach for a minute, so that people must be told.
    pub fn is_blind(&self, now: Instant) -> bool {
        self.blind_at.is_some_and(|at| now >= at)
    }

    /// When [`Self::is_blind`] turns true, or turned, if nothing happens before.
    pub fn blind_at(&self) -> Option<Instant> {
        self.blind_at
    }

    /// Something has happened after which the way must be proved afresh: the computer woke, the
    /// network changed, the tunnel came up, a person asked.
    pub fn hurry(&mut self, now: Instant) {
        if self.state != ProofState::Off {
            self.failures = 0;
            self.next = Some(now);
        }
    }

    /// The tunnel tells how it is doing. A tunnel that is down cannot be a way, so there is no
    /// need to wait for the next probe.
    pub fn take_link(&mut self, link: &Link, wall: Timestamp, now: Instant) {
        match link {
            Link::Connecting => {}
            Link::Up { .. } => self.hurry(now),
            Link::Down { fault } => self.fail(fault.clone(), wall, now),
        }
    }

    /// A probe came to its end: it arrived here, or it did not, and why.
    pub fn take_probe(&mut self, probe: Result<(), Fault>, wall: Timestamp, now: Instant) {
        self.checked_at = Some(wall);
        match probe {
            Ok(()) => {
                if !matches!(self.state, ProofState::Reachable { .. } | ProofState::Off) {
                    self.state = ProofState::Reachable { since: wall };
                }
                self.failures = 0;
                self.blind_at = None;
                self.next = Some(now + Self::QUIET);
            }
            Err(fault) => self.fail(fault, wall, now),
        }
    }

    fn fail(&mut self, fault: Fault, wall: Timestamp, now: Instant) {
        self.state = match &self.state {
            ProofState::Off => return,
            ProofState::Unreachable { since, .. } => ProofState::Unreachable {
                since: *since,
                fault,
            },
            ProofState::Unchecked | ProofState::Reachable { .. } => {
                self.blind_at = Some(now + Self::GRACE);
                ProofState::Unreachable { since: wall, fault }
            }
        };
        let wait = Self::SOON
            .saturating_mul(1 << self.failures.min(4))
            .min(Self::LONGEST);
        self.failures += 1;
        self.next = Some(now + wait);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A proof at the start of a test, and its clocks.
    fn start() -> (Proof, Timestamp, Instant) {
        let now = Instant::now();
        (Proof::unchecked(now), Timestamp::UNIX_EPOCH, now)
    }

    #[test]
    fn reachable_counts_from_the_first_probe_that_arrived_and_is_proved_again_every_minute() {
        let (mut proof, wall, now) = start();
        assert_eq!(
            proof.next_probe(),
            Some(now),
            "the first probe is due at once"
        );
        proof.take_probe(Ok(()), wall, now);
        let later = wall + jiff::SignedDuration::from_secs(60);
        proof.take_probe(Ok(()), later, now + Duration::from_secs(60));
        assert_eq!(*proof.state(), ProofState::Reachable { since: wall });
        assert_eq!(proof.checked_at(), Some(later));
        assert_eq!(proof.next_probe(), Some(now + Duration::from_secs(120)));
    }

    #[test]
    fn people_are_told_after_a_minute_out_of_reach_and_not_before() {
        let (mut proof, wall, now) = start();
        proof.take_probe(Ok(()), wall, now);
        proof.take_probe(Err(Fault::Silent), wall, now);
        assert!(!proof.is_blind(now + Duration::from_secs(59)));
        proof.take_probe(Err(Fault::Listener), wall, now + Duration::from_secs(50));
        assert!(
            proof.is_blind(now + Duration::from_secs(61)),
            "another reason is the same outage"
        );
        proof.take_probe(Ok(()), wall, now + Duration::from_secs(70));
        assert!(!proof.is_blind(now + Duration::from_secs(200)));
    }

    #[test]
    fn a_tunnel_that_goes_down_makes_the_desk_unreachable_without_waiting_for_a_probe() {
        let (mut proof, wall, now) = start();
        proof.take_probe(Ok(()), wall, now);
        proof.take_link(
            &Link::Down {
                fault: Fault::Silent,
            },
            wall,
            now,
        );
        assert_eq!(
            *proof.state(),
            ProofState::Unreachable {
                since: wall,
                fault: Fault::Silent
            }
        );
    }

    #[test]
    fn a_tunnel_that_comes_up_is_proved_at_once_but_proves_nothing_itself() {
        let (mut proof, wall, now) = start();
        proof.take_probe(Err(Fault::Silent), wall, now);
        proof.take_link(
            &Link::Up { public_url: None },
            wall,
            now + Duration::from_secs(1),
        );
        assert!(matches!(proof.state(), ProofState::Unreachable { .. }));
        assert_eq!(proof.next_probe(), Some(now + Duration::from_secs(1)));
    }

    #[test]
    fn out_of_reach_the_way_is_tried_often_enough_to_heal_within_ten_seconds() {
        let (mut proof, wall, now) = start();
        for _ in 0..10 {
            proof.take_probe(Err(Fault::Silent), wall, now);
            assert!(proof.next_probe().unwrap() <= now + Duration::from_secs(10));
        }
    }

    #[test]
    fn of_an_unknown_tunnel_people_are_told_at_once_and_nothing_is_tried() {
        let (wall, now) = (Timestamp::UNIX_EPOCH, Instant::now());
        let fault = Fault::SetUp {
            detail: "damaged".to_owned(),
        };
        let proof = Proof::unknown(fault.clone(), wall, now);
        assert!(proof.is_blind(now));
        assert_eq!(proof.next_probe(), None);
        assert_eq!(
            *proof.state(),
            ProofState::Unreachable { since: wall, fault }
        );
    }

    #[test]
    fn without_a_tunnel_nothing_is_proved_and_nobody_is_alarmed() {
        let now = Instant::now();
        let mut proof = Proof::off();
        proof.hurry(now);
        proof.take_probe(Err(Fault::Listener), Timestamp::UNIX_EPOCH, now);
        assert_eq!(*proof.state(), ProofState::Off);
        assert_eq!(proof.next_probe(), None);
        assert!(!proof.is_blind(now + Duration::from_secs(600)));
    }
}
