//! What can be read of how long calls are kept.

use kimo_calls::Timestamp;

use crate::{
    db::{read_error::ReadError, reader::Reader},
    retention,
};

impl Reader {
    /// When the desk's clock was found to have been set back, for a day from then on.
    pub fn clock_set_back_at(&self, now: Timestamp) -> Result<Option<Timestamp>, ReadError> {
        self.look(|db| Ok(retention::load(db)?.lately_set_back(now)))
    }
}
