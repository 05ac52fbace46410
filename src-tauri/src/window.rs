//! The one window. It exists only while it is open: with it goes its web process, and that is
//! most of the memory.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::mpsc,
    thread,
};

use kimo_desk::{View, questions::FeedItem};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize};
use tauri::{
    AppHandle, Emitter, LogicalSize, Manager, WebviewUrl, WebviewWindow, WebviewWindowBuilder,
    WindowEvent,
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
    pub(crate) fn new(app: AppHandle, data_dir: &Path) -> std::io::Result<Self> {
        let place = Place(data_dir.to_owned());
        let (views, asked) = mpsc::channel();
        // A thread of its own: building a window waits for the toolkit, and must be done by one at
        // a time so that there is never a second window.
        thread::Builder::new()
            .name("window".to_owned())
            .spawn(move || {
                for view in asked {
                    if let Err(error) = open(&app, &view, &place) {
                        tracing::error!(%error, "cannot open the window");
                    }
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

/// Passes one item of the feed to the window, if there is one.
pub(crate) fn tell(app: &AppHandle, item: &FeedItem) {
    if let Err(error) = app.emit_to(LABEL, FEED, item) {
        tracing::warn!(%error, "the window did not hear the news");
    }
}

fn open(app: &AppHandle, view: &View, place: &Place) -> tauri::Result<()> {
    if let Some(window) = app.get_webview_window(LABEL) {
        window.unminimize()?;
        window.show()?;
        window.set_focus()?;
        let view = view.to_string();
        tell(app, &FeedItem::Show { view });
        return Ok(());
    }
    let shape = Shape::read(&place.shape());
    let address = WebviewUrl::App(format!("index.html#{}", route(view)).into());
    let window = WebviewWindowBuilder::new(app, LABEL, address)
        .title("Kimo")
        .inner_size(shape.width, shape.height)
        .min_inner_size(Shape::LEAST.0, Shape::LEAST.1)
        .maximized(shape.maximized)
        .data_directory(place.web_engine())
        .on_navigation(|url| url.host_str() == Some("tauri.localhost") || url.scheme() == "tauri")
        .build()?;
    let file = place.shape();
    window.clone().on_window_event(move |event| {
        if let WindowEvent::CloseRequested { .. } = event
            && let Err(error) = Shape::of(&window).and_then(|shape| shape.write(&file))
        {
            tracing::warn!(%error, "cannot remember the window's size");
        }
    });
    Ok(())
}

/// Where the window starts: the part of its address that the UI reads.
fn route(view: &View) -> String {
    match view {
        View::Call(id) => {
            let id = id.to_string();
            format!("/calls/{}", utf8_percent_encode(&id, NON_ALPHANUMERIC))
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

    fn web_engine(&self) -> PathBuf {
        self.0.join("web")
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
