//! What can be read of how the PBXs' interfaces were asked.

use crate::{
    askings::{self, Asking},
    db::{read_error::ReadError, reader::Reader},
};

impl Reader {
    /// The requests of late, the earliest first.
    pub fn askings(&self) -> Result<Vec<Asking>, ReadError> {
        self.look(askings::all)
    }
}
