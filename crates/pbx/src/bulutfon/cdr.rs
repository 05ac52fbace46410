//! The detail record inside `call_hangup` and `missing_call` (hooks until 2020), and the way that
//! the call took by it.

use jiff::tz::{self, TimeZone};
use kimo_calls::{Timestamp, Way};
use serde::Deserialize;

use crate::wire::{List, Text};

/// For times without an offset, which no document shows.
static TURKEY: TimeZone = TimeZone::fixed(tz::offset(3));

/// The detail record. The hooks prefix some names with `bf_`, the record's own document does not.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Cdr {
    uuid: Text,
    bf_calltype: Text,
    bf_direction: Text,
    direction: Text,
    bf_caller: Text,
    caller: Text,
    bf_callee: Text,
    callee: Text,
    call_time: Text,
    answer_time: Text,
    hangup_time: Text,
    hangup_cause: Text,
    /// So in the hooks.
    callflow: List<Step>,
    /// So in the record's own document.
    call_flow: List<Step>,
}

/// One step of the call: a number, menu, group or extension, and where it went from there.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
struct Step {
    callee: Text,
    answer_time: Text,
    redirection: Text,
    redirection_target: Text,
    result: Text,
    origination: List<Origination>,
}

/// One extension that a group rang.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
struct Origination {
    destination: Text,
    answer_time: Text,
    result: Text,
}

/// Who answered, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) by: Option<String>,
    pub(super) at: Option<Timestamp>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// The called number itself.
    Number,
    Menu,
    Group,
    Extension,
}

impl Cdr {
    pub(super) fn uuid(&self) -> &Text {
        &self.uuid
    }

    pub(super) fn is_fax(&self) -> bool {
        self.bf_calltype.word() == "fax"
    }

    pub(super) fn direction(&self) -> &Text {
        self.bf_direction.or(&self.direction)
    }

    pub(super) fn caller(&self) -> &Text {
        self.bf_caller.or(&self.caller)
    }

    pub(super) fn callee(&self) -> &Text {
        self.bf_callee.or(&self.callee)
    }

    pub(super) fn hangup_cause(&self) -> &Text {
        &self.hangup_cause
    }

    pub(super) fn call_time(&self) -> Option<Timestamp> {
        time(&self.call_time)
    }

    pub(super) fn hangup_time(&self) -> Option<Timestamp> {
        time(&self.hangup_time)
    }

    /// The answer of the other side of an outbound call: no menu of ours can be it, so the
    /// record's own `answer_time` tells. `None` where there is no record.
    pub(super) fn answer_of_other_side(&self) -> Option<Option<Answer>> {
        let at = time(&self.answer_time);
        self.is_there().then(|| {
            at.map(|at| Answer {
                by: None,
                at: Some(at),
            })
        })
    }

    /// The answer of one of our people: an extension, or one that a group rang. Menus answer too
    /// (the record's `answer_time` is theirs then), so only the steps tell. `None` where they
    /// don't: there are none, and something answered.
    pub(super) fn answer_of_person(&self) -> Option<Option<Answer>> {
        if self.steps().is_empty() {
            let nothing_answered = self.is_there() && time(&self.answer_time).is_none();
            return nothing_answered.then_some(None);
        }
        let answered = self.places().find_map(|(place, step)| match place {
            Place::Extension => step.answer_of_extension(),
            Place::Group => step.answer_of_group(),
            Place::Number | Place::Menu => None,
        });
        Some(answered)
    }

    /// The way the call took.
    pub(super) fn way(&self) -> Way {
        let mut way = Way::default();
        for (place, step) in self.places() {
            let number = step.callee.0.clone();
            let rung = step.origination.0.iter();
            let rung = rung.filter_map(|origination| origination.destination.0.clone());
            match place {
                Place::Number => {}
                Place::Menu => way.menu = number.or(way.menu),
                Place::Group => {
                    way.queue = number.or(way.queue);
                    way.legs.extend(rung);
                }
                Place::Extension => way.legs.extend(number),
            }
        }
        // The record may end with a redirection whose target has no step of its own.
        if let Some(last) = self.steps().last()
            && let Some(target) = last.redirection_target.0.clone()
        {
            match last.leads_to() {
                Some(Place::Menu) => way.menu = Some(target),
                Some(Place::Group) => way.queue = Some(target),
                Some(Place::Extension) => way.legs.push(target),
                Some(Place::Number) | None => {}
            }
        }
        way
    }

    fn is_there(&self) -> bool {
        time(&self.call_time).or(time(&self.hangup_time)).is_some()
    }

    fn steps(&self) -> &[Step] {
        if self.callflow.0.is_empty() {
            &self.call_flow.0
        } else {
            &self.callflow.0
        }
    }

    /// The steps, each with what its `callee` is: the step says so itself where the call stayed
    /// (`CONNECTING_TO_…`), else the step before, which led to it (`REDIRECTED_TO_…`).
    fn places(&self) -> impl Iterator<Item = (Place, &Step)> {
        let steps = self.steps();
        steps.iter().enumerate().map(move |(index, step)| {
            let before = index.checked_sub(1).and_then(|index| steps.get(index));
            let led_here = before.and_then(Step::leads_to);
            let place = step.is_at().or(led_here).unwrap_or(Place::Number);
            (place, step)
        })
    }
}

impl Step {
    fn is_at(&self) -> Option<Place> {
        place(self.redirection.word().strip_prefix("connecting_to_")?)
    }

    fn leads_to(&self) -> Option<Place> {
        place(self.redirection.word().strip_prefix("redirected_to_")?)
    }

    fn answer_of_extension(&self) -> Option<Answer> {
        let answer = Answer {
            by: self.callee.0.clone(),
            at: time(&self.answer_time),
        };
        was_answered(&self.result, &self.answer_time).then_some(answer)
    }

    /// In a group the result of each extension tells; those that lost the race carry an
    /// `answer_time` too. A group that lists nobody speaks for itself.
    fn answer_of_group(&self) -> Option<Answer> {
        let group_at = time(&self.answer_time);
        if self.origination.0.is_empty() {
            return was_answered(&self.result, &self.answer_time).then_some(Answer {
                by: None,
                at: group_at,
            });
        }
        let rung = &self.origination.0;
        let winner = rung
            .iter()
            .find(|leg| was_answered(&leg.result, &leg.answer_time))?;
        Some(Answer {
            by: winner.destination.0.clone(),
            at: time(&winner.answer_time).or(group_at),
        })
    }
}

fn place(name: &str) -> Option<Place> {
    match name {
        "menu" => Some(Place::Menu),
        "group" => Some(Place::Group),
        "extension" => Some(Place::Extension),
        _ => None,
    }
}

/// By the result where there is one, else by whether there is a time.
fn was_answered(result: &Text, answer_time: &Text) -> bool {
    match result.word().as_str() {
        "" => time(answer_time).is_some(),
        result => result == "answered",
    }
}

/// A time in a hook's body or its record.
pub(super) fn time(text: &Text) -> Option<Timestamp> {
    text.time(&TURKEY)
}
