//! What the desk tells: deliveries, marks, calls found at the start, preferences.

use std::time::Duration;

use kimo_calls::{Call, CallId, HookId, Status};

use super::{
    Action, Controller, Delivered, Now, relevance,
    watch::{Arrival, Watch},
};
use crate::{
    known::CallerContext, popup::PopupId, preferences::Preferences, problem::Problem, texts::Texts,
};

impl Controller {
    pub(super) fn delivered(&mut self, delivered: Delivered, now: Now, out: &mut Vec<Action>) {
        let Delivered {
            hook,
            event,
            repeated,
            call,
            context,
        } = delivered;
        let call = *call;
        let id = call.id.clone();
        // First, so that the one by which a difference is established is not late by it.
        if !repeated {
            self.clocks.learn_from(hook, &event);
        }
        let arrival = Arrival {
            repeated,
            late: self.clocks.is_late(hook, &event),
        };
        if !id.is_test() {
            self.tray_is_stale |= self.last_hook.replace(hook) != Some(hook);
        }
        let region = self.region(&id, Some(hook));
        let watch = self
            .watches
            .entry(id.clone())
            .or_insert_with(|| Watch::new(call.clone(), region, now.tick));
        watch.hook = Some(hook);
        if let Some(context) = context {
            watch.context = Some(before(&call, context, &self.preferences));
        }
        watch.take(&event, call, arrival, now.tick);
        self.refresh(&id, now, out);
        self.keep_within_bounds(&id, out);
        self.clear_settled_by(&id, now, out);
    }

    pub(super) fn called(&mut self, call: Call, now: Now, out: &mut Vec<Action>) {
        let id = call.id.clone();
        let region = self.region(&id, None);
        let watch = self
            .watches
            .entry(id.clone())
            .or_insert_with(|| Watch::new(call.clone(), region, now.tick));
        watch.call = call;
        self.refresh(&id, now, out);
        self.clear_settled_by(&id, now, out);
    }

    pub(super) fn known(
        &mut self,
        call: Call,
        context: Option<CallerContext>,
        now: Now,
        out: &mut Vec<Action>,
    ) {
        let id = call.id.clone();
        let Some(watch) = self.watches.get_mut(&id) else {
            return;
        };
        if let Some(context) = context {
            watch.context = Some(before(&call, context, &self.preferences));
        }
        watch.call = call;
        self.refresh(&id, now, out);
    }

    /// They are told at once, so that there is one popup for all of them.
    pub(super) fn brought_in(
        &mut self,
        calls: Vec<(Call, Option<CallerContext>)>,
        now: Now,
        out: &mut Vec<Action>,
    ) {
        for (call, context) in calls {
            let id = call.id.clone();
            let region = self.region(&id, None);
            let context = context.map(|context| before(&call, context, &self.preferences));
            let watch = self
                .watches
                .entry(id.clone())
                .or_insert_with(|| Watch::brought_in(call, region, now.tick));
            watch.context = watch.context.take().or(context);
            self.refresh(&id, now, out);
        }
    }

    pub(super) fn found(
        &mut self,
        (hook, call, context): (Option<HookId>, Call, Option<CallerContext>),
        silent_for: Duration,
        now: Now,
        out: &mut Vec<Action>,
    ) {
        let id = call.id.clone();
        let region = self.region(&id, hook);
        let watch = self
            .watches
            .entry(id.clone())
            .or_insert_with(|| Watch::found(call, region, silent_for, now.tick));
        watch.hook = watch.hook.or(hook);
        watch.context = watch.context.take().or(context);
        self.refresh(&id, now, out);
        self.keep_within_bounds(&id, out);
    }

    pub(super) fn removed(&mut self, id: &CallId, out: &mut Vec<Action>) {
        let Some(watch) = self.watches.remove(id) else {
            return;
        };
        if let Some(deadline) = watch.deadline {
            self.deadlines.remove(&(deadline, id.clone()));
        }
        self.close(&PopupId::Call(id.clone()), out);
        self.take_off_card(id);
        self.in_progress.remove(id);
        self.rings_no_more(id);
        self.missed_is_stale |= self.missed.remove(id);
        self.tray_is_stale |= self.waiting.remove(id);
    }

    pub(super) fn set_preferences(
        &mut self,
        preferences: Preferences,
        now: Now,
        out: &mut Vec<Action>,
    ) {
        let language = preferences.language.unwrap_or(self.system_language);
        if language != self.texts.language() {
            self.texts = Texts::for_language(language);
            self.formats = self.formats.in_language(language);
        }
        let was = std::mem::replace(&mut self.preferences, preferences);
        self.judge_quiet(now, out);
        self.promise_changed(&was, now);
        self.card_is_told_otherwise();
        self.tray_is_stale = true;
        self.tell_anew(now, out);
    }

    /// What the card does not show, popups do.
    pub(super) fn set_lacks(&mut self, lacks: Vec<Problem>, now: Now, out: &mut Vec<Action>) {
        self.tray_is_stale |= self.lacks != lacks;
        let lacked_card = self.lacks_card();
        self.lacks = lacks;
        if lacked_card != self.lacks_card() {
            self.missed_is_stale = true;
            self.tell_anew(now, out);
        }
    }

    /// Looks again at how every call is told that may be.
    pub(super) fn tell_anew(&mut self, now: Now, out: &mut Vec<Action>) {
        let of_interest = self
            .watches
            .values()
            .filter(|watch| watch.call.status != Status::Ended || self.is_told(&watch.call.id));
        let ids: Vec<CallId> = of_interest.map(|watch| watch.call.id.clone()).collect();
        for id in ids {
            self.refresh(&id, now, out);
        }
    }

    /// A missed popup has nothing more to say once its caller was reached, or marked done.
    fn clear_settled_by(&mut self, id: &CallId, now: Now, out: &mut Vec<Action>) {
        let by = self.watches.get(id).map(|watch| &watch.call);
        let Some(by) = by.filter(|call| relevance::may_settle(call)) else {
            return;
        };
        let caller = by.other_key();
        let settled = self.missed.calls_of(&caller).filter(|missed| {
            self.watches
                .get(missed)
                .is_some_and(|watch| relevance::settles(by, &watch.call))
        });
        let settled: Vec<CallId> = settled.cloned().collect();
        for missed in settled {
            self.dismiss(&missed, now, out);
        }
    }
}

/// What was known of the caller before this call was missed.
fn before(call: &Call, mut context: CallerContext, preferences: &Preferences) -> CallerContext {
    let this_one = u32::from(relevance::is_missed(call, preferences));
    context.missed_this_week = context.missed_this_week.saturating_sub(this_one);
    context
}
