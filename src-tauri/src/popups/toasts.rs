//! Popups of macOS, through notify-rust.
//!
//! It does not let a program replace or take away a popup by way of notify-rust, so only what the
//! user must see is shown: a call that rings, and who was missed. What makes room for a call that
//! rings is told once all the same, and not again when it comes back.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use kimo_desk::{Popup, PopupKey, PopupKind};
use notify_rust::{Notification, NotificationResponse, Timeout};
use tokio::runtime::Handle;

use super::{Listener, Trouble, board::Board};

/// Waiting for an answer takes a thread for each popup; more than this are not waited for.
const MOST_WAITED_FOR: usize = 32;

pub(super) fn start(runtime: &Handle, board: Arc<Board>, listener: impl Listener) {
    let waited_for = Arc::new(AtomicUsize::new(0));
    runtime.spawn(async move {
        let mut shown: Vec<Popup> = Vec::new();
        let mut missed: Vec<Popup> = Vec::new();
        loop {
            let wanted = board.wanted();
            let fresh: Vec<Popup> = wanted
                .iter()
                .filter(|popup| popup.kind != PopupKind::Answered && !shown.contains(popup))
                .filter(|popup| !missed.contains(popup))
                .cloned()
                .collect();
            let told = wanted.iter().filter(|popup| popup.kind.is_missed());
            let told: Vec<Popup> = told.cloned().collect();
            if !told.is_empty() {
                missed = told;
            }
            shown = wanted;
            for popup in fresh {
                show(popup, &waited_for, &listener);
            }
            board.changed().await;
        }
    });
}

/// Shows one popup on a thread of its own, which waits for the user's answer.
fn show(popup: Popup, waited_for: &Arc<AtomicUsize>, listener: &impl Listener) {
    if waited_for.load(Ordering::Relaxed) >= MOST_WAITED_FOR {
        tracing::warn!("too many popups wait for an answer");
        return;
    }
    waited_for.fetch_add(1, Ordering::Relaxed);
    let waited_for = waited_for.clone();
    let listener = listener.clone();
    let thread = thread::Builder::new().name("popup".to_owned());
    let started = thread.spawn(move || {
        match notification(&popup).show() {
            Ok(handle) => {
                listener.trouble(None);
                let answered = handle.wait_for_response(|response: &NotificationResponse| {
                    answer(&popup, response, &listener);
                });
                if let Err(error) = answered {
                    tracing::debug!(%error, "no answer to a popup");
                }
            }
            Err(error) => {
                tracing::warn!(%error, "cannot show a popup");
                listener.trouble(Some(Trouble::NoServer));
            }
        }
        waited_for.fetch_sub(1, Ordering::Relaxed);
    });
    if let Err(error) = started {
        tracing::warn!(%error, "cannot show a popup");
    }
}

fn notification(popup: &Popup) -> Notification {
    let mut notification = Notification::new();
    notification
        .appname("Kimo")
        .summary(&popup.title)
        .body(&popup.lines.join("\n"))
        .timeout(Timeout::Never);
    for action in &popup.actions {
        notification.action(action.key.as_str(), &action.label);
    }
    notification
}

fn answer(popup: &Popup, response: &NotificationResponse, listener: &impl Listener) {
    match response {
        NotificationResponse::Default => listener.pressed(&popup.id, PopupKey::Open),
        // macOS gives back the label.
        NotificationResponse::Action(name) => {
            let key = PopupKey::named(name).or_else(|| {
                let labelled = popup.actions.iter().find(|action| action.label == *name);
                labelled.map(|action| action.key)
            });
            if let Some(key) = key {
                listener.pressed(&popup.id, key);
            }
        }
        NotificationResponse::Closed(_) => listener.dismissed(&popup.id, popup.kind),
        NotificationResponse::Reply(_) => {}
    }
}
