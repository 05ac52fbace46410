//! The running desk: one instance, its history, listener, tunnel and what asks for attention, put
//! together.

mod attention;
mod commands;
mod desk_error;
mod endpoint;
mod feed;
mod fetch_handle;
mod hook_addresses;
mod hook_url;
mod incidents;
mod instance;
mod into_history;
mod known_hooks;
mod offline;
mod open_files;
mod open_history;
mod opened_secrets;
mod opening;
mod options;
mod outside;
mod password_fetch;
mod running_desk;
mod stopping;
mod tasks;
mod test_call;
mod tunnelled;
mod unread;
mod updating;
mod upkeep;
mod watching;

#[cfg(test)]
mod news_tests;
#[cfg(test)]
mod stage;
#[cfg(test)]
mod stopping_tests;

pub use self::{
    desk_error::DeskError,
    feed::{Listening, Unheard},
    hook_url::{HookUrl, hook_url},
    options::{DEFAULT_LISTEN, DeskOptions, MakeHooks, WhenTaken},
    running_desk::Desk,
};
pub(crate) use self::{password_fetch::FOR_A_CHANGE, test_call::TestCallError};
