//! The proof that deliveries arrive: a nonce, sent to a hook's public address and seen by the
//! listener.

use std::time::Duration;

use kimo_calls::Hook;
use kimo_listener::Nonces;
use kimo_tunnel::{Fault, Probe, PublicUrl};
use tokio::time::timeout;

/// Sends a nonce to the public address of one of these hooks and waits for it at the listener.
pub(super) async fn prove(
    hooks: &[Hook],
    nonces: &Nonces,
    client: &Probe,
    public_url: &PublicUrl,
) -> Result<(), Fault> {
    // A hook without a second lock tells more of the way, and less of the lock.
    let hook = hooks
        .iter()
        .min_by_key(|hook| hook.basic.is_some())
        .ok_or_else(|| Fault::Tunnel {
            detail: "there is no hook".to_owned(),
        })?;
    let (nonce, arrival) = nonces.expect().map_err(|error| Fault::Tunnel {
        detail: error.to_string(),
    })?;
    let url = format!("{public_url}{}", hook_path(hook));
    let basic = hook
        .basic
        .as_ref()
        .and_then(|basic| Some((basic.user.as_str(), basic.password.as_deref()?)));
    tokio::pin!(arrival);
    let answer = tokio::select! {
        true = &mut arrival => return Ok(()),
        answer = client.send_nonce(&url, basic, &nonce) => answer,
    };
    if let Ok(true) = timeout(STRAGGLER, arrival).await {
        return Ok(());
    }
    let to = public_url.to_string();
    Err(match answer {
        // What servers in between say when they cannot pass a request on.
        Ok(status @ (502 | 503 | 504 | 521..=530)) => Fault::Tunnel {
            detail: format!("{to} does not get through to this desk (status {status})"),
        },
        Ok(status) => Fault::WrongPlace { to, status },
        Err(fault) => fault,
    })
}

/// How long a nonce may be on its way after the answer has come back.
const STRAGGLER: Duration = Duration::from_millis(500);

/// The path of a hook below the public address.
pub(crate) fn hook_path(hook: &Hook) -> String {
    format!("/hooks/{}/{}", hook.pbx, hook.token.expose())
}
