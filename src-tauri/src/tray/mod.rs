//! The tray icon and its menu.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(not(target_os = "linux"))]
mod tauri;

#[cfg(target_os = "linux")]
pub(crate) use linux::TrayIcon;
#[cfg(not(target_os = "linux"))]
pub(crate) use tauri::TrayIcon;

use kimo_desk::TrayId;

/// Who hears what comes back from the tray.
pub(crate) trait Listener: Clone + Send + Sync + 'static {
    /// A line of the menu was chosen; a left click on the icon is [`TrayId::History`].
    fn chosen(&self, id: TrayId);
    /// Whether anything shows the icon: some desktops have no tray.
    fn hosted(&self, hosted: bool);
}
