//! The system's own device for sounds.

use std::{thread, time::Duration};

use rodio::{DeviceSinkBuilder, buffer::SamplesBuffer, nz};

use super::{Begun, Silent, notes::RATE};

/// What the device still holds when the last sample has been given to it.
const HELD: Duration = Duration::from_millis(300);

/// Plays samples on the device that the system uses by itself now, and gives it back.
pub(super) fn play(samples: Vec<f32>, begun: Begun<'_>) -> Result<(), Silent> {
    let silent = |error: rodio::DeviceSinkError| Silent(error.to_string());
    let device = DeviceSinkBuilder::from_default_device().map_err(silent)?;
    let device = device.with_error_callback(|error| {
        tracing::debug!(%error, "a sound was not heard to its end");
    });
    let mut device = device.open_sink_or_fallback().map_err(silent)?;
    device.log_on_drop(false);
    let lasts = samples.len() as u64 * 1000 / u64::from(RATE);
    device
        .mixer()
        .add(SamplesBuffer::new(nz!(1), nz!(44_100), samples));
    begun();
    // A device that is unplugged meanwhile would never say that it is done.
    thread::sleep(Duration::from_millis(lasts) + HELD);
    Ok(())
}
