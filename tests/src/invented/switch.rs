//! What a Verimor switch posts of a call.

use jiff::{SignedDuration, Timestamp};
use kimo_pbx::{VerimorCall, VerimorEnd};

/// One delivery.
#[derive(Clone, Debug)]
pub struct Posted {
    /// When it was posted.
    pub at: Timestamp,
    /// The form.
    pub body: String,
}

/// One call as the switch knows it.
#[derive(Clone, Debug)]
pub struct SwitchCall {
    /// The switch's id of it.
    pub id: String,
    /// When it began.
    pub started_at: Timestamp,
    /// `inbound`, `outbound` or `internal`.
    pub direction: &'static str,
    /// The calling number as the switch sends it.
    pub caller: String,
    /// The line that an outbound call shows.
    pub shows: String,
    /// The number that was dialled.
    pub called: String,
    /// The queue it came to.
    pub queue: Option<&'static str>,
}

impl SwitchCall {
    /// One extension rings, and answers.
    pub fn answered(&self, agent: &str, waited: u32, talked: u32) -> Vec<Posted> {
        self.answered_in_queue(&[agent], agent, waited, talked)
    }

    /// All of them ring, and one answers.
    pub fn answered_in_queue(
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
        let call = self.as_posted();
        let mut posted: Vec<_> = rung.iter().map(|leg| self.ringing(leg)).collect();
        posted.push(self.after(waited, call.answer(agent, agent, waited)));
        for leg in rung.iter().filter(|leg| **leg != agent) {
            posted.push(self.leg_ended(leg, waited, "LOSE_RACE"));
        }
        let end = VerimorEnd {
            leg: agent,
            answered: true,
            answered_at: Some(waited),
            at: waited + talked,
            cause: "NORMAL_CLEARING",
        };
        posted.push(self.after(end.at, call.hangup(&end)));
        posted
    }

    /// All of them ring, and none answers.
    pub fn not_answered(&self, rung: &[&str], waited: u32, cause: &str) -> Vec<Posted> {
        let mut posted: Vec<_> = rung.iter().map(|leg| self.ringing(leg)).collect();
        for leg in rung {
            posted.push(self.leg_ended(leg, waited, cause));
        }
        posted.push(self.end(false, None, waited, cause));
        posted
    }

    /// The menu picked up, and the caller never left it.
    pub fn gave_up_in_menu(&self, waited: u32) -> Vec<Posted> {
        vec![self.end(false, Some(0), waited, "NORMAL_CLEARING")]
    }

    /// A call to the caller, who is reached where somebody `talked`.
    pub fn outbound(self, agent: &str, waited: u32, talked: Option<u32>) -> Vec<Posted> {
        let call = Self {
            direction: "outbound",
            shows: self.called,
            called: self.caller,
            caller: agent.to_owned(),
            queue: None,
            ..self
        };
        let end = waited + talked.unwrap_or_default();
        let (answered_at, cause) = match talked {
            Some(_) => (Some(waited), "NORMAL_CLEARING"),
            None => (None, "NO_ANSWER"),
        };
        vec![call.end(talked.is_some(), answered_at, end, cause)]
    }

    /// One extension calls another.
    pub fn internal(self, from: &str, to: &str, talked: u32) -> Vec<Posted> {
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
        self.after(0, self.as_posted().ringing(leg))
    }

    fn leg_ended(&self, leg: &str, second: u32, cause: &str) -> Posted {
        self.after(second, self.as_posted().user_hangup(leg, second, cause))
    }

    fn end(&self, answered: bool, answered_at: Option<u32>, at: u32, cause: &str) -> Posted {
        let end = VerimorEnd {
            leg: "",
            answered,
            answered_at,
            at,
            cause,
        };
        self.after(at, self.as_posted().hangup(&end))
    }

    fn as_posted(&self) -> VerimorCall<'_> {
        VerimorCall {
            id: self.id.clone(),
            started_at: self.started_at,
            direction: self.direction,
            caller: &self.caller,
            shows: &self.shows,
            called: &self.called,
            queue: self.queue.unwrap_or_default(),
        }
    }

    /// Posted so many seconds into the call.
    fn after(&self, second: u32, body: String) -> Posted {
        Posted {
            at: self.started_at + SignedDuration::from_secs(i64::from(second) + 1),
            body,
        }
    }
}
