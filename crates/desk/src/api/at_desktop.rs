//! What only a desktop can do, and what a window is told to show.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AskError, AskErrorCode, Nothing};
use crate::{Desk, Scheme, UserAction, View, handlers, session_start};

/// Asks to call a number by the system's own handler.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CallBackParams {
    /// The number.
    pub number: String,
}

/// Asks to begin an e-mail.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct MailParams {
    /// To whom, about what and with which text: a `mailto:` address.
    pub address: String,
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
    /// `calls`, `missed`, `call:<id>`, `call-back:<id>`, `message:<id>`, `dial:<number>`,
    /// `connections` or `settings`.
    pub view: String,
}

/// Says whether Kimo starts by itself when somebody logs in.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct StartWithSessionParams {
    /// Whether it does.
    pub on: bool,
}

pub(super) async fn call_back(desk: &Desk, params: CallBackParams) -> Result<(), AskError> {
    desktop_only(desk)?;
    desk.on_desktop(move |desktop| desktop.call_back(&params.number));
    Ok(())
}

/// Whether anything here writes e-mails; asked when somebody is about to leave a message.
pub(super) async fn can_mail(desk: &Desk, _: Nothing) -> Result<bool, AskError> {
    Ok(takes(desk, Scheme::Mailto).await)
}

/// Whether the system hands such addresses to a program.
pub(super) async fn takes(desk: &Desk, scheme: Scheme) -> bool {
    let asked = move || handlers::take(scheme);
    desk.is_desktop() && tokio::task::spawn_blocking(asked).await.unwrap_or_default()
}

pub(super) async fn mail(desk: &Desk, params: MailParams) -> Result<(), AskError> {
    desktop_only(desk)?;
    desk.on_desktop(move |desktop| desktop.mail(&params.address));
    Ok(())
}

pub(super) async fn copy(desk: &Desk, params: CopyParams) -> Result<(), AskError> {
    desktop_only(desk)?;
    desk.on_desktop(move |desktop| desktop.copy(&params.text));
    Ok(())
}

/// Whether the program starts by itself when somebody logs in.
pub(super) async fn starts_with_session(desk: &Desk, _: Nothing) -> Result<bool, AskError> {
    desktop_only(desk)?;
    of_system(session_start::is_on).await
}

pub(super) async fn start_with_session(
    desk: &Desk,
    params: StartWithSessionParams,
) -> Result<(), AskError> {
    desktop_only(desk)?;
    of_system(move || session_start::set(params.on)).await
}

async fn of_system<T: Send + 'static>(
    act: impl FnOnce() -> std::io::Result<T> + Send + 'static,
) -> Result<T, AskError> {
    let done = tokio::task::spawn_blocking(act).await;
    done.map_err(std::io::Error::other)
        .flatten()
        .map_err(|error| AskError::new(AskErrorCode::System, error))
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
