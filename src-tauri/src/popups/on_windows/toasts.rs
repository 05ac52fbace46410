//! Popups as toasts.

use std::collections::HashMap;

use kimo_desk::{Popup, PopupId, PopupKey};
use tokio::sync::mpsc::UnboundedSender;
use windows::{
    Data::Xml::Dom::XmlDocument,
    Foundation::TypedEventHandler,
    UI::Notifications::{
        NotificationSetting, ToastActivatedEventArgs, ToastDismissalReason,
        ToastDismissedEventArgs, ToastNotification, ToastNotificationManager, ToastNotifier,
    },
    core::{HSTRING, IInspectable, Interface, Ref},
};

use super::Told;
use crate::popups::{
    shown::{Screen, Unshown},
    toast_text,
};

/// The toasts of this program, known to the system by its AppUserModelID.
pub(super) struct Toasts {
    told: UnboundedSender<Told>,
    notifier: Option<ToastNotifier>,
    /// What a toast has to say comes only while it is held.
    held: HashMap<PopupId, ToastNotification>,
}

impl Toasts {
    pub(super) fn new(told: UnboundedSender<Told>) -> Self {
        Self {
            told,
            notifier: None,
            held: HashMap::new(),
        }
    }

    /// Asked anew for each toast whether they are switched on: somebody may do so at any time.
    fn notifier(&mut self) -> Result<ToastNotifier, Unshown> {
        let notifier = match &self.notifier {
            Some(notifier) => notifier.clone(),
            None => {
                kimo_win32::register_application(APPLICATION, "Kimo", None)
                    .map_err(|error| Unshown(error.to_string()))?;
                let id = HSTRING::from(APPLICATION);
                ToastNotificationManager::CreateToastNotifierWithId(&id)?
            }
        };
        self.notifier = Some(notifier.clone());
        match notifier.Setting()? {
            NotificationSetting::Enabled => Ok(notifier),
            setting => Err(Unshown(format!(
                "toasts are switched off (NotificationSetting {})",
                setting.0
            ))),
        }
    }

    fn toast(&self, popup: &Popup) -> windows::core::Result<ToastNotification> {
        let document = XmlDocument::new()?;
        document.LoadXml(&HSTRING::from(toast_text::xml(popup)))?;
        let toast = ToastNotification::CreateToastNotification(&document)?;
        toast.SetTag(&HSTRING::from(toast_text::tag(&popup.id)))?;
        toast.SetGroup(&HSTRING::from(toast_text::GROUP))?;
        let (id, kind, told) = (popup.id.clone(), popup.kind, self.told.clone());
        toast.Activated(&TypedEventHandler::new(
            move |_: Ref<'_, ToastNotification>, how: Ref<'_, IInspectable>| {
                let how = how.ok()?.cast::<ToastActivatedEventArgs>()?;
                let key = PopupKey::named(&how.Arguments()?.to_string());
                let key = key.unwrap_or(PopupKey::Open);
                // Nobody hears it any more where the program ends.
                told.send(Told::Pressed(id.clone(), kind, key)).ok();
                Ok(())
            },
        ))?;
        let (id, told) = (popup.id.clone(), self.told.clone());
        toast.Dismissed(&TypedEventHandler::new(
            move |_: Ref<'_, ToastNotification>, how: Ref<'_, ToastDismissedEventArgs>| {
                // The system says the same of one whose time was over, and of one that we took away.
                if how.ok()?.Reason()? == ToastDismissalReason::UserCanceled {
                    told.send(Told::Closed(id.clone(), kind)).ok();
                }
                Ok(())
            },
        ))?;
        Ok(toast)
    }
}

impl Screen for Toasts {
    fn show(&mut self, popup: &Popup) -> Result<(), Unshown> {
        let notifier = self.notifier()?;
        let toast = self.toast(popup)?;
        notifier.Show(&toast)?;
        self.held.insert(popup.id.clone(), toast);
        Ok(())
    }

    fn remove(&mut self, id: &PopupId) {
        if self.held.remove(id).is_none() {
            return;
        }
        let removed = ToastNotificationManager::History().and_then(|history| {
            history.RemoveGroupedTagWithId(
                &HSTRING::from(toast_text::tag(id)),
                &HSTRING::from(toast_text::GROUP),
                &HSTRING::from(APPLICATION),
            )
        });
        if let Err(error) = removed {
            // It may have been taken away by hand.
            tracing::debug!(%error, "a toast stays");
        }
    }
}

/// The AppUserModelID. An installer's shortcut must bear the same.
const APPLICATION: &str = "app.kimo.desktop";

impl From<windows::core::Error> for Unshown {
    fn from(error: windows::core::Error) -> Self {
        Self(error.to_string())
    }
}
