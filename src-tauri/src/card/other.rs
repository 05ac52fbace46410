//! The card's window on Windows and macOS, which keep it above full-screen programs by themselves.

use tauri::{PhysicalPosition, PhysicalSize, WebviewWindow};

pub(super) fn prepare(_window: &WebviewWindow) -> anyhow::Result<()> {
    Ok(())
}

pub(super) fn show(
    window: &WebviewWindow,
    position: PhysicalPosition<f64>,
    size: PhysicalSize<f64>,
) -> anyhow::Result<()> {
    window.set_size(size)?;
    window.set_position(position)?;
    Ok(window.show()?)
}

pub(super) fn give_keyboard(window: &WebviewWindow, takes: bool) -> anyhow::Result<()> {
    window.set_focusable(takes)?;
    if takes {
        window.set_focus()?;
    }
    Ok(())
}
