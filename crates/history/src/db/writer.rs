//! Writing the history: one thread, many askers.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{self, Sender},
    },
    thread::JoinHandle,
};

use tokio::sync::oneshot;

use crate::db::{
    change::{Change, KeepError},
    going_on::{self, TakeStep},
    open_error::OpenError,
    pool::Pool,
    session::{Outcome, Session},
    unfinished::{self, LongWork},
    work::{Step, Task, Work},
    write_thread,
};

/// Writes the history. Clone it to share it. Each method returns once its work is safely on
/// disk. The writing thread ends with the last clone, after everything that waited is written;
/// the feed must therefore hold none. Long work is not waited for: what is left of it is
/// remembered in the history, and goes on when that is written again.
#[derive(Clone, Debug)]
pub struct Writer {
    thread: Arc<Thread>,
    take_step: TakeStep,
}

impl Writer {
    pub(crate) fn start(
        readers: &Arc<Pool>,
        take_step: TakeStep,
        feed: impl FnMut(Vec<Change>) + Send + 'static,
    ) -> Result<Self, OpenError> {
        let dir = readers.dir().to_owned();
        let session = Session::open(&dir)?;
        let (work, queue) = mpsc::channel();
        let closing = Arc::new(AtomicBool::new(false));
        let failed = |error: std::io::Error| OpenError::Other {
            path: dir.clone(),
            why: error.to_string(),
        };
        let handle = std::thread::Builder::new()
            .name("history".to_owned())
            .spawn({
                let (readers, closing) = (Arc::downgrade(readers), closing.clone());
                let dir = dir.clone();
                move || {
                    write_thread::run((&dir, &readers), session, &queue, &closing, take_step, feed)
                }
            })
            .map_err(failed)?;
        Ok(Self {
            thread: Arc::new(Thread {
                work: Some(work),
                closing,
                handle: Some(handle),
            }),
            take_step,
        })
    }

    /// Looks whether another process has changed hooks or settings, and tells the feed.
    pub async fn reload(&self) -> Result<(), KeepError> {
        // Every transaction looks.
        self.ask(|_| Ok(())).await
    }

    /// Ends the writing, whoever still has a clone: what waited is on the disk when this returns,
    /// long work goes on at the next start, and everything asked from now on is refused.
    pub async fn close(&self) -> Result<(), KeepError> {
        self.thread.closing.store(true, Ordering::Release);
        match self.ask(|_| Ok(())).await {
            Err(KeepError::Closed) => Ok(()),
            other => other,
        }
    }

    /// Has something done in one transaction.
    pub(crate) async fn ask<T: Send + 'static>(
        &self,
        mut work: impl FnMut(&mut Session) -> Outcome<T> + Send + 'static,
    ) -> Result<T, KeepError> {
        self.ask_in_steps((), move |session, ()| work(session).map(Step::Done))
            .await
    }

    /// Has something done in one transaction by and by, where that works: nobody waits for it.
    pub(crate) fn leave(&self, mut work: impl FnMut(&mut Session) -> Outcome<()> + Send + 'static) {
        let (reply, _) = oneshot::channel();
        let task = Task::new(
            (),
            move |session: &mut Session, (): &()| work(session).map(Step::Done),
            reply,
        );
        if let Some(queue) = &self.thread.work {
            // Where the thread has ended, nothing is kept any more.
            drop(queue.send(Box::new(task)));
        }
    }

    /// Has something done in one transaction, and then what is long about it in others; gives
    /// what both came to. Where nobody waits any more, or the desk ends, the rest is done anyhow.
    pub(crate) async fn ask_at_length<T: Clone + Send + 'static>(
        &self,
        mut begin: impl FnMut(&mut Session) -> Outcome<(T, Option<LongWork>)> + Send + 'static,
    ) -> Result<(T, u64), KeepError> {
        let take_step = self.take_step;
        self.ask_in_steps(None::<(T, String)>, move |session, at| match at {
            None => {
                let (begun, long) = begin(session)?;
                let Some(long) = long else {
                    return Ok(Step::Done((begun, 0)));
                };
                unfinished::put(&session.db, &long)?;
                Ok(Step::More(Some((begun, long.name()))))
            }
            Some((begun, name)) => {
                let step = going_on::go_on(session, name, take_step)?;
                Ok(match step {
                    Step::Done(came_to) => Step::Done((begun.clone(), came_to)),
                    Step::More(()) => Step::More(Some((begun.clone(), name.clone()))),
                })
            }
        })
        .await
    }

    async fn ask_in_steps<T: Send + 'static, S: Send + 'static>(
        &self,
        first: S,
        work: impl FnMut(&mut Session, &S) -> Outcome<Step<T, S>> + Send + 'static,
    ) -> Result<T, KeepError> {
        let (reply, answer) = oneshot::channel();
        let task = Task::new(first, work, reply);
        let queue = self.thread.work.as_ref().ok_or(KeepError::Closed)?;
        queue.send(Box::new(task)).map_err(|_| KeepError::Closed)?;
        answer.await.unwrap_or(Err(KeepError::Closed))
    }
}

/// The writing thread; waits for its end when dropped.
#[derive(Debug)]
struct Thread {
    work: Option<Sender<Box<dyn Work>>>,
    closing: Arc<AtomicBool>,
    handle: Option<JoinHandle<()>>,
}

impl Drop for Thread {
    fn drop(&mut self) {
        self.work = None;
        if let Some(handle) = self.handle.take()
            // The last clone may be dropped by the feed, on the thread itself.
            && handle.thread().id() != std::thread::current().id()
            && handle.join().is_err()
        {
            tracing::error!("the writing thread panicked");
        }
    }
}
