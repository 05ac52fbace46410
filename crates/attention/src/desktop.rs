//! The seam to the desktop.

use std::{fmt, str::FromStr};

use kimo_calls::{CallId, Sound};

use crate::{
    Dialable,
    card::Card,
    popup::{Popup, PopupId},
    screen_pop::Opening,
    tray::Tray,
};

/// What the controller needs of a desktop. Implemented once for a real one, by [`Headless`] where
/// there is none, and by a fake in tests.
///
/// No method may block: a notification server that hangs must not stop the next popup, so an
/// implementation hands slow work to a thread of its own. None may take the keyboard.
pub trait Desktop: Send {
    /// Shows a popup, or replaces the one with the same id in place.
    fn show_popup(&mut self, popup: &Popup);
    /// Takes a popup away; nothing happens where it is gone already.
    fn close_popup(&mut self, id: &PopupId);
    /// Shows the call card, in the place of what it showed; hides it where it is empty.
    fn show_card(&mut self, card: &Card);
    /// Gives back whatever the card takes; nothing is shown on it for some time.
    fn close_card(&mut self);
    /// The card's page needs so much height, in its own pixels, for what it was last told to show.
    fn set_card_height(&mut self, height: u32);
    /// Gives the keyboard to the card, because somebody wants to write on it, or takes it away.
    fn give_card_keyboard(&mut self, takes: bool);
    /// Tells which screens there are, perhaps later and on another thread.
    fn screens(&mut self, tell: TellScreens);
    /// Shows the tray icon, its tooltip and its menu.
    fn set_tray(&mut self, tray: &Tray);
    /// Opens the window, or brings the open one to the front, at a view.
    fn open_window(&mut self, view: &View);
    /// Dials a number by the system's handler of `tel:` addresses.
    fn call_back(&mut self, number: &str);
    /// Begins an e-mail by the system's handler of `mailto:` addresses.
    fn mail(&mut self, address: &str);
    /// Opens an address or a program that somebody here has set for calls.
    fn open(&mut self, opening: &Opening);
    /// Makes a sound, so loud out of a hundred, and tells whether that was possible, perhaps later
    /// and on another thread.
    fn play(&mut self, sound: Sound, volume: u8, tell: TellPlayed);
    /// Puts a text on the clipboard.
    fn copy(&mut self, text: &str);
    /// What tells whether anything takes addresses of a scheme. It may take a while, and is called on
    /// another thread.
    fn handlers(&self) -> fn(Scheme) -> bool;
}

/// Hears which screens there are.
pub type TellScreens = Box<dyn FnOnce(Vec<ScreenInfo>) + Send>;

/// Hears whether a sound could be made.
pub type TellPlayed = Box<dyn FnOnce(bool) + Send>;

/// A screen of the computer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScreenInfo {
    /// The system's name for it.
    pub name: String,
    /// How many pixels it has.
    pub size: (u32, u32),
}

/// The addresses that the system hands to one of its programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// Numbers, to be dialled.
    Tel,
    /// E-mails, to be written.
    Mailto,
}

impl Scheme {
    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Tel => "tel",
            Self::Mailto => "mailto",
        }
    }
}

/// The desktop of `kimo serve`: shows nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Headless;

impl Desktop for Headless {
    fn show_popup(&mut self, _popup: &Popup) {}
    fn close_popup(&mut self, _id: &PopupId) {}
    fn show_card(&mut self, _card: &Card) {}
    fn close_card(&mut self) {}
    fn set_card_height(&mut self, _height: u32) {}
    fn give_card_keyboard(&mut self, _takes: bool) {}
    fn screens(&mut self, tell: TellScreens) {
        tell(Vec::new());
    }
    fn set_tray(&mut self, _tray: &Tray) {}
    fn open_window(&mut self, _view: &View) {}
    fn call_back(&mut self, _number: &str) {}
    fn mail(&mut self, _address: &str) {}
    fn open(&mut self, _opening: &Opening) {}
    fn play(&mut self, _sound: Sound, _volume: u8, tell: TellPlayed) {
        tell(false);
    }
    fn copy(&mut self, _text: &str) {}
    fn handlers(&self) -> fn(Scheme) -> bool {
        |_| false
    }
}

/// A place in the window. Written `calls`, `missed`, `call:<id>`, `call-back:<id>`, `message:<id>`,
/// `dial:<number>`, `connections`, `settings`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum View {
    /// Every call, newest first.
    Calls,
    /// The missed callers.
    Missed,
    /// One call.
    Call(CallId),
    /// One call, with the other party's number large, to be dialled by hand.
    CallBack(CallId),
    /// One call, and a message about it that is being written.
    Message(CallId),
    /// A number large, to be called.
    Dial(Dialable),
    /// The hooks.
    Connections,
    /// The settings.
    Settings,
}

impl fmt::Display for View {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Calls => f.write_str("calls"),
            Self::Missed => f.write_str("missed"),
            Self::Call(id) => write!(f, "call:{id}"),
            Self::CallBack(id) => write!(f, "call-back:{id}"),
            Self::Message(id) => write!(f, "message:{id}"),
            Self::Dial(number) => write!(f, "dial:{number}"),
            Self::Connections => f.write_str("connections"),
            Self::Settings => f.write_str("settings"),
        }
    }
}

impl FromStr for View {
    type Err = UnknownView;

    fn from_str(text: &str) -> Result<Self, UnknownView> {
        let unknown = || UnknownView(text.to_owned());
        match text {
            "calls" => Ok(Self::Calls),
            "missed" => Ok(Self::Missed),
            "connections" => Ok(Self::Connections),
            "settings" => Ok(Self::Settings),
            _ => {
                let (what, id) = text.split_once(':').ok_or_else(unknown)?;
                if what == "dial" {
                    return id.parse().map(Self::Dial).map_err(|_| unknown());
                }
                let id = id.parse().map_err(|_| unknown())?;
                match what {
                    "call" => Ok(Self::Call(id)),
                    "call-back" => Ok(Self::CallBack(id)),
                    "message" => Ok(Self::Message(id)),
                    _ => Err(unknown()),
                }
            }
        }
    }
}

/// The text names no view.
#[derive(Debug, thiserror::Error)]
#[error(
    "`{0}` is no view; there are calls, missed, call:<id>, call-back:<id>, message:<id>, dial:<number>, connections and settings"
)]
pub struct UnknownView(pub String);
