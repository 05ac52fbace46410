//! What a PBX is answered.

use crate::Reading;

/// The body with which a kept delivery is answered 200.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// Its type.
    pub kind: ReplyType,
    /// The body.
    pub body: String,
}

/// The type of a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReplyType {
    /// Plain text.
    Text,
    /// JSON.
    Json,
    /// XML.
    Xml,
}

impl ReplyType {
    /// The content type.
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Text => "text/plain; charset=utf-8",
            Self::Json => "application/json",
            Self::Xml => "application/xml",
        }
    }
}

impl Reply {
    /// A reply of plain text.
    pub fn text(body: impl Into<String>) -> Self {
        Self {
            kind: ReplyType::Text,
            body: body.into(),
        }
    }

    /// The PBX's id of the first call that was spoken of, else `ok`.
    pub fn call_id(said: &[Reading]) -> Self {
        let id = said
            .iter()
            .find_map(Reading::call)
            .map(|call| one_line(&call.pbx_call_id));
        Self::text(id.filter(|id| !id.is_empty()).unwrap_or("ok".to_owned()))
    }
}

/// Longest text of a sender's that is sent back, in characters; call ids have about forty.
const LONGEST_ECHO: usize = 500;

/// A sender's text, fit to be sent back.
fn one_line(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control())
        .take(LONGEST_ECHO)
        .collect()
}
