//! How a tunnel is doing.

use std::{future::Future, net::SocketAddr, pin::Pin};

use tokio::sync::watch;

use crate::{Fault, PublicUrl};

/// How a tunnel is doing, by its own account. Says nothing of whether the desk is reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// On its way up.
    Connecting,
    /// Up, with this public address.
    Up {
        /// The address that reaches the listener, if the tunnel knows it.
        public_url: Option<PublicUrl>,
    },
    /// Down. It will be tried again.
    Down {
        /// Why.
        fault: Fault,
    },
}

/// A way from a public address to the listener.
pub trait Tunnel: Send + Sync {
    /// Carries connections to the listener at `local` until it fails, and says why it did.
    /// Reports [`Link::Up`] once it carries. Dropping the future takes the tunnel down.
    fn run<'a>(
        &'a self,
        local: SocketAddr,
        link: &'a watch::Sender<Link>,
    ) -> Pin<Box<dyn Future<Output = Fault> + Send + 'a>>;
}
