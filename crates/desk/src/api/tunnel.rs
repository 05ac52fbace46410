//! How the PBX reaches the desk.

use std::{path::Path, time::Duration};

use serde::{Deserialize, Serialize};
use tokio::time::timeout;
use ts_rs::TS;

use super::{AskError, AskErrorCode, Nothing, TunnelConfig};
use crate::{
    Desk, Secrets, SecretsPlace,
    tunnel::{self, Setup, SetupError, TunnelStatus, secret_names},
};

/// The tunnel, for the page where it is set up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TunnelView {
    /// How the desk is reached.
    pub status: TunnelStatus,
    /// The choice in force.
    pub choice: TunnelConfig,
    /// The public key that an SSH server shall let in, one line.
    pub ssh_key: Option<String>,
    /// True where a token of ngrok or cloudflared is kept.
    pub has_token: bool,
    /// Where secrets are kept.
    pub secrets: SecretsPlace,
}

/// Parameters of `use_tunnel`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct UseTunnelParams {
    /// The tunnel to use from now on.
    pub choice: TunnelConfig,
    /// A new token for ngrok or cloudflared; `null` keeps the one there is.
    pub token: Option<String>,
}

pub(super) async fn reached(desk: &Desk, _: Nothing) -> Result<TunnelStatus, AskError> {
    match desk.is_offline() {
        true => {
            let was_chosen = desk.read(|reader| reader.tunnel_is_chosen()).await?;
            Ok(TunnelStatus::of_directory(desk.data_dir(), was_chosen))
        }
        false => Ok(desk.tunnel()),
    }
}

pub(super) async fn ssh_key(desk: &Desk, _: Nothing) -> Result<String, AskError> {
    with_secrets(desk, |_, secrets| {
        let refused = |error: String| AskError::new(AskErrorCode::Secrets, error);
        let key = tunnel::ssh_key(secrets).map_err(refused)?;
        key.public_line()
            .map_err(|error| refused(error.to_string()))
    })
    .await
}

pub(super) async fn tunnel(desk: &Desk, _: Nothing) -> Result<TunnelView, AskError> {
    let secrets = with_secrets(desk, |_, secrets| {
        // Without a key the page says so; everything else on it still holds.
        let ssh_key = tunnel::ssh_key(secrets)
            .ok()
            .and_then(|key| key.public_line().ok());
        let has_token = secrets.get(secret_names::TUNNEL_TOKEN)?.is_some();
        Ok((ssh_key, has_token, secrets.place()))
    });
    let (ssh_key, has_token, secrets) = match timeout(PATIENCE, secrets).await {
        Ok(answered) => answered?,
        // Whoever has an address of their own need not wait for it.
        Err(_) => (None, false, SecretsPlace::Keyring),
    };
    // Where it cannot be read the status says so, and another choice takes its place.
    let setup = with_set_up(desk, Setup::load).await;
    Ok(TunnelView {
        status: reached(desk, Nothing).await?,
        choice: setup
            .ok()
            .flatten()
            .map_or(TunnelConfig::Off, |setup| setup.tunnel),
        ssh_key,
        has_token,
        secrets,
    })
}

/// How long the page waits for a keyring, which may have to ask its owner.
const PATIENCE: Duration = Duration::from_secs(2);

pub(super) async fn use_tunnel(
    desk: &Desk,
    params: UseTunnelParams,
) -> Result<TunnelView, AskError> {
    let hooks = desk.read(|reader| reader.hooks()).await?;
    let token = params.token.unwrap_or_default().trim().to_owned();
    if !token.is_empty() {
        with_secrets(desk, move |_, secrets| {
            Ok(secrets.set(secret_names::TUNNEL_TOKEN, &token)?)
        })
        .await?;
    }
    let is_chosen = params.choice != TunnelConfig::Off;
    with_set_up(desk, move |data_dir| {
        Setup::choose(data_dir, params.choice, &hooks)
    })
    .await?;
    desk.writer()?.note_tunnel(is_chosen).await?;
    desk.0.tunnel.reload().await;
    tunnel(desk, Nothing).await
}

pub(super) async fn check_tunnel(desk: &Desk, _: Nothing) -> Result<(), AskError> {
    desk.0.tunnel.check().await;
    Ok(())
}

pub(super) async fn forget_host_key(desk: &Desk, _: Nothing) -> Result<(), AskError> {
    desk.writer()?.forget_host_keys().await?;
    change_setup(desk, |setup| setup.host_keys.clear()).await
}

/// The user has entered the changed address at the PBX.
pub(crate) async fn address_entered(desk: &Desk, _: Nothing) -> Result<(), AskError> {
    let url = desk.tunnel().public_url;
    change_setup(desk, move |setup| setup.last_public_url = url).await
}

async fn change_setup(
    desk: &Desk,
    change: impl FnOnce(&mut Setup) + Send + 'static,
) -> Result<(), AskError> {
    with_set_up(desk, |data_dir| Setup::change(data_dir, change)).await?;
    desk.0.tunnel.reload().await;
    Ok(())
}

/// Works with the set-up's file, off the async threads.
async fn with_set_up<T: Send + 'static>(
    desk: &Desk,
    work: impl FnOnce(&Path) -> Result<T, SetupError> + Send + 'static,
) -> Result<T, AskError> {
    let data_dir = desk.data_dir().to_owned();
    match tokio::task::spawn_blocking(move || work(&data_dir)).await {
        Ok(worked) => Ok(worked?),
        Err(error) => Err(AskError::new(AskErrorCode::Storage, error)),
    }
}

/// Works with the keyring, off the async threads.
pub(super) async fn with_secrets<T: Send + 'static>(
    desk: &Desk,
    work: impl FnOnce(&Desk, &Secrets) -> Result<T, AskError> + Send + 'static,
) -> Result<T, AskError> {
    let desk = desk.clone();
    let work = move || {
        let secrets = desk.secrets()?;
        work(&desk, &secrets)
    };
    tokio::task::spawn_blocking(work)
        .await
        .unwrap_or_else(|error| Err(AskError::new(AskErrorCode::Storage, error)))
}
