//! Trying the sounds.

use std::time::Duration;

use kimo_calls::{Sound, Sounds};
use serde::{Deserialize, Serialize};
use tokio::{sync::oneshot, time::timeout};
use ts_rs::TS;

use super::AskError;
use crate::Desk;

/// Asks to hear a sound.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
pub struct TrySoundParams {
    /// Which.
    pub sound: Sound,
    /// How loud, out of a hundred.
    pub volume: u8,
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PlayedSound {
    /// It is heard at the computer on which Kimo runs.
    Played,
    /// The system has nothing that plays sounds, or it does not answer.
    NoDevice,
    /// There is no desktop here, and no sounds either.
    NoDesktop,
}

pub(super) async fn try_sound(
    desk: &Desk,
    params: TrySoundParams,
) -> Result<PlayedSound, AskError> {
    if params.volume > Sounds::LOUDEST {
        return Err(AskError::bad_params("the volume is 100 at most"));
    }
    if !desk.is_desktop() {
        return Ok(PlayedSound::NoDesktop);
    }
    let (tell, told) = oneshot::channel();
    desk.on_desktop(move |desktop| {
        let heard = Box::new(move |is_played| {
            // Nobody waits any more.
            tell.send(is_played).ok();
        });
        desktop.play(params.sound, params.volume, heard);
    });
    Ok(match timeout(PATIENCE, told).await {
        Ok(Ok(true)) => PlayedSound::Played,
        Ok(Ok(false) | Err(_)) | Err(_) => PlayedSound::NoDevice,
    })
}

const PATIENCE: Duration = Duration::from_secs(5);
