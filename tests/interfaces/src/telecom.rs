//! The interface that has the history of Smart UVV, as far as its document is known.

use std::{
    collections::BTreeSet,
    sync::{Arc, MutexGuard},
};

use axum::Router;
use jiff::{
    SignedDuration, Timestamp,
    tz::{self, TimeZone},
};
use serde_json::Value;

use super::{
    answers::Fault,
    server::{Server, locked},
    telecom_server::{Kept, Shared, What, router},
    told::told,
};

/// A running stand-in; it ends when dropped.
pub struct TelecomApi {
    what: Shared,
    server: Server,
}

impl TelecomApi {
    /// Starts one that accepts this user name and password, with a colon between them, and has these
    /// numbers.
    pub fn start(key: &str, numbers: &[&str]) -> std::io::Result<Self> {
        let what = Shared::new(What::of(key, numbers).into());
        let kept = Arc::clone(&what);
        let told = told("/index.php/told", move |record| locked(&kept).keep(&record));
        let server = Server::start(router(Arc::clone(&what)).merge(told))?;
        Ok(Self { what, server })
    }

    /// One at no address: its router answers.
    pub fn nowhere(key: &str, numbers: &[&str]) -> Self {
        let what = Shared::new(What::of(key, numbers).into());
        let server = Server::nowhere(router(Arc::clone(&what)));
        Self { what, server }
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
        format!("{}/index.php", self.server.base())
    }

    /// Has a record from now on, of this number and in this list. When the call began is put in.
    pub fn record(&self, number: &str, list: &str, began: Timestamp, record: Value) {
        self.what().records.push(Kept {
            number: number.to_owned(),
            list: list.to_owned(),
            began,
            record,
        });
    }

    /// Has a record from now on, as it is kept: the list that it is in with nothing else in it, and the
    /// number that it is of.
    pub fn keep(&self, record: &Value) {
        self.what().keep(record);
    }

    /// Its clock is so far ahead of this computer's from now on.
    pub fn clock_ahead_by(&self, by: SignedDuration) {
        self.what().clock.is_ahead_by(by);
    }

    /// Writes and reads all times as Moscow has them.
    pub fn keeps_moscow_time(&self) {
        self.what().zone = TimeZone::fixed(tz::offset(3));
    }

    /// Goes wrong so with the next question about records, whatever was to go wrong with it.
    pub fn fail_once(&self, fault: Option<Fault>) {
        self.what().faults = fault.into_iter().collect();
    }

    /// Goes wrong so with the next questions about records, one after the other.
    pub fn fail(&self, faults: &[Fault]) {
        self.what().faults.extend(faults);
    }

    /// Accepts another key from now on.
    pub fn change_key(&self, key: &str) {
        self.what().change_key(key);
    }

    /// Of which numbers it was asked for records.
    pub fn asked(&self) -> Vec<String> {
        self.what().asked.clone()
    }

    /// How often it was asked for anything, by whomever.
    pub fn times_asked(&self) -> u32 {
        self.what().times_asked
    }

    /// The user names and passwords that came with what it was asked.
    pub fn accounts(&self) -> BTreeSet<String> {
        self.what().accounts.clone()
    }

    /// How often it refused anything for haste.
    pub fn refused_for_haste(&self) -> u32 {
        self.what().refused_for_haste
    }

    /// What was asked of it that nobody may ask: whatever else it does.
    pub fn asked_otherwise(&self) -> Vec<String> {
        self.what().asked_otherwise.clone()
    }

    fn what(&self) -> MutexGuard<'_, What> {
        locked(&self.what)
    }
}
