//! Reading the settings.

use crate::{
    db::{read_error::ReadError, reader::Reader},
    settings::{self, Settings},
};

impl Reader {
    /// The settings.
    pub fn settings(&self) -> Result<Settings, ReadError> {
        self.look(settings::load)
    }
}
