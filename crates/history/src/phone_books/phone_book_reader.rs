//! What can be read of the PBXs' phone books and names.

use std::collections::BTreeMap;

use kimo_calls::HookId;

use crate::{
    db::{read_error::ReadError, reader::Reader},
    phone_books::{self, PbxName, PhoneBook},
};

impl Reader {
    /// What was read of each PBX's phone book.
    pub fn phone_books(&self) -> Result<Vec<PhoneBook>, ReadError> {
        self.look(phone_books::all)
    }

    /// What extensions and queues are called at their PBXs, each that has one name.
    pub fn pbx_names(&self) -> Result<Vec<PbxName>, ReadError> {
        self.look(phone_books::names)
    }

    /// The entries of a PBX's phone book that are known, each with the sum of what it told. Of one of
    /// which no contact came, that is empty: it is to be looked at again.
    pub fn phone_book_entries(&self, hook: HookId) -> Result<BTreeMap<String, String>, ReadError> {
        self.look(|db| {
            db.prepare_cached(
                "SELECT entry, iif(contact IS NULL, '', sum) FROM phone_book_entries
                 WHERE hook = ?1",
            )?
            .query_map([hook.0], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect()
        })
    }
}
