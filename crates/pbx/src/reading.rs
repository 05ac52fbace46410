//! What a delivery says, and what an adapter needs beside its fields to tell.
//!
//! Every adapter is liberal: ids are opaque, numbers may be JSON numbers or text, unknown fields
//! are ignored, unknown event types are kept as [`Reading::NotUnderstood`].

use kimo_calls::{
    Account, CallEvent, CallId, Clock, EventId, EventKind, Hook, Meaning, PbxId, SettingValue,
    Timestamp,
};

use crate::wire::Text;

/// One delivery of a hook.
#[derive(Clone, Copy, Debug)]
pub struct Delivery<'a> {
    /// The PBX of the hook.
    pub pbx: PbxId,
    /// The account of the hook.
    pub account: &'a Account,
    /// The request's content type, if it had one. The body is looked at first.
    pub content_type: Option<&'a str>,
    /// The body as it came.
    pub body: &'a [u8],
    /// When it arrived, by the desk's clock.
    pub received_at: Timestamp,
}

impl<'a> Delivery<'a> {
    /// A delivery to a hook.
    pub fn to(
        hook: &'a Hook,
        content_type: Option<&'a str>,
        body: &'a [u8],
        received_at: Timestamp,
    ) -> Self {
        Self {
            pbx: hook.pbx,
            account: &hook.account,
            content_type,
            body,
            received_at,
        }
    }
}

/// What a delivery says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Nothing: the empty post with which a PBX tests an address.
    Empty,
    /// Something happened to a call: at least one event, and all of one call.
    Events(Vec<CallEvent>),
    /// A well-formed delivery of a type that Kimo does not know.
    NotUnderstood {
        /// Content address, so that a repetition is seen as one.
        id: EventId,
        /// The type as sent, empty if there was none.
        event_type: String,
        /// The call it speaks of, if it names one.
        call: Option<CallId>,
    },
    /// Understood, but of no call.
    OfNoCall {
        /// Content address, so that a repetition is seen as one.
        id: EventId,
        /// The type as sent.
        event_type: String,
    },
}

impl Reading {
    /// The call that is spoken of.
    pub fn call(&self) -> Option<&CallId> {
        match self {
            Self::Events(events) => events.first().map(|event| &event.call),
            Self::NotUnderstood { call, .. } => call.as_ref(),
            Self::Empty | Self::OfNoCall { .. } => None,
        }
    }

    /// The events, if there are any.
    pub fn into_events(self) -> Vec<CallEvent> {
        match self {
            Self::Events(events) => events,
            Self::Empty | Self::NotUnderstood { .. } | Self::OfNoCall { .. } => Vec::new(),
        }
    }
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
    /// Another hook spoke of the call first; a hook changes no calls but its own.
    #[error("the call {0} belongs to another connection")]
    OfAnotherHook(CallId),
    /// The call has as many events as are taken up of one.
    #[error("{}", TOO_MUCH_OF_ONE_CALL)]
    TooMuchOfOneCall(CallId),
}

/// What is said of a delivery that comes when its call has as many events as are taken up of one.
pub const TOO_MUCH_OF_ONE_CALL: &str = "more is said of this call than is taken up of one";

/// What an adapter needs beside the fields.
#[derive(Clone, Copy, Debug)]
pub struct Incoming<'a> {
    /// The content address of the delivery.
    pub id: EventId,
    /// The PBX of the hook.
    pub pbx: PbxId,
    /// The account of the hook.
    pub account: &'a Account,
    /// When the delivery arrived.
    pub received_at: Timestamp,
    /// The hook's settings.
    pub meaning: &'a Meaning,
}

/// Longer call ids are refused: cut, two of them might become one.
const LONGEST_CALL_ID: usize = 200;

impl Incoming<'_> {
    /// The call of this id, from the field of that name.
    pub(crate) fn call_id(&self, id: &Text, field: &'static str) -> Result<CallId, ReadError> {
        let id = id.as_deref().ok_or(ReadError::Missing(field))?;
        if id.chars().count() > LONGEST_CALL_ID {
            return Err(ReadError::Field {
                field,
                why: format!("it is longer than {LONGEST_CALL_ID} characters"),
            });
        }
        Ok(CallId {
            pbx: self.pbx,
            account: self.account.clone(),
            pbx_call_id: id.to_owned(),
        })
    }

    /// What happened to a call, and nothing more said of it.
    pub(crate) fn event(&self, call: CallId, kind: EventKind) -> CallEvent {
        CallEvent {
            id: self.id,
            call,
            at: None,
            clock: Clock::Exact,
            call_started_at: None,
            received_at: self.received_at,
            direction: None,
            caller: None,
            called: None,
            extension: None,
            kind,
        }
    }

    /// A setting of the hook that is a text or a choice, where it is not as by default.
    pub(crate) fn setting(&self, name: &str) -> Option<&str> {
        match self.meaning.settings.get(name)? {
            SettingValue::Text(text) => Some(text),
            SettingValue::Flag(_) | SettingValue::Table(_) => None,
        }
    }

    /// What people call somebody whom the PBX calls so, by a table of the hook's; else just that.
    pub(crate) fn row<'a>(&'a self, name: &str, theirs: &'a str) -> &'a str {
        match self.meaning.settings.get(name) {
            Some(SettingValue::Table(rows)) => rows.get(theirs).map_or(theirs, String::as_str),
            _ => theirs,
        }
    }

    /// The reading of an event type that no document names. Where neither a type, from the field
    /// of that name, nor a call is given, the body is none of this PBX.
    pub(crate) fn not_understood(
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
