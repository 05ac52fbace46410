//! Verimor's interface, as its documents describe it.

use std::sync::{Arc, MutexGuard};

use axum::Router;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::{
    answers::Fault,
    server::{Server, locked},
    told::told,
    verimor_people::People,
    verimor_posting::Posting,
    verimor_server::{Inside, Shared, router},
};

/// A running stand-in; it ends when dropped.
pub struct VerimorApi {
    inside: Shared,
    server: Server,
}

impl VerimorApi {
    /// Starts one that accepts this key.
    pub fn start(key: &str) -> std::io::Result<Self> {
        let inside = Self::inside_of(key);
        let kept = Arc::clone(&inside);
        let told = told("/told", move |record| locked(&kept).keep(record));
        let server = Server::start(router(Arc::clone(&inside)).merge(told))?;
        server.base().clone_into(&mut locked(&inside).base);
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

    /// Has the recording of a call, and tells where it is, or this instead.
    pub fn has_recording(&self, call: &str, instead: Option<&str>) {
        let mut inside = self.inside();
        inside.recordings.of.insert(call.to_owned());
        inside.recordings.instead = instead.map(str::to_owned);
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

    /// Has these extensions, with their names, and so many people in its phone book.
    pub fn people(&self, extensions: &[(&str, &str)], contacts: usize) {
        self.inside().people = People::of(extensions, contacts);
    }

    /// Has these queues, with their names.
    pub fn queues(&self, queues: &[(&str, &str)]) {
        self.inside().people.have_queues(queues);
    }

    /// Has these people in its phone book, by their names and numbers; each has the place of its own.
    pub fn phone_book(&self, people: &[(&str, &str)]) {
        self.inside().people.have_book(people);
    }

    /// Posts to this address from now on, as if another system had entered it.
    pub fn posts_to(&self, address: &str) {
        self.inside().posting = Posting::to(address);
    }

    /// Where it posts to, and what of each event it does.
    pub fn posting(&self) -> (String, String) {
        let inside = self.inside();
        (inside.posting.address.clone(), inside.posting.states())
    }

    /// Says this of telephones, by their extensions, and how often it was asked.
    pub fn telephones(&self, statuses: &[(&str, &str)]) -> u32 {
        let mut inside = self.inside();
        inside.people.have_statuses(statuses);
        inside.asked_for_statuses
    }

    /// Goes wrong so with the next questions about the phone book.
    pub fn fail_in_the_book(&self, faults: &[Fault]) {
        self.inside().book_faults.extend(faults);
    }

    /// Goes wrong so with the next question about records, whatever was to go wrong with it.
    pub fn fail_once(&self, fault: Option<Fault>) {
        self.inside().faults = fault.into_iter().collect();
    }

    /// Goes wrong so with the next questions about records, one after the other.
    pub fn fail(&self, faults: &[Fault]) {
        self.inside().faults.extend(faults);
    }

    /// Goes wrong so with the next requests to call somebody, though they are called.
    pub fn fail_to_dial(&self, faults: &[Fault]) {
        self.inside().dial_faults.extend(faults);
    }

    /// Its clock is so far ahead of this computer's from now on.
    pub fn clock_ahead_by(&self, by: SignedDuration) {
        self.inside().clock.is_ahead_by(by);
    }

    /// Accepts another key from now on.
    pub fn change_key(&self, key: &str) {
        self.inside().key = key.to_owned();
    }

    /// Who was rung, and whom to call.
    pub fn dialled(&self) -> Vec<(String, String)> {
        self.inside().dialled.borrow().clone()
    }

    /// Waits until so many were rung.
    pub async fn until_dialled(&self, so_many: usize) {
        let mut dialled = self.inside().dialled.subscribe();
        // The sender is in `self`.
        drop(dialled.wait_for(|all| all.len() >= so_many).await);
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
