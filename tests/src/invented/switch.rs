//! What a Verimor switch posts of a call.

use jiff::{SignedDuration, Timestamp, tz};

/// One delivery.
#[derive(Clone, Debug)]
pub struct Posted {
    /// When it was posted.
    pub at: Timestamp,
    /// The form.
    pub body: String,
}

/// One call as the switch knows it.
pub(super) struct SwitchCall {
    pub(super) id: String,
    pub(super) started_at: Timestamp,
    pub(super) direction: &'static str,
    pub(super) caller: String,
    pub(super) called: String,
    pub(super) queue: Option<&'static str>,
}

impl SwitchCall {
    pub(super) fn answered(&self, agent: &str, waited: u32, talked: u32) -> Vec<Posted> {
        self.answered_in_queue(&[agent], agent, waited, talked)
    }

    /// All of them ring, and one answers.
    pub(super) fn answered_in_queue(
        &self,
        rung: &[&str],
        agent: &str,
        waited: u32,
        talked: u32,
    ) -> Vec<Posted> {
        let agent = if rung.contains(&agent) {
            agent
        } else {
            rung[0]
        };
        let answered = self.stamp(waited);
        let mut posted: Vec<_> = rung.iter().map(|leg| self.ringing(leg)).collect();
        posted.push(self.post(
            waited,
            "answer",
            &[
                ("dialed_user", agent),
                ("connected_user", agent),
                ("answer_stamp", &answered),
            ],
        ));
        for leg in rung.iter().filter(|leg| **leg != agent) {
            posted.push(self.leg_ended(leg, waited, "LOSE_RACE"));
        }
        posted.push(self.post(
            waited + talked,
            "hangup",
            &[
                ("dialed_user", agent),
                ("connected_user", agent),
                ("answer_stamp", &answered),
                ("end_stamp", &self.stamp(waited + talked)),
                ("duration", &talked.to_string()),
                ("answered", "true"),
                ("hangup_cause", "NORMAL_CLEARING"),
            ],
        ));
        posted
    }

    pub(super) fn not_answered(&self, rung: &[&str], waited: u32, cause: &str) -> Vec<Posted> {
        let mut posted: Vec<_> = rung.iter().map(|leg| self.ringing(leg)).collect();
        for leg in rung {
            posted.push(self.leg_ended(leg, waited, cause));
        }
        posted.push(self.end(waited, "false", cause, &[]));
        posted
    }

    /// The menu picked up, and the caller never left it.
    pub(super) fn gave_up_in_menu(&self, waited: u32) -> Vec<Posted> {
        let answered = self.stamp(0);
        vec![self.end(
            waited,
            "false",
            "NORMAL_CLEARING",
            &[("answer_stamp", answered.as_str())],
        )]
    }

    /// A call to the caller, who is reached where somebody `talked`.
    pub(super) fn outbound(self, agent: &str, waited: u32, talked: Option<u32>) -> Vec<Posted> {
        let line = self.called.clone();
        let call = Self {
            direction: "outbound",
            called: self.caller.clone(),
            caller: agent.to_owned(),
            queue: None,
            ..self
        };
        let answered = call.stamp(waited);
        let end = waited + talked.unwrap_or_default();
        let duration = talked.unwrap_or_default().to_string();
        let (flag, cause) = match talked {
            Some(_) => ("true", "NORMAL_CLEARING"),
            None => ("false", "NO_ANSWER"),
        };
        let mut more = vec![
            ("outbound_caller_id_number", line.as_str()),
            ("duration", duration.as_str()),
        ];
        if talked.is_some() {
            more.push(("answer_stamp", answered.as_str()));
        }
        vec![call.end(end, flag, cause, &more)]
    }

    /// One extension calls another.
    pub(super) fn internal(self, from: &str, to: &str, talked: u32) -> Vec<Posted> {
        let call = Self {
            direction: "internal",
            caller: from.to_owned(),
            called: to.to_owned(),
            queue: None,
            ..self
        };
        call.answered(to, 3, talked)
    }

    fn ringing(&self, leg: &str) -> Posted {
        self.post(0, "ringing", &[("dialed_user", leg)])
    }

    fn leg_ended(&self, leg: &str, second: u32, cause: &str) -> Posted {
        let end = self.stamp(second);
        let fields = [
            ("dialed_user", leg),
            ("end_stamp", end.as_str()),
            ("hangup_cause", cause),
        ];
        self.post(second, "user_hangup", &fields)
    }

    fn end(&self, second: u32, answered: &str, cause: &str, more: &[(&str, &str)]) -> Posted {
        let end = self.stamp(second);
        let waited = second.to_string();
        let mut fields = vec![
            ("end_stamp", end.as_str()),
            ("answered", answered),
            ("hangup_cause", cause),
        ];
        if self.queue.is_some() {
            fields.push(("queue_wait_duration", &waited));
        }
        fields.extend_from_slice(more);
        self.post(second, "hangup", &fields)
    }

    /// An event so many seconds into the call.
    fn post(&self, second: u32, event: &str, more: &[(&str, &str)]) -> Posted {
        let start = self.stamp(0);
        let mut fields = vec![
            ("event_type", event),
            ("domain_id", "101"),
            ("direction", self.direction),
            ("caller_id_number", &self.caller),
            ("destination_number", &self.called),
            ("call_uuid", &self.id),
            ("start_stamp", &start),
        ];
        fields.extend(self.queue.map(|queue| ("queue", queue)));
        fields.extend_from_slice(more);
        let fields: Vec<_> = fields
            .iter()
            .map(|(name, value)| format!("{name}={}", escaped(value)))
            .collect();
        Posted {
            at: self.started_at + SignedDuration::from_secs(i64::from(second) + 1),
            body: fields.join("&"),
        }
    }

    /// The switch's wall clock, so many seconds into the call.
    fn stamp(&self, second: u32) -> String {
        let at = self.started_at + SignedDuration::from_secs(second.into());
        let istanbul = tz::offset(3).to_datetime(at);
        istanbul.strftime("%Y-%m-%d %H:%M:%S").to_string()
    }
}

/// What stands in these values and means something in a form.
fn escaped(value: &str) -> String {
    value.replace(' ', "+").replace(':', "%3A")
}
