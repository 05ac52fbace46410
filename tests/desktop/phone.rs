//! Callers, by way of what their PBX posts.

use std::{
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use jiff::Timestamp;
use kimo_calls::PbxId;
use kimo_desk::send::{self, Pace};
use kimo_pbx::{Step, VerimorCall, VerimorEnd};

use crate::kimo::Desk;

/// A call that comes in at Verimor.
pub(crate) struct Call {
    hook: String,
    id: String,
    caller: String,
    started_at: Timestamp,
}

impl Call {
    /// From this number to the office's.
    pub(crate) fn from(desk: &Desk, caller: &str) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(1);
        Self {
            hook: desk.hook(PbxId::known("verimor")),
            id: format!("call-{}", COUNT.fetch_add(1, Ordering::Relaxed)),
            caller: caller.to_owned(),
            started_at: Timestamp::now(),
        }
    }

    /// An extension rings.
    pub(crate) async fn ring(&self, extension: &str) {
        self.post(self.as_posted().ringing(extension)).await;
    }

    /// An extension answers, and the others stop ringing.
    pub(crate) async fn answer(&self, extension: &str) {
        self.post(self.as_posted().answer(extension, extension, 0))
            .await;
    }

    /// It ends without anybody having answered.
    pub(crate) async fn give_up(&self) {
        let end = VerimorEnd {
            leg: "",
            answered: false,
            answered_at: None,
            at: 0,
            cause: "NO_ANSWER",
        };
        self.post(self.as_posted().hangup(&end)).await;
    }

    fn as_posted(&self) -> VerimorCall<'_> {
        VerimorCall {
            id: self.id.clone(),
            started_at: self.started_at,
            direction: "inbound",
            caller: &self.caller,
            shows: "",
            called: "02123205062",
            queue: "",
        }
    }

    async fn post(&self, body: String) {
        let step = Step {
            sent_after: Duration::ZERO,
            path: "",
            content_type: "application/x-www-form-urlencoded",
            body,
        };
        send::play(&self.hook, None, &[step], Pace::Fast, |_, answer| {
            assert_eq!(answer.status, 200, "{}", answer.body);
        })
        .await
        .expect("the desk is there");
    }
}
