//! How far the desk of another computer has come in.

use std::sync::Mutex;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{MovingFailure, count};
use crate::{
    locked::locked,
    moving::{LackingSecret, MovedIn, MovingError},
};

/// How far the desk of another computer has been made ready.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Arriving {
    /// True while it is under way.
    pub running: bool,
    /// How many bytes are done.
    pub done: u64,
    /// How many there are to do.
    pub total: u64,
    /// What stands ready, once it does.
    pub arrived: Option<Arrived>,
    /// Why it broke off, if it did.
    pub failure: Option<MovingFailure>,
}

/// What stands ready, and takes its place when Kimo is started again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Arrived {
    /// How many calls.
    pub calls: u32,
    /// How many connections.
    pub hooks: u32,
    /// How many secrets.
    pub secrets: u32,
    /// The secrets that have to be entered again.
    pub lacking: Vec<LackingSecret>,
}

/// How far it is; held by the desk.
#[derive(Debug, Default)]
pub(crate) struct Arrival(Mutex<Arriving>);

impl Arrival {
    /// False where one is under way already.
    pub(super) fn begin(&self) -> bool {
        let mut now = locked(&self.0);
        let begins = !now.running;
        if begins {
            *now = Arriving {
                running: true,
                ..Arriving::default()
            };
        }
        begins
    }

    pub(super) fn tell(&self, done: u64, total: u64) {
        let mut now = locked(&self.0);
        (now.done, now.total) = (done, total);
    }

    pub(super) fn end(&self, done: Result<MovedIn, MovingError>) {
        let mut now = locked(&self.0);
        now.running = false;
        match done {
            Ok(moved) => {
                now.arrived = Some(Arrived {
                    calls: count(moved.calls),
                    hooks: count(moved.hooks as u64),
                    secrets: count(moved.secrets as u64),
                    lacking: moved.lacking,
                });
            }
            Err(error) => now.failure = Some((&error).into()),
        }
    }

    pub(super) fn now(&self) -> Arriving {
        locked(&self.0).clone()
    }
}
