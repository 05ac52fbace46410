//! What the writing thread is asked to do.

use tokio::sync::oneshot;

use crate::db::{
    change::KeepError,
    session::{Outcome, Session},
};

/// Something to be done, perhaps in several transactions.
pub(crate) trait Work: Send {
    /// Does its next step within the running transaction, which may yet be rolled back and the
    /// step done again.
    fn run(&mut self, session: &mut Session) -> Outcome<()>;
    /// The transaction is on the disk. True if that was the last step, and the asker has been
    /// told.
    fn committed(&mut self) -> bool;
    /// Nothing of the step was done, and none will follow.
    fn failed(&mut self, error: KeepError);
}

/// How far a step has come.
pub(crate) enum Step<T, S> {
    /// This is the answer.
    Done(T),
    /// There is more to do, from here on.
    More(S),
}

/// Work with somebody who waits for it.
pub(crate) struct Task<T, S, F> {
    at: S,
    work: F,
    next: Option<Step<T, S>>,
    reply: Option<oneshot::Sender<Result<T, KeepError>>>,
}

impl<T, S, F> Task<T, S, F> {
    pub(crate) fn new(at: S, work: F, reply: oneshot::Sender<Result<T, KeepError>>) -> Self {
        Self {
            at,
            work,
            next: None,
            reply: Some(reply),
        }
    }

    fn answer(&mut self, answer: Result<T, KeepError>) {
        // Whoever does not wait any more needs no answer.
        if let Some(reply) = self.reply.take() {
            drop(reply.send(answer));
        }
    }
}

impl<T, S, F> Work for Task<T, S, F>
where
    T: Send,
    S: Send,
    F: FnMut(&mut Session, &S) -> Outcome<Step<T, S>> + Send,
{
    fn run(&mut self, session: &mut Session) -> Outcome<()> {
        self.next = Some((self.work)(session, &self.at)?);
        Ok(())
    }

    fn committed(&mut self) -> bool {
        match self.next.take() {
            Some(Step::More(at)) => {
                self.at = at;
                false
            }
            Some(Step::Done(answer)) => {
                self.answer(Ok(answer));
                true
            }
            None => true,
        }
    }

    fn failed(&mut self, error: KeepError) {
        self.answer(Err(error));
    }
}
