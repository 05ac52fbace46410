//! A PBX of no vendor, for the tests of what asks adapters: it makes use of everything that one may
//! say of itself and that the vendors' may not. It is in no list.

use kimo_calls::{Direction, EventKind, Meaning, PbxId, Region};
use serde::Deserialize;
use serde_json::Value;

use crate::{
    Adapter, Announces, Get, Guide, Incoming, ReadError, Reading, Refused, Reply, ReplyType,
    Request, Setting, SettingKind, Story, Texts, wire, wire::Text,
};

/// The example.
pub(crate) struct Example;

impl Adapter for Example {
    fn id(&self) -> PbxId {
        const { PbxId::known("example") }
    }

    fn title(&self) -> &'static str {
        "Example"
    }

    fn region(&self) -> Region {
        Region::TR
    }

    fn announces(&self) -> Announces {
        Announces::Arrival
    }

    fn settings(&self) -> &'static [Setting] {
        &[Setting {
            name: "key",
            label: "example-setting-key",
            hint: None,
            kind: SettingKind::Text,
        }]
    }

    fn paths(&self) -> &'static [&'static str] {
        &["events/call"]
    }

    /// The header `x-signature` is the hook's key before the body.
    fn verify(&self, request: &Request<'_>, meaning: &Meaning) -> Result<(), Refused> {
        let Some(kimo_calls::SettingValue::Text(key)) = meaning.settings.get("key") else {
            return Ok(());
        };
        let signed = [key.as_bytes(), request.body].concat();
        match request.header("x-signature") == Some(&signed) {
            true => Ok(()),
            false => Err(Refused),
        }
    }

    fn get(&self, query: &str) -> Get {
        match query.split_once('=') {
            Some(("echo", text)) => Get::Handshake(Reply::text(text)),
            Some(_) => Get::Delivery,
            None => Get::Look,
        }
    }

    /// A call that arrives, and at once goes to a group. The event `rest` is of no call.
    fn read(&self, fields: Value, incoming: &Incoming<'_>) -> Result<Reading, ReadError> {
        let wire: Wire = wire::read(fields);
        match wire.event.word().as_str() {
            "arrived" => {
                let call = incoming.call_id(&wire.id, "id")?;
                let mut arrived = incoming.event(call.clone(), EventKind::Arrived);
                arrived.direction = Some(Direction::Inbound);
                let routed = EventKind::Routed {
                    to: kimo_calls::Destination::Group,
                    number: "200".to_owned(),
                };
                let routed = incoming.event(call, routed);
                Ok(Reading::Events(vec![arrived, routed]))
            }
            "rest" => Ok(Reading::OfNoCall {
                id: incoming.id,
                event_type: "rest".to_owned(),
            }),
            _ => incoming.not_understood(&wire.event, "event", incoming.call_id(&wire.id, "id")),
        }
    }

    fn reply(&self, said: &[Reading], address: &str) -> Reply {
        Reply {
            kind: ReplyType::Xml,
            body: format!("<said count=\"{}\" at=\"{address}\"/>", said.len()),
        }
    }

    fn stories(&self) -> &'static [Story] {
        &[]
    }

    fn guide(&self) -> Guide {
        Guide {
            title: None,
            place: "",
            language: "en",
            takes_credentials: false,
            steps: &[],
        }
    }

    fn texts(&self) -> Texts {
        Texts {
            tr: "",
            en: "",
            ru: "",
        }
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Wire {
    event: Text,
    id: Text,
}
