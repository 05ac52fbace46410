//! The tray of a Linux desktop: a StatusNotifierItem and its menu, over D-Bus.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use kimo_desk::{Tray, TrayId, TrayItem};
use ksni::{
    Category, Handle, OfflineReason, ToolTip, TrayMethods,
    menu::{CheckmarkItem, MenuItem, StandardItem, SubMenu},
};
use tokio::{runtime, sync::watch, time::sleep};

use super::Listener;
use crate::pictures::{self, Picture};

/// Between two tries to reach a session bus that is not there.
const RETRY: Duration = Duration::from_secs(5);

/// The tray icon. Setting it never waits; of several values in a row only the last need be shown.
pub(crate) struct TrayIcon {
    latest: watch::Sender<Option<Tray>>,
}

impl TrayIcon {
    /// The icon appears with the first value that is set.
    pub(crate) fn start(
        _app: &tauri::AppHandle,
        runtime: &runtime::Handle,
        listener: impl Listener,
    ) -> Self {
        let (latest, values) = watch::channel(None);
        runtime.spawn(show(values, listener));
        Self { latest }
    }

    /// Shows this from now on.
    pub(crate) fn set(&self, tray: &Tray) {
        self.latest.send_if_modified(|present| {
            let differs = present.as_ref() != Some(tray);
            if differs {
                *present = Some(tray.clone());
            }
            differs
        });
    }
}

async fn show(mut values: watch::Receiver<Option<Tray>>, listener: impl Listener) {
    let mut handle: Option<Handle<Item<_>>> = None;
    while values.changed().await.is_ok() {
        let Some(tray) = values.borrow_and_update().clone() else {
            continue;
        };
        match &handle {
            Some(handle) => {
                let icon = draw(&tray);
                handle
                    .update(|item| {
                        item.icon = icon;
                        item.tray = tray;
                    })
                    .await;
            }
            None => handle = appear(tray, &values, &listener).await,
        }
    }
    if let Some(handle) = handle {
        // Only dropped, it panics where the session's bus has ended before.
        handle.shutdown().await;
    }
}

async fn appear<L: Listener>(
    mut tray: Tray,
    values: &watch::Receiver<Option<Tray>>,
    listener: &L,
) -> Option<Handle<Item<L>>> {
    loop {
        let item = Item {
            icon: draw(&tray),
            tray,
            listener: listener.clone(),
            offline: AtomicBool::new(false),
        };
        match item.assume_sni_available(true).spawn().await {
            Ok(handle) => {
                let offline = handle.update(|item| item.offline.load(Ordering::Relaxed));
                if offline.await == Some(false) {
                    listener.hosted(true);
                }
                return Some(handle);
            }
            Err(error) => {
                tracing::warn!(%error, "no tray");
                listener.hosted(false);
                sleep(RETRY).await;
                tray = values.borrow().clone()?;
            }
        }
    }
}

/// The value together with what ksni needs beside it.
struct Item<L> {
    tray: Tray,
    icon: Vec<ksni::Icon>,
    listener: L,
    offline: AtomicBool,
}

impl<L: Listener> ksni::Tray for Item<L> {
    fn id(&self) -> String {
        "kimo".to_owned()
    }

    fn title(&self) -> String {
        "Kimo".to_owned()
    }

    fn category(&self) -> Category {
        Category::Communications
    }

    fn icon_pixmap(&self) -> Vec<ksni::Icon> {
        self.icon.clone()
    }

    fn tool_tip(&self) -> ToolTip {
        ToolTip {
            title: self.tray.tooltip.clone(),
            ..ToolTip::default()
        }
    }

    fn menu(&self) -> Vec<MenuItem<Self>> {
        menu(&self.tray.menu)
    }

    fn activate(&mut self, _x: i32, _y: i32) {
        self.listener.chosen(TrayId::History);
    }

    fn watcher_online(&self) {
        self.offline.store(false, Ordering::Relaxed);
        self.listener.hosted(true);
    }

    fn watcher_offline(&self, reason: OfflineReason) -> bool {
        tracing::debug!(?reason, "nobody shows the tray icon");
        self.offline.store(true, Ordering::Relaxed);
        self.listener.hosted(false);
        // Wait for somebody who does.
        true
    }
}

fn menu<L: Listener>(items: &[TrayItem]) -> Vec<MenuItem<Item<L>>> {
    items.iter().map(menu_item).collect()
}

fn menu_item<L: Listener>(item: &TrayItem) -> MenuItem<Item<L>> {
    match item {
        TrayItem::Item { id, label, checked } => {
            let id = id.clone();
            let activate = Box::new(move |item: &mut Item<L>| item.listener.chosen(id.clone()));
            match checked {
                Some(checked) => CheckmarkItem {
                    label: without_mnemonic(label),
                    checked: *checked,
                    activate,
                    ..CheckmarkItem::default()
                }
                .into(),
                None => StandardItem {
                    label: without_mnemonic(label),
                    activate,
                    ..StandardItem::default()
                }
                .into(),
            }
        }
        TrayItem::Text(text) => StandardItem {
            label: without_mnemonic(text),
            enabled: false,
            ..StandardItem::default()
        }
        .into(),
        TrayItem::Separator => MenuItem::Separator,
        TrayItem::Submenu { label, items } => SubMenu {
            label: without_mnemonic(label),
            submenu: menu(items),
            ..SubMenu::default()
        }
        .into(),
    }
}

/// An underscore would underline the next letter instead of being shown.
fn without_mnemonic(label: &str) -> String {
    label.replace('_', "__")
}

fn draw(tray: &Tray) -> Vec<ksni::Icon> {
    pictures::tray(tray.icon).into_iter().map(argb).collect()
}

/// ksni wants alpha first.
fn argb(picture: Picture) -> ksni::Icon {
    let Picture {
        size,
        rgba: mut data,
    } = picture;
    data.chunks_exact_mut(4)
        .for_each(|pixel| pixel.rotate_right(1));
    let side = i32::try_from(size).unwrap_or_default();
    ksni::Icon {
        width: side,
        height: side,
        data,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_shown_with_its_underscores() {
        assert_eq!(without_mnemonic("ali_veli"), "ali__veli");
    }

    #[test]
    fn alpha_comes_first() {
        let picture = Picture {
            size: 1,
            rgba: vec![1, 2, 3, 4],
        };
        assert_eq!(argb(picture).data, [4, 1, 2, 3]);
    }
}
