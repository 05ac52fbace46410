//! The desk's desktop, made of popups, tray, window, call card and the system's handlers; and the way back
//! from them to the desk.

use std::time::Duration;

use kimo_desk::{
    Card, Desk, Desktop, NO_CARD, Opening, Popup, PopupId, PopupKey, PopupKind, Problem, Scheme,
    TellPlayed, TellScreens, Tray, TrayId, UserAction, View, api::Sound, handlers, health::Part,
};
use tauri::AppHandle;
use tokio::{sync::watch, time::timeout};

#[cfg(any(target_os = "linux", windows))]
use crate::popups::Hidden;
use crate::{
    card::CardWindow,
    clipboard, other_programs,
    popups::{self, Popups, Trouble},
    sounds::Player,
    tray::{self, TrayIcon},
    window::{Unopened, Window},
};

/// The desktop as the desk sees it. None of it waits.
pub(crate) struct Shell {
    app: AppHandle,
    popups: Popups,
    tray: TrayIcon,
    window: Window,
    card: CardWindow,
    sounds: Player,
}

impl Shell {
    /// Starts popups and tray; they speak to `back`.
    pub(crate) fn start(
        app: &AppHandle,
        runtime: &tokio::runtime::Handle,
        (window, card): (Window, CardWindow),
        back: &Back,
    ) -> Self {
        Self {
            app: app.clone(),
            popups: Popups::start(runtime, back.clone()),
            tray: TrayIcon::start(app, runtime, back.clone()),
            window,
            card,
            sounds: Player::new(),
        }
    }
}

impl Desktop for Shell {
    fn show_popup(&mut self, popup: &Popup) {
        self.popups.show(popup);
    }

    fn close_popup(&mut self, id: &PopupId) {
        self.popups.close(id);
    }

    fn show_card(&mut self, card: &Card) {
        self.card.show(card);
    }

    fn close_card(&mut self) {
        self.card.close();
    }

    fn set_card_height(&mut self, height: u32) {
        self.card.set_height(height);
    }

    fn give_card_keyboard(&mut self, takes: bool) {
        self.card.give_keyboard(takes);
    }

    fn screens(&mut self, tell: TellScreens) {
        self.card.screens(tell);
    }

    fn set_tray(&mut self, tray: &Tray) {
        self.tray.set(tray);
    }

    fn open_window(&mut self, view: &View) {
        self.window.open(view);
    }

    fn call_back(&mut self, number: &str) {
        other_programs::call_back(number);
    }

    fn mail(&mut self, address: &str) {
        other_programs::mail(address);
    }

    fn handlers(&self) -> fn(Scheme) -> bool {
        handlers::take
    }

    fn open(&mut self, opening: &Opening) {
        other_programs::open(opening);
    }

    fn play(&mut self, sound: Sound, volume: u8, tell: TellPlayed) {
        self.sounds.play(sound, volume, tell);
    }

    fn copy(&mut self, text: &str) {
        clipboard::copy(&self.app, text);
    }
}

/// What comes back from the desktop, on its way to the desk.
#[derive(Clone)]
pub(crate) struct Back {
    desk: Desk,
    hosted: watch::Sender<Option<bool>>,
}

/// Whether the tray icon is shown; `None` while it is not known.
pub(crate) struct Hosted(watch::Receiver<Option<bool>>);

impl Back {
    pub(crate) fn new(desk: Desk) -> (Self, Hosted) {
        let (hosted, seen) = watch::channel(None);
        (Self { desk, hosted }, Hosted(seen))
    }
}

impl Hosted {
    /// Opens the window if no tray appears, for it is the only way in then.
    pub(crate) async fn open_window_if_missing(mut self, window: Window) {
        // After logging in, the panel may come later than the programs.
        const PANEL_COMES: Duration = Duration::from_secs(10);
        let hosted = self.0.wait_for(|hosted| *hosted == Some(true));
        if timeout(PANEL_COMES, hosted).await.is_err() {
            window.open(&View::Calls);
        }
    }
}

impl popups::Listener for Back {
    fn pressed(&self, popup: &PopupId, key: PopupKey) {
        let id = popup.clone();
        self.desk.user_action(UserAction::Popup { id, key });
    }

    fn dismissed(&self, popup: &PopupId, kind: PopupKind) {
        self.desk
            .user_action(UserAction::Dismissed(popup.clone(), kind));
    }

    fn trouble(&self, trouble: Option<Trouble>) {
        let code = trouble.map(|trouble| match trouble {
            Trouble::NoServer => "no-notification-server",
            #[cfg(target_os = "linux")]
            Trouble::Hangs => "notifications-hang",
            #[cfg(windows)]
            Trouble::Balloons => "no-toasts",
        });
        self.desk
            .set_health(Part::Notifications, code.map(without_detail));
    }

    #[cfg(any(target_os = "linux", windows))]
    fn hidden(&self, hidden: Option<Hidden>) {
        let code = hidden.map(|hidden| match hidden {
            #[cfg(target_os = "linux")]
            Hidden::Paused => "popups-paused",
            #[cfg(target_os = "linux")]
            Hidden::DoNotDisturb => "popups-do-not-disturb",
            #[cfg(target_os = "linux")]
            Hidden::SwitchedOff => "popups-switched-off",
            #[cfg(target_os = "linux")]
            Hidden::MissedOnly => "missed-popups-hidden",
            #[cfg(windows)]
            Hidden::PriorityOnly => "popups-priority-only",
            #[cfg(windows)]
            Hidden::AlarmsOnly => "popups-alarms-only",
        });
        self.desk
            .set_health(Part::PopupsSeen, code.map(without_detail));
    }
}

impl tray::Listener for Back {
    fn chosen(&self, id: TrayId) {
        self.desk.user_action(UserAction::Tray(id));
    }

    fn hosted(&self, hosted: bool) {
        self.hosted.send_replace(Some(hosted));
        let missing = (!hosted).then(|| without_detail("no-tray"));
        self.desk.set_health(Part::TrayIcon, missing);
    }
}

/// Who hears whether the window can be opened.
pub(crate) fn window_of(desk: &Desk) -> impl Fn(Option<Unopened>) + Send + 'static {
    let desk = desk.clone();
    #[cfg(windows)]
    let message = crate::message::Message::default();
    move |unopened| {
        #[cfg(windows)]
        if let Some(Unopened::NoWebView) = unopened {
            message.ask_for_web_view(&desk.texts());
        }
        let problem = unopened.map(|unopened| match unopened {
            #[cfg(windows)]
            Unopened::NoWebView => without_detail("no-web-view"),
            Unopened::Other(detail) => Problem {
                code: "no-window".to_owned(),
                detail,
            },
        });
        desk.set_health(Part::Window, problem);
    }
}

/// Who hears whether the call card can be seen.
pub(crate) fn card_of(desk: &Desk) -> impl Fn(Option<String>) + Send + 'static {
    let desk = desk.clone();
    move |unseen| {
        let problem = unseen.map(|detail| Problem {
            code: NO_CARD.to_owned(),
            detail,
        });
        desk.set_health(Part::Card, problem);
    }
}

fn without_detail(code: &str) -> Problem {
    Problem {
        code: code.to_owned(),
        detail: String::new(),
    }
}
