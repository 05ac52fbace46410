//! Popups of Windows: toasts, and balloons at the tray where the system shows no toasts.

mod balloons;
mod toasts;

use std::sync::Arc;

use balloons::Balloons;
use kimo_desk::{PopupId, PopupKey, PopupKind};
use toasts::Toasts;
use tokio::{runtime::Handle, sync::mpsc};

use super::{
    Listener, Trouble,
    board::Board,
    shown::{How, Shown},
};

/// What somebody did with a popup.
#[derive(Debug)]
enum Told {
    /// Pressed it, or one of its buttons; it is gone with that.
    Pressed(PopupId, PopupKind, PopupKey),
    /// Closed it. That its time was over is nobody's doing, and not told.
    Closed(PopupId, PopupKind),
}

pub(super) fn start(runtime: &Handle, board: Arc<Board>, listener: impl Listener) {
    let (told, mut heard) = mpsc::unbounded_channel();
    runtime.spawn(async move {
        let mut shown = Shown::new(Toasts::new(told.clone()), Balloons::new(told));
        let mut trouble = None;
        loop {
            if let Some(how) = shown.bring(&board.wanted()) {
                let now = match how {
                    How::First => None,
                    How::InStead => Some(Trouble::Balloons),
                    How::NotAtAll => Some(Trouble::NoServer),
                };
                if now != trouble {
                    trouble = now;
                    listener.trouble(trouble);
                }
            }
            tokio::select! {
                () = board.changed() => {}
                told = heard.recv() => match told {
                    Some(Told::Pressed(id, kind, key)) => {
                        listener.pressed(&id, key);
                        board.dismiss(&id, kind);
                    }
                    Some(Told::Closed(id, kind)) => {
                        board.dismiss(&id, kind);
                        listener.dismissed(&id, kind);
                    }
                    // The screens hold the other end.
                    None => return,
                },
            }
        }
    });
}
