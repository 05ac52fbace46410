//! What a tunnel needs of the desk that it belongs to.

use std::{net::SocketAddr, path::Path, sync::Arc};

use kimo_tunnel::HostKeys;
use tokio::sync::watch;

use crate::{Problem, Secrets};

/// The desk, as its tunnel sees it. Clones are handles to the same desk.
pub(crate) trait TunnelDesk: Clone + Send + Sync + 'static {
    /// Where the set-up is kept.
    fn data_dir(&self) -> &Path;

    /// Where the listener is; `None` while it has no address.
    fn listener(&self) -> watch::Receiver<Option<SocketAddr>>;

    /// The desk's secrets. Opening them, and every use, may block, and for ever.
    fn secrets(&self) -> Result<Arc<Secrets>, String>;

    /// The host keys seen so far.
    fn host_keys(&self) -> Arc<dyn HostKeys>;

    /// Whether the history knows that a tunnel was chosen.
    fn was_chosen(&self) -> impl Future<Output = bool> + Send;

    /// A tunnel is chosen: the history is to know it.
    fn is_chosen(&self) -> impl Future<Output = ()> + Send;

    /// The desk has been out of reach for so long that people must be told why; `None` where they
    /// need not, or no longer.
    fn is_blind(&self, why: Option<Problem>);

    /// The set-up cannot be read, and what it was before goes on; `None` where it can.
    fn cannot_read_set_up(&self, why: Option<String>);

    /// The way to the desk has changed, and with it perhaps the hooks' addresses.
    fn tunnel_changed(&self);
}
