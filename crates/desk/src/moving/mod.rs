//! Everything of a desk in one file, to go on with on another computer: written while the desk runs
//! or not, and checked whole where it arrives, before anything is changed there.

mod arrival;
mod carried_secrets;
mod manifest;
mod moving_error;
mod out;
mod packing;
mod parcel;
mod sealed;
mod unpacking;

pub(crate) use arrival::{
    Finished, finish as finish_arrival, handed_over, take_back as give_up_arrival,
};
pub use carried_secrets::{LackingKind, LackingSecret};
pub use moving_error::MovingError;
pub(crate) use packing::{Packed, Packing, pack};
pub use parcel::Parcel;
pub(crate) use unpacking::move_in_at_next_start;
pub use unpacking::{MovedIn, move_in};
