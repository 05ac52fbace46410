//! Writing the history: one thread, many askers.

use std::{
    path::Path,
    sync::{
        Arc,
        mpsc::{self, Sender},
    },
    thread::JoinHandle,
};

use kimo_calls::{
    Call, CallId, CallerKey, Hook, HookId, MarkKind, Meaning, Pbx, Sources, Timestamp,
};
use tokio::sync::oneshot;

use crate::{
    Change, Incoming, KeepError, Kept, OpenError, Settings,
    db::{
        session::{Outcome, Session},
        tasks::{self, Step, Task, Work},
        write_thread,
    },
    deliveries::keeping,
};

/// Writes the history. Clone it to share it. Each method returns once its work is safely on
/// disk. The writing thread ends with the last clone, after everything that waited is written;
/// the feed must therefore hold none.
#[derive(Clone, Debug)]
pub struct Writer {
    thread: Arc<Thread>,
}

/// A hook to be made.
#[derive(Clone, Debug)]
pub struct NewHook {
    /// Who posts to it.
    pub pbx: Pbx,
    /// What the user calls it.
    pub name: String,
    /// The user name of HTTP Basic, if a delivery must bring credentials. The password is no
    /// business of the history.
    pub basic_user: Option<String>,
    /// How its deliveries are to be read.
    pub meaning: Meaning,
}

/// What a hook is to be from now on.
#[derive(Clone, Debug)]
pub struct HookChange {
    /// Which hook.
    pub id: HookId,
    /// What the user calls it.
    pub name: String,
    /// Another user name of HTTP Basic, or none; the outer `None` keeps what is.
    pub basic_user: Option<Option<String>>,
    /// How its deliveries are to be read. Where this changes, they are read again.
    pub meaning: Meaning,
}

impl Writer {
    pub(crate) fn start(
        dir: &Path,
        feed: impl FnMut(Change) + Send + 'static,
    ) -> Result<Self, OpenError> {
        let session = Session::open(dir)?;
        let (work, queue) = mpsc::channel();
        let dir = dir.to_owned();
        let failed = |error: std::io::Error| OpenError::Other {
            path: dir.clone(),
            why: error.to_string(),
        };
        let handle = std::thread::Builder::new()
            .name("history".to_owned())
            .spawn({
                let dir = dir.clone();
                move || write_thread::run(&dir, session, &queue, feed)
            })
            .map_err(failed)?;
        Ok(Self {
            thread: Arc::new(Thread {
                work: Some(work),
                handle: Some(handle),
            }),
        })
    }

    /// Keeps a delivery, its event and the call that follows from it.
    pub async fn keep(&self, incoming: Incoming) -> Result<Kept, KeepError> {
        self.ask(move |session| keeping::keep(session, &incoming))
            .await
    }

    /// Marks a call, in the name of this desk.
    pub async fn mark(
        &self,
        call: CallId,
        mark: MarkKind,
        now: Timestamp,
    ) -> Result<Call, KeepError> {
        self.ask(move |session| tasks::mark(session, &call, &mark, now))
            .await
    }

    /// Gives up waiting for news of a running call. Does nothing where the call has ended.
    pub async fn expire(&self, call: CallId, now: Timestamp) -> Result<Call, KeepError> {
        self.ask(move |session| tasks::expire(session, &call, now))
            .await
    }

    /// Makes a hook, with a token of its own.
    pub async fn add_hook(&self, hook: NewHook) -> Result<Hook, KeepError> {
        self.ask(move |session| tasks::add_hook(session, &hook))
            .await
    }

    /// Alters a hook. Returns once the hook is altered and, where its meaning changed, its
    /// deliveries have been read again.
    pub async fn update_hook(&self, change: HookChange) -> Result<Hook, KeepError> {
        let id = change.id;
        let hook = self
            .ask(move |session| tasks::update_hook(session, &change))
            .await?;
        self.ask_in_steps((), move |session, ()| tasks::reread_hook(session, id))
            .await?;
        Ok(hook)
    }

    /// Gives a hook a new token. The one that it had works until then; without a time it stops at
    /// once, and so does the one before it in any case.
    pub async fn rotate_token(
        &self,
        hook: HookId,
        until: Option<Timestamp>,
    ) -> Result<Hook, KeepError> {
        self.ask(move |session| tasks::rotate_token(session, hook, until))
            .await
    }

    /// Makes an end of a hook's previous token, if it has one.
    pub async fn revoke_previous(&self, hook: HookId) -> Result<Hook, KeepError> {
        self.ask(move |session| tasks::revoke_previous(session, hook))
            .await
    }

    /// Limits a hook to where its deliveries come from.
    pub async fn limit_sources(&self, hook: HookId, sources: Sources) -> Result<Hook, KeepError> {
        self.ask(move |session| tasks::limit_sources(session, hook, &sources))
            .await
    }

    /// Saves the settings. Returns once they are saved and, where the own extensions changed,
    /// internal calls have been judged anew.
    pub async fn save_settings(&self, settings: Settings) -> Result<(), KeepError> {
        self.ask(move |session| tasks::save_settings(session, &settings))
            .await?;
        self.ask_in_steps((), |session, ()| tasks::judge_internal(session))
            .await
    }

    /// Gives a number a name, or takes it away. Its calls show it from the next time they are
    /// read.
    pub async fn name_caller(&self, key: CallerKey, name: Option<String>) -> Result<(), KeepError> {
        self.ask(move |session| tasks::name_caller(session, &key, name.as_deref()))
            .await
    }

    /// Removes everything about one person: calls, events, deliveries, marks, the number itself.
    pub async fn forget_person(&self, key: CallerKey) -> Result<(), KeepError> {
        self.ask_in_steps(tasks::Forgetting::Calls, move |session, at| {
            tasks::forget_person(session, &key, at)
        })
        .await
    }

    /// Removes what is older than this, completely. Returns the number of calls removed.
    pub async fn prune(&self, older_than: Timestamp) -> Result<u64, KeepError> {
        self.ask_in_steps(0, move |session, removed| {
            tasks::prune(session, older_than, *removed)
        })
        .await
    }

    /// Looks whether another process has changed hooks or settings, and tells the feed.
    pub async fn reload(&self) -> Result<(), KeepError> {
        // Every transaction looks.
        self.ask(|_| Ok(())).await
    }

    async fn ask<T: Send + 'static>(
        &self,
        mut work: impl FnMut(&mut Session) -> Outcome<T> + Send + 'static,
    ) -> Result<T, KeepError> {
        self.ask_in_steps((), move |session, ()| work(session).map(Step::Done))
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
