//! Popups of Windows: toasts, and balloons at the tray where the system shows no toasts.

mod balloons;
mod toasts;

use std::{sync::Arc, time::Duration};

use balloons::Balloons;
use jiff::Zoned;
use kimo_desk::{PopupId, PopupKey, PopupKind};
use kimo_win32::Focus;
use toasts::Toasts;
use tokio::{runtime::Handle, sync::mpsc, time::sleep};

use super::{
    Hidden, Listener, Trouble,
    board::Board,
    shown::{How, Shown},
    telling::Telling,
};

/// How soon it is noticed that popups are seen again.
const AGAIN: Duration = Duration::from_secs(10);

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
        let mut telling = Telling::default();
        loop {
            let wanted = board.wanted();
            if let Some(how) = shown.bring(&wanted) {
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
            let rings = wanted.iter().any(|popup| popup.kind == PopupKind::Ringing);
            if (rings || telling.is_told())
                && let Some(news) = telling.news(hidden(), Zoned::now().date())
            {
                listener.hidden(news);
            }
            tokio::select! {
                () = board.changed() => {}
                () = sleep(AGAIN), if telling.is_told() => {}
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

/// How the system hides popups, if it does.
fn hidden() -> Option<Hidden> {
    Some(match kimo_win32::focus()? {
        Focus::PriorityOnly => Hidden::PriorityOnly,
        Focus::AlarmsOnly => Hidden::AlarmsOnly,
    })
}
