//! What a PBX says of itself.

use std::time::Duration;

use kimo_calls::{Meaning, PbxId, Region};
use serde_json::Value;

use crate::{
    Api, Cause, Get, Guide, Incoming, ReadError, Reading, Refused, Reply, Request, Setting, Story,
};

/// One PBX: everything that the rest of Kimo must know of it. Each is a folder of its own and a line
/// in the list of [`crate::adapters`].
pub trait Adapter: Sync {
    /// Its name in addresses, ids and files.
    fn id(&self) -> PbxId;

    /// Its name as its maker writes it.
    fn title(&self) -> &'static str;

    /// The country whose national numbers it sends, unless a hook says otherwise.
    fn region(&self) -> Region;

    /// What it tells of a call, and what it leaves out.
    fn announces(&self) -> Announces;

    /// The settings that its hooks have, beside those that every hook has.
    fn settings(&self) -> &'static [Setting] {
        &[]
    }

    /// How long to wait for another try at ringing somebody before a call is called missed.
    fn patience(&self) -> Duration {
        Duration::ZERO
    }

    /// What it appends to the address of a hook, without a slash at either end.
    fn paths(&self) -> &'static [&'static str] {
        &[]
    }

    /// Fields that hold a tree. Where one comes as a text of JSON, that is read.
    fn trees(&self) -> &'static [&'static str] {
        &[]
    }

    /// Checks that a request comes from it. The token in the address, and HTTP Basic where the hook
    /// asks for it, have been right already.
    fn verify(&self, _request: &Request<'_>, _meaning: &Meaning) -> Result<(), Refused> {
        Ok(())
    }

    /// What a GET of a hook's address is, by its query.
    fn get(&self, _query: &str) -> Get {
        Get::Look
    }

    /// Reads the fields of one delivery.
    fn read(&self, fields: Value, incoming: &Incoming<'_>) -> Result<Reading, ReadError>;

    /// What it expects to be told, once a request is kept that said this. `address` is the hook's
    /// own, as the sender knows it.
    fn reply(&self, said: &[Reading], _address: &str) -> Reply {
        Reply::call_id(said)
    }

    /// The made-up calls that it could tell of. The one named `missed` is the test call.
    fn stories(&self) -> &'static [Story];

    /// What its words and codes for the end of a call mean, as far as there are texts for them.
    fn causes(&self) -> &'static [Cause] {
        &[]
    }

    /// Its own interface, where it has one that Kimo asks; which one, the settings of a hook may say.
    fn api(&self, _meaning: &Meaning) -> Option<&'static dyn Api> {
        None
    }

    /// How somebody enters a hook's address at it.
    fn guide(&self) -> Guide;

    /// Its texts, whose ids begin with its own id.
    fn texts(&self) -> Texts;
}

/// What a PBX tells of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Announces {
    /// Which extension rings.
    Ringing {
        /// Whether such an event carries the time of the ringing itself, so that its age tells how
        /// long it was under way.
        with_time: bool,
    },
    /// Only that a call has arrived, not whose telephone rings.
    Arrival,
}

/// The texts of a PBX: a Fluent file for each language of Kimo.
#[derive(Clone, Copy, Debug)]
pub struct Texts {
    /// Turkish.
    pub tr: &'static str,
    /// English.
    pub en: &'static str,
    /// Russian.
    pub ru: &'static str,
}

impl Texts {
    /// Each language by its two letters, with its file.
    pub fn all(&self) -> [(&'static str, &'static str); 3] {
        [("tr", self.tr), ("en", self.en), ("ru", self.ru)]
    }
}
