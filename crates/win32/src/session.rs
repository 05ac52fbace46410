//! The end of the user's session: logging off, shutting down. A program with windows hears of it
//! by a message to one of them, and of no signal.

use std::{cell::RefCell, io, sync::mpsc, thread, time::Duration};

use windows_sys::Win32::{
    Foundation::{HWND, LPARAM, LRESULT, WPARAM},
    UI::WindowsAndMessaging::{DefWindowProcW, WM_ENDSESSION, WM_QUERYENDSESSION},
};

use crate::hidden::{self, SESSION};

/// Calls `told` once when the session ends. The system kills the program soon after, so that it
/// must then end by itself.
pub fn on_session_end(told: impl FnOnce() + Send + 'static) -> io::Result<()> {
    let (made, window) = mpsc::channel();
    thread::Builder::new()
        .name("session".to_owned())
        .spawn(move || {
            TOLD.set(Some(Box::new(told)));
            let window = hidden::make(SESSION, 0, procedure);
            let is_made = window.is_ok();
            if made.send(window).is_ok() && is_made {
                hidden::listen();
            }
        })?;
    window.recv().map_err(io::Error::other)?.map(drop)
}

thread_local! {
    static TOLD: RefCell<Option<Box<dyn FnOnce()>>> = const { RefCell::new(None) };
}

unsafe extern "system" fn procedure(
    window: HWND,
    message: u32,
    first: WPARAM,
    second: LPARAM,
) -> LRESULT {
    /// As long as the system waits for a program that does not answer.
    const PATIENCE: Duration = Duration::from_millis(4500);
    const YES: LRESULT = 1;
    match message {
        WM_QUERYENDSESSION => YES,
        // Null says that the session goes on after all.
        WM_ENDSESSION if first != 0 => {
            if let Some(told) = TOLD.take() {
                told();
                // Whoever has answered is killed; the program ends sooner than this.
                thread::sleep(PATIENCE);
            }
            0
        }
        // SAFETY: what came is passed on as it is.
        _ => unsafe { DefWindowProcW(window, message, first, second) },
    }
}

#[cfg(all(test, feature = "stand-in"))]
mod tests {
    use std::process;

    use super::*;
    use crate::stand_in::end_session;

    #[test]
    fn the_end_of_the_session_is_told() {
        assert!(!end_session(process::id()), "nobody listens yet");
        let (told, heard) = mpsc::channel();
        on_session_end(move || told.send(()).unwrap()).unwrap();
        assert!(end_session(process::id()));
        heard.recv_timeout(Duration::from_secs(30)).unwrap();
    }
}
