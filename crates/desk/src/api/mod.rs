//! What may be asked of a desk, and what may be changed: one list for every transport.
//!
//! The window asks by the desktop's one command, the browser by `POST /api/<name>`, the command
//! line over the control socket or, where no desk runs, of the same code [offline](Asker). Each
//! file holds what one page asks for: parameters, answer and function. What must know all
//! questions is made from the one list in `questions`.

mod address_book;
mod arrival_progress;
mod arriving;
mod ask_error;
mod asker;
mod at_desktop;
mod call;
mod call_row;
mod calls;
mod card;
mod colleagues;
mod contact_export;
mod contact_import;
mod contacts;
mod dial;
mod dialling;
mod export_progress;
mod exporting;
mod feed;
mod hook_changes;
mod hooks;
mod import_progress;
mod incidents;
mod keys;
mod messages;
mod missed;
mod pbxs;
mod person;
mod questions;
mod rebuild;
mod rebuild_progress;
mod recordings;
mod records;
mod registering;
mod report;
mod screen_pop;
mod settings;
mod sounds;
mod status;
mod stories;
mod time_line;
mod tunnel;
mod typescript;
mod updates;

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use ts_rs::TS;

pub use crate::control::NotAnswered;
pub use address_book::{
    AddressBookFailure, AddressBookRow, AddressBookView, AddressBooksFound, FindAddressBooksParams,
    FoundAddressBook, GiveUpAddressBookParams, UseAddressBookParams,
};
pub(crate) use arrival_progress::Arrival;
pub use arrival_progress::{Arrived, Arriving};
pub use arriving::{AddToArrivalParams, ArrivalFile, ArriveParams};
pub use ask_error::{AskError, AskErrorCode};
pub use asker::{Asker, running};
pub use at_desktop::{CallBackParams, CopyParams, MailParams, ShowParams, StartWithSessionParams};
pub use call::{
    CallDetails, CallParams, DeliveryRow, LeftOut, MarkCallingParams, MarkDoneParams, SetNoteParams,
};
pub(crate) use call_row::ToShow;
pub use call_row::{CallRow, Party, Settled, SettledHow};
pub use calls::{AlsoFind, CallFilter, CallsPage, CallsParams};
pub use card::{
    CardHeightParams, CloseMissedOnCardParams, CloseOnCardParams, ScreenRow, WriteOnCardParams,
};
pub use colleagues::{Busy, BusyState, Colleague, Colleagues, Telephone};
pub use contact_export::{ContactFile, ContactFormat, ExportContactsParams};
pub use contact_import::{
    AddToImportParams, ColumnMeaning, ImportColumn, ImportPreview, ImportVerdict, JudgedContact,
    NotRead, NotReadWhy, PreviewImportParams,
};
pub use contacts::{
    ContactDetails, ContactNumberRow, ContactParams, ContactRow, ContactsPage, ContactsParams,
    ContactsWithParams, FlagContactParams, MergeContactsParams, NumberToSave, SaveContactParams,
    SavedContact,
};
pub(crate) use dial::by_pbx as dial_by_pbx;
pub use dial::{DialParams, WaysToCall};
pub use dialling::Dialled;
pub(crate) use dialling::Dialling;
pub(crate) use export_progress::Export;
pub use export_progress::{Exported, Exporting, MovingFailure};
pub use exporting::ExportParams;
pub use feed::FeedItem;
pub use hook_changes::{
    AddHookParams, BasicChange, BasicParams, KeepBasic, LimitSourcesParams, RemoveHookParams,
    RevokeTokenParams, RotateTokenParams, SendTestCallParams, UpdateHookParams,
};
pub use hooks::{HookRow, NotUnderstood};
pub(crate) use import_progress::ContactImport;
pub use import_progress::{ImportCounts, Importing};
pub use keys::{KeyChecked, KeyKept, KeyOfParams, UseKeyParams};
pub use kimo_calls::{
    Account, BusinessHours, CallKind, CallerWants, CardUse, CardWhen, Corner, DayHours,
    Destination, Direction, Disposition, PbxId, PopWhat, PopWhen, Reason, ScreenPop, SettingValue,
    Sound, Sounds, SourceHeader, Status,
};
pub use kimo_pbx::{UnknownPbx, title as pbx_title};
pub use kimo_tunnel::{
    Cloudflared, Ngrok, PublicUrl, Remote, Ssh, Tailscale, TunnelConfig, TunnelKind,
};
pub use messages::{
    LeaveMessageParams, MessageRow, MessagesPage, PassOnMessageParams, WaitingMessageRow,
};
pub use missed::{
    HandledParams, HandledRow, MissedPage, MissedParams, MissedRow, SnoozeParams, SnoozeUntil,
};
pub use pbxs::{
    PbxChoice, PbxGuide, PbxGuideStep, PbxRow, PbxSetting, PbxSettingKind, PbxShows, PbxTerm,
    PbxTermsAs, PbxsParams,
};
pub use person::{ForgetParams, Person, PersonParams};
pub(crate) use rebuild_progress::Progress;
pub use rebuild_progress::Rebuilding;
pub use recordings::{OpenRecordingParams, RecordingFile, RecordingFound};
pub use records::{Completeness, GapRow, NamesRow, ProofRow, RecordingsKeyRow};
pub use registering::{AddressEntered, EnterAddressParams};
pub use report::ProblemReport;
pub use screen_pop::{TriedPop, TryScreenPopParams};
pub use settings::{DoNotDisturbParams, LanguageChoice, OwnName, Settings, SettingsPatch};
pub use sounds::{PlayedSound, TrySoundParams};
pub use status::{DeskStatus, QuietStatus, StrangersSeen};
pub use stories::{SendRecordParams, SendStepParams, StepSent, StoryRow, all_stories};
pub use time_line::{TimelineItem, TimelineKind};
pub(crate) use tunnel::address_entered;
pub use tunnel::{TunnelView, UseTunnelParams};
pub use typescript::{TYPESCRIPT_FILE, typescript};

pub use crate::records::Recorded;
pub use crate::{
    Card, CardAction, CardCall, CardKey, CardMissed, CardState, CardWords, Lang, Problem,
    QuietChoice, UpdateFailure, UpdateNews, UpdateStage, UpdateWay,
};

use crate::{Desk, tunnel::TunnelStatus};
pub(crate) use questions::for_each_question;

/// No parameters: `{}`, or nothing at all.
#[derive(Clone, Copy, Debug, Default, TS)]
#[ts(type = "Record<string, never>")]
pub struct Nothing;

impl Serialize for Nothing {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_none()
    }
}

impl<'de> serde::Deserialize<'de> for Nothing {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        serde::de::IgnoredAny::deserialize(deserializer).map(|_| Self)
    }
}

impl Desk {
    /// Answers a question, named as in [`typescript`].
    pub async fn ask(&self, name: &str, params: Value) -> Result<Value, AskError> {
        macro_rules! answer {
            ($($(#[$docs:meta])* $file:ident::$name:ident($params:ty) -> $answer:ty;)*) => {
                match name {
                    $(stringify!($name) => {
                        let answer: $answer = $file::$name(self, read::<$params>(params)?).await?;
                        write(&answer)
                    })*
                    _ => Err(AskError::new(AskErrorCode::NoSuchQuestion, name)),
                }
            };
        }
        for_each_question!(answer)
    }
}

fn read<T: DeserializeOwned>(params: Value) -> Result<T, AskError> {
    serde_json::from_value(params).map_err(AskError::bad_params)
}

fn write(answer: &impl Serialize) -> Result<Value, AskError> {
    serde_json::to_value(answer).map_err(|error| AskError::new(AskErrorCode::Storage, error))
}

/// The PBX of a name that somebody typed.
pub fn pbx_named(name: &str) -> Result<PbxId, UnknownPbx> {
    kimo_pbx::named(name).map(|adapter| adapter.id())
}

/// The names of all PBXs, for whoever may type one.
pub fn pbx_names() -> String {
    let names: Vec<_> = kimo_pbx::adapters()
        .iter()
        .map(|adapter| adapter.id().to_string())
        .collect();
    names.join(", ")
}

/// As many as fit into what the window counts with.
fn count(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
