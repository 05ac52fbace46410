//! Reading an address book of a CardDAV server (RFC 6352, RFC 6578): finding it, learning what has
//! changed, fetching cards. Nothing is ever written there.
//!
//! The server is not trusted with more than the password that it asks for: whatever it answers is
//! read within bounds of size, number and time, entities are never expanded, and neither a redirect
//! nor an address in an answer leads to another host or away from TLS.

mod address;
mod book;
mod client;
mod discovery;
mod fault;
mod multistatus;

pub use address::Address;
pub use book::{Listing, MOST_CARDS, RemoteCard};
pub use client::CardDav;
pub use discovery::Book;
pub use fault::Fault;
