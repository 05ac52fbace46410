//! The notification server's own interface, and a popup in its terms.

use kimo_desk::{Popup, PopupKind};
use serde::Serialize;
use zbus::{
    message::Sequence,
    zvariant::{Type, as_value},
};

use crate::pictures::{self, Picture};

/// How servers differ.
#[derive(Clone, Copy, Debug)]
pub(super) struct ServerTraits {
    /// It reads bodies as markup.
    markup: bool,
    /// It takes popups away after a few seconds, whatever it is told, unless they are critical.
    hasty: bool,
}

impl ServerTraits {
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

/// Shows a popup in place of the server's number `replaces`, 0 for none. Gives back its number, and when
/// the server said it.
pub(super) async fn tell(
    server: &NotificationsProxy<'_>,
    popup: &Popup,
    replaces: u32,
    traits: ServerTraits,
) -> zbus::Result<Receipt> {
    // The desk or the user closes it, never a timer of the server's.
    const NEVER: i32 = 0;
    let body = popup.lines.join("\n");
    let body = match traits.markup {
        true => kimo_desk::escape_markup(&body),
        false => body,
    };
    let actions: Vec<&str> = popup
        .actions
        .iter()
        .flat_map(|action| [action.key.as_str(), action.label.as_str()])
        .collect();
    let hints = Hints::of(popup, traits);
    let told = (
        "Kimo",
        replaces,
        "",
        &popup.title,
        body,
        actions,
        hints,
        NEVER,
    );
    // Not a method of the proxy below: that would not say when the answer came.
    let answer = server.inner().call_method("Notify", &told).await?;
    Ok(Receipt {
        server_id: answer.body().deserialize()?,
        at: answer.recv_position(),
    })
}

/// What a server says of a popup that it shows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Receipt {
    pub(super) server_id: u32,
    /// Its place in all that the server says.
    pub(super) at: Sequence,
}

/// What a server may know of a popup beside its text. Not a map of values: in one, every byte of
/// the picture would be a value of its own, and a popup is not to wait for nine thousand of them.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
#[zvariant(signature = "a{sv}")]
pub(super) struct Hints {
    #[serde(with = "as_value")]
    urgency: u8,
    #[serde(with = "as_value")]
    category: &'static str,
    #[serde(with = "as_value")]
    desktop_entry: &'static str,
    #[serde(with = "as_value")]
    transient: bool,
    #[serde(with = "as_value::optional", skip_serializing_if = "Option::is_none")]
    sound_name: Option<&'static str>,
    #[serde(with = "as_value::optional", skip_serializing_if = "Option::is_none")]
    image_data: Option<ImageData<'static>>,
}

impl Hints {
    fn of(popup: &Popup, traits: ServerTraits) -> Self {
        const NORMAL: u8 = 1;
        const CRITICAL: u8 = 2;
        let rings = popup.kind == PopupKind::Ringing;
        Self {
            // Critical breaks through the system's own "do not disturb" and is red on some
            // desktops, so only where a ringing call would be gone after the second ring. Never a
            // missed call: GNOME shows no other popup beside a critical one.
            urgency: if rings && traits.hasty {
                CRITICAL
            } else {
                NORMAL
            },
            category: match popup.kind {
                PopupKind::Ringing => "call.incoming",
                PopupKind::Answered => "call.ended",
                PopupKind::Notice => "presence",
                PopupKind::Missed | PopupKind::SeveralMissed(_) | PopupKind::Reminder(_) => {
                    "call.unanswered"
                }
            },
            desktop_entry: "kimo-desktop",
            // What is over by itself has no place in the server's list of old notifications.
            transient: !popup.stays,
            sound_name: rings.then_some("phone-incoming-call"),
            image_data: pictures::popup(popup.kind).map(ImageData::of),
        }
    }
}

/// Width, height, bytes in a row, whether it has alpha, bits in a sample, channels, samples.
#[derive(Debug, Serialize, Type)]
struct ImageData<'a>(i32, i32, i32, bool, i32, i32, &'a [u8]);

impl<'a> ImageData<'a> {
    fn of(picture: &'a Picture) -> Self {
        const BITS_PER_SAMPLE: i32 = 8;
        const CHANNELS: i32 = 4;
        let size = i32::try_from(picture.size).unwrap_or_default();
        let (row, has_alpha) = (size * CHANNELS, true);
        let samples = &picture.rgba;
        Self(
            size,
            size,
            row,
            has_alpha,
            BITS_PER_SAMPLE,
            CHANNELS,
            samples,
        )
    }
}

#[zbus::proxy(
    interface = "org.freedesktop.Notifications",
    default_service = "org.freedesktop.Notifications",
    default_path = "/org/freedesktop/Notifications",
    gen_blocking = false
)]
pub(super) trait Notifications {
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
    use std::collections::HashMap;

    use kimo_desk::PopupId;
    use zbus::zvariant::{Endian, OwnedValue, serialized::Context, to_bytes};

    use super::*;

    #[test]
    fn a_ringing_call_stays_where_the_server_is_hasty_and_alarms_nobody_elsewhere() {
        let urgency = |kind, hasty| {
            let markup = false;
            Hints::of(&popup(kind), ServerTraits { markup, hasty }).urgency
        };
        assert_eq!(urgency(PopupKind::Ringing, true), 2);
        assert_eq!(urgency(PopupKind::Ringing, false), 1);
        assert_eq!(urgency(PopupKind::Missed, true), 1);
    }

    #[test]
    fn a_server_reads_the_hints_as_a_map_with_the_picture() -> anyhow::Result<()> {
        let traits = ServerTraits {
            markup: false,
            hasty: false,
        };
        let hints = Hints::of(&popup(PopupKind::Missed), traits);
        let sent = to_bytes(Context::new_dbus(Endian::native(), 0), &hints)?;
        let (read, _) = sent.deserialize::<HashMap<String, OwnedValue>>()?;
        let mut names: Vec<&str> = read.keys().map(String::as_str).collect();
        names.sort_unstable();
        let all = [
            "category",
            "desktop-entry",
            "image-data",
            "transient",
            "urgency",
        ];
        assert_eq!(names, all);
        assert_eq!(read["image-data"].value_signature(), "(iiibiiay)");
        assert_eq!(<&str>::try_from(&read["category"])?, "call.unanswered");
        Ok(())
    }

    fn popup(kind: PopupKind) -> Popup {
        Popup {
            id: PopupId::Call("verimor:1".parse().unwrap()),
            kind,
            title: String::new(),
            lines: Vec::new(),
            actions: Vec::new(),
            stays: false,
        }
    }
}
