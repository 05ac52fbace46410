//! Tables of text, as Google, Outlook and Excel write them and as people make them by hand.

mod cell;
mod columns;
mod header;
mod read;
mod rows;
mod write;

pub(crate) use read::read;
pub use write::to_csv;
