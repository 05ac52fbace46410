//! Where a desk takes questions: a socket file where the system has such, else a loopback port.

use std::{
    io,
    net::{SocketAddr, TcpStream},
    path::{Path, PathBuf},
    time::Duration,
};

use serde::{Deserialize, Serialize};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpListener,
};

/// Where a desk takes questions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ControlPlace {
    /// A socket file.
    Socket(PathBuf),
    /// A loopback port.
    Loopback(SocketAddr),
}

/// A connection as the desk has it.
pub(super) trait Connection: AsyncRead + AsyncWrite + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Unpin> Connection for T {}

/// A connection as an asker without a runtime has it.
pub(super) trait BlockingConnection: io::Read + io::Write {}
impl<T: io::Read + io::Write> BlockingConnection for T {}

/// A socket that is bound. Dropping it takes its file away.
pub(crate) struct Socket {
    listener: Listener,
    place: ControlPlace,
    /// Made for the socket alone.
    folder: Option<PathBuf>,
}

enum Listener {
    #[cfg(unix)]
    Unix(tokio::net::UnixListener),
    #[cfg_attr(unix, expect(dead_code, reason = "for systems without socket files"))]
    Loopback(TcpListener),
}

/// Binds the socket of a data directory, whose lock the caller holds.
#[cfg(unix)]
pub(crate) fn bind(data_dir: &Path) -> io::Result<Socket> {
    use std::os::unix::fs::PermissionsExt;

    let (path, folder) = socket_path(data_dir)?;
    // Left by a desk that was killed: whoever holds the lock is the only one now.
    match std::fs::remove_file(&path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let listener = tokio::net::UnixListener::bind(&path)?;
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600))?;
    Ok(Socket {
        listener: Listener::Unix(listener),
        place: ControlPlace::Socket(path),
        folder,
    })
}

/// Binds a loopback port: any program of this computer reaches it, so that the proof is all.
#[cfg(not(unix))]
pub(crate) fn bind(_: &Path) -> io::Result<Socket> {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0))?;
    listener.set_nonblocking(true)?;
    let place = ControlPlace::Loopback(listener.local_addr()?);
    Ok(Socket {
        listener: Listener::Loopback(TcpListener::from_std(listener)?),
        place,
        folder: None,
    })
}

/// In the data directory; where that has a longer name than a socket's address can hold, in a
/// folder of its own that only its owner can enter.
#[cfg(unix)]
fn socket_path(data_dir: &Path) -> io::Result<(PathBuf, Option<PathBuf>)> {
    use std::os::unix::{ffi::OsStrExt, fs::DirBuilderExt};

    let usual = std::path::absolute(data_dir)?.join(SOCKET_FILE);
    if usual.as_os_str().as_bytes().len() <= LONGEST_ADDRESS {
        return Ok((usual, None));
    }
    let random = crate::random_hex(getrandom::fill).map_err(io::Error::other)?;
    let name = format!("kimo-{random}");
    let folder = std::env::temp_dir().join(name);
    std::fs::DirBuilder::new().mode(0o700).create(&folder)?;
    Ok((folder.join(SOCKET_FILE), Some(folder)))
}

/// What `sun_path` holds on every system: 104 bytes on macOS, with the zero at the end.
#[cfg(unix)]
const LONGEST_ADDRESS: usize = 103;
#[cfg(unix)]
const SOCKET_FILE: &str = "desk.sock";

impl Socket {
    pub(crate) fn place(&self) -> &ControlPlace {
        &self.place
    }

    /// The next asker.
    pub(super) async fn accept(&self) -> io::Result<Box<dyn Connection>> {
        Ok(match &self.listener {
            #[cfg(unix)]
            Listener::Unix(listener) => Box::new(listener.accept().await?.0),
            Listener::Loopback(listener) => Box::new(listener.accept().await?.0),
        })
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        if let ControlPlace::Socket(path) = &self.place {
            // Nobody minds if somebody cleaned up before.
            std::fs::remove_file(path).ok();
        }
        if let Some(folder) = &self.folder {
            std::fs::remove_dir(folder).ok();
        }
    }
}

impl ControlPlace {
    /// Connects; every read and write from then on takes this long at most.
    pub(super) fn connect(&self, patience: Duration) -> io::Result<Box<dyn BlockingConnection>> {
        match self {
            #[cfg(unix)]
            Self::Socket(path) => {
                let stream = std::os::unix::net::UnixStream::connect(path)?;
                stream.set_read_timeout(Some(patience))?;
                stream.set_write_timeout(Some(patience))?;
                Ok(Box::new(stream))
            }
            #[cfg(not(unix))]
            Self::Socket(_) => Err(io::ErrorKind::Unsupported.into()),
            Self::Loopback(address) => {
                let stream = TcpStream::connect_timeout(address, patience)?;
                stream.set_read_timeout(Some(patience))?;
                stream.set_write_timeout(Some(patience))?;
                Ok(Box::new(stream))
            }
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_directory_with_a_long_name_has_its_socket_where_there_is_room() {
        let parent = tempfile::tempdir().unwrap();
        let dir = parent.path().join("x".repeat(120));
        std::fs::create_dir(&dir).unwrap();
        let socket = bind(&dir).unwrap();
        let ControlPlace::Socket(path) = socket.place().clone() else {
            panic!("{:?}", socket.place());
        };
        assert!(!path.starts_with(&dir) && path.exists(), "{path:?}");
        std::os::unix::net::UnixStream::connect(&path).unwrap();
        drop(socket);
        assert!(!path.parent().unwrap().exists());
    }

    #[tokio::test]
    async fn the_socket_is_its_owners_and_takes_the_place_of_one_left_behind() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        std::os::unix::net::UnixListener::bind(dir.path().join(SOCKET_FILE)).unwrap();
        let _socket = bind(dir.path()).unwrap();
        let mode = std::fs::metadata(dir.path().join(SOCKET_FILE))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
