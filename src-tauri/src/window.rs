//! The one window. It exists only while it is open: with it goes its web process, and that is
//! most of the memory.

use std::{
    fmt, fs,
    path::{Path, PathBuf},
    sync::{Arc, mpsc},
    thread,
    time::Duration,
};

use anyhow::Context;
use kimo_desk::{View, api::FeedItem};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize};
use tauri::{
    AppHandle, Emitter, LogicalSize, Manager, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder,
    WindowEvent, webview::DownloadEvent,
};

/// The event that carries the feed.
pub(crate) const FEED: &str = "feed";
const LABEL: &str = "main";

/// Opens the window.
#[derive(Clone)]
pub(crate) struct Window {
    views: mpsc::Sender<View>,
}

impl Window {
    /// `data_dir` is the desk's: whatever the window and its web engine keep is kept there too.
    /// `told` hears each time whether it could be opened, `first_closed` when it was closed for the
    /// first time on this computer.
    pub(crate) fn new(
        app: AppHandle,
        data_dir: &Path,
        told: impl Fn(Option<Unopened>) + Send + 'static,
        first_closed: impl Fn() + Send + Sync + 'static,
    ) -> std::io::Result<Self> {
        let (views, asked) = mpsc::channel();
        let first_closed = Arc::new(first_closed);
        let opener = Opener::new(app, Place(data_dir.to_owned()), first_closed);
        // A thread of its own: building a window waits for the toolkit, and must be done by one at
        // a time so that there is never a second window.
        thread::Builder::new()
            .name("window".to_owned())
            .spawn(move || {
                for view in asked {
                    let unopened = opener.open(&view).err().map(Unopened::new);
                    if let Some(unopened) = &unopened {
                        tracing::error!(error = ?unopened, "the window cannot be opened");
                    }
                    told(unopened);
                }
            })?;
        Ok(Self { views })
    }

    /// Opens the window at a view, or brings the open one to the front. Never waits.
    pub(crate) fn open(&self, view: &View) {
        if self.views.send(view.clone()).is_err() {
            tracing::error!("the thread that opens the window is gone");
        }
    }
}

/// Why the window is not there.
#[derive(Debug)]
pub(crate) enum Unopened {
    /// The web engine that the system should have is missing.
    #[cfg(windows)]
    NoWebView,
    /// What the toolkit said.
    Other(String),
}

impl Unopened {
    fn new(error: anyhow::Error) -> Self {
        #[cfg(windows)]
        if tauri::webview_version().is_err() {
            return Self::NoWebView;
        }
        Self::Other(format!("{error:#}"))
    }
}

/// Passes one item of the feed to the window, if there is one.
pub(crate) fn tell(app: &AppHandle, item: &FeedItem) {
    if let Err(error) = app.emit_to(LABEL, FEED, item) {
        tracing::warn!(%error, "the window did not hear the news");
    }
}

/// Where the web engine keeps what it keeps.
pub(crate) fn web_engine(data_dir: &Path) -> PathBuf {
    data_dir.join("web")
}

/// Whether a page is one that the program brings, or what such a page has made to be saved.
pub(crate) fn is_ours(url: &Url) -> bool {
    match url.scheme() {
        "blob" => Url::parse(url.path()).is_ok_and(|made_by| is_ours(&made_by)),
        scheme => url.host_str() == Some("tauri.localhost") || scheme == "tauri",
    }
}

/// Opens the window, on a thread that may wait for the toolkit.
struct Opener {
    app: AppHandle,
    place: Place,
    first_closed: Arc<dyn Fn() + Send + Sync>,
    /// Told once for each window that is gone from the toolkit's books.
    gone: (mpsc::Sender<()>, mpsc::Receiver<()>),
}

impl Opener {
    fn new(app: AppHandle, place: Place, first_closed: Arc<dyn Fn() + Send + Sync>) -> Self {
        Self {
            app,
            place,
            first_closed,
            gone: mpsc::channel(),
        }
    }

    fn open(&self, view: &View) -> anyhow::Result<()> {
        if let Some(window) = self.window()
            && is_there(&window)
        {
            window.unminimize()?;
            window.show()?;
            window.set_focus()?;
            let view = view.to_string();
            tell(&self.app, &FeedItem::Show { view });
            return Ok(());
        }
        self.closed_one_gone()?;
        self.build(view)
    }

    fn window(&self) -> Option<WebviewWindow> {
        self.app.get_webview_window(LABEL)
    }

    /// Waits until no closed window is left in the toolkit's books: it would have our name still.
    fn closed_one_gone(&self) -> anyhow::Result<()> {
        const LONGEST: Duration = Duration::from_secs(5);
        let (_, gone) = &self.gone;
        while self.window().is_some() {
            gone.recv_timeout(LONGEST)
                .context("the window that was closed does not go")?;
        }
        Ok(())
    }

    fn build(&self, view: &View) -> anyhow::Result<()> {
        let shape = Shape::read(&self.place.shape());
        let address = WebviewUrl::App(format!("index.html#{}", route(view)).into());
        let window = WebviewWindowBuilder::new(&self.app, LABEL, address)
            .title("Kimo")
            .inner_size(shape.width, shape.height)
            .min_inner_size(Shape::LEAST.0, Shape::LEAST.1)
            .maximized(shape.maximized)
            .data_directory(web_engine(&self.place.0))
            .on_navigation(is_ours)
            // Without this a second file of one name is not saved on Linux, and nobody is told.
            .on_download(|_, event| {
                if let DownloadEvent::Finished { success: false, .. } = event {
                    tracing::warn!("what the window gives could not be saved");
                }
                true
            })
            .build()?;
        let file = self.place.shape();
        let gone = self.gone.0.clone();
        let first_closed = self.first_closed.clone();
        window.clone().on_window_event(move |event| match event {
            WindowEvent::CloseRequested { .. } => {
                // There is none before.
                if !file.exists() {
                    first_closed();
                }
                if let Err(error) = Shape::of(&window).and_then(|shape| shape.write(&file)) {
                    tracing::warn!(%error, "cannot remember the window's size");
                }
            }
            // Nobody waits any more where the program ends.
            WindowEvent::Destroyed => drop(gone.send(())),
            _ => {}
        });
        Ok(())
    }
}

/// False for a window that was closed but is still in the toolkit's books: nothing that it is told
/// has any effect, and it answers no question.
fn is_there(window: &WebviewWindow) -> bool {
    window.is_visible().is_ok()
}

/// Where the window starts: the part of its address that the UI reads.
fn route(view: &View) -> String {
    let of = |id: &dyn fmt::Display| {
        let id = id.to_string();
        format!("/calls/{}", utf8_percent_encode(&id, NON_ALPHANUMERIC))
    };
    match view {
        View::Call(id) => of(id),
        View::CallBack(id) => format!("{}/call-back", of(id)),
        View::Message(id) => format!("{}/message", of(id)),
        View::Dial(_) => {
            let place = view.to_string();
            format!(
                "/contacts/{}",
                utf8_percent_encode(&place, NON_ALPHANUMERIC)
            )
        }
        other => format!("/{other}"),
    }
}

/// What the window keeps, beside the history.
struct Place(PathBuf);

impl Place {
    fn shape(&self) -> PathBuf {
        self.0.join("window.json")
    }
}

/// How large the window was when it was last closed, in logical pixels.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
struct Shape {
    width: f64,
    height: f64,
    maximized: bool,
}

impl Shape {
    const FIRST: Self = Self {
        width: 1100.0,
        height: 720.0,
        maximized: false,
    };
    const LEAST: (f64, f64) = (720.0, 480.0);

    /// The remembered one, or that of the first time where none can be read.
    fn read(file: &Path) -> Self {
        fs::read(file)
            .ok()
            .and_then(|text| serde_json::from_slice::<Self>(&text).ok())
            .filter(|shape| shape.width.is_finite() && shape.height.is_finite())
            .unwrap_or(Self::FIRST)
    }

    fn of(window: &WebviewWindow) -> anyhow::Result<Self> {
        let maximized = window.is_maximized()?;
        let LogicalSize { width, height } = window
            .inner_size()?
            .to_logical::<f64>(window.scale_factor()?);
        // Given back to normal, a maximized window should not fill the screen once more.
        let Self {
            width: normal_width,
            height: normal_height,
            ..
        } = Self::FIRST;
        Ok(Self {
            width: if maximized { normal_width } else { width },
            height: if maximized { normal_height } else { height },
            maximized,
        })
    }

    fn write(self, file: &Path) -> anyhow::Result<()> {
        Ok(fs::write(file, serde_json::to_vec(&self)?)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_starts_at_the_view_that_was_asked_for() -> anyhow::Result<()> {
        assert_eq!(route(&View::Missed), "/missed");
        let call = View::Call("verimor:12 34/#".parse()?);
        assert_eq!(route(&call), "/calls/verimor%3A12%2034%2F%23");
        let call = "verimor:1".parse()?;
        assert_eq!(route(&View::Message(call)), "/calls/verimor%3A1/message");
        let call = "verimor:1".parse()?;
        assert_eq!(route(&View::CallBack(call)), "/calls/verimor%3A1/call-back");
        let number = "+905321234567".parse()?;
        assert_eq!(
            route(&View::Dial(number)),
            "/contacts/dial%3A%2B905321234567"
        );
        Ok(())
    }

    #[test]
    fn the_window_goes_to_no_page_but_its_own() -> anyhow::Result<()> {
        for (address, ours) in [
            ("tauri://localhost/index.html#/calls", true),
            ("http://tauri.localhost/", true),
            ("blob:tauri://localhost/0f3c-11", true),
            ("blob:http://tauri.localhost/0f3c-11", true),
            ("blob:https://example.com/0f3c-11", false),
            ("blob:blob:https://example.com/1", false),
            ("https://example.com/tauri.localhost", false),
            ("https://tauri.localhost.example.com/", false),
            ("file:///etc/passwd", false),
            ("data:text/html,tauri", false),
        ] {
            assert_eq!(is_ours(&address.parse()?), ours, "{address}");
        }
        Ok(())
    }

    #[test]
    fn the_size_is_remembered() -> anyhow::Result<()> {
        let file = std::env::temp_dir().join(format!("kimo-window-{}.json", std::process::id()));
        let shape = Shape {
            width: 900.0,
            height: 600.0,
            maximized: true,
        };
        shape.write(&file)?;
        assert_eq!(Shape::read(&file), shape);
        fs::write(&file, "not a shape")?;
        assert_eq!(Shape::read(&file), Shape::FIRST);
        fs::remove_file(&file)?;
        assert_eq!(Shape::read(&file), Shape::FIRST);
        Ok(())
    }
}
