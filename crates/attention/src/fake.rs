//! A desktop for tests.

use std::collections::BTreeMap;

use kimo_calls::Sound;
use tokio::sync::watch;

use crate::{
    card::Card,
    desktop::{Desktop, Scheme, TellPlayed, TellScreens, View},
    popup::{Popup, PopupId},
    screen_pop::Opening,
    tray::Tray,
};

/// A desktop that shows nothing and remembers everything.
#[derive(Debug)]
pub struct FakeDesktop {
    screen: watch::Sender<Screen>,
    handlers: fn(Scheme) -> bool,
}

/// What a [`FakeDesktop`] would show, and what it was asked to do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Screen {
    /// The popups on it.
    pub popups: BTreeMap<PopupId, Popup>,
    /// How often a popup came up that was not on it before.
    pub popped: usize,
    /// The call card; none where there is no need of it.
    pub card: Option<Card>,
    /// How often the card was given the keyboard.
    pub card_took_keyboard: usize,
    /// The tray.
    pub tray: Option<Tray>,
    /// The views that were opened.
    pub opened: Vec<View>,
    /// The numbers that were dialled.
    pub called_back: Vec<String>,
    /// The e-mails that were begun.
    pub mails: Vec<String>,
    /// What was opened for calls.
    pub opened_for_calls: Vec<Opening>,
    /// The sounds that were made, and how loud.
    pub played: Vec<(Sound, u8)>,
    /// The texts that were copied.
    pub copied: Vec<String>,
}

impl FakeDesktop {
    /// A blank one, and the eye on it: `screen.wait_for(…)` waits until it shows what a test
    /// expects.
    pub fn new() -> (Self, watch::Receiver<Screen>) {
        let (sender, receiver) = watch::channel(Screen::default());
        let desktop = Self {
            screen: sender,
            handlers: |_| true,
        };
        (desktop, receiver)
    }

    /// The same on a computer on which nothing dials and nothing writes e-mails.
    #[must_use]
    pub fn without_handlers(self) -> Self {
        Self {
            handlers: |_| false,
            ..self
        }
    }
}

impl Desktop for FakeDesktop {
    fn show_popup(&mut self, popup: &Popup) {
        self.screen.send_modify(|screen| {
            let before = screen.popups.insert(popup.id.clone(), popup.clone());
            screen.popped += usize::from(before.is_none());
        });
    }

    fn close_popup(&mut self, id: &PopupId) {
        self.screen.send_modify(|screen| {
            screen.popups.remove(id);
        });
    }

    fn show_card(&mut self, card: &Card) {
        self.screen
            .send_modify(|screen| screen.card = Some(card.clone()));
    }

    fn close_card(&mut self) {
        self.screen.send_modify(|screen| screen.card = None);
    }

    fn set_card_height(&mut self, _height: u32) {}

    fn give_card_keyboard(&mut self, takes: bool) {
        self.screen
            .send_modify(|screen| screen.card_took_keyboard += usize::from(takes));
    }

    fn screens(&mut self, tell: TellScreens) {
        tell(Vec::new());
    }

    fn set_tray(&mut self, tray: &Tray) {
        self.screen
            .send_modify(|screen| screen.tray = Some(tray.clone()));
    }

    fn open_window(&mut self, view: &View) {
        self.screen
            .send_modify(|screen| screen.opened.push(view.clone()));
    }

    fn call_back(&mut self, number: &str) {
        self.screen
            .send_modify(|screen| screen.called_back.push(number.to_owned()));
    }

    fn mail(&mut self, address: &str) {
        self.screen
            .send_modify(|screen| screen.mails.push(address.to_owned()));
    }

    fn handlers(&self) -> fn(Scheme) -> bool {
        self.handlers
    }

    fn open(&mut self, opening: &Opening) {
        self.screen
            .send_modify(|screen| screen.opened_for_calls.push(opening.clone()));
    }

    fn play(&mut self, sound: Sound, volume: u8, tell: TellPlayed) {
        self.screen
            .send_modify(|screen| screen.played.push((sound, volume)));
        tell(true);
    }

    fn copy(&mut self, text: &str) {
        self.screen
            .send_modify(|screen| screen.copied.push(text.to_owned()));
    }
}
