//! The local address of a hook.

use std::net::SocketAddr;

use kimo_calls::{Account, Hook, PbxId};
use serde::Serialize;

/// A hook and the address at which it takes deliveries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HookUrl {
    /// Who posts to it.
    pub pbx: PbxId,
    /// The account there; not written where it is the only one.
    #[serde(skip_serializing_if = "Account::is_empty")]
    pub account: Account,
    /// What the user calls it.
    pub name: String,
    /// The local address.
    pub url: String,
}

/// The local address of a hook for a desk that listens there.
pub fn hook_url(listen: SocketAddr, hook: &Hook) -> HookUrl {
    // A desk that listens everywhere is reached on this computer by the loopback address.
    let host = match listen {
        SocketAddr::V4(v4) if v4.ip().is_unspecified() => ([127, 0, 0, 1], v4.port()).into(),
        SocketAddr::V6(v6) if v6.ip().is_unspecified() => {
            SocketAddr::new(std::net::Ipv6Addr::LOCALHOST.into(), v6.port())
        }
        other => other,
    };
    HookUrl {
        pbx: hook.pbx,
        account: hook.account.clone(),
        name: hook.name.clone(),
        url: format!("http://{host}{}", hook_path(hook)),
    }
}

/// The path of a hook below whatever address leads to the desk.
pub(super) fn hook_path(hook: &Hook) -> String {
    format!("/hooks/{}/{}", hook.pbx, hook.token.expose())
}
