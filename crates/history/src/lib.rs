//! What the desk keeps, in one SQLite database: deliveries as they came, the events they say,
//! the calls made of those, and the open missed callers.
//!
//! One [`Writer`] puts everything that waits into one transaction and answers after its commit;
//! any number of [`Reader`]s look on, also from other processes.

mod backup;
mod change;
mod code;
mod files;
mod founding;
mod fragment;
mod history;
mod keep;
mod open;
mod page;
mod passwords;
mod reader;
mod rebuild;
mod recent;
mod removal;
mod reread;
mod search;
mod session;
mod settings;
mod table;
mod time;
mod writer;

pub use backup::{Backup, BackupError, back_up, backups, restore};
pub use change::{Change, Incoming, KeepError, Kept, Unread};
pub use files::make_private_dir;
pub use history::{Health, History, OpenError, Opened, SetAside};
pub use page::{CallFilter, CallPage, CallQuery, Cursor, NotACursor};
pub use passwords::forget_passwords;
pub use reader::{
    CallerContext, HookSummary, NotUnderstood, OpenCaller, ReadError, Reader, StoredDelivery,
};
pub use rebuild::{RebuildError, rebuild};
pub use settings::Settings;
pub use writer::{HookChange, NewHook, Writer};
