//! Why nothing could be read.

use rusqlite::ErrorCode;

use crate::db::open_error::OpenError;

/// Why nothing could be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The database cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The database is malformed.
    #[error("the history is damaged: {0}")]
    Damaged(String),
    /// The system refused.
    #[error("the history cannot be read: {0}")]
    Other(String),
}

impl From<rusqlite::Error> for ReadError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Self::Damaged(error.to_string())
            }
            _ => Self::Other(error.to_string()),
        }
    }
}
