//! What has befallen the history, and Kimo itself.

use jiff::Timestamp;

use super::{AskError, AskErrorCode, Nothing};
use crate::Desk;

/// Somebody has seen what is told of it.
pub(super) async fn incidents_seen(desk: &Desk, _: Nothing) -> Result<(), AskError> {
    desk.writer()?.incidents_seen(Timestamp::now()).await?;
    desk.fault_seen()
        .map_err(|error| AskError::new(AskErrorCode::Storage, error))
}
