//! What other programs of the same user ask of the running desk.

use super::running_desk::Desk;
use crate::control::{self, ControlKey};

impl Desk {
    pub(super) fn take_questions(&self, socket: control::Socket, key: ControlKey) {
        let desk = self.clone();
        self.spawn(control::serve(socket, key, move |name, params| {
            let desk = desk.clone();
            async move { desk.ask(&name, params).await }
        }));
    }
}
