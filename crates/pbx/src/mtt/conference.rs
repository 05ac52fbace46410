//! The id of a call at Smart UVV, in events and records.

use kimo_calls::CallId;

use crate::{Incoming, ReadError, wire::Text};

/// The call of an id. It comes with blanks, which differ between the bodies of one call, or with
/// underscores in the addresses of recordings.
pub(super) fn call_id(conference: &Text, incoming: &Incoming<'_>) -> Result<CallId, ReadError> {
    let id = conference.as_deref().map(|id| {
        let separates = |letter: &char| letter.is_whitespace() || *letter == '_';
        let letters = id.chars().filter(|letter| !separates(letter));
        letters.collect::<String>().to_uppercase()
    });
    let id = id.filter(|id| !id.is_empty());
    incoming.call_id(&Text(id), "h323_conf_id")
}
