//! Whether the desktop keeps popups from the screen that its notification server takes: no server
//! says so by itself. Where it cannot be known, nothing is said.

use std::{convert::Infallible, time::Duration};

use futures_lite::future::or;
use gtk::{
    gio::{Settings, SettingsSchemaSource, prelude::SettingsExt},
    glib::Variant,
};
use jiff::Zoned;
use tokio::{
    sync::Notify,
    task::spawn_blocking,
    time::{sleep, timeout},
};
use zbus::{Connection, Proxy, zvariant::OwnedValue};

use crate::popups::{Hidden, Listener, telling::Telling};

/// What does not answer within this says nothing.
const PATIENCE: Duration = Duration::from_secs(1);
/// How soon it is noticed that popups are seen again.
const AGAIN: Duration = Duration::from_secs(10);

const SERVER: &str = "org.freedesktop.Notifications";
const SERVER_PATH: &str = "/org/freedesktop/Notifications";

/// Looks each time that a ringing call was shown, and after that for as long as popups are hidden.
pub(super) async fn watch(
    bus: &Connection,
    rang: &Notify,
    telling: &mut Telling<Hidden>,
    listener: &impl Listener,
) -> Infallible {
    loop {
        rang.notified().await;
        loop {
            let hidden = hidden(bus).await;
            if let Some(news) = telling.news(hidden, Zoned::now().date()) {
                listener.hidden(news);
            }
            if !telling.is_told() {
                break;
            }
            or(sleep(AGAIN), rang.notified()).await;
        }
    }
}

/// How the server that is there now hides popups, if it does.
async fn hidden(bus: &Connection) -> Option<Hidden> {
    let asked = async {
        let server = Proxy::new(bus, SERVER, SERVER_PATH, SERVER).await.ok()?;
        let about: (String, String, String, String) =
            server.call("GetServerInformation", &()).await.ok()?;
        match about.0.as_str() {
            "dunst" => {
                let paused = is(bus, "org.dunstproject.cmd0", "paused").await;
                paused.then_some(Hidden::Paused)
            }
            "Plasma" => {
                let inhibited = is(bus, SERVER, "Inhibited").await;
                inhibited.then_some(Hidden::DoNotDisturb)
            }
            "Xfce Notify Daemon" => of_xfce(bus).await,
            "gnome-shell" => spawn_blocking(of_gnome).await.ok().flatten(),
            _ => None,
        }
    };
    timeout(PATIENCE, asked).await.ok().flatten()
}

/// Whether a property of the server is set: <https://dunst-project.org/documentation/>,
/// <https://invent.kde.org/plasma/plasma-workspace/-/tree/master/libnotificationmanager>.
async fn is(bus: &Connection, interface: &str, property: &str) -> bool {
    let Ok(server) = Proxy::new(bus, SERVER, SERVER_PATH, interface).await else {
        return false;
    };
    server.get_property(property).await.unwrap_or_default()
}

/// <https://docs.xfce.org/apps/xfce4-notifyd/start>; neither is there until it was set once.
async fn of_xfce(bus: &Connection) -> Option<Hidden> {
    let name = "org.xfce.Xfconf";
    let settings = Proxy::new(bus, name, "/org/xfce/Xfconf", name).await.ok()?;
    let get = async |property: &str| -> Option<OwnedValue> {
        let which = ("xfce4-notifyd", property);
        settings.call("GetProperty", &which).await.ok()
    };
    let muted = get("/applications/muted_applications").await;
    let muted: Vec<OwnedValue> = muted
        .and_then(|all| all.try_into().ok())
        .unwrap_or_default();
    if muted
        .iter()
        .any(|app| matches!(app.downcast_ref::<&str>(), Ok("Kimo")))
    {
        return Some(Hidden::SwitchedOff);
    }
    let quiet = bool::try_from(get("/do-not-disturb").await?).ok()?;
    quiet.then_some(Hidden::DoNotDisturb)
}

/// GNOME shows ringing calls all the same, which are told to it as critical, unless its user wants
/// none of Kimo's at all.
fn of_gnome() -> Option<Hidden> {
    const ALL: &str = "org.gnome.desktop.notifications";
    const OURS: &str = "org.gnome.desktop.notifications.application";
    const PATH: &str = "/org/gnome/desktop/notifications/application/kimo-desktop/";
    // To open settings whose description is not there ends a program.
    let known = SettingsSchemaSource::default()?;
    let off = |settings: &Settings, key| settings.value(key) == Variant::from(false);
    if known.lookup(OURS, true).is_some() {
        let ours = Settings::with_path(OURS, PATH);
        if off(&ours, "enable") {
            return Some(Hidden::SwitchedOff);
        }
        if off(&ours, "show-banners") {
            return Some(Hidden::MissedOnly);
        }
    }
    let all = known.lookup(ALL, true);
    (all.is_some() && off(&Settings::new(ALL), "show-banners")).then_some(Hidden::MissedOnly)
}
