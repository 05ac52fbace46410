//! The desk, as its tunnel sees it.

use std::{net::SocketAddr, path::Path, sync::Arc};

use kimo_calls::Hook;
use kimo_tunnel::{Answer, HostKeys};
use tokio::{sync::watch, task::spawn_blocking};

use super::Desk;
use crate::{
    Problem, Secrets,
    tunnel::{Setup, TunnelDesk},
};

impl TunnelDesk for Desk {
    fn data_dir(&self) -> &Path {
        Self::data_dir(self)
    }

    fn listener(&self) -> watch::Receiver<Option<SocketAddr>> {
        self.listen_changes()
    }

    async fn hooks(&self) -> Result<Vec<Hook>, String> {
        let desk = self.clone();
        let hooks = self.read(move |_| Self::hooks(&desk)).await;
        let hooks = hooks.map_err(|error| error.to_string())?;
        Ok(hooks.into_iter().map(|summary| summary.hook).collect())
    }

    fn secrets(&self) -> Result<Arc<Secrets>, String> {
        Self::secrets(self).map_err(|error| error.to_string())
    }

    fn host_keys(&self) -> Arc<dyn HostKeys> {
        Arc::new(PinnedInSetup(self.clone()))
    }

    fn is_blind(&self, why: Option<Problem>) {
        self.out_of_reach(why);
    }

    fn cannot_read_set_up(&self, why: Option<String>) {
        self.set_problem("tunnel-file", why);
    }

    fn tunnel_changed(&self) {
        Self::tunnel_changed(self);
    }
}

/// The host keys, kept in the set-up.
struct PinnedInSetup(Desk);

impl HostKeys for PinnedInSetup {
    fn pinned<'a>(&'a self, server: &'a str) -> Answer<'a, Option<String>> {
        Box::pin(async move {
            let data_dir = self.0.data_dir().to_owned();
            let setup = spawn_blocking(move || Setup::load(&data_dir)).await;
            let setup = setup.map_err(|error| error.to_string())?;
            let setup = setup.map_err(|error| error.to_string())?;
            Ok(setup.host_keys.get(server).cloned())
        })
    }

    fn pin<'a>(&'a self, server: &'a str, key: &'a str) -> Answer<'a, ()> {
        Box::pin(async move {
            let data_dir = self.0.data_dir().to_owned();
            let (server, key) = (server.to_owned(), key.to_owned());
            let kept = spawn_blocking(move || {
                Setup::change(&data_dir, |setup| {
                    setup.host_keys.insert(server, key);
                })
            });
            kept.await
                .map_err(|error| error.to_string())?
                .map_err(|error| error.to_string())
        })
    }
}
