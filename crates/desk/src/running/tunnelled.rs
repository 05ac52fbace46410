//! The desk, as its tunnel sees it.

use std::{net::SocketAddr, path::Path, sync::Arc};

use kimo_tunnel::{Answer, HostKeys};
use tokio::{sync::watch, task::spawn_blocking};

use super::running_desk::Desk;
use crate::{
    Problem, Secrets,
    health::Part,
    tunnel::{Setup, TunnelDesk},
};

impl TunnelDesk for Desk {
    fn data_dir(&self) -> &Path {
        Self::data_dir(self)
    }

    fn listener(&self) -> watch::Receiver<Option<SocketAddr>> {
        self.listen_changes()
    }

    fn secrets(&self) -> Result<Arc<Secrets>, String> {
        Self::secrets(self).map_err(|error| error.to_string())
    }

    fn host_keys(&self) -> Arc<dyn HostKeys> {
        Arc::new(PinnedInHistory(self.clone()))
    }

    async fn was_chosen(&self) -> bool {
        let chosen = self.read(|reader| reader.tunnel_is_chosen()).await;
        chosen.unwrap_or_else(|error| {
            tracing::warn!(%error, "it cannot be read whether a tunnel was chosen");
            false
        })
    }

    async fn is_chosen(&self) {
        let noted = match self.writer() {
            Ok(writer) => writer.note_tunnel(true).await,
            Err(error) => Err(error),
        };
        if let Err(error) = noted {
            tracing::warn!(%error, "it cannot be noted that a tunnel was chosen");
        }
    }

    fn is_blind(&self, why: Option<Problem>) {
        self.out_of_reach(why);
    }

    fn cannot_read_set_up(&self, why: Option<String>) {
        self.set_health(
            Part::TunnelFile,
            why.map(|detail| Problem {
                code: "tunnel-file".to_owned(),
                detail,
            }),
        );
    }

    fn tunnel_changed(&self) {
        Self::tunnel_changed(self);
    }
}

/// The host keys, kept in the history, where they are in every backup. Earlier versions kept them
/// in the set-up.
struct PinnedInHistory(Desk);

impl HostKeys for PinnedInHistory {
    fn pinned<'a>(&'a self, server: &'a str) -> Answer<'a, Option<String>> {
        Box::pin(async move {
            let asked = server.to_owned();
            let pinned = self.0.read(move |reader| reader.host_key(&asked)).await;
            if let Some(key) = pinned.map_err(|error| error.to_string())? {
                return Ok(Some(key));
            }
            let key = self.pinned_in_setup(server).await?;
            if let Some(key) = &key {
                self.pin(server, key).await?;
            }
            Ok(key)
        })
    }

    fn pin<'a>(&'a self, server: &'a str, key: &'a str) -> Answer<'a, ()> {
        Box::pin(async move {
            let writer = self.0.writer().map_err(|error| error.to_string())?;
            let pinned = writer.pin_host_key(server.to_owned(), key.to_owned());
            pinned.await.map_err(|error| error.to_string())
        })
    }
}

impl PinnedInHistory {
    async fn pinned_in_setup(&self, server: &str) -> Result<Option<String>, String> {
        let data_dir = self.0.data_dir().to_owned();
        let setup = spawn_blocking(move || Setup::load(&data_dir)).await;
        let setup = setup.map_err(|error| error.to_string())?;
        let setup = setup.map_err(|error| error.to_string())?;
        Ok(setup.and_then(|mut setup| setup.host_keys.remove(server)))
    }
}
