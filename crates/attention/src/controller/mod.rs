//! What pops up and when it goes: a state machine without clock, desktop or storage.

mod action;
mod at_most;
mod card;
mod card_board;
mod card_order;
mod clocks;
mod input;
mod missed_stay;
mod news;
mod notice;
mod over;
mod popping;
mod quiet;
mod relevance;
mod reminders;
mod screen;
mod sounding;
mod standing;
mod user;
mod watch;

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, VecDeque},
    time::Instant,
};

use jiff::tz::TimeZone;
use kimo_calls::{Call, CallId, HookId, Region};

pub use action::Action;
use at_most::AtMostTen;
use card_board::Board;
pub use card_board::CARD_LINGERS;
use clocks::Clocks;
pub(crate) use input::number_of;
pub use input::{Delivered, Input, Now, UserAction};
use notice::Notice;
use quiet::Quietness;
pub use relevance::concerns;
use reminders::Reminders;
use sounding::Sounded;
use standing::Standing;
use watch::Watch;

use crate::{
    formats::Formats,
    hook_address::{HookAddress, home_region},
    known::{Complete, OpenMissed},
    popup::{Popup, PopupId},
    preferences::Preferences,
    problem::Problem,
    texts::{Lang, Texts},
    tray::Tray,
};

/// Decides what the user sees. Inputs go in with the time, actions come out.
///
/// At most one popup per call, and one for all who were missed; [`Action::ShowPopup`] and
/// [`Action::SetTray`] are given only where something changes.
pub struct Controller {
    preferences: Preferences,
    system_language: Lang,
    texts: Texts,
    formats: Formats,
    hooks: Vec<HookAddress>,
    /// Where the last delivery came in: the PBX that is really in use.
    last_hook: Option<HookId>,
    clocks: Clocks,
    watches: HashMap<CallId, Watch>,
    /// Calls that are over, the oldest first.
    over: VecDeque<CallId>,
    /// When to look at which call again.
    deadlines: BTreeSet<(Instant, CallId)>,
    /// What is on the screen.
    popups: BTreeMap<PopupId, Popup>,
    /// The calls that ring on it: meanwhile it has no place for missed ones.
    ringing: BTreeSet<CallId>,
    /// The calls in which somebody talks.
    in_progress: BTreeSet<CallId>,
    /// Who of ours talks.
    talking: BTreeSet<String>,
    /// The missed calls that the user has not seen yet.
    missed: Standing,
    missed_is_stale: bool,
    /// What is on the call card.
    card: Board,
    /// Whether nobody is to be disturbed right now.
    quiet: Quietness,
    /// The missed callers whom somebody is to be reminded of.
    reminders: Reminders,
    open_missed: OpenMissed,
    complete: Option<Complete>,
    blind: Option<Problem>,
    lacks: Vec<Problem>,
    /// Calls that nobody answered, if it turns out that no other of our numbers is tried.
    waiting: BTreeSet<CallId>,
    tray: Option<Tray>,
    tray_is_stale: bool,
    /// What was opened for calls of late.
    popped: AtMostTen,
    /// What was heard of late.
    sounded: Sounded,
    /// Whether something of Kimo itself is being told.
    notice: Notice,
    /// When "yesterday" in the tray menu changes its meaning.
    day_ends: Option<Instant>,
}

impl Controller {
    /// A controller that has seen nothing yet. `system_language` is spoken where the user has
    /// set no language.
    pub fn new(preferences: Preferences, system_language: Lang, zone: TimeZone) -> Self {
        let language = preferences.language.unwrap_or(system_language);
        Self {
            preferences,
            system_language,
            texts: Texts::for_language(language),
            formats: Formats::new(language, zone),
            hooks: Vec::new(),
            last_hook: None,
            clocks: Clocks::default(),
            watches: HashMap::new(),
            over: VecDeque::new(),
            deadlines: BTreeSet::new(),
            popups: BTreeMap::new(),
            ringing: BTreeSet::new(),
            in_progress: BTreeSet::new(),
            talking: BTreeSet::new(),
            missed: Standing::default(),
            missed_is_stale: false,
            card: Board::default(),
            quiet: Quietness::default(),
            reminders: Reminders::default(),
            open_missed: OpenMissed::default(),
            complete: None,
            blind: None,
            lacks: Vec::new(),
            waiting: BTreeSet::new(),
            tray: None,
            tray_is_stale: true,
            popped: AtMostTen::default(),
            sounded: Sounded::default(),
            notice: Notice::default(),
            day_ends: None,
        }
    }

    /// Takes in what happened, and says what is to be done about it.
    pub fn take(&mut self, input: Input, now: Now) -> Vec<Action> {
        let mut actions = Vec::new();
        let out = &mut actions;
        self.look_at_quiet(now, out);
        match input {
            Input::Delivered(delivered) => self.delivered(delivered, now, out),
            Input::Called(call) => self.called(*call, now, out),
            Input::Known(call, context) => self.known(*call, context, now, out),
            Input::Found {
                hook,
                call,
                silent_for,
                context,
            } => self.found((hook, *call, context), silent_for, now, out),
            Input::BroughtIn(calls) => self.brought_in(calls, now, out),
            Input::Removed(id) => self.removed(&id, out),
            Input::Settled(id) => self.dismiss_missed(&id, now, out),
            Input::Learn {
                hook,
                at,
                received_at,
            } => self.clocks.learn(hook, at, received_at),
            Input::Preferences(preferences) => self.set_preferences(*preferences, now, out),
            Input::Hooks(hooks) => {
                self.tray_is_stale |= self.hooks != hooks;
                self.hooks = hooks;
            }
            Input::OpenMissed(open_missed) => {
                self.tray_is_stale |= self.open_missed != open_missed;
                self.set_waiting(&open_missed.waiting, now, out);
                self.open_missed = open_missed;
            }
            Input::Complete(complete) => {
                self.tray_is_stale |= self.complete != complete;
                self.complete = complete;
            }
            Input::Blind(blind) => {
                self.tray_is_stale |= self.blind != blind;
                self.blind = blind;
            }
            Input::Lacks(lacks) => self.set_lacks(lacks, now, out),
            Input::User(action) => self.user(action, now, out),
            Input::Time => {}
        }
        self.look_at_what_is_due(now, out);
        self.let_missed_go(now, out);
        self.refresh_talking(now, out);
        self.look_at_missed_again(now, out);
        self.remind(now, out);
        self.refresh_tray(now, out);
        self.refresh_card(now, out);
        self.refresh_missed(now, out);
        self.refresh_reminder(now, out);
        self.refresh_notice(now, out);
        actions
    }

    /// When to call [`Self::take`] with [`Input::Time`], if nothing else happens before.
    pub fn next_deadline(&self) -> Option<Instant> {
        let call = self.deadlines.first().map(|(at, _)| *at);
        let others = [
            self.day_ends,
            self.quiet.deadline,
            self.missed_go_at(),
            self.reminders.deadline,
            self.card.deadline(),
            self.notice.deadline(),
        ];
        call.into_iter().chain(others.into_iter().flatten()).min()
    }

    /// The popups that are on the screen, for a desktop that has just been attached.
    pub fn popups(&self) -> impl Iterator<Item = &Popup> {
        self.popups.values()
    }

    /// The calls that popups tell of, the missed ones also while something rings.
    pub fn calls_told(&self) -> impl Iterator<Item = &Call> {
        let told = self.watches.values();
        told.filter(|watch| self.is_told(&watch.call.id))
            .map(|watch| &watch.call)
    }

    /// The calls by which people are named or counted right now: those that have a popup of their
    /// own, and the missed ones.
    pub fn calls_named(&self) -> impl Iterator<Item = &Call> {
        let own = self.popups.keys().filter_map(|id| match id {
            PopupId::Call(call) => Some(call),
            PopupId::Missed | PopupId::Reminder | PopupId::Notice => None,
        });
        let own = own.filter(|call| !self.missed.has(call));
        let is_named = |call: &&CallId| {
            self.missed.has(call) || self.popups.contains_key(&PopupId::Call((*call).clone()))
        };
        let on_card = self.card.calls().filter(move |call| !is_named(call));
        own.chain(on_card)
            .chain(self.missed.calls())
            .filter_map(|id| self.watches.get(id).map(|watch| &watch.call))
    }

    /// Whether it has this call in mind, so that it is to hear what becomes of it.
    pub fn has_in_mind(&self, call: &CallId) -> bool {
        self.watches.contains_key(call)
    }

    /// The missed calls among them.
    pub fn missed_told(&self) -> impl Iterator<Item = &Call> {
        let missed = self.missed.calls();
        missed.filter_map(|id| self.watches.get(id).map(|watch| &watch.call))
    }

    fn is_told(&self, call: &CallId) -> bool {
        let has_popup = self.popups.contains_key(&PopupId::Call(call.clone()));
        self.missed.has(call) || has_popup || self.card.has(call)
    }

    /// The tray as it is; `None` before the first input.
    pub fn tray(&self) -> Option<&Tray> {
        self.tray.as_ref()
    }

    /// Whether [`Delivered::context`] is wanted for this call: it may pop up, and what is known of
    /// its caller has not been told yet.
    pub fn wants_context(&self, call: &Call) -> bool {
        let region = self.region(&call.id, None);
        relevance::pops(call, &self.preferences, region)
            && self
                .watches
                .get(&call.id)
                .is_none_or(|watch| watch.context.is_none())
    }

    /// The country whose national spelling the user reads.
    fn region(&self, call: &CallId, hook: Option<HookId>) -> Region {
        let by_hook = self.hooks.iter().find(|known| Some(known.id) == hook);
        by_hook.map_or_else(|| home_region(&self.hooks, call.pbx), |known| known.region)
    }
}
