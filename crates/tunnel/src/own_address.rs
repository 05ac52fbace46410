//! An address of one's own: somebody else carries, so there is nothing to run.

use std::{future::Future, net::SocketAddr, pin::Pin};

use tokio::sync::watch;

use crate::{Fault, Link, PublicUrl, Tunnel};

/// A reverse proxy or port forward that somebody else runs.
pub(crate) struct OwnAddress {
    pub(crate) public_url: PublicUrl,
}

impl Tunnel for OwnAddress {
    fn run<'a>(
        &'a self,
        _local: SocketAddr,
        link: &'a watch::Sender<Link>,
    ) -> Pin<Box<dyn Future<Output = Fault> + Send + 'a>> {
        Box::pin(async move {
            link.send_replace(Link::Up {
                public_url: Some(self.public_url.clone()),
            });
            std::future::pending().await
        })
    }
}
