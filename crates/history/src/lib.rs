//! What the desk keeps, in one SQLite database: deliveries as they came, the events they say,
//! the calls made of those, and the open missed callers.
//!
//! One [`Writer`] puts everything that waits into one transaction and answers after its commit;
//! any number of [`Reader`]s look on, also from other processes.

mod calls;
mod db;
mod deliveries;
mod hooks;
mod marks;
mod missed;
mod numbers;
mod settings;

pub use calls::page::{CallFilter, CallPage, CallQuery, Cursor, NotACursor};
pub use db::{
    backup::{Backup, BackupError, back_up, backups, restore},
    change::{Change, Incoming, KeepError, Kept, Unread},
    files::make_private_dir,
    opening::{Health, History, OpenError, Opened, SetAside},
    reader::{
        CallerContext, HookSummary, NotUnderstood, OpenCaller, ReadError, Reader, StoredDelivery,
    },
    writer::{HookChange, NewHook, Writer},
};
pub use deliveries::rebuild::{RebuildError, rebuild};
pub use hooks::basic_passwords::forget_passwords;
pub use settings::Settings;
