//! The database itself: opening it and bringing it up to date, the thread that writes it, those
//! who look on, and its backups.

pub(crate) mod anew;
pub(crate) mod aside;
pub(crate) mod backup;
pub(crate) mod carrying;
pub(crate) mod change;
pub(crate) mod checking;
pub(crate) mod checkpoint;
pub(crate) mod code;
pub(crate) mod connect;
pub(crate) mod desk_row;
pub(crate) mod files;
pub(crate) mod founding;
pub(crate) mod going_on;
pub(crate) mod header;
pub(crate) mod health;
pub(crate) mod identity;
pub(crate) mod long_work;
pub(crate) mod migrations;
pub(crate) mod open_error;
pub(crate) mod opening;
pub(crate) mod pool;
pub(crate) mod prepare;
pub(crate) mod projection;
pub(crate) mod read_error;
pub(crate) mod reader;
pub(crate) mod recent;
#[cfg(feature = "simulator")]
mod room;
pub(crate) mod session;
pub(crate) mod time;
pub(crate) mod unfinished;
pub(crate) mod watched;
pub(crate) mod work;
pub(crate) mod write_thread;
pub(crate) mod writer;
