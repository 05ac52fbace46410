//! The notification server of a Linux desktop, over D-Bus
//! (<https://specifications.freedesktop.org/notification-spec/latest/>).
//!
//! One connection for the whole life of the program: GNOME takes popups away whose sender has
//! disconnected, and a popup need not wait for another handshake.

mod hidden;
mod notifications;

use std::{pin::pin, sync::Arc, time::Duration};

use futures_lite::StreamExt;
use kimo_desk::{Popup, PopupId, PopupKey, PopupKind};
use notifications::{NotificationsProxy, Receipt, ServerTraits};
use tokio::{
    runtime::Handle,
    sync::{Notify, oneshot},
    time::{sleep, timeout},
};
use zbus::{Connection, message::Sequence, proxy::CacheProperties};

use super::{Hidden, Listener, Trouble, board::Board, telling::Telling};

/// Between two tries to reach a server that is not there. One that appears is noticed at once.
const RETRY: Duration = Duration::from_secs(5);
/// How long a server may think before the user is told that it hangs.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long to wait beyond that before the call is taken for lost, and made again.
const LONGEST: Duration = Duration::from_secs(20);

pub(super) fn start(runtime: &Handle, board: Arc<Board>, listener: impl Listener) {
    runtime.spawn(async move {
        let mut telling = Telling::default();
        loop {
            if let Err(error) = talk(&board, &listener, &mut telling).await {
                tracing::warn!(%error, "no session bus for popups");
                listener.trouble(Some(Trouble::NoServer));
            }
            sleep(RETRY).await;
        }
    });
}

/// Keeps the screen as the board says, and looks whether that is seen, until the bus is gone.
async fn talk(
    board: &Board,
    listener: &impl Listener,
    telling: &mut Telling<Hidden>,
) -> zbus::Result<()> {
    let bus = Connection::session().await?;
    let rang = Notify::new();
    tokio::select! {
        kept = keep(&bus, board, listener, &rang) => kept,
        never = hidden::watch(&bus, &rang, telling, listener) => match never {},
    }
}

/// Keeps the screen as the board says, until the bus is gone; `rang` hears of each ringing call.
async fn keep(
    connection: &Connection,
    board: &Board,
    listener: &impl Listener,
    rang: &Notify,
) -> zbus::Result<()> {
    let proxy = NotificationsProxy::builder(connection)
        .cache_properties(CacheProperties::No)
        .build()
        .await?;
    let mut pressed = proxy.receive_action_invoked().await?;
    let mut closed = proxy.receive_notification_closed().await?;
    let mut owners = proxy.inner().receive_owner_changed().await?;
    let mut server = Server::new(proxy, listener, rang);
    let mut lost = false;
    loop {
        // A server that has just gone most often restarts and takes its name back at once; asking
        // for it now would make the bus start yet another one.
        let behind = lost || server.bring_up_to_date(board).await.is_err();
        lost = false;
        tokio::select! {
            // A server says that a button was pressed, and at once that the popup is closed. Heard
            // the other way round, the press would be of a popup that nobody knows any more.
            biased;
            signal = pressed.next() => {
                let Some(signal) = signal else { return Ok(()) };
                let signal = signal.args()?;
                server.pressed(signal.id, &signal.action_key);
            }
            signal = closed.next() => {
                let Some(signal) = signal else { return Ok(()) };
                let at = signal.message().recv_position();
                let signal = signal.args()?;
                server.closed(signal.id, signal.reason, at, board);
            }
            owner = owners.next() => match owner {
                Some(Some(_)) => server.forget(),
                Some(None) => {
                    server.forget();
                    lost = true;
                }
                None => return Ok(()),
            },
            () = board.changed() => {}
            () = sleep(RETRY), if behind => {}
        }
    }
}

/// Why the screen is not as the board says.
#[derive(Debug, thiserror::Error)]
enum Setback {
    #[error("the notification server does not answer")]
    Silent,
    #[error(transparent)]
    Refused(#[from] zbus::Error),
}

impl Setback {
    fn trouble(&self) -> Trouble {
        match self {
            Self::Silent => Trouble::Hangs,
            Self::Refused(_) => Trouble::NoServer,
        }
    }
}

struct Server<'a, L> {
    proxy: NotificationsProxy<'static>,
    listener: &'a L,
    rang: &'a Notify,
    /// What the present server does; `None` until asked.
    traits: Option<ServerTraits>,
    shown: Vec<Shown>,
    trouble: Option<Trouble>,
}

/// A popup on the screen.
struct Shown {
    receipt: Receipt,
    popup: Popup,
    /// What stood in its place until it came.
    before: Option<Before>,
}

struct Before {
    server_id: u32,
    kind: PopupKind,
}

impl<'a, L: Listener> Server<'a, L> {
    fn new(proxy: NotificationsProxy<'static>, listener: &'a L, rang: &'a Notify) -> Self {
        Self {
            proxy,
            listener,
            rang,
            traits: None,
            shown: Vec::new(),
            trouble: None,
        }
    }

    /// Another server, or none: nothing of ours is on its screen.
    fn forget(&mut self) {
        self.traits = None;
        self.shown.clear();
    }

    /// Shows and closes until the screen is as the board says. After a setback the rest waits.
    async fn bring_up_to_date(&mut self, board: &Board) -> Result<(), Setback> {
        let outcome = self.try_bring_up_to_date(board).await;
        let trouble = outcome.as_ref().err().map(Setback::trouble);
        if let Err(setback) = &outcome {
            tracing::warn!(%setback, "cannot show popups");
            // Ask something harmless first, the next time.
            self.traits = None;
        }
        self.set_trouble(trouble);
        outcome
    }

    async fn try_bring_up_to_date(&mut self, board: &Board) -> Result<(), Setback> {
        let traits = match self.traits {
            Some(traits) => traits,
            None => self.ask_traits().await?,
        };
        // What is wanted may change while the server thinks, so look again after each step.
        while let Some(step) = next_step(&self.shown, &board.wanted()) {
            match step {
                Step::Close(at) => {
                    let Shown { receipt, .. } = self.shown.remove(at);
                    self.close(receipt.server_id).await?;
                }
                Step::Show(popup, replaces) => {
                    let receipt = self.show(popup.clone(), replaces, traits).await?;
                    if popup.kind == PopupKind::Ringing {
                        self.rang.notify_one();
                    }
                    let mut places = self.shown.iter();
                    let place = places.position(|shown| shown.popup.id == popup.id);
                    let before = place.map(|place| {
                        let Shown { receipt, popup, .. } = self.shown.remove(place);
                        Before {
                            server_id: receipt.server_id,
                            kind: popup.kind,
                        }
                    });
                    self.shown.push(Shown {
                        receipt,
                        popup,
                        before,
                    });
                }
            }
        }
        Ok(())
    }

    async fn ask_traits(&mut self) -> Result<ServerTraits, Setback> {
        let proxy = self.proxy.clone();
        let traits = self
            .patiently(async move { ServerTraits::of(&proxy).await })
            .await?;
        self.traits = Some(traits);
        Ok(traits)
    }

    async fn close(&mut self, server_id: u32) -> Result<(), Setback> {
        let proxy = self.proxy.clone();
        let closed = self.patiently(async move { proxy.close_notification(server_id).await });
        match closed.await {
            // Servers may answer with an error where it is gone already.
            Err(Setback::Refused(zbus::Error::MethodError(..))) => Ok(()),
            outcome => outcome,
        }
    }

    async fn show(
        &mut self,
        popup: Popup,
        replaces: u32,
        traits: ServerTraits,
    ) -> Result<Receipt, Setback> {
        let proxy = self.proxy.clone();
        let (answer, heard) = oneshot::channel();
        tokio::spawn(async move {
            let told = notifications::tell(&proxy, &popup, replaces, traits).await;
            // Shown after all, when nobody waited for it any more: nobody else knows its number.
            if let Err(Ok(receipt)) = answer.send(told)
                && let Err(error) = proxy.close_notification(receipt.server_id).await
            {
                tracing::debug!(%error, "a popup that came too late stays");
            }
        });
        let unheard = || zbus::Error::Failure("the call was dropped".to_owned());
        self.patiently(async { heard.await.unwrap_or_else(|_| Err(unheard())) })
            .await
    }

    /// Waits for an answer for long, and tells the user meanwhile that the server hangs. If the
    /// server dies, the bus answers in its place.
    async fn patiently<T>(
        &mut self,
        call: impl Future<Output = zbus::Result<T>>,
    ) -> Result<T, Setback> {
        let mut call = pin!(call);
        let answer = match timeout(PATIENCE, &mut call).await {
            Ok(answer) => Ok(answer),
            Err(_) => {
                self.set_trouble(Some(Trouble::Hangs));
                timeout(LONGEST, call).await
            }
        };
        Ok(answer.map_err(|_| Setback::Silent)??)
    }

    fn pressed(&self, server_id: u32, key: &str) {
        let popup = self
            .shown
            .iter()
            .find(|shown| shown.receipt.server_id == server_id);
        if let (Some(shown), Some(key)) = (popup, PopupKey::named(key)) {
            self.listener.pressed(&shown.popup.id, key);
        }
    }

    fn closed(&mut self, server_id: u32, reason: u32, at: Sequence, board: &Board) {
        const CLOSED_BY_CALL: u32 = 3;
        let Some((id, seen)) = closed(&mut self.shown, server_id, at) else {
            return;
        };
        if reason != CLOSED_BY_CALL {
            board.dismiss(&id, seen);
            self.listener.dismissed(&id, seen);
        }
    }

    fn set_trouble(&mut self, trouble: Option<Trouble>) {
        if self.trouble != trouble {
            self.trouble = trouble;
            self.listener.trouble(trouble);
        }
    }
}

/// What the server's number stood for when it was closed. Said before the server showed another in
/// its place, it is what was there until then, and the other is on the screen all the same.
fn closed(shown: &mut Vec<Shown>, server_id: u32, at: Sequence) -> Option<(PopupId, PopupKind)> {
    let mut all = shown.iter();
    let present =
        all.position(|shown| shown.receipt.server_id == server_id && shown.receipt.at < at);
    if let Some(place) = present {
        let Shown { popup, .. } = shown.remove(place);
        return Some((popup.id, popup.kind));
    }
    shown.iter().find_map(|shown| {
        let before = shown.before.as_ref()?;
        let crossed = before.server_id == server_id && at < shown.receipt.at;
        crossed.then(|| (shown.popup.id.clone(), before.kind))
    })
}

/// What to do next towards the screen that is wanted.
#[derive(Debug, PartialEq)]
enum Step {
    /// Close the one at this place of what is shown.
    Close(usize),
    /// Show this in place of the server's number, 0 for none.
    Show(Popup, u32),
}

/// Nothing comes before a call that rings.
fn next_step(shown: &[Shown], wanted: &[Popup]) -> Option<Step> {
    let mut ringing = wanted
        .iter()
        .filter(|popup| popup.kind == PopupKind::Ringing);
    if let Some(step) = ringing.find_map(|popup| step_towards(popup, shown)) {
        return Some(step);
    }
    let gone = shown
        .iter()
        .position(|shown| wanted.iter().all(|popup| popup.id != shown.popup.id));
    if let Some(at) = gone {
        return Some(Step::Close(at));
    }
    wanted.iter().find_map(|popup| step_towards(popup, shown))
}

/// What is missing until this one is shown.
fn step_towards(popup: &Popup, shown: &[Shown]) -> Option<Step> {
    match shown.iter().find(|shown| shown.popup.id == popup.id) {
        Some(shown) if shown.popup == *popup => None,
        Some(shown) => Some(Step::Show(popup.clone(), shown.receipt.server_id)),
        None => Some(Step::Show(popup.clone(), 0)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::popups::made_up::popup;

    #[test]
    fn a_popup_is_replaced_only_by_its_own_call() {
        let shown = [shown(7, 1, "rings"), shown(8, 2, "rings")];
        let wanted = [popup(1, "rings"), popup(2, "missed")];
        assert_eq!(
            next_step(&shown, &wanted),
            Some(Step::Show(popup(2, "missed"), 8))
        );
    }

    #[test]
    fn what_rings_is_shown_first_then_what_is_no_longer_wanted_is_closed() {
        let missed = Popup {
            kind: PopupKind::Missed,
            ..popup(3, "missed")
        };
        let wanted = [missed, popup(2, "rings")];
        let rings = Step::Show(popup(2, "rings"), 0);
        assert_eq!(next_step(&[shown(7, 1, "rings")], &wanted), Some(rings));
        let shown = [shown(7, 1, "rings"), shown(8, 2, "rings")];
        assert_eq!(next_step(&shown, &wanted), Some(Step::Close(0)));
    }

    #[test]
    fn a_screen_that_is_right_is_left_alone() {
        let shown = [shown(8, 2, "rings"), shown(7, 1, "missed")];
        let wanted = [popup(1, "missed"), popup(2, "rings")];
        assert_eq!(next_step(&shown, &wanted), None);
    }

    fn shown(server_id: u32, call: u32, title: &str) -> Shown {
        let at = Sequence::default();
        Shown {
            receipt: Receipt { server_id, at },
            popup: popup(call, title),
            before: None,
        }
    }
}
