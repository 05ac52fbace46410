//! The thread that shows things: what the history and the user say goes into the controller, and
//! what the controller wants done goes to the desktop, the history and the UI's feed.
//!
//! A thread of its own, because it reads the history between a delivery and its popup, and
//! nothing else may stand between the two.

mod found;
mod messages;
mod values;

use std::{
    io,
    sync::mpsc::{Receiver, RecvTimeoutError},
    thread,
    time::Instant,
};

use jiff::{Timestamp, tz::TimeZone};
use kimo_calls::{Call, CallId, MarkKind};
use kimo_history::{Change, KeepError, SettingsChange, TouchedCalls};
use tokio::runtime;

use self::messages::Message;
pub(super) use self::messages::{End, Handle, handle};
use super::Desk;
use crate::{
    Action, CallerContext, Controller, Delivered, Desktop, Formats, Headless, Input, Now, Problem,
    View,
    api::{CallRow, FeedItem},
    language::system_language,
};

/// Starts the thread.
pub(super) fn run(desk: Desk, end: End) -> io::Result<()> {
    let runtime = runtime::Handle::current();
    thread::Builder::new()
        .name("desk".to_owned())
        .spawn(move || {
            let mut runner = Runner::new(desk, runtime);
            runner.begin();
            runner.run(&end.0);
        })
        .map(|_| ())
}

struct Runner {
    desk: Desk,
    runtime: runtime::Handle,
    controller: Controller,
    desktop: Box<dyn Desktop>,
    formats: Formats,
}

impl Runner {
    fn new(desk: Desk, runtime: runtime::Handle) -> Self {
        let zone = TimeZone::system();
        let settings = desk.0.reader.settings().unwrap_or_else(|error| {
            tracing::error!(%error, "the settings cannot be read");
            kimo_history::Settings::default()
        });
        let language = system_language();
        let preferences = values::preferences(settings);
        let controller = Controller::new(preferences, language, zone.clone());
        Self {
            desk,
            runtime,
            controller,
            desktop: Box::new(Headless),
            formats: Formats::new(language, zone),
        }
    }

    /// Tells the controller what was so before it came.
    fn begin(&mut self) {
        self.hooks_changed();
        let found = found::found(&self.desk.0.reader, Timestamp::now()).unwrap_or_else(|error| {
            tracing::error!(%error, "the running calls cannot be read");
            Vec::new()
        });
        for input in found {
            self.take(input);
        }
        self.missed_changed();
        self.take(Input::Blind(self.desk.blind()));
    }

    fn run(&mut self, messages: &Receiver<Message>) {
        loop {
            let first = match self.next(messages) {
                Some(Message::Stop) => return,
                first => first,
            };
            let mut dirty = Dirty::default();
            // What waits already is taken in one go, so that a storm reads the missed callers
            // once and not once a call.
            for message in first.into_iter().chain(messages.try_iter().take(BATCH)) {
                if let Message::Stop = message {
                    return;
                }
                self.hear(message, &mut dirty);
            }
            if dirty.missed {
                self.missed_changed();
            }
            self.tell(dirty);
            self.take(Input::Time);
        }
    }

    /// `None` where the controller has something to do by now.
    fn next(&self, messages: &Receiver<Message>) -> Option<Message> {
        let message = match self.controller.next_deadline() {
            Some(deadline) => {
                messages.recv_timeout(deadline.saturating_duration_since(Instant::now()))
            }
            None => messages.recv().map_err(RecvTimeoutError::from),
        };
        match message {
            Ok(message) => Some(message),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => Some(Message::Stop),
        }
    }

    fn hear(&mut self, message: Message, dirty: &mut Dirty) {
        match message {
            Message::Changed(change) => self.changed(*change, dirty),
            Message::User(action) => self.take(Input::User(action)),
            Message::Removed(call) => self.take(Input::Removed(call)),
            Message::Attach(desktop) => {
                self.desktop = desktop;
                if let Some(tray) = self.controller.tray() {
                    self.desktop.set_tray(tray);
                }
                for popup in self.controller.popups() {
                    self.desktop.show_popup(popup);
                }
            }
            Message::Blind(problem) => self.take(Input::Blind(problem)),
            Message::Hooks => self.hooks_changed(),
            Message::Show(view) => self.open(&view),
            Message::OnDesktop(act) => act(&mut *self.desktop),
            Message::Stop => {}
        }
    }

    fn changed(&mut self, change: Change, dirty: &mut Dirty) {
        match change {
            Change::Delivered {
                hook,
                event,
                repeated,
                call,
                ..
            } => {
                dirty.hooks = true;
                if let (Some(event), Some(call)) = (event, call) {
                    dirty.call(&call);
                    let context = self.context(&call);
                    self.take(Input::Delivered(Delivered {
                        hook,
                        event,
                        repeated,
                        call,
                        context,
                    }));
                }
            }
            Change::Called(call) => {
                dirty.call(&call);
                self.take(Input::Called(call));
            }
            Change::Touched(touched) => {
                dirty.missed |= touched.missed;
                if !touched.calls.is_empty() {
                    dirty.all = true;
                    self.take_removed(&touched.calls);
                }
                if !touched.hooks.is_empty() {
                    dirty.hooks = true;
                    self.hooks_changed();
                }
                if !touched.settings.is_empty() {
                    dirty.settings = true;
                    match self.desk.0.reader.settings() {
                        Ok(settings) => {
                            self.take(Input::Preferences(values::preferences(settings)));
                        }
                        Err(error) => tracing::error!(%error, "the settings cannot be read"),
                    }
                }
            }
            Change::Storage(state) => self.desk.set_blindness(|blindness| {
                blindness.storage = state.err().map(|error| Problem {
                    code: storage_code(&error).to_owned(),
                    detail: error.to_string(),
                });
            }),
        }
    }

    fn take(&mut self, input: Input) {
        let now = Now {
            tick: Instant::now(),
            at: Timestamp::now(),
        };
        for action in self.controller.take(input, now) {
            self.act(action);
        }
    }

    fn act(&mut self, action: Action) {
        match action {
            Action::ShowPopup(popup) => self.desktop.show_popup(&popup),
            Action::ClosePopup(id) => self.desktop.close_popup(&id),
            Action::SetTray(tray) => self.desktop.set_tray(&tray),
            Action::OpenWindow(view) => self.open(&view),
            Action::CallBack(number) => self.desktop.call_back(&number),
            Action::Copy(text) => self.desktop.copy(&text),
            Action::MarkDone(call) => self.write(mark_done(self.desk.clone(), call)),
            Action::Expire(call) => self.write(expire(self.desk.clone(), call)),
            Action::SetDoNotDisturb(on) => self.write(set_do_not_disturb(self.desk.clone(), on)),
            Action::SendTestCall(hook) => {
                let desk = self.desk.clone();
                self.runtime.spawn(async move {
                    if let Err(error) = desk.send_test_call(hook).await {
                        tracing::warn!(%error, "the test call failed");
                    }
                });
            }
            Action::Quit => {
                self.desk.0.quit.send_replace(true);
            }
        }
    }

    fn write(&self, work: impl Future<Output = Result<(), KeepError>> + Send + 'static) {
        self.runtime.spawn(async move {
            if let Err(error) = work.await {
                tracing::warn!(%error, "what the desk decided could not be written");
            }
        });
    }

    fn open(&mut self, view: &View) {
        self.desktop.open_window(view);
        self.desk.tell(FeedItem::Show {
            view: view.to_string(),
        });
    }

    fn hooks_changed(&mut self) {
        match self.desk.sync_hooks() {
            Ok(hooks) => {
                let addresses = self.desk.hook_addresses(&hooks);
                self.take(Input::Hooks(addresses));
            }
            Err(error) => tracing::error!(%error, "the hooks cannot be read"),
        }
    }

    fn missed_changed(&mut self) {
        match values::open_missed(&self.desk.0.reader) {
            Ok(open_missed) => self.take(Input::OpenMissed(open_missed)),
            Err(error) => tracing::error!(%error, "the missed callers cannot be read"),
        }
    }

    /// Calls that are no longer in the history have nothing to show.
    fn take_removed(&mut self, touched: &TouchedCalls) {
        let shown: Vec<CallId> = self.controller.popups().map(|p| p.id.0.clone()).collect();
        for id in shown.into_iter().filter(|id| touched.may_hold(id)) {
            if let Ok(None) = self.desk.0.reader.call(&id) {
                self.take(Input::Removed(id));
            }
        }
    }

    /// What the popup says of the caller beside their name.
    fn context(&self, call: &Call) -> Option<CallerContext> {
        if !self.controller.wants_context(call) {
            return None;
        }
        let (today, week) = self.formats.today_and_week(Timestamp::now());
        let reader = &self.desk.0.reader;
        match reader.caller_context(&call.caller.key(), today, week) {
            Ok(known) => Some(values::context(known)),
            Err(error) => {
                tracing::error!(%error, "what is known of the caller cannot be read");
                None
            }
        }
    }

    /// Tells the UI, if one looks on.
    fn tell(&self, dirty: Dirty) {
        if self.desk.0.feed.receiver_count() == 0 {
            return;
        }
        if !dirty.calls.is_empty() {
            let open_missed = self.desk.0.reader.open_missed_count().unwrap_or_default();
            let open_missed = u32::try_from(open_missed).unwrap_or(u32::MAX);
            for call in dirty.calls {
                let call = Box::new(CallRow::of(&call, &self.desk));
                self.desk.tell(FeedItem::Call { call, open_missed });
            }
        }
        let rest = [
            (dirty.missed, FeedItem::Missed),
            (dirty.hooks, FeedItem::Hooks),
            (dirty.settings, FeedItem::Settings),
            (dirty.all, FeedItem::Calls),
        ];
        for (_, item) in rest.into_iter().filter(|(is_dirty, _)| *is_dirty) {
            self.desk.tell(item);
        }
    }
}

async fn mark_done(desk: Desk, call: CallId) -> Result<(), KeepError> {
    let writer = desk.writer()?;
    writer
        .mark(call, MarkKind::Done(true), Timestamp::now())
        .await
        .map(|_| ())
}

async fn expire(desk: Desk, call: CallId) -> Result<(), KeepError> {
    match desk.writer()?.expire(call.clone(), Timestamp::now()).await {
        // Where it had ended otherwise meanwhile, nobody else tells the controller.
        Ok(ended) => desk.0.attention.changed(Change::Called(Box::new(ended))),
        Err(KeepError::NotFound) => desk.0.attention.removed(call),
        Err(error) => return Err(error),
    }
    Ok(())
}

async fn set_do_not_disturb(desk: Desk, do_not_disturb: bool) -> Result<(), KeepError> {
    let change = SettingsChange {
        do_not_disturb: Some(do_not_disturb),
        ..SettingsChange::default()
    };
    desk.writer()?.change_settings(change).await.map(|_| ())
}

/// What the UI must be told at the end of a batch.
#[derive(Default)]
struct Dirty {
    calls: Vec<Call>,
    missed: bool,
    hooks: bool,
    settings: bool,
    all: bool,
}

impl Dirty {
    /// Of a call that changes several times in a batch only the last state counts.
    fn call(&mut self, call: &Call) {
        let same: Option<&mut Call> = self.calls.iter_mut().find(|known| is(known, &call.id));
        match same {
            Some(known) => known.clone_from(call),
            None => self.calls.push(call.clone()),
        }
    }
}

fn is(call: &Call, id: &CallId) -> bool {
    call.id == *id
}

fn storage_code(error: &KeepError) -> &'static str {
    match error {
        KeepError::DiskFull => "disk-full",
        KeepError::Locked => "storage-locked",
        KeepError::Damaged(_) => "storage-damaged",
        KeepError::NotFound | KeepError::Ours | KeepError::Other(_) | KeepError::Closed => {
            "cannot-store"
        }
    }
}

const BATCH: usize = 256;
