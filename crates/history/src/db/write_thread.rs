//! The writing thread: everything that waits goes into one transaction, and is answered once
//! that is on the disk. It never waits for more to come.

mod recovering;

use std::{
    collections::VecDeque,
    path::Path,
    sync::{
        Weak,
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, RecvTimeoutError, TryRecvError},
    },
    time::{Duration, Instant},
};

use tokio::sync::oneshot;

use crate::db::{
    change::{Change, KeepError},
    checkpoint::{self, Checkpoints},
    going_on::{self, TakeStep},
    pool::Pool,
    session::{Fault, Session, is_storage},
    unfinished,
    work::{Task, Work},
};

/// How often to look whether a database that could not be written can be again.
const PROBE: Duration = Duration::from_secs(5);

/// How long without work, or without anybody looking on, before memory is given back.
const IDLE: Duration = Duration::from_secs(20);

/// How often to look whether the file is there, while there is no work.
const LOOK: Duration = Duration::from_secs(1);

/// How much may go into one transaction: the last in it waits for the first.
const AT_ONCE: usize = 512;

pub(crate) fn run(
    (dir, readers): (&Path, &Weak<Pool>),
    session: Session,
    queue: &Receiver<Box<dyn Work>>,
    closing: &AtomicBool,
    take_step: TakeStep,
    feed: impl FnMut(Vec<Change>),
) {
    let mut thread = Thread {
        dir,
        readers,
        checkpoints: Checkpoints::start(dir, &session.db),
        session,
        queue,
        closing,
        take_step,
        feed,
        unfinished: VecDeque::new(),
        is_any_left_behind: false,
        is_log_kept: false,
        trouble: None,
        begun_anew: None,
    };
    thread.take_up_unfinished();
    while thread.turn() {}
    // What was taken away since the last look is still held, but not for much longer.
    thread.look();
}

struct Thread<'a, F> {
    dir: &'a Path,
    /// Who looks on, as long as anybody may.
    readers: &'a Weak<Pool>,
    session: Session,
    queue: &'a Receiver<Box<dyn Work>>,
    /// The thread is to end once nothing waits any more.
    closing: &'a AtomicBool,
    take_step: TakeStep,
    feed: F,
    checkpoints: Checkpoints,
    /// Work with further steps to do, whenever there is nothing else.
    unfinished: VecDeque<Box<dyn Work>>,
    /// Some of such work has failed, and is to be gone on with once there is no other.
    is_any_left_behind: bool,
    /// The log holds what must be gone, and could not be emptied.
    is_log_kept: bool,
    /// Why the database cannot be written.
    trouble: Option<KeepError>,
    /// When another was last begun in its place.
    begun_anew: Option<Instant>,
}

impl<F: FnMut(Vec<Change>)> Thread<'_, F> {
    /// Does what waits. False at the end.
    fn turn(&mut self) -> bool {
        let first = match self.queue.try_recv() {
            Ok(work) => Some(work),
            // What is left of long work goes on at the next start.
            Err(TryRecvError::Disconnected) => return false,
            Err(TryRecvError::Empty) if self.closing.load(Ordering::Acquire) => return false,
            Err(TryRecvError::Empty) if self.trouble.is_some() => {
                match self.queue.recv_timeout(PROBE) {
                    Ok(work) => Some(work),
                    Err(RecvTimeoutError::Timeout) => {
                        self.probe();
                        return true;
                    }
                    Err(RecvTimeoutError::Disconnected) => None,
                }
            }
            Err(TryRecvError::Empty) => self.next_unfinished().or_else(|| self.wait()),
        };
        let Some(first) = first else { return false };
        self.transact(first);
        if let Some(why) = self.session.found_damaged.take() {
            self.begin_anew(KeepError::Damaged(why));
        }
        if std::mem::take(&mut self.session.clear_log) {
            self.clear_log();
        }
        self.checkpoints.after_commit(&self.session.db);
        true
    }

    /// The next of the work with further steps to do.
    fn next_unfinished(&mut self) -> Option<Box<dyn Work>> {
        if self.unfinished.is_empty() && self.is_any_left_behind {
            self.take_up_unfinished();
        }
        self.unfinished.pop_front()
    }

    /// Empties the log of what must be gone. Where the disk refuses that, whoever waits for it is
    /// told so, and it is gone on with when the disk is well again.
    fn clear_log(&mut self) {
        let cleared = checkpoint::clear_log(&self.session.db);
        self.is_log_kept = cleared.is_err();
        match cleared {
            Ok(is_clear) => self.session.log_is_clear = is_clear,
            Err(error) => {
                tracing::error!(%error, "the log cannot be emptied");
                let error = KeepError::from(error);
                self.in_trouble(error.clone());
                for mut work in std::mem::take(&mut self.unfinished) {
                    work.failed(error.clone());
                }
                self.is_any_left_behind = true;
                if let KeepError::Damaged(_) = error {
                    self.begin_anew(error);
                }
            }
        }
    }

    /// Waits for work; looks meanwhile whether the file is there, and gives memory back when there
    /// is none for a while. `None` at the end.
    fn wait(&mut self) -> Option<Box<dyn Work>> {
        let mut idle = Duration::ZERO;
        loop {
            match self.queue.recv_timeout(LOOK) {
                Ok(work) => return Some(work),
                Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) => {}
            }
            self.look();
            checkpoint::shrink_log(self.dir, &self.session.db);
            idle += LOOK;
            let rests = idle == IDLE;
            if rests {
                self.rest();
            }
            let readers = self.readers.upgrade();
            if readers.is_some_and(|readers| readers.rest_if_unused(IDLE)) || rests {
                kimo_memory::give_back();
            }
        }
    }

    /// Frees what is known by heart.
    fn rest(&mut self) {
        self.session.forget();
        if let Err(error) = self.session.db.execute_batch("PRAGMA shrink_memory") {
            tracing::warn!(%error, "memory could not be freed");
        }
    }

    /// Looks whether the file is still the one in its place, and puts it back if not.
    fn look(&mut self) {
        if !self.session.db.is_own()
            && let Err(error) = self.put_back()
        {
            self.in_trouble(error);
        }
    }

    fn transact(&mut self, first: Box<dyn Work>) {
        let mut batch = Vec::new();
        let outcome = self.fill(first, &mut batch);
        match outcome.and_then(|()| self.session.commit()) {
            Ok(changes) => self.succeeded(batch, changes),
            Err(error) if is_storage(&error) => self.failed(batch, error),
            // One piece of work was at fault: again, each apart from the others.
            Err(_) => match self.again(&mut batch) {
                Ok(changes) => self.succeeded(batch, changes),
                Err(error) => self.failed(batch, error),
            },
        }
    }

    /// Runs what waits, until nothing does any more.
    fn fill(&mut self, first: Box<dyn Work>, batch: &mut Vec<Item>) -> rusqlite::Result<()> {
        batch.push(Item::new(first));
        self.session.begin()?;
        let mut at = 0;
        while let Some(item) = batch.get_mut(at) {
            match item.work.run(&mut self.session) {
                Ok(()) => {}
                Err(Fault::Refused(error)) => item.refused = Some(error),
                Err(Fault::Sql(error)) => return Err(error),
            }
            at += 1;
            if batch.len() < AT_ONCE {
                batch.extend(self.queue.try_recv().ok().map(Item::new));
            }
        }
        Ok(())
    }

    /// Runs a batch once more, so that what fails is rolled back alone.
    fn again(&mut self, batch: &mut [Item]) -> rusqlite::Result<Vec<Change>> {
        self.session.roll_back();
        self.session.begin()?;
        for item in batch {
            item.refused = None;
            match self.session.apart(|session| item.work.run(session)) {
                Ok(()) => {}
                Err(Fault::Refused(error)) => item.refused = Some(error),
                Err(Fault::Sql(error)) if is_storage(&error) => return Err(error),
                Err(Fault::Sql(error)) => {
                    tracing::error!(%error, "something could not be kept");
                    item.refused = Some(error.into());
                }
            }
        }
        self.session.commit()
    }

    fn succeeded(&mut self, batch: Vec<Item>, changes: Vec<Change>) {
        // Nothing is answered for a file that is gone: it would be gone with it.
        if !self.session.db.is_own()
            && let Err(error) = self.put_back()
        {
            return self.refuse(batch, error);
        }
        self.recovered();
        if !changes.is_empty() {
            (self.feed)(changes);
        }
        for mut item in batch {
            match item.refused {
                Some(error) => item.work.failed(error),
                None if item.work.committed() => {}
                None => self.unfinished.push_back(item.work),
            }
        }
    }

    fn failed(&mut self, batch: Vec<Item>, error: rusqlite::Error) {
        self.session.roll_back();
        let error = KeepError::from(error);
        tracing::error!(%error, "the history cannot be written");
        self.is_any_left_behind = true;
        self.refuse(batch, error.clone());
        if let KeepError::Damaged(_) = error {
            self.begin_anew(error);
        }
    }

    /// Says of a batch, and of all that waits, that it was not kept.
    fn refuse(&mut self, batch: Vec<Item>, error: KeepError) {
        // Those who wait behind would only meet the same. Not who comes once these have been answered:
        // by then it may have passed.
        let waiting: Vec<Item> = self.queue.try_iter().map(Item::new).collect();
        self.in_trouble(error.clone());
        for mut item in batch.into_iter().chain(waiting) {
            item.work.failed(error.clone());
        }
    }

    fn in_trouble(&mut self, error: KeepError) {
        if self.trouble.as_ref() != Some(&error) {
            self.trouble = Some(error.clone());
            (self.feed)(vec![Change::Storage(Err(error))]);
        }
    }

    fn recovered(&mut self) {
        if self.trouble.take().is_some() {
            (self.feed)(vec![Change::Storage(Ok(()))]);
        }
    }

    /// Work that a stopped desk left unfinished, or a failing disk.
    fn take_up_unfinished(&mut self) {
        self.is_any_left_behind = false;
        let names = match unfinished::names(&self.session.db) {
            Ok(names) => names,
            Err(error) => return self.in_trouble(error.into()),
        };
        let take_step = self.take_step;
        for name in names {
            self.unfinished.push_back(Box::new(Task::new(
                (),
                move |session: &mut Session, (): &()| going_on::go_on(session, &name, take_step),
                oneshot::channel().0,
            )));
        }
    }
}

struct Item {
    work: Box<dyn Work>,
    refused: Option<KeepError>,
}

impl Item {
    fn new(work: Box<dyn Work>) -> Self {
        Self {
            work,
            refused: None,
        }
    }
}
