//! One sync: what has changed there is fetched, a few cards at once, and taken in.

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use jiff::Timestamp;
use kimo_carddav::{Address, CardDav, Fault, Listing, RemoteCard};
use kimo_history::{AddressBook, KeepError, ReadError, SyncedCard};
use tokio::time::{sleep, timeout};

use super::{PASSWORD, caught::caught, doubt::Told};
use crate::{
    Desk, clean,
    contact_text::{draft, home},
};

/// Syncs at once and then by the hour, for as long as the desk runs; sooner where the network was
/// not there yet, or an import was in the way.
pub(crate) async fn keep_synced(desk: Desk) {
    loop {
        let next = match desk.0.book_sync.begin() {
            true => work(&desk, false).await,
            // Somebody else has begun one.
            false => HOUR,
        };
        sleep(next).await;
    }
}

/// Begins a sync that a person asks for, unless one is under way.
pub(crate) fn begin(desk: &Desk) {
    if desk.0.book_sync.begin() {
        let working = desk.clone();
        desk.spawn(async move {
            work(&working, true).await;
        });
    }
}

/// Syncs, and notes how it went, whatever that was. Gives after which time to do so again.
async fn work(desk: &Desk, asked: bool) -> Duration {
    let book = desk.read(|reader| reader.address_book()).await;
    let next = match book {
        Ok(Some(book)) => match caught(timeout(LONGEST, sync(desk, &book, asked))).await {
            Err(said) => note(desk, &book, Stopped::BrokeOff(said)).await,
            Ok(ended) => match ended {
                Ok(Ok(())) => HOUR,
                Ok(Err(stopped)) => note(desk, &book, stopped).await,
                Err(_) => {
                    let fault = Fault::TooMuch {
                        detail: format!("more than {} min", LONGEST.as_secs() / 60),
                    };
                    note(desk, &book, Stopped::Fault(fault)).await
                }
            },
        },
        Ok(None) => HOUR,
        Err(error) => {
            tracing::error!(%error, "it cannot be read which address book is to be synced");
            HOUR
        }
    };
    desk.0.book_sync.end();
    // Whoever shows how far it is hears of the end, also of one that changed nothing.
    desk.tell(crate::api::FeedItem::Contacts);
    next
}

/// Why a sync ended before its time.
enum Stopped {
    Fault(Fault),
    /// The password cannot be had.
    NoPassword(String),
    /// A file is being imported.
    Importing,
    /// Most of what is known here is gone there, which may be the server's fault.
    LostMost(Told),
    /// It panicked, and said this.
    BrokeOff(String),
    /// The history did not take it.
    Kept(KeepError),
}

impl From<Fault> for Stopped {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<KeepError> for Stopped {
    fn from(error: KeepError) -> Self {
        Self::Kept(error)
    }
}

impl From<ReadError> for Stopped {
    fn from(error: ReadError) -> Self {
        Self::Kept(KeepError::Other(error.to_string()))
    }
}

async fn note(desk: &Desk, book: &AddressBook, stopped: Stopped) -> Duration {
    let (code, detail, next) = match stopped {
        Stopped::Fault(fault) => {
            let next = match fault {
                Fault::Unreachable { .. } => SOON,
                _ => HOUR,
            };
            (fault.code(), fault.detail(), next)
        }
        Stopped::NoPassword(detail) => ("no-password", detail, HOUR),
        Stopped::Importing => return SOON,
        Stopped::LostMost(Told { known, gone, .. }) => {
            ("lost-most", format!("{gone} / {known}"), HOUR)
        }
        Stopped::BrokeOff(said) => ("broke-off", said, HOUR),
        // It was given up, or the desk stops.
        Stopped::Kept(KeepError::NotFound | KeepError::Closed) => return HOUR,
        Stopped::Kept(error) => ("not-kept", error.to_string(), HOUR),
    };
    let detail = clean(&detail, DETAIL);
    tracing::warn!(code, detail, "the address book cannot be synced");
    if let Ok(writer) = desk.writer() {
        let noted = writer.note_sync_failure(
            book.address.clone(),
            code.to_owned(),
            detail,
            Timestamp::now(),
        );
        if let Err(error) = noted.await {
            tracing::warn!(%error, "why the address book cannot be synced was not noted");
        }
    }
    next
}

async fn sync(desk: &Desk, book: &AddressBook, asked: bool) -> Result<(), Stopped> {
    let server = CardDav::new(&book.user, &password(desk).await?)?;
    let address = Address::parse(&book.address)?;
    let listing = server.listing(&address, book.marker.as_deref()).await?;
    let known = desk.read(|reader| reader.address_book_cards()).await?;
    let (wanted, gone, marker): (Vec<_>, Vec<_>, _) = match listing {
        Listing::Unchanged => (Vec::new(), Vec::new(), book.marker.clone()),
        Listing::All { cards, marker } => {
            let gone = known.keys().filter(|path| !cards.contains_key(*path));
            (wanted(&known, &cards), gone.cloned().collect(), marker)
        }
        Listing::Since {
            changed,
            gone,
            marker,
        } => {
            let gone = gone.into_iter().filter(|path| known.contains_key(path));
            (wanted(&known, &changed), gone.collect(), marker)
        }
    };
    let told = Told {
        known: known.len(),
        gone: gone.len(),
        new: wanted
            .iter()
            .filter(|path| !known.contains_key(*path))
            .count(),
    };
    let doubt = &desk.0.book_sync.doubt;
    if !doubt.believes(&book.address, told, asked, Instant::now()) {
        return Err(Stopped::LostMost(told));
    }
    desk.0.book_sync.of(wanted.len());
    let writer = desk.writer()?;
    let mut all_came = true;
    for some in gone.chunks(AT_ONCE) {
        let dropped = writer.drop_cards(book.address.clone(), some.to_vec());
        dropped.await?;
    }
    for some in wanted.chunks(AT_ONCE) {
        if desk.is_importing() {
            return Err(Stopped::Importing);
        }
        let fetched = server.cards(&address, some).await?;
        let came = |card: &RemoteCard| card.content.is_some() || card.is_too_large;
        all_came &= fetched.iter().all(came);
        let cards = read(desk, fetched).await?;
        writer.sync_cards(book.address.clone(), cards).await?;
        desk.0.book_sync.add(some.len());
    }
    // What did not come would not be told of again since that marker.
    let marker = marker.filter(|_| all_came);
    writer
        .note_synced(book.address.clone(), marker, Timestamp::now())
        .await?;
    Ok(())
}

/// What is not here in the state that it has there.
fn wanted(known: &BTreeMap<String, String>, there: &BTreeMap<String, String>) -> Vec<String> {
    let is_known = |path, etag: &String| !etag.is_empty() && known.get(path) == Some(etag);
    let wanted = there.iter().filter(|(path, etag)| !is_known(*path, etag));
    wanted.map(|(path, _)| path.clone()).collect()
}

/// What the cards tell. One that did not come stays as it was, to be fetched the next time.
async fn read(desk: &Desk, fetched: Vec<RemoteCard>) -> Result<Vec<SyncedCard>, Stopped> {
    let home = home(desk);
    let reading = move || {
        let cards = fetched.into_iter().filter_map(|card| {
            let file = kimo_contacts::read(card.content?.as_bytes()).ok();
            let first = file.and_then(|file| file.cards.into_iter().next());
            let told = first.map(|card| draft(&card, home));
            Some(SyncedCard {
                path: card.path,
                etag: card.etag,
                told: told.filter(|told| !told.numbers.is_empty() && !told.title().is_empty()),
            })
        });
        cards.collect()
    };
    let read = tokio::task::spawn_blocking(reading).await;
    read.map_err(|error| Stopped::Kept(KeepError::Other(error.to_string())))
}

/// The password, out of the secrets; a keyring may have to ask its owner first.
async fn password(desk: &Desk) -> Result<String, Stopped> {
    let asking = desk.clone();
    let asked = tokio::task::spawn_blocking(move || {
        let secrets = asking.secrets().map_err(|error| error.to_string())?;
        secrets.get(PASSWORD).map_err(|error| error.to_string())
    });
    match timeout(KEYRING, asked).await {
        Ok(Ok(Ok(Some(password)))) => Ok(password),
        Ok(Ok(Ok(None))) => Err(Stopped::NoPassword("it is kept nowhere".to_owned())),
        Ok(Ok(Err(detail))) => Err(Stopped::NoPassword(detail)),
        Ok(Err(error)) => Err(Stopped::NoPassword(error.to_string())),
        Err(_) => Err(Stopped::NoPassword(
            "the keyring does not answer".to_owned(),
        )),
    }
}

/// How many cards are taken in in one transaction: no delivery waits longer than for these.
const AT_ONCE: usize = 200;
/// A sync takes no longer than this, whatever the server does.
const LONGEST: Duration = Duration::from_secs(30 * 60);
const HOUR: Duration = Duration::from_secs(3600);
const SOON: Duration = Duration::from_secs(120);
const KEYRING: Duration = Duration::from_secs(60);
/// How much is kept of what a system says, in characters.
const DETAIL: usize = 300;
