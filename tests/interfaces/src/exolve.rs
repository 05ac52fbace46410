//! The interface of MTS Exolve, as far as its document is known.

use std::{
    collections::VecDeque,
    sync::{Arc, MutexGuard},
};

use axum::Router;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::{
    answers::Fault,
    exolve_server::{Shared, What, router},
    server::{Server, locked},
    told::told,
};

/// A running stand-in; it ends when dropped.
pub struct ExolveApi {
    what: Shared,
    server: Server,
}

impl ExolveApi {
    /// Starts one that accepts this key.
    pub fn start(key: &str) -> std::io::Result<Self> {
        let what = Self::what_of(key);
        let kept = Arc::clone(&what);
        let told = told("/told", move |record| locked(&kept).keep(record));
        let server = Server::start(router(Arc::clone(&what)).merge(told))?;
        Ok(Self { what, server })
    }

    /// One at no address: its router answers.
    pub fn nowhere(key: &str) -> Self {
        let what = Self::what_of(key);
        let server = Server::nowhere(router(Arc::clone(&what)));
        Self { what, server }
    }

    fn what_of(key: &str) -> Shared {
        let what = What {
            key: key.to_owned(),
            most_at_once: 50,
            ..What::default()
        };
        Shared::new(what.into())
    }

    /// What answers.
    pub fn router(&self) -> Router {
        self.server.router()
    }

    /// Its clock is this one from now on.
    pub fn clock_is_told_by(&self, teller: impl Fn() -> Timestamp + Send + 'static) {
        self.what().clock.is_told_by(teller);
    }

    /// Its base.
    pub fn base(&self) -> String {
        self.server.base().to_owned()
    }

    /// Has a record from now on.
    pub fn record(&self, record: Value) {
        self.what().keep(record);
    }

    /// Its clock is so far ahead of this computer's from now on.
    pub fn clock_ahead_by(&self, by: SignedDuration) {
        self.what().clock.is_ahead_by(by);
    }

    /// Tells no more than so many records at once, whatever is asked for.
    pub fn tells_at_once(&self, most: usize) {
        self.what().most_at_once = most;
    }

    /// Goes wrong so with the next question about records, whatever was to go wrong with it.
    pub fn fail_once(&self, fault: Option<Fault>) {
        self.what().faults = fault.into_iter().collect();
    }

    /// Goes wrong so with the next questions about records, one after the other.
    pub fn fail(&self, faults: &[Fault]) {
        self.what().faults.extend(faults);
    }

    /// Goes wrong so with the next requests to call somebody, though they are called.
    pub fn fail_to_dial(&self, faults: &[Fault]) {
        self.what().dial_faults = VecDeque::from(faults.to_vec());
    }

    /// Answers so where it has called somebody.
    pub fn tells_of_dialling(&self, answer: Value) {
        self.what().tells_of_dialling = Some(answer);
    }

    /// Accepts another key from now on.
    pub fn change_key(&self, key: &str) {
        self.what().key = key.to_owned();
    }

    /// What it was asked to call.
    pub fn dialled(&self) -> Vec<Value> {
        self.what().dialled.clone()
    }

    /// How often it was asked for records.
    pub fn asked(&self) -> u32 {
        self.what().asked_for_records
    }

    /// What was asked of it that nobody may ask: whatever else it has.
    pub fn asked_otherwise(&self) -> Vec<String> {
        self.what().asked_otherwise.clone()
    }

    fn what(&self) -> MutexGuard<'_, What> {
        locked(&self.what)
    }
}
