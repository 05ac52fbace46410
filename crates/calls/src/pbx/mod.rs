//! What the deliveries of each PBX mean: one file per PBX.
//!
//! Every adapter is liberal: ids are opaque, numbers may be JSON numbers or text, unknown fields
//! are ignored, unknown event types are kept as [`Reading::NotUnderstood`].

mod bulutfon;
mod mtt;
mod verimor;

use crate::{CallEvent, CallId, Disposition, EventId, Meaning, Pbx, Timestamp};

/// One HTTP request that a hook received.
#[derive(Clone, Copy, Debug)]
pub struct Delivery<'a> {
    /// The PBX of the hook.
    pub pbx: Pbx,
    /// The request's content type, if it had one. The body is looked at first.
    pub content_type: Option<&'a str>,
    /// The body as it came.
    pub body: &'a [u8],
    /// When it arrived, by the desk's clock.
    pub received_at: Timestamp,
}

/// What a delivery says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Nothing: the empty post with which a PBX tests an address.
    Empty,
    /// Something happened to a call.
    Event(Box<CallEvent>),
    /// A well-formed delivery of a type that Kimo does not know.
    NotUnderstood {
        /// Content address, so that a repetition is seen as one.
        id: EventId,
        /// The type as sent, empty if there was none.
        event_type: String,
        /// The call it speaks of, if it names one.
        call: Option<CallId>,
    },
}

/// The body cannot be read. The message says what is wrong and where, in one line, and is sent
/// back to the PBX.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Neither JSON nor a form.
    #[error("the body is neither JSON nor a form: {0}")]
    Body(String),
    /// A field that nothing can be done without is missing or empty.
    #[error("the field `{0}` is missing or empty")]
    Missing(&'static str),
    /// A field holds what it cannot hold.
    #[error("the field `{field}` cannot be read: {why}")]
    Field {
        /// The field's name.
        field: &'static str,
        /// What is wrong with it.
        why: String,
    },
}

/// Reads a delivery of a hook with the given meaning.
pub fn read(delivery: &Delivery<'_>, meaning: &Meaning) -> Result<Reading, ReadError> {
    let _ = (delivery, meaning);
    Ok(Reading::Empty)
}

/// How a call came out that nobody answered, by the PBX's own word or code for its end.
pub(crate) fn unanswered(pbx: Pbx, cause: Option<&str>) -> Disposition {
    match pbx {
        Pbx::Verimor => verimor::unanswered(cause),
        Pbx::Bulutfon => bulutfon::unanswered(cause),
        Pbx::Mtt => mtt::unanswered(cause),
    }
}
