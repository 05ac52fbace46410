//! The tray of Windows and macOS, through Tauri.

use std::sync::Mutex;

use kimo_desk::{Tray, TrayId, TrayItem};
use tauri::{
    AppHandle,
    image::Image,
    menu::{CheckMenuItem, IsMenuItem, Menu, MenuItem, PredefinedMenuItem, Submenu},
    tray::{MouseButton, MouseButtonState, TrayIconBuilder, TrayIconEvent},
};
use tokio::runtime::Handle;

use super::Listener;
use crate::pictures;

/// The tray icon. Setting it never waits: the toolkit's own thread does the work.
pub(crate) struct TrayIcon {
    app: AppHandle,
    shown: Mutex<Option<Tray>>,
}

const ID: &str = "kimo";

impl TrayIcon {
    /// The icon gets its picture and menu with the first value that is set.
    pub(crate) fn start(app: &AppHandle, _runtime: &Handle, listener: impl Listener) -> Self {
        let clicked = listener.clone();
        let chosen = listener.clone();
        let built = TrayIconBuilder::with_id(ID)
            .show_menu_on_left_click(false)
            .on_tray_icon_event(move |_, event| {
                if let TrayIconEvent::Click {
                    button: MouseButton::Left,
                    button_state: MouseButtonState::Up,
                    ..
                } = event
                {
                    clicked.chosen(TrayId::History);
                }
            })
            .on_menu_event(move |_, event| match event.id().as_ref().parse() {
                Ok(id) => chosen.chosen(id),
                Err(error) => tracing::warn!(%error, "what was chosen?"),
            })
            .build(app);
        if let Err(error) = &built {
            tracing::warn!(%error, "no tray");
        }
        listener.hosted(built.is_ok());
        Self {
            app: app.clone(),
            shown: Mutex::new(None),
        }
    }

    /// Shows this from now on.
    pub(crate) fn set(&self, tray: &Tray) {
        let mut shown = self
            .shown
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        if shown.as_ref() == Some(tray) {
            return;
        }
        let before = shown.replace(tray.clone());
        let app = self.app.clone();
        let tray = tray.clone();
        let passed_on = self.app.run_on_main_thread(move || {
            if let Err(error) = update(&app, before.as_ref(), &tray) {
                tracing::warn!(%error, "cannot update the tray");
            }
        });
        if let Err(error) = passed_on {
            tracing::warn!(%error, "cannot update the tray");
        }
    }
}

/// Touches only what differs, so that an open menu stays open.
fn update(app: &AppHandle, before: Option<&Tray>, tray: &Tray) -> tauri::Result<()> {
    let Some(icon) = app.tray_by_id(ID) else {
        return Ok(());
    };
    if before.map(|before| before.icon) != Some(tray.icon) {
        // The system scales to what its panel needs; the largest loses least.
        let picture = pictures::tray(tray.icon).pop();
        icon.set_icon(picture.map(|it| Image::new_owned(it.rgba, it.size, it.size)))?;
    }
    if before.map(|before| &before.tooltip) != Some(&tray.tooltip) {
        icon.set_tooltip(Some(&tray.tooltip))?;
    }
    if before.map(|before| &before.menu) != Some(&tray.menu) {
        let menu = Menu::new(app)?;
        for item in &tray.menu {
            menu.append(&*menu_item(app, item)?)?;
        }
        icon.set_menu(Some(menu))?;
    }
    Ok(())
}

fn menu_item(app: &AppHandle, item: &TrayItem) -> tauri::Result<Box<dyn IsMenuItem<tauri::Wry>>> {
    const NO_SHORTCUT: Option<&str> = None;
    Ok(match item {
        TrayItem::Item { id, label, checked } => {
            let (id, label) = (id.to_string(), without_mnemonic(label));
            match checked {
                Some(checked) => Box::new(CheckMenuItem::with_id(
                    app,
                    id,
                    label,
                    true,
                    *checked,
                    NO_SHORTCUT,
                )?),
                None => Box::new(MenuItem::with_id(app, id, label, true, NO_SHORTCUT)?),
            }
        }
        TrayItem::Text(text) => Box::new(MenuItem::new(
            app,
            without_mnemonic(text),
            false,
            NO_SHORTCUT,
        )?),
        TrayItem::Separator => Box::new(PredefinedMenuItem::separator(app)?),
        TrayItem::Submenu { label, items } => {
            let submenu = Submenu::new(app, without_mnemonic(label), true)?;
            for item in items {
                submenu.append(&*menu_item(app, item)?)?;
            }
            Box::new(submenu)
        }
    })
}

/// An ampersand would underline the next letter instead of being shown.
fn without_mnemonic(label: &str) -> String {
    label.replace('&', "&&")
}
