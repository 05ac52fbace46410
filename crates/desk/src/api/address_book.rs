//! The address book of a server: finding it, reading it, giving it up.

use std::time::Duration;

use kimo_carddav::{Address, CardDav, Fault};
use kimo_history::ReadError;
use serde::{Deserialize, Serialize};
use tokio::time::timeout;
use ts_rs::TS;

use super::{AskError, Nothing, count, tunnel::with_secrets};
use crate::{Desk, address_book, clean, contact_text::LINE};

/// The address book, and how its sync fares.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AddressBookView {
    /// None where none is read.
    pub book: Option<AddressBookRow>,
    /// True while it is being synced.
    pub syncing: bool,
    /// How many cards were taken in by that.
    pub done: u32,
    /// How many are new or changed; 0 until that is known.
    pub total: u32,
}

/// The address book of a server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AddressBookRow {
    /// Where it is.
    pub address: String,
    /// The host of that.
    pub host: String,
    /// As whom it is read.
    pub user: String,
    /// What it is called; its host where it has no name.
    pub name: String,
    /// How many contacts came of it.
    pub contacts: u32,
    /// When it was last found to be as it is here.
    pub synced_at: Option<String>,
    /// Why it could not be read the last time.
    pub failure: Option<AddressBookFailure>,
}

/// Why an address book cannot be read: the text is `book-failure-<code>` with the detail in it, the
/// next step `book-failure-<code>-next`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AddressBookFailure {
    /// Names the texts.
    pub code: String,
    /// What they have in them.
    pub detail: String,
    /// When it was so; none where that is now.
    pub at: Option<String>,
}

/// Asks which address books somebody has on a server.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct FindAddressBooksParams {
    /// The server, as people write it.
    pub address: String,
    /// Who.
    pub user: String,
    /// Their password.
    pub password: String,
}

/// The address books that were found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum AddressBooksFound {
    /// There are some.
    Found {
        /// One at least.
        books: Vec<FoundAddressBook>,
    },
    /// There are none, or it cannot be said.
    Failed {
        /// Why.
        failure: AddressBookFailure,
    },
}

/// An address book that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FoundAddressBook {
    /// Where it is.
    pub address: String,
    /// What it is called; its host where it has no name.
    pub name: String,
}

/// Asks to read an address book from now on.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct UseAddressBookParams {
    /// Where it is, as it was found.
    pub address: String,
    /// What it is called.
    pub name: String,
    /// As whom to read it.
    pub user: String,
    /// Their password.
    pub password: String,
}

/// Asks to read no address book any more.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
pub struct GiveUpAddressBookParams {
    /// What came of it becomes one's own; else it goes.
    pub keep: bool,
}

pub(super) async fn address_book(desk: &Desk, _: Nothing) -> Result<AddressBookView, AskError> {
    let known = |reader: &kimo_history::Reader| -> Result<_, ReadError> {
        Ok((reader.address_book()?, reader.total_synced()?))
    };
    let (book, contacts) = desk.read(known).await?;
    let now = desk.0.book_sync.now();
    let book = book.map(|book| AddressBookRow {
        host: host(&book.address),
        name: book.name,
        address: book.address,
        user: book.user,
        contacts: count(contacts),
        synced_at: book.synced_at.map(|at| at.to_string()),
        failure: book.failure.map(|failure| AddressBookFailure {
            code: failure.code,
            detail: failure.detail,
            at: Some(failure.at.to_string()),
        }),
    });
    Ok(AddressBookView {
        book,
        syncing: now.running,
        done: count(now.done as u64),
        total: count(now.total as u64),
    })
}

pub(super) async fn find_address_books(
    desk: &Desk,
    params: FindAddressBooksParams,
) -> Result<AddressBooksFound, AskError> {
    // Whoever copies a password takes a space along; none begins or ends with one.
    let looking = look(
        params.address,
        params.user,
        params.password.trim().to_owned(),
    );
    let looked = tokio::select! {
        looked = timeout(PATIENCE, looking) => looked,
        () = desk.stopping() => return Err(AskError::from(kimo_history::KeepError::Closed)),
    };
    let looked = looked.unwrap_or_else(|_| {
        Err(Fault::Unreachable {
            host: String::new(),
            detail: format!("no answer within {} s", PATIENCE.as_secs()),
        })
    });
    Ok(match looked {
        Ok(books) => AddressBooksFound::Found { books },
        Err(fault) => AddressBooksFound::Failed {
            failure: AddressBookFailure {
                code: fault.code().to_owned(),
                detail: clean(&fault.detail(), DETAIL),
                at: None,
            },
        },
    })
}

pub(super) async fn use_address_book(
    desk: &Desk,
    params: UseAddressBookParams,
) -> Result<AddressBookView, AskError> {
    let address = Address::parse(&params.address).map_err(AskError::bad_params)?;
    let password = params.password.trim().to_owned();
    with_secrets(desk, move |_, secrets| {
        Ok(secrets.set(address_book::PASSWORD, &password)?)
    })
    .await?;
    let name = named(&params.name, &address);
    desk.writer()?
        .use_address_book(address.to_string(), clean(&params.user, LINE), name)
        .await?;
    address_book::begin(desk);
    address_book(desk, Nothing).await
}

/// Begins a sync, unless one is under way or no book is read.
pub(super) async fn sync_address_book(
    desk: &Desk,
    _: Nothing,
) -> Result<AddressBookView, AskError> {
    address_book::begin(desk);
    address_book(desk, Nothing).await
}

pub(super) async fn give_up_address_book(
    desk: &Desk,
    params: GiveUpAddressBookParams,
) -> Result<AddressBookView, AskError> {
    desk.writer()?.give_up_address_book(params.keep).await?;
    // Without the book the password opens nothing here; that it cannot be deleted is worth a word.
    let forgotten = with_secrets(desk, |_, secrets| {
        Ok(secrets.remove(address_book::PASSWORD)?)
    });
    if let Err(error) = forgotten.await {
        tracing::warn!(%error, "the password of the address book cannot be deleted");
    }
    address_book(desk, Nothing).await
}

async fn look(
    address: String,
    user: String,
    password: String,
) -> Result<Vec<FoundAddressBook>, Fault> {
    let entered = Address::parse(&address)?;
    let server = CardDav::new(&user, &password)?;
    let books = server.find_books(&entered).await?.into_iter();
    let found = books.map(|book| FoundAddressBook {
        name: named(&book.name, &book.address),
        address: book.address.to_string(),
    });
    Ok(found.collect())
}

/// What a book is called: a server's own text, or its host.
fn named(name: &str, address: &Address) -> String {
    let name = clean(name, LINE);
    match name.is_empty() {
        true => address.host().to_owned(),
        false => name,
    }
}

fn host(address: &str) -> String {
    let address = Address::parse(address);
    address.map_or_else(|_| String::new(), |address| address.host().to_owned())
}

/// How long somebody waits who has entered an address.
const PATIENCE: Duration = Duration::from_secs(45);
/// How much is shown of what a system says, in characters.
const DETAIL: usize = 300;
