//! Lenient fields for the adapters' wire structs. None of them ever fails: what cannot be read is
//! as if it had not been sent.

use serde::{Deserialize, Deserializer, de::DeserializeOwned};
use serde_json::Value;

use super::{ReadError, time};
use crate::{CallId, Party, Pbx, Region, Timestamp};

/// Longer texts are cut; no number, name or cause comes near.
const LONGEST_TEXT: usize = 250;

/// Longer call ids are refused: cut, two of them might become one.
const LONGEST_CALL_ID: usize = 200;

/// A text field. `None` where it is empty, missing or a tree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Text(pub(super) Option<String>);

impl Text {
    pub(super) fn as_deref(&self) -> Option<&str> {
        self.0.as_deref()
    }

    /// This text, or where there is none the other.
    pub(super) fn or<'a>(&'a self, other: &'a Self) -> &'a Self {
        if self.0.is_some() { self } else { other }
    }

    /// The text in lower case, empty where there is none: for words of a protocol.
    pub(super) fn word(&self) -> String {
        self.as_deref().unwrap_or_default().to_lowercase()
    }

    /// One end of a call. An empty field says that the number is hidden.
    pub(super) fn party(&self, region: Region) -> Party {
        Party::read_leniently(self.as_deref().unwrap_or_default(), region)
    }

    /// A whole number of seconds.
    pub(super) fn seconds(&self) -> Option<u32> {
        let text = self.as_deref()?;
        let whole = text.split_once('.').map_or(text, |(whole, _)| whole);
        whole.parse().ok()
    }

    /// A time; one without a zone of its own is local to `zone`.
    pub(super) fn time(&self, zone: &jiff::tz::TimeZone) -> Option<Timestamp> {
        time::read_leniently(self.as_deref()?, zone)
    }

    /// A truth value in any usual spelling, Turkish included.
    pub(super) fn flag(&self) -> Option<bool> {
        match self.word().as_str() {
            "true" | "t" | "yes" | "y" | "1" | "on" | "evet" | "doğru" => Some(true),
            "false" | "f" | "no" | "n" | "0" | "off" | "hayır" | "hayir" | "yanlış" => {
                Some(false)
            }
            _ => None,
        }
    }

    /// The PBX's id of the call, from the field of that name.
    pub(super) fn call_id(&self, pbx: Pbx, field: &'static str) -> Result<CallId, ReadError> {
        let id = self.as_deref().ok_or(ReadError::Missing(field))?;
        if id.chars().count() > LONGEST_CALL_ID {
            return Err(ReadError::Field {
                field,
                why: format!("it is longer than {LONGEST_CALL_ID} characters"),
            });
        }
        Ok(CallId {
            pbx,
            pbx_call_id: id.to_owned(),
        })
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(match Value::deserialize(deserializer)? {
            Value::String(text) if text.is_empty() => None,
            Value::String(text) => Some(text.chars().take(LONGEST_TEXT).collect()),
            _ => None,
        }))
    }
}

/// A tree. `None` where the field is missing, or of another shape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tree<T>(pub(super) Option<T>);

impl<T> Default for Tree<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Tree<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        Ok(Self(serde_json::from_value(value).ok()))
    }
}

/// A list. Empty where the field is missing, or of another shape; items of another shape are
/// left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct List<T>(pub(super) Vec<T>);

impl<T> Default for List<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(match Value::deserialize(deserializer)? {
            Value::Array(items) => items
                .into_iter()
                .filter_map(|item| serde_json::from_value(item).ok())
                .collect(),
            _ => Vec::new(),
        }))
    }
}

/// Reads an adapter's wire struct, all of whose fields are lenient.
pub(super) fn read<T: DeserializeOwned + Default>(fields: Value) -> T {
    serde_json::from_value(fields).unwrap_or_default()
}
