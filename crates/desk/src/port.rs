//! Who holds a port, where the system tells.

use std::{fmt, net::SocketAddr};

/// A program that listens on a port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PortHolder {
    /// Its process.
    pub pid: u32,
    /// Its name, as the system shows it.
    pub program: String,
}

impl fmt::Display for PortHolder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (pid {})", self.program, self.pid)
    }
}

impl PortHolder {
    /// Who listens on the port of this address. `None` where nobody does, or where the system
    /// does not tell: another user's program, or a system other than Linux.
    pub fn find(address: SocketAddr) -> Option<Self> {
        find(address)
    }
}

#[cfg(target_os = "linux")]
fn find(address: SocketAddr) -> Option<PortHolder> {
    use std::fs;

    let inode = ["/proc/net/tcp", "/proc/net/tcp6"]
        .into_iter()
        .filter_map(|table| fs::read_to_string(table).ok())
        .find_map(|table| listening_inode(&table, address.port()))?;
    let socket = format!("socket:[{inode}]");
    let pid = fs::read_dir("/proc").ok()?.flatten().find_map(|process| {
        let pid: u32 = process.file_name().to_str()?.parse().ok()?;
        let holds = fs::read_dir(process.path().join("fd"))
            .ok()?
            .flatten()
            .any(|fd| fs::read_link(fd.path()).is_ok_and(|target| target.as_os_str() == &*socket));
        holds.then_some(pid)
    })?;
    let program = fs::read_to_string(format!("/proc/{pid}/comm")).ok()?;
    Some(PortHolder {
        pid,
        program: program.trim_end().to_owned(),
    })
}

#[cfg(not(target_os = "linux"))]
fn find(_: SocketAddr) -> Option<PortHolder> {
    None
}

/// The inode of the socket that listens on `port`, from a table like `/proc/net/tcp`: local
/// address in the second column, state in the fourth (`0A` listens), inode in the tenth.
#[cfg(target_os = "linux")]
fn listening_inode(table: &str, port: u16) -> Option<u64> {
    table.lines().skip(1).find_map(|line| {
        let columns: Vec<_> = line.split_whitespace().collect();
        let (_, local_port) = columns.get(1)?.rsplit_once(':')?;
        let is_it = u16::from_str_radix(local_port, 16) == Ok(port) && *columns.get(3)? == "0A";
        is_it.then(|| columns.get(9)?.parse().ok()).flatten()
    })
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn the_holder_of_a_port_is_named() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let holder = PortHolder::find(listener.local_addr().unwrap()).unwrap();
        assert_eq!(holder.pid, std::process::id());
        assert!(!holder.program.is_empty());
    }

    #[test]
    fn a_free_port_has_no_holder() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        drop(listener);
        assert_eq!(PortHolder::find(address), None);
    }
}
