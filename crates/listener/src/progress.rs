//! How far a connection is with its current request, and how long it may take.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

use crate::Limits;

/// The progress of one connection; clones share it. Its connection moves it on, the accept loop
/// looks at it to find the one that can best be spared. Each request has it among its extensions.
#[derive(Clone, Debug)]
pub struct Progress(Arc<Mutex<State>>);

#[derive(Clone, Copy, Debug)]
struct State {
    phase: Phase,
    since: Instant,
    /// A request of its has been let in, by which it is known to come from somebody who may.
    known: bool,
    /// Since when the other side takes nothing of what is sent to it.
    untaken: Option<Instant>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// It has been accepted; what has come in already is not yet looked at.
    New,
    /// Headers are awaited: the first of a new connection, or begun ones.
    Head,
    /// A delivery's body is awaited.
    Body,
    /// The request is complete, its answer is being made.
    Answering,
    /// This request is turned away, and has to wait to be told so.
    Delayed {
        /// A body was to come.
        body_follows: bool,
    },
    /// The answer is being sent: at once, or as news come for as long as somebody listens.
    Sending,
    /// Answered; the next request may come.
    Idle,
    /// Answered and finished; what is still coming in is thrown away.
    Lingering,
    /// Given up for a newer connection.
    Evicted,
}

impl Progress {
    /// A new connection.
    pub(crate) fn new() -> Self {
        Self(Arc::new(Mutex::new(State {
            phase: Phase::New,
            since: Instant::now(),
            known: false,
            untaken: None,
        })))
    }

    /// Something came in.
    pub(crate) fn bytes_arrived(&self) {
        let mut state = self.lock();
        if state.phase == Phase::Idle {
            state.enter(Phase::Head);
        }
    }

    /// Whether what it may have sent is yet to be looked at.
    pub(crate) fn is_new(&self) -> bool {
        self.lock().phase == Phase::New
    }

    /// Nothing more has come in so far.
    pub(crate) fn silent(&self) {
        let mut state = self.lock();
        if state.phase == Phase::New {
            state.enter(Phase::Head);
        }
    }

    /// The headers are complete. False if the connection was given up in the same moment: the
    /// request must then not be taken up.
    pub(crate) fn head_complete(&self, body_follows: bool) -> bool {
        let mut state = self.lock();
        if state.phase == Phase::Evicted {
            return false;
        }
        state.enter(if body_follows {
            Phase::Body
        } else {
            Phase::Answering
        });
        true
    }

    /// The body is complete.
    pub(crate) fn body_complete(&self) {
        self.lock().enter(Phase::Answering);
    }

    /// The request has a right address and right credentials.
    pub fn let_in(&self) {
        self.lock().known = true;
    }

    /// The request is turned away; its answer takes a while.
    pub(crate) fn delayed(&self) {
        let mut state = self.lock();
        let body_follows = state.phase == Phase::Body;
        state.enter(Phase::Delayed { body_follows });
    }

    /// The answer is made. True if the body was left unread.
    pub(crate) fn answered(&self) -> bool {
        let mut state = self.lock();
        let body_unread = match state.phase {
            Phase::Body => true,
            Phase::Delayed { body_follows } => body_follows,
            _ => false,
        };
        state.enter(Phase::Sending);
        body_unread
    }

    /// Whether the other side has taken some of what is sent to it, or none for now.
    pub(crate) fn taken(&self, some: bool) {
        let mut state = self.lock();
        state.untaken = match (some, state.untaken) {
            (true, _) => None,
            (false, None) => Some(Instant::now()),
            (false, since) => since,
        };
    }

    /// The answer is complete.
    pub(crate) fn sent(&self) {
        let mut state = self.lock();
        if state.phase == Phase::Sending {
            state.enter(Phase::Idle);
        }
    }

    /// The connection only waits for the other side to finish.
    pub(crate) fn lingering(&self) {
        self.lock().enter(Phase::Lingering);
    }

    /// When the connection is to be closed if it gets no further.
    pub(crate) fn deadline(&self, limits: &Limits) -> Option<Instant> {
        let state = *self.lock();
        let patience = match state.phase {
            Phase::New | Phase::Head => Some(limits.header_timeout),
            Phase::Body => Some(limits.body_timeout),
            Phase::Idle => Some(limits.idle_timeout),
            Phase::Lingering => Some(limits.linger),
            Phase::Evicted => Some(Duration::ZERO),
            Phase::Delayed { .. } | Phase::Answering | Phase::Sending => None,
        };
        let of_phase = patience.map(|patience| state.since + patience);
        let of_reader = state.untaken.map(|since| since + limits.send_timeout);
        of_phase.into_iter().chain(of_reader).min()
    }

    /// Whether closing it now would lose nothing that anybody began to answer.
    pub(crate) fn can_be_spared(&self) -> bool {
        self.lock().spare().is_some()
    }

    /// The order in which connections are given up, and since when this one waits; `None` while
    /// it has a request.
    pub(crate) fn spare(&self) -> Option<(Standing, Instant)> {
        let state = *self.lock();
        state.spare()
    }

    /// Gives the connection up, unless it has got a request in the meantime.
    pub(crate) fn evict(&self) -> bool {
        let mut state = self.lock();
        let spare = state.spare().is_some();
        if spare {
            state.enter(Phase::Evicted);
        }
        spare
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What is known of a waiting connection; the least is given up first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Standing {
    /// Nothing, or that it has had its answer and is done.
    Stranger,
    /// A request of its was let in before.
    Known,
}

impl State {
    fn enter(&mut self, phase: Phase) {
        self.phase = phase;
        self.since = Instant::now();
    }

    fn spare(&self) -> Option<(Standing, Instant)> {
        let standing = match self.known {
            true => Standing::Known,
            false => Standing::Stranger,
        };
        match self.phase {
            // It may have sent all that it should: its time begins when that has been looked at.
            Phase::New => Some((Standing::Stranger, Instant::now())),
            Phase::Head | Phase::Idle => Some((standing, self.since)),
            Phase::Sending => self.untaken.map(|since| (standing, since)),
            Phase::Delayed { .. } | Phase::Lingering => Some((Standing::Stranger, self.since)),
            Phase::Body | Phase::Answering | Phase::Evicted => None,
        }
    }
}
