//! What an address book holds, and what of it has changed.

use std::{collections::BTreeMap, fmt::Write as _};

use quick_xml::escape::escape;

use crate::{
    Address, CardDav, Fault,
    client::Question,
    multistatus::{Multistatus, Response},
};

/// A book with more cards is refused.
pub const MOST_CARDS: usize = 50_000;

/// What of a book must be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Listing {
    /// Nothing: it is as it was.
    Unchanged,
    /// These are all of its cards.
    All {
        /// Their paths, each with the etag that says which state of it that is.
        cards: BTreeMap<String, String>,
        /// By which to ask the next time; `None` where the server has no such thing.
        marker: Option<String>,
    },
    /// This has changed since the marker.
    Since {
        /// The paths of those that are new or changed, with their etags.
        changed: BTreeMap<String, String>,
        /// The paths of those that are gone.
        gone: Vec<String>,
        /// By which to ask the next time.
        marker: Option<String>,
    },
}

/// A card as the server has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemoteCard {
    /// Its path.
    pub path: String,
    /// Which state of it this is.
    pub etag: String,
    /// The vCard; `None` where it did not come.
    pub content: Option<String>,
    /// It did not come for it is larger than any card, and never will.
    pub is_too_large: bool,
}

/// So many cards are asked for at once.
const AT_ONCE: usize = 50;
/// The server may tell of what has changed in so many parts.
const PARTS: usize = 200;
/// Longer texts are no marker and no etag, in bytes.
const LONGEST_TAG: usize = 1000;

const STATE: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<propfind xmlns="DAV:" xmlns:s="http://calendarserver.org/ns/"><prop><resourcetype/><sync-token/><s:getctag/></prop></propfind>"#;
const ALL: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<propfind xmlns="DAV:"><prop><resourcetype/><getetag/></prop></propfind>"#;

impl CardDav {
    /// What of a book must be looked at by somebody who knows it as it was at this marker.
    pub async fn listing(&self, book: &Address, since: Option<&str>) -> Result<Listing, Fault> {
        let (book, said) = self.propfind(book, "0", STATE, 8).await?;
        let book = book.as_folder();
        let has = said.responses.into_iter().next().unwrap_or_default().has;
        if !has.is_book {
            return Err(Fault::NoBook);
        }
        let tag = |kind: &str, tag: Option<String>| {
            let tag = tag.filter(|tag| tag.len() <= LONGEST_TAG)?;
            Some(format!("{kind}{tag}"))
        };
        let marker = tag(SYNC_TOKEN, has.sync_token).or_else(|| tag(CTAG, has.ctag));
        if marker.is_some() && marker.as_deref() == since {
            return Ok(Listing::Unchanged);
        }
        if let Some(token) = since.and_then(|since| since.strip_prefix(SYNC_TOKEN)) {
            match self.since(&book, token).await {
                // It has forgotten what it was then, or never knew: all is looked at.
                Err(Fault::Refused { .. } | Fault::NotCardDav { .. } | Fault::NoBook) => {}
                other => return other,
            }
        }
        let (book, all) = self.propfind(&book, "1", ALL, MOST_CARDS + 1).await?;
        Ok(Listing::All {
            cards: cards(&book.as_folder(), &all)?,
            marker,
        })
    }

    /// What has changed since a sync token (RFC 6578).
    async fn since(&self, book: &Address, token: &str) -> Result<Listing, Fault> {
        let mut token = token.to_owned();
        let mut changed = BTreeMap::new();
        let mut gone = BTreeMap::new();
        for _ in 0..PARTS {
            let body = format!(
                r#"<?xml version="1.0" encoding="utf-8"?>
<sync-collection xmlns="DAV:"><sync-token>{}</sync-token><sync-level>1</sync-level><prop><resourcetype/><getetag/></prop></sync-collection>"#,
                escape(&token)
            );
            let part = self.report(book, "0", &body, MOST_CARDS + 1).await?;
            // 507 for the book itself: there is more.
            let is_cut = part
                .responses
                .iter()
                .any(|one| one.status == Some(507) && book.path_below(&one.href).is_none());
            for response in part.responses.iter().filter(|one| one.status == Some(404)) {
                if let Some(path) = book.path_below(&response.href) {
                    changed.remove(&path);
                    gone.insert(path, ());
                }
            }
            for (path, etag) in cards(book, &part)? {
                gone.remove(&path);
                changed.insert(path, etag);
            }
            if changed.len() > MOST_CARDS || gone.len() > MOST_CARDS {
                return Err(too_many());
            }
            let next = part.sync_token.filter(|next| next.len() <= LONGEST_TAG);
            let next = next.ok_or_else(|| Fault::NotCardDav {
                detail: "no sync-token".to_owned(),
            })?;
            if !is_cut || next == token {
                return Ok(Listing::Since {
                    changed,
                    gone: gone.into_keys().collect(),
                    marker: Some(format!("{SYNC_TOKEN}{next}")),
                });
            }
            token = next;
        }
        Err(Fault::TooMuch {
            detail: format!("more than {PARTS} parts"),
        })
    }

    /// Cards of a book, a few at once; gives one for each path. A card that is too large to come
    /// has no content.
    pub async fn cards(&self, book: &Address, paths: &[String]) -> Result<Vec<RemoteCard>, Fault> {
        let book = book.as_folder();
        let mut fetched = Vec::with_capacity(paths.len());
        let mut todo: Vec<&[String]> = paths.chunks(AT_ONCE).rev().collect();
        while let Some(some) = todo.pop() {
            match self.multiget(&book, some).await {
                Ok(cards) => fetched.extend(cards),
                // Portraits of a megabyte each: fewer at once.
                Err(Fault::TooMuch { .. }) if some.len() > 1 => {
                    let (first, second) = some.split_at(some.len() / 2);
                    todo.extend([second, first]);
                }
                Err(Fault::TooMuch { .. }) => {
                    fetched.extend(some.iter().map(|path| RemoteCard {
                        is_too_large: true,
                        ..missing(path)
                    }));
                }
                Err(fault) => return Err(fault),
            }
        }
        Ok(fetched)
    }

    async fn multiget(&self, book: &Address, paths: &[String]) -> Result<Vec<RemoteCard>, Fault> {
        let mut hrefs = String::new();
        for path in paths {
            // Writing to a text cannot fail.
            write!(hrefs, "<d:href>{}</d:href>", escape(path)).ok();
        }
        let body = format!(
            r#"<?xml version="1.0" encoding="utf-8"?>
<c:addressbook-multiget xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:carddav"><d:prop><d:getetag/><c:address-data/></d:prop>{hrefs}</c:addressbook-multiget>"#
        );
        let said = self.report(book, "1", &body, 2 * AT_ONCE).await?;
        let mut told: BTreeMap<String, Response> = BTreeMap::new();
        for response in said.responses {
            if let Some(path) = book.path_below(&response.href) {
                told.insert(path, response);
            }
        }
        let cards = paths.iter().map(|path| match told.remove(path) {
            Some(Response { has, .. }) if has.card.is_some() => RemoteCard {
                path: path.clone(),
                etag: fitting(has.etag),
                content: has.card,
                is_too_large: false,
            },
            _ => missing(path),
        });
        Ok(cards.collect())
    }

    async fn report(
        &self,
        address: &Address,
        depth: &'static str,
        body: &str,
        most: usize,
    ) -> Result<Multistatus, Fault> {
        let question = Question {
            method: "REPORT",
            depth,
            body,
            most,
        };
        self.ask(address, &question).await.map(|(_, said)| said)
    }
}

const SYNC_TOKEN: &str = "sync:";
const CTAG: &str = "ctag:";

/// The cards of an answer: what is in the book, and no collection.
fn cards(book: &Address, said: &Multistatus) -> Result<BTreeMap<String, String>, Fault> {
    let mut cards = BTreeMap::new();
    for response in &said.responses {
        let is_there = response.status.is_none_or(|status| status / 100 == 2);
        if !is_there || response.has.is_collection || response.href.ends_with('/') {
            continue;
        }
        if let Some(path) = book.path_below(&response.href) {
            cards.insert(path, fitting(response.has.etag.clone()));
        }
    }
    match cards.len() > MOST_CARDS {
        true => Err(too_many()),
        false => Ok(cards),
    }
}

/// An etag; none is one that never stays the same, so that the card is looked at each time.
fn fitting(etag: Option<String>) -> String {
    etag.filter(|etag| etag.len() <= LONGEST_TAG)
        .unwrap_or_default()
}

fn missing(path: &str) -> RemoteCard {
    RemoteCard {
        path: path.to_owned(),
        etag: String::new(),
        content: None,
        is_too_large: false,
    }
}

fn too_many() -> Fault {
    Fault::TooMuch {
        detail: format!("more than {MOST_CARDS} cards"),
    }
}
