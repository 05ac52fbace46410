//! A desk's history in a directory of its own, and PBXs that post to it.
#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "each test binary uses its part; a panic there is the report"
)]

pub(crate) mod fetched;

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};

use jiff::SignedDuration;
use kimo_calls::{Account, Call, CallId, Hook, HookId, PbxId, Region, Timestamp};
use kimo_history::{
    CallFilter, CallQuery, Change, ContactDraft, ContactId, ContactNumber, DeliverySource, History,
    Incoming, KeepError, Kept, Reader, Saved, Touched, TouchedCalls, Writer,
};
use kimo_pbx::{Delivery, VerimorCall};
use tempfile::TempDir;

pub(crate) const VERIMOR: PbxId = PbxId::known("verimor");
pub(crate) const BULUTFON: PbxId = PbxId::known("bulutfon");
pub(crate) const MTT: PbxId = PbxId::known("mtt");

/// A history that is being written.
pub(crate) struct Desk {
    pub(crate) dir: TempDir,
    pub(crate) history: History,
    pub(crate) writer: Writer,
    pub(crate) reader: Reader,
    changes: Arc<Mutex<Vec<Change>>>,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self::at(tempfile::tempdir().unwrap())
    }

    pub(crate) fn at(dir: TempDir) -> Self {
        let opened = History::open(dir.path()).unwrap();
        assert_eq!(opened.set_aside, None);
        let changes = Arc::<Mutex<Vec<Change>>>::default();
        let feed = changes.clone();
        let writer = opened
            .history
            .writer(move |changes| feed.lock().unwrap().extend(changes))
            .unwrap();
        let reader = opened.history.reader();
        if reader.hooks().unwrap().is_empty() {
            add_usual_hooks(&writer);
            changes.lock().unwrap().clear();
        }
        Self {
            reader,
            history: opened.history,
            dir,
            writer,
            changes,
        }
    }

    /// Makes a contact of one number.
    pub(crate) async fn name(&self, number: &str, name: &str) -> ContactId {
        match self
            .writer
            .save_contact(None, contact(name, &[number]))
            .await
            .unwrap()
        {
            Saved::Kept(id) => id,
            taken @ Saved::Taken { .. } => panic!("{taken:?}"),
        }
    }

    /// Stops the desk, as a user would.
    pub(crate) fn stop(self) -> TempDir {
        drop(self.writer);
        self.dir
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.history.path()
    }

    /// A second way into the database, as another program would have.
    pub(crate) fn sql(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(self.path()).unwrap()
    }

    /// What the feed has said since this was last asked.
    pub(crate) fn changes(&self) -> Vec<Change> {
        std::mem::take(&mut self.changes.lock().unwrap())
    }

    /// What the feed has said to be touched since this was last asked, together.
    pub(crate) fn touched(&self) -> Touched {
        touched(self.changes())
    }

    /// Waits until nothing long is left to do.
    pub(crate) async fn finished(&self) {
        let left = || -> i64 {
            let sql = "SELECT count(*) FROM unfinished";
            self.sql().query_row(sql, [], |row| row.get(0)).unwrap()
        };
        while left() > 0 {
            // Whenever it was asked nothing else, it has done a step.
            self.writer.reload().await.unwrap();
        }
    }

    pub(crate) fn hook(&self, pbx: PbxId) -> Hook {
        let hooks = self.reader.hooks().unwrap();
        let hook = hooks.into_iter().find(|hook| hook.hook.pbx == pbx);
        hook.unwrap().hook
    }

    pub(crate) async fn post(
        &self,
        pbx: PbxId,
        body: &[u8],
        at: Timestamp,
    ) -> Result<Kept, KeepError> {
        let incoming = incoming(&self.hook(pbx), None, body, at);
        self.writer.keep(incoming).await
    }

    /// Delivers it in its own minute.
    pub(crate) async fn verimor(&self, event: &Verimor<'_>) -> Kept {
        let minute = SignedDuration::from_mins(event.minute.into());
        self.verimor_at(event, noon() + minute + SignedDuration::from_secs(40))
            .await
    }

    pub(crate) async fn verimor_at(&self, event: &Verimor<'_>, at: Timestamp) -> Kept {
        let body = event.body();
        self.post(VERIMOR, body.as_bytes(), at).await.unwrap()
    }

    pub(crate) fn call(&self, id: &str) -> Option<Call> {
        self.reader.call(&call_id(id)).unwrap()
    }

    pub(crate) fn found(&self, search: &str) -> Vec<String> {
        self.list(CallFilter::All, search)
    }

    pub(crate) fn list(&self, filter: CallFilter, search: &str) -> Vec<String> {
        let query = CallQuery {
            filter,
            search: search.to_owned(),
            limit: 1000,
            ..CallQuery::default()
        };
        let calls = self.reader.calls(&query).unwrap().calls;
        calls.into_iter().map(|call| call.id.pbx_call_id).collect()
    }

    /// Each open caller with the count of missed calls, the last first, and behind them those who
    /// withhold their number.
    pub(crate) fn open(&self) -> Vec<(String, u32)> {
        let open = self.reader.open_missed(100).unwrap();
        assert_eq!(self.reader.open_missed_count().unwrap(), open.len() as u64);
        open.into_iter()
            .chain(self.reader.open_hidden().unwrap())
            .map(|caller| (caller.key.as_str().to_owned(), caller.count))
            .collect()
    }
}

/// A hook for each PBX, from whatever thread.
fn add_usual_hooks(writer: &Writer) {
    let added = std::thread::scope(|scope| {
        let add = || {
            let runtime = tokio::runtime::Builder::new_current_thread().build();
            let adding = writer.add_usual_hooks(vec![VERIMOR, BULUTFON, MTT]);
            runtime.unwrap().block_on(adding)
        };
        scope.spawn(add).join().unwrap()
    });
    assert_eq!(added.unwrap().len(), 3);
}

pub(crate) fn incoming(
    hook: &Hook,
    content_type: Option<&str>,
    body: &[u8],
    received_at: Timestamp,
) -> Incoming {
    let delivery = Delivery::to(hook, content_type, body, received_at);
    Incoming {
        source: DeliverySource::Hook,
        hook: hook.clone(),
        content_type: content_type.map(str::to_owned),
        body: body.to_vec(),
        received_at,
        reading: kimo_pbx::read(&delivery, &hook.meaning),
    }
}

/// What these changes touch, together.
pub(crate) fn touched(changes: Vec<Change>) -> Touched {
    let mut all = Touched::default();
    for change in changes {
        let Change::Touched(touched) = change else {
            continue;
        };
        all.missed |= touched.missed;
        all.contacts |= touched.contacts;
        all.records |= touched.records;
        all.messages |= touched.messages;
        all.incidents |= touched.incidents;
        all.hooks.extend(touched.hooks);
        all.settings.extend(touched.settings);
        match (&mut all.calls, touched.calls) {
            (TouchedCalls::These(all), TouchedCalls::These(more)) => all.extend(more),
            (calls, _) => *calls = TouchedCalls::Many,
        }
    }
    all
}

/// What the feed says of hooks that changed.
pub(crate) fn hooks_touched(hooks: &[HookId]) -> Change {
    Change::Touched(Touched {
        hooks: hooks.iter().copied().collect(),
        ..Touched::default()
    })
}

pub(crate) fn call_id(id: &str) -> CallId {
    CallId {
        pbx: VERIMOR,
        account: Account::default(),
        pbx_call_id: id.to_owned(),
    }
}

/// Noon of 2026-11-20 in Turkey.
pub(crate) fn noon() -> Timestamp {
    "2026-11-20T09:00:00Z".parse().unwrap()
}

/// One event of Verimor's, at a minute of 2026-11-20 from noon on.
#[derive(Clone, Copy)]
pub(crate) struct Verimor<'a> {
    pub(crate) event: &'a str,
    pub(crate) call: &'a str,
    pub(crate) direction: &'a str,
    pub(crate) from: &'a str,
    pub(crate) to: &'a str,
    pub(crate) minute: u32,
    pub(crate) answered: bool,
}

impl Default for Verimor<'_> {
    fn default() -> Self {
        Self {
            event: "hangup",
            call: "c1",
            direction: "inbound",
            from: "05321234567",
            to: "02129090909",
            minute: 0,
            answered: false,
        }
    }
}

impl Verimor<'_> {
    pub(crate) fn body(&self) -> String {
        let Self {
            event,
            call,
            direction,
            from,
            to,
            minute,
            answered,
        } = self;
        let call = VerimorCall {
            id: (*call).to_owned(),
            started_at: noon() + SignedDuration::from_mins((*minute).into()),
            direction,
            caller: from,
            shows: "",
            called: to,
            queue: "",
        };
        let phone = match *direction {
            "outbound" => "",
            _ => "1001",
        };
        match *event {
            "ringing" => call.ringing(phone),
            "answer" => call.answer(phone, phone, 5),
            event => call.post(
                event,
                &[
                    ("dialed_user", phone),
                    ("end_stamp", &call.stamp(30)),
                    ("answered", if *answered { "true" } else { "false" }),
                    ("hangup_cause", "NO_ANSWER"),
                ],
            ),
        }
    }
}

/// A copy of every file of a directory, to see whether any was touched.
pub(crate) fn contents(dir: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files: Vec<_> = std::fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .map(|path| (path.clone(), std::fs::read(&path).unwrap()))
        .collect();
    files.sort();
    files
}

/// A contact with these numbers, written as in Turkey.
pub(crate) fn contact(name: &str, numbers: &[&str]) -> ContactDraft {
    let numbers = numbers
        .iter()
        .map(|written| ContactNumber::read(written, None, Region::TR).unwrap());
    ContactDraft {
        name: name.to_owned(),
        numbers: numbers.collect(),
        ..ContactDraft::default()
    }
}
