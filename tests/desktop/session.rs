//! A desktop session of its own: screen, window manager, session bus, home directory.

use std::{
    fs,
    io::{BufRead, BufReader, Read},
    os::unix::fs::{PermissionsExt, symlink},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use tempfile::TempDir;
use zbus::Connection;

use crate::eventually::until;

/// Where the bus is among what runs.
const BUS: usize = 1;

/// Everything started in it ends with it.
pub(crate) struct Session {
    display: String,
    bus: String,
    home: TempDir,
    /// Ended from the last to the first, so that nobody outlives what it stands on.
    running: Vec<Child>,
    /// Which of them that is.
    window_manager: usize,
}

impl Session {
    /// A screen, a window manager and a bus; nobody shows notifications or a tray yet.
    pub(crate) fn start() -> Self {
        Self::start_on("1400x900")
    }

    /// The same with a screen of another size, `1366x768`.
    pub(crate) fn start_on(size: &str) -> Self {
        let home = TempDir::with_prefix("kimo-desktop-test-").expect("a home directory");
        let private = fs::Permissions::from_mode(0o700);
        fs::set_permissions(home.path(), private).expect("a private home directory");
        let (screen, display) = screen(size);
        let (bus_daemon, bus) = bus(home.path());
        let mut session = Self {
            display,
            bus,
            home,
            running: vec![screen, bus_daemon],
            window_manager: 0,
        };
        session.window_manager = session.keep("openbox", &[]);
        session
    }

    /// A command that belongs to the session.
    pub(crate) fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        at_home(&mut command, self.home.path());
        command
            .env("DISPLAY", &self.display)
            .env("DBUS_SESSION_BUS_ADDRESS", &self.bus)
            .env("LANG", "C.UTF-8")
            .env("TZ", "Europe/Istanbul")
            // No bus of the machine's and no screen reader: nobody here uses them.
            .env("NO_AT_BRIDGE", "1")
            .env("GTK_A11Y", "none")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("KIMO_DATA_DIR")
            .stdin(Stdio::null());
        command
    }

    /// Starts a program that runs until the session ends.
    pub(crate) fn keep(&mut self, program: &str, args: &[&str]) -> usize {
        let mut command = self.command(program);
        command
            .args(args)
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        self.keep_command(command)
    }

    /// The same of a command of the session.
    pub(crate) fn keep_command(&mut self, mut command: Command) -> usize {
        let program = command.get_program().display().to_string();
        let child = command.spawn();
        let child = child.unwrap_or_else(|error| panic!("{program} does not start: {error}"));
        self.running.push(child);
        self.running.len() - 1
    }

    /// Starts a panel with a tray, and waits until it can be seen and shows tray icons.
    pub(crate) async fn panel(&mut self) {
        self.keep("xfce4-panel", &["--disable-wm-check"]);
        let connection = self.connect().await;
        let bus = zbus::fdo::DBusProxy::new(&connection)
            .await
            .expect("the bus");
        until("a panel with a tray", async || {
            let name = "org.kde.StatusNotifierWatcher".try_into().expect("a name");
            bus.name_has_owner(name).await.expect("the bus answers")
                && !self.windows("xfce4-panel").is_empty()
        })
        .await;
    }

    /// Ends a program that was started with [`Session::keep`].
    pub(crate) fn end(&mut self, kept: usize) {
        let child = &mut self.running[kept];
        child.kill().expect("it was running");
        child.wait().expect("it ends");
    }

    /// Ends the session's bus, as a crash of it does.
    pub(crate) fn end_bus(&mut self) {
        self.end(BUS);
    }

    /// Tells the window manager `STOP` or `CONT`.
    pub(crate) fn signal_window_manager(&self, signal: &str) {
        let pid = self.pid(self.window_manager).to_string();
        self.run("kill", &["-s", signal, &pid]);
    }

    /// Its process id.
    pub(crate) fn pid(&self, kept: usize) -> u32 {
        self.running[kept].id()
    }

    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }

    /// A connection of the test's own to the session's bus.
    pub(crate) async fn connect(&self) -> Connection {
        zbus::connection::Builder::address(self.bus.as_str())
            .expect("the bus has an address")
            .build()
            .await
            .expect("the bus takes connections")
    }

    /// A picture of the whole screen in `tests/out/desktop`.
    pub(crate) fn screenshot(&self, name: &str) {
        let dir = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../tests/out/desktop");
        fs::create_dir_all(&dir).expect("a place for pictures");
        self.run(
            "scrot",
            &[
                "--overwrite",
                &dir.join(name).with_extension("png").display().to_string(),
            ],
        );
    }

    /// Presses a key in the window that has the focus.
    pub(crate) fn press(&self, key: &str) {
        self.run("xdotool", &["key", key]);
    }

    /// Gives the window with the title the focus.
    pub(crate) fn activate(&self, title: &str) {
        let title = format!("^{title}$");
        let args = [
            "search",
            "--onlyvisible",
            "--name",
            &title,
            "windowactivate",
        ];
        self.run("xdotool", &args);
    }

    /// The title of the window that has the focus.
    pub(crate) fn active_window(&self) -> Option<String> {
        let found = self
            .command("xdotool")
            .args(["getactivewindow", "getwindowname"])
            .output()
            .expect("xdotool runs");
        let title = String::from_utf8_lossy(&found.stdout).trim().to_owned();
        (!title.is_empty()).then_some(title)
    }

    /// The windows that can be seen, by title.
    pub(crate) fn windows(&self, title: &str) -> Vec<String> {
        let found = self
            .command("xdotool")
            .args(["search", "--onlyvisible", "--name", &format!("^{title}$")])
            .output()
            .expect("xdotool runs");
        String::from_utf8_lossy(&found.stdout)
            .lines()
            .map(str::to_owned)
            .collect()
    }

    /// Runs a command to its end and gives back what it printed.
    pub(crate) fn run(&self, program: &str, args: &[&str]) -> String {
        let output = self
            .command(program)
            .args(args)
            .output()
            .unwrap_or_else(|error| panic!("{program} does not start: {error}"));
        assert!(
            output.status.success(),
            "{program} {args:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8_lossy(&output.stdout).into_owned()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        for child in self.running.iter_mut().rev() {
            // It may have ended by itself; there is nobody to tell either way.
            child.kill().ok();
            child.wait().ok();
        }
    }
}

/// An X server of this size on a free display.
fn screen(size: &str) -> (Child, String) {
    let mut server = Command::new("Xvfb")
        .args([
            "-displayfd",
            "1",
            "-screen",
            "0",
            &format!("{size}x24"),
            "-nolisten",
            "tcp",
        ])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("Xvfb starts");
    let display = first_line(server.stdout.take().expect("it is piped"));
    (server, format!(":{display}"))
}

/// A session bus that starts nothing by itself but what keeps settings: whether there is a
/// notification server is the tests' affair.
fn bus(home: &Path) -> (Child, String) {
    let services = home.join("services");
    fs::create_dir(&services).expect("a place for services");
    for settings in ["org.xfce.Xfconf.service", "ca.desrt.dconf.service"] {
        symlink(
            Path::new("/usr/share/dbus-1/services").join(settings),
            services.join(settings),
        )
        .expect("what keeps settings");
    }
    let config = home.join("bus.conf");
    let text = format!(
        r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
             "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
           <busconfig>
             <type>session</type>
             <listen>unix:dir={home}</listen>
             <servicedir>{services}</servicedir>
             <policy context="default">
               <allow send_destination="*" eavesdrop="true"/>
               <allow eavesdrop="true"/>
               <allow own="*"/>
             </policy>
           </busconfig>"#,
        home = home.display(),
        services = services.display(),
    );
    fs::write(&config, text).expect("the bus's configuration");
    let mut daemon = Command::new("dbus-daemon");
    // What it starts keeps its settings there, and not with those of whoever runs the tests.
    at_home(&mut daemon, home);
    let mut daemon = daemon
        .arg(format!("--config-file={}", config.display()))
        .args(["--nofork", "--print-address"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("dbus-daemon starts");
    let address = first_line(daemon.stdout.take().expect("it is piped"));
    (daemon, address)
}

/// Whatever it keeps is kept there.
fn at_home(command: &mut Command, home: &Path) {
    command
        .env("HOME", home)
        .env("XDG_RUNTIME_DIR", home)
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env("XDG_CACHE_HOME", home.join("cache"))
        .env("XDG_DATA_HOME", home.join("data"));
}

fn first_line(from: impl Read) -> String {
    let mut line = String::new();
    BufReader::new(from)
        .read_line(&mut line)
        .expect("it says where it is");
    let line = line.trim().to_owned();
    assert!(!line.is_empty(), "it ended without saying where it is");
    line
}
