//! How many files and connections the program may have open.

/// Asks the system for as many as are needed at most: some give a program 256. More would be given
/// on to the tunnels' programs, of which not every one expects it.
#[cfg(unix)]
pub(super) fn allow_enough() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    if current.is_none_or(|current| current >= ENOUGH) {
        return;
    }
    let enough = Rlimit {
        current: Some(maximum.map_or(ENOUGH, |maximum| maximum.min(ENOUGH))),
        maximum,
    };
    if let Err(error) = setrlimit(Resource::Nofile, enough) {
        tracing::warn!(%error, "few connections can be open at the same time");
    }
}

#[cfg(not(unix))]
pub(super) fn allow_enough() {}

/// All connections that are taken, the deliveries' and a window's, and the history thrice over.
#[cfg(unix)]
const ENOUGH: u64 = 1024;
