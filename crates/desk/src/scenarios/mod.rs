//! Realistic scenarios for `kimo send` and the test call: what each PBX would post, with current
//! times. One file per PBX.

mod bulutfon;
mod mtt;
mod verimor;

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use kimo_calls::Pbx;

/// A story that a PBX could tell.
#[derive(Clone, Copy, Debug)]
pub struct Scenario {
    /// The PBX that tells it.
    pub pbx: Pbx,
    /// Its name among the scenarios of that PBX.
    pub name: &'static str,
    tell: fn(&Story) -> Vec<Step>,
}

impl Scenario {
    /// Every scenario, by PBX.
    pub fn all() -> impl Iterator<Item = Self> {
        [
            (Pbx::Verimor, verimor::SCENARIOS),
            (Pbx::Bulutfon, bulutfon::SCENARIOS),
            (Pbx::Mtt, mtt::SCENARIOS),
        ]
        .into_iter()
        .flat_map(|(pbx, scenarios)| {
            scenarios
                .iter()
                .map(move |&(name, tell)| Self { pbx, name, tell })
        })
    }

    /// The scenario of that name that this PBX can tell.
    pub fn find(pbx: Pbx, name: &str) -> Option<Self> {
        Self::all().find(|scenario| scenario.pbx == pbx && scenario.name == name)
    }

    /// The short one for "send a test call".
    pub fn test_call(pbx: Pbx) -> Self {
        let tell = match pbx {
            Pbx::Verimor => verimor::missed,
            Pbx::Bulutfon => bulutfon::missed,
            Pbx::Mtt => mtt::missed,
        };
        Self {
            pbx,
            name: "missed",
            tell,
        }
    }

    /// What is posted in a story that begins at `started_at`, in the order of posting. Stories
    /// with the same `call` tell of the same call.
    pub fn steps(&self, started_at: Timestamp, call: StoryId) -> Vec<Step> {
        let mut steps = (self.tell)(&Story { started_at, call });
        steps.sort_by_key(|step| step.sent_after);
        steps
    }

    /// How long the story takes from its first event to its last.
    pub fn length(&self) -> Duration {
        self.steps(Timestamp::UNIX_EPOCH, StoryId([0; 16]))
            .last()
            .map(|step| step.sent_after)
            .unwrap_or_default()
    }
}

/// One thing that the PBX posts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// When it is posted, from the beginning of the story.
    pub sent_after: Duration,
    /// The type of the body.
    pub content_type: &'static str,
    /// The body.
    pub body: String,
}

/// What a story's call ids are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoryId(pub [u8; 16]);

impl StoryId {
    /// A fresh one, so that every telling is a new call.
    pub fn random() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes)?;
        Ok(Self(bytes))
    }
}

impl std::fmt::Display for StoryId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// One telling of a scenario.
struct Story {
    started_at: Timestamp,
    call: StoryId,
}

impl Story {
    /// The time so many seconds into the story.
    fn at(&self, second: u32) -> Timestamp {
        self.started_at + SignedDuration::from_secs(second.into())
    }

    /// A UUID, as Verimor and Bulutfon name calls.
    fn uuid(&self) -> String {
        let hex = self.hex();
        [
            &hex[..8],
            &hex[8..12],
            &hex[12..16],
            &hex[16..20],
            &hex[20..],
        ]
        .join("-")
    }

    fn hex(&self) -> String {
        self.call.to_string()
    }
}

/// Posts the step so many seconds into the story.
fn after(second: u32, (content_type, body): (&'static str, String)) -> Step {
    Step {
        sent_after: Duration::from_secs(second.into()),
        content_type,
        body,
    }
}

const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";

/// Fields as a form body.
fn form(fields: &[(&str, &str)]) -> (&'static str, String) {
    let mut body = String::new();
    for (key, value) in fields {
        if !body.is_empty() {
            body.push('&');
        }
        body.push_str(key);
        body.push('=');
        for byte in value.bytes() {
            match byte {
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'*' => {
                    body.push(byte.into());
                }
                b' ' => body.push('+'),
                _ => body.push_str(&format!("%{byte:02X}")),
            }
        }
    }
    (FORM, body)
}

fn json(value: &serde_json::Value) -> (&'static str, String) {
    (JSON, value.to_string())
}

#[cfg(test)]
mod tests {
    use kimo_calls::{Call, Meaning, pbx};

    use super::*;

    fn call_of(pbx: Pbx, name: &str) -> Call {
        let started_at: Timestamp = "2026-11-20T09:00:00Z".parse().unwrap();
        let scenario = Scenario::find(pbx, name).unwrap();
        let events: Vec<_> = scenario
            .steps(started_at, StoryId([7; 16]))
            .iter()
            .map(|step| {
                let delivery = pbx::Delivery {
                    pbx,
                    content_type: Some(step.content_type),
                    body: step.body.as_bytes(),
                    received_at: started_at + step.sent_after,
                };
                match pbx::read(&delivery, &Meaning::default_for(pbx)) {
                    Ok(pbx::Reading::Event(event)) => *event,
                    other => panic!("{pbx}-{name}: {other:?}: {}", step.body),
                }
            })
            .collect();
        let call = Call::from_events(&events).unwrap();
        assert_eq!(call.started_at, started_at, "{pbx}-{name}");
        call
    }

    #[test]
    fn every_scenario_tells_the_call_it_promises() {
        use kimo_calls::{CallKind, Direction, Status};
        let mut told = Vec::new();
        for scenario in Scenario::all() {
            let call = call_of(scenario.pbx, scenario.name);
            assert_eq!(call.status, Status::Ended, "{scenario:?}");
            let outcome = match (call.kind, call.direction, call.missed) {
                (CallKind::Fax, ..) => "fax",
                (_, Direction::Inbound, true) => "missed",
                (_, Direction::Inbound, false) => "answered",
                (_, Direction::Outbound, _) => "outbound",
                (_, Direction::Internal, _) => "internal",
            };
            let by = call.answered_by.as_deref().unwrap_or("nobody");
            told.push(format!(
                "{} {}: {outcome}, {by}",
                scenario.pbx, scenario.name
            ));
        }
        let promised = [
            "verimor answered: answered, 1001",
            "verimor missed: missed, nobody",
            "verimor group: answered, 1002",
            "verimor menu: missed, nobody",
            "verimor gave-up: missed, nobody",
            "verimor pickup: answered, 1002",
            "verimor busy: missed, nobody",
            "verimor hidden: missed, nobody",
            "verimor late: answered, 1001",
            "verimor repeated: missed, nobody",
            "verimor outbound: outbound, nobody",
            "verimor internal: internal, 1001",
            "bulutfon answered: answered, 1001",
            "bulutfon no-cdr: answered, nobody",
            "bulutfon missed: missed, nobody",
            "bulutfon group: answered, 1002",
            "bulutfon menu: missed, nobody",
            "bulutfon fax: fax, nobody",
            "bulutfon hidden: missed, nobody",
            "bulutfon late: missed, nobody",
            "bulutfon repeated: missed, nobody",
            "bulutfon outbound: outbound, nobody",
            "mtt answered: answered, 79680000001",
            "mtt missed: missed, nobody",
            "mtt redirect: answered, 79680000002",
            "mtt gave-up: missed, nobody",
            "mtt busy: missed, nobody",
            "mtt late: answered, 79680000001",
            "mtt repeated: missed, nobody",
        ];
        assert_eq!(told, promised);
    }

    #[test]
    fn a_form_survives_the_way() {
        let (_, body) = form(&[
            ("start_stamp", "2016-01-01 00:00:00"),
            ("caller", "+90&1=2"),
        ]);
        assert_eq!(
            body,
            "start_stamp=2016-01-01+00%3A00%3A00&caller=%2B90%261%3D2"
        );
    }
}
