//! How a call is folded from its events, and stored.

use kimo_calls::{Call, CallId, CallerKey, Party};

use crate::{
    calls::{
        self, events,
        known::KnownCall,
        standing::{Parties, Standing},
    },
    db::{session::Session, time::micros},
    marks,
    numbers::{self, Spelling},
};

impl Session {
    /// What is known of a call; `None` if nothing ever was. Put it back with [`Session::know`].
    pub(crate) fn known(&mut self, id: &CallId) -> rusqlite::Result<Option<KnownCall>> {
        if let Some(known) = self.calls.take(id) {
            return Ok(Some(known));
        }
        let Some(row) = calls::find(&self.db, id)? else {
            return Ok(None);
        };
        let mut events = events::of_call(&self.db, row, id)?;
        events.extend(marks::of_call(&self.db, id)?);
        Ok(Some(KnownCall {
            events,
            call: calls::load(&self.db, row)?,
        }))
    }

    /// Keeps what is known of a call by heart.
    pub(crate) fn know(&mut self, id: CallId, known: KnownCall) {
        self.calls.put_weighing(1 + known.events.len(), id, known);
    }

    /// Folds what is known of a call anew and stores the call. Gives its row; `None` if the
    /// events make no call.
    pub(crate) fn refold(&mut self, known: &mut KnownCall) -> rusqlite::Result<Option<i64>> {
        let Some(call) = Call::from_events(&known.events) else {
            return Ok(None);
        };
        self.store(known, call).map(Some)
    }

    /// Stores a call as what is known comes to, with the numbers that its parties have by now.
    /// Gives its row.
    pub(crate) fn store(&mut self, known: &mut KnownCall, mut call: Call) -> rusqlite::Result<i64> {
        let missed = call.is_missed_for(&self.settings.extensions);
        let caller = self.spelling(&call.caller, &call.id)?;
        let called = self.spelling(&call.called, &call.id)?;
        call.caller.name.clone_from(&caller.name);
        call.called.name.clone_from(&called.name);
        let parties = Parties {
            caller: &caller,
            called: &called,
        };
        let was = known.call.take();
        let is = match &was {
            Some((before, was))
                if *before == call && was.missed == missed && was.is_between(&parties) =>
            {
                *was
            }
            Some((_, was)) => calls::update(&self.db, was, &call, missed, &parties)?,
            None => {
                let heard = known.events.iter().filter(|event| event.is_news());
                let first = heard.map(|event| micros(event.received_at)).min();
                calls::insert(&self.db, &call, missed, &parties, first.unwrap_or_default())?
            }
        };
        let was = was.map(|(_, was)| was);
        self.call_changed(was.as_ref(), Some(&is))?;
        if was.is_some_and(|was| was.parties_differ(&is)) {
            // A number that is gone might come back as another row.
            self.spellings.clear();
        }
        known.call = Some((call, is));
        Ok(is.call)
    }

    /// Removes a call with its marks, whose events and deliveries are gone, and numbers that no
    /// other call has.
    pub(crate) fn remove_call(&mut self, id: &CallId, at: &Standing) -> rusqlite::Result<()> {
        self.calls.take(id);
        calls::remove(&self.db, at.call)?;
        self.call_changed(Some(at), None)?;
        self.spellings.clear();
        self.touched.calls.add(id);
        Ok(())
    }

    /// The rows of a party.
    fn spelling(&mut self, party: &Party, call: &CallId) -> rusqlite::Result<Spelling> {
        let spelled = (party.raw.clone(), CallerKey::of(party, call));
        let spelling = match self.spellings.take(&spelled) {
            Some(spelling) => spelling,
            None => numbers::intern(&self.db, party, &spelled.1)?,
        };
        self.spellings.put(spelled, spelling.clone());
        Ok(spelling)
    }
}
