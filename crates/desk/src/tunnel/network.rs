//! Notices that the computer is on another network.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};

/// The addresses from which this computer speaks to the world. Another network gives others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Network {
    v4: Option<IpAddr>,
    v6: Option<IpAddr>,
}

impl Network {
    /// The network of this moment. Nothing is sent: connecting a datagram socket only has the
    /// system choose a route. The addresses are of the ranges kept for documentation.
    pub(super) fn now() -> Self {
        const V4: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1)), 9);
        const V6: SocketAddr = SocketAddr::new(
            IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1)),
            9,
        );
        Self {
            v4: address_towards(V4),
            v6: address_towards(V6),
        }
    }
}

fn address_towards(remote: SocketAddr) -> Option<IpAddr> {
    let any: IpAddr = match remote {
        SocketAddr::V4(_) => Ipv4Addr::UNSPECIFIED.into(),
        SocketAddr::V6(_) => Ipv6Addr::UNSPECIFIED.into(),
    };
    let socket = UdpSocket::bind((any, 0)).ok()?;
    socket.connect(remote).ok()?;
    Some(socket.local_addr().ok()?.ip())
}
