//! Asking who was forgotten.

use kimo_calls::{CallerKey, Timestamp};

use crate::{
    db::{read_error::ReadError, reader::Reader},
    forgotten,
};

impl Reader {
    /// When a caller was last forgotten; `None` if never. What somebody else kept of their calls
    /// from before is not to be brought back.
    pub fn forgotten_at(&self, caller: &CallerKey) -> Result<Option<Timestamp>, ReadError> {
        self.look(|db| forgotten::forgotten_at(db, caller))
    }
}
