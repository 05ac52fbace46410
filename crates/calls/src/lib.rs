//! The domain of Kimo, without any I/O, and without the name of any PBX: numbers, the call events
//! with which a delivery says something ([`CallEvent`]), and the fold that makes a call of them
//! ([`Call::from_events`]).
//!
//! A call is a pure function of the *set* of its events: whatever order deliveries arrive in,
//! and however often they are repeated, the same call comes out.

mod business_hours;
mod call;
mod caller;
mod card_use;
mod event;
mod fold;
mod hex;
mod hook;
mod id;
mod known_numbers;
mod left_message;
mod mark;
mod message;
mod number;
mod on_the_phone;
mod record;
mod region;
mod screen_pop;
mod sounds;
mod sources;
mod time_limit;
mod written;

pub use business_hours::{BusinessHours, DayHours, NotATimeOfDay, TimeOfDay};
pub use call::{Call, CallKind, Direction, Disposition, Leg, LegState, Reason, Status};
pub use caller::CallerKey;
pub use card_use::{CardUse, CardWhen, Corner};
pub use event::{CallEvent, Clock, Destination, EventKind, Outcome, Way};
pub use hex::{Hex, random_hex};
pub use hook::{
    BasicCredentials, Hook, HookId, HookToken, Meaning, NotAToken, PreviousToken, SettingValue,
    Settings,
};
pub use id::{
    Account, CallId, EventId, NotACallId, NotAPbxId, NotAnAccount, NotAnEventId, PbxId, TEST_CALL,
};
pub use left_message::LeftMessage;
pub use mark::{DeskId, Mark, MarkKind};
pub use message::{CallerWants, Message};
pub use number::{NotANumber, Party, PhoneNumber, digits_of, display_leg, is_extension};
pub use on_the_phone::{OnThePhone, PhoneState, on_the_phone};
pub use record::CallRecord;
pub use region::{Region, UnknownRegion};

/// A point in time, UTC, microseconds. All times in Kimo are of this type.
pub type Timestamp = jiff::Timestamp;
pub use screen_pop::{PopWhat, PopWhen, ScreenPop};
pub use sounds::{Sound, Sounds};
pub use sources::{Network, NotANetwork, SourceHeader, Sources, UnknownSourceHeader};
pub use time_limit::TimeLimit;
