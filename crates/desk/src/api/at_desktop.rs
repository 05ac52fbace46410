//! What only a desktop can do.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AskError, AskErrorCode};
use crate::Desk;

/// Asks to call a number by the system's own handler.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CallBackParams {
    /// The number.
    pub number: String,
}

/// Asks to put a text on the clipboard.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CopyParams {
    /// The text.
    pub text: String,
}

pub(super) async fn call_back(desk: &Desk, params: CallBackParams) -> Result<(), AskError> {
    desktop_only(desk)?;
    desk.on_desktop(move |desktop| desktop.call_back(&params.number));
    Ok(())
}

pub(super) async fn copy(desk: &Desk, params: CopyParams) -> Result<(), AskError> {
    desktop_only(desk)?;
    desk.on_desktop(move |desktop| desktop.copy(&params.text));
    Ok(())
}

fn desktop_only(desk: &Desk) -> Result<(), AskError> {
    match desk.is_desktop() {
        true => Ok(()),
        false => Err(AskError::new(
            AskErrorCode::DesktopOnly,
            "this desk has no desktop",
        )),
    }
}
