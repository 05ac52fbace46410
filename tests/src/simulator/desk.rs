//! A desk whose clock, disk and network are the simulation's: the history on a file, the listener's
//! router before it and the controller behind it, joined as the running desk joins them.

use std::{
    path::{Path, PathBuf},
    sync::mpsc::{self, Receiver},
    time::Duration,
};

use anyhow::{Context, Result, ensure};
use axum::{
    Router,
    body::Body,
    http::{Method, Request, header},
};
use kimo_attention::{Input, Popup};
use kimo_calls::{Call, CallId, DeskId, Hook, MarkKind, Timestamp};
use kimo_history::{
    Change, DeliverySource, History, Incoming, KeepError, NewHook, Reader, SettingsChange, Writer,
};
use kimo_listener::{CannotKeep, HookTable, Keep, ListenerState, Received, router_by};
use tempfile::TempDir;
use tower::ServiceExt;

use super::{
    attention::Attention,
    clock::Clocks,
    disk::Files,
    plan::{Plan, Post},
};
use crate::dice::Dice;

/// A desk of the simulation.
pub(super) struct Desk {
    // It ends before its directory goes, or it would save its history from that.
    running: Running,
    dir: TempDir,
    pub(super) clocks: Clocks,
    pub(super) hooks: Vec<Hook>,
    pub(super) desk_id: DeskId,
    /// Since the beginning of the simulation.
    next_upkeep: Duration,
    is_disk_full: bool,
    dice: Dice,
    /// Calls that were given up, and when by the clock on the wall.
    pub(super) gave_up: Vec<(CallId, Timestamp)>,
}

/// What ends with the process.
struct Running {
    reader: Reader,
    writer: Writer,
    router: Router,
    changes: Receiver<Change>,
    attention: Attention,
}

const FIRST_UPKEEP: Duration = Duration::from_secs(60);
const UPKEEP: Duration = Duration::from_secs(3600);

impl Desk {
    /// A desk with the hooks of a plan, at the beginning.
    pub(super) async fn new(plan: &Plan, dice: Dice) -> Result<Self> {
        let dir = directory()?;
        let history = History::open(dir.path())?.history;
        let writer = history.writer(|_| {})?;
        let mut hooks = Vec::new();
        for planned in &plan.hooks {
            let new = NewHook {
                pbx: planned.pbx,
                account: planned.account.parse()?,
                name: kimo_pbx::title(planned.pbx),
                basic_user: None,
                meaning: kimo_pbx::meaning_of(planned.pbx),
            };
            hooks.push(writer.add_hook(new).await?);
        }
        let retention = SettingsChange {
            retention_days: Some(plan.retention_days),
            ..SettingsChange::default()
        };
        writer.change_settings(retention).await?;
        drop(writer);
        Self::start(dir, hooks, dice)
    }

    /// Another with the same identity, hooks and settings, of which nothing has happened yet
    /// either.
    pub(super) fn twin(&self) -> Result<Self> {
        let dir = directory()?;
        Files::of(self.dir.path())?.put_into(dir.path())?;
        let (hooks, dice) = (self.hooks.clone(), self.dice.clone());
        Self::start(dir, hooks, dice)
    }

    fn start(dir: TempDir, hooks: Vec<Hook>, dice: Dice) -> Result<Self> {
        let clocks = Clocks::new();
        let running = Running::start(dir.path(), &clocks, &hooks)?;
        Ok(Self {
            desk_id: running.reader.desk_id()?,
            dir,
            clocks,
            hooks,
            running,
            next_upkeep: FIRST_UPKEEP,
            is_disk_full: false,
            dice,
            gave_up: Vec::new(),
        })
    }

    pub(super) fn reader(&self) -> &Reader {
        &self.running.reader
    }

    pub(super) fn popups(&self) -> impl Iterator<Item = &Popup> {
        self.running.attention.controller.popups()
    }

    /// The calls that these tell of.
    pub(super) fn calls_told(&self) -> impl Iterator<Item = &Call> {
        self.running.attention.controller.calls_told()
    }

    pub(super) fn database(&self) -> PathBuf {
        self.dir.path().join("kimo.db")
    }

    pub(super) fn is_disk_full(&self) -> bool {
        self.is_disk_full
    }

    /// Lets time pass until that second; whatever is due on the way happens at its time.
    pub(super) async fn pass_to(&mut self, second: u64) -> Result<()> {
        let until = Duration::from_secs(second);
        loop {
            let deadline = self.running.attention.controller.next_deadline();
            let deadline = deadline.map(|tick| self.clocks.passed_at(tick));
            let due = deadline.unwrap_or(Duration::MAX).min(self.next_upkeep);
            if due > until {
                break;
            }
            self.clocks.move_to(due);
            if self.next_upkeep <= due {
                self.next_upkeep = due + UPKEEP;
                self.delete_the_old().await?;
            }
            self.running.attention.take(Input::Time, self.clocks.now());
            self.settle().await?;
        }
        self.clocks.move_to(until);
        Ok(())
    }

    /// Posts a delivery over the listener's router. Gives the status of the answer.
    pub(super) async fn post(&mut self, post: &Post) -> Result<u16> {
        let hook = &self.hooks[post.hook];
        let mut uri = format!("/hooks/{}/{}", hook.pbx, hook.token.expose());
        if !post.path.is_empty() {
            uri += &format!("/{}", post.path);
        }
        let request = Request::builder()
            .method(Method::POST)
            .uri(uri)
            .header(header::CONTENT_TYPE, post.content_type)
            .body(Body::from(post.body.clone()))?;
        let response = self.running.router.clone().oneshot(request).await?;
        let status = response.status().as_u16();
        self.settle().await?;
        Ok(status)
    }

    /// Marks a call, or takes that back; false where there is no such call or no room.
    pub(super) async fn mark(&mut self, call: &CallId, done: bool) -> Result<bool> {
        let (mark, now) = (MarkKind::Done(done), self.clocks.wall());
        let marked = self.running.writer.mark(call.clone(), mark, now).await;
        self.settle().await?;
        match marked {
            Ok(_) => Ok(true),
            Err(KeepError::NotFound | KeepError::DiskFull) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    pub(super) async fn set_clock(&mut self, ahead: i64) -> Result<()> {
        self.clocks.set_ahead(ahead);
        self.running.attention.take(Input::Time, self.clocks.now());
        self.settle().await
    }

    pub(super) async fn fill_disk(&mut self, full: bool) -> Result<()> {
        self.is_disk_full = full;
        loop {
            match self.running.writer.fill_disk(full).await {
                // It stood behind other work for which there was no room.
                Err(KeepError::DiskFull) => {}
                done => return done.context("filling the disk"),
            }
        }
    }

    /// Kills the process, perhaps while it is at a delivery, and starts it again on what it left
    /// on the disk. That may end in the middle of what it wrote last. Gives whether the delivery
    /// is kept, answered or not.
    pub(super) async fn kill(&mut self, work: Option<&Post>, was_written: bool) -> Result<bool> {
        let mut left = Files::of(self.dir.path())?;
        let mut is_kept = false;
        if let Some(post) = work {
            // Where there was no room for it, it is not.
            let status = self.post(post).await?;
            is_kept = was_written && says_kept(status);
            let whole = Files::of(self.dir.path())?;
            left = match was_written {
                true => whole,
                false => Files::torn(left, &whole, &mut self.dice),
            };
        }
        self.gave_up.clear();
        let dir = directory()?;
        left.put_into(dir.path())?;
        let running = Running::start(dir.path(), &self.clocks, &self.hooks)?;
        // Only now the one that was killed: nothing that it does at its end is seen any more.
        self.running = running;
        self.dir = dir;
        self.next_upkeep = Duration::from_secs(self.clocks.second()) + FIRST_UPKEEP;
        if self.is_disk_full {
            self.fill_disk(true).await?;
        }
        self.settle().await?;
        Ok(is_kept)
    }

    /// Makes all calls afresh from the deliveries.
    pub(super) fn rebuild(&self) -> Result<()> {
        kimo_history::rebuild(self.dir.path(), |_, _| {}).context("the rebuild")
    }

    /// Deletes what is too old, as the running desk does.
    async fn delete_the_old(&mut self) -> Result<()> {
        match self.running.writer.keep_up(self.clocks.wall()).await {
            Ok(_) | Err(KeepError::DiskFull) => self.settle().await,
            Err(error) => Err(error.into()),
        }
    }

    /// Has the controller take in what the history tells, and does what it then wants done, until
    /// there is nothing more.
    async fn settle(&mut self) -> Result<()> {
        loop {
            let Running {
                reader,
                writer,
                changes,
                attention,
                ..
            } = &mut self.running;
            let now = self.clocks.now();
            let told: Vec<Change> = changes.try_iter().collect();
            let was_told = !told.is_empty();
            if was_told {
                attention.hear(told, reader, now)?;
            }
            let to_expire = std::mem::take(&mut attention.to_expire);
            if to_expire.is_empty() && !was_told {
                return Ok(());
            }
            for call in to_expire {
                match writer.expire(call.clone(), now.at).await {
                    Ok(ended) => {
                        self.gave_up.push((call, now.at));
                        attention.take(Input::Called(Box::new(ended)), now);
                    }
                    Err(KeepError::NotFound) => attention.take(Input::Removed(call), now),
                    Err(KeepError::DiskFull) => {}
                    Err(error) => return Err(error.into()),
                }
            }
        }
    }
}

/// Whether an answer says that the delivery is kept. What cannot be read is kept all the same.
pub(super) fn says_kept(status: u16) -> bool {
    matches!(status, 200 | 400)
}

impl Running {
    fn start(dir: &Path, clocks: &Clocks, hooks: &[Hook]) -> Result<Self> {
        let opened = History::open(dir)?;
        ensure!(opened.set_aside.is_none(), "the history was set aside");
        let (tell, changes) = mpsc::channel();
        let writer = opened.history.writer(move |changes| {
            for change in changes {
                // An error says only that nobody listens any more.
                tell.send(change).ok();
            }
        })?;
        let reader = opened.history.reader();
        let state = ListenerState::new(HookTable::new(hooks.to_vec()));
        Ok(Self {
            router: router_by(clocks.teller(), state, IntoHistory(writer.clone())),
            attention: Attention::begin(&reader, clocks.now())?,
            reader,
            writer,
            changes,
        })
    }
}

/// Keeps what the listener receives.
#[derive(Clone)]
struct IntoHistory(Writer);

impl Keep for IntoHistory {
    fn keep(
        &self,
        received: Received,
    ) -> impl Future<Output = Result<(), CannotKeep>> + Send + 'static {
        let writer = self.0.clone();
        async move {
            let Received {
                hook,
                content_type,
                received_at,
                deliveries,
            } = received;
            let incoming = deliveries.into_iter().map(|delivery| Incoming {
                source: DeliverySource::Hook,
                hook: (*hook).clone(),
                content_type: content_type.clone(),
                body: delivery.body.into(),
                received_at,
                reading: delivery.reading,
            });
            let kept = writer.keep_all(incoming.collect()).await;
            kept.map(|_| ()).map_err(|_| CannotKeep)
        }
    }
}

/// Where a history may be for a while: in memory, if there is such a place. To the program it is a
/// disk like any other.
fn directory() -> Result<TempDir> {
    let memory = Path::new("/dev/shm");
    let dir = tempfile::Builder::new()
        .prefix("kimo-simulated-")
        .tempdir_in(memory);
    dir.or_else(|_| tempfile::tempdir())
        .context("a directory for the history")
}
