//! From where a hook's deliveries may come.

use std::{fmt, net::IpAddr, str::FromStr};

use ipnet::IpNet;
use serde::{Deserialize, Serialize};

/// From where a hook's deliveries may come: a second lock beside the token, as good as the tunnel
/// that tells the addresses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    /// The networks; none for anywhere.
    pub allowed: Vec<Network>,
    /// Where the tunnel tells the address that a request came from.
    pub header: SourceHeader,
}

impl Sources {
    /// Whether deliveries may come from anywhere.
    pub fn is_anywhere(&self) -> bool {
        self.allowed.is_empty()
    }

    /// Whether a request may come from this address; `None` where none is told.
    pub fn admit(&self, address: Option<IpAddr>) -> bool {
        let inside = |address| self.allowed.iter().any(|network| network.contains(address));
        self.is_anywhere() || address.is_some_and(inside)
    }
}

/// The request header in which a tunnel tells where a request came from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum SourceHeader {
    /// `X-Forwarded-For`, whose last entry the nearest proxy wrote: ngrok, Tailscale Funnel,
    /// Caddy and most others.
    #[default]
    XForwardedFor,
    /// `CF-Connecting-IP`: Cloudflare.
    CfConnectingIp,
    /// `X-Real-IP`: nginx, by habit.
    XRealIp,
}

impl SourceHeader {
    /// Each of them.
    pub const ALL: [Self; 3] = [Self::XForwardedFor, Self::CfConnectingIp, Self::XRealIp];

    /// Its name in a request, in small letters.
    pub fn name(self) -> &'static str {
        match self {
            Self::XForwardedFor => "x-forwarded-for",
            Self::CfConnectingIp => "cf-connecting-ip",
            Self::XRealIp => "x-real-ip",
        }
    }
}

impl FromStr for SourceHeader {
    type Err = UnknownSourceHeader;

    fn from_str(text: &str) -> Result<Self, UnknownSourceHeader> {
        let mut all = Self::ALL.into_iter();
        all.find(|header| header.name().eq_ignore_ascii_case(text))
            .ok_or(UnknownSourceHeader)
    }
}

/// The text names no header in which a tunnel tells an address.
#[derive(Debug, thiserror::Error)]
#[error("a tunnel tells addresses in x-forwarded-for, cf-connecting-ip or x-real-ip")]
pub struct UnknownSourceHeader;

/// A network of IP addresses, perhaps of one only: `203.0.113.0/24`, `2001:db8::1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network(IpNet);

impl Network {
    /// Whether the address belongs to it. An IPv4 address is the same when written as IPv6.
    pub fn contains(&self, address: IpAddr) -> bool {
        self.0.contains(&address.to_canonical())
    }

    /// Its first address.
    pub fn first(&self) -> IpAddr {
        self.0.network()
    }
}

impl FromStr for Network {
    type Err = NotANetwork;

    fn from_str(text: &str) -> Result<Self, NotANetwork> {
        let text = text.trim();
        let single = || text.parse().map(|one: IpAddr| one.to_canonical().into());
        text.parse::<IpNet>()
            .or_else(|_| single())
            .map(|network| Self(network.trunc()))
            .map_err(|_| NotANetwork(text.to_owned()))
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let single = self.0.prefix_len() == self.0.max_prefix_len();
        match single {
            true => self.0.addr().fmt(f),
            false => self.0.fmt(f),
        }
    }
}

/// The text is no network.
#[derive(Debug, thiserror::Error)]
#[error("`{0}` is no IP address, and no network like 203.0.113.0/24")]
pub struct NotANetwork(String);

#[cfg(test)]
mod tests {
    use super::*;

    fn sources(allowed: &[&str]) -> Sources {
        Sources {
            allowed: allowed.iter().map(|text| text.parse().unwrap()).collect(),
            header: SourceHeader::default(),
        }
    }

    #[test]
    fn without_networks_they_may_come_from_anywhere() {
        assert!(sources(&[]).admit(None));
        assert!(sources(&[]).admit("192.0.2.1".parse().ok()));
    }

    #[test]
    fn with_networks_only_from_there() {
        let sources = sources(&["203.0.113.77/24", " 198.51.100.1 ", "2001:db8::/32"]);
        for (address, admitted) in [
            ("203.0.113.1", true),
            ("::ffff:203.0.113.1", true),
            ("203.0.114.1", false),
            ("198.51.100.1", true),
            ("198.51.100.2", false),
            ("2001:db8:1::1", true),
            ("2001:db9::1", false),
        ] {
            assert_eq!(sources.admit(address.parse().ok()), admitted, "{address}");
        }
        assert!(!sources.admit(None), "nobody tells from where");
    }

    #[test]
    fn networks_are_read_and_written_alike() {
        for (text, same) in [
            ("203.0.113.77/24", "203.0.113.0/24"),
            ("198.51.100.1/32", "198.51.100.1"),
            ("::ffff:198.51.100.1", "198.51.100.1"),
            ("2001:DB8::1", "2001:db8::1"),
        ] {
            assert_eq!(text.parse::<Network>().unwrap().to_string(), same);
        }
        for text in ["", "verimor.com.tr", "10.0.0.0/33", "10.0.0", "10.0.0.1:80"] {
            text.parse::<Network>().unwrap_err();
        }
    }
}
