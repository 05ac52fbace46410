//! The program itself.

use std::{
    env,
    io::{self, Write},
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    sync::OnceLock,
    time::SystemTime,
};

/// `kimo` on a data directory, in English and in Turkey's time.
pub(crate) fn kimo(data_dir: &Path) -> Command {
    let mut command = Command::new(program());
    command
        .env_remove("LC_ALL")
        .env_remove("LANGUAGE")
        .env("LANG", "en_US.UTF-8")
        .env("TZ", "Europe/Istanbul")
        .env("KIMO_DATA_DIR", data_dir);
    command
}

/// What came of a program that ran to its end.
pub(crate) trait Finished {
    /// Runs it.
    fn finished(&mut self) -> Ended;

    /// Runs it, with this on its standard input.
    fn given(&mut self, input: &str) -> Ended;
}

impl Finished for Command {
    fn finished(&mut self) -> Ended {
        Ended(begun(|| self.output()))
    }

    fn given(&mut self, input: &str) -> Ended {
        self.stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = begun(|| self.spawn());
        let mut stdin = child.stdin.take().unwrap();
        // A program that ends without reading is judged by how it ends.
        stdin.write_all(input.as_bytes()).ok();
        drop(stdin);
        Ended(child.wait_with_output().unwrap())
    }
}

/// Starts a program. Now and then Wine loses one before any of it has run, and says so; that one is started
/// again.
pub(crate) fn begun<T>(mut begin: impl FnMut() -> io::Result<T>) -> T {
    const ERROR_INTERNAL_ERROR: i32 = 1359;
    let is_lost = |error: &io::Error| error.raw_os_error() == Some(ERROR_INTERNAL_ERROR);
    let mut begun = begin();
    for _ in 0..2 {
        if cfg!(windows) && begun.as_ref().is_err_and(is_lost) {
            begun = begin();
        }
    }
    begun.unwrap()
}

/// A program that has ended.
pub(crate) struct Ended(Output);

impl Ended {
    /// Its exit code.
    pub(crate) fn code(&self) -> i32 {
        self.0.status.code().unwrap_or(-1)
    }

    /// What it said, provided that all went well.
    #[track_caller]
    pub(crate) fn said(&self) -> String {
        assert_eq!(self.code(), 0, "{}{}", self.output(), self.complaint());
        String::from_utf8(self.0.stdout.clone()).unwrap()
    }

    /// What it wrote to standard output, however it ended.
    pub(crate) fn output(&self) -> String {
        String::from_utf8(self.0.stdout.clone()).unwrap()
    }

    /// What it complained of.
    pub(crate) fn complaint(&self) -> String {
        String::from_utf8(self.0.stderr.clone()).unwrap()
    }

    /// The lines of JSON that it wrote, provided that all went well.
    #[track_caller]
    pub(crate) fn json(&self) -> Vec<serde_json::Value> {
        let parse = |line: &str| serde_json::from_str(line).unwrap();
        self.said().lines().map(parse).collect()
    }
}

/// The program, built from the sources as they are: what is older than they are is built anew.
fn program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        if let Some(program) = env::var_os("KIMO_BIN") {
            return program.into();
        }
        // Beside the directory of the test program: target/debug/deps/acceptance-…
        let profile = env::current_exe().unwrap();
        let profile = profile.parent().and_then(Path::parent).unwrap();
        let program = profile.join(format!("kimo{}", env::consts::EXE_SUFFIX));
        if modified(&program) < newest_source() {
            // With the features of the whole workspace, as the tests were: else every dependency
            // would be built a second time.
            let built = Command::new(env!("CARGO"))
                .args([
                    "build",
                    "--quiet",
                    "--workspace",
                    "--bin",
                    "kimo",
                    "--target-dir",
                ])
                .arg(profile.parent().unwrap())
                .current_dir(root())
                .status()
                .unwrap();
            assert!(built.success(), "kimo cannot be built");
        }
        assert!(
            program.exists(),
            "{} is not there: cargo build --workspace",
            program.display()
        );
        program
    })
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

fn newest_source() -> Option<SystemTime> {
    let crates = [
        "calls",
        "pbx",
        "listener",
        "history",
        "tunnel",
        "attention",
        "desk",
        "kimo",
    ];
    let sources = crates.map(|name| root().join("crates").join(name).join("src"));
    let texts = root().join("locales");
    sources
        .iter()
        .chain([&texts])
        .filter_map(|dir| newest_in(dir))
        .max()
}

fn newest_in(dir: &Path) -> Option<SystemTime> {
    let entries = dir.read_dir().ok()?.flatten();
    entries
        .filter_map(|entry| match entry.file_type().ok()?.is_dir() {
            true => newest_in(&entry.path()),
            false => modified(&entry.path()),
        })
        .max()
}

fn modified(path: &Path) -> Option<SystemTime> {
    path.metadata()
        .and_then(|metadata| metadata.modified())
        .ok()
}
