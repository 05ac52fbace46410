//! The clipboard.

use tauri::AppHandle;

/// Puts a text on the clipboard.
#[cfg(target_os = "linux")]
pub(crate) fn copy(app: &AppHandle, text: &str) {
    let text = text.to_owned();
    let copied = app.run_on_main_thread(move || {
        // The toolkit has a clipboard of its own, and lives as long as the program.
        gtk::Clipboard::get(&gtk::gdk::SELECTION_CLIPBOARD).set_text(&text);
    });
    if let Err(error) = copied {
        tracing::warn!(%error, "cannot copy");
    }
}

/// Puts a text on the clipboard.
#[cfg(not(target_os = "linux"))]
pub(crate) fn copy(_app: &AppHandle, text: &str) {
    let copied = arboard::Clipboard::new().and_then(|mut clipboard| clipboard.set_text(text));
    if let Err(error) = copied {
        tracing::warn!(%error, "cannot copy");
    }
}
