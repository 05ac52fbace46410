//! Finding the address books of a user (RFC 6764): from what somebody entered to the principal,
//! from there to the home of its address books, and what is in that.

use crate::{
    Address, CardDav, Fault,
    client::Question,
    multistatus::{Multistatus, Properties},
};

/// An address book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Book {
    /// Where it is.
    pub address: Address,
    /// What it is called there; empty where it has no name.
    pub name: String,
}

/// Nobody has more address books.
const MOST_BOOKS: usize = 200;
const WELL_KNOWN: &str = "/.well-known/carddav";

const WHO: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<propfind xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:carddav"><prop><resourcetype/><displayname/><current-user-principal/><c:addressbook-home-set/></prop></propfind>"#;
const BOOKS: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<propfind xmlns="DAV:"><prop><resourcetype/><displayname/></prop></propfind>"#;

impl CardDav {
    /// The address books of the user: the one that is at this address, else all that the server
    /// tells of.
    pub async fn find_books(&self, entered: &Address) -> Result<Vec<Book>, Fault> {
        let well_known = entered.at(WELL_KNOWN);
        let starts = match entered.is_bare() {
            true => [well_known, entered.clone()],
            false => [entered.clone(), well_known],
        };
        let mut fault = Fault::NoBook;
        for start in starts {
            match self.find_from(&start).await {
                Ok(books) if !books.is_empty() => return Ok(books),
                Ok(_) => {}
                // What the second one would say too, or must not be asked.
                Err(
                    decided @ (Fault::WrongPassword
                    | Fault::Unreachable { .. }
                    | Fault::Certificate { .. }
                    | Fault::TooMuch { .. }),
                ) => return Err(decided),
                Err(other) => {
                    if fault == Fault::NoBook {
                        fault = other;
                    }
                }
            }
        }
        Err(fault)
    }

    async fn find_from(&self, start: &Address) -> Result<Vec<Book>, Fault> {
        let (at, has) = self.who(start).await?;
        if has.is_book {
            return Ok(vec![Book {
                address: at.as_folder(),
                name: has.display_name.unwrap_or_default(),
            }]);
        }
        let (at, homes) = match (has.homes, has.principal) {
            (homes, _) if !homes.is_empty() => (at, homes),
            (_, Some(principal)) => {
                let (at, has) = self.who(&at.follow(&principal)?).await?;
                (at, has.homes)
            }
            _ => return Ok(Vec::new()),
        };
        let mut books = Vec::new();
        for home in homes {
            let home = at.follow(&home)?.as_folder();
            let (home, all) = self.propfind(&home, "1", BOOKS, MOST_BOOKS).await?;
            for response in all.responses.into_iter().filter(|one| one.has.is_book) {
                // One that is elsewhere is somebody else's.
                let Ok(address) = home.follow(&response.href) else {
                    continue;
                };
                let book = Book {
                    address: address.as_folder(),
                    name: response.has.display_name.unwrap_or_default(),
                };
                if !books.contains(&book) {
                    books.push(book);
                }
            }
        }
        Ok(books)
    }

    /// What a resource says of itself and of who asks.
    async fn who(&self, address: &Address) -> Result<(Address, Properties), Fault> {
        let (at, said) = self.propfind(address, "0", WHO, 8).await?;
        let first = said.responses.into_iter().next();
        Ok((at, first.unwrap_or_default().has))
    }

    pub(crate) async fn propfind(
        &self,
        address: &Address,
        depth: &'static str,
        body: &str,
        most: usize,
    ) -> Result<(Address, Multistatus), Fault> {
        let question = Question {
            method: "PROPFIND",
            depth,
            body,
            most,
        };
        self.ask(address, &question).await
    }
}
