//! What the popup of one call says.

use std::collections::BTreeSet;

use kimo_calls::{Call, Party, Region, Timestamp, display_leg, is_extension};

use crate::{
    formats::{Day, Formats},
    known::CallerContext,
    popup::{Popup, PopupAction, PopupId, PopupKey, PopupKind},
    preferences::OwnNumber,
    texts::Texts,
    words::{self, clean},
};

/// All that a popup is made of.
pub(crate) struct Situation<'a> {
    /// What the popup is to say.
    pub(crate) kind: PopupKind,
    /// Of which call.
    pub(crate) call: &'a Call,
    /// The legs that ring now.
    pub(crate) ringing: Vec<&'a str>,
    /// Who of ours talks, in whatever call.
    pub(crate) talking: &'a BTreeSet<String>,
    /// What is known of the caller.
    pub(crate) context: Option<&'a CallerContext>,
    /// What our own numbers are called.
    pub(crate) ours: &'a [OwnNumber],
    /// Whose national numbers are written without country code.
    pub(crate) region: Region,
    /// The time, to tell today from other days.
    pub(crate) now: Timestamp,
}

/// The popup for a situation.
pub(crate) fn popup(situation: &Situation<'_>, texts: &Texts, formats: &Formats) -> Popup {
    let writer = Writer {
        situation,
        texts,
        formats,
    };
    Popup {
        id: PopupId::Call(situation.call.id.clone()),
        kind: situation.kind,
        title: who(&situation.call.caller, situation.region, texts),
        lines: [writer.what_and_where(), writer.greeting(), writer.context()]
            .into_iter()
            .filter(|line| !line.is_empty())
            .collect(),
        actions: writer.actions(),
        stays: situation.kind.is_missed(),
    }
}

/// What a popup says, taken apart.
pub(crate) struct Parts {
    /// The caller's number, where they are called by a name.
    pub(crate) number: Option<String>,
    /// Our line, queue and who is rung.
    pub(crate) place: String,
    /// What is said first to whoever calls that line.
    pub(crate) greeting: Option<String>,
    /// What is worth knowing of the caller.
    pub(crate) context: Option<String>,
}

/// The parts of the popup for a situation.
pub(crate) fn parts(situation: &Situation<'_>, texts: &Texts, formats: &Formats) -> Parts {
    let writer = Writer {
        situation,
        texts,
        formats,
    };
    let filled = |text: String| (!text.is_empty()).then_some(text);
    let place = writer.our_line().into_iter().chain(writer.queue());
    let place: Vec<String> = place.chain(writer.rung()).collect();
    Parts {
        number: writer.number_beside_name(),
        place: place.join(SEPARATOR),
        greeting: filled(writer.greeting()),
        context: filled(writer.context()),
    }
}

/// That somebody answered, and by whom where that is known.
pub(crate) fn answered(situation: &Situation<'_>, texts: &Texts, formats: &Formats) -> String {
    let writer = Writer {
        situation,
        texts,
        formats,
    };
    writer.answered()
}

/// One of our numbers as people here read it.
pub(crate) fn our_number(
    number: &str,
    situation: &Situation<'_>,
    texts: &Texts,
    formats: &Formats,
) -> String {
    let writer = Writer {
        situation,
        texts,
        formats,
    };
    writer.leg(number)
}

/// A party's name, else the number for reading aloud, else "hidden number".
pub(crate) fn who(party: &Party, region: Region, texts: &Texts) -> String {
    name(party)
        .or_else(|| number(party, region))
        .unwrap_or_else(|| texts.get("popup-hidden-number", &[]))
}

pub(crate) fn name(party: &Party) -> Option<String> {
    let name = party.name.as_deref()?;
    Some(clean(name, words::TITLE)).filter(|name| !name.is_empty())
}

fn number(party: &Party, region: Region) -> Option<String> {
    Some(clean(&party.display(region), words::PART)).filter(|number| !number.is_empty())
}

/// `14:05`, and the date before it where that is not today.
pub(crate) fn when(at: Timestamp, now: Timestamp, formats: &Formats) -> String {
    let time = formats.time(at);
    match formats.day(at, now) {
        Day::Today => time,
        Day::Yesterday | Day::Tomorrow | Day::Date(_) => format!("{} {time}", formats.date(at)),
    }
}

const SEPARATOR: &str = " · ";
/// More legs than this are not listed one by one.
const LEGS: usize = 3;

struct Writer<'a> {
    situation: &'a Situation<'a>,
    texts: &'a Texts,
    formats: &'a Formats,
}

impl Writer<'_> {
    /// What happened, the caller's number where the title is a name, our line, who is rung.
    fn what_and_where(&self) -> String {
        let number = self.number_beside_name();
        let call = self.situation.call;
        let test = call.id.is_test().then(|| self.texts.get("popup-test", &[]));
        let mut parts: Vec<String> = test.into_iter().chain(self.what()).chain(number).collect();
        parts.extend(self.our_line());
        parts.extend(self.queue());
        parts.extend(self.rung());
        parts.join(SEPARATOR)
    }

    fn number_beside_name(&self) -> Option<String> {
        let Situation { call, region, .. } = *self.situation;
        let number = name(&call.caller).and_then(|_| number(&call.caller, region))?;
        Some(words::unbroken(&number))
    }

    fn answered(&self) -> String {
        match &self.situation.call.answered_by {
            Some(by) => {
                let who = self.leg(by);
                self.texts.get("popup-answered-by", &[("who", who.into())])
            }
            None => self.texts.get("popup-answered", &[]),
        }
    }

    fn what(&self) -> Option<String> {
        match self.situation.kind {
            PopupKind::Ringing | PopupKind::Notice => None,
            PopupKind::Answered => Some(self.answered()),
            PopupKind::Missed | PopupKind::SeveralMissed(_) | PopupKind::Reminder(_) => {
                let Situation { call, now, .. } = *self.situation;
                let time = when(call.started_at, now, self.formats);
                Some(self.texts.get("popup-missed", &[("time", time.into())]))
            }
        }
    }

    /// The number that was dialled; nothing where that is an extension that is named as such.
    fn our_line(&self) -> Option<String> {
        let called = &self.situation.call.called;
        if self.greeted() == Some(&called.raw) {
            return None;
        }
        if let Some(name) = self.name_of(&called.raw) {
            return Some(name);
        }
        if is_extension(&called.raw) {
            let is_named = self.legs().contains(&called.raw.as_str())
                || self.situation.call.queue.as_ref() == Some(&called.raw);
            return (!is_named).then(|| self.extension(&called.raw));
        }
        number(called, self.situation.region).map(|number| words::unbroken(&number))
    }

    fn queue(&self) -> Option<String> {
        let queue = self.situation.call.queue.as_deref()?;
        if let Some(name) = self.name_of(queue) {
            return Some(name);
        }
        let queue = clean(queue, words::PART);
        Some(self.texts.get("popup-queue", &[("number", queue.into())]))
    }

    fn rung(&self) -> Vec<String> {
        let is_nameless = |leg: &&str| is_extension(leg) && self.name_of(leg).is_none();
        let (extensions, numbers): (Vec<_>, Vec<_>) =
            self.legs().into_iter().partition(is_nameless);
        let extensions = self.listed(&extensions);
        let extensions = extensions.map(|listed| self.extension(&listed));
        extensions
            .into_iter()
            .chain(self.listed(&numbers))
            .collect()
    }

    fn listed(&self, legs: &[&str]) -> Option<String> {
        let mut listed: Vec<String> = legs.iter().take(LEGS).map(|leg| self.leg(leg)).collect();
        if legs.len() > LEGS {
            listed.push("…".to_owned());
        }
        (!listed.is_empty()).then(|| listed.join(", "))
    }

    /// The numbers that are rung, or that were rung in vain. Nobody asks for them when it was
    /// answered.
    fn legs(&self) -> Vec<&str> {
        let call: &Call = self.situation.call;
        let mut legs: Vec<&str> = match self.situation.kind {
            PopupKind::Answered | PopupKind::Notice => Vec::new(),
            PopupKind::Missed | PopupKind::SeveralMissed(_) | PopupKind::Reminder(_) => {
                call.extensions.iter().map(String::as_str).collect()
            }
            PopupKind::Ringing => {
                let is_leg = |number: &str| call.legs.iter().any(|leg| leg.number == number);
                let asked_for = call.extensions.iter().map(String::as_str);
                let asked_for = asked_for.filter(|number| !is_leg(number));
                asked_for
                    .chain(self.situation.ringing.iter().copied())
                    .collect()
            }
        };
        legs.sort_unstable();
        legs
    }

    fn extension(&self, number: &str) -> String {
        let number = number.to_owned();
        self.texts
            .get("popup-extension", &[("number", number.into())])
    }

    /// The name of a number of ours, if it has one.
    fn name_of(&self, number: &str) -> Option<String> {
        let name = clean(&self.own(number)?.name, words::PART);
        (!name.is_empty()).then_some(name)
    }

    fn own(&self, number: &str) -> Option<&OwnNumber> {
        let Situation { ours, region, .. } = *self.situation;
        ours.iter().find(|own| own.is(number, region))
    }

    /// What is said first to whoever calls this line; empty where nothing is set, and once it does
    /// not ring any more.
    fn greeting(&self) -> String {
        let Some(number) = self.greeted() else {
            return String::new();
        };
        let greeting = self.own(number).map(|own| own.greeting.as_str());
        let greeting = clean(greeting.unwrap_or_default(), words::NOTE);
        let line = self.leg(number);
        let variables = [("line", line.into()), ("greeting", greeting.into())];
        self.texts.get("popup-greeting", &variables)
    }

    /// The number of ours whose greeting is to be said: of the line, else of the queue.
    fn greeted(&self) -> Option<&String> {
        let Situation { call, kind, .. } = *self.situation;
        let ours = [&call.called.raw].into_iter().chain(&call.queue);
        let mut greeted = ours.filter(|number| {
            let own = self.own(number);
            own.is_some_and(|own| !own.greeting.trim().is_empty())
        });
        greeted.next().filter(|_| kind == PopupKind::Ringing)
    }

    /// By name; else an extension as it is, and a redirect number for reading aloud.
    fn leg(&self, number: &str) -> String {
        if let Some(name) = self.name_of(number) {
            return name;
        }
        let leg = display_leg(number, self.situation.region);
        words::unbroken(&clean(&leg, words::PART))
    }

    /// What is worth knowing of the caller; empty where nothing is.
    fn context(&self) -> String {
        let call = self.situation.call;
        let mut parts = Vec::new();
        let waited = call.waited_seconds.filter(|seconds| *seconds > 0);
        if let (PopupKind::Missed, Some(seconds)) = (self.situation.kind, waited) {
            let duration = self.formats.duration(seconds);
            let variables = [("duration", duration.into())];
            parts.push(self.texts.get("popup-waited", &variables));
        }
        parts.extend(self.talking());
        let is_known = !call.caller.is_hidden() && self.situation.kind != PopupKind::Answered;
        if let Some(context) = self.situation.context.filter(|_| is_known) {
            parts.extend(self.of_the_caller(context));
        }
        parts.join("; ")
    }

    /// Who talks of those for whom it rings: they will not pick up.
    fn talking(&self) -> Vec<String> {
        if self.situation.kind != PopupKind::Ringing {
            return Vec::new();
        }
        let legs = self.legs().into_iter();
        let talking = legs.filter(|leg| self.situation.talking.contains(*leg));
        let says = |leg: &str| {
            let who = match self.name_of(leg) {
                Some(name) => format!("{} {name}", words::unbroken(leg)),
                None => self.leg(leg),
            };
            self.texts.get("popup-talking", &[("who", who.into())])
        };
        talking.take(LEGS).map(says).collect()
    }

    fn of_the_caller(&self, context: &CallerContext) -> Vec<String> {
        let mut parts = Vec::new();
        if context.is_important {
            parts.push(self.texts.get("popup-important", &[]));
        }
        if context.calls_today > 1 {
            let variables = [("count", context.calls_today.into())];
            parts.push(self.texts.get("popup-calls-today", &variables));
        }
        if context.missed_this_week > 0 {
            let variables = [("count", context.missed_this_week.into())];
            parts.push(self.texts.get("popup-missed-this-week", &variables));
        }
        let note = clean(context.note.as_deref().unwrap_or_default(), words::NOTE);
        if !note.is_empty() {
            parts.push(self.texts.get("popup-note", &[("note", note.into())]));
        }
        parts
    }

    fn actions(&self) -> Vec<PopupAction> {
        let has_number = !self.situation.call.caller.is_hidden();
        let keys: &[PopupKey] = match (self.situation.kind, has_number) {
            (PopupKind::Ringing, true) => &[PopupKey::Open, PopupKey::Copy, PopupKey::Message],
            (PopupKind::Ringing, false) => &[PopupKey::Open, PopupKey::Message],
            (PopupKind::Answered | PopupKind::Notice, _) => &[],
            // Servers show no button for Open: it is the click beside the buttons.
            (PopupKind::Missed | PopupKind::SeveralMissed(_) | PopupKind::Reminder(_), true) => &[
                PopupKey::CallBack,
                PopupKey::Copy,
                PopupKey::Done,
                PopupKey::Open,
            ],
            (PopupKind::Missed | PopupKind::SeveralMissed(_) | PopupKind::Reminder(_), false) => {
                &[PopupKey::Done, PopupKey::Open]
            }
        };
        keys.iter().map(|key| self.action(*key)).collect()
    }

    fn action(&self, key: PopupKey) -> PopupAction {
        let id = match key {
            PopupKey::Open => "popup-open",
            PopupKey::CallBack => "popup-call-back",
            PopupKey::Message => "popup-message",
            PopupKey::Copy => "popup-copy",
            PopupKey::Done => "popup-done",
        };
        PopupAction {
            key,
            label: self.texts.get(id, &[]),
        }
    }
}
