//! What can be read of what was entered at the PBXs.

use crate::{
    db::{read_error::ReadError, reader::Reader},
    postings::{self, EnteredAddress},
};

impl Reader {
    /// The addresses that were entered at their PBXs.
    pub fn entered_addresses(&self) -> Result<Vec<EnteredAddress>, ReadError> {
        self.look(postings::all)
    }
}
