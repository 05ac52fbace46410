//! The id of a call at Smart UVV, in events, records and the addresses of recordings.

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

/// An id of ours as the addresses of recordings have it: four words of eight digits each. None for what
/// is no such id; where its words end is not known then.
pub(super) fn with_underscores(pbx_call_id: &str) -> Option<String> {
    let is_one = pbx_call_id.len() == 32 && pbx_call_id.bytes().all(|at| at.is_ascii_hexdigit());
    is_one.then(|| {
        let word = |at: usize| &pbx_call_id[at..at + 8];
        [0, 8, 16, 24].map(word).join("_")
    })
}
