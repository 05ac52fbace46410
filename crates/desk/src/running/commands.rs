//! What other processes of the same user ask of the running desk.

use tokio::sync::mpsc;

use super::{Desk, locked};
use crate::{FOR_A_CHANGE, View, control, lock::Holder};

impl Desk {
    /// Tells other processes where to ask.
    pub(super) fn announce(&self) {
        let holder = Holder {
            pid: std::process::id(),
            program: self.0.options.program.to_owned(),
            listen: self.listen_addr(),
            control: self.0.control.clone(),
        };
        if let Some(lock) = &*locked(&self.0.lock)
            && let Err(error) = lock.announce(&holder)
        {
            tracing::warn!(%error, "other programs cannot find this desk");
        }
    }

    pub(super) fn take_commands(&self, listener: tokio::net::TcpListener) {
        let (commands, mut given) = mpsc::channel(8);
        let secret = self.0.control.secret.clone();
        let desk = self.clone();
        self.spawn(async move {
            let serving = control::serve(listener, secret, commands);
            let obeying = async {
                while let Some(commanded) = given.recv().await {
                    let answer = desk.obey(commanded.command).await;
                    // An error says only that the asker is gone.
                    commanded.done.send(answer).ok();
                }
            };
            tokio::select! {
                () = serving => {}
                () = obeying => {}
                () = desk.stopping() => {}
            }
        });
    }

    /// Carries a command out, and returns what it asked for.
    async fn obey(&self, command: control::Command) -> String {
        match command {
            control::Command::ReloadTunnel => self.0.tunnel.reload().await,
            control::Command::CheckTunnel => self.0.tunnel.check().await,
            control::Command::Tunnel => {
                return serde_json::to_string(&self.tunnel()).unwrap_or_default();
            }
            control::Command::Ping => {}
            control::Command::Show => self.show(&View::Calls),
            control::Command::Reload => {
                let desk = self.clone();
                let synced = tokio::task::spawn_blocking(move || desk.sync_hooks()).await;
                if let Ok(Err(error)) = synced {
                    tracing::error!(%error, "the hooks cannot be read again");
                }
                self.gather_passwords(FOR_A_CHANGE).await;
                match self.writer() {
                    Ok(writer) => {
                        if let Err(error) = writer.reload().await {
                            tracing::error!(%error, "the history cannot be looked at again");
                        }
                    }
                    Err(error) => tracing::debug!(%error, "too late to look again"),
                }
            }
        }
        String::new()
    }
}
