//! The screen pop: what is opened once for a call.

use kimo_calls::{CallId, Direction, PopWhen};

use super::{Action, Controller, Now, relevance};
use crate::{
    popup::PopupKind,
    screen_pop::{Opening, PopValues},
};

impl Controller {
    /// Opens what is to be opened for a call, once and while it is time.
    pub(super) fn pop(&mut self, id: &CallId, now: Now, out: &mut Vec<Action>) {
        let preferences = &self.preferences;
        let Some(watch) = self.watches.get_mut(id) else {
            return;
        };
        let is_wanted = match preferences.screen_pop.when {
            PopWhen::Off => false,
            PopWhen::Ringing => watch.notice.kind() == Some(PopupKind::Ringing),
            PopWhen::Answered => {
                let everybody = preferences.extensions.is_empty();
                watch.is_talking_live()
                    && relevance::pops(&watch.call, preferences, watch.region)
                    && (everybody
                        || relevance::is_answered_here(&watch.call, preferences, watch.region))
            }
        };
        let is_of_nobody = watch.call.direction != Direction::Inbound
            || watch.call.caller.is_hidden()
            || watch.is_kept_quiet(self.quiet.is_on());
        if !is_wanted || watch.has_popped || is_of_nobody {
            return;
        }
        watch.has_popped = true;
        if !self.popped.let_through(now.tick) {
            tracing::warn!("too much was opened for calls within a minute");
            return;
        }
        match Opening::of(&preferences.screen_pop, &PopValues::of(&watch.call)) {
            Ok(opening) => out.push(Action::Open(opening)),
            Err(error) => tracing::warn!(%error, "nothing is opened for a call"),
        }
    }
}
