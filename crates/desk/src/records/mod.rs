//! The PBXs' own records: read now and again and merged into the same calls, so that the history is
//! proved to be complete up to a moment.

mod around;
mod client;
mod link;
mod names;
mod naming;
mod pace;
mod presence;
mod prove;
mod recorded;
mod registering;
mod schedule;
#[cfg(feature = "simulator")]
pub mod simulated;
mod telephones;

use std::sync::OnceLock;

use jiff::Timestamp;
use kimo_calls::HookId;
use tokio::sync::{Mutex, Notify, OnceCell};

pub(crate) use link::{Failure, Link};
pub(crate) use names::keep_named;
pub(crate) use presence::watch;
pub use recorded::Recorded;
pub(crate) use recorded::recorded_by;
pub(crate) use registering::{Entered, enter, keep_entered, put_back};
pub(crate) use schedule::keep_proved;
pub(crate) use telephones::look;

use self::{
    around::Around,
    client::{ApiClient, NoAnswer},
    naming::Names,
    pace::Pace,
    telephones::Telephones,
};

/// The name of the secret that is the key of a hook's PBX.
pub(crate) fn key_name(hook: HookId) -> String {
    format!("api-key:{}", hook.0)
}

/// The name of the secret that opens the recordings of a hook's PBX, where that is another one.
pub(crate) fn recordings_key_name(hook: HookId) -> String {
    format!("recordings-key:{}", hook.0)
}

/// What of the records is one for a desk.
#[derive(Default)]
pub(crate) struct Records {
    around: Around,
    client: OnceLock<ApiClient>,
    pace: Pace,
    /// Whether it knows what was sent before this start.
    recalled: OnceCell<()>,
    /// Somebody wants them to be read now.
    asked: Notify,
    pub(crate) names: Names,
    pub(crate) telephones: Telephones,
    /// One after the other: what stands at a PBX is read before it is changed.
    entering: Mutex<()>,
}

impl Records {
    /// Has them read now, or once more where they are just being read.
    pub(crate) fn ask(&self) {
        self.asked.notify_one();
    }

    fn now(&self) -> Timestamp {
        self.around.now()
    }

    fn client(&self) -> Result<&ApiClient, NoAnswer> {
        if let Some(client) = self.client.get() {
            return Ok(client);
        }
        let made = ApiClient::new()?;
        Ok(self.client.get_or_init(|| made))
    }
}
