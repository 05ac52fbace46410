//! What can be read of what has befallen the history.

use crate::{
    db::{read_error::ReadError, reader::Reader},
    incidents::{self, Incident},
};

impl Reader {
    /// What has befallen the history and nobody has seen yet, the latest first.
    pub fn incidents(&self) -> Result<Vec<Incident>, ReadError> {
        self.look(incidents::unseen)
    }
}
