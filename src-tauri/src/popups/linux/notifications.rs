//! The notification server's own interface, and a popup in its terms.

use std::collections::HashMap;

use kimo_desk::{Popup, PopupKind};
use zbus::zvariant::Value;

use crate::pictures::{self, Picture};

/// How servers differ.
#[derive(Clone, Copy, Debug)]
pub(super) struct Habits {
    /// It reads bodies as markup.
    markup: bool,
    /// It takes popups away after a few seconds, whatever it is told, unless they are critical.
    hasty: bool,
}

impl Habits {
    /// Asks the server that is there now.
    pub(super) async fn of(server: &NotificationsProxy<'_>) -> zbus::Result<Self> {
        let capabilities = server.get_capabilities().await?;
        let (name, ..) = server.get_server_information().await?;
        Ok(Self {
            markup: capabilities.iter().any(|name| name == "body-markup"),
            hasty: name == "gnome-shell",
        })
    }
}

/// Shows a popup in place of the server's number `replaces`, 0 for none. Gives back its number.
pub(super) async fn tell(
    server: &NotificationsProxy<'_>,
    popup: &Popup,
    replaces: u32,
    habits: Habits,
) -> zbus::Result<u32> {
    // The desk or the user closes it, never a timer of the server's.
    const NEVER: i32 = 0;
    let body = popup.lines.join("\n");
    let body = match habits.markup {
        true => kimo_desk::escape_markup(&body),
        false => body,
    };
    let actions: Vec<&str> = popup
        .actions
        .iter()
        .flat_map(|action| [action.key.as_str(), action.label.as_str()])
        .collect();
    let hints = hints(popup, habits);
    server
        .notify(
            "Kimo",
            replaces,
            "",
            &popup.title,
            &body,
            &actions,
            hints,
            NEVER,
        )
        .await
}

fn hints(popup: &Popup, habits: Habits) -> HashMap<&'static str, Value<'static>> {
    const NORMAL: u8 = 1;
    const CRITICAL: u8 = 2;
    let rings = popup.kind == PopupKind::Ringing;
    // Critical breaks through the system's own "do not disturb" and is red on some desktops, so
    // only where a ringing call would be gone after the second ring. Never a missed call: GNOME
    // shows no other popup beside a critical one.
    let urgency = if rings && habits.hasty {
        CRITICAL
    } else {
        NORMAL
    };
    let category = match popup.kind {
        PopupKind::Ringing => "call.incoming",
        PopupKind::Answered => "call.ended",
        PopupKind::Missed => "call.unanswered",
    };
    let mut hints = HashMap::from([
        ("urgency", Value::from(urgency)),
        ("category", Value::from(category)),
        ("desktop-entry", Value::from("kimo-desktop")),
        // What is over by itself has no place in the server's list of old notifications.
        ("transient", Value::from(!popup.stays)),
    ]);
    if rings {
        hints.insert("sound-name", Value::from("phone-incoming-call"));
    }
    if let Some(picture) = pictures::popup(popup.kind) {
        hints.insert("image-data", image_data(picture));
    }
    hints
}

fn image_data(picture: Picture) -> Value<'static> {
    const BITS_PER_SAMPLE: i32 = 8;
    const CHANNELS: i32 = 4;
    let size = i32::try_from(picture.size).unwrap_or_default();
    let has_alpha = true;
    Value::from((
        size,
        size,
        size * CHANNELS,
        has_alpha,
        BITS_PER_SAMPLE,
        CHANNELS,
        picture.rgba,
    ))
}

#[zbus::proxy(
    interface = "org.freedesktop.Notifications",
    default_service = "org.freedesktop.Notifications",
    default_path = "/org/freedesktop/Notifications",
    gen_blocking = false
)]
pub(super) trait Notifications {
    #[allow(clippy::too_many_arguments)]
    fn notify(
        &self,
        app_name: &str,
        replaces_id: u32,
        app_icon: &str,
        summary: &str,
        body: &str,
        actions: &[&str],
        hints: HashMap<&str, Value<'_>>,
        expire_timeout: i32,
    ) -> zbus::Result<u32>;

    fn close_notification(&self, id: u32) -> zbus::Result<()>;

    fn get_capabilities(&self) -> zbus::Result<Vec<String>>;

    fn get_server_information(&self) -> zbus::Result<(String, String, String, String)>;

    #[zbus(signal)]
    fn action_invoked(&self, id: u32, action_key: String) -> zbus::Result<()>;

    #[zbus(signal)]
    fn notification_closed(&self, id: u32, reason: u32) -> zbus::Result<()>;
}

#[cfg(test)]
mod tests {
    use kimo_desk::PopupId;

    use super::*;

    #[test]
    fn a_ringing_call_stays_where_the_server_is_hasty_and_alarms_nobody_elsewhere() {
        let urgency = |kind, hasty| {
            let markup = false;
            let hints = hints(&popup(kind), Habits { markup, hasty });
            u8::try_from(&hints["urgency"]).unwrap()
        };
        assert_eq!(urgency(PopupKind::Ringing, true), 2);
        assert_eq!(urgency(PopupKind::Ringing, false), 1);
        assert_eq!(urgency(PopupKind::Missed, true), 1);
    }

    #[test]
    fn every_popup_brings_its_picture() {
        let habits = Habits {
            markup: false,
            hasty: false,
        };
        let hints = hints(&popup(PopupKind::Missed), habits);
        assert_eq!(hints["image-data"].value_signature(), "(iiibiiay)");
    }

    fn popup(kind: PopupKind) -> Popup {
        Popup {
            id: PopupId("verimor:1".parse().unwrap()),
            kind,
            title: String::new(),
            lines: Vec::new(),
            actions: Vec::new(),
            stays: false,
        }
    }
}
