//! The proof that deliveries arrive: a nonce, sent to the public address and seen by the listener.

use std::{
    net::{IpAddr, SocketAddr},
    time::Duration,
};

use kimo_listener::Nonces;
use kimo_tunnel::{Fault, Probe, PublicUrl};
use tokio::{net::lookup_host, time::timeout};

/// Sends a nonce to where hooks are at the public address, and waits for it at the listener, which
/// is at `local`. Nothing else is sent: who answers there may be anybody.
pub(super) async fn prove(
    nonces: &Nonces,
    client: &Probe,
    public_url: &PublicUrl,
    local: SocketAddr,
) -> Result<(), Fault> {
    let to = public_url.to_string();
    if is_own_port(public_url, local).await {
        return Err(Fault::ThisComputer { to });
    }
    let (nonce, arrival) = nonces.expect().map_err(|error| Fault::Tunnel {
        detail: error.to_string(),
    })?;
    let url = format!("{public_url}{}{nonce}", Nonces::PATH);
    tokio::pin!(arrival);
    let answer = tokio::select! {
        true = &mut arrival => return Ok(()),
        answer = client.look_at(&url) => answer,
    };
    if let Ok(true) = timeout(STRAGGLER, arrival).await {
        return Ok(());
    }
    Err(match answer {
        // What servers in between say when they cannot pass a request on.
        Ok(status @ (502 | 503 | 504 | 521..=530)) => Fault::Tunnel {
            detail: format!("{to} does not get through to this desk (status {status})"),
        },
        Ok(status) => Fault::WrongPlace { to, status },
        Err(fault) => fault,
    })
}

/// Whether the address is the listener's own port on this computer, which no PBX can reach.
async fn is_own_port(public_url: &PublicUrl, local: SocketAddr) -> bool {
    let Some((host, port)) = public_url.host_and_port() else {
        return false;
    };
    // A name that has no address is told by the probe.
    let addresses = lookup_host((host, port)).await;
    port == local.port()
        && addresses
            .into_iter()
            .flatten()
            .any(|address| is_this_computer(address.ip()))
}

fn is_this_computer(address: IpAddr) -> bool {
    let address = address.to_canonical();
    address.is_loopback() || address.is_unspecified()
}

/// How long a nonce may be on its way after the answer has come back.
const STRAGGLER: Duration = Duration::from_millis(500);
