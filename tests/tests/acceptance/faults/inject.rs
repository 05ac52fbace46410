//! One fault of the disk: the program runs under `strace`, which has a system call fail or kills the
//! program at it; or no file of it may grow beyond some byte, where a write is then a short one.

use std::{fmt, fs, path::Path, process::Command};

/// What befalls a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// Nothing: it is only looked what it calls.
    None,
    /// Something, at the n-th call of each of its threads.
    At(Call, u32, How),
    /// No file may become longer.
    NoFileBeyond(u64),
}

/// A system call by which something comes onto the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Call {
    Pwrite,
    Fsync,
    Fdatasync,
    Ftruncate,
    Rename,
    Unlink,
    /// Only of programs that write nothing else in this way: no answers, and little to a terminal.
    Write,
}

/// What comes of the call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// It fails, this once.
    Fails,
    /// It finds the disk full, this once.
    FindsNoRoom,
    /// It finds the disk full, and all after it do.
    FindsNoRoomFromThenOn,
    /// The program is killed before it.
    Kills,
}

pub(super) const CALLS: [Call; 6] = [
    Call::Pwrite,
    Call::Fsync,
    Call::Fdatasync,
    Call::Ftruncate,
    Call::Rename,
    Call::Unlink,
];

impl Call {
    /// Its names: one for each way in which the same is asked of the system.
    fn names(self) -> &'static str {
        match self {
            Self::Pwrite => "pwrite64",
            Self::Fsync => "fsync",
            Self::Fdatasync => "fdatasync",
            Self::Ftruncate => "ftruncate",
            Self::Rename => "rename,renameat,renameat2",
            Self::Unlink => "unlink,unlinkat",
            Self::Write => "write",
        }
    }

    /// What can come of it. A disk has always room for less.
    pub(super) fn ways(self) -> &'static [How] {
        match self {
            Self::Unlink => &[How::Fails, How::Kills],
            _ => &[
                How::Fails,
                How::FindsNoRoom,
                How::FindsNoRoomFromThenOn,
                How::Kills,
            ],
        }
    }
}

impl Fault {
    /// The program, with this befalling it; `strace` tells `log` of every call. The process is the
    /// program's own: who kills it kills the program.
    pub(super) fn befalls(self, program: &Command, log: &Path) -> Command {
        let mut command = match self {
            Self::NoFileBeyond(bytes) => {
                let mut shell = Command::new("sh");
                // Else the system kills who tries.
                let limited = "trap '' XFSZ; limit=$0; exec prlimit --fsize=$limit \"$@\"";
                shell.args(["-c", limited, &bytes.to_string()]);
                shell
            }
            Self::None | Self::At(..) => {
                let mut strace = Command::new("strace");
                strace
                    .args(["-D", "-f", "--seccomp-bpf", "-qq", "-o"])
                    .arg(log);
                strace.args(self.told_to_strace());
                strace
            }
        };
        command.arg(program.get_program()).args(program.get_args());
        for (name, value) in program.get_envs() {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        command
    }

    fn told_to_strace(self) -> Vec<String> {
        let Self::At(call, nth, how) = self else {
            let all = CALLS.map(Call::names).join(",");
            return vec!["-e".to_owned(), format!("trace={all},write")];
        };
        let names = call.names();
        let comes = match how {
            How::Fails => format!("error=EIO:when={nth}"),
            How::FindsNoRoom => format!("error=ENOSPC:when={nth}"),
            How::FindsNoRoomFromThenOn => format!("error=ENOSPC:when={nth}+"),
            How::Kills => format!("signal=KILL:when={nth}"),
        };
        let inject = format!("inject={names}:{comes}");
        [
            "-e".to_owned(),
            format!("trace={names}"),
            "-e".to_owned(),
            inject,
        ]
        .into()
    }

    /// Whether the program goes on as if nothing had been, once this is over.
    pub(super) fn passes(self) -> bool {
        matches!(
            self,
            Self::None | Self::At(_, _, How::Fails | How::FindsNoRoom)
        )
    }
}

/// How often a thread made each call, where it was looked at: the most of any thread.
pub(super) fn counted(log: &Path, call: Call) -> u32 {
    let text = fs::read_to_string(log).unwrap();
    let mut by_thread = std::collections::HashMap::<&str, u32>::new();
    for line in text.lines() {
        let Some((thread, called)) = line.split_once(char::is_whitespace) else {
            continue;
        };
        let name = called.trim_start().split('(').next().unwrap_or_default();
        if call.names().split(',').any(|one| one == name) {
            *by_thread.entry(thread).or_default() += 1;
        }
    }
    by_thread.into_values().max().unwrap_or_default()
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => f.write_str("nothing"),
            Self::At(call, nth, how) => write!(f, "{} {nth} {how:?}", call.names()),
            Self::NoFileBeyond(bytes) => write!(f, "no file beyond {bytes} bytes"),
        }
    }
}
