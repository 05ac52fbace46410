//! A tunnel program that Kimo runs: found, started under guard, its last words kept.

use std::{
    collections::VecDeque,
    ffi::OsStr,
    path::{Path, PathBuf},
    process::Stdio,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use tokio::{
    io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, BufReader},
    process::{Child, ChildStdin},
    sync::watch,
    time::{Instant, sleep},
};

use crate::{Fault, Link, guard::guarded};

/// A running tunnel program. Dropping it ends the program.
pub(crate) struct Program {
    name: &'static str,
    guard: Child,
    /// While this pipe is open the guard lets the program live.
    _leash: Option<ChildStdin>,
    last_lines: LastLines,
}

impl Program {
    /// Starts `path` with arguments and environment. Secrets go into the environment, never into
    /// the arguments, which every user of the computer can read.
    pub(crate) fn start(
        name: &'static str,
        path: &Path,
        arguments: &[String],
        environment: &[(&str, &str)],
    ) -> Result<Self, Fault> {
        let fault = |error: std::io::Error| Fault::Program {
            program: name.to_owned(),
            detail: error.to_string(),
        };
        let mut guard = guarded(path.as_os_str())
            .map_err(fault)?
            .args(arguments)
            .envs(environment.iter().copied())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(fault)?;
        let last_lines = LastLines::default();
        if let Some(stdout) = guard.stdout.take() {
            last_lines.follow(stdout);
        }
        if let Some(stderr) = guard.stderr.take() {
            last_lines.follow(stderr);
        }
        let leash = guard.stdin.take();
        Ok(Self {
            name,
            guard,
            _leash: leash,
            last_lines,
        })
    }

    /// Asks the program every so often whether it carries, and passes that on, until it ends or has
    /// not carried for too long. `up` gives the link where it does.
    pub(crate) async fn supervise<Asked: Future<Output = Option<Link>> + Send>(
        mut self,
        link: &watch::Sender<Link>,
        every: Duration,
        up: impl Fn() -> Asked + Send,
    ) -> Fault {
        // Long, for a program may wait for its user first, and its last words say what for.
        const TO_START: Duration = Duration::from_secs(30);
        const TO_COME_BACK: Duration = Duration::from_secs(8);
        let began = Instant::now();
        let mut last_up = None;
        loop {
            tokio::select! {
                fault = self.ended() => return fault,
                () = sleep(every) => {}
            }
            if let Some(up) = up().await {
                // The address may come later than the rest, or change.
                link.send_if_modified(|known| {
                    let is_news = *known != up;
                    *known = up;
                    is_news
                });
                last_up = Some(Instant::now());
                continue;
            }
            match last_up {
                None if began.elapsed() > TO_START => {
                    return self.fault("does not become ready");
                }
                Some(up) if up.elapsed() > TO_COME_BACK => {
                    return self.fault("is no longer ready");
                }
                _ => {}
            }
        }
    }

    /// Waits until the program has ended, and says with which words.
    async fn ended(&mut self) -> Fault {
        match self.guard.wait().await {
            Ok(status) => self.fault(&format!("ended ({status})")),
            Err(error) => self.fault(&error.to_string()),
        }
    }

    /// A fault with the program's last words.
    fn fault(&self, what: &str) -> Fault {
        let detail = match self.last_lines.last() {
            Some(line) => format!("{what}; it said last: {line}"),
            None => what.to_owned(),
        };
        Fault::Program {
            program: self.name.to_owned(),
            detail,
        }
    }
}

/// Finds a program: where the user says, else on the path, else in the usual places.
pub(crate) fn find(configured: Option<&Path>, name: &str) -> Result<PathBuf, Fault> {
    let missing = |program: &OsStr| Fault::ProgramMissing {
        program: program.to_string_lossy().into_owned(),
    };
    if let Some(path) = configured {
        return if path.is_file() {
            Ok(path.to_owned())
        } else {
            Err(missing(path.as_os_str()))
        };
    }
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let on_path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&on_path)
        .chain(USUAL_PLACES.iter().map(PathBuf::from))
        .map(|folder| folder.join(&file))
        .find(|path| path.is_file())
        .ok_or_else(|| missing(OsStr::new(name)))
}

#[cfg(target_os = "macos")]
const USUAL_PLACES: [&str; 3] = [
    "/opt/homebrew/bin",
    "/usr/local/bin",
    "/Applications/Tailscale.app/Contents/MacOS",
];
#[cfg(windows)]
const USUAL_PLACES: [&str; 3] = [
    r"C:\Program Files\cloudflared",
    r"C:\Program Files (x86)\cloudflared",
    r"C:\Program Files\Tailscale",
];
#[cfg(not(any(target_os = "macos", windows)))]
const USUAL_PLACES: [&str; 3] = ["/usr/local/bin", "/usr/bin", "/snap/bin"];

/// The last lines that a program wrote, for the fault it may end with.
#[derive(Clone, Default)]
struct LastLines(Arc<Mutex<VecDeque<String>>>);

impl LastLines {
    const KEPT: usize = 5;
    /// A line longer than this is rubbish, and is cut.
    const LONGEST: u64 = 4096;

    fn follow(&self, output: impl AsyncRead + Unpin + Send + 'static) {
        let lines = Arc::clone(&self.0);
        tokio::spawn(async move {
            let mut output = BufReader::new(output);
            let mut line = Vec::new();
            loop {
                line.clear();
                match (&mut output)
                    .take(Self::LONGEST)
                    .read_until(b'\n', &mut line)
                    .await
                {
                    Ok(0) | Err(_) => return,
                    Ok(_) => {}
                }
                let text: String = String::from_utf8_lossy(&line)
                    .chars()
                    .filter(|c| !c.is_control())
                    .take(200)
                    .collect();
                if !text.trim().is_empty() {
                    let mut lines = lines.lock().unwrap_or_else(PoisonError::into_inner);
                    lines.push_back(text.trim().to_owned());
                    if lines.len() > Self::KEPT {
                        lines.pop_front();
                    }
                }
            }
        });
    }

    fn last(&self) -> Option<String> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .back()
            .cloned()
    }
}
