//! The program under test.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    thread,
};

use kimo_calls::PbxId;
use kimo_desk::{hook_url, lock::Holder, send};
use kimo_history::{CallQuery, History, Reader};

use crate::{eventually::eventually, session::Session};

/// A `kimo-desktop` of the test's own.
pub(crate) struct Kimo {
    child: Child,
    desk: Desk,
}

/// The desk that runs in it, as other programs find it.
#[derive(Clone, Debug)]
pub(crate) struct Desk {
    data_dir: PathBuf,
    pub(crate) pid: u32,
}

impl Kimo {
    /// Starts it without its window and waits until it takes deliveries.
    pub(crate) async fn start_hidden(session: &Session) -> Self {
        Self::start(session, |kimo| {
            kimo.arg("--hidden");
        })
        .await
    }

    /// Starts it, changed as the test likes, and waits until it takes deliveries.
    pub(crate) async fn start(session: &Session, change: impl FnOnce(&mut Command)) -> Self {
        with_hooks(session).await;
        let mut command = command(session);
        change(&mut command);
        let child = command.spawn().expect("the program starts");
        let desk = Desk::find(session, Some(child.id())).await;
        Self { child, desk }
    }

    pub(crate) fn desk(&self) -> &Desk {
        &self.desk
    }

    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    pub(crate) fn is_running(&mut self) -> bool {
        self.child.try_wait().expect("it is our child").is_none()
    }

    /// Waits until it has ended by itself.
    pub(crate) async fn ended(&mut self) -> ExitStatus {
        eventually("the end of the program", async || {
            self.child.try_wait().expect("it is our child")
        })
        .await
    }
}

/// As somebody leaves it who has chosen every PBX.
pub(crate) async fn with_hooks(session: &Session) {
    let opened = History::open(&data_dir(session)).expect("a history can be made");
    let writer = opened.history.writer(|_| {}).expect("it can be written");
    let pbxs = kimo_pbx::adapters().iter().map(|adapter| adapter.id());
    let made = writer.add_usual_hooks(pbxs.collect()).await;
    made.expect("there is a hook for each PBX");
}

impl Drop for Kimo {
    fn drop(&mut self) {
        // It may have ended by itself; there is nobody to tell either way.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

impl Desk {
    /// Waits for the desk of the session's data directory to take deliveries.
    pub(crate) async fn find(session: &Session, pid: Option<u32>) -> Self {
        let data_dir = data_dir(session);
        let holder = eventually("a desk that takes deliveries", async || {
            let holder = Holder::read(&data_dir)?;
            let right = pid.is_none_or(|pid| holder.pid == pid);
            (right && holder.listen.is_some()).then_some(holder)
        })
        .await;
        Self {
            data_dir,
            pid: holder.pid,
        }
    }

    /// The address of its first hook for a PBX.
    pub(crate) fn hook(&self, pbx: PbxId) -> String {
        let listen = Holder::read(&self.data_dir)
            .and_then(|holder| holder.listen)
            .expect("it takes deliveries");
        let reader = Reader::open(&self.data_dir).expect("its history can be opened");
        let hooks = reader.hooks().expect("its history can be read");
        let hook = hooks.iter().find(|summary| summary.hook.pbx == pbx);
        hook_url(listen, &hook.expect("there is one for each PBX").hook).url
    }

    /// How other programs reach it.
    pub(crate) fn holder(&self) -> Holder {
        Holder::read(&self.data_dir).expect("it runs")
    }

    /// What its history holds.
    pub(crate) fn calls(&self) -> Vec<kimo_calls::Call> {
        let all = CallQuery {
            limit: 100,
            ..CallQuery::default()
        };
        let page = Reader::open(&self.data_dir).map(|reader| reader.calls(&all));
        let page = page.expect("its history can be opened");
        page.expect("its history can be read").calls
    }

    /// How many missed callers are open.
    pub(crate) fn open_missed(&self) -> u64 {
        let reader = Reader::open(&self.data_dir).expect("its history can be opened");
        reader.open_missed_count().expect("its history can be read")
    }

    /// Whether its window's web process runs.
    pub(crate) fn has_web_process(&self) -> bool {
        self.web_process().is_some()
    }

    /// Ends it as a crash does.
    pub(crate) fn kill_web_process(&self) {
        let pid = self.web_process().expect("it runs").to_string();
        let mut kill = Command::new("kill");
        let killed = kill.args(["-KILL", &pid]).status();
        assert!(killed.expect("it is told").success());
    }

    fn web_process(&self) -> Option<u32> {
        let mut all = children(self.pid).into_iter();
        let web = all.find(|(_, name)| name.starts_with("WebKitWebProces"));
        web.map(|(pid, _)| pid)
    }

    /// Whether it answers at its address.
    pub(crate) async fn answers(&self) -> bool {
        send::probe(&self.hook(PbxId::known("verimor")), None)
            .await
            .is_ok_and(|answer| answer.status == 200)
    }
}

/// The program's binary.
pub(crate) const BINARY: &str = env!("CARGO_BIN_EXE_kimo-desktop");

/// The same as our installer for Windows leaves it: what removes Kimo lies beside it.
pub(crate) fn installed(session: &Session) -> PathBuf {
    let folder = session.home().join("installed");
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("uninstall.exe"), "").expect("what removes it");
    let program = folder.join("kimo-desktop");
    fs::copy(BINARY, &program).expect("the program");
    program
}

/// Its usual arguments in a session.
pub(crate) fn arguments(session: &Session) -> Vec<String> {
    let data_dir = data_dir(session).display().to_string();
    ["--data-dir", &data_dir, "--listen", "127.0.0.1:0"]
        .map(str::to_owned)
        .to_vec()
}

/// A command that starts it in a session.
pub(crate) fn command(session: &Session) -> Command {
    let mut command = session.command(BINARY);
    command.args(arguments(session)).stderr(log());
    command
}

/// Where what the program logs goes: a file of the test's own in `tests/out/desktop`.
pub(crate) fn log() -> Stdio {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/out/desktop");
    fs::create_dir_all(&dir).expect("a place for logs");
    let test = thread::current()
        .name()
        .unwrap_or("test")
        .replace("::", "-");
    let file = File::options()
        .create(true)
        .append(true)
        .open(dir.join(test).with_extension("log"));
    file.expect("a log").into()
}

/// Where its history is.
pub(crate) fn data_dir(session: &Session) -> PathBuf {
    session.home().join("kimo")
}

/// A process's descendants, and their names.
fn children(pid: u32) -> Vec<(u32, String)> {
    let list = format!("/proc/{pid}/task/{pid}/children");
    let Ok(list) = fs::read_to_string(list) else {
        return Vec::new();
    };
    let pids = list.split_whitespace().filter_map(|pid| pid.parse().ok());
    pids.flat_map(|pid: u32| {
        let name = fs::read_to_string(format!("/proc/{pid}/comm")).unwrap_or_default();
        [vec![(pid, name.trim().to_owned())], children(pid)].concat()
    })
    .collect()
}
