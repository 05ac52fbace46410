//! The card's window on Linux.
//!
//! No window manager keeps a window above one that fills the screen, be it marked to be on top. So
//! on X11 it is none of the window manager's business, like menus and notifications are, and can
//! take no keyboard. For as long as somebody writes on it, it is a window like any other.
//!
//! On Wayland a program has no say in where its windows are; there it is a plain window.

use std::sync::mpsc;

use anyhow::Context;
use gtk::{
    glib::Propagation,
    prelude::{GtkWindowExt, WidgetExt, WidgetExtManual},
};
use tauri::{PhysicalPosition, PhysicalSize, WebviewWindow};

pub(super) fn prepare(window: &WebviewWindow) -> anyhow::Result<()> {
    on_main_thread(window, |it| {
        it.set_focus_on_map(false);
        it.realize();
        set_unmanaged(it, true);
        it.connect_unmap_event(|it, _| {
            come_back(it);
            Propagation::Proceed
        });
        Ok(())
    })
}

pub(super) fn show(
    window: &WebviewWindow,
    position: PhysicalPosition<f64>,
    size: PhysicalSize<f64>,
) -> anyhow::Result<()> {
    on_main_thread(window, move |it| {
        // GTK's pixels are those of the page.
        let scale = f64::from(it.scale_factor());
        let logical = |pixels: f64| (pixels / scale).round() as i32;
        it.resize(logical(size.width).max(1), logical(size.height).max(1));
        it.move_(logical(position.x), logical(position.y));
        if !it.is_visible() {
            it.show_all();
        }
        if let Some(surface) = it.window() {
            surface.raise();
        }
        Ok(())
    })
}

pub(super) fn give_keyboard(window: &WebviewWindow, takes: bool) -> anyhow::Result<()> {
    on_main_thread(window, move |it| {
        let is_shown = it.is_visible();
        let place = it.position();
        // Whose business a window is cannot be changed while it is seen.
        it.hide();
        set_unmanaged(it, !takes);
        it.set_accept_focus(takes);
        it.set_focus_on_map(takes);
        if is_shown {
            it.show_all();
            it.move_(place.0, place.1);
            if takes {
                it.set_keep_above(true);
                it.present();
            } else if let Some(surface) = it.window() {
                surface.raise();
            }
        }
        Ok(())
    })
}

/// Where the card is the window manager's business no more, that may hear of it only after it is seen
/// again, and hides it as it lets go of it.
fn come_back(window: &gtk::ApplicationWindow) {
    let should_be_seen = window.is_visible() && !window.accepts_focus();
    if let Some(surface) = window.window().filter(|_| should_be_seen) {
        surface.show();
    }
}

fn set_unmanaged(window: &gtk::ApplicationWindow, unmanaged: bool) {
    if let Some(surface) = window.window() {
        surface.set_override_redirect(unmanaged);
    }
}

/// Does something with the window on the one thread that may.
fn on_main_thread(
    window: &WebviewWindow,
    act: impl FnOnce(&gtk::ApplicationWindow) -> anyhow::Result<()> + Send + 'static,
) -> anyhow::Result<()> {
    let (done, is_done) = mpsc::channel();
    let it = window.clone();
    window.run_on_main_thread(move || {
        let result = it.gtk_window().map_err(Into::into).and_then(|it| act(&it));
        // Nobody waits any more where the program ends.
        drop(done.send(result));
    })?;
    is_done.recv().context("the toolkit ends")?
}
