//! Where Verimor posts to: one address for the whole PBX, which its interface tells and changes.

use std::{collections::BTreeMap, time::Duration};

use serde::Deserialize;

use super::limits::OF_ALL_ELSE;
use crate::{ApiAnswer, ApiBody, ApiField, ApiRequest, Posting, Refusal};

/// What is posted, by the names that its interface has for it (M). Whether `hangup` governs
/// `user_hangup` too, no document says.
const EVENTS: [&str; 3] = ["ringing", "answered", "hangup"];
const PATH: &str = "/crm_integrations";

pub(super) fn ask() -> ApiRequest {
    ApiRequest::get(PATH, vec![("key", ApiField::Key)], OF_ALL_ELSE)
}

pub(super) fn read(answer: &ApiAnswer<'_>) -> Result<Posting, Refusal> {
    #[derive(Deserialize)]
    struct Wire {
        notification_url: Option<String>,
        #[serde(flatten)]
        others: BTreeMap<String, serde_json::Value>,
    }
    let wire: Wire = answer.read()?;
    let is_on = |event: &str| wire.others.get(event).is_some_and(|state| state == "on");
    let events = EVENTS.map(|event| (event.to_owned(), is_on(event)));
    if !wire.others.contains_key(EVENTS[0]) {
        return Err(Refusal::Shape);
    }
    Ok(Posting {
        address: wire.notification_url.unwrap_or_default().trim().to_owned(),
        events: events.into(),
    })
}

pub(super) fn everything_to(address: &str) -> Posting {
    Posting {
        address: address.to_owned(),
        events: EVENTS.map(|event| (event.to_owned(), true)).into(),
    }
}

/// It tries the address before it answers (M), so that takes a while.
pub(super) fn post_to(posting: &Posting) -> ApiRequest {
    let state = |event: &str| match posting.events.get(event) {
        Some(true) => "on",
        _ => "off",
    };
    let mut form = vec![("key", ApiField::Key)];
    form.extend(EVENTS.map(|event| (event, ApiField::Text(state(event).to_owned()))));
    form.push(("notification_url", ApiField::Text(posting.address.clone())));
    ApiRequest {
        patience: Duration::from_secs(60),
        repeatable: false,
        ..ApiRequest::post(PATH, ApiBody::Form(form), OF_ALL_ELSE)
    }
}
