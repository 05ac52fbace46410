//! What Windows lacks, asked of whoever sits before it.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

use kimo_desk::Texts;

/// Where Microsoft gives away the web engine that the window needs.
const WEB_VIEW: &str = "https://go.microsoft.com/fwlink/p/?LinkId=2124703";

/// One message at a time: whoever clicks again is not asked again.
#[derive(Default)]
pub(crate) struct Message {
    is_shown: Arc<AtomicBool>,
}

impl Message {
    /// Says that the web engine is missing and, if wanted, opens the page that has it. Never waits.
    pub(crate) fn ask_for_web_view(&self, texts: &Texts) {
        if self.is_shown.swap(true, Ordering::Relaxed) {
            return;
        }
        let question = texts.get("error-no-web-view-ask", &[]);
        let is_shown = self.is_shown.clone();
        let asked = thread::Builder::new()
            .name("message".to_owned())
            .spawn(move || {
                if kimo_win32::ask("Kimo", &question)
                    && let Err(error) = open::that_detached(WEB_VIEW)
                {
                    tracing::warn!(%error, "nothing on this computer opens a page");
                }
                is_shown.store(false, Ordering::Relaxed);
            });
        if let Err(error) = asked {
            tracing::warn!(%error, "cannot show a message");
            self.is_shown.store(false, Ordering::Relaxed);
        }
    }
}
