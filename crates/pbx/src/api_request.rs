//! A request to a PBX's own interface, as a value: whoever runs puts the key in and sends it.

use std::{borrow::Cow, fmt, time::Duration};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use kimo_calls::Hex;
use serde_json::Value;
use sha1::{Digest, Sha1};

/// The key of a PBX's interface. Neither `Debug` nor `Display` shows it.
#[derive(Clone, PartialEq, Eq)]
pub struct ApiKey(String);

impl ApiKey {
    /// A key as somebody typed it: without spaces around it. `None` for none.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let is_key = !text.is_empty() && text.len() <= 500 && !text.contains(char::is_control);
        is_key.then(|| Self(text.to_owned()))
    }

    /// The key itself, for keeping it where secrets are kept.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ApiKey(…)")
    }
}

/// A request to a PBX's interface. The key is not in it, only where it goes: it is put in when the
/// request is sent, so that nothing which shows a request shows the key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiRequest {
    /// What is posted; none for a GET.
    pub posted: Option<ApiBody>,
    /// Below the base, with a slash at its beginning; empty for the base itself.
    pub path: Cow<'static, str>,
    /// The query.
    pub query: Vec<(&'static str, ApiField)>,
    /// How the key goes along in the header `Authorization`, where it does.
    pub scheme: Option<KeyScheme>,
    /// How often such requests are let through; each of these counts.
    pub limits: &'static [Limit],
    /// How long an answer may take.
    pub patience: Duration,
    /// Whether it may be sent again where no answer came. False where it does something.
    pub repeatable: bool,
}

/// How a key goes along in the header `Authorization`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyScheme {
    /// As it is.
    Bearer,
    /// It is a user name and a password, with a colon between them.
    Basic,
}

/// What is posted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ApiBody {
    /// A form.
    Form(Vec<(&'static str, ApiField)>),
    /// JSON, in which the key is not.
    Json(Value),
}

/// A field of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ApiField {
    /// This text.
    Text(String),
    /// The key.
    Key,
    /// The SHA-1 of the key with this text after it, in hexadecimal: what is asked for with it is open
    /// to whoever has the address, and nothing else is.
    KeyedDigest(String),
}

impl ApiRequest {
    /// A question with the key in its query, answered soon.
    pub(crate) fn get(
        path: impl Into<Cow<'static, str>>,
        query: Vec<(&'static str, ApiField)>,
        limits: &'static [Limit],
    ) -> Self {
        Self {
            posted: None,
            path: path.into(),
            query,
            scheme: None,
            limits,
            patience: Duration::from_secs(30),
            repeatable: true,
        }
    }

    /// A question that is posted, answered soon.
    pub(crate) fn post(
        path: impl Into<Cow<'static, str>>,
        body: ApiBody,
        limits: &'static [Limit],
    ) -> Self {
        Self {
            posted: Some(body),
            ..Self::get(path, Vec::new(), limits)
        }
    }

    /// Its address below a base; the key is in it.
    pub fn url(&self, base: &str, key: &ApiKey) -> String {
        let base = base.trim_end_matches('/');
        match encoded(&self.query, key) {
            query if query.is_empty() => format!("{base}{}", self.path),
            query => format!("{base}{}?{query}", self.path),
        }
    }

    /// What is posted, if it is; the key is in a form.
    pub fn body(&self, key: &ApiKey) -> Option<String> {
        Some(match self.posted.as_ref()? {
            ApiBody::Form(form) => encoded(form, key),
            ApiBody::Json(json) => json.to_string(),
        })
    }

    /// The type of what is posted.
    pub fn content_type(&self) -> Option<&'static str> {
        Some(match self.posted.as_ref()? {
            ApiBody::Form(_) => "application/x-www-form-urlencoded",
            ApiBody::Json(_) => "application/json",
        })
    }

    /// The header `Authorization`, where the key goes along there.
    pub fn authorization(&self, key: &ApiKey) -> Option<String> {
        Some(match self.scheme? {
            KeyScheme::Bearer => format!("Bearer {}", key.expose()),
            KeyScheme::Basic => format!("Basic {}", STANDARD.encode(key.expose())),
        })
    }
}

fn encoded(fields: &[(&'static str, ApiField)], key: &ApiKey) -> String {
    let fields: Vec<_> = fields
        .iter()
        .map(|(name, field)| match field {
            ApiField::Text(text) => (*name, Cow::Borrowed(text.as_str())),
            ApiField::Key => (*name, Cow::Borrowed(key.expose())),
            ApiField::KeyedDigest(text) => (*name, Cow::Owned(keyed_digest(key, text))),
        })
        .collect();
    // Texts are always encoded.
    serde_urlencoded::to_string(fields).unwrap_or_default()
}

fn keyed_digest(key: &ApiKey, text: &str) -> String {
    let digest = Sha1::new().chain_update(key.expose()).chain_update(text);
    Hex(&digest.finalize()).to_string()
}

/// How often requests of one kind are let through, for one key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Limit {
    /// Requests of the same name share it.
    pub name: &'static str,
    /// So many
    pub most: u32,
    /// within this time.
    pub within: Duration,
}
