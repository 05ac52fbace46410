//! A program that fills the screen, and in which somebody types.

use std::{
    fs::{self, File},
    path::PathBuf,
    process::Stdio,
};

use crate::{eventually::until, session::Session};

/// `xev`, which writes down every key that it gets.
pub(crate) struct Typing {
    got: PathBuf,
}

impl Typing {
    /// Its window's title.
    pub(crate) const TITLE: &str = "Event Tester";

    /// Starts it and waits until it fills the screen and has the keyboard.
    pub(crate) async fn on_the_whole_screen(session: &mut Session) -> Self {
        fill_the_screen(session);
        let got = session.home().join("typed");
        let file = File::create(&got).expect("a place for what is typed");
        let mut xev = session.command("xev");
        xev.args(["-event", "keyboard"]);
        xev.stdout(Stdio::from(file)).stderr(Stdio::null());
        session.keep_command(xev);
        until("it has the keyboard", async || {
            session.active_window().as_deref() == Some(Self::TITLE)
        })
        .await;
        until("it fills the screen", async || {
            let state = session.run("xprop", &["-name", Self::TITLE, "_NET_WM_STATE"]);
            state.contains("FULLSCREEN")
        })
        .await;
        Self { got }
    }

    /// What it got, without repetitions by held keys.
    pub(crate) fn typed(&self) -> String {
        let told = fs::read_to_string(&self.got).unwrap_or_default();
        let presses = told.split("\n\n").filter(|it| it.contains("KeyPress"));
        let letters = presses.filter_map(|it| {
            let (_, after) = it.split_once("XLookupString gives 1 bytes: (")?;
            let (_, letter) = after.split_once("\"")?;
            letter.chars().next()
        });
        letters.collect()
    }
}

/// Has the window manager do what a player of films does.
fn fill_the_screen(session: &Session) {
    let usual =
        fs::read_to_string("/etc/xdg/openbox/rc.xml").expect("the manager's usual settings");
    let rule = format!(
        "<applications><application title=\"{}\"><fullscreen>yes</fullscreen></application>",
        Typing::TITLE
    );
    let folder = session.home().join("config/openbox");
    fs::create_dir_all(&folder).expect("a place for settings");
    let settings = usual.replace("<applications>", &rule);
    assert!(
        settings.contains(&rule),
        "the manager's settings are of another kind"
    );
    fs::write(folder.join("rc.xml"), settings).expect("they are written");
    session.run("openbox", &["--reconfigure"]);
}
