//! What the writing thread does about a database that cannot be written, was taken away, or is
//! damaged.

use std::{
    collections::HashMap,
    time::{Duration, Instant},
};

use kimo_calls::{Hook, HookId};

use super::Thread;
use crate::{
    db::{
        anew,
        change::{Change, KeepError},
        checkpoint::{self, Checkpoints},
        desk_row,
        founding::Known,
        prepare,
        session::Session,
    },
    incidents::IncidentKind,
};

/// How long a new history must last before another is begun in its place.
const LASTS: Duration = Duration::from_secs(30);

impl<F: FnMut(Vec<Change>)> Thread<'_, F> {
    /// Looks whether the database can be written again, by writing to it.
    pub(super) fn probe(&mut self) {
        if let Some(KeepError::Other(_)) = self.trouble
            && self.session.db.is_own()
            && let Ok(session) = Session::open(self.dir)
        {
            self.session = session;
            self.checkpoints.watch(&self.session.db);
        }
        let written = self
            .session
            .begin()
            .and_then(|()| desk_row::count_calls(&self.session.db, 0))
            .and_then(|()| self.session.commit());
        let written = match (written, self.is_log_kept) {
            (Ok(changes), true) => checkpoint::clear_log(&self.session.db).map(|_| changes),
            (written, _) => written,
        };
        match written {
            Ok(changes) => self.succeeded(Vec::new(), changes),
            Err(error) => self.failed(Vec::new(), error),
        }
    }

    /// Puts a file back that was taken away, with everything that is still held of it; where that
    /// is not sound, begins another.
    pub(super) fn put_back(&mut self) -> Result<(), KeepError> {
        let why = match anew::put_back(self.dir, &self.session.db) {
            Ok(()) => return self.go_on_in_place(),
            Err(error) => error.to_string(),
        };
        tracing::error!(why, "the history was taken away, and cannot be put back");
        let gone = KeepError::Gone(why);
        match self.begin_anew(gone.clone()) {
            true => Ok(()),
            false => Err(gone),
        }
    }

    /// Begins another history in the place of a damaged one. False where that cannot be.
    pub(super) fn begin_anew(&mut self, error: KeepError) -> bool {
        if self.begun_anew.is_some_and(|begun| begun.elapsed() < LASTS) {
            return false;
        }
        let in_order = |hooks: &HashMap<HookId, Hook>| {
            let mut hooks: Vec<_> = hooks.values().cloned().collect();
            hooks.sort_by_key(|hook| hook.id.0);
            hooks
        };
        let known = Known {
            hooks: in_order(&self.session.hooks),
            removed_hooks: in_order(&self.session.removed_hooks),
            settings: self.session.settings.clone(),
        };
        let kind = IncidentKind::Damaged;
        let begun = prepare::begin_anew(self.dir, kind, error.to_string(), Some(known))
            .map_err(|error| KeepError::Other(error.to_string()))
            .and_then(|_| self.go_on_in_place());
        if let Err(error) = begun {
            tracing::error!(%error, "another history cannot be begun");
            self.in_trouble(error);
            return false;
        }
        self.begun_anew = Some(Instant::now());
        for mut work in std::mem::take(&mut self.unfinished) {
            work.failed(error.clone());
        }
        self.take_up_unfinished();
        self.recovered();
        true
    }

    /// Goes on in the database that is in its place by now.
    fn go_on_in_place(&mut self) -> Result<(), KeepError> {
        let session = Session::open(self.dir).map_err(|e| KeepError::Other(e.to_string()))?;
        let touched = session.differing_from(&self.session);
        self.checkpoints = Checkpoints::start(self.dir, &session.db);
        self.session = session;
        (self.feed)(vec![Change::Touched(touched)]);
        Ok(())
    }
}
