//! What the call card says.

use kimo_calls::{Call, Disposition, Status, Timestamp};

use crate::{
    card::{CardAction, CardCall, CardKey, CardMissed, CardState, CardWords},
    controller::number_of,
    desktop::View,
    formats::{Day, Formats},
    known::LastTalk,
    popup::{Popup, PopupId, PopupKind},
    popup_wording::{Situation, answered, our_number, parts, who},
    texts::Texts,
};

/// What the card says of one call. The situation's kind is that it rings or was answered.
pub(crate) fn card_call(
    situation: &Situation<'_>,
    state: CardState,
    texts: &Texts,
    formats: &Formats,
) -> CardCall {
    let writer = Writer {
        situation,
        state,
        texts,
        formats,
    };
    let call = situation.call;
    let parts = parts(situation, texts, formats);
    CardCall {
        id: call.id.to_string(),
        state,
        says: writer.says(),
        who: who(&call.caller, situation.region, texts),
        number: parts.number,
        place: parts.place,
        greeting: parts.greeting,
        last: writer.last(),
        context: parts.context,
        note: call.note_text().unwrap_or_default().to_owned(),
        copy: number_of(&call.caller),
        actions: writer.actions(),
    }
}

/// Where a call on the card stands that no longer rings here.
pub(crate) fn state_of(call: &Call) -> CardState {
    match (call.status, call.missed) {
        (Status::InProgress, _) => CardState::Talking,
        (Status::Ended, true) => CardState::Missed,
        (Status::Ringing | Status::Ended, _) => CardState::Ended,
    }
}

/// The line of those who were missed, from the popup that tells of them. `when` is when the only one
/// of them called: a line has no room for what else the popup says.
pub(crate) fn card_missed(
    popup: &Popup,
    when: Option<String>,
    number: u64,
    texts: &Texts,
) -> CardMissed {
    let call = match &popup.id {
        PopupId::Call(call) => Some(call),
        PopupId::Missed | PopupId::Reminder | PopupId::Notice => None,
    };
    let opens = call.map_or(View::Missed, |call| View::Call(call.clone()));
    let done = call.map(|_| action(CardKey::Done, texts));
    CardMissed {
        who: popup.title.clone(),
        says: match when {
            Some(time) => texts.get("popup-missed", &[("time", time.into())]),
            None => popup.lines.first().cloned().unwrap_or_default(),
        },
        number,
        call: call.map(ToString::to_string),
        opens: opens.to_string(),
        actions: done.into_iter().collect(),
    }
}

/// The words of the card that belong to no call.
pub(crate) fn card_words(texts: &Texts) -> CardWords {
    let get = |id| texts.get(id, &[]);
    CardWords {
        title: get("popup-card-title"),
        note: get("popup-card-note"),
        kept: get("popup-card-kept"),
        not_kept: get("popup-card-not-kept"),
        copied: get("popup-card-copied"),
        close: get("popup-card-close"),
        failed: get("popup-card-failed"),
    }
}

/// That there are more calls than the card has room for.
pub(crate) fn card_more(count: usize, texts: &Texts) -> Option<String> {
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    (count > 0).then(|| texts.get("popup-card-more", &[("count", count.into())]))
}

struct Writer<'a> {
    situation: &'a Situation<'a>,
    state: CardState,
    texts: &'a Texts,
    formats: &'a Formats,
}

impl Writer<'_> {
    fn says(&self) -> String {
        let call = self.situation.call;
        let said = match self.state {
            CardState::Ringing => self.texts.get("popup-card-rings", &[]),
            CardState::Talking => answered(self.situation, self.texts, self.formats),
            CardState::Missed => {
                let time = self.formats.time(call.started_at);
                self.texts.get("popup-missed", &[("time", time.into())])
            }
            CardState::Ended if call.disposition == Disposition::Answered => self.ended(),
            CardState::Ended => self.texts.get("popup-card-over", &[]),
        };
        match call.id.is_test() {
            true => format!("{} · {said}", self.texts.get("popup-test", &[])),
            false => said,
        }
    }

    fn ended(&self) -> String {
        match self.situation.call.talk_seconds {
            Some(seconds) => {
                let duration = self.formats.duration(seconds);
                self.texts
                    .get("popup-card-ended-after", &[("duration", duration.into())])
            }
            None => self.texts.get("popup-card-ended", &[]),
        }
    }

    /// Told while it rings: whoever talks knows.
    fn last(&self) -> Option<String> {
        let is_asked = self.state == CardState::Ringing && !self.situation.call.caller.is_hidden();
        let last = self.situation.context.filter(|_| is_asked)?;
        let last = last.last_talk.as_ref()?;
        let when = self.when(last.at);
        let talk = self.talk(last);
        let variables = [("when", when.into()), ("talk", talk.into())];
        Some(self.texts.get("popup-card-last", &variables))
    }

    fn talk(&self, last: &LastTalk) -> String {
        let duration = last.seconds.map(|seconds| self.formats.duration(seconds));
        let by = last.by.as_deref();
        let by = by.map(|by| our_number(by, self.situation, self.texts, self.formats));
        match (duration, by) {
            (Some(duration), Some(who)) => self.texts.get(
                "popup-card-talked-with",
                &[("duration", duration.into()), ("who", who.into())],
            ),
            (Some(duration), None) => duration,
            (None, Some(who)) => {
                let who = [("who", who.into())];
                self.texts.get("popup-answered-by", &who)
            }
            (None, None) => self.texts.get("popup-answered", &[]),
        }
    }

    /// `today 14:05`, `yesterday 16:20`, `18 Nov 2026 16:20`.
    fn when(&self, at: Timestamp) -> String {
        let time = self.formats.time(at);
        match self.formats.day(at, self.situation.now) {
            Day::Today => self.texts.get("popup-card-today", &[("time", time.into())]),
            Day::Yesterday => self
                .texts
                .get("popup-card-yesterday", &[("time", time.into())]),
            Day::Tomorrow => format!("{} {time}", self.formats.date(at)),
            Day::Date(date) => format!("{date} {time}"),
        }
    }

    fn actions(&self) -> Vec<CardAction> {
        let has_number = !self.situation.call.caller.is_hidden();
        let is_missed = self.state == CardState::Missed;
        let keys = [
            (CardKey::Copy, has_number),
            (CardKey::Open, true),
            (CardKey::Message, true),
            (CardKey::Done, is_missed),
        ];
        let offered = keys.into_iter().filter(|(_, is_offered)| *is_offered);
        offered.map(|(key, _)| action(key, self.texts)).collect()
    }
}

fn action(key: CardKey, texts: &Texts) -> CardAction {
    let id = match key {
        CardKey::Copy => "popup-card-copy",
        CardKey::Open => "popup-open",
        CardKey::Message => "popup-card-message",
        CardKey::Done => "popup-done",
    };
    CardAction {
        key,
        label: texts.get(id, &[]),
    }
}

impl Situation<'_> {
    /// The kind by which the parts of a card are chosen.
    pub(crate) fn kind_of(state: CardState) -> PopupKind {
        match state {
            CardState::Ringing => PopupKind::Ringing,
            CardState::Talking | CardState::Ended | CardState::Missed => PopupKind::Answered,
        }
    }
}
