//! The domain of Kimo, without any I/O: what a PBX's delivery says ([`pbx::read`]),
//! the call events it says it with ([`CallEvent`]), and the fold that makes a call of them
//! ([`Call::from_events`]).
//!
//! A call is a pure function of the *set* of its events: whatever order deliveries arrive in,
//! and however often they are repeated, the same call comes out.

mod call;
mod event;
mod fold;
mod hex;
mod hook;
mod id;
mod mark;
mod number;
pub mod pbx;
mod record;
mod sources;

pub use call::{Call, CallKind, Direction, Disposition, Leg, LegState, Reason, Status};
pub use event::{CallEvent, Clock, Destination, EventKind, Outcome, Way};
pub use hex::{Hex, random_hex};
pub use hook::{
    AnsweredFlag, BasicCredentials, Hook, HookId, HookToken, Meaning, NotAToken, PreviousToken,
};
pub use id::{CallId, EventId, Pbx, UnknownPbx};
pub use mark::{DeskId, Mark, MarkKind};
pub use number::{CallerKey, NotANumber, Party, PhoneNumber, Region, UnknownRegion, is_extension};
pub use record::CallRecord;

/// A point in time, UTC, microseconds. All times in Kimo are of this type.
pub type Timestamp = jiff::Timestamp;
pub use sources::{Network, NotANetwork, SourceHeader, Sources, UnknownSourceHeader};
