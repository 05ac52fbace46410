//! The messages for colleagues that were left with a call, as they stand.

use crate::{CallEvent, DeskId, EventId, EventKind, Mark, MarkKind, Message, Timestamp};

/// A message as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftMessage {
    /// Its id: that of the event by which it was left.
    pub id: EventId,
    /// What it says.
    pub message: Message,
    /// When it was left.
    pub left_at: Timestamp,
    /// Since when it has been passed on; `None` while it waits.
    pub passed_on_at: Option<Timestamp>,
}

impl LeftMessage {
    /// The messages of a call, the first one left first, from its events in whatever order and
    /// however often repeated. Of several ticks of one the latest counts, and of two with the same
    /// time the one from the greater desk id.
    pub fn all_of(events: &[CallEvent]) -> Vec<Self> {
        let marks = || {
            events.iter().filter_map(|event| match &event.kind {
                EventKind::Marked(mark) => Some((event.id, mark)),
                _ => None,
            })
        };
        let mut left: Vec<(Timestamp, &DeskId, Self)> = marks()
            .filter_map(|(id, mark)| match &mark.mark {
                MarkKind::Message(message) => Some((
                    mark.marked_at,
                    &mark.desk,
                    Self {
                        id,
                        message: message.clone(),
                        left_at: mark.marked_at,
                        passed_on_at: passed_on_at(id, marks()),
                    },
                )),
                _ => None,
            })
            .collect();
        left.sort_by(|one, other| (one.0, one.1, one.2.id).cmp(&(other.0, other.1, other.2.id)));
        left.dedup_by_key(|(_, _, message)| message.id);
        left.into_iter().map(|(_, _, message)| message).collect()
    }
}

fn passed_on_at<'a>(
    message: EventId,
    marks: impl Iterator<Item = (EventId, &'a Mark)>,
) -> Option<Timestamp> {
    let ticks = marks.filter_map(|(id, mark)| match &mark.mark {
        MarkKind::PassedOn { message: of, done } if *of == message => {
            Some(((mark.marked_at, &mark.desk, id), *done))
        }
        _ => None,
    });
    let ((at, ..), done) = ticks.max_by(|(one, _), (other, _)| one.cmp(other))?;
    done.then_some(at)
}
