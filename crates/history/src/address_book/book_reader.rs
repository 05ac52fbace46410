//! What can be read of the address book.

use std::collections::BTreeMap;

use crate::{
    address_book::{self, AddressBook},
    db::{read_error::ReadError, reader::Reader},
};

impl Reader {
    /// The address book that is read, if there is one.
    pub fn address_book(&self) -> Result<Option<AddressBook>, ReadError> {
        self.look(address_book::load)
    }

    /// The cards that were taken, by their paths: which state of each.
    pub fn address_book_cards(&self) -> Result<BTreeMap<String, String>, ReadError> {
        self.look(|db| {
            db.prepare_cached("SELECT path, etag FROM address_book_cards")?
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        })
    }

    /// How many contacts came of it.
    pub fn total_synced(&self) -> Result<u64, ReadError> {
        self.look(|db| {
            let count = "SELECT count(*) FROM contacts WHERE synced = 1";
            db.query_row(count, [], |row| row.get(0))
        })
    }
}
