//! A desk without desktop, clock and storage: deliveries go in, and what is on the screen is seen.

mod in_time;

use std::{
    collections::{BTreeMap, HashMap},
    time::{Duration, Instant},
};

use jiff::{SignedDuration, Timestamp, tz};
use kimo_attention::{
    Action, CallerContext, Card, CardState, Controller, Delivered, Input, Lang, MissedCaller, Now,
    OpenMissed, Popup, PopupId, PopupKey, PopupKind, Preferences, Quiet, Tray, TrayId, UserAction,
    View,
};
use kimo_calls::{Call, CallEvent, CallId, DeskId, EventId, EventKind, Mark, MarkKind, Sound};

pub(crate) use in_time::always_quiet;

use crate::script::{Said, start};

pub(crate) struct Stage {
    controller: Controller,
    now: Now,
    /// How far the desk's clock is ahead of the PBX's.
    clock_ahead: SignedDuration,
    events: HashMap<CallId, Vec<CallEvent>>,
    context: CallerContext,
    screen: BTreeMap<PopupId, Popup>,
    tray: Option<Tray>,
    /// The call card; none where nothing is kept ready for it.
    card: Option<Card>,
    pub(crate) card_has_keyboard: bool,
    /// What else was to be done, in the order in which it was asked for.
    done: Vec<Action>,
    /// Whether it says that nobody is disturbed, and until when.
    pub(crate) quiet: Option<Quiet>,
    /// The sounds since the last look, and how loud.
    sounds: Vec<(Sound, u8)>,
    /// How many popups came up that were not on the screen before.
    pub(crate) popped: usize,
}

impl Stage {
    /// A desk where nothing is set.
    pub(crate) fn new() -> Self {
        Self::with(Preferences::default())
    }

    /// A desk of these extensions.
    pub(crate) fn of(extensions: &[&str]) -> Self {
        Self::with(Preferences {
            extensions: extensions.iter().map(|&number| number.to_owned()).collect(),
            ..Preferences::default()
        })
    }

    pub(crate) fn with(preferences: Preferences) -> Self {
        let zone = tz::TimeZone::fixed(tz::offset(3));
        Self {
            controller: Controller::new(preferences, Lang::En, zone),
            now: Now {
                tick: Instant::now(),
                at: start(),
            },
            clock_ahead: SignedDuration::ZERO,
            events: HashMap::new(),
            context: CallerContext::default(),
            screen: BTreeMap::new(),
            tray: None,
            card: None,
            card_has_keyboard: false,
            done: Vec::new(),
            quiet: None,
            sounds: Vec::new(),
            popped: 0,
        }
    }

    /// The desk stops and starts again: of what was on the screen nothing is left.
    pub(crate) fn restarted(self) -> Self {
        Self {
            events: self.events,
            ..Self::new()
        }
    }

    /// At its start the desk finds a call running of which nothing was heard for so long.
    pub(crate) fn find(&mut self, call: &CallId, silent_for: Duration) {
        let call = Box::new(self.call(call));
        self.take(Input::Found {
            hook: None,
            call,
            silent_for,
            context: Some(self.context.clone()),
        });
    }

    /// Calls come of which only the PBX's records tell.
    pub(crate) fn bring_in(&mut self, calls: &[Said]) {
        let calls = calls
            .iter()
            .map(|said| Call::from_events(std::slice::from_ref(&said.event)).unwrap())
            .map(|call| (call, Some(self.context.clone())))
            .collect();
        self.take(Input::BroughtIn(calls));
    }

    /// Callers have this history.
    pub(crate) fn knowing(mut self, context: CallerContext) -> Self {
        self.context = context;
        self
    }

    /// The desk's clock shows later than it is.
    pub(crate) fn clock_ahead_by(&mut self, ahead: SignedDuration) {
        self.clock_ahead = ahead;
    }

    /// A delivery is received as long after it happened as it says, at the present time.
    pub(crate) fn receive(&mut self, said: Said) {
        let Said {
            hook,
            mut event,
            lateness,
            second,
        } = said;
        let began = event.call_started_at.unwrap_or_else(start);
        let happened = event
            .at
            .unwrap_or(began + SignedDuration::from_secs(second));
        event.received_at = happened + lateness + self.clock_ahead;
        let call = event.call.clone();
        let events = self.events.entry(call.clone()).or_default();
        let repeated = events.iter().any(|known| known.id == event.id);
        if !repeated {
            // A delivery after all makes an expired call news again.
            events.push(event.clone());
        } else {
            events.retain(|known| !matches!(known.kind, EventKind::Expired { .. }));
        }
        let call = Call::from_events(events).unwrap();
        let context = self
            .controller
            .wants_context(&call)
            .then(|| self.context.clone());
        self.take(Input::Delivered(Delivered {
            hook,
            event: Box::new(event),
            repeated,
            call: Box::new(call),
            context,
        }));
    }

    pub(crate) fn receive_all(&mut self, all: impl IntoIterator<Item = Said>) {
        all.into_iter().for_each(|said| self.receive(said));
    }

    /// Time passes; whatever is due on the way happens at its time.
    pub(crate) fn pass(&mut self, seconds: u64) {
        let until = self.now.tick + Duration::from_secs(seconds);
        while let Some(deadline) = self.controller.next_deadline()
            && deadline <= until
        {
            self.move_to(deadline);
            self.take(Input::Time);
        }
        self.move_to(until);
    }

    pub(crate) fn press(&mut self, call: &CallId, key: PopupKey) {
        let id = PopupId::Call(call.clone());
        assert!(self.screen.contains_key(&id), "there is no popup to press");
        self.take(Input::User(UserAction::Popup { id, key }));
    }

    /// Presses a button of the popup of several missed callers.
    pub(crate) fn press_several(&mut self, key: PopupKey) {
        self.press_popup(PopupId::Missed, key);
    }

    pub(crate) fn press_popup(&mut self, id: PopupId, key: PopupKey) {
        assert!(self.screen.contains_key(&id), "there is no popup to press");
        self.take(Input::User(UserAction::Popup { id, key }));
    }

    /// Closes a popup as it was when the user saw it.
    pub(crate) fn dismiss(&mut self, seen: &Popup) {
        let dismissed = UserAction::Dismissed(seen.id.clone(), seen.kind);
        self.take(Input::User(dismissed));
    }

    pub(crate) fn close(&mut self, call: &CallId) {
        let id = PopupId::Call(call.clone());
        let popup = &self.screen[&id];
        let kind = popup.kind;
        self.close_what_was(call, kind);
    }

    /// Closes a popup that was of this kind when the user closed it.
    pub(crate) fn close_what_was(&mut self, call: &CallId, kind: PopupKind) {
        let id = PopupId::Call(call.clone());
        self.take(Input::User(UserAction::Dismissed(id, kind)));
    }

    pub(crate) fn choose(&mut self, id: TrayId) {
        self.take(Input::User(UserAction::Tray(id)));
    }

    pub(crate) fn look_at(&mut self, view: View) {
        self.take(Input::User(UserAction::Opened(view)));
    }

    /// Somebody marks the call, here or at another desk.
    pub(crate) fn mark_done(&mut self, call: &CallId) {
        let at = start() + SignedDuration::from_hours(1);
        let mark = Mark {
            desk: DeskId("desk".into()),
            marked_at: at,
            mark: MarkKind::Done(true),
        };
        self.add(call, at, EventKind::Marked(mark));
    }

    /// The history takes down that the call was given up.
    pub(crate) fn expire(&mut self, call: &CallId) {
        let known = u32::try_from(self.events[call].len()).unwrap();
        self.add(call, start(), EventKind::Expired { known });
    }

    fn add(&mut self, call: &CallId, at: Timestamp, kind: EventKind) {
        let events = self.events.get_mut(call).unwrap();
        let mut event = events[0].clone();
        event.id = EventId([u8::try_from(events.len()).unwrap(); 16]);
        event.at = Some(at);
        event.received_at = at;
        event.kind = kind;
        events.push(event);
        let call = Call::from_events(events).unwrap();
        self.take(Input::Called(Box::new(call)));
    }

    /// A call as the history has it.
    pub(crate) fn call(&self, id: &CallId) -> Call {
        Call::from_events(&self.events[id]).unwrap()
    }

    /// The history says that these calls are each a missed caller's last one.
    pub(crate) fn missed_callers(&mut self, calls: &[(Call, u32)]) {
        let caller = |(call, count): &(Call, u32)| MissedCaller {
            caller: call.caller.clone(),
            count: *count,
            last_at: call.started_at,
            last_call: call.id.clone(),
        };
        self.take(Input::OpenMissed(OpenMissed {
            total: u32::try_from(calls.len()).unwrap(),
            callers: calls.iter().map(caller).collect(),
            ..OpenMissed::default()
        }));
    }

    pub(crate) fn take(&mut self, input: Input) {
        for action in self.controller.take(input, self.now) {
            match action {
                Action::ShowPopup(popup) => {
                    let before = self.screen.insert(popup.id.clone(), popup.clone());
                    assert_ne!(before.as_ref(), Some(&popup), "shown twice alike");
                    self.popped += usize::from(before.is_none());
                }
                Action::ClosePopup(id) => {
                    assert!(self.screen.remove(&id).is_some(), "closed twice");
                }
                Action::SetTray(tray) => self.tray = Some(tray),
                Action::ShowCard(card) => {
                    assert_ne!(self.card.as_ref(), Some(&*card), "shown twice alike");
                    self.card = Some(*card);
                }
                Action::CloseCard => {
                    let card = self.card.take();
                    assert!(
                        card.is_none_or(|card| card.is_empty()),
                        "closed while shown"
                    );
                }
                Action::CardTakesKeyboard(takes) => {
                    assert_ne!(self.card_has_keyboard, takes, "told twice");
                    self.card_has_keyboard = takes;
                }
                Action::Quiet(quiet) => {
                    assert_ne!(self.quiet, quiet, "told twice");
                    self.quiet = quiet;
                }
                Action::Sound(sound, volume) => self.sounds.push((sound, volume)),
                other => self.done.push(other),
            }
        }
        let kept: Vec<_> = self.controller.popups().cloned().collect();
        let screen: Vec<_> = self.screen.values().cloned().collect();
        assert_eq!(
            kept, screen,
            "a desktop attached now would show something else"
        );
    }

    /// What was asked to be done since the last look.
    pub(crate) fn done(&mut self) -> Vec<Action> {
        std::mem::take(&mut self.done)
    }

    pub(crate) fn popup(&self, call: &CallId) -> Option<&Popup> {
        self.screen.get(&PopupId::Call(call.clone()))
    }

    pub(crate) fn popups(&self) -> impl Iterator<Item = &Popup> {
        self.screen.values()
    }

    /// Whether a popup tells of the call, or will once nothing rings.
    pub(crate) fn tells_of(&self, call: &CallId) -> bool {
        self.controller.calls_told().any(|told| told.id == *call)
    }

    /// The popup of several missed callers.
    pub(crate) fn several(&self) -> Option<&Popup> {
        self.screen.get(&PopupId::Missed)
    }

    pub(crate) fn calls_in_mind(&self) -> usize {
        self.controller.calls_in_mind()
    }

    /// What the card shows; nothing where it is hidden.
    pub(crate) fn card(&self) -> Option<&Card> {
        self.card.as_ref().filter(|card| !card.is_empty())
    }

    /// Whether something is kept ready for the card, shown or hidden.
    pub(crate) fn keeps_card(&self) -> bool {
        self.card.is_some()
    }

    /// The calls on the card from top to bottom, each by the PBX's id, and where it stands.
    pub(crate) fn on_card(&self) -> Vec<(String, CardState)> {
        let calls = self.card().map(|card| card.calls.iter());
        let calls = calls.into_iter().flatten().map(|call| {
            let id: CallId = call.id.parse().unwrap();
            (id.pbx_call_id, call.state)
        });
        calls.collect()
    }

    pub(crate) fn tray(&self) -> &Tray {
        self.tray.as_ref().unwrap()
    }

    #[track_caller]
    pub(crate) fn shows(&self, call: &CallId, kind: PopupKind) {
        let shown = self.popup(call).map(|popup| popup.kind);
        assert_eq!(shown, Some(kind));
    }

    /// The popup says that this extension answered.
    #[track_caller]
    pub(crate) fn shows_answered_by(&self, call: &CallId, who: &str) {
        self.shows(call, PopupKind::Answered);
        let line = &self.popup(call).unwrap().lines[0];
        assert!(line.starts_with(&format!("Answered by {who}")), "{line}");
    }

    #[track_caller]
    pub(crate) fn shows_nothing(&self) {
        assert_eq!(self.screen.values().next(), None);
    }

    fn move_to(&mut self, tick: Instant) {
        let passed = tick.saturating_duration_since(self.now.tick);
        self.now.at += SignedDuration::try_from(passed).unwrap();
        self.now.tick = tick;
    }
}
