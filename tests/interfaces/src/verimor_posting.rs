//! Where Verimor posts to, as its interface tells and changes it.
//!
//! Assumed, for no document says it: an address is refused with 400 where the test post is not answered
//! with a success within ten seconds; plain `http` and addresses of one's own computer pass.

use std::{collections::BTreeMap, time::Duration};

use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

const EVENTS: [&str; 3] = ["ringing", "answered", "hangup"];

/// One address for the whole PBX.
#[derive(Clone, Debug, Default)]
pub(super) struct Posting {
    pub(super) address: String,
    on: BTreeMap<String, bool>,
}

impl Posting {
    /// With everything on.
    pub(super) fn to(address: &str) -> Self {
        Self {
            address: address.to_owned(),
            on: EVENTS.map(|event| (event.to_owned(), true)).into(),
        }
    }

    /// What a form wants.
    pub(super) fn read(form: &BTreeMap<String, String>) -> Self {
        let is_on = |event: &str| form.get(event).is_some_and(|state| state == "on");
        Self {
            address: form.get("notification_url").cloned().unwrap_or_default(),
            on: EVENTS.map(|event| (event.to_owned(), is_on(event))).into(),
        }
    }

    /// As the interface tells it.
    pub(super) fn told(&self) -> Value {
        let state = |event: &str| match self.on.get(event) {
            Some(true) => "on",
            _ => "off",
        };
        json!({
            "ringing": state("ringing"), "answered": state("answered"), "hangup": state("hangup"),
            "notification_url": self.address,
        })
    }

    /// The states, in the order in which they are told.
    pub(super) fn states(&self) -> String {
        let told = self.told();
        EVENTS
            .map(|event| told[event].as_str().unwrap_or_default())
            .join(" ")
    }

    /// Whether a test post is answered with a success: `curl --data '{}'` (M).
    pub(super) async fn is_taken(&self) -> bool {
        let patience = Duration::from_secs(10);
        let tried = timeout(patience, self.test_post()).await;
        tried.is_ok_and(|tried| tried.unwrap_or_default())
    }

    async fn test_post(&self) -> std::io::Result<bool> {
        let Some((host, path)) = self
            .address
            .strip_prefix("http://")
            .and_then(|rest| rest.split_once('/'))
        else {
            return Ok(false);
        };
        let mut stream = TcpStream::connect(host).await?;
        let request = format!(
            "POST /{path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: 2\r\n\r\n{{}}"
        );
        stream.write_all(request.as_bytes()).await?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await?;
        Ok(answer.starts_with(b"HTTP/1.1 200"))
    }
}
