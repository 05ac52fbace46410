//! What the window may do: ask the desk, and hear its feed.

#![expect(clippy::let_underscore_must_use, reason = "`tauri::command` writes it")]

use kimo_desk::{
    Desk,
    api::{AskError, FeedItem},
};
use serde_json::Value;
use tauri::{AppHandle, State};
use tokio::sync::broadcast::{Receiver, error::RecvError};

use crate::window;

/// Every question of the window goes through here; the desk knows them by name.
#[tauri::command]
pub(crate) async fn ask(
    desk: State<'_, Desk>,
    name: String,
    params: Value,
) -> Result<Value, AskError> {
    desk.ask(&name, params).await
}

/// Passes the feed on to the window until the desk stops.
pub(crate) async fn pass_on(mut feed: Receiver<FeedItem>, app: AppHandle) {
    loop {
        match feed.recv().await {
            Ok(item) => window::tell(&app, &item),
            Err(RecvError::Lagged(_)) => window::tell(&app, &FeedItem::Lagged),
            Err(RecvError::Closed) => return,
        }
    }
}
