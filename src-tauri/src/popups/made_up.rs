//! Popups for the tests of what shows them.

use kimo_desk::{Popup, PopupId, PopupKind};

/// The popup of a ringing call.
pub(super) fn popup(call: u32, title: &str) -> Popup {
    Popup {
        id: PopupId::Call(format!("pbx:{call}").parse().unwrap()),
        kind: PopupKind::Ringing,
        title: title.to_owned(),
        lines: Vec::new(),
        actions: Vec::new(),
        stays: false,
    }
}
