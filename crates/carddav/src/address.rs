//! Where an address book is, and where its server may lead.

use std::fmt;

use url::{Host, Url};

use crate::Fault;

/// An address that may be asked with a password: over TLS, or on this computer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address(Url);

/// A longer address is none, in bytes.
const LONGEST: usize = 2000;

/// Services that keep the books of one account on hosts of their own below this name, and say so
/// only once somebody has proved who they are.
const SPREAD_BELOW: [&str; 1] = ["icloud.com"];

impl Address {
    /// Reads an address as people write it: `cloud.example.com` is `https://cloud.example.com/`.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let text = text.trim();
        if text.is_empty() || text.len() > LONGEST {
            return Err(Fault::BadAddress);
        }
        let with_scheme = match text.contains("://") {
            true => text.to_owned(),
            false => format!("https://{text}"),
        };
        let url = Url::parse(&with_scheme).map_err(|_| Fault::BadAddress)?;
        Self::of(url)
    }

    fn of(mut url: Url) -> Result<Self, Fault> {
        let host = url.host().ok_or(Fault::BadAddress)?;
        match url.scheme() {
            "https" => {}
            "http" if is_this_computer(&host) => {}
            "http" => {
                return Err(Fault::NotHttps {
                    host: host.to_string(),
                });
            }
            _ => return Err(Fault::BadAddress),
        }
        // A password has no place in an address: that is shown, and kept where anybody may look.
        let cleared = url.set_username("").and_then(|()| url.set_password(None));
        cleared.map_err(|()| Fault::BadAddress)?;
        url.set_query(None);
        url.set_fragment(None);
        Ok(Self(url))
    }

    /// Where a `Location` or an href in an answer of this address leads, if the password may go
    /// there.
    pub(crate) fn follow(&self, href: &str) -> Result<Self, Fault> {
        if href.len() > LONGEST {
            return Err(Fault::NotCardDav {
                detail: "an endless address".to_owned(),
            });
        }
        let url = self.0.join(href.trim()).map_err(|_| Fault::NotCardDav {
            detail: "an address that is none".to_owned(),
        })?;
        let to = Self::of(url)?;
        match self.is_of_one_server_with(&to) {
            true => Ok(to),
            false => Err(Fault::Elsewhere { to: to.origin() }),
        }
    }

    /// The path of an href of this book's answers; `None` for what is not of it.
    pub(crate) fn path_below(&self, href: &str) -> Option<String> {
        let to = self.follow(href).ok()?;
        let is_below = to.0.origin() == self.0.origin()
            && to.0.path().len() > self.0.path().len()
            && to.0.path().starts_with(self.0.path());
        is_below.then(|| to.0.path().to_owned())
    }

    fn is_of_one_server_with(&self, other: &Self) -> bool {
        if self.0.origin() == other.0.origin() {
            return true;
        }
        let is_below = |name: &str| {
            [self, other].iter().all(|address| {
                let host = address.host();
                host.strip_suffix(name)
                    .is_some_and(|rest| rest.ends_with('.'))
            })
        };
        self.0.scheme() == "https"
            && other.0.scheme() == "https"
            && self.0.port_or_known_default() == other.0.port_or_known_default()
            && SPREAD_BELOW.into_iter().any(is_below)
    }

    /// The same server's address at another path.
    pub(crate) fn at(&self, path: &str) -> Self {
        let mut url = self.0.clone();
        url.set_path(path);
        Self(url)
    }

    /// A book's address, which ends with a slash: hrefs are below it.
    pub(crate) fn as_folder(&self) -> Self {
        match self.0.path().ends_with('/') {
            true => self.clone(),
            false => self.at(&format!("{}/", self.0.path())),
        }
    }

    /// True where nothing but a host was named.
    pub(crate) fn is_bare(&self) -> bool {
        self.0.path() == "/"
    }

    /// The host.
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    fn origin(&self) -> String {
        self.0.origin().ascii_serialization()
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

fn is_this_computer(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => *name == "localhost",
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_is_an_address_over_tls() {
        for (written, read) in [
            ("cloud.example.com", "https://cloud.example.com/"),
            (
                " https://cloud.example.com/remote.php/dav ",
                "https://cloud.example.com/remote.php/dav",
            ),
            ("http://127.0.0.1:5232/ayse/", "http://127.0.0.1:5232/ayse/"),
            ("http://localhost:5232", "http://localhost:5232/"),
            ("http://[::1]:5232", "http://[::1]:5232/"),
            (
                "https://ayse:secret@cloud.example.com/?token=1#x",
                "https://cloud.example.com/",
            ),
        ] {
            let address = Address::parse(written);
            assert_eq!(address.map(|it| it.to_string()).as_deref(), Ok(read));
        }
        for written in [
            "",
            " ",
            "ftp://cloud.example.com",
            "file:///etc/passwd",
            "https://",
        ] {
            assert_eq!(Address::parse(written), Err(Fault::BadAddress), "{written}");
        }
        for written in [
            "http://cloud.example.com",
            "http://10.0.0.1/",
            "http://localhost.evil.example",
        ] {
            let refused = Address::parse(written).unwrap_err();
            assert_eq!(refused.code(), "not-https", "{written}");
        }
    }

    #[test]
    fn a_server_leads_nowhere_but_to_itself() {
        let from = Address::parse("https://cloud.example.com/dav/").unwrap();
        for (href, code) in [
            ("https://evil.example/dav/", "elsewhere"),
            ("//evil.example/dav/", "elsewhere"),
            ("https://cloud.example.com:8443/", "elsewhere"),
            ("https://other.example.com/", "elsewhere"),
            ("http://cloud.example.com/dav/", "not-https"),
            ("http://127.0.0.1:80/", "elsewhere"),
            ("ftp://cloud.example.com/", "bad-address"),
        ] {
            assert_eq!(from.follow(href).unwrap_err().code(), code, "{href}");
        }
        for href in ["/principals/ayse/", "books/", "https://cloud.example.com/x"] {
            from.follow(href).unwrap();
        }
        let spread = Address::parse("https://contacts.icloud.com/").unwrap();
        spread
            .follow("https://p42-contacts.icloud.com:443/1/")
            .unwrap();
        for href in [
            "https://icloud.com.evil.example/",
            "https://eviliicloud.com/",
        ] {
            assert_eq!(
                spread.follow(href).unwrap_err().code(),
                "elsewhere",
                "{href}"
            );
        }
    }

    #[test]
    fn a_card_is_below_its_book() {
        let book = Address::parse("https://cloud.example.com/ayse/book/").unwrap();
        for (href, path) in [
            ("/ayse/book/1.vcf", Some("/ayse/book/1.vcf")),
            ("2.vcf", Some("/ayse/book/2.vcf")),
            (
                "https://cloud.example.com/ayse/book/3.vcf",
                Some("/ayse/book/3.vcf"),
            ),
            ("/ayse/book/", None),
            ("/ayse/other/1.vcf", None),
            ("/ayse/book/../other/1.vcf", None),
            ("https://evil.example/ayse/book/1.vcf", None),
        ] {
            assert_eq!(book.path_below(href).as_deref(), path, "{href}");
        }
    }
}
