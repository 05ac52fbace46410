//! A desktop session of its own: a bus with a notification server and a tray, and a screen.

use std::{
    path::PathBuf,
    process::{self, Command},
    sync::mpsc::{Receiver, Sender, channel},
    time::Instant,
};

use anyhow::{Context, Result};
use serde::{Deserialize, de::IgnoredAny};
use zbus::{Type, connection, interface};

use crate::{
    load::runtime,
    process::{Running, find},
};

/// Of its screen, in pixels.
pub(crate) const WIDTH: usize = 1280;

/// A session that ends when dropped.
pub(crate) struct Session {
    /// Where its bus listens.
    pub(crate) bus: String,
    /// What its notification server was told, and when.
    pub(crate) told: Receiver<Told>,
    /// Its screen.
    pub(crate) display: String,
    /// The file in which its pixels are, as `xwd` writes them.
    pub(crate) picture: PathBuf,
    _connection: zbus::Connection,
    _programs: [Running; 2],
}

impl Drop for Session {
    fn drop(&mut self) {
        // What is left of it is in the system's folder for such things.
        if let Some(pixels) = self.picture.parent() {
            std::fs::remove_dir_all(pixels).ok();
        }
    }
}

/// What a notification server was told.
pub(crate) enum Told {
    /// To show something, or something else instead.
    Notify {
        at: Instant,
        /// What it stands in for; 0 if it is new.
        replaces: u32,
    },
    /// To take something away.
    Close,
}

impl Session {
    pub(crate) fn start() -> Result<Self> {
        let mut daemon = Running::start(Command::new(find("dbus-daemon")?).args([
            "--session",
            "--nofork",
            "--print-address",
        ]))?;
        let bus = daemon.line()?.trim().to_owned();
        let (tell, told) = channel();
        let server = NotificationServer { tell, last: 0 };
        // It is served by a thread of zbus' own.
        let connection = runtime()?
            .block_on(
                connection::Builder::address(bus.as_str())
                    .name("org.freedesktop.Notifications")
                    .serve_at("/org/freedesktop/Notifications", server)
                    .name("org.kde.StatusNotifierWatcher")
                    .serve_at("/StatusNotifierWatcher", Tray::default())
                    .build(),
            )
            .context("the desktop session cannot start")?;
        let pixels = std::env::temp_dir().join(format!("kimo-bench-{}", process::id()));
        std::fs::create_dir_all(&pixels)?;
        let mut screen = Running::start(
            Command::new(find("Xvfb")?)
                .args(["-displayfd", "1", "-nolisten", "tcp", "-fbdir"])
                .arg(&pixels)
                .args(["-screen", "0", &format!("{WIDTH}x800x24")]),
        )?;
        let display = format!(":{}", screen.line()?.trim());
        Ok(Self {
            bus,
            told,
            display,
            picture: pixels.join("Xvfb_screen0"),
            _connection: connection,
            _programs: [daemon, screen],
        })
    }

    /// Makes a program part of it.
    pub(crate) fn adopt(&self, command: &mut Command) {
        command
            .env("DBUS_SESSION_BUS_ADDRESS", &self.bus)
            .env("DISPLAY", &self.display)
            .env_remove("WAYLAND_DISPLAY");
    }
}

/// Hints, passed over: to make each byte of a picture a value takes zbus longer than the call takes
/// to arrive, and the measure ends where it arrives.
#[derive(Deserialize, Type)]
#[serde(transparent)]
#[zvariant(signature = "a{sv}")]
struct Unread(IgnoredAny);

/// What a desktop has, without showing anything.
struct NotificationServer {
    tell: Sender<Told>,
    last: u32,
}

#[interface(name = "org.freedesktop.Notifications")]
impl NotificationServer {
    #[expect(clippy::too_many_arguments, reason = "the specification has so many")]
    fn notify(
        &mut self,
        _app_name: String,
        replaces_id: u32,
        _app_icon: String,
        _summary: String,
        _body: String,
        _actions: Vec<String>,
        _hints: Unread,
        _expire_timeout: i32,
    ) -> u32 {
        let told = Told::Notify {
            at: Instant::now(),
            replaces: replaces_id,
        };
        // Nobody listens any more when the measurement is over.
        self.tell.send(told).ok();
        if replaces_id == 0 {
            self.last += 1;
            self.last
        } else {
            replaces_id
        }
    }

    fn close_notification(&mut self, _id: u32) {
        self.tell.send(Told::Close).ok();
    }

    fn get_capabilities(&self) -> Vec<String> {
        ["actions", "body", "body-markup", "persistence"]
            .map(str::to_owned)
            .to_vec()
    }

    fn get_server_information(&self) -> (String, String, String, String) {
        let text = str::to_owned;
        (text("kimo-bench"), text("Kimo"), text("1"), text("1.2"))
    }
}

/// A place for tray icons: where there is none, a program shows its window instead.
#[derive(Default)]
struct Tray {
    icons: Vec<String>,
}

#[interface(name = "org.kde.StatusNotifierWatcher")]
impl Tray {
    fn register_status_notifier_item(&mut self, service: String) {
        self.icons.push(service);
    }

    fn register_status_notifier_host(&self, _service: String) {}

    #[zbus(property)]
    fn registered_status_notifier_items(&self) -> Vec<String> {
        self.icons.clone()
    }

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }

    #[zbus(property)]
    fn protocol_version(&self) -> i32 {
        0
    }
}
