//! The way of a request: [`Unverified`] until its address and its credentials are right.
//! Only a [`Verified`] one has a hook, and only its body is ever read.

use std::sync::Arc;

use axum::{body::Body, extract::Request};
use base64::{
    Engine,
    alphabet::STANDARD,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use bytes::Bytes;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper::{HeaderMap, Method, header, http::request::Parts};
use kimo_calls::{
    BasicCredentials, Hook, Timestamp,
    pbx::{self, Delivery, ReadError, Reading},
};
use subtle::ConstantTimeEq;

use crate::{
    Door, Nonces, Received, address::Address, answer::Answer, progress::Progress, source::source,
};

/// A request of which nothing is known.
pub(crate) struct Unverified {
    request: Request,
    received_at: Timestamp,
}

impl Unverified {
    /// A request whose headers were complete at `received_at`.
    pub(crate) fn new(request: Request, received_at: Timestamp) -> Self {
        Self {
            request,
            received_at,
        }
    }

    /// Checks address and credentials, in this order; a wrong address learns nothing more.
    pub(crate) async fn verify(self, door: &Door) -> Result<Verified, Answer> {
        let address = Address::of_path(self.request.uri().path());
        let progress = self.request.extensions().get::<Progress>().cloned();
        let turned_away = || {
            door.strangers
                .turn_away(self.received_at, progress.as_ref())
        };
        let found = door
            .hooks
            .find(address.pbx, &address.token, self.received_at)
            .filter(|hook| self.may_come_to(hook, &door.nonces));
        let Some(hook) = found else {
            turned_away().await;
            return Err(Answer::NotFound);
        };
        if let Some(wanted) = &hook.basic {
            match brought(self.request.headers(), wanted) {
                Credentials::Right => {}
                Credentials::Missing => return Err(Answer::Unauthorized),
                Credentials::Wrong => {
                    turned_away().await;
                    return Err(Answer::Unauthorized);
                }
                Credentials::NotAtHand => {
                    tracing::error!(
                        hook = hook.id.0,
                        "a hook's password is not at hand; nobody is let in"
                    );
                    return Err(Answer::CannotCheck);
                }
            }
        }
        if nonce(&self.request).is_some_and(|nonce| door.nonces.take(nonce)) {
            tracing::debug!("a probe of our own has arrived");
        }
        if let Some(progress) = progress {
            progress.let_in();
        }
        let (parts, body) = self.request.into_parts();
        Ok(Verified {
            hook,
            parts,
            body,
            received_at: self.received_at,
        })
    }
}

impl Unverified {
    /// Whether it comes from where the hook's deliveries may come from, or from the desk itself:
    /// no other knows a nonce that is waited for.
    fn may_come_to(&self, hook: &Hook, nonces: &Nonces) -> bool {
        let headers = self.request.headers();
        let may = hook.sources.is_anywhere()
            || hook.sources.admit(source(headers, hook.sources.header))
            || nonce(&self.request).is_some_and(|nonce| nonces.await_this(nonce));
        if !may {
            tracing::debug!(
                hook = hook.id.0,
                "a request came from where none may come from"
            );
        }
        may
    }
}

/// What may be one of the desk's own nonces.
fn nonce(request: &Request) -> Option<&[u8]> {
    let nonce = request.headers().get(Nonces::HEADER)?;
    (request.method() == Method::GET).then(|| nonce.as_bytes())
}

/// A request to a hook by somebody who may.
pub(crate) struct Verified {
    hook: Arc<Hook>,
    parts: Parts,
    body: Body,
    received_at: Timestamp,
}

impl Verified {
    /// Takes the delivery in, as long as its body is no longer than `limit` bytes.
    pub(crate) async fn receive(self, limit: usize) -> Result<Received, Answer> {
        match self.parts.method {
            Method::POST => {}
            Method::GET | Method::HEAD => return Err(Answer::Listens),
            _ => return Err(Answer::MethodNotAllowed),
        }
        let body = whole(self.body, &self.parts.headers, limit).await?;
        let content_type = self
            .parts
            .headers
            .get(header::CONTENT_TYPE)
            .map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
        let reading = survived(|| {
            let delivery = Delivery {
                pbx: self.hook.pbx,
                content_type: content_type.as_deref(),
                body: &body,
                received_at: self.received_at,
            };
            pbx::read(&delivery, &self.hook.meaning)
        });
        Ok(Received {
            hook: self.hook,
            content_type,
            body,
            received_at: self.received_at,
            reading,
        })
    }
}

/// The whole body. One that announces too much is refused before a byte of it is read, so that a
/// client that asked first (`Expect: 100-continue`) need not send it.
async fn whole(body: Body, headers: &HeaderMap, limit: usize) -> Result<Bytes, Answer> {
    let announced = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|length| length > limit as u64) {
        return Err(Answer::TooLarge);
    }
    match Limited::new(body, limit).collect().await {
        Ok(body) => Ok(body.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => Err(Answer::TooLarge),
        Err(_) => Err(Answer::BrokenBody),
    }
}

/// A delivery that makes an adapter fail is kept like any other that cannot be read: it may be
/// read by a later version.
fn survived(read: impl FnOnce() -> Result<Reading, ReadError>) -> Result<Reading, ReadError> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(read)).unwrap_or_else(|_| {
        tracing::error!("reading a delivery panicked; it is kept as unreadable");
        Err(ReadError::Body("reading it failed".to_owned()))
    })
}

/// What a request brings to a hook that asks for credentials.
enum Credentials {
    Right,
    /// None: some senders wait to be asked for them, and must not wait for that.
    Missing,
    Wrong,
    /// Nobody knows the right password at the moment.
    NotAtHand,
}

/// User name and password are both compared in constant time, whichever is wrong.
fn brought(headers: &HeaderMap, wanted: &BasicCredentials) -> Credentials {
    let Some(value) = headers.get(header::AUTHORIZATION) else {
        return Credentials::Missing;
    };
    let Some(right) = &wanted.password else {
        return Credentials::NotAtHand;
    };
    let Some((user, password)) = basic_credentials(value.as_bytes()) else {
        return Credentials::Wrong;
    };
    let same_user = user.ct_eq(wanted.user.as_bytes());
    let same_password = password.ct_eq(right.as_bytes());
    match bool::from(same_user & same_password) {
        true => Credentials::Right,
        false => Credentials::Wrong,
    }
}

fn basic_credentials(header: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    /// Padding is optional: some senders leave it out.
    const BASE64: GeneralPurpose = GeneralPurpose::new(
        &STANDARD,
        GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
    );
    let (scheme, encoded) = header.split_at_checked("Basic ".len())?;
    if !scheme.eq_ignore_ascii_case(b"Basic ") {
        return None;
    }
    let mut user = BASE64.decode(encoded.trim_ascii()).ok()?;
    let colon = user.iter().position(|byte| *byte == b':')?;
    let password = user.split_off(colon + 1);
    user.truncate(colon);
    Some((user, password))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_delivery_that_makes_the_adapter_panic_counts_as_unreadable() {
        let reading = survived(|| panic!("an adapter's bug"));
        assert!(matches!(reading, Err(ReadError::Body(_))));
    }
}
