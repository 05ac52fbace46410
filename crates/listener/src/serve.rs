//! The accept loop.
//!
//! `axum::serve` sets no timer and no limit, so this is its own loop over hyper.
//!
//! When all connections are taken, a newcomer does not wait for one to run out of time: the one
//! that waits the longest without a request is closed for it, first among those that never had
//! an answer, then among the idle ones of known senders. Whoever posts to a right address has
//! by then sent the headers, and a connection with a request in hand is never closed for another.
//! Each connection has [`GRACE`] to get that far, counted from when all that it had sent was
//! looked at and was not enough, and newcomers wait that long in the system's accept queue: so a
//! flood of silent connections delays a good delivery by at most this time, and cannot push it
//! out. Nor does a burst: where many have been accepted and not yet looked at, these come first,
//! for most have a request, are answered and gone.

use std::{collections::HashMap, io, time::Duration};

use axum::Router;
use tokio::{
    net::{TcpListener, TcpStream},
    sync::watch,
    task::{AbortHandle, Id, JoinError, JoinSet},
    time::Instant,
};

use crate::{Limits, connection::converse, progress::Progress};

/// How long a silent connection is safe from being closed for a newer one. A tunnel connects when
/// it has something to say, so that this is the time between two packets; and 256 connections
/// that are given up after it make room for thousands of others in a second.
const GRACE: Duration = Duration::from_millis(100);

/// How many connections may be accepted and not yet looked at before others are closed for more.
const UNSEEN: usize = 16;

/// How soon to look again whether they have been.
const GLANCE: Duration = Duration::from_millis(2);

/// How long to wait after an error of accept that does not pass by itself (no file handles left).
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// How long requests in hand may take after the listener was told to stop.
const STOP_PATIENCE: Duration = Duration::from_secs(5);

/// Serves `app` until `stop` resolves; then accepts nothing more, lets requests in hand be
/// answered, and returns. Dropping it closes everything at once.
pub async fn serve(
    listener: TcpListener,
    app: Router,
    limits: Limits,
    stop: impl Future<Output = ()>,
) {
    accept_until(listener, app, limits, stop).await;
}

/// Where connections come from: a socket, or a test.
pub(crate) trait Accept {
    /// The next connection.
    fn accept(&mut self) -> impl Future<Output = io::Result<TcpStream>> + Send;
}

impl Accept for TcpListener {
    async fn accept(&mut self) -> io::Result<TcpStream> {
        TcpListener::accept(self).await.map(|(stream, _)| stream)
    }
}

pub(crate) async fn accept_until(
    mut listener: impl Accept,
    app: Router,
    limits: Limits,
    stop: impl Future<Output = ()>,
) {
    let (stopping, stopped) = watch::channel(false);
    let mut connections = Connections::default();
    tokio::select! {
        () = stop => {}
        () = async {
            loop {
                let stream = connections.next(&mut listener).await;
                connections.make_room(limits.connections).await;
                let progress = Progress::new();
                let conversation =
                    converse(stream, progress.clone(), app.clone(), limits, stopped.clone());
                let task = connections.tasks.spawn(conversation);
                connections.open.insert(task.id(), (task, progress));
            }
        } => {}
    }
    drop(listener);
    stopping.send_replace(true);
    let left = async { while connections.tasks.join_next().await.is_some() {} };
    if tokio::time::timeout(STOP_PATIENCE, left).await.is_err() {
        tracing::warn!("the listener stopped with requests unanswered");
    }
}

/// The open connections.
#[derive(Default)]
struct Connections {
    tasks: JoinSet<()>,
    open: HashMap<Id, (AbortHandle, Progress)>,
    /// When it was last said that no connection can be accepted.
    warned: Option<Instant>,
}

impl Connections {
    /// Accepts the next connection, whatever it takes.
    async fn next(&mut self, listener: &mut impl Accept) -> TcpStream {
        loop {
            let accepted = tokio::select! {
                accepted = listener.accept() => accepted,
                Some(ended) = self.tasks.join_next_with_id() => {
                    self.forget(ended);
                    continue;
                }
            };
            match accepted {
                Ok(stream) => {
                    // An answer is one small packet; it shall not wait to be filled up.
                    if let Err(error) = stream.set_nodelay(true) {
                        tracing::debug!(%error, "a connection was closed again at once");
                    }
                    return stream;
                }
                Err(error) if passes(&error) => {}
                Err(error) => {
                    self.warn(&error);
                    // What is missing, mostly a file handle, an idle connection may have.
                    if matches!(self.evict_idlest(), Evicted::Yes) {
                        if let Some(ended) = self.tasks.join_next_with_id().await {
                            self.forget(ended);
                        }
                    } else {
                        tokio::time::sleep(ACCEPT_PAUSE).await;
                    }
                }
            }
        }
    }

    /// Says it once a minute, however often it happens.
    fn warn(&mut self, error: &io::Error) {
        const QUIET: Duration = Duration::from_secs(60);
        if self.warned.is_none_or(|warned| warned.elapsed() >= QUIET) {
            tracing::warn!(%error, "cannot accept connections");
            self.warned = Some(Instant::now());
        }
    }

    /// Waits until fewer than `limit` connections are open, and sees to it.
    async fn make_room(&mut self, limit: usize) {
        while self.tasks.len() >= limit.max(1) {
            // Nothing tells when a connection has nothing to do any more, so look again.
            let patience = match self.evict_idlest() {
                Evicted::NotYet => {
                    // They are all waiting to be run: let them.
                    tokio::task::yield_now().await;
                    while let Some(ended) = self.tasks.try_join_next_with_id() {
                        self.forget(ended);
                    }
                    continue;
                }
                Evicted::Yes => Duration::MAX,
                Evicted::NotBefore(later) => later.saturating_duration_since(Instant::now()),
                Evicted::AllBusy => GRACE,
            };
            tokio::select! {
                Some(ended) = self.tasks.join_next_with_id() => self.forget(ended),
                () = tokio::time::sleep(patience) => {}
            }
        }
    }

    /// Closes the connection that can best be spared, if there is one that had its grace.
    fn evict_idlest(&mut self) -> Evicted {
        let unseen = self.open.values().filter(|(_, progress)| progress.is_new());
        let unseen = unseen.count();
        if unseen >= UNSEEN {
            return Evicted::NotYet;
        }
        let idlest = self
            .open
            .values()
            .filter_map(|(task, progress)| Some((progress.spare()?, task, progress)))
            .min_by_key(|(spare, ..)| *spare);
        let Some(((_, since), task, progress)) = idlest else {
            return Evicted::AllBusy;
        };
        if since.elapsed() < GRACE {
            let later = if unseen > 0 { GLANCE } else { GRACE };
            return Evicted::NotBefore((since + GRACE).min(Instant::now() + later));
        }
        if progress.evict() {
            tracing::debug!("an idle connection was closed to make room");
            task.abort();
            Evicted::Yes
        } else {
            Evicted::AllBusy
        }
    }

    fn forget(&mut self, ended: Result<(Id, ()), JoinError>) {
        let id = match ended {
            Ok((id, ())) => id,
            Err(error) => {
                if error.is_panic() {
                    tracing::error!("a connection failed; its delivery was not answered");
                }
                error.id()
            }
        };
        self.open.remove(&id);
    }
}

enum Evicted {
    /// One is closing.
    Yes,
    /// First the newest have to be looked at.
    NotYet,
    /// The idlest connection still has its grace until then.
    NotBefore(Instant),
    /// Every connection has a request in hand.
    AllBusy,
}

/// Whether an error of accept is one connection's and says nothing of the next.
fn passes(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionReset
            | io::ErrorKind::ConnectionRefused
            | io::ErrorKind::Interrupted
    )
}

#[cfg(test)]
mod tests {
    use std::sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    };

    use super::*;

    /// A socket for which the system has no file handle left, the first `times`.
    struct OutOfHandles {
        times: u32,
        tried: Arc<AtomicU32>,
        socket: TcpListener,
    }

    impl Accept for OutOfHandles {
        async fn accept(&mut self) -> io::Result<TcpStream> {
            const EMFILE: i32 = 24;
            if self.tried.fetch_add(1, Ordering::Relaxed) < self.times {
                return Err(io::Error::from_raw_os_error(EMFILE));
            }
            Accept::accept(&mut self.socket).await
        }
    }

    async fn out_of_handles(times: u32) -> (OutOfHandles, Arc<AtomicU32>) {
        let tried = Arc::default();
        let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let listener = OutOfHandles {
            times,
            tried: Arc::clone(&tried),
            socket,
        };
        (listener, tried)
    }

    #[tokio::test(start_paused = true)]
    async fn without_file_handles_the_loop_waits_and_does_not_spin() {
        let (listener, tried) = out_of_handles(u32::MAX).await;
        let a_minute = tokio::time::sleep(Duration::from_secs(60));
        accept_until(listener, Router::new(), Limits::default(), a_minute).await;
        let tried = tried.load(Ordering::Relaxed);
        assert!((60..=1000).contains(&tried), "tried {tried} times");
    }

    #[tokio::test]
    async fn connections_are_accepted_again_once_there_are_file_handles() {
        let (mut listener, tried) = out_of_handles(2).await;
        let address = listener.socket.local_addr().unwrap();
        let (ours, theirs) = tokio::join!(TcpStream::connect(address), async {
            Connections::default().next(&mut listener).await
        },);
        assert_eq!(tried.load(Ordering::Relaxed), 3);
        assert_eq!(
            ours.unwrap().local_addr().unwrap(),
            theirs.peer_addr().unwrap()
        );
        assert!(
            theirs.nodelay().unwrap(),
            "an answer must not wait to be filled up"
        );
    }
}
