//! What the thread that shows things is told.

use std::sync::mpsc::{self, Receiver, Sender};

use kimo_attention::{Desktop, Problem, UserAction, View};
use kimo_calls::CallId;
use kimo_history::Change;

/// Tells the thread things; never blocks.
#[derive(Clone, Debug)]
pub(crate) struct Handle(Sender<Message>);

pub(in super::super) struct End(pub(super) Receiver<Message>);

pub(super) enum Message {
    /// What one commit changed: what it says of a call and whom that settles belong together.
    Changed(Vec<Change>),
    User(UserAction),
    Removed(CallId),
    /// Calls that only the PBX's records told of.
    BroughtIn(Vec<CallId>),
    Attach(Box<dyn Desktop>),
    Health {
        blind: Option<Problem>,
        lacks: Vec<Problem>,
    },
    /// The hooks' addresses are others.
    Addresses,
    Show(View),
    OnDesktop(OnDesktop),
    Stop,
}

pub(super) type OnDesktop = Box<dyn FnOnce(&mut dyn Desktop) + Send>;

pub(in super::super) fn handle() -> (Handle, End) {
    let (sender, receiver) = mpsc::channel();
    (Handle(sender), End(receiver))
}

impl Handle {
    pub(in super::super) fn changed(&self, changes: Vec<Change>) {
        self.send(Message::Changed(changes));
    }

    pub(crate) fn brought_in(&self, calls: Vec<CallId>) {
        if !calls.is_empty() {
            self.send(Message::BroughtIn(calls));
        }
    }

    pub(super) fn removed(&self, call: CallId) {
        self.send(Message::Removed(call));
    }

    pub(in super::super) fn user(&self, action: UserAction) {
        self.send(Message::User(action));
    }

    pub(in super::super) fn attach(&self, desktop: Box<dyn Desktop>) {
        self.send(Message::Attach(desktop));
    }

    pub(in super::super) fn health(&self, blind: Option<Problem>, lacks: Vec<Problem>) {
        self.send(Message::Health { blind, lacks });
    }

    pub(in super::super) fn addresses(&self) {
        self.send(Message::Addresses);
    }

    pub(in super::super) fn show(&self, view: View) {
        self.send(Message::Show(view));
    }

    pub(in super::super) fn on_desktop(&self, act: OnDesktop) {
        self.send(Message::OnDesktop(act));
    }

    pub(in super::super) fn stop(&self) {
        self.send(Message::Stop);
    }

    fn send(&self, message: Message) {
        // An error says that the desk has stopped, and nothing is shown any more.
        self.0.send(message).ok();
    }
}
