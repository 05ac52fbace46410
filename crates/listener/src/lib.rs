//! The public endpoint that PBXs post to: `POST /hooks/<pbx>/<token>`, and nothing else.
//!
//! [`router`] gives every request its answer; [`serve`] gives every connection its limits, those
//! of a program's window on its own socket too.
//! A delivery is answered 200 only after [`Keep::keep`] has said that it is kept.

mod address;
mod answer;
mod connection;
mod hooks;
mod keep;
mod limits;
mod nonces;
mod progress;
mod request;
mod router;
mod serve;
mod source;
mod state;
mod strangers;

pub use hooks::HookTable;
pub use keep::{CannotKeep, Keep, ReadDelivery, Received};
pub use limits::Limits;
pub use nonces::{Arrival, Nonces};
pub use progress::Progress;
pub use router::{BODY_BYTES, Clock, router, router_by};
pub use serve::serve;
pub use state::ListenerState;
pub use strangers::{RefusedRequests, Strangers};
