//! A request as a verifier sees it.

use crate::Reply;

/// One request to a hook, whole and not yet read.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// `POST` or `GET`.
    pub method: &'a str,
    /// What stands below the hook's address; one of [`crate::Adapter::paths`], or empty.
    pub path: &'a str,
    /// The query, as it came, without the question mark.
    pub query: &'a str,
    /// The headers, their names in small letters.
    pub headers: &'a [(&'a str, &'a [u8])],
    /// The body as it came.
    pub body: &'a [u8],
}

impl Request<'_> {
    /// The first header of a name, which is given in small letters.
    pub fn header(&self, name: &str) -> Option<&[u8]> {
        let found = self.headers.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| *value)
    }
}

/// The request does not come from the PBX. The sender is told no more than that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the delivery does not prove that it comes from the PBX")]
pub struct Refused;

/// What a GET of a hook's address is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Get {
    /// Somebody looks whether Kimo listens.
    Look,
    /// The PBX tests the address and waits for this.
    Handshake(Reply),
    /// A delivery, whose fields are the query.
    Delivery,
}
