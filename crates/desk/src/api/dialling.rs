//! The numbers that a PBX was asked to call just now: two presses are one call.

use std::{collections::HashMap, sync::Mutex, time::Duration};

use serde::{Deserialize, Serialize};
use tokio::{sync::watch, time::Instant};
use ts_rs::TS;

use crate::locked::locked;

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Dialled {
    /// The telephone of this extension rings, or is about to.
    Rings {
        /// The extension.
        extension: String,
        /// The number that is called once it is picked up, grouped for reading.
        number: String,
        /// The id of the call, as in lists.
        call: String,
    },
    /// It does not: the text `dial-failure-<code>`, or where there is none of that name
    /// `records-failure-<code>`.
    Failed {
        /// Names the text.
        code: String,
    },
}

impl Dialled {
    pub(super) fn failed(code: &str) -> Self {
        Self::Failed {
            code: code.to_owned(),
        }
    }

    /// Whether a telephone may ring.
    fn may_ring(&self) -> bool {
        match self {
            Self::Rings { .. } => true,
            Self::Failed { code } => code == UNSURE,
        }
    }
}

/// Names the failure after which a telephone may ring all the same.
pub(super) const UNSURE: &str = "unsure";

/// What was asked just now: from which extension, and which number; held by the desk.
#[derive(Debug, Default)]
pub(crate) struct Dialling(Mutex<HashMap<Wanted, Asked>>);

/// An extension, and the number that it wants to call.
pub(super) type Wanted = (String, String);

#[derive(Debug)]
struct Asked {
    at: Instant,
    outcome: watch::Receiver<Option<Dialled>>,
}

/// What somebody does who wants a number to be called.
pub(super) enum Turn {
    /// Asks the PBX, and tells.
    Ask(watch::Sender<Option<Dialled>>),
    /// Waits for what comes of it, for it has been asked.
    Wait(watch::Receiver<Option<Dialled>>),
    /// Nothing: it is being asked for another number.
    Busy,
}

impl Dialling {
    /// Whose turn it is to ask for this.
    pub(super) fn turn(&self, wanted: &Wanted, now: Instant) -> Turn {
        let mut asked = locked(&self.0);
        asked.retain(|_, one| one.is_open() || !one.is_long_ago(now));
        match asked.get(wanted) {
            Some(one) if one.is_open() || one.may_ring() => return Turn::Wait(one.outcome.clone()),
            _ if asked.values().any(Asked::is_open) => return Turn::Busy,
            _ => {}
        }
        let (tell, outcome) = watch::channel(None);
        asked.insert(wanted.clone(), Asked { at: now, outcome });
        Turn::Ask(tell)
    }

    /// What came of asking for this just now.
    pub(super) fn outcome(&self, wanted: &Wanted, now: Instant) -> Option<Dialled> {
        let asked = locked(&self.0);
        let one = asked.get(wanted).filter(|one| !one.is_long_ago(now))?;
        one.outcome.borrow().clone()
    }

    /// Whoever asks for that asks anew: its call is over.
    pub(super) fn forget(&self, wanted: &Wanted) {
        locked(&self.0).remove(wanted);
    }
}

impl Asked {
    /// The PBX has not answered yet.
    fn is_open(&self) -> bool {
        self.outcome.borrow().is_none() && self.outcome.has_changed().is_ok()
    }

    fn may_ring(&self) -> bool {
        self.outcome
            .borrow()
            .as_ref()
            .is_some_and(Dialled::may_ring)
    }

    fn is_long_ago(&self, now: Instant) -> bool {
        now.saturating_duration_since(self.at) >= FOR_SO_LONG
    }
}

/// As long as the longest answer takes, and a telephone rings.
const FOR_SO_LONG: Duration = Duration::from_secs(70);

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(number: &str) -> Wanted {
        ("1001".to_owned(), number.to_owned())
    }

    fn rings() -> Dialled {
        Dialled::Rings {
            extension: "1001".to_owned(),
            number: "0532 123 45 67".to_owned(),
            call: "verimor:1".to_owned(),
        }
    }

    #[track_caller]
    fn asks(turn: Turn) -> watch::Sender<Option<Dialled>> {
        match turn {
            Turn::Ask(tell) => tell,
            Turn::Wait(_) => panic!("waits"),
            Turn::Busy => panic!("busy"),
        }
    }

    #[test]
    fn a_number_that_may_ring_is_not_asked_for_again() {
        let now = Instant::now();
        let (one, other) = (wanted("+905321234567"), wanted("+905321234568"));
        for outcome in [rings(), Dialled::failed(UNSURE)] {
            let dialling = Dialling::default();
            let tell = asks(dialling.turn(&one, now));
            assert!(matches!(dialling.turn(&one, now), Turn::Wait(_)));
            assert!(matches!(dialling.turn(&other, now), Turn::Busy));
            tell.send(Some(outcome.clone())).unwrap();
            drop(tell);
            let soon = now + Duration::from_secs(69);
            let Turn::Wait(waits) = dialling.turn(&one, soon) else {
                panic!("asked again");
            };
            assert_eq!(*waits.borrow(), Some(outcome.clone()));
            assert_eq!(dialling.outcome(&one, soon), Some(outcome));
            assert_eq!(dialling.outcome(&other, soon), None);
            // Not though another number was asked for in between.
            let between = asks(dialling.turn(&other, soon));
            between.send(Some(rings())).unwrap();
            assert!(matches!(dialling.turn(&one, soon), Turn::Wait(_)));
            let later = now + Duration::from_secs(70);
            assert_eq!(dialling.outcome(&one, later), None);
            asks(dialling.turn(&one, later));
        }
    }

    #[test]
    fn what_surely_did_not_ring_is_asked_again_and_so_is_whose_call_is_over() {
        let now = Instant::now();
        let (one, other) = (wanted("+905321234567"), wanted("+905321234568"));
        let dialling = Dialling::default();
        let tell = asks(dialling.turn(&one, now));
        tell.send(Some(Dialled::failed("key"))).unwrap();
        let tell = asks(dialling.turn(&one, now));
        tell.send(Some(rings())).unwrap();
        dialling.forget(&other);
        assert!(matches!(dialling.turn(&one, now), Turn::Wait(_)));
        dialling.forget(&one);
        // Whoever asked broke off without a word.
        drop(asks(dialling.turn(&one, now)));
        asks(dialling.turn(&one, now));
    }
}
