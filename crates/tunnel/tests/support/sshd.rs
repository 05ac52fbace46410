//! A real OpenSSH server on loopback.

#![allow(clippy::expect_used, reason = "it says which package is missing")]
#![allow(dead_code, reason = "not every test asks everything of it")]

use std::{
    fs,
    net::{Ipv4Addr, TcpListener},
    os::unix::fs::PermissionsExt,
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use rustix::process::{Pid, Signal, kill_process, kill_process_group};
use tempfile::TempDir;

/// Everything here must happen within this; DESIGN's promise is ten seconds.
pub(crate) const SOON: Duration = Duration::from_secs(10);

/// An SSH server of our own, with the desk's key authorised.
pub(crate) struct Server {
    pub(crate) port: u16,
    folder: TempDir,
    sshd: Option<Child>,
}

impl Server {
    pub(crate) fn start(public_key: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let port = free_port();
        fs::write(folder.path().join("authorized_keys"), public_key).unwrap();
        let mut server = Self {
            port,
            folder,
            sshd: None,
        };
        server.new_host_key();
        server.up();
        server
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Makes the server show another host key from its next start on.
    pub(crate) fn new_host_key(&self) {
        let path = self.folder.path().join("host_key");
        fs::remove_file(&path).ok();
        let made = Command::new("ssh-keygen")
            .args(["-q", "-t", "ed25519", "-N", "", "-f"])
            .arg(&path)
            .stdin(Stdio::null())
            .status()
            .expect("ssh-keygen (Debian: openssh-client)");
        assert!(made.success());
    }

    pub(crate) fn up(&mut self) {
        // Where sshd runs as root it insists on this empty folder.
        if rustix::process::geteuid().is_root() {
            fs::create_dir_all("/run/sshd").unwrap();
        }
        let folder = self.folder.path();
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700)).unwrap();
        let config = format!(
            "ListenAddress 127.0.0.1\nPort {}\nHostKey {}\nAuthorizedKeysFile {}\nPidFile none\n\
             StrictModes no\nUsePAM no\nPasswordAuthentication no\nStreamLocalBindUnlink yes\n\
             ClientAliveInterval 2\nClientAliveCountMax 2\nLogLevel ERROR\n",
            self.port,
            folder.join("host_key").display(),
            folder.join("authorized_keys").display(),
        );
        let path = folder.join("sshd_config");
        fs::write(&path, config).unwrap();
        let mut command = Command::new("/usr/sbin/sshd");
        command
            .arg("-D")
            .arg("-e")
            .arg("-f")
            .arg(&path)
            .stdin(Stdio::null())
            .stderr(Stdio::null());
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        self.sshd = Some(command.spawn().expect("sshd (Debian: openssh-server)"));
        let began = std::time::Instant::now();
        while std::net::TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_err() {
            assert!(began.elapsed() < SOON, "sshd does not come up");
            std::thread::yield_now();
        }
    }

    /// Kills the server with all its sessions.
    pub(crate) fn kill(&mut self) {
        if let Some(mut sshd) = self.sshd.take() {
            self.signal_sessions(&sshd, Signal::KILL);
            sshd.wait().unwrap();
        }
    }

    /// Stops the server and its sessions: a black hole that accepts and says nothing.
    pub(crate) fn freeze(&self) {
        self.signal_sessions(self.sshd.as_ref().unwrap(), Signal::STOP);
    }

    fn signal_sessions(&self, sshd: &Child, signal: Signal) {
        let id = i32::try_from(sshd.id()).unwrap();
        // A session leads a process group of its own, so every child is sent the signal first.
        for session in descendants(id) {
            kill_process(Pid::from_raw(session).unwrap(), signal).ok();
        }
        kill_process_group(Pid::from_raw(id).unwrap(), signal).ok();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}

/// The processes that descend from one, by /proc.
fn descendants(of: i32) -> Vec<i32> {
    let parents: Vec<(i32, i32)> = fs::read_dir("/proc")
        .unwrap()
        .filter_map(|entry| {
            let id = entry.ok()?.file_name().to_str()?.parse().ok()?;
            let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
            let parent = stat.rsplit_once(") ")?.1.split(' ').nth(1)?.parse().ok()?;
            Some((id, parent))
        })
        .collect();
    let mut found = vec![of];
    let mut next = 0;
    while next < found.len() {
        let parent = found[next];
        found.extend(
            parents
                .iter()
                .filter(|(_, p)| *p == parent)
                .map(|(id, _)| *id),
        );
        next += 1;
    }
    found.split_off(1)
}

pub(crate) fn free_port() -> u16 {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .unwrap()
        .local_addr()
        .unwrap()
        .port()
}

/// The user that the server lets in: whoever runs the test.
pub(crate) fn whoami() -> String {
    let output = Command::new("id").arg("-un").output().unwrap();
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}
