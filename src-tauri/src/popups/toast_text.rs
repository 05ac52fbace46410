//! What Windows is told of a toast.
//! <https://learn.microsoft.com/uwp/schemas/tiles/toastschema/schema-root>

use std::fmt::Write;

use kimo_desk::{Popup, PopupId, PopupKey, PopupKind};

/// The group of all toasts of ours, under which each is found again by its tag.
pub(super) const GROUP: &str = "calls";

/// The name of a popup's toast. The system takes 64 characters at most, and a call's id may have
/// more: of such the end stays, which tells them apart, behind a sum of the whole.
pub(super) fn tag(id: &PopupId) -> String {
    const LONGEST: usize = 60;
    let name = match id {
        PopupId::Call(call) => call.to_string(),
        PopupId::Missed => "missed".to_owned(),
        PopupId::Reminder => "reminder".to_owned(),
        PopupId::Notice => "notice".to_owned(),
    };
    let count = name.chars().count();
    if count <= LONGEST {
        return name;
    }
    // FNV-1a: https://www.rfc-editor.org/rfc/rfc9923
    let sum = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    let end = name.chars().skip(count - (LONGEST - 17));
    format!("{sum:016x} {}", end.collect::<String>())
}

/// A toast as XML. It stays until it is dealt with, except where the desk takes it away by itself;
/// the telephone rings loudly enough, so it makes no sound.
pub(super) fn xml(popup: &Popup) -> String {
    let scenario = match popup.kind {
        // Focus Assist lets those of a call through.
        PopupKind::Ringing => r#" scenario="incomingCall""#,
        PopupKind::Answered | PopupKind::Notice => "",
        PopupKind::Missed | PopupKind::SeveralMissed(_) | PopupKind::Reminder(_) => {
            r#" scenario="reminder""#
        }
    };
    let mut xml = format!(
        r#"<toast launch="{}"{scenario}><visual><binding template="ToastGeneric"><text>{}</text>"#,
        PopupKey::Open.as_str(),
        escaped(&popup.title),
    );
    for line in &popup.lines {
        // Writing to a text never fails.
        write!(xml, "<text>{}</text>", escaped(line)).ok();
    }
    xml.push_str("</binding></visual><actions>");
    for action in &popup.actions {
        write!(
            xml,
            r#"<action content="{}" arguments="{}"/>"#,
            escaped(&action.label),
            action.key.as_str(),
        )
        .ok();
    }
    xml.push_str(r#"</actions><audio silent="true"/></toast>"#);
    xml
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&apos;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use kimo_desk::PopupAction;

    use super::*;
    use crate::popups::made_up::popup;

    #[test]
    fn a_ringing_call_is_an_incoming_call_whose_text_is_no_markup() {
        let popup = Popup {
            lines: vec![
                "called: 0212 000 00 00".to_owned(),
                "\"x\" & 'y'".to_owned(),
            ],
            actions: vec![PopupAction {
                key: PopupKey::Copy,
                label: "Numarayı kopyala".to_owned(),
            }],
            ..popup(1, "<b>Ayşe</b>")
        };
        assert_eq!(
            xml(&popup),
            "<toast launch=\"default\" scenario=\"incomingCall\"><visual>\
             <binding template=\"ToastGeneric\"><text>&lt;b&gt;Ayşe&lt;/b&gt;</text>\
             <text>called: 0212 000 00 00</text><text>&quot;x&quot; &amp; &apos;y&apos;</text>\
             </binding></visual><actions><action content=\"Numarayı kopyala\" arguments=\"copy\"/>\
             </actions><audio silent=\"true\"/></toast>"
        );
    }

    #[test]
    fn who_was_missed_stays_and_who_was_answered_does_not() {
        let of = |kind| {
            xml(&Popup {
                kind,
                ..popup(1, "x")
            })
        };
        assert!(of(PopupKind::Missed).contains("scenario=\"reminder\""));
        assert!(of(PopupKind::SeveralMissed(3)).contains("scenario=\"reminder\""));
        assert!(!of(PopupKind::Answered).contains("scenario"));
    }

    #[test]
    fn every_call_has_a_tag_of_its_own_that_the_system_takes() {
        let call = |id: &str| tag(&PopupId::Call(format!("verimor:{id}").parse().unwrap()));
        assert_eq!(call("1234"), "verimor:1234");
        let long = "9".repeat(100);
        let tags = [
            call("1234"),
            call(&long),
            call(&format!("{long}9")),
            call(&format!("1{long}")),
            tag(&PopupId::Missed),
            tag(&PopupId::Reminder),
            tag(&PopupId::Notice),
        ];
        assert!(GROUP.len() <= 64);
        for (at, tag) in tags.iter().enumerate() {
            assert!(tag.chars().count() <= 64, "{tag}");
            assert!(!tags[..at].contains(tag), "{tag}");
        }
    }
}
