//! A balloon at the tray: what Windows shows where it has no toasts.
//!
//! It belongs to an icon, which is in the tray only while there is something to say. Both need a
//! window that the system sends its messages to; nobody sees it.

use std::{
    cell::{Cell, RefCell},
    io, ptr,
    sync::mpsc::{self, Receiver, Sender},
    thread,
};

use windows_sys::Win32::{
    Foundation::{HWND, LPARAM, LRESULT, WPARAM},
    System::LibraryLoader::GetModuleHandleW,
    UI::{
        Shell::{
            NIF_ICON, NIF_INFO, NIF_MESSAGE, NIF_TIP, NIIF_INFO, NIIF_NOSOUND, NIM_ADD, NIM_DELETE,
            NIM_MODIFY, NIN_BALLOONUSERCLICK, NOTIFYICONDATAW, NOTIFYICONDATAW_0,
            Shell_NotifyIconW,
        },
        WindowsAndMessaging::{
            DefWindowProcW, DestroyWindow, HICON, IDI_APPLICATION, LoadIconW, PostMessageW,
            PostQuitMessage, RegisterWindowMessageW, WM_APP, WM_DESTROY, WM_LBUTTONUP,
        },
    },
};

use crate::{
    hidden,
    wide::{wide, write},
};

/// One balloon, shown and changed by a thread of its own, which ends with this.
#[derive(Debug)]
pub struct Balloon {
    wishes: Sender<Wish>,
    window: isize,
}

#[derive(Debug)]
enum Wish {
    Show { title: String, text: String },
    Hide,
    End,
}

impl Balloon {
    /// Nothing is shown yet. `pressed` is called where somebody clicks on the balloon or its icon,
    /// on the balloon's thread.
    pub fn start(pressed: impl Fn() + Send + 'static) -> io::Result<Self> {
        let (wishes, heard) = mpsc::channel();
        let (made, window) = mpsc::channel();
        thread::Builder::new()
            .name("balloon".to_owned())
            .spawn(move || run(heard, Box::new(pressed), &made))?;
        let window = window.recv().map_err(io::Error::other)??;
        Ok(Self { wishes, window })
    }

    /// Shows this in place of what was shown.
    pub fn show(&self, title: &str, text: &str) -> io::Result<()> {
        let (title, text) = (title.to_owned(), text.to_owned());
        self.wish(Wish::Show { title, text })
    }

    /// Takes it away, and its icon with it.
    pub fn hide(&self) -> io::Result<()> {
        self.wish(Wish::Hide)
    }

    fn wish(&self, wish: Wish) -> io::Result<()> {
        self.wishes.send(wish).map_err(io::Error::other)?;
        // SAFETY: a message without a pointer; a window that is gone is an error and no harm.
        let posted = unsafe { PostMessageW(self.window as HWND, WISHED, 0, 0) };
        match posted {
            0 => Err(io::Error::last_os_error()),
            _ => Ok(()),
        }
    }
}

impl Drop for Balloon {
    fn drop(&mut self) {
        // A thread that has ended already has nothing to end.
        self.wish(Wish::End).ok();
    }
}

/// There is something in the channel.
const WISHED: u32 = WM_APP + 1;
/// The icon or its balloon has something to say.
const HAPPENED: u32 = WM_APP + 2;
const ICON: u32 = 1;

/// What the window's procedure finds on its thread.
struct State {
    heard: Receiver<Wish>,
    pressed: Box<dyn Fn()>,
    icon: HICON,
    /// What is shown, to show it again on a tray that has been started again.
    shown: RefCell<Option<(String, String)>>,
    is_there: Cell<bool>,
    tray_is_new: u32,
}

thread_local! {
    static STATE: RefCell<Option<std::rc::Rc<State>>> = const { RefCell::new(None) };
}

fn run(heard: Receiver<Wish>, pressed: Box<dyn Fn() + Send>, made: &Sender<io::Result<isize>>) {
    // SAFETY: the names end with a zero; null is this program itself; the number of an icon stands
    // for its name.
    let (icon, tray_is_new) = unsafe {
        let own = LoadIconW(GetModuleHandleW(ptr::null()), IDI_APPLICATION);
        let icon = match own.is_null() {
            true => LoadIconW(ptr::null_mut(), IDI_APPLICATION),
            false => own,
        };
        (
            icon,
            RegisterWindowMessageW(wide("TaskbarCreated").as_ptr()),
        )
    };
    let state = State {
        heard,
        pressed,
        icon,
        shown: RefCell::default(),
        is_there: Cell::default(),
        tray_is_new,
    };
    STATE.set(Some(std::rc::Rc::new(state)));
    let window = hidden::make("KimoBalloon", 0, procedure);
    let is_made = window.is_ok();
    if made.send(window).is_err() || !is_made {
        return;
    }
    hidden::listen();
}

unsafe extern "system" fn procedure(
    window: HWND,
    message: u32,
    first: WPARAM,
    second: LPARAM,
) -> LRESULT {
    let state = STATE.with_borrow(Clone::clone);
    if let Some(state) = state {
        match message {
            WISHED => state.obey(window),
            // Without a version of its own, the icon says what happened in the second word.
            HAPPENED => {
                if [NIN_BALLOONUSERCLICK, WM_LBUTTONUP]
                    .map(|told| told as LPARAM)
                    .contains(&second)
                {
                    (state.pressed)();
                }
            }
            WM_DESTROY => {
                state.hide(window);
                // SAFETY: no pointer.
                unsafe { PostQuitMessage(0) };
            }
            new if new == state.tray_is_new => {
                state.is_there.set(false);
                let shown = state.shown.borrow().clone();
                if let Some((title, text)) = shown {
                    state.show(window, &title, &text);
                }
            }
            _ => {}
        }
    }
    // SAFETY: what came is passed on as it is.
    unsafe { DefWindowProcW(window, message, first, second) }
}

impl State {
    fn obey(&self, window: HWND) {
        for wish in self.heard.try_iter() {
            match wish {
                Wish::Show { title, text } => {
                    self.show(window, &title, &text);
                    self.shown.replace(Some((title, text)));
                }
                Wish::Hide => {
                    self.hide(window);
                    self.shown.replace(None);
                }
                Wish::End => {
                    // SAFETY: it is this thread's own window.
                    unsafe { DestroyWindow(window) };
                }
            }
        }
    }

    fn show(&self, window: HWND, title: &str, text: &str) {
        /// How long it stays where the system does not decide that by itself, in milliseconds.
        const STAYS: u32 = 60_000;
        let mut told = self.icon(window);
        told.uFlags = NIF_ICON | NIF_INFO | NIF_MESSAGE | NIF_TIP;
        told.uCallbackMessage = HAPPENED;
        told.hIcon = self.icon;
        told.dwInfoFlags = NIIF_INFO | NIIF_NOSOUND;
        told.Anonymous = NOTIFYICONDATAW_0 { uTimeout: STAYS };
        write(title, &mut told.szTip);
        write(title, &mut told.szInfoTitle);
        write(text, &mut told.szInfo);
        let how = if self.is_there.get() {
            NIM_MODIFY
        } else {
            NIM_ADD
        };
        // SAFETY: it is whole and says its own size.
        let done = unsafe { Shell_NotifyIconW(how, &told) };
        self.is_there.set(done != 0);
    }

    fn hide(&self, window: HWND) {
        if self.is_there.replace(false) {
            // SAFETY: it is whole and says its own size.
            unsafe { Shell_NotifyIconW(NIM_DELETE, &self.icon(window)) };
        }
    }

    fn icon(&self, window: HWND) -> NOTIFYICONDATAW {
        NOTIFYICONDATAW {
            cbSize: u32::try_from(size_of::<NOTIFYICONDATAW>()).unwrap_or_default(),
            hWnd: window,
            uID: ICON,
            ..NOTIFYICONDATAW::default()
        }
    }
}

#[cfg(all(test, feature = "stand-in"))]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::stand_in::{StandInTray, TrayChange, TrayNews};

    const LONGEST: Duration = Duration::from_secs(30);

    #[test]
    fn a_balloon_comes_changes_is_pressed_and_goes_with_its_icon() {
        let tray = StandInTray::start().unwrap();
        let (pressed, presses) = mpsc::channel();
        let balloon = Balloon::start(move || pressed.send(()).unwrap()).unwrap();
        let says = |news: &TrayNews, title: &str, text: &str| {
            news.balloon == Some((title.to_owned(), text.to_owned()))
        };
        balloon.show("0532 123 45 67", "Ayşe’yi arıyor").unwrap();
        let first = tray
            .wait_for(LONGEST, |news| {
                says(news, "0532 123 45 67", "Ayşe’yi arıyor")
            })
            .unwrap();
        assert_eq!(first.what, TrayChange::Add);
        balloon.show("0532 123 45 67", "missed").unwrap();
        let second = tray
            .wait_for(LONGEST, |news| says(news, "0532 123 45 67", "missed"))
            .unwrap();
        assert_eq!(second.what, TrayChange::Modify, "one for all");
        assert_eq!(second.icon, first.icon);
        second.click_balloon();
        presses.recv_timeout(LONGEST).unwrap();
        balloon.hide().unwrap();
        let gone = tray.wait_for(LONGEST, |news| news.icon == first.icon);
        assert_eq!(gone.unwrap().what, TrayChange::Delete);
        balloon.show("again", "text").unwrap();
        let again = tray.wait_for(LONGEST, |news| news.icon == first.icon);
        assert_eq!(again.unwrap().what, TrayChange::Add);
        drop(balloon);
        let gone = tray.wait_for(LONGEST, |news| news.icon == first.icon);
        assert_eq!(gone.unwrap().what, TrayChange::Delete);
    }
}
