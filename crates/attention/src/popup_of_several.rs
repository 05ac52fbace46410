//! What a popup says that tells of several people.

use kimo_calls::{Party, Region, Timestamp};

use crate::{
    formats::Formats,
    popup::{Popup, PopupAction, PopupId, PopupKey, PopupKind},
    popup_wording::{name, when, who},
    texts::Texts,
    words::{self, clean},
};

/// Several people whose calls nobody answered.
pub(crate) struct MissedPeople<'a> {
    /// Who, the newest first, and in which country they are known.
    pub(crate) callers: Vec<(&'a Party, Region)>,
    /// When the newest call began.
    pub(crate) newest_at: Timestamp,
    /// For [`PopupKind::SeveralMissed`].
    pub(crate) number: u64,
    /// The time, to tell today from other days.
    pub(crate) now: Timestamp,
}

/// The popup of several missed callers.
pub(crate) fn several_missed(people: &MissedPeople<'_>, texts: &Texts, formats: &Formats) -> Popup {
    let count = u32::try_from(people.callers.len()).unwrap_or(u32::MAX);
    let time = when(people.newest_at, people.now, formats);
    let open = texts.get("popup-open-missed", &[]);
    Popup {
        id: PopupId::Missed,
        kind: PopupKind::SeveralMissed(people.number),
        title: texts.get("popup-several-missed", &[("count", count.into())]),
        lines: vec![
            texts.get("popup-several-missed-last", &[("time", time.into())]),
            listed(people.callers.iter().copied(), texts),
        ],
        actions: vec![PopupAction {
            key: PopupKey::Open,
            label: open,
        }],
        stays: true,
    }
}

/// Missed callers who should have been called back by now.
pub(crate) struct LateCallers<'a> {
    /// Who, the one who called last first, in which country they are known, and since when they
    /// wait.
    pub(crate) callers: Vec<(&'a Party, Region, Timestamp)>,
    /// For [`PopupKind::Reminder`].
    pub(crate) number: u64,
    /// The time, to tell today from other days.
    pub(crate) now: Timestamp,
}

/// The popup that reminds of them; `None` where there is nobody.
pub(crate) fn reminder(late: &LateCallers<'_>, texts: &Texts, formats: &Formats) -> Option<Popup> {
    let (title, line) = match late.callers[..] {
        [] => return None,
        [(caller, region, since)] => {
            let time = when(since, late.now, formats);
            let line = texts.get("popup-reminder", &[("time", time.into())]);
            (who(caller, region, texts), line)
        }
        _ => {
            let count = u32::try_from(late.callers.len()).unwrap_or(u32::MAX);
            let people = late
                .callers
                .iter()
                .map(|(caller, region, _)| (*caller, *region));
            let title = texts.get("popup-several-reminders", &[("count", count.into())]);
            (title, listed(people, texts))
        }
    };
    Some(Popup {
        id: PopupId::Reminder,
        kind: PopupKind::Reminder(late.number),
        title,
        lines: vec![line],
        actions: vec![PopupAction {
            key: PopupKey::Open,
            label: texts.get("popup-open-missed", &[]),
        }],
        stays: true,
    })
}

/// The names of the first of these people, and whether there are more.
fn listed<'a>(people: impl ExactSizeIterator<Item = (&'a Party, Region)>, texts: &Texts) -> String {
    let are_more = people.len() > NAMED;
    let mut named: Vec<String> = people
        .take(NAMED)
        .map(|(caller, region)| match name(caller) {
            Some(name) => clean(&name, words::PART),
            None => words::unbroken(&who(caller, region, texts)),
        })
        .collect();
    if are_more {
        named.push("…".to_owned());
    }
    named.join(", ")
}

/// More missed callers than this are not listed one by one.
const NAMED: usize = 3;
