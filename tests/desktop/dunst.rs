//! dunst, a real notification server.

use std::{fs, os::unix::fs::PermissionsExt};

use zbus::{Connection, proxy, proxy::CacheProperties};

use crate::{
    eventually::{eventually, until},
    session::Session,
};

/// It runs and shows what it is told.
pub(crate) struct Dunst {
    kept: usize,
    connection: Connection,
}

impl Dunst {
    /// Starts it and waits until it has its name on the bus.
    pub(crate) async fn start(session: &mut Session) -> Self {
        // Where a popup has several buttons, dunst has a program of the user's choose one; this
        // user reads them, and presses the one that the test wrote down.
        let chooser = session.home().join("chooser");
        let choice = session.home().join("choice");
        let script = format!("#!/bin/sh\nexec grep -F -f {} -m 1\n", choice.display());
        fs::write(&chooser, script).expect("a place for its chooser");
        fs::set_permissions(&chooser, fs::Permissions::from_mode(0o700)).expect("it can be run");
        let config = session.home().join("dunstrc");
        let text = format!(
            "[global]\nfont = Sans 11\nmarkup = full\nformat = \"<b>%s</b>\\n%b\"\nwidth = 420\n\
             height = 200\noffset = 16x40\nshow_indicators = no\nidle_threshold = 0\n\
             notification_limit = 20\ndmenu = {}\n",
            chooser.display()
        );
        fs::write(&config, text).expect("a place for its settings");
        let kept = session.keep("dunst", &["-conf", &config.display().to_string()]);
        let connection = session.connect().await;
        let dunst = Self { kept, connection };
        dunst.owned(true).await;
        dunst
    }

    /// How many notifications are on the screen.
    pub(crate) async fn shown(&self) -> u32 {
        let shown = self.proxy().await.displayed_length().await;
        shown.expect("dunst answers")
    }

    /// Waits until so many are on the screen.
    pub(crate) async fn until_shown(&self, count: u32) {
        until(&format!("{count} notifications"), async || {
            self.shown().await == count
        })
        .await;
    }

    /// Presses the button with this label.
    pub(crate) fn press(&self, session: &Session, label: &str) {
        fs::write(session.home().join("choice"), format!("#{label} ("))
            .expect("it is written down");
        session.run("dunstctl", &["context"]);
    }

    /// Clicks on the popup on top, beside its buttons.
    pub(crate) fn click(&self, session: &Session) {
        session.run("dunstctl", &["action", "0"]);
    }

    /// Summary and body of what was shown, as they are kept once closed.
    pub(crate) fn history(&self, session: &Session) -> Vec<(String, String)> {
        let history: serde_json::Value =
            serde_json::from_str(&session.run("dunstctl", &["history"])).expect("JSON");
        let text = |entry: &serde_json::Value, key: &str| {
            entry[key]["data"].as_str().unwrap_or_default().to_owned()
        };
        history["data"][0]
            .as_array()
            .map(|entries| {
                entries
                    .iter()
                    .map(|entry| (text(entry, "summary"), text(entry, "body")))
                    .collect()
            })
            .unwrap_or_default()
    }

    /// It no longer answers, and does not go away either.
    pub(crate) fn hang(&self, session: &Session) {
        signal(session, "STOP", self.kept);
    }

    /// It answers again.
    pub(crate) fn recover(&self, session: &Session) {
        signal(session, "CONT", self.kept);
    }

    /// Ends it, as when it crashes.
    pub(crate) async fn end(self, session: &mut Session) {
        session.end(self.kept);
        self.owned(false).await;
    }

    async fn owned(&self, owned: bool) {
        let bus = zbus::fdo::DBusProxy::new(&self.connection)
            .await
            .expect("the bus");
        eventually("the notification server's name", async || {
            let name = "org.freedesktop.Notifications".try_into().expect("a name");
            let has_owner = bus.name_has_owner(name).await.expect("the bus answers");
            (has_owner == owned).then_some(())
        })
        .await;
    }

    async fn proxy(&self) -> ControlProxy<'static> {
        ControlProxy::builder(&self.connection)
            .cache_properties(CacheProperties::No)
            .build()
            .await
            .expect("dunst is there")
    }
}

fn signal(session: &Session, signal: &str, kept: usize) {
    let pid = session.pid(kept).to_string();
    session.run("kill", &[&format!("-{signal}"), &pid]);
}

#[proxy(
    interface = "org.dunstproject.cmd0",
    default_service = "org.freedesktop.Notifications",
    default_path = "/org/freedesktop/Notifications",
    gen_blocking = false
)]
trait Control {
    #[zbus(property, name = "displayedLength")]
    fn displayed_length(&self) -> zbus::Result<u32>;
}
