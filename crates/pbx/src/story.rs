//! Stories: made-up calls of a PBX, told by the deliveries that it would post, with current times.
//! `kimo send` plays them, a test call is one, and tests fold them.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use kimo_calls::{CallKind, Direction, Disposition, Hex, Party, TEST_CALL};

/// A made-up call that a PBX could tell of.
#[derive(Clone, Copy, Debug)]
pub struct Story {
    /// Its name among the stories of its PBX.
    pub name: &'static str,
    /// The call that it is.
    pub comes_to: ComesTo,
    tell: fn(&Telling) -> Vec<Step>,
}

impl Story {
    pub(crate) const fn new(
        name: &'static str,
        tell: fn(&Telling) -> Vec<Step>,
        comes_to: ComesTo,
    ) -> Self {
        Self {
            name,
            comes_to,
            tell,
        }
    }

    /// What is posted in a story that begins at `started_at`, in the order of posting. Stories
    /// with the same `call` tell of the same call.
    pub fn steps(&self, started_at: Timestamp, call: StoryId) -> Vec<Step> {
        let mut steps = (self.tell)(&Telling { started_at, call });
        steps.sort_by_key(|step| step.sent_after);
        steps
    }

    /// How long the story takes from its first event to its last.
    pub fn length(&self) -> Duration {
        self.steps(Timestamp::UNIX_EPOCH, StoryId([0; 16]))
            .last()
            .map(|step| step.sent_after)
            .unwrap_or_default()
    }
}

/// What a story must come to, whatever order its deliveries arrive in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ComesTo {
    /// Voice or fax.
    pub kind: CallKind,
    /// Which way it goes.
    pub direction: Direction,
    /// How it comes out.
    pub disposition: Disposition,
    /// Whether it is missed.
    pub missed: bool,
    /// Who answers, if that is told.
    pub answered_by: Option<&'static str>,
}

impl ComesTo {
    /// A fax.
    pub(crate) const FAX: Self = Self {
        kind: CallKind::Fax,
        direction: Direction::Inbound,
        disposition: Disposition::Unknown,
        missed: false,
        answered_by: None,
    };

    /// An outbound call that the other side answers.
    pub(crate) const OUTBOUND: Self = Self {
        direction: Direction::Outbound,
        ..Self::answered(None)
    };

    /// An inbound call that is answered.
    pub(crate) const fn answered(by: Option<&'static str>) -> Self {
        Self {
            kind: CallKind::Voice,
            direction: Direction::Inbound,
            disposition: Disposition::Answered,
            missed: false,
            answered_by: by,
        }
    }

    /// An internal call that is answered.
    pub(crate) const fn internal(by: &'static str) -> Self {
        Self {
            direction: Direction::Internal,
            ..Self::answered(Some(by))
        }
    }

    /// An inbound call that nobody answers.
    pub(crate) const fn missed(disposition: Disposition) -> Self {
        Self {
            disposition,
            missed: true,
            ..Self::answered(None)
        }
    }
}

/// One thing that the PBX posts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// When it is posted, from the beginning of the story.
    pub sent_after: Duration,
    /// What stands below the hook's address; mostly nothing.
    pub path: &'static str,
    /// The type of the body.
    pub content_type: &'static str,
    /// The body.
    pub body: String,
}

/// What a story's call ids are made of: 16 bytes, random ones so that every telling is a new call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoryId(pub [u8; 16]);

impl StoryId {
    /// That of a test call, by whose id everybody knows it for one.
    pub fn of_test_call(mut self) -> Self {
        self.0[..TEST_CALL.len()].copy_from_slice(&TEST_CALL);
        self
    }
}

impl std::fmt::Display for StoryId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        Hex(&self.0).fmt(f)
    }
}

/// One telling of a story.
#[derive(Clone, Copy, Debug)]
pub struct Telling {
    started_at: Timestamp,
    call: StoryId,
}

impl Telling {
    /// The time so many seconds into the story.
    pub(crate) fn at(&self, second: u32) -> Timestamp {
        self.started_at + SignedDuration::from_secs(second.into())
    }

    /// A UUID for the call.
    pub(crate) fn uuid(&self) -> String {
        let hex = self.hex();
        [
            &hex[..8],
            &hex[8..12],
            &hex[12..16],
            &hex[16..20],
            &hex[20..],
        ]
        .join("-")
    }

    /// Whether it is told as a test call, whose id must have all its digits in it.
    pub(crate) fn is_test_call(&self) -> bool {
        self.call == self.call.of_test_call()
    }

    /// 32 hexadecimal digits for the call.
    pub(crate) fn hex(&self) -> String {
        self.call.to_string()
    }
}

/// Posts a body so many seconds into the story.
pub(crate) fn after(second: u32, (content_type, body): (&'static str, String)) -> Step {
    Step {
        sent_after: Duration::from_secs(second.into()),
        path: "",
        content_type,
        body,
    }
}

pub(crate) const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";

/// Fields as the body of a form.
pub(crate) fn form(fields: &[(&str, &str)]) -> String {
    let mut body = String::new();
    for (key, value) in fields {
        if !body.is_empty() {
            body.push('&');
        }
        body.push_str(key);
        body.push('=');
        for byte in value.bytes() {
            match byte {
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'*' => {
                    body.push(byte.into());
                }
                b' ' => body.push('+'),
                _ => body.push_str(&format!("%{byte:02X}")),
            }
        }
    }
    body
}

/// A number as PBXs write it, without its plus; what is none as it came.
pub(crate) fn written(party: &Party) -> String {
    let number = party.number.as_ref();
    let digits = number.map(|number| number.as_str().trim_start_matches('+').to_owned());
    digits.unwrap_or_else(|| party.raw.clone())
}

/// A tree as a JSON body.
pub(crate) fn json(value: &serde_json::Value) -> (&'static str, String) {
    (JSON, value.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_survives_the_way() {
        let body = form(&[
            ("start_stamp", "2016-01-01 00:00:00"),
            ("caller", "+90&1=2"),
        ]);
        assert_eq!(
            body,
            "start_stamp=2016-01-01+00%3A00%3A00&caller=%2B90%261%3D2"
        );
    }
}
