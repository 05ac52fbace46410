//! The controller, told of the history as the desk tells it.

use std::time::Duration;

use jiff::{Timestamp, tz};
use kimo_attention::{
    Action, CallerContext, Controller, Delivered, Formats, Input, Lang, MissedCaller, Now,
    OpenMissed, Preferences, TRAY_CALLERS,
};
use kimo_calls::{Call, CallId, CallerKey};
use kimo_history::{Change, ReadError, Reader, TouchedCalls};

/// What is on the screen of a desk, and why.
pub(super) struct Attention {
    pub(super) controller: Controller,
    formats: Formats,
    /// Calls of which nothing more was heard, to be taken down.
    pub(super) to_expire: Vec<CallId>,
}

impl Attention {
    /// A desk that has just started: it looks at what was so before.
    pub(super) fn begin(reader: &Reader, now: Now) -> Result<Self, ReadError> {
        let zone = tz::TimeZone::fixed(tz::offset(3));
        let mut attention = Self {
            controller: Controller::new(Preferences::default(), Lang::En, zone.clone()),
            formats: Formats::new(Lang::En, zone),
            to_expire: Vec::new(),
        };
        for input in found(reader, now.at)? {
            attention.take(input, now);
        }
        attention.missed_changed(reader, now)?;
        Ok(attention)
    }

    pub(super) fn take(&mut self, input: Input, now: Now) {
        for action in self.controller.take(input, now) {
            if let Action::Expire(call) = action {
                self.to_expire.push(call);
            }
        }
    }

    /// Takes in what the history tells after a commit.
    pub(super) fn hear(
        &mut self,
        changes: impl IntoIterator<Item = Change>,
        reader: &Reader,
        now: Now,
    ) -> Result<(), ReadError> {
        let mut missed = false;
        for change in changes {
            match change {
                Change::Delivered {
                    hook,
                    event: Some(event),
                    repeated,
                    call: Some(call),
                    ..
                } => {
                    let context = self.context(&call, reader, now.at)?;
                    let delivered = Delivered {
                        hook,
                        event,
                        repeated,
                        call,
                        context,
                    };
                    self.take(Input::Delivered(delivered), now);
                }
                Change::Called(call) => self.take(Input::Called(call), now),
                Change::Touched(touched) => {
                    missed |= touched.missed;
                    self.take_removed(&touched.calls, reader, now)?;
                }
                Change::Delivered { .. } | Change::Storage(_) => {}
            }
        }
        if missed {
            self.missed_changed(reader, now)?;
        }
        self.take(Input::Time, now);
        Ok(())
    }

    fn take_removed(
        &mut self,
        touched: &TouchedCalls,
        reader: &Reader,
        now: Now,
    ) -> Result<(), ReadError> {
        if touched.is_empty() {
            return Ok(());
        }
        let told = self.controller.calls_told();
        let told: Vec<CallId> = told.map(|call| call.id.clone()).collect();
        for id in told.into_iter().filter(|id| touched.may_hold(id)) {
            if reader.call(&id)?.is_none() {
                self.take(Input::Removed(id), now);
            }
        }
        Ok(())
    }

    fn missed_changed(&mut self, reader: &Reader, now: Now) -> Result<(), ReadError> {
        let total = reader.open_missed_count()?;
        let callers = reader.open_missed(TRAY_CALLERS)?.into_iter();
        let open_missed = OpenMissed {
            total: u32::try_from(total).unwrap_or(u32::MAX),
            callers: callers
                .map(|open| MissedCaller {
                    caller: open.caller,
                    count: open.count,
                    last_at: open.last_at,
                    last_call: open.last_call.id,
                })
                .collect(),
            ..OpenMissed::default()
        };
        self.take(Input::OpenMissed(open_missed), now);
        Ok(())
    }

    fn context(
        &self,
        call: &Call,
        reader: &Reader,
        now: Timestamp,
    ) -> Result<Option<CallerContext>, ReadError> {
        if !self.controller.wants_context(call) {
            return Ok(None);
        }
        let (today, week) = self.formats.today_and_week(now);
        let known = reader.caller_context(&CallerKey::of(&call.caller, &call.id), today, week)?;
        Ok(Some(CallerContext {
            calls_today: known.calls_today,
            missed_this_week: known.missed_this_week,
            contact: known.contact.map(|contact| contact.0),
            note: known.note,
            is_important: known.is_important,
            is_unwanted: known.is_unwanted,
            last_talk: None,
        }))
    }
}

/// What a desk finds at its start.
fn found(reader: &Reader, now: Timestamp) -> Result<Vec<Input>, ReadError> {
    let mut inputs = Vec::new();
    for known in reader.hooks()? {
        let hook = known.hook.id;
        for (at, received_at) in reader.times_told(hook, LEARN_FROM)? {
            inputs.push(Input::Learn {
                hook,
                at,
                received_at,
            });
        }
    }
    for id in reader.running()? {
        let Some(call) = reader.call(&id)? else {
            continue;
        };
        let events = reader.events(&call.id)?;
        let heard = events.iter().map(|event| event.received_at).max();
        let silent_for = heard
            .and_then(|heard| Duration::try_from(now.duration_since(heard)).ok())
            .unwrap_or_default();
        let call = Box::new(call);
        let first = reader.deliveries(&call.id)?.into_iter().next();
        inputs.push(Input::Found {
            hook: first.map(|first| first.hook),
            call,
            silent_for,
            context: None,
        });
    }
    Ok(inputs)
}

const LEARN_FROM: usize = 400;
