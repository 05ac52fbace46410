//! Why a question could not be answered.

use kimo_history::{KeepError, ReadError};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{SecretsError, tunnel::SetupError};

/// A question could not be answered. The UI shows the text `error-<code>` in its own language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
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

    pub(super) fn bad_params(why: impl std::fmt::Display) -> Self {
        Self::new(AskErrorCode::BadParams, why)
    }
}

/// Why a question could not be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
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
    /// The file holds no contacts that can be read.
    NoContacts,
    /// A contact of the address book is changed there.
    OfAddressBook,
    /// The keyring or the file of secrets could not be used.
    Secrets,
    /// The system did not take a change of its own.
    System,
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
            Self::NoContacts => "no_contacts",
            Self::OfAddressBook => "of_address_book",
            Self::Secrets => "secrets",
            Self::System => "system",
        }
    }
}

impl std::fmt::Display for AskErrorCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl From<ReadError> for AskError {
    fn from(error: ReadError) -> Self {
        Self::new(AskErrorCode::Storage, error)
    }
}

impl From<KeepError> for AskError {
    fn from(error: KeepError) -> Self {
        let code = match error {
            KeepError::NotFound => AskErrorCode::NotFound,
            KeepError::OfAddressBook => AskErrorCode::OfAddressBook,
            KeepError::Ours => AskErrorCode::BadParams,
            _ => AskErrorCode::Storage,
        };
        Self::new(code, error)
    }
}

impl From<SecretsError> for AskError {
    fn from(error: SecretsError) -> Self {
        Self::new(AskErrorCode::Secrets, error)
    }
}

impl From<SetupError> for AskError {
    fn from(error: SetupError) -> Self {
        Self::new(AskErrorCode::Storage, error)
    }
}
