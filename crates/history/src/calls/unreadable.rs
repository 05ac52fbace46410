//! Calls of which something on the disk cannot be read: a list leaves them out and shows the others.

use kimo_calls::Call;
use rusqlite::{Connection, Error, Result};

use crate::calls::{self, standing::Standing};

/// A call and where it stands; nothing also where that cannot be read, which is told in the log.
pub(crate) fn load(db: &Connection, row: i64) -> Result<Option<(Call, Standing)>> {
    match calls::load(db, row) {
        Err(error) if is_of_the_row(&error) => {
            tracing::error!(%error, row, "a call cannot be read");
            Ok(None)
        }
        loaded => loaded,
    }
}

/// Whether what stands in a column makes no sense, and nothing else is the matter.
fn is_of_the_row(error: &Error) -> bool {
    matches!(
        error,
        Error::FromSqlConversionFailure(..)
            | Error::IntegralValueOutOfRange(..)
            | Error::InvalidColumnType(..)
            | Error::Utf8Error(..)
    )
}
