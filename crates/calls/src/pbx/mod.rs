//! What the deliveries of each PBX mean: one file per PBX.
//!
//! Every adapter is liberal: ids are opaque, numbers may be JSON numbers or text, unknown fields
//! are ignored, unknown event types are kept as [`Reading::NotUnderstood`].

mod body;
mod bulutfon;
mod mtt;
mod time;
mod verimor;
mod wire;

use self::{body::Body, wire::Text};
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
    let Some(body) = Body::read(delivery.content_type, delivery.body)? else {
        return Ok(Reading::Empty);
    };
    let incoming = Incoming {
        id: body.event_id(delivery.pbx),
        received_at: delivery.received_at,
        meaning,
    };
    let fields = body.into_fields();
    match delivery.pbx {
        Pbx::Verimor => verimor::read(fields, &incoming),
        Pbx::Bulutfon => bulutfon::read(fields, &incoming),
        Pbx::Mtt => mtt::read(fields, &incoming),
    }
}

/// How a call came out that nobody answered, by the PBX's own word or code for its end.
pub(crate) fn unanswered(pbx: Pbx, cause: Option<&str>) -> Disposition {
    match pbx {
        Pbx::Verimor => verimor::unanswered(cause),
        Pbx::Bulutfon => bulutfon::unanswered(cause),
        Pbx::Mtt => mtt::unanswered(cause),
    }
}

/// What an adapter needs beside the fields.
struct Incoming<'a> {
    id: EventId,
    received_at: Timestamp,
    meaning: &'a Meaning,
}

impl Incoming<'_> {
    /// The reading of an event type that no document names. Where neither a type, from the field
    /// of that name, nor a call is given, the body is none of this PBX.
    fn not_understood(
        &self,
        event_type: &Text,
        field: &'static str,
        call: Result<CallId, ReadError>,
    ) -> Result<Reading, ReadError> {
        let call = match call {
            Ok(call) => Some(call),
            Err(ReadError::Missing(_)) => None,
            Err(error) => return Err(error),
        };
        match (&event_type.0, call) {
            (None, None) => Err(ReadError::Missing(field)),
            (event_type, call) => Ok(Reading::NotUnderstood {
                id: self.id,
                event_type: event_type.clone().unwrap_or_default(),
                call,
            }),
        }
    }
}
