//! Callers, by way of what their PBX posts.

use std::{
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use kimo_calls::PbxId;
use kimo_desk::send::{self, Pace};
use kimo_pbx::Step;

use crate::kimo::Desk;

/// A call that comes in at Verimor.
pub(crate) struct Call {
    hook: String,
    id: String,
    caller: String,
    started: String,
}

impl Call {
    /// From this number to the office's.
    pub(crate) fn from(desk: &Desk, caller: &str) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(1);
        let now = jiff::Timestamp::now();
        let istanbul = jiff::tz::TimeZone::get("Europe/Istanbul").expect("a known zone");
        Self {
            hook: desk.hook(PbxId::known("verimor")),
            id: format!("call-{}", COUNT.fetch_add(1, Ordering::Relaxed)),
            caller: caller.to_owned(),
            started: now
                .to_zoned(istanbul)
                .strftime("%Y-%m-%d %H:%M:%S")
                .to_string(),
        }
    }

    /// An extension rings.
    pub(crate) async fn ring(&self, extension: &str) {
        self.post("ringing", &format!("dialed_user={extension}"))
            .await;
    }

    /// An extension answers, and the others stop ringing.
    pub(crate) async fn answer(&self, extension: &str) {
        let more = format!(
            "dialed_user={extension}&connected_user={extension}&answer_stamp={}",
            self.started
        );
        self.post("answer", &more).await;
    }

    /// It ends without anybody having answered.
    pub(crate) async fn give_up(&self) {
        let more = format!(
            "answered=false&hangup_cause=NO_ANSWER&end_stamp={}&duration=0",
            self.started
        );
        self.post("hangup", &more).await;
    }

    async fn post(&self, event: &str, more: &str) {
        let Self {
            hook,
            id,
            caller,
            started,
        } = self;
        let body = format!(
            "event_type={event}&domain_id=101&direction=inbound&caller_id_number={caller}\
             &outbound_caller_id_number=&destination_number=02123205062&call_uuid={id}\
             &start_stamp={started}&{more}"
        );
        let step = Step {
            sent_after: Duration::ZERO,
            path: "",
            content_type: "application/x-www-form-urlencoded",
            body,
        };
        send::play(hook, None, &[step], Pace::Fast, |_, answer| {
            assert_eq!(answer.status, 200, "{}", answer.body);
        })
        .await
        .expect("the desk is there");
    }
}
