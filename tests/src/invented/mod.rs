//! An invented office: its callers and what its switch posted of their calls. The call with a given
//! number is always the same, counted from the newest.

mod calls;
mod fill;
mod people;
mod switch;

pub use calls::{InventedCall, invented};
pub use fill::fill;
pub use people::{LINES, PEOPLE, Person};
pub use switch::{Posted, SwitchCall};
