//! Addresses as people type them.

use std::net::SocketAddr;

/// `127.0.0.1:8460`, `localhost:8460`, `[::1]:8460`, or only a port, which means loopback.
pub(crate) fn address(text: &str) -> Result<SocketAddr, String> {
    let loopback = |port: &str| {
        port.parse()
            .map(|port| SocketAddr::from(([127, 0, 0, 1], port)))
    };
    let port = text.strip_prefix("localhost:").unwrap_or(text);
    text.parse()
        .or_else(|_| loopback(port))
        .map_err(|_| "write an address and a port, like 127.0.0.1:8460".to_owned())
}

/// An address that only this computer reaches.
pub(crate) fn loopback_address(text: &str) -> Result<SocketAddr, String> {
    let address = address(text)?;
    match address.ip().is_loopback() {
        true => Ok(address),
        false => Err(
            "the UI is for this computer only: write a loopback address, \
                      like 127.0.0.1:0"
                .to_owned(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_people_type_them() {
        for text in ["127.0.0.1:8460", "localhost:8460", "8460"] {
            assert_eq!(
                address(text).unwrap().to_string(),
                "127.0.0.1:8460",
                "{text}"
            );
        }
        assert_eq!(address("[::1]:0").unwrap().to_string(), "[::1]:0");
        for text in ["", "127.0.0.1", "example.org:80", "127.0.0.1:99999"] {
            address(text).unwrap_err();
        }
    }

    #[test]
    fn the_ui_stays_on_this_computer() {
        loopback_address("127.0.0.1:0").unwrap();
        loopback_address("0.0.0.0:80").unwrap_err();
    }
}
