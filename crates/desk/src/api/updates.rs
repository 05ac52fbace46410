//! Newer versions of Kimo.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AskError, AskErrorCode, Nothing};
use crate::{
    Desk,
    updates::{UpdateFailure, UpdateStage, UpdateWay, UpdateWish},
};

/// What is known of newer versions, and what is being done about one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Updates {
    /// How one gets onto this computer.
    pub way: UpdateWay,
    /// When somebody looked for one and was answered.
    pub looked_at: Option<String>,
    /// The newer version, `0.2.0`.
    pub newer: Option<String>,
    /// What is being done.
    pub stage: UpdateStage,
    /// How much of it is fetched, in percent, where that is known.
    pub fetched: Option<u8>,
    /// Why the last try came to nothing.
    pub failure: Option<UpdateFailure>,
}

pub(super) async fn updates(desk: &Desk, _: Nothing) -> Result<Updates, AskError> {
    let news = desk.update_news();
    Ok(Updates {
        way: news.way,
        looked_at: news.looked_at.map(|at| at.to_string()),
        newer: news.newer,
        stage: news.stage,
        fetched: news.fetched,
        failure: news.failure,
    })
}

pub(super) async fn look_for_update(desk: &Desk, _: Nothing) -> Result<(), AskError> {
    wish(desk, UpdateWish::Look)
}

pub(super) async fn take_update(desk: &Desk, _: Nothing) -> Result<(), AskError> {
    wish(desk, UpdateWish::Take)
}

fn wish(desk: &Desk, wish: UpdateWish) -> Result<(), AskError> {
    match desk.wish_for_update(wish) {
        true => Ok(()),
        false => Err(AskError::new(
            AskErrorCode::DesktopOnly,
            "this desk looks for no newer version",
        )),
    }
}
