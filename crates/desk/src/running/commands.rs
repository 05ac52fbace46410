//! What other processes of the same user ask of the running desk.

use tokio::sync::mpsc;

use super::running_desk::Desk;
use crate::{FOR_A_CHANGE, View, control};

impl Desk {
    pub(super) fn take_commands(&self, listener: tokio::net::TcpListener) {
        let (commands, mut given) = mpsc::channel(8);
        let secret = self.0.instance.control_secret();
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
