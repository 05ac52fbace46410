//! The call card's window: above everything, without the keyboard until somebody writes on it, and
//! only as large as what it shows. Hidden between calls; gone with its web process once the desk
//! says that it is not needed for some time.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(not(target_os = "linux"))]
mod other;
mod placing;

use std::{
    path::{Path, PathBuf},
    sync::mpsc::{self, Receiver, RecvTimeoutError},
    thread,
    time::{Duration, Instant},
};

use anyhow::Context;
use kimo_desk::{
    Card, ScreenInfo, TellScreens,
    api::{Corner, FeedItem},
};
#[cfg(target_os = "linux")]
use linux as system;
#[cfg(not(target_os = "linux"))]
use other as system;
use placing::{WIDTH, place};
use tauri::{
    AppHandle, Emitter, Manager, Monitor, WebviewUrl, WebviewWindow, WebviewWindowBuilder,
    WindowEvent,
};

use crate::window::{self, FEED};

const LABEL: &str = "card";
/// How long its page may take for what it is told to show, the start of the web engine included.
const PAGE_ANSWERS: Duration = Duration::from_secs(5);

/// The card's window, as the shell has it. Nothing here waits.
pub(crate) struct CardWindow {
    asked: mpsc::Sender<Ask>,
}

enum Ask {
    Show(Place),
    Hide,
    Height(u32),
    Keyboard(bool),
    Close,
    Screens(TellScreens),
}

/// Where it stands, and what it is called.
#[derive(Clone, Debug, PartialEq)]
struct Place {
    corner: Corner,
    screen: String,
    title: String,
}

impl CardWindow {
    /// `data_dir` is the desk's: whatever the web engine keeps is kept there too. `told` hears why the
    /// card cannot be seen, or that it is.
    pub(crate) fn new(
        app: AppHandle,
        data_dir: &Path,
        told: impl Fn(Option<String>) + Send + 'static,
    ) -> std::io::Result<Self> {
        let (asked, asks) = mpsc::channel();
        let mut keeper = Keeper {
            app,
            web_engine: window::web_engine(data_dir),
            place: None,
            height: None,
            has_keyboard: false,
            answers_by: None,
            told: Box::new(told),
            gone: mpsc::channel(),
        };
        // A thread of its own, for the same reasons as the window's.
        thread::Builder::new()
            .name("card".to_owned())
            .spawn(move || {
                loop {
                    let taken = match keeper.next(&asks) {
                        Ok(ask) => keeper.take(ask),
                        Err(RecvTimeoutError::Timeout) => keeper.give_up(),
                        Err(RecvTimeoutError::Disconnected) => return,
                    };
                    if let Err(error) = taken {
                        tracing::error!(
                            error = format!("{error:#}"),
                            "the call card cannot be shown"
                        );
                        (keeper.told)(Some(format!("{error:#}")));
                    }
                }
            })?;
        Ok(Self { asked })
    }

    /// What the card shows is told to its page by the feed; this is about the window around it.
    pub(crate) fn show(&self, card: &Card) {
        self.ask(match card.is_empty() {
            true => Ask::Hide,
            false => Ask::Show(Place {
                corner: card.corner,
                screen: card.screen.clone(),
                title: format!("Kimo: {}", card.words.title),
            }),
        });
    }

    pub(crate) fn close(&self) {
        self.ask(Ask::Close);
    }

    pub(crate) fn set_height(&self, height: u32) {
        self.ask(Ask::Height(height));
    }

    pub(crate) fn give_keyboard(&self, takes: bool) {
        self.ask(Ask::Keyboard(takes));
    }

    pub(crate) fn screens(&self, tell: TellScreens) {
        self.ask(Ask::Screens(tell));
    }

    fn ask(&self, ask: Ask) {
        if self.asked.send(ask).is_err() {
            tracing::error!("the thread of the call card is gone");
        }
    }
}

/// Passes what the card shows on to its page, if there is one.
pub(crate) fn tell(app: &AppHandle, item: &FeedItem) {
    if let Err(error) = app.emit_to(LABEL, FEED, item) {
        tracing::warn!(%error, "the call card did not hear the news");
    }
}

/// Keeps the window, on a thread that may wait for the toolkit.
struct Keeper {
    app: AppHandle,
    web_engine: PathBuf,
    /// Where it is to be seen; `None` while it is not.
    place: Option<Place>,
    /// How high its page was last; `None` before it has said so.
    height: Option<u32>,
    has_keyboard: bool,
    /// Until when its page must say how high it is, or nobody sees what it was told to show.
    answers_by: Option<Instant>,
    told: Box<dyn Fn(Option<String>) + Send>,
    /// Told once for each window that is gone from the toolkit's books.
    gone: (mpsc::Sender<()>, mpsc::Receiver<()>),
}

impl Keeper {
    fn next(&self, asks: &Receiver<Ask>) -> Result<Ask, RecvTimeoutError> {
        match self.answers_by {
            Some(at) => asks.recv_timeout(at.saturating_duration_since(Instant::now())),
            None => Ok(asks.recv()?),
        }
    }

    fn take(&mut self, ask: Ask) -> anyhow::Result<()> {
        match ask {
            Ask::Show(place) => {
                let is_elsewhere = self.place.as_ref() != Some(&place);
                self.place = Some(place);
                self.answers_by = Some(Instant::now() + PAGE_ANSWERS);
                match self.window() {
                    // It is seen as soon as its page says how high it is with what it shows now.
                    Some(window) if is_elsewhere && window.is_visible()? => self.fit(),
                    Some(_) => Ok(()),
                    None => self.build(),
                }
            }
            Ask::Hide => {
                self.place = None;
                self.answers_by = None;
                self.set_keyboard(false)?;
                self.window().map_or(Ok(()), |window| Ok(window.hide()?))
            }
            Ask::Height(height) => {
                self.height = Some(height);
                self.answers_by = None;
                self.fit()?;
                (self.told)(None);
                Ok(())
            }
            Ask::Keyboard(takes) => self.set_keyboard(takes),
            Ask::Close => self.close(),
            Ask::Screens(tell) => {
                tell(self.screens()?);
                Ok(())
            }
        }
    }

    /// The page is dead, or was never there: the next call has another one.
    fn give_up(&mut self) -> anyhow::Result<()> {
        self.close()?;
        anyhow::bail!("its page does not answer")
    }

    fn window(&self) -> Option<WebviewWindow> {
        self.app.get_webview_window(LABEL)
    }

    fn build(&mut self) -> anyhow::Result<()> {
        self.height = None;
        self.has_keyboard = false;
        let title = self.place.as_ref().map_or("Kimo", |place| &place.title);
        let address = WebviewUrl::App("card.html".into());
        let window = WebviewWindowBuilder::new(&self.app, LABEL, address)
            .title(title)
            .inner_size(WIDTH, 1.0)
            .visible(false)
            .focused(false)
            .focusable(false)
            .decorations(false)
            // GTK gives what cannot be resized the size that it likes.
            .resizable(cfg!(target_os = "linux"))
            .maximizable(false)
            .minimizable(false)
            .always_on_top(true)
            .visible_on_all_workspaces(true)
            .skip_taskbar(true)
            .data_directory(self.web_engine.clone())
            .on_navigation(window::is_ours)
            .build()?;
        system::prepare(&window)?;
        let gone = self.gone.0.clone();
        window.on_window_event(move |event| match event {
            // It goes when the desk says so.
            WindowEvent::CloseRequested { api, .. } => api.prevent_close(),
            // Nobody waits any more where the program ends.
            WindowEvent::Destroyed => drop(gone.send(())),
            _ => {}
        });
        Ok(())
    }

    /// Gives the window the size of its page and its place, and shows it.
    fn fit(&self) -> anyhow::Result<()> {
        let (Some(place_wanted), Some(height), Some(window)) =
            (&self.place, self.height, self.window())
        else {
            return Ok(());
        };
        let monitor = self.monitor(&place_wanted.screen)?;
        let scale = monitor.scale_factor();
        let (position, size) = place(
            place_wanted.corner,
            monitor.work_area(),
            f64::from(height),
            scale,
        );
        system::show(&window, position, size)
    }

    fn set_keyboard(&mut self, takes: bool) -> anyhow::Result<()> {
        let has = std::mem::replace(&mut self.has_keyboard, takes);
        match self.window().filter(|_| has != takes) {
            Some(window) => system::give_keyboard(&window, takes),
            None => Ok(()),
        }
    }

    /// Waits until the window is gone from the toolkit's books: it would have our name still.
    fn close(&mut self) -> anyhow::Result<()> {
        const LONGEST: Duration = Duration::from_secs(5);
        self.place = None;
        self.answers_by = None;
        self.has_keyboard = false;
        let Some(window) = self.window() else {
            return Ok(());
        };
        window.destroy()?;
        let (_, gone) = &self.gone;
        while self.window().is_some() {
            gone.recv_timeout(LONGEST)
                .context("the card that was closed does not go")?;
        }
        Ok(())
    }

    fn screens(&self) -> anyhow::Result<Vec<ScreenInfo>> {
        let known = self.app.available_monitors()?.into_iter();
        let screens = known.filter_map(|monitor| {
            Some(ScreenInfo {
                name: monitor.name()?.clone(),
                size: (monitor.size().width, monitor.size().height),
            })
        });
        Ok(screens.collect())
    }

    /// The screen of this name, else the main one.
    fn monitor(&self, name: &str) -> anyhow::Result<Monitor> {
        let mut all = self.app.available_monitors()?;
        let chosen = all
            .iter()
            .position(|monitor| monitor.name().is_some_and(|known| known == name));
        if let Some(at) = chosen {
            return Ok(all.swap_remove(at));
        }
        let main = self.app.primary_monitor()?;
        main.or_else(|| all.into_iter().next())
            .context("there is no screen")
    }
}
