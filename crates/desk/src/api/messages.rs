//! Messages for colleagues: left with a call, in one list until they are passed on.

use jiff::Timestamp;
use kimo_calls::{CallId, CallerWants, LeftMessage, MarkKind, Message};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AskError, AskErrorCode, CallRow, Nothing, ToShow, count};
use crate::{Desk, clean};

/// The messages that wait to be passed on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MessagesPage {
    /// The last one left first; two hundred at most.
    pub rows: Vec<WaitingMessageRow>,
    /// How many there are in truth.
    pub total: u32,
}

/// A message that waits, and the call that it was left with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WaitingMessageRow {
    /// The message.
    pub message: MessageRow,
    /// The call.
    pub call: CallRow,
}

/// A message for a colleague.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MessageRow {
    /// Its id.
    pub id: String,
    /// For whom, as it was written.
    pub recipient: String,
    /// What the caller wants, where it is one of the usual things.
    pub wants: Option<CallerWants>,
    /// The rest in words; may be empty.
    pub text: String,
    /// When it was left.
    pub left_at: String,
    /// Since when it has been passed on; `null` while it waits.
    pub passed_on_at: Option<String>,
}

impl MessageRow {
    pub(super) fn of(left: &LeftMessage) -> Self {
        Self {
            id: left.id.to_string(),
            recipient: left.message.recipient.clone(),
            wants: left.message.wants,
            text: left.message.text.clone(),
            left_at: left.left_at.to_string(),
            passed_on_at: left.passed_on_at.map(|at| at.to_string()),
        }
    }
}

/// Leaves a message with a call.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(optional_fields)]
pub struct LeaveMessageParams {
    /// The call's id.
    pub call: String,
    /// For whom; at most 250 characters of it are kept, in one line.
    pub recipient: String,
    /// What the caller wants, where it is one of the usual things.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wants: Option<CallerWants>,
    /// The rest in words; at most 500 characters of it are kept.
    pub text: String,
}

/// Says that a message was passed on, or waits after all.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PassOnMessageParams {
    /// The call's id.
    pub call: String,
    /// The message's.
    pub message: String,
    /// Passed on, or waiting.
    pub done: bool,
}

pub(super) async fn messages(desk: &Desk, _: Nothing) -> Result<MessagesPage, AskError> {
    let (waiting, calls, total) = desk
        .read(move |reader| {
            let waiting = reader.waiting_messages(MOST_ROWS)?;
            let calls = waiting.iter().map(|one| one.call.clone()).collect();
            let calls = ToShow::of(calls, reader)?;
            Ok((waiting, calls, reader.waiting_message_count()?))
        })
        .await?;
    let rows = waiting.iter().map(|one| WaitingMessageRow {
        message: MessageRow::of(&one.left),
        call: calls.row(&one.call, desk.home(one.call.id.pbx)),
    });
    Ok(MessagesPage {
        rows: rows.collect(),
        total: count(total),
    })
}

pub(super) async fn leave_message(desk: &Desk, params: LeaveMessageParams) -> Result<(), AskError> {
    let message = Message {
        recipient: clean(&params.recipient, RECIPIENT),
        wants: params.wants,
        text: clean_lines(&params.text),
    };
    if message.recipient.is_empty() {
        return Err(AskError::bad_params("a message is for somebody"));
    }
    if message.wants.is_none() && message.text.is_empty() {
        return Err(AskError::bad_params("a message says something"));
    }
    let call: CallId = params.call.parse().map_err(AskError::bad_params)?;
    mark(desk, call, MarkKind::Message(message)).await
}

pub(super) async fn pass_on_message(
    desk: &Desk,
    params: PassOnMessageParams,
) -> Result<(), AskError> {
    let call: CallId = params.call.parse().map_err(AskError::bad_params)?;
    let message = params.message.parse().map_err(AskError::bad_params)?;
    let id = call.clone();
    let events = desk.read(move |reader| reader.events(&id)).await?;
    if !LeftMessage::all_of(&events)
        .iter()
        .any(|left| left.id == message)
    {
        return Err(AskError::new(AskErrorCode::NotFound, &params.message));
    }
    let done = params.done;
    mark(desk, call, MarkKind::PassedOn { message, done }).await
}

async fn mark(desk: &Desk, call: CallId, mark: MarkKind) -> Result<(), AskError> {
    desk.writer()?.mark(call, mark, Timestamp::now()).await?;
    Ok(())
}

/// A text of several lines without what nobody sees; empty lines at its ends are none of it.
fn clean_lines(text: &str) -> String {
    let mut lines = String::new();
    for line in text.trim().lines() {
        let rest = TEXT.saturating_sub(lines.chars().count());
        if rest < 2 {
            break;
        }
        if !lines.is_empty() {
            lines.push('\n');
        }
        lines.push_str(&clean(line, rest - 1));
    }
    lines.trim().to_owned()
}

const MOST_ROWS: usize = 200;
/// How much is kept, in characters.
const RECIPIENT: usize = 250;
const TEXT: usize = 500;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_keeps_its_lines_and_nothing_that_nobody_sees() {
        assert_eq!(
            clean_lines("\n Yarın  ara \r\n\n0532\u{202e} 1\u{7}\t2 \n"),
            "Yarın ara\n\n0532 1 2"
        );
        assert_eq!(clean_lines(" \n\u{200b}\n"), "");
        let long = clean_lines(&format!("{}\n{}", "ş".repeat(300), "ğ".repeat(300)));
        assert_eq!(long.chars().count(), TEXT);
        assert!(long.ends_with('…'));
        assert!(clean_lines(&"a\n".repeat(1000)).chars().count() <= TEXT);
    }
}
