//! A running `kimo serve`.

#[cfg(target_os = "linux")]
use std::{
    ffi::OsStr,
    thread,
    time::{Duration, Instant},
};
use std::{
    fs::File,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use serde_json::Value;
use tempfile::TempDir;

use super::{Connection, Finished, Response, kimo, program::begun, request};

/// A running `kimo serve`, killed when dropped.
pub(crate) struct Desk {
    child: Child,
    data_dir: DataDir,
    ready: Value,
}

enum DataDir {
    Own(TempDir),
    Given(PathBuf),
}

/// A hook as the ready line and `kimo hooks --json` show it.
#[derive(Clone, Debug)]
pub(crate) struct Hook {
    pub(crate) address: String,
    pub(crate) path: String,
}

impl Desk {
    /// On a data directory of its own.
    pub(crate) fn start() -> Self {
        Self::run(DataDir::Own(tempfile::tempdir().unwrap()), Stdio::inherit())
    }

    /// On a data directory of its own, with what it says of itself in this file.
    pub(crate) fn start_logging_to(log: File) -> Self {
        Self::run(DataDir::Own(tempfile::tempdir().unwrap()), log.into())
    }

    /// On this data directory.
    pub(crate) fn start_on(data_dir: &Path) -> Self {
        Self::run(DataDir::Given(data_dir.to_owned()), Stdio::inherit())
    }

    /// On a data directory of its own, with this in its environment.
    #[cfg(target_os = "linux")]
    pub(crate) fn start_with(environment: &[(&str, &OsStr)]) -> Self {
        let data_dir = DataDir::Own(tempfile::tempdir().unwrap());
        let mut command = kimo(data_dir.path());
        command.envs(environment.iter().copied());
        Self::spawn(command, &[], data_dir, Stdio::inherit())
    }

    /// On this data directory, told to make a hook for each PBX.
    pub(crate) fn start_with_all_hooks_on(data_dir: &Path) -> Self {
        let given = DataDir::Given(data_dir.to_owned());
        let command = kimo(data_dir);
        Self::spawn(command, &["--hooks", "all"], given, Stdio::inherit())
    }

    fn run(data_dir: DataDir, log: Stdio) -> Self {
        Self::spawn(kimo(data_dir.path()), &[], data_dir, log)
    }

    /// By this command on this data directory, where it may well not start: what it said instead.
    #[cfg(target_os = "linux")]
    pub(crate) fn start_by(
        command: Command,
        more: &[&str],
        data_dir: &Path,
    ) -> Result<Self, String> {
        let given = DataDir::Given(data_dir.to_owned());
        Self::try_to_spawn(command, more, given, Stdio::null())
    }

    #[track_caller]
    fn spawn(command: Command, more: &[&str], data_dir: DataDir, log: Stdio) -> Self {
        let spawned = Self::try_to_spawn(command, more, data_dir, log);
        spawned.unwrap_or_else(|instead| panic!("no ready line but {instead}"))
    }

    fn try_to_spawn(
        mut command: Command,
        more: &[&str],
        data_dir: DataDir,
        log: Stdio,
    ) -> Result<Self, String> {
        command
            .args(["serve", "--json", "--listen", "127.0.0.1:0"])
            .args(more)
            .stdout(Stdio::piped())
            .stderr(log);
        let mut child = begun(|| command.spawn());
        let mut line = String::new();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        stdout.read_line(&mut line).unwrap();
        match serde_json::from_str(&line) {
            Ok(ready) => Ok(Self {
                child,
                data_dir,
                ready,
            }),
            Err(error) => Err(format!(
                "`{line}` ({error}); it ended with {:?}",
                child.wait()
            )),
        }
    }

    pub(crate) fn data_dir(&self) -> &Path {
        self.data_dir.path()
    }

    /// The line that it printed when it was ready.
    pub(crate) fn ready(&self) -> &Value {
        &self.ready
    }

    pub(crate) fn listen(&self) -> &str {
        self.ready["listen"].as_str().unwrap()
    }

    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// A command beside this desk.
    pub(crate) fn beside(&self, args: &[&str]) -> Command {
        let mut command = kimo(self.data_dir());
        command.args(args);
        command
    }

    /// The lines of `kimo calls --json`.
    #[track_caller]
    pub(crate) fn calls(&self, args: &[&str]) -> Vec<Value> {
        self.beside(&["calls", "--json"])
            .args(args)
            .finished()
            .json()
    }

    /// The first hook of a PBX.
    pub(crate) fn hook(&self, pbx: &str) -> Hook {
        let hooks = self.ready["hooks"].as_array().unwrap();
        let hook = hooks.iter().find(|hook| hook["pbx"] == pbx).unwrap();
        Hook::of(hook)
    }

    /// Ends it as a system that shuts down does, and waits until it is gone.
    #[cfg(unix)]
    pub(crate) fn stop(&mut self) -> Option<i32> {
        let pid = self.pid().to_string();
        let told = Command::new("kill").args(["-TERM", &pid]).status().unwrap();
        assert!(told.success());
        self.child.wait().unwrap().code()
    }

    /// Windows has no such signal for a program without a console.
    #[cfg(not(unix))]
    pub(crate) fn stop(&mut self) -> Option<i32> {
        self.kill();
        Some(0)
    }

    /// Ends it as a system that shuts down does, which waits a while and then kills. True where it
    /// ended by itself, or had already.
    #[cfg(target_os = "linux")]
    pub(crate) fn stop_or_kill(&mut self) -> bool {
        let pid = self.pid().to_string();
        Command::new("kill").args(["-TERM", &pid]).output().unwrap();
        let begin = Instant::now();
        while begin.elapsed() < Duration::from_secs(30) {
            if self.child.try_wait().unwrap().is_some() {
                return true;
            }
            thread::sleep(Duration::from_millis(5));
        }
        self.kill();
        false
    }

    /// Ends it as a power cut does.
    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Where the window is served: address and token.
    pub(crate) fn window(&self) -> (String, String) {
        let url = self.ready["ui"].as_str().unwrap();
        let (address, token) = url
            .strip_prefix("http://")
            .and_then(|url| url.split_once("/#session="))
            .unwrap();
        (address.to_owned(), token.to_owned())
    }

    /// What the window is told from now on.
    pub(crate) fn feed(&self) -> Feed {
        let (address, token) = self.window();
        let mut connection = Connection::open(&address).unwrap();
        let session = format!("Bearer {token}");
        let headers = [("authorization", session.as_str())];
        connection.send("GET", "/api/feed", &headers, b"").unwrap();
        let head = connection.head().unwrap();
        assert_eq!(head.status, 200);
        assert_eq!(head.header("content-type"), Some("text/event-stream"));
        Feed(connection)
    }

    /// Asks a question as the window does.
    #[track_caller]
    pub(crate) fn ask(&self, name: &str, params: &Value) -> Value {
        let (address, token) = self.window();
        let response = request(
            &address,
            "POST",
            &format!("/api/{name}"),
            &[
                ("authorization", &format!("Bearer {token}")),
                ("origin", &format!("http://{address}")),
                ("content-type", "application/json"),
            ],
            params.to_string().as_bytes(),
        );
        assert_eq!(response.status, 200, "{name}: {}", response.body);
        serde_json::from_str(&response.body).unwrap()
    }
}

/// What the window is told.
pub(crate) struct Feed(Connection);

impl Feed {
    /// The next item, once there is one.
    pub(crate) fn next(&mut self) -> Value {
        loop {
            let line = self.0.line().unwrap();
            if let Some(item) = line.strip_prefix("data: ") {
                return serde_json::from_str(item).unwrap();
            }
        }
    }
}

impl Hook {
    pub(crate) fn of(hook: &Value) -> Self {
        let url = hook["url"]
            .as_str()
            .unwrap()
            .strip_prefix("http://")
            .unwrap();
        let (address, path) = url.split_once('/').unwrap();
        Self {
            address: address.to_owned(),
            path: format!("/{path}"),
        }
    }

    /// Posts a body; a form unless it begins like JSON.
    pub(crate) fn post(&self, body: impl AsRef<[u8]>) -> Response {
        self.post_with(body, &[])
    }

    /// The same, with further headers.
    pub(crate) fn post_with(&self, body: impl AsRef<[u8]>, headers: &[(&str, &str)]) -> Response {
        let body = body.as_ref();
        let content_type = match body.first() {
            Some(b'{') => "application/json",
            _ => "application/x-www-form-urlencoded",
        };
        let headers = [&[("content-type", content_type)], headers].concat();
        request(&self.address, "POST", &self.path, &headers, body)
    }
}

impl DataDir {
    fn path(&self) -> &Path {
        match self {
            Self::Own(dir) => dir.path(),
            Self::Given(dir) => dir,
        }
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        // It may have ended already, which is all that is wanted.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
