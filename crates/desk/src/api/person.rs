//! What is kept of one person.

use jiff::Timestamp;
use kimo_calls::CallerKey;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::AskError;
use crate::Desk;

/// Asks to forget everything about one person.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ForgetParams {
    /// The caller's key.
    pub key: String,
}

pub(super) async fn forget(desk: &Desk, params: ForgetParams) -> Result<(), AskError> {
    let key = CallerKey::from(params.key.as_str());
    Ok(desk.writer()?.forget_person(key, Timestamp::now()).await?)
}
