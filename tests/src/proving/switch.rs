//! The PBXs of the simulated office: how each posts of a call, and how its records tell of it.

use axum::Router;
use jiff::Timestamp;
use kimo_calls::SettingValue;

use super::calls::Happened;
use crate::interfaces::Fault;

/// A PBX.
pub(super) trait Switch: Send + Sync {
    /// Its id, and the account there.
    fn hook(&self) -> (&'static str, &'static str);

    /// The settings of its hook.
    fn settings(&self, _numbers: usize) -> Vec<(&'static str, SettingValue)> {
        Vec::new()
    }

    /// Where its interface is.
    fn host(&self) -> &'static str;

    /// A key as it takes one.
    fn key(&self, nth: u32) -> String {
        format!("K38359b70-secret-{nth}")
    }

    /// Accepts this key from now on.
    fn accepts(&self, key: &str);

    fn router(&self) -> Router;

    /// Whether that is the question with which a reading begins.
    fn begins(&self, query: &str, body: &str) -> bool;

    /// Goes wrong so with the next question about records, if that is about them.
    fn fail(&self, fault: Option<Fault>);

    /// How many of our numbers people call.
    fn lines(&self) -> u32 {
        1
    }

    /// Has the record of a call from now on.
    fn record(&self, call: &Told<'_>);

    /// Lists a call that is not over.
    fn runs(&self, _call: &Told<'_>) {}

    /// What is posted of a call, with the second after its beginning.
    fn posts(&self, call: &Told<'_>) -> Vec<(u32, String)>;

    /// The id of the call.
    fn id(&self, call: &Happened) -> String;

    /// How the outside number is written there, and how it is in the world.
    fn number(&self, other: u32) -> String;

    /// Whether its records say when a call ended.
    fn tells_ends(&self) -> bool {
        true
    }
}

/// A call as its PBX tells of it, by the PBX's clock.
pub(super) struct Told<'a> {
    pub(super) call: &'a Happened,
    pub(super) began: Timestamp,
    pub(super) id: String,
    pub(super) other: String,
}
