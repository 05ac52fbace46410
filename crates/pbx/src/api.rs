//! What can be asked of a PBX's own interface, as values: an adapter makes requests and reads
//! answers, and whoever runs sends them.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use kimo_calls::{Call, Meaning, Party, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    ApiKey, ApiRequest, Incoming, ReadError, Reading, RecordingAt, RecordingsKey, Refusal,
};

/// The interface of a PBX. What it cannot do is not overridden.
pub trait Api: Sync {
    /// Where it is, without a slash at its end, unless somebody enters another base.
    fn base(&self) -> &'static str;

    /// How much of its records it tells at once.
    fn longest_window(&self) -> SignedDuration;

    /// How far back from now, by its own clock, it tells of its records at all; none where windows are
    /// asked for by their times.
    fn reaches_back(&self) -> Option<SignedDuration> {
        None
    }

    /// Whether a key is written as it takes one. Another one is never sent.
    fn takes(&self, _key: &ApiKey) -> bool {
        true
    }

    /// Of which of our numbers it is asked for records, for a hook with these settings; empty where it
    /// tells of all of them. Where they are others, what was proved before is not proved of these.
    fn numbers(&self, _meaning: &Meaning) -> Vec<String> {
        Vec::new()
    }

    /// Asks for a page of the records of calls that began in a window.
    fn records(
        &self,
        window: &Window,
        page: PageAt,
        meaning: &Meaning,
    ) -> Result<ApiRequest, Refusal>;

    /// Reads such a page.
    fn read_records(
        &self,
        answer: &ApiAnswer<'_>,
        meaning: &Meaning,
    ) -> Result<RecordsPage, Refusal>;

    /// Reads the fields of one record, kept as a delivery: an event of the call that it is of.
    fn read_record(&self, fields: Value, incoming: &Incoming<'_>) -> Result<Reading, ReadError>;

    /// The record that it would have of a made-up call: the fields of one that is kept.
    fn record_of(&self, call: &Call) -> Value;

    /// Whether it calls numbers from an extension's telephone, for a hook with these settings.
    fn dials(&self, _meaning: &Meaning) -> bool {
        false
    }

    /// Asks that an extension's telephone ring and, once it is picked up, a number be called.
    fn dial(
        &self,
        _extension: &str,
        _to: &Party,
        _meaning: &Meaning,
    ) -> Result<ApiRequest, Refusal> {
        Err(Refusal::NoDestination)
    }

    /// Reads the answer to that: the id of the call.
    fn read_dialled(&self, _answer: &ApiAnswer<'_>) -> Result<String, Refusal> {
        Err(Refusal::Shape)
    }

    /// Asks where the PBX posts its events to.
    fn posting(&self) -> Option<ApiRequest> {
        None
    }

    /// Reads that.
    fn read_posting(&self, _answer: &ApiAnswer<'_>) -> Result<Posting, Refusal> {
        Err(Refusal::Shape)
    }

    /// All that Kimo wants to hear, posted to this address; none where no interface can enter it, or
    /// where one could cut or reroute the customer's telephones by it.
    fn everything_to(&self, _address: &str) -> Option<Posting> {
        None
    }

    /// Has the PBX post so from now on.
    fn post_to(&self, _posting: &Posting) -> Option<ApiRequest> {
        None
    }

    /// Reads whether it does.
    fn read_posted(&self, _answer: &ApiAnswer<'_>) -> Result<(), Refusal> {
        Err(Refusal::Shape)
    }

    /// Asks for the extensions with their names.
    fn extensions(&self) -> Option<ApiRequest> {
        None
    }

    /// Reads them.
    fn read_extensions(&self, _answer: &ApiAnswer<'_>) -> Result<Vec<ApiExtension>, Refusal> {
        Err(Refusal::Shape)
    }

    /// Asks for the queues with their names.
    fn queues(&self) -> Option<ApiRequest> {
        None
    }

    /// Reads them.
    fn read_queues(&self, _answer: &ApiAnswer<'_>) -> Result<Vec<ApiExtension>, Refusal> {
        Err(Refusal::Shape)
    }

    /// Asks what the extensions' telephones do.
    fn telephones(&self) -> Option<ApiRequest> {
        None
    }

    /// Reads that. Words that no document has say nothing.
    fn read_telephones(&self, _answer: &ApiAnswer<'_>) -> Result<Vec<ApiTelephone>, Refusal> {
        Err(Refusal::Shape)
    }

    /// Whether the fields of a delivery or a record say that their call was recorded; none where they
    /// say nothing of it.
    fn says_recorded(&self, _fields: Value) -> Option<bool> {
        None
    }

    /// The key that recordings are asked for with, where they need one of their own. Whether such a
    /// call was recorded nobody may know before they are asked for.
    fn recordings_key(&self) -> Option<&'static RecordingsKey> {
        None
    }

    /// Whether recordings may be at addresses of plain `http`, where others on the way can listen.
    fn recordings_may_be_plain(&self) -> bool {
        false
    }

    /// Where the recordings of a call are, by the PBX's own id of it.
    fn recording(&self, _pbx_call_id: &str) -> Option<RecordingAt> {
        None
    }

    /// Reads where they are, where that is asked for: one address at least, in their order.
    fn read_recordings(&self, _answer: &ApiAnswer<'_>) -> Result<Vec<String>, Refusal> {
        Err(Refusal::Shape)
    }

    /// Asks for a page, counted from 1, of the phone book.
    fn contacts(&self, _page: u32) -> Option<ApiRequest> {
        None
    }

    /// Reads it.
    fn read_contacts(&self, _answer: &ApiAnswer<'_>) -> Result<ContactsPage, Refusal> {
        Err(Refusal::Shape)
    }
}

/// An answer of a PBX's interface.
#[derive(Clone, Copy, Debug)]
pub struct ApiAnswer<'a> {
    /// Its HTTP status.
    pub status: u16,
    /// Its body.
    pub body: &'a [u8],
}

impl ApiAnswer<'_> {
    /// The JSON in it, where it is a success.
    pub(crate) fn json(&self) -> Result<Value, Refusal> {
        self.succeeded()?;
        serde_json::from_slice(self.body).map_err(|_| Refusal::Shape)
    }

    /// What is in it, where it is a success.
    pub(crate) fn read<'a, T: Deserialize<'a>>(&'a self) -> Result<T, Refusal> {
        self.succeeded()?;
        serde_json::from_slice(self.body).map_err(|_| Refusal::Shape)
    }

    /// The text in it, where it is a success.
    pub(crate) fn text(&self) -> Result<&str, Refusal> {
        self.succeeded()?;
        str::from_utf8(self.body).map_err(|_| Refusal::Shape)
    }

    fn succeeded(&self) -> Result<(), Refusal> {
        match self.status {
            200..=299 => Ok(()),
            status => Err(Refusal::of_status(status)),
        }
    }
}

/// Where a PBX posts its events to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posting {
    /// The address; empty for none.
    pub address: String,
    /// What is posted, by the PBX's own names, on or off.
    pub events: BTreeMap<String, bool>,
}

/// From when to when calls began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// From then on,
    pub from: Timestamp,
    /// up to then.
    pub to: Timestamp,
}

/// Which page of a list is asked for, by its number and by what stands before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageAt {
    /// Its number, counted from 1.
    pub number: u32,
    /// How many the pages before it had.
    pub after: u64,
}

impl PageAt {
    /// The first one.
    pub const FIRST: Self = Self {
        number: 1,
        after: 0,
    };

    /// The one after this, which had so many.
    pub fn next(self, had: usize) -> Self {
        Self {
            number: self.number.saturating_add(1),
            after: self.after.saturating_add(had as u64),
        }
    }
}

/// A page of records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordsPage {
    /// The records of calls that are over, each as it came: JSON.
    pub records: Vec<String>,
    /// What tells each record of the page from all others, those of running calls among them.
    pub ids: Vec<String>,
    /// How many records the window has; none where that is not told.
    pub total: Option<u64>,
    /// How many pages; none where that is not told, and then an empty one is the last. Where this alone
    /// is told, each page is a list of its own, which may be empty.
    pub pages: Option<u32>,
}

/// An extension of a PBX, or a queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiExtension {
    /// Its number.
    pub number: String,
    /// Whose it is; empty where that is not said.
    pub name: String,
}

/// What the telephone of an extension does, as the PBX knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiTelephone {
    /// The extension.
    pub number: String,
    /// What it does.
    pub state: TelephoneState,
}

/// What a telephone does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TelephoneState {
    /// It would ring.
    Free,
    /// Somebody talks.
    Talks,
    /// It takes no calls, as its owner wants it.
    DoNotDisturb,
    /// The PBX does not see it.
    Off,
}

/// A page of a phone book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactsPage {
    /// Those that have a number.
    pub contacts: Vec<ApiContact>,
    /// What tells each entry of the page from all others, those without a number among them.
    pub ids: Vec<String>,
    /// How many the book has.
    pub total: u64,
    /// How many pages.
    pub pages: u32,
}

/// Somebody in a PBX's phone book. Nothing else of them is taken over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiContact {
    /// What tells it from all others.
    pub id: String,
    /// Their name.
    pub name: String,
    /// Their company.
    pub company: String,
    /// Their numbers as they stand there.
    pub numbers: Vec<String>,
}
