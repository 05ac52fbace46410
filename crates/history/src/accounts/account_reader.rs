//! Asking which accounts there are.

use kimo_calls::{Account, PbxId};

use crate::{
    accounts,
    db::{read_error::ReadError, reader::Reader},
};

impl Reader {
    /// Every PBX and account that anything has been heard of, the first first.
    pub fn accounts(&self) -> Result<Vec<(PbxId, Account)>, ReadError> {
        self.look(accounts::all)
    }
}
