//! Newer versions of Kimo.

use super::{AskError, AskErrorCode, Nothing};
use crate::{
    Desk,
    updates::{UpdateNews, UpdateWish},
};

pub(super) async fn updates(desk: &Desk, _: Nothing) -> Result<UpdateNews, AskError> {
    Ok(desk.update_news())
}

pub(super) async fn look_for_update(desk: &Desk, _: Nothing) -> Result<(), AskError> {
    wish(desk, UpdateWish::Look)
}

pub(super) async fn take_update(desk: &Desk, _: Nothing) -> Result<(), AskError> {
    wish(desk, UpdateWish::Take)
}

pub(super) async fn leave_update(desk: &Desk, _: Nothing) -> Result<(), AskError> {
    wish(desk, UpdateWish::Leave)
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
