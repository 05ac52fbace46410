//! For tests under Wine: a tray that writes down what it is told, somebody who answers messages, and
//! a system that ends a session.

use std::{
    cell::RefCell,
    io, ptr,
    sync::mpsc::{self, Receiver, RecvTimeoutError, Sender},
    thread,
    time::{Duration, Instant},
};

use windows_sys::Win32::{
    Foundation::{HWND, LPARAM, LRESULT, WPARAM},
    UI::{
        Shell::{NIF_INFO, NIF_TIP, NIM_ADD, NIM_DELETE, NIM_MODIFY, NIN_BALLOONUSERCLICK},
        WindowsAndMessaging::{
            DefWindowProcW, FindWindowExW, GetWindowThreadProcessId, IDNO, IDYES, PostMessageW,
            SendMessageW, WM_COMMAND, WM_COPYDATA, WM_ENDSESSION, WM_GETTEXT, WM_QUERYENDSESSION,
            WS_EX_TOPMOST,
        },
    },
};

use crate::{hidden, wide::wide};

/// A tray in the place of Wine's, for every program of its Windows.
pub struct StandInTray(Receiver<TrayNews>);

/// What the tray was told of an icon.
#[derive(Clone, Debug)]
pub struct TrayNews {
    /// Which icon it is, among those of its program.
    pub icon: (isize, u32),
    /// What is to be done.
    pub what: TrayChange,
    /// The text beside the pointer, where it was told.
    pub tip: Option<String>,
    /// Title and text of the balloon, where it was told; empty for none.
    pub balloon: Option<(String, String)>,
    answers_to: u32,
}

/// What is done with an icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrayChange {
    /// It appears.
    Add,
    /// It changes.
    Modify,
    /// It goes.
    Delete,
}

impl StandInTray {
    /// From now on programs speak to this tray.
    pub fn start() -> io::Result<Self> {
        let (made, window) = mpsc::channel();
        let (news, heard) = mpsc::channel();
        thread::spawn(move || {
            NEWS.set(Some(news));
            let window = hidden::make("Shell_TrayWnd", WS_EX_TOPMOST, procedure);
            let is_made = window.is_ok();
            if made.send(window).is_ok() && is_made {
                hidden::listen();
            }
        });
        window.recv().map_err(io::Error::other)??;
        Ok(Self(heard))
    }

    /// The next news of which this is true; `None` where none comes for so long.
    pub fn wait_for(
        &self,
        patience: Duration,
        is_it: impl Fn(&TrayNews) -> bool,
    ) -> Option<TrayNews> {
        let end = Instant::now() + patience;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            match self.0.recv_timeout(left) {
                Ok(news) if is_it(&news) => return Some(news),
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return None,
            }
        }
    }
}

impl TrayNews {
    /// Clicks on the balloon.
    pub fn click_balloon(&self) {
        let (window, icon) = self.icon;
        // SAFETY: no pointer.
        unsafe {
            PostMessageW(
                window as HWND,
                self.answers_to,
                icon as WPARAM,
                NIN_BALLOONUSERCLICK as LPARAM,
            )
        };
    }
}

thread_local! {
    static NEWS: RefCell<Option<Sender<TrayNews>>> = const { RefCell::new(None) };
}

unsafe extern "system" fn procedure(
    window: HWND,
    message: u32,
    first: WPARAM,
    second: LPARAM,
) -> LRESULT {
    if message == WM_COPYDATA {
        // SAFETY: that is what this message brings, for as long as it is dealt with.
        let data = unsafe { &*(second as *const CopyData) };
        let length = usize::try_from(data.length).unwrap_or_default();
        // SAFETY: as above.
        let bytes = unsafe { std::slice::from_raw_parts(data.bytes, length) };
        if let Some(news) = read(data.what, bytes) {
            // The test may have seen enough.
            NEWS.with_borrow(|to| to.as_ref().map(|to| to.send(news).ok()));
        }
        return 1;
    }
    // SAFETY: what came is passed on as it is.
    unsafe { DefWindowProcW(window, message, first, second) }
}

/// `COPYDATASTRUCT`.
#[repr(C)]
struct CopyData {
    what: usize,
    length: u32,
    bytes: *const u8,
}

/// What Wine's `shell32` passes on of a `NOTIFYICONDATAW`: `struct notify_data` of its systray.c.
fn read(what: usize, bytes: &[u8]) -> Option<TrayNews> {
    const TIP: (usize, usize) = (16, 128);
    const INFO: (usize, usize) = (280, 256);
    const TITLE: (usize, usize) = (796, 64);
    let number = |at: usize| {
        let four = bytes.get(at..at + 4)?.try_into().ok()?;
        Some(u32::from_le_bytes(four))
    };
    let text = |(at, units): (usize, usize)| {
        let units = bytes.get(at..at + 2 * units)?.chunks_exact(2);
        let units = units.map(|unit| u16::from_le_bytes([unit[0], unit[1]]));
        let text: Vec<u16> = units.take_while(|unit| *unit != 0).collect();
        Some(String::from_utf16_lossy(&text))
    };
    let flags = number(8)?;
    let balloon = (text(TITLE)?, text(INFO)?);
    Some(TrayNews {
        icon: (isize::try_from(number(0)?).ok()?, number(4)?),
        what: match u32::try_from(what).ok()? {
            NIM_ADD => TrayChange::Add,
            NIM_MODIFY => TrayChange::Modify,
            NIM_DELETE => TrayChange::Delete,
            _ => return None,
        },
        tip: (flags & NIF_TIP != 0).then(|| text(TIP)).flatten(),
        balloon: (flags & NIF_INFO != 0).then_some(balloon),
        answers_to: number(12)?,
    })
}

/// The text of the message with this title that a process shows, if it shows one.
pub fn message_of(process: u32, title: &str) -> Option<String> {
    let message = find(process, "#32770", Some(title))?;
    // Beside its picture, which has none.
    let label = wide("Static");
    let mut part: HWND = ptr::null_mut();
    loop {
        // SAFETY: the text lives and ends with a zero; null stands for any title.
        part = unsafe { FindWindowExW(message as HWND, part, label.as_ptr(), ptr::null()) };
        if part.is_null() {
            return None;
        }
        let mut text = [0_u16; 1024];
        // SAFETY: the place is as large as is said; a window that is gone has no text. Asked of the
        // window itself, since the system gives the text of another program's parts to nobody.
        let length =
            unsafe { SendMessageW(part, WM_GETTEXT, text.len(), text.as_mut_ptr() as LPARAM) };
        let told = text.get(..usize::try_from(length).ok()?)?;
        if !told.is_empty() {
            return Some(String::from_utf16_lossy(told));
        }
    }
}

/// Answers that message.
pub fn answer(process: u32, title: &str, yes: bool) -> bool {
    let Some(message) = find(process, "#32770", Some(title)) else {
        return false;
    };
    let button = if yes { IDYES } else { IDNO };
    // SAFETY: no pointer.
    let posted = unsafe {
        PostMessageW(
            message as HWND,
            WM_COMMAND,
            usize::try_from(button).unwrap_or_default(),
            0,
        )
    };
    posted != 0
}

/// Ends the session as far as this process sees it. False where it does not listen.
pub fn end_session(process: u32) -> bool {
    let Some(window) = find(process, hidden::SESSION, None) else {
        return false;
    };
    // SAFETY: no pointer.
    unsafe {
        PostMessageW(window as HWND, WM_QUERYENDSESSION, 0, 0);
        PostMessageW(window as HWND, WM_ENDSESSION, 1, 0) != 0
    }
}

/// A window of this process.
fn find(process: u32, class: &str, title: Option<&str>) -> Option<isize> {
    let (class, title) = (wide(class), title.map(wide));
    let mut window: HWND = ptr::null_mut();
    loop {
        // SAFETY: the texts live and end with a zero; null stands for any.
        window = unsafe {
            FindWindowExW(
                ptr::null_mut(),
                window,
                class.as_ptr(),
                title.as_ref().map_or(ptr::null(), |title| title.as_ptr()),
            )
        };
        if window.is_null() {
            return None;
        }
        let mut owner = 0;
        // SAFETY: the place to write to lives.
        unsafe { GetWindowThreadProcessId(window, &mut owner) };
        if owner == process {
            return Some(window as isize);
        }
    }
}
