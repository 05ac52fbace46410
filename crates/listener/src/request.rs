//! The way of a request: [`Unverified`] until its address and its credentials are right. Only a
//! [`Verified`] one has a hook, and only its body is ever taken in. A [`Whole`] one is [`Proven`]
//! once the PBX's own verifier has seen it, and only then read.

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
use kimo_calls::{BasicCredentials, Hook, PbxId, Timestamp};
use kimo_pbx::{Delivery, Get, ReadError, Reading};
use subtle::ConstantTimeEq;

use crate::{
    ListenerState, Nonces, ReadDelivery, Received, address::Address, answer::Answer,
    progress::Progress, source::source,
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
    pub(crate) async fn verify(self, state: &ListenerState) -> Result<Verified, Answer> {
        let address = Address::of_path(self.request.uri().path());
        let progress = self.request.extensions().get::<Progress>().cloned();
        let turned_away = || {
            state
                .strangers
                .turn_away(self.received_at, progress.as_ref())
        };
        if self.is_probe(&address, &state.nonces) {
            tracing::debug!("a probe of our own has arrived");
            if let Some(progress) = progress {
                progress.let_in();
            }
            return Err(Answer::Listens);
        }
        let found = state
            .hooks
            .find(address.pbx, &address.token, self.received_at)
            .filter(|hook| is_known_to(hook.pbx, &address.below))
            .filter(|hook| self.may_come_to(hook));
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
        if let Some(progress) = progress {
            progress.let_in();
        }
        let (parts, body) = self.request.into_parts();
        Ok(Verified {
            hook,
            below: address.below,
            parts,
            body,
            received_at: self.received_at,
        })
    }
}

/// Whether a PBX appends this to the address of its hooks.
fn is_known_to(pbx: PbxId, below: &str) -> bool {
    below.is_empty()
        || kimo_pbx::adapter(pbx).is_some_and(|adapter| adapter.paths().contains(&below))
}

impl Unverified {
    /// Whether it is the desk itself that looks: nobody else knows a nonce that is waited for.
    fn is_probe(&self, address: &Address, nonces: &Nonces) -> bool {
        self.request.method() == Method::GET
            && address.below.is_empty()
            && nonces.take(&address.token)
    }

    /// Whether it comes from where the hook's deliveries may come from.
    fn may_come_to(&self, hook: &Hook) -> bool {
        let headers = self.request.headers();
        let may =
            hook.sources.is_anywhere() || hook.sources.admit(source(headers, hook.sources.header));
        if !may {
            tracing::debug!(
                hook = hook.id.0,
                "a request came from where none may come from"
            );
        }
        may
    }
}

/// A request to a hook by somebody who may.
pub(crate) struct Verified {
    hook: Arc<Hook>,
    below: String,
    parts: Parts,
    body: Body,
    received_at: Timestamp,
}

impl Verified {
    /// Takes the request in, as long as its body is no longer than `limit` bytes. A GET that is no
    /// delivery has its answer here.
    pub(crate) async fn receive(self, limit: usize) -> Result<Whole, Answer> {
        let query = self.parts.uri.query().unwrap_or_default();
        let body = match self.parts.method {
            Method::POST => whole(self.body, &self.parts.headers, limit).await?,
            Method::GET => match kimo_pbx::adapter(self.hook.pbx).map(|pbx| pbx.get(query)) {
                None | Some(Get::Look) => return Err(Answer::Listens),
                Some(Get::Handshake(reply)) => return Err(Answer::Kept(reply)),
                Some(Get::Delivery) => Bytes::copy_from_slice(query.as_bytes()),
            },
            Method::HEAD => return Err(Answer::Listens),
            _ => return Err(Answer::MethodNotAllowed),
        };
        Ok(Whole(Requested {
            hook: self.hook,
            below: self.below,
            parts: self.parts,
            body,
            received_at: self.received_at,
        }))
    }
}

/// A request whose body is there, too; for one by GET that is its query.
pub(crate) struct Whole(Requested);

/// A request that comes from the PBX, as far as that proves it.
pub(crate) struct Proven(Requested);

struct Requested {
    hook: Arc<Hook>,
    below: String,
    parts: Parts,
    body: Bytes,
    received_at: Timestamp,
}

impl Whole {
    /// Has the PBX's own verifier look at the request.
    pub(crate) fn prove(self) -> Result<Proven, Answer> {
        let Requested {
            hook,
            below,
            parts,
            body,
            ..
        } = &self.0;
        let headers: Vec<_> = parts
            .headers
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_bytes()))
            .collect();
        let request = kimo_pbx::Request {
            method: parts.method.as_str(),
            path: below,
            query: parts.uri.query().unwrap_or_default(),
            headers: &headers,
            body,
        };
        if let Some(adapter) = kimo_pbx::adapter(hook.pbx) {
            adapter
                .verify(&request, &hook.meaning)
                .map_err(Answer::Forged)?;
        }
        Ok(Proven(self.0))
    }
}

impl Proven {
    /// The hook's address as its sender knows it, which a tunnel tells.
    pub(crate) fn address(&self) -> String {
        let headers = &self.0.parts.headers;
        let told = |name: &str| {
            let value = headers.get(name)?.to_str().ok()?;
            Some(value.split(',').next()?.trim().to_owned()).filter(|value| !value.is_empty())
        };
        let host = told("x-forwarded-host").or_else(|| told("host"));
        let scheme = told("x-forwarded-proto").unwrap_or_else(|| "https".to_owned());
        let Hook { pbx, token, .. } = self.0.hook.as_ref();
        let host = host.unwrap_or_default();
        format!("{scheme}://{host}/hooks/{pbx}/{}", token.expose())
    }

    /// Reads what it delivers.
    pub(crate) fn read(self) -> Received {
        let Requested {
            hook,
            parts,
            body,
            received_at,
            ..
        } = self.0;
        let content_type = match parts.method {
            Method::GET => Some(QUERY.to_owned()),
            _ => parts
                .headers
                .get(header::CONTENT_TYPE)
                .map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned()),
        };
        let deliveries = kimo_pbx::deliveries(&body)
            .into_iter()
            .map(|part| {
                let content_type = content_type.as_deref();
                let delivery = Delivery::to(&hook, content_type, part, received_at);
                ReadDelivery {
                    reading: survived(|| kimo_pbx::read(&delivery, &hook.meaning)),
                    body: body.slice_ref(part),
                }
            })
            .collect();
        Received {
            hook,
            content_type,
            received_at,
            deliveries,
        }
    }
}

/// The type of a query, which is written as a form is.
const QUERY: &str = "application/x-www-form-urlencoded";

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
