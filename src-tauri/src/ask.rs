//! What the window may do: ask the desk, and hear its feed.

#![expect(clippy::let_underscore_must_use, reason = "`tauri::command` writes it")]

use kimo_desk::{
    Desk, Listening, Unheard,
    api::{AskError, FeedItem},
};
use serde_json::Value;
use tauri::{AppHandle, State};

use crate::{card, window};

/// Every question of the window goes through here; the desk knows them by name.
#[tauri::command]
pub(crate) async fn ask(
    desk: State<'_, Desk>,
    name: String,
    params: Value,
) -> Result<Value, AskError> {
    desk.ask(&name, params).await
}

/// Passes the feed on to the windows until the desk stops: the card hears of what it shows alone.
pub(crate) async fn pass_on(mut feed: Listening, app: AppHandle) {
    loop {
        match feed.recv().await {
            Ok(item @ FeedItem::Card { .. }) => card::tell(&app, &item),
            Ok(item) => window::tell(&app, &item),
            Err(Unheard::Lagged) => {
                window::tell(&app, &FeedItem::Lagged);
                card::tell(&app, &FeedItem::Lagged);
            }
            Err(Unheard::Closed) => return,
        }
    }
}
