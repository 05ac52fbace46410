//! What the desk keeps, in one SQLite database: deliveries as they came, the events they say,
//! the calls made of those, and the open missed callers.
//!
//! One [`Writer`] puts everything that waits into one transaction and answers after its commit;
//! any number of [`Reader`]s look on, also from other processes. Each thing that is kept has a
//! folder: its table and what can be asked of it, its part of the reader, its part of the writer.

mod accounts;
mod address_book;
mod askings;
mod calls;
mod contacts;
mod db;
mod deliveries;
mod forgotten;
mod hooks;
mod incidents;
mod marks;
mod messages;
mod missed;
mod numbers;
mod phone_books;
mod postings;
mod proofs;
mod retention;
mod salvage;
mod settings;

pub use address_book::{AddressBook, BookFailure, syncing::SyncedCard};
pub use askings::Asking;
pub use calls::{
    call_reader::CallerContext,
    page::{AlsoFind, CallFilter, CallPage, CallQuery, Cursor, NotACursor},
    standing::LONGEST_SHORT_CALL,
};
pub use contacts::{
    Contact, ContactDraft, ContactId, ContactNumber, contact_reader::ContactPage,
    contact_writer::Saved, importing::ImportId, judging::Judged,
};
pub use db::{
    backup::{Backup, BackupError, back_up, backups, restore},
    carrying::{check_carried, copy_out},
    change::{Change, KeepError, Touched, TouchedCalls, Unread},
    checking::{Checked, Round},
    files::{
        close_to_others, database as path_in, has_been_used, is_open_to_others, make_private_dir,
    },
    health::Health,
    open_error::{OpenError, SetAside},
    opening::{History, Opened},
    read_error::ReadError,
    reader::Reader,
    writer::Writer,
};
pub use deliveries::{
    DeliverySource, StoredDelivery,
    incoming::{Incoming, Kept},
    not_understood::{NotUnderstood, NotUnderstoodDeliveries},
    rebuild::{RebuildError, rebuild},
    recording::BroughtIn,
    unread_bound::{UNREAD_BYTES, UNREAD_DAYS},
};
pub use hooks::{
    basic_passwords::forget_passwords,
    hook_reader::HookSummary,
    hook_writer::{HookChange, NewHook},
};
pub use incidents::{Incident, IncidentKind};
pub use kimo_pbx::TOO_MUCH_OF_ONE_CALL;
pub use messages::message_reader::WaitingMessage;
pub use missed::{
    handled::HandledCaller,
    missed_reader::{OpenCaller, OpenQuery},
    settlement::{SettledHow, Settlement},
};
pub use phone_books::{PbxName, PhoneBook, PhoneBookEntry};
pub use postings::EnteredAddress;
pub use proofs::{Gap, GapCause, Proof, RecordingsAt};
pub use settings::{OwnNumber, Setting, Settings, SettingsChange};
