//! The answers of WebDAV: `multistatus` (RFC 4918), read as a stream. No more of it is kept than is
//! asked for, entities that a document defines are never expanded, and depth and number are bounded.

use quick_xml::{
    escape::resolve_predefined_entity,
    events::Event,
    name::{Namespace, ResolveResult},
    reader::NsReader,
};

use crate::Fault;

/// Deeper than this is no answer of WebDAV.
const DEEPEST: usize = 32;

/// What an answer says of some resources.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Multistatus {
    pub(crate) responses: Vec<Response>,
    /// Of a `sync-collection`: by which to ask for what changes from now on.
    pub(crate) sync_token: Option<String>,
}

/// What is said of one resource.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Response {
    pub(crate) href: String,
    /// Of the resource as a whole, where it has one: 404 for one that is gone.
    pub(crate) status: Option<u16>,
    /// The properties that it has.
    pub(crate) has: Properties,
}

/// The properties of a resource that matter here.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Properties {
    pub(crate) is_book: bool,
    pub(crate) is_collection: bool,
    pub(crate) display_name: Option<String>,
    pub(crate) etag: Option<String>,
    pub(crate) ctag: Option<String>,
    pub(crate) sync_token: Option<String>,
    pub(crate) principal: Option<String>,
    pub(crate) homes: Vec<String>,
    pub(crate) card: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Element {
    Multistatus,
    Response,
    Href,
    Status,
    Propstat,
    Prop,
    ResourceType,
    Collection,
    Addressbook,
    DisplayName,
    GetEtag,
    GetCtag,
    SyncToken,
    CurrentUserPrincipal,
    HomeSet,
    AddressData,
    Other,
}

const DAV: &str = "DAV:";
const CARDDAV: &str = "urn:ietf:params:xml:ns:carddav";
const CALENDAR_SERVER: &str = "http://calendarserver.org/ns/";

impl Element {
    fn of(space: &ResolveResult<'_>, local: &str) -> Self {
        let ResolveResult::Bound(Namespace(space)) = space else {
            return Self::Other;
        };
        match (*space, local) {
            (DAV, "multistatus") => Self::Multistatus,
            (DAV, "response") => Self::Response,
            (DAV, "href") => Self::Href,
            (DAV, "status") => Self::Status,
            (DAV, "propstat") => Self::Propstat,
            (DAV, "prop") => Self::Prop,
            (DAV, "resourcetype") => Self::ResourceType,
            (DAV, "collection") => Self::Collection,
            (DAV, "displayname") => Self::DisplayName,
            (DAV, "getetag") => Self::GetEtag,
            (DAV, "sync-token") => Self::SyncToken,
            (DAV, "current-user-principal") => Self::CurrentUserPrincipal,
            (CARDDAV, "addressbook") => Self::Addressbook,
            (CARDDAV, "addressbook-home-set") => Self::HomeSet,
            (CARDDAV, "address-data") => Self::AddressData,
            (CALENDAR_SERVER, "getctag") => Self::GetCtag,
            _ => Self::Other,
        }
    }
}

/// Reads an answer with at most so many resources in it.
pub(crate) fn read(body: &[u8], most: usize) -> Result<Multistatus, Fault> {
    let text = std::str::from_utf8(body).map_err(not_carddav)?;
    let mut reader = NsReader::from_str(text.trim_start_matches('\u{feff}'));
    let mut reading = Reading::default();
    loop {
        let (space, event) = reader.read_resolved_event().map_err(not_carddav)?;
        match event {
            Event::Start(start) => {
                let name = Element::of(&space, start.local_name().into_inner());
                reading.open(name, most)?;
            }
            Event::Empty(start) => {
                let name = Element::of(&space, start.local_name().into_inner());
                reading.open(name, most)?;
                reading.close();
            }
            Event::End(_) => reading.close(),
            Event::Text(text) => reading.text.push_str(&text.xml10_content()),
            Event::CData(text) => reading.text.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                let letter = reference.resolve_char_ref().map_err(not_carddav)?;
                match (
                    letter,
                    resolve_predefined_entity(&reference.xml10_content()),
                ) {
                    (Some(letter), _) => reading.text.push(letter),
                    (None, Some(known)) => reading.text.push_str(known),
                    (None, None) => return Err(not_carddav("an entity of its own")),
                }
            }
            // None of WebDAV's answers has one; what it would define are entities.
            Event::DocType(_) => return Err(not_carddav("a document type")),
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
            Event::Eof => break,
        }
    }
    match reading.path.is_empty() && reading.was_multistatus {
        true => Ok(reading.read),
        false => Err(not_carddav("it is no multistatus, or breaks off")),
    }
}

#[derive(Default)]
struct Reading {
    path: Vec<Element>,
    text: String,
    was_multistatus: bool,
    /// The properties of one status, as long as that is not known.
    some: Properties,
    /// That status.
    some_status: Option<u16>,
    response: Response,
    read: Multistatus,
}

impl Reading {
    fn open(&mut self, name: Element, most: usize) -> Result<(), Fault> {
        if self.path.len() == DEEPEST {
            return Err(not_carddav("it is too deep"));
        }
        if self.path.is_empty() {
            if name != Element::Multistatus {
                return Err(not_carddav("it is no multistatus"));
            }
            self.was_multistatus = true;
        }
        match name {
            Element::Response => {
                if self.read.responses.len() == most {
                    return Err(Fault::TooMuch {
                        detail: format!("more than {most} entries"),
                    });
                }
                self.response = Response::default();
            }
            Element::Propstat => {
                self.some = Properties::default();
                self.some_status = None;
            }
            _ => {}
        }
        self.path.push(name);
        self.text.clear();
        Ok(())
    }

    fn close(&mut self) {
        let Some(name) = self.path.pop() else { return };
        let text = std::mem::take(&mut self.text);
        let said = || Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        match (self.path.as_slice(), name) {
            ([Element::Multistatus], Element::Response) => {
                let response = std::mem::take(&mut self.response);
                self.read.responses.push(response);
            }
            ([Element::Multistatus], Element::SyncToken) => self.read.sync_token = said(),
            ([Element::Multistatus, Element::Response], Element::Href) => {
                self.response.href = said().unwrap_or_default();
            }
            ([Element::Multistatus, Element::Response], Element::Status) => {
                self.response.status = status(&text);
            }
            ([Element::Multistatus, Element::Response, Element::Propstat], Element::Status) => {
                self.some_status = status(&text);
            }
            // Without a status the properties are there.
            ([Element::Multistatus, Element::Response], Element::Propstat)
                if self.some_status.is_none_or(|status| status / 100 == 2) =>
            {
                let some = std::mem::take(&mut self.some);
                self.response.has.add(some);
            }
            ([.., Element::Propstat, Element::Prop], of_one) => match of_one {
                Element::DisplayName => self.some.display_name = said(),
                Element::GetEtag => self.some.etag = said(),
                Element::GetCtag => self.some.ctag = said(),
                Element::SyncToken => self.some.sync_token = said(),
                Element::AddressData => self.some.card = Some(text),
                _ => {}
            },
            ([.., Element::Prop, Element::ResourceType], Element::Addressbook) => {
                self.some.is_book = true
            }
            ([.., Element::Prop, Element::ResourceType], Element::Collection) => {
                self.some.is_collection = true;
            }
            ([.., Element::Prop, Element::CurrentUserPrincipal], Element::Href) => {
                self.some.principal = said();
            }
            ([.., Element::Prop, Element::HomeSet], Element::Href)
                if self.some.homes.len() < HOMES =>
            {
                self.some.homes.extend(said());
            }
            _ => {}
        }
    }
}

/// A user has no more homes of address books.
const HOMES: usize = 8;

impl Properties {
    fn add(&mut self, more: Self) {
        self.is_book |= more.is_book;
        self.is_collection |= more.is_collection;
        self.display_name = self.display_name.take().or(more.display_name);
        self.etag = self.etag.take().or(more.etag);
        self.ctag = self.ctag.take().or(more.ctag);
        self.sync_token = self.sync_token.take().or(more.sync_token);
        self.principal = self.principal.take().or(more.principal);
        self.homes.extend(more.homes);
        self.homes.truncate(HOMES);
        self.card = self.card.take().or(more.card);
    }
}

/// The number of `HTTP/1.1 404 Not Found`.
fn status(line: &str) -> Option<u16> {
    line.split_whitespace().nth(1)?.parse().ok()
}

fn not_carddav(why: impl std::fmt::Display) -> Fault {
    Fault::NotCardDav {
        detail: why.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As Radicale and Nextcloud say it: other prefixes, properties that are not there beside those
    /// that are.
    #[test]
    fn what_is_there_is_told_from_what_is_not() {
        let body = r#"<?xml version="1.0"?>
<d:multistatus xmlns:d="DAV:" xmlns:card="urn:ietf:params:xml:ns:carddav" xmlns:x="http://calendarserver.org/ns/">
 <d:response>
  <d:href>/dav/ayse/book/</d:href>
  <d:propstat><d:prop><d:getetag/></d:prop><d:status>HTTP/1.1 404 Not Found</d:status></d:propstat>
  <d:propstat><d:prop>
    <d:displayname>Ay&#x15f;e &amp; co</d:displayname>
    <d:resourcetype><d:collection/><card:addressbook/></d:resourcetype>
    <d:sync-token>urn:1</d:sync-token><x:getctag>7</x:getctag>
    <card:addressbook-home-set><d:href>/dav/ayse/</d:href></card:addressbook-home-set>
    <d:current-user-principal><d:href>/p/ayse/</d:href></d:current-user-principal>
  </d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat>
 </d:response>
 <d:response><d:href>/dav/ayse/book/1.vcf</d:href><d:status>HTTP/1.1 404 Not Found</d:status></d:response>
 <d:response><d:href>/dav/ayse/book/2.vcf</d:href><d:propstat><d:prop>
   <d:getetag>"2"</d:getetag>
   <card:address-data><![CDATA[BEGIN:VCARD
END:VCARD]]></card:address-data>
 </d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>
 <d:sync-token>urn:2</d:sync-token>
</d:multistatus>"#;
        let read = read(body.as_bytes(), 3).unwrap();
        assert_eq!(read.sync_token.as_deref(), Some("urn:2"));
        let [book, gone, card] = read.responses.as_slice() else {
            panic!("{read:?}")
        };
        let has = &book.has;
        assert!(has.is_book && has.is_collection && has.etag.is_none());
        assert_eq!(has.display_name.as_deref(), Some("Ayşe & co"));
        assert_eq!(has.sync_token.as_deref(), Some("urn:1"));
        assert_eq!(has.ctag.as_deref(), Some("7"));
        assert_eq!(has.homes, ["/dav/ayse/"]);
        assert_eq!(has.principal.as_deref(), Some("/p/ayse/"));
        assert_eq!(
            (gone.href.as_str(), gone.status),
            ("/dav/ayse/book/1.vcf", Some(404))
        );
        assert_eq!(card.has.etag.as_deref(), Some("\"2\""));
        assert_eq!(card.has.card.as_deref(), Some("BEGIN:VCARD\nEND:VCARD"));
    }

    #[test]
    fn what_is_no_answer_is_refused_and_nothing_is_expanded() {
        let deep = format!(
            r#"<multistatus xmlns="DAV:">{}{}</multistatus>"#,
            "<a>".repeat(100_000),
            "</a>".repeat(100_000)
        );
        let bomb = r#"<!DOCTYPE m [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<multistatus xmlns="DAV:"><response><href>&b;</href></response></multistatus>"#;
        let outside = r#"<!DOCTYPE m [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<multistatus xmlns="DAV:"><response><href>&a;</href></response></multistatus>"#;
        for body in [
            "",
            "<html><body>Welcome</body></html>",
            "<multistatus/>",
            r#"<multistatus xmlns="DAV:"><response>"#,
            r#"<multistatus xmlns="DAV:"><response></multistatus>"#,
            r#"<multistatus xmlns="DAV:">&unknown;</multistatus>"#,
            bomb,
            outside,
            &deep,
        ] {
            let refused = read(body.as_bytes(), 10).unwrap_err();
            assert_eq!(refused.code(), "not-carddav", "{refused}");
        }
        let many = format!(
            r#"<multistatus xmlns="DAV:">{}</multistatus>"#,
            "<response><href>/a</href></response>".repeat(11)
        );
        assert_eq!(read(many.as_bytes(), 10).unwrap_err().code(), "too-much");
    }
}
