//! Bulutfon's interface, as the documents of its first version describe it.

use std::sync::{Arc, MutexGuard};

use axum::Router;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::{
    answers::Fault,
    bulutfon_server::{Inside, Shared, router},
    server::{Server, locked},
    told::told,
};

/// A running stand-in; it ends when dropped.
pub struct BulutfonApi {
    inside: Shared,
    server: Server,
}

impl BulutfonApi {
    /// Starts one that accepts this key.
    pub fn start(key: &str) -> std::io::Result<Self> {
        let inside = Self::inside_of(key);
        let kept = Arc::clone(&inside);
        let told = told("/told", move |record| locked(&kept).keep(record));
        let server = Server::start(router(Arc::clone(&inside)).merge(told))?;
        Ok(Self { inside, server })
    }

    /// One at no address: its router answers.
    pub fn nowhere(key: &str) -> Self {
        let inside = Self::inside_of(key);
        let server = Server::nowhere(router(Arc::clone(&inside)));
        Self { inside, server }
    }

    fn inside_of(key: &str) -> Shared {
        let inside = Inside {
            key: key.to_owned(),
            ..Inside::default()
        };
        Shared::new(inside.into())
    }

    /// What answers.
    pub fn router(&self) -> Router {
        self.server.router()
    }

    /// Its clock is this one from now on.
    pub fn clock_is_told_by(&self, teller: impl Fn() -> Timestamp + Send + 'static) {
        self.inside().clock.is_told_by(teller);
    }

    /// Has no more than so many records on a page, whatever is asked for.
    pub fn tells_at_once(&self, most: usize) {
        self.inside().most_at_once = Some(most);
    }

    /// Its base.
    pub fn base(&self) -> String {
        self.server.base().to_owned()
    }

    /// Has a record from now on, in the place of the one that it had of that call.
    pub fn record(&self, record: Value) {
        self.inside().keep(record);
    }

    /// All its records, the newest first.
    pub fn records(&self) -> Vec<Value> {
        let inside = self.inside();
        inside.records.iter().map(|(_, one)| one.clone()).collect()
    }

    /// Has the recording of a call.
    pub fn has_recording(&self, call: &str) {
        self.inside().recordings.insert(call.to_owned());
    }

    /// Has these extensions, with their names.
    pub fn people(&self, extensions: &[(&str, &str)]) {
        let owned = |(number, name): &(&str, &str)| ((*number).to_owned(), (*name).to_owned());
        self.inside().extensions = extensions.iter().map(owned).collect();
    }

    /// Goes wrong so with the next question about records, whatever was to go wrong with it.
    pub fn fail_once(&self, fault: Option<Fault>) {
        self.inside().faults = fault.into_iter().collect();
    }

    /// Goes wrong so with the next questions about records, one after the other.
    pub fn fail(&self, faults: &[Fault]) {
        self.inside().faults.extend(faults);
    }

    /// Its clock is so far ahead of this computer's from now on.
    pub fn clock_ahead_by(&self, by: SignedDuration) {
        self.inside().clock.is_ahead_by(by);
    }

    /// Accepts another key from now on.
    pub fn change_key(&self, key: &str) {
        self.inside().key = key.to_owned();
    }

    /// Whom it called, and where it put them through to.
    pub fn dialled(&self) -> Vec<(String, String)> {
        self.inside().dialled.clone()
    }

    /// How often it was asked for records, and how often it refused anything for haste.
    pub fn asked(&self) -> (u32, u32) {
        let inside = self.inside();
        (inside.asked_for_records, inside.refused_for_haste)
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        locked(&self.inside)
    }
}
