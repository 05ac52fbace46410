//! What the controller wants done.

use jiff::Timestamp;
use kimo_attention::{Action, QuietChoice, Scheme, View};
use kimo_calls::{CallId, MarkKind, TimeLimit};
use kimo_history::{Change, KeepError};

use super::Attention;
use crate::{
    api::{Dialled, FeedItem, dial_by_pbx},
    preferences::choosing,
    running::Desk,
    updates::UpdateWish,
};

impl Attention {
    pub(super) fn act(&mut self, action: Action) {
        match action {
            Action::ShowPopup(popup) => self.desktop.show_popup(&popup),
            Action::ClosePopup(id) => self.desktop.close_popup(&id),
            Action::ShowCard(card) => {
                self.desk.0.card.send_replace(Some((*card).clone()));
                self.desktop.show_card(&card);
                self.desk.tell(FeedItem::Card { card });
            }
            Action::CloseCard => self.desktop.close_card(),
            Action::CardTakesKeyboard(takes) => self.desktop.give_card_keyboard(takes),
            Action::SetTray(tray) => self.desktop.set_tray(&tray),
            Action::OpenWindow(view) => self.open(&view),
            Action::CallBack(call, number) => self.call_back(call, number),
            Action::Copy(text) => self.desktop.copy(&text),
            Action::Open(opening) => self.desktop.open(&opening),
            Action::MarkDone(call) => self.write(mark_done(self.desk.clone(), call)),
            Action::Expire(call) => self.write(expire(self.desk.clone(), call)),
            Action::LookAtMissed => {
                self.missed_changed();
                self.desk.tell(FeedItem::Missed);
            }
            Action::ChooseQuiet(choice) => self.choose_quiet(choice),
            Action::MoveTimeLimit(was, to) => {
                self.write(move_time_limit(self.desk.clone(), was, to));
            }
            Action::Quiet(quiet) => {
                self.desk.0.quiet.send_replace(quiet);
                self.desk.tell(FeedItem::Status);
            }
            Action::Sound(sound, volume) => self.desktop.play(sound, volume, Box::new(|_| ())),
            Action::SendTestCall(hook) => {
                let desk = self.desk.clone();
                self.desk.spawn(async move {
                    if let Err(error) = desk.send_test_call(hook).await {
                        tracing::warn!(%error, "the test call failed");
                    }
                });
            }
            Action::LeaveUpdate => {
                // Where nobody hears it, nothing waits.
                self.desk.wish_for_update(UpdateWish::Leave);
            }
            Action::Quit => self.desk.ask_to_quit(),
        }
    }

    /// Has the PBX ring one's own telephone, or dials where anything on this computer does; else, and
    /// where the PBX refuses, the window shows the number, to be dialled at the telephone beside it.
    fn call_back(&self, call: CallId, number: String) {
        let handlers = self.desktop.handlers();
        let desk = self.desk.clone();
        self.desk.spawn(async move {
            match dial_by_pbx(&desk, &number).await {
                Ok(Ok(Dialled::Rings { .. })) => return,
                Ok(Ok(Dialled::Failed { .. })) => return desk.show(&View::CallBack(call)),
                Ok(Err(_)) => {}
                Err(error) => tracing::warn!(%error, "by whom numbers are called cannot be read"),
            }
            let asked = tokio::task::spawn_blocking(move || handlers(Scheme::Tel));
            match asked.await.unwrap_or_default() {
                true => desk.on_desktop(move |desktop| desktop.call_back(&number)),
                false => desk.show(&View::CallBack(call)),
            }
        });
    }

    fn choose_quiet(&self, choice: QuietChoice) {
        let desk = self.desk.clone();
        match self.reader().settings() {
            Ok(settings) => {
                let change = choosing(settings, choice, Timestamp::now());
                self.write(async move { desk.writer()?.change_settings(change).await.map(|_| ()) });
            }
            Err(error) => tracing::error!(%error, "the settings cannot be read"),
        }
    }

    pub(super) fn open(&mut self, view: &View) {
        self.desktop.open_window(view);
        self.desk.tell(FeedItem::Show {
            view: view.to_string(),
        });
    }

    fn write(&self, work: impl Future<Output = Result<(), KeepError>> + Send + 'static) {
        self.desk.spawn(async move {
            if let Err(error) = work.await {
                tracing::warn!(%error, "what the desk decided could not be written");
            }
        });
    }
}

async fn mark_done(desk: Desk, call: CallId) -> Result<(), KeepError> {
    let writer = desk.writer()?;
    writer
        .mark(call, MarkKind::Done(true), Timestamp::now())
        .await
        .map(|_| ())
}

async fn expire(desk: Desk, call: CallId) -> Result<(), KeepError> {
    match desk.writer()?.expire(call.clone(), Timestamp::now()).await {
        // Where it had ended otherwise meanwhile, nobody else tells the controller.
        Ok(ended) => {
            let ended = Change::Called(Box::new(ended));
            desk.0.attention.changed(vec![ended]);
        }
        Err(KeepError::NotFound) => desk.0.attention.removed(call),
        Err(error) => return Err(error),
    }
    Ok(())
}

async fn move_time_limit(
    desk: Desk,
    was: TimeLimit,
    to: Option<TimeLimit>,
) -> Result<(), KeepError> {
    desk.writer()?.move_time_limit(was, to).await
}
