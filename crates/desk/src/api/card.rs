//! The call card: what it shows, and what is done on it.

use std::time::Duration;

use kimo_calls::CallId;
use serde::{Deserialize, Serialize};
use tokio::{sync::oneshot, time::timeout};
use ts_rs::TS;

use super::{AskError, Nothing};
use crate::{Card, Desk, UserAction};

/// Takes a call off the card.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CloseOnCardParams {
    /// The call's id.
    pub call: String,
}

/// Takes the line of the missed off the card.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CloseMissedOnCardParams {
    /// The number of the line that was seen: who was missed since stays.
    #[ts(type = "number")]
    pub number: u64,
}

/// Says on which call's note somebody writes.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct WriteOnCardParams {
    /// The call's id; `null` once nobody writes.
    pub call: Option<String>,
}

/// How high the card's page is.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CardHeightParams {
    /// In its own pixels.
    pub height: u32,
}

/// A screen of the computer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ScreenRow {
    /// The system's name for it.
    pub name: String,
    /// How many pixels wide.
    pub width: u32,
    /// How many pixels high.
    pub height: u32,
}

pub(super) async fn card(desk: &Desk, _: Nothing) -> Result<Option<Card>, AskError> {
    Ok(desk.0.card.borrow().clone())
}

pub(super) async fn close_on_card(desk: &Desk, params: CloseOnCardParams) -> Result<(), AskError> {
    let call: CallId = params.call.parse().map_err(AskError::bad_params)?;
    desk.user_action(UserAction::ClosedOnCard(call));
    Ok(())
}

pub(super) async fn close_missed_on_card(
    desk: &Desk,
    params: CloseMissedOnCardParams,
) -> Result<(), AskError> {
    desk.user_action(UserAction::ClosedMissedOnCard(params.number));
    Ok(())
}

pub(super) async fn write_on_card(desk: &Desk, params: WriteOnCardParams) -> Result<(), AskError> {
    let call = params.call.map(|call| call.parse()).transpose();
    let call: Option<CallId> = call.map_err(AskError::bad_params)?;
    desk.user_action(UserAction::WritesOnCard(call));
    Ok(())
}

pub(super) async fn card_height(desk: &Desk, params: CardHeightParams) -> Result<(), AskError> {
    desk.on_desktop(move |desktop| desktop.set_card_height(params.height));
    Ok(())
}

/// None where there is no desktop, or it does not say.
pub(super) async fn screens(desk: &Desk, _: Nothing) -> Result<Vec<ScreenRow>, AskError> {
    let (tell, told) = oneshot::channel();
    desk.on_desktop(move |desktop| {
        desktop.screens(Box::new(move |screens| {
            // Nobody waits any more.
            tell.send(screens).ok();
        }));
    });
    let screens = timeout(PATIENCE, told).await;
    let screens = screens.ok().and_then(Result::ok).unwrap_or_default();
    let row = |screen: crate::ScreenInfo| ScreenRow {
        name: screen.name,
        width: screen.size.0,
        height: screen.size.1,
    };
    Ok(screens.into_iter().map(row).collect())
}

const PATIENCE: Duration = Duration::from_secs(2);
