//! Who is who at a PBX: its phone book, and what its extensions and queues are called, read now and
//! again. Nothing is written there.

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    time::{Duration, Instant},
};

use jiff::Timestamp;
use kimo_calls::HookId;
use kimo_history::{ContactDraft, ContactNumber, KeepError, PbxName, PhoneBookEntry, Proof};
use kimo_pbx::{ApiContact, ApiExtension};
use tokio::time::sleep;

use super::{
    client::NoAnswer,
    link::{Failure, Link},
};
use crate::{Desk, address_book::Told, api::FeedItem, clean, contact_text::LINE};

/// Reads them at once and then by the hour, and whenever somebody asks; sooner where the network was
/// not there, or an import was in the way.
pub(crate) async fn keep_named(desk: Desk) {
    let mut next = Duration::ZERO;
    loop {
        tokio::select! {
            () = sleep(next) => next = round(&desk, None).await,
            wanted = desk.0.records.names.asked() => next = round(&desk, Some(wanted)).await,
        }
    }
}

/// Reads those of all hooks that have a key, or of these. Gives after which time to do so again.
async fn round(desk: &Desk, wanted: Option<HashSet<HookId>>) -> Duration {
    let proofs = match desk.read(|reader| reader.proofs()).await {
        Ok(proofs) => proofs,
        Err(error) => {
            tracing::error!(%error, "it cannot be read whose names are to be read");
            return HOUR;
        }
    };
    let mut next = HOUR;
    for proof in proofs {
        let is_wanted = |wanted: &HashSet<HookId>| wanted.contains(&proof.hook);
        if !wanted.as_ref().is_none_or(is_wanted) {
            continue;
        }
        if desk.is_importing() {
            next = SOON;
            continue;
        }
        let names = &desk.0.records.names;
        names.begin(proof.hook);
        desk.tell(FeedItem::Records);
        let read = read(desk, &proof, wanted.is_some()).await;
        names.end();
        if read.as_ref().is_err_and(Failure::passes) {
            next = SOON;
        }
        note(desk, &proof, read.err()).await;
    }
    next
}

/// What was had is taken in, also where the rest could not be.
async fn read(desk: &Desk, proof: &Proof, asked: bool) -> Result<(), Failure> {
    let link = Link::of(desk, proof).await?;
    let names = read_names(desk, &link, asked).await;
    let book = read_book(desk, &link, asked).await;
    names.and(book)
}

async fn read_names(desk: &Desk, link: &Link, asked: bool) -> Result<(), Failure> {
    let mut all = Vec::new();
    let mut tell = |found: Vec<ApiExtension>, is_queue| {
        let name = |one: ApiExtension| PbxName {
            number: clean(&one.number, LINE),
            name: clean(&one.name, LINE),
            is_queue,
        };
        all.extend(found.into_iter().map(name).take(MOST_NAMES));
    };
    if let Some(request) = link.api.extensions() {
        let read = link.ask(desk, &request, |answer| link.api.read_extensions(answer));
        tell(read.await?.0, false);
    }
    if let Some(request) = link.api.queues() {
        let read = link.ask(desk, &request, |answer| link.api.read_queues(answer));
        tell(read.await?.0, true);
    }
    let books = desk.read(|reader| reader.phone_books()).await?;
    let known = books.iter().find(|book| book.hook == link.hook.id);
    let known = known.map_or(0, |book| book.extensions + book.queues) as usize;
    let told = Told {
        known,
        gone: known.saturating_sub(all.len()),
        new: all.len().saturating_sub(known),
    };
    must_be_believed(desk, &format!("names {}", link.hook.id.0), told, asked)?;
    Ok(desk.writer()?.take_names(link.hook.id, all).await?)
}

async fn read_book(desk: &Desk, link: &Link, asked: bool) -> Result<(), Failure> {
    let Some(there) = entries(desk, link).await? else {
        return Ok(());
    };
    let hook = link.hook.id;
    let known = desk
        .read(move |reader| reader.phone_book_entries(hook))
        .await?;
    let is_known = |entry: &&PhoneBookEntry| {
        let sum = known.get(&entry.entry);
        sum.is_some_and(|sum| !sum.is_empty() && *sum == entry.sum())
    };
    let gone = known.keys().filter(|entry| !there.contains_key(*entry));
    let gone: Vec<String> = gone.cloned().collect();
    let told = Told {
        known: known.len(),
        gone: gone.len(),
        new: there.keys().filter(|id| !known.contains_key(*id)).count(),
    };
    must_be_believed(desk, &format!("book {}", hook.0), told, asked)?;
    let changed = there.values().filter(|entry| !is_known(entry));
    let changed: Vec<PhoneBookEntry> = changed.cloned().collect();
    let writer = desk.writer()?;
    for some in gone.chunks(AT_ONCE) {
        writer.drop_entries(hook, some.to_vec()).await?;
    }
    for some in changed.chunks(AT_ONCE) {
        writer.take_entries(hook, some.to_vec()).await?;
    }
    Ok(())
}

/// A PBX that has lost its people, or is being moved, tells of none for a while.
fn must_be_believed(desk: &Desk, book: &str, told: Told, asked: bool) -> Result<(), Failure> {
    let doubt = &desk.0.records.names.doubt;
    match doubt.believes(book, told, asked, Instant::now()) {
        true => Ok(()),
        false => Err(Failure::LostMost),
    }
}

/// Every entry of the phone book, page by page, until as many were seen as it has; none where the PBX
/// tells nobody of it.
async fn entries(
    desk: &Desk,
    link: &Link,
) -> Result<Option<BTreeMap<String, PhoneBookEntry>>, Failure> {
    for _ in 0..MOST_READINGS {
        let mut there = BTreeMap::new();
        let mut seen = BTreeSet::new();
        let mut page = 1;
        let total = loop {
            let Some(request) = link.api.contacts(page) else {
                return Ok(None);
            };
            let read = link.ask(desk, &request, |answer| link.api.read_contacts(answer));
            let (found, _) = read.await?;
            let is_empty = found.ids.is_empty();
            let before = seen.len();
            seen.extend(found.ids);
            for one in found.contacts {
                let told = draft(&one, link);
                let entry = one.id;
                there.insert(entry.clone(), PhoneBookEntry { entry, told });
            }
            if seen.len() > MOST_ENTRIES {
                return Err(NoAnswer::TooMuch.into());
            }
            // Pages that bring nothing new have no end.
            if page >= found.pages || is_empty || seen.len() == before {
                break found.total;
            }
            page += 1;
        };
        if seen.len() as u64 >= total {
            return Ok(Some(there));
        }
    }
    Err(Failure::Grows)
}

/// What an entry tells; none without a name or a number.
fn draft(one: &ApiContact, link: &Link) -> Option<ContactDraft> {
    let home = link.hook.meaning.region;
    let numbers = one.numbers.iter();
    let mut numbers: Vec<_> = numbers
        .filter_map(|text| ContactNumber::read(&clean(text, LINE), None, home))
        .collect();
    let mut keys = BTreeSet::new();
    numbers.retain(|number| keys.insert(number.key.as_str().to_owned()));
    let company = clean(&one.company, LINE);
    let told = ContactDraft {
        name: clean(&one.name, LINE),
        company: Some(company).filter(|company| !company.is_empty()),
        numbers,
        ..ContactDraft::default()
    };
    (!told.title().is_empty() && !told.numbers.is_empty()).then_some(told)
}

async fn note(desk: &Desk, proof: &Proof, failure: Option<Failure>) {
    if let Some(Failure::Kept(KeepError::NotFound | KeepError::Closed)) = failure {
        // The key was taken away, or the desk stops.
        return;
    }
    let code = failure.map(|failure| failure.code().to_owned());
    if let Some(code) = &code {
        tracing::warn!(code, hook = proof.hook.0, "the PBX's names cannot be read");
    }
    if let Ok(writer) = desk.writer() {
        let noted = writer.note_phone_book(proof.hook, code, Timestamp::now());
        if let Err(error) = noted.await {
            tracing::warn!(%error, "how the PBX's names were read was not noted");
        }
    }
}

/// How many entries are taken in in one transaction: no delivery waits longer than for these.
const AT_ONCE: usize = 200;
/// A phone book that has more is none.
const MOST_ENTRIES: usize = 100_000;
const MOST_NAMES: usize = 10_000;
/// How often a list that changes is read from its beginning.
const MOST_READINGS: usize = 3;
const HOUR: Duration = Duration::from_secs(3600);
const SOON: Duration = Duration::from_secs(120);
