//! What the UI asks the desk: one list of questions for every transport.
//!
//! `POST /api/<name>` with the parameters as JSON, or the desktop's one command; the answers and
//! the feed are the same. The TypeScript side is generated from these types by [`typescript`].

mod answers;
mod calls;
mod hooks;
mod missed;
mod settings;
mod status;
mod tunnel;
mod typescript;

use serde::Serialize;
use ts_rs::TS;

pub use calls::{
    CallBackParams, CallDetails, CallFilter, CallParams, CallRow, CallsPage, CallsParams,
    CopyParams, DeliveryRow, ForgetParams, MarkDoneParams, Party, SetNoteParams,
    TimelineDestination, TimelineItem, TimelineKind, is_done, note,
};
pub use hooks::{
    AddHookParams, BasicChange, BasicParams, HookRow, KeepBasic, LimitSourcesParams, NotUnderstood,
    RevokeTokenParams, RotateTokenParams, SendTestCallParams, UpdateHookParams,
};
pub use missed::{MissedPage, MissedRow};
pub use settings::{LanguageChoice, Settings};
pub use status::{DeskStatus, FeedItem, Problem, StrangersSeen};
pub use tunnel::{TunnelChoice, TunnelView, UseTunnelParams};
pub use typescript::typescript;

/// No parameters: `{}`, or nothing at all.
#[derive(Clone, Copy, Debug, Default, TS)]
#[ts(type = "Record<string, never>")]
pub struct Nothing;

impl<'de> serde::Deserialize<'de> for Nothing {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        serde::de::IgnoredAny::deserialize(deserializer).map(|_| Self)
    }
}

/// The questions: name, parameters, answer. Everything that must know them all is made from here.
macro_rules! for_each_question {
    ($with:ident) => {
        $with! {
            calls: CallsParams => CallsPage,
            call: CallParams => CallDetails,
            missed: Nothing => MissedPage,
            mark_done: MarkDoneParams => (),
            set_note: SetNoteParams => (),
            hooks: Nothing => Vec<HookRow>,
            add_hook: AddHookParams => HookRow,
            update_hook: UpdateHookParams => HookRow,
            rotate_token: RotateTokenParams => HookRow,
            revoke_token: RevokeTokenParams => HookRow,
            limit_sources: LimitSourcesParams => HookRow,
            send_test_call: SendTestCallParams => (),
            settings: Nothing => Settings,
            save_settings: Settings => Settings,
            status: Nothing => DeskStatus,
            forget: ForgetParams => (),
            call_back: CallBackParams => (),
            copy: CopyParams => (),
            tunnel: Nothing => TunnelView,
            use_tunnel: UseTunnelParams => TunnelView,
            check_tunnel: Nothing => (),
            forget_host_key: Nothing => (),
            address_entered: Nothing => (),
        }
    };
}
pub(crate) use for_each_question;

/// A question could not be answered. The UI shows the text `error-<code>` in its own language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS, thiserror::Error)]
#[error("{code}: {detail}")]
pub struct AskError {
    /// Names the text.
    pub code: AskErrorCode,
    /// What exactly went wrong, for the curious; not translated.
    pub detail: String,
}

impl AskError {
    pub(crate) fn new(code: AskErrorCode, detail: impl std::fmt::Display) -> Self {
        Self {
            code,
            detail: detail.to_string(),
        }
    }
}

/// Why a question could not be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AskErrorCode {
    /// There is no question of that name.
    NoSuchQuestion,
    /// The parameters are not what the question asks for.
    BadParams,
    /// What was asked for does not exist.
    NotFound,
    /// The history could not be read or written.
    Storage,
    /// Only the desktop program can do that.
    DesktopOnly,
    /// The test call did not reach the desk, or was refused.
    NotDelivered,
    /// The keyring or the file of secrets could not be used.
    Secrets,
}

impl AskErrorCode {
    /// The code as it is sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NoSuchQuestion => "no_such_question",
            Self::BadParams => "bad_params",
            Self::NotFound => "not_found",
            Self::Storage => "storage",
            Self::DesktopOnly => "desktop_only",
            Self::NotDelivered => "not_delivered",
            Self::Secrets => "secrets",
        }
    }
}

impl std::fmt::Display for AskErrorCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}
