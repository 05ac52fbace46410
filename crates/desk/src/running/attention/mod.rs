//! The thread that asks for attention: what the history and the user say goes into the controller,
//! and what the controller wants done goes to the desktop, the history and the UI's feed.
//!
//! A thread of its own, because it reads the history between a delivery and its popup, and
//! nothing else may stand between the two.

mod acting;
mod batch;
mod found;
pub(super) mod messages;
mod values;

use std::{
    io,
    sync::mpsc::{Receiver, RecvTimeoutError},
    thread,
    time::Instant,
};

use jiff::{Timestamp, tz::TimeZone};
use kimo_attention::{
    CallerContext, Controller, Delivered, Desktop, Formats, Headless, Input, Now,
};
use kimo_calls::{Call, CallId, Status};
use kimo_history::{
    Change, DeliverySource, ReadError, Reader, Setting, Settings, Touched, TouchedCalls,
};
use tokio::runtime;

use self::{
    batch::Batch,
    messages::{End, Message},
};
use super::running_desk::Desk;
use crate::{
    health::{Part, storage_problem},
    language::system_language,
    preferences::{preferences, wanted},
};

/// Starts the thread.
pub(super) fn run(desk: Desk, end: End) -> io::Result<()> {
    let runtime = runtime::Handle::current();
    thread::Builder::new()
        .name("attention".to_owned())
        .spawn(move || {
            // What the controller wants written is written on the runtime.
            let _entered = runtime.enter();
            let mut attention = Attention::new(desk);
            attention.begin();
            attention.run(&end.0);
        })
        .map(|_| ())
}

struct Attention {
    desk: Desk,
    controller: Controller,
    desktop: Box<dyn Desktop>,
    formats: Formats,
    /// How many missed callers of this desk are open. Counted when that may have changed, and not
    /// with every delivery: where extensions are set, it takes a look at hundreds of calls.
    open_missed: u32,
    /// Some of them can wait, until they call.
    some_can_wait: bool,
}

impl Attention {
    fn new(desk: Desk) -> Self {
        let zone = TimeZone::system();
        let preferences = wanted(desk.reader()).unwrap_or_else(|error| {
            tracing::error!(%error, "the settings cannot be read");
            preferences(Settings::default())
        });
        let language = system_language();
        let controller = Controller::new(preferences, language, zone.clone())
            .with_card_that_lingers(desk.card_lingers());
        Self {
            desk,
            controller,
            desktop: Box::new(Headless),
            formats: Formats::new(language, zone),
            open_missed: 0,
            some_can_wait: false,
        }
    }

    /// Tells the controller what was so before it came.
    fn begin(&mut self) {
        self.addresses_changed();
        let desk = self.desk.clone();
        let found = found::found(desk.reader(), Timestamp::now(), |mut input| {
            if let Input::Found { call, context, .. } = &mut input {
                *context = self.context(call);
            }
            self.take(input);
        });
        if let Err(error) = found {
            tracing::error!(%error, "the running calls cannot be read");
        }
        self.missed_changed();
        self.proofs_changed();
        self.take(Input::Blind(self.desk.blind()));
        self.take(Input::Lacks(self.desk.lacks()));
    }

    fn run(&mut self, messages: &Receiver<Message>) {
        loop {
            let first = match self.next(messages) {
                Some(Message::Stop) => return,
                first => first,
            };
            let mut batch = Batch::default();
            // What waits already is taken in one go, so that a storm reads the missed callers
            // once and not once a call.
            for message in first.into_iter().chain(messages.try_iter().take(AT_ONCE)) {
                if let Message::Stop = message {
                    return;
                }
                self.hear(message, &mut batch);
            }
            if batch.contacts {
                self.known_otherwise();
            }
            if batch.missed {
                self.missed_changed();
                self.take_settled();
            }
            batch.tell(&self.desk, self.open_missed);
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

    fn hear(&mut self, message: Message, batch: &mut Batch) {
        match message {
            Message::Changed(changes) => {
                for change in changes {
                    self.changed(change, batch);
                }
            }
            Message::User(action) => self.take(Input::User(action)),
            Message::BroughtIn(calls) => self.brought_in(&calls),
            Message::Removed(call) => self.take(Input::Removed(call)),
            Message::Attach(desktop) => {
                self.desktop = desktop;
                if let Some(tray) = self.controller.tray() {
                    self.desktop.set_tray(tray);
                }
                for popup in self.controller.popups() {
                    self.desktop.show_popup(popup);
                }
                let card = self.controller.card();
                card.inspect(|card| self.desktop.show_card(card));
            }
            Message::Health { blind, lacks } => {
                self.take(Input::Blind(blind));
                self.take(Input::Lacks(lacks));
            }
            Message::Addresses => self.addresses_changed(),
            Message::Show(view) => self.open(&view),
            Message::OnDesktop(act) => act(&mut *self.desktop),
            Message::Stop => {}
        }
    }

    fn changed(&mut self, change: Change, batch: &mut Batch) {
        match change {
            // It does not happen now, so nothing pops up; what is told already is told rightly.
            Change::Delivered {
                source: DeliverySource::Record,
                call,
                ..
            } => {
                batch.hooks |= call.is_none();
                if let Some(call) = call {
                    batch.call(&call);
                    batch.missed = true;
                    if self.controller.has_in_mind(&call.id) {
                        self.take(Input::Called(call));
                    }
                }
            }
            Change::Delivered {
                hook,
                event,
                repeated,
                call,
                ..
            } => {
                batch.hooks = true;
                if let (Some(event), Some(call)) = (event, call) {
                    batch.call(&call);
                    batch.missed |= self.some_can_wait && call.status == Status::Ringing;
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
                batch.call(&call);
                self.take(Input::Called(call));
            }
            Change::Touched(touched) => self.touched(&touched, batch),
            Change::Storage(state) => {
                self.desk
                    .set_health(Part::Storage, state.err().as_ref().map(storage_problem));
            }
        }
    }

    fn touched(&mut self, touched: &Touched, batch: &mut Batch) {
        batch.missed |= touched.missed;
        batch.contacts |= touched.contacts;
        batch.records |= touched.records;
        if touched.records {
            self.proofs_changed();
        }
        batch.messages |= touched.messages;
        if !touched.calls.is_empty() {
            batch.touched(&touched.calls);
            self.take_removed(&touched.calls);
        }
        if !touched.hooks.is_empty() {
            batch.hooks = true;
            self.hooks_changed();
        }
        if touched.incidents {
            self.desk.incidents_changed();
        }
        if !touched.settings.is_empty() {
            batch.settings = true;
            // Others may be this desk's own now.
            batch.missed = true;
            // Who hung up at once is another one, in every list.
            batch.all |= touched.settings.contains(&Setting::ShortCallSeconds);
            match wanted(self.reader()) {
                Ok(preferences) => self.take(Input::Preferences(Box::new(preferences))),
                Err(error) => tracing::error!(%error, "the settings cannot be read"),
            }
            if !self.controller.shows_card() {
                // Nobody misses it.
                self.desk.set_health(Part::Card, None);
            }
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

    fn hooks_changed(&mut self) {
        if let Err(error) = self.desk.sync_hooks() {
            tracing::error!(%error, "the hooks cannot be read");
        }
        self.addresses_changed();
        // Whose telephone a number is depends on where its hook reads numbers.
        self.missed_changed();
        self.proofs_changed();
        self.desk.unread_changed(Timestamp::now());
    }

    /// The hooks are others, or the addresses of the same ones.
    fn addresses_changed(&mut self) {
        self.take(Input::Hooks(self.desk.hook_addresses()));
    }

    fn missed_changed(&mut self) {
        match values::open_missed(&self.desk, self.reader()) {
            Ok(open_missed) => {
                self.open_missed = open_missed.total;
                self.some_can_wait = open_missed.changes_at.is_some();
                self.take(Input::OpenMissed(open_missed));
            }
            Err(error) => tracing::error!(%error, "the missed callers cannot be read"),
        }
    }

    fn proofs_changed(&mut self) {
        match values::complete(&self.desk, self.reader()) {
            Ok(complete) => self.take(Input::Complete(complete)),
            Err(error) => tracing::error!(%error, "what is proved cannot be read"),
        }
    }

    /// The history knows whose two numbers are one's, and by which of them they were reached.
    fn take_settled(&mut self) {
        let told: Vec<Call> = self.controller.missed_told().cloned().collect();
        match self.reader().settlements(&told) {
            Ok(settled) => {
                for call in settled.into_keys() {
                    self.take(Input::Settled(call));
                }
            }
            Err(error) => tracing::error!(%error, "who was settled cannot be read"),
        }
    }

    /// Tells of those whose callers are still to be called back.
    fn brought_in(&mut self, calls: &[CallId]) {
        let told = || -> Result<Vec<Call>, ReadError> {
            let mut missed = Vec::new();
            for id in calls {
                missed.extend(self.reader().call(id)?.filter(|call| call.missed));
            }
            let settled = self.reader().settlements(&missed)?;
            missed.retain(|call| !settled.contains_key(&call.id));
            missed.sort_by_key(|call| call.started_at);
            Ok(missed)
        };
        match told() {
            Ok(missed) => {
                let known = missed.into_iter().map(|call| {
                    let context = self.read_context(&call);
                    (call, context)
                });
                let known = known.collect();
                self.take(Input::BroughtIn(known));
            }
            Err(error) => tracing::error!(%error, "what was brought in cannot be read"),
        }
    }

    /// Somebody's name, or whether their calls are wanted, may be another in what is shown.
    fn known_otherwise(&mut self) {
        let named = self.controller.calls_named().map(|call| call.id.clone());
        let named: Vec<CallId> = named.collect();
        for id in named {
            match self.reader().call(&id) {
                Ok(Some(call)) => {
                    let context = self.read_context(&call);
                    self.take(Input::Known(Box::new(call), context));
                }
                Ok(None) => {}
                Err(error) => tracing::error!(%error, "a call that is shown cannot be read"),
            }
        }
    }

    /// Calls that are no longer in the history have nothing to show.
    fn take_removed(&mut self, touched: &TouchedCalls) {
        let told = self.controller.calls_told();
        let told: Vec<CallId> = told.map(|call| call.id.clone()).collect();
        for id in told.into_iter().filter(|id| touched.may_hold(id)) {
            if let Ok(None) = self.reader().call(&id) {
                self.take(Input::Removed(id));
            }
        }
    }

    /// What the popup says of the caller beside their name.
    fn context(&self, call: &Call) -> Option<CallerContext> {
        match self.controller.wants_context(call) {
            true => self.read_context(call),
            false => None,
        }
    }

    fn read_context(&self, call: &Call) -> Option<CallerContext> {
        let since = self.formats.today_and_week(Timestamp::now());
        match values::context(call, since, self.controller.shows_card(), self.reader()) {
            Ok(known) => Some(known),
            Err(error) => {
                tracing::error!(%error, "what is known of the caller cannot be read");
                None
            }
        }
    }

    fn reader(&self) -> &Reader {
        self.desk.reader()
    }
}

const AT_ONCE: usize = 256;
