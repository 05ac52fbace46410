//! What only a desktop can do, and what a window is told to show.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AskError, AskErrorCode, Nothing};
use crate::{Desk, UserAction, View, dialer};

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

/// Names a view.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ShowParams {
    /// `calls`, `missed`, `call:<id>`, `connections` or `settings`.
    pub view: String,
}

pub(super) async fn call_back(desk: &Desk, params: CallBackParams) -> Result<(), AskError> {
    desktop_only(desk)?;
    desk.on_desktop(move |desktop| desktop.call_back(&params.number));
    Ok(())
}

/// Whether anything here dials; asked when somebody is about to call back.
pub(super) async fn can_dial(desk: &Desk, _: Nothing) -> Result<bool, AskError> {
    if !desk.is_desktop() {
        return Ok(false);
    }
    Ok(tokio::task::spawn_blocking(dialer::is_there)
        .await
        .unwrap_or_default())
}

pub(super) async fn copy(desk: &Desk, params: CopyParams) -> Result<(), AskError> {
    desktop_only(desk)?;
    desk.on_desktop(move |desktop| desktop.copy(&params.text));
    Ok(())
}

pub(super) async fn show(desk: &Desk, params: ShowParams) -> Result<(), AskError> {
    let view: View = params.view.parse().map_err(AskError::bad_params)?;
    desk.show(&view);
    Ok(())
}

pub(super) async fn looks_at(desk: &Desk, params: ShowParams) -> Result<(), AskError> {
    let view: View = params.view.parse().map_err(AskError::bad_params)?;
    desk.user_action(UserAction::Opened(view));
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
