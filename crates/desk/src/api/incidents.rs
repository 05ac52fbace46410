//! What has befallen the history.

use jiff::Timestamp;

use super::{AskError, Nothing};
use crate::Desk;

/// Somebody has seen what is told of it.
pub(super) async fn incidents_seen(desk: &Desk, _: Nothing) -> Result<(), AskError> {
    Ok(desk.writer()?.incidents_seen(Timestamp::now()).await?)
}
