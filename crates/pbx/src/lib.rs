//! What the PBXs say, without any I/O: one folder for each, and what they share.
//!
//! A folder holds everything that anybody must know of its PBX; its [`Adapter`] says it. The one
//! list of them is [`adapters`]. [`deliveries`] finds the deliveries in a request, and [`read`] what
//! one of them says.

mod adapter;
mod adapters;
mod api;
mod api_request;
mod body;
mod bulutfon;
mod causes;
#[cfg(feature = "example")]
mod example;
mod former;
mod guide;
mod hipcall;
mod hook_settings;
mod mtt;
mod netgsm;
mod pages;
#[cfg(feature = "payloads")]
pub mod payloads;
mod read;
mod reading;
mod recordings;
mod refusal;
mod reply;
mod request;
mod setting;
mod story;
mod time;
mod told;
mod verimor;
mod wire;

pub use adapter::{Adapter, Announces, Texts};
pub use adapters::{
    UnknownPbx, adapter, adapters, asks_otherwise, meaning_of, named, patience, stories, story,
    title,
};
pub use api::{
    Api, ApiAnswer, ApiContact, ApiExtension, ApiTelephone, ContactsPage, PageAt, Posting,
    RecordsPage, TelephoneState, Window,
};
pub use api_request::{ApiBody, ApiField, ApiKey, ApiRequest, KeyScheme, Limit};
pub use causes::Cause;
pub use former::FORMER_NUMBERS;
pub use guide::{Guide, GuideStep, Shows, Term, Terms};
pub use hook_settings::WrongSetting;
pub use read::{deliveries, read, read_record, says_recorded};
pub use reading::{Delivery, Incoming, ReadError, Reading, TOO_MUCH_OF_ONE_CALL};
pub use recordings::{RecordingAt, RecordingsKey};
pub use refusal::Refusal;
pub use reply::{Reply, ReplyType};
pub use request::{Get, Refused, Request};
pub use setting::{Choice, Setting, SettingKind};
pub use story::{ComesTo, Step, Story, StoryId, Telling};
pub use told::{story_events, story_record};
pub use verimor::{VerimorCall, VerimorEnd, VerimorRecord};
