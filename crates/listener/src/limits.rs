//! What a connection may take.

use std::time::Duration;

/// What a connection may take. The limit on a body's length is [`crate::BODY_BYTES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Connections at the same time.
    pub connections: usize,
    /// For a request's headers: from accept, or on a connection kept alive from their first byte.
    pub header_timeout: Duration,
    /// For a delivery's body, from the end of the headers.
    pub body_timeout: Duration,
    /// Between an answer and the next request. Longer than the 60 to 90 s for which proxies and
    /// tunnels keep an idle connection: if the listener closed first, a delivery could meet the
    /// closing and be lost.
    pub idle_timeout: Duration,
    /// For the other side to take what is sent to it: a slow reader is cut, one who has read
    /// everything and waits for more is not.
    pub send_timeout: Duration,
    /// For what still comes in after an answer that did not wait for the body.
    pub linger: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 256,
            header_timeout: Duration::from_secs(10),
            body_timeout: Duration::from_secs(10),
            idle_timeout: Duration::from_secs(120),
            send_timeout: Duration::from_secs(10),
            linger: Duration::from_secs(2),
        }
    }
}
