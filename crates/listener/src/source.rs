//! Where a request came from, as the tunnel tells it.

use std::net::{IpAddr, SocketAddr};

use hyper::HeaderMap;
use kimo_calls::SourceHeader;

/// The address in this header. Of a list, the last counts: that is what the nearest proxy saw,
/// and all before it may have been made up by the sender. `None` where nothing, no address, or
/// more than one proxy could have written is told.
pub(crate) fn source(headers: &HeaderMap, header: SourceHeader) -> Option<IpAddr> {
    let mut lines = headers.get_all(header.name()).iter();
    let last = lines.next_back()?.to_str().ok()?;
    match header {
        SourceHeader::XForwardedFor => address(last.rsplit(',').next()?),
        SourceHeader::CfConnectingIp | SourceHeader::XRealIp => match lines.next() {
            None => address(last),
            Some(_) => None,
        },
    }
}

/// An address; some proxies add the port.
fn address(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let with_port = || text.parse().ok().map(|address: SocketAddr| address.ip());
    text.parse().ok().or_else(with_port)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_hop_counts() {
        for (lines, expected) in [
            (&["203.0.113.7"][..], Some("203.0.113.7")),
            (&["10.0.0.1, 203.0.113.7"], Some("203.0.113.7")),
            (&["203.0.113.7, 10.0.0.1"], Some("10.0.0.1")),
            (&["203.0.113.7", "10.0.0.1"], Some("10.0.0.1")),
            (&["203.0.113.7:4711"], Some("203.0.113.7")),
            (&["[2001:db8::1]:4711"], Some("2001:db8::1")),
            (&["2001:db8::1"], Some("2001:db8::1")),
            (&["203.0.113.7, unknown"], None),
            (&["203.0.113.7,"], None),
            (&[""], None),
            (&[], None),
        ] {
            let headers = headers("x-forwarded-for", lines);
            let expected = expected.map(|address| address.parse().unwrap());
            assert_eq!(
                source(&headers, SourceHeader::XForwardedFor),
                expected,
                "{lines:?}"
            );
        }
    }

    #[test]
    fn a_header_that_only_one_can_have_set_must_be_there_once() {
        let header = SourceHeader::CfConnectingIp;
        let of = |lines| source(&headers("cf-connecting-ip", lines), header);
        assert_eq!(of(&["203.0.113.7"]), "203.0.113.7".parse().ok());
        assert_eq!(of(&["203.0.113.7", "203.0.113.7"]), None);
        assert_eq!(of(&["203.0.113.7, 203.0.113.7"]), None);
        assert_eq!(
            source(&headers("x-forwarded-for", &["203.0.113.7"]), header),
            None
        );
    }

    fn headers(name: &'static str, lines: &[&str]) -> HeaderMap {
        let lines = lines.iter().map(|line| line.parse().unwrap());
        lines.fold(HeaderMap::new(), |mut headers, line| {
            headers.append(name, line);
            headers
        })
    }
}
