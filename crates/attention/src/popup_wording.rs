//! What a popup says.

use kimo_calls::{Call, Party, PhoneNumber, Region, Timestamp, is_extension};

use crate::{
    formats::{Day, Formats},
    known::CallerContext,
    popup::{Popup, PopupAction, PopupId, PopupKey, PopupKind},
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
    /// What is known of the caller.
    pub(crate) context: Option<&'a CallerContext>,
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
        id: PopupId(situation.call.id.clone()),
        kind: situation.kind,
        title: who(&situation.call.caller, situation.region, texts),
        lines: [writer.what_and_where(), writer.context()]
            .into_iter()
            .filter(|line| !line.is_empty())
            .collect(),
        actions: writer.actions(),
        stays: situation.kind == PopupKind::Missed,
    }
}

/// A party's name, else the number for reading aloud, else "hidden number".
pub(crate) fn who(party: &Party, region: Region, texts: &Texts) -> String {
    name(party)
        .or_else(|| number(party, region))
        .unwrap_or_else(|| texts.get("popup-hidden-number", &[]))
}

fn name(party: &Party) -> Option<String> {
    let name = party.name.as_deref()?;
    Some(clean(name, words::TITLE)).filter(|name| !name.is_empty())
}

fn number(party: &Party, region: Region) -> Option<String> {
    Some(clean(&party.display(region), words::PART)).filter(|number| !number.is_empty())
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
        let Situation { call, region, .. } = *self.situation;
        let number = name(&call.caller).and_then(|_| number(&call.caller, region));
        let mut parts: Vec<String> = self.what().into_iter().chain(number).collect();
        parts.extend(self.our_line());
        parts.extend(self.queue());
        parts.extend(self.rung());
        parts.join(SEPARATOR)
    }

    fn what(&self) -> Option<String> {
        match self.situation.kind {
            PopupKind::Ringing => None,
            PopupKind::Answered => Some(match &self.situation.call.answered_by {
                Some(by) => {
                    let who = self.leg(by);
                    self.texts.get("popup-answered-by", &[("who", who.into())])
                }
                None => self.texts.get("popup-answered", &[]),
            }),
            PopupKind::Missed => {
                let at = self.situation.call.started_at;
                let time = match self.formats.day(at, self.situation.now) {
                    Day::Today => self.formats.time(at),
                    Day::Yesterday | Day::Date(_) => {
                        format!("{} {}", self.formats.date(at), self.formats.time(at))
                    }
                };
                Some(self.texts.get("popup-missed", &[("time", time.into())]))
            }
        }
    }

    /// The number that was dialled; nothing where that is an extension that is named as such.
    fn our_line(&self) -> Option<String> {
        let called = &self.situation.call.called;
        if is_extension(&called.raw) {
            let is_named = self.legs().contains(&called.raw.as_str())
                || self.situation.call.queue.as_ref() == Some(&called.raw);
            return (!is_named).then(|| self.extension(&called.raw));
        }
        number(called, self.situation.region)
    }

    fn queue(&self) -> Option<String> {
        let queue = clean(self.situation.call.queue.as_deref()?, words::PART);
        Some(self.texts.get("popup-queue", &[("number", queue.into())]))
    }

    fn rung(&self) -> Vec<String> {
        let (extensions, numbers): (Vec<_>, Vec<_>) =
            self.legs().into_iter().partition(|leg| is_extension(leg));
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
            PopupKind::Answered => Vec::new(),
            PopupKind::Missed => call.extensions.iter().map(String::as_str).collect(),
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

    /// An extension as it is, a redirect number for reading aloud.
    fn leg(&self, number: &str) -> String {
        let region = self.situation.region;
        let read = PhoneNumber::read_leniently(number, region);
        let readable = read.map(|number| number.display(region));
        clean(readable.as_deref().unwrap_or(number), words::PART)
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
        let is_known = !call.caller.is_hidden() && self.situation.kind != PopupKind::Answered;
        if let Some(context) = self.situation.context.filter(|_| is_known) {
            parts.extend(self.of_the_caller(context));
        }
        parts.join("; ")
    }

    fn of_the_caller(&self, context: &CallerContext) -> Vec<String> {
        let mut parts = Vec::new();
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
            (PopupKind::Ringing, true) => &[PopupKey::Open, PopupKey::Copy],
            (PopupKind::Ringing, false) => &[PopupKey::Open],
            (PopupKind::Answered, _) => &[],
            // Servers show no button for Open: it is the click beside the buttons.
            (PopupKind::Missed, true) => &[
                PopupKey::CallBack,
                PopupKey::Copy,
                PopupKey::Done,
                PopupKey::Open,
            ],
            (PopupKind::Missed, false) => &[PopupKey::Done, PopupKey::Open],
        };
        keys.iter().map(|key| self.action(*key)).collect()
    }

    fn action(&self, key: PopupKey) -> PopupAction {
        let id = match key {
            PopupKey::Open => "popup-open",
            PopupKey::CallBack => "popup-call-back",
            PopupKey::Copy => "popup-copy",
            PopupKey::Done => "popup-done",
        };
        PopupAction {
            key,
            label: self.texts.get(id, &[]),
        }
    }
}
