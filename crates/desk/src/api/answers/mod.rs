//! The answers: one function for each question, without logic of its own.

mod calls;
mod hooks;
mod settings;
mod status;
mod tunnel;

use kimo_history::{KeepError, ReadError};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use super::*;
use crate::Desk;

use calls::{call, calls, forget, mark_done, missed, set_note};
use hooks::{
    add_hook, hooks, limit_sources, revoke_token, rotate_token, send_test_call, update_hook,
};
use settings::{save_settings, settings};
use status::{call_back, copy, status};
use tunnel::{address_entered, check_tunnel, forget_host_key, tunnel, use_tunnel};

impl Desk {
    /// Answers a question of the UI, named as in [`typescript`].
    pub async fn ask(&self, name: &str, params: Value) -> Result<Value, AskError> {
        macro_rules! answer {
            ($($name:ident: $params:ty => $answer:ty,)*) => {
                match name {
                    $(stringify!($name) => {
                        let answer: $answer = $name(self, read::<$params>(params)?).await?;
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
    serde_json::from_value(params).map_err(|error| AskError::new(AskErrorCode::BadParams, error))
}

fn write(answer: &impl Serialize) -> Result<Value, AskError> {
    serde_json::to_value(answer).map_err(|error| AskError::new(AskErrorCode::Storage, error))
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
            KeepError::Ours => AskErrorCode::BadParams,
            _ => AskErrorCode::Storage,
        };
        Self::new(code, error)
    }
}

fn bad(error: impl std::fmt::Display) -> AskError {
    AskError::new(AskErrorCode::BadParams, error)
}

fn count(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
