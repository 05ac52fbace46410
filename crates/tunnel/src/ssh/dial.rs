//! Connecting to a host that has several addresses, of which some may be dead.

use std::{io, net::SocketAddr, time::Duration};

use tokio::{net::TcpStream, task::JoinSet, time::sleep};

/// Connects to whichever address answers first. Each is tried a moment after the one before it,
/// or at once where that has failed, so that one which never answers holds up the others no
/// longer than that moment (RFC 8305).
pub(super) async fn connect_to_any(addresses: Vec<SocketAddr>) -> io::Result<TcpStream> {
    let mut untried = families_in_turn(addresses).into_iter();
    let mut tries = JoinSet::new();
    let mut last = io::Error::from(io::ErrorKind::AddrNotAvailable);
    loop {
        if let Some(address) = untried.next() {
            tries.spawn(TcpStream::connect(address));
        }
        let tried = tokio::select! {
            tried = tries.join_next() => tried,
            () = sleep(HEAD_START), if untried.len() > 0 => continue,
        };
        match tried {
            Some(Ok(Ok(stream))) => return Ok(stream),
            Some(Ok(Err(error))) => last = error,
            Some(Err(error)) => last = io::Error::other(error),
            None => return Err(last),
        }
    }
}

/// How long an address is tried before the next one is tried beside it.
const HEAD_START: Duration = Duration::from_millis(250);

/// The addresses with IPv6 and IPv4 by turns, beginning with the system's first choice: what is
/// dead is mostly a whole family.
fn families_in_turn(addresses: Vec<SocketAddr>) -> Vec<SocketAddr> {
    let begins_with_v4 = addresses.first().is_some_and(SocketAddr::is_ipv4);
    let (mut preferred, mut other): (Vec<_>, Vec<_>) = addresses
        .into_iter()
        .partition(|address| address.is_ipv4() == begins_with_v4);
    preferred.reverse();
    other.reverse();
    let mut in_turn = Vec::with_capacity(preferred.len() + other.len());
    while !(preferred.is_empty() && other.is_empty()) {
        in_turn.extend(preferred.pop());
        in_turn.extend(other.pop());
    }
    in_turn
}

#[cfg(test)]
mod tests {
    use tokio::net::TcpListener;

    use super::*;

    #[test]
    fn the_families_take_turns_and_each_keeps_its_order() {
        let addresses = |list: &[&str]| -> Vec<SocketAddr> {
            list.iter()
                .map(|address| address.parse().unwrap())
                .collect()
        };
        assert_eq!(
            families_in_turn(addresses(&[
                "[::1]:22",
                "[::2]:22",
                "[::3]:22",
                "1.1.1.1:22"
            ])),
            addresses(&["[::1]:22", "1.1.1.1:22", "[::2]:22", "[::3]:22"]),
        );
        assert_eq!(families_in_turn(Vec::new()), Vec::new());
    }

    #[tokio::test]
    async fn an_address_that_refuses_gives_way_to_the_next_and_the_last_refusal_is_told() {
        let open = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let closed = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (open_at, closed_at) = (open.local_addr().unwrap(), closed.local_addr().unwrap());
        drop(closed);
        let stream = connect_to_any(vec![closed_at, open_at]).await.unwrap();
        assert_eq!(stream.peer_addr().unwrap(), open_at);
        let refused = connect_to_any(vec![closed_at]).await.unwrap_err();
        assert_eq!(refused.kind(), io::ErrorKind::ConnectionRefused);
        let none = connect_to_any(Vec::new()).await.unwrap_err();
        assert_eq!(none.kind(), io::ErrorKind::AddrNotAvailable);
    }
}
