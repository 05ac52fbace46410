//! What may cut the way without the tunnel knowing yet: the computer slept, or is on another
//! network.

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket},
    time::{Duration, Instant},
};

use jiff::Timestamp;
use kimo_tunnel::WakeWatch;
use tokio::time::{Interval, MissedTickBehavior, interval};

/// Looks at clocks and network every other second, for as long as there is one of these.
pub(super) struct Surroundings {
    wake: WakeWatch,
    network: Network,
    tick: Interval,
}

impl Surroundings {
    /// How often clocks and network are looked at: waking up is noticed within this.
    const TICK: Duration = Duration::from_secs(2);

    /// Begins to look.
    pub(super) fn new() -> Self {
        let mut tick = interval(Self::TICK);
        tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
        Self {
            wake: WakeWatch::new(Timestamp::now(), Instant::now()),
            network: Network::now(),
            tick,
        }
    }

    /// Resolves when the computer woke, or the network is another one.
    pub(super) async fn changed(&mut self) {
        loop {
            self.tick.tick().await;
            let woke = self.wake.woke(Timestamp::now(), Instant::now());
            let network = Network::now();
            let moved = std::mem::replace(&mut self.network, network) != network;
            if woke || moved {
                tracing::info!(woke, moved, "the way is proved afresh");
                return;
            }
        }
    }
}

/// The addresses from which this computer speaks to the world. Another network gives others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Network {
    v4: Option<IpAddr>,
    v6: Option<IpAddr>,
}

impl Network {
    /// The network of this moment. Nothing is sent: connecting a datagram socket only has the
    /// system choose a route. The addresses are of the ranges kept for documentation.
    fn now() -> Self {
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
