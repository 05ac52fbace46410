//! Lenient fields for the adapters' wire structs. None of them ever fails: what cannot be read is
//! as if it had not been sent.

use kimo_calls::{Party, Region, Timestamp};
use serde::{Deserialize, Deserializer, de::DeserializeOwned};
use serde_json::Value;

use crate::time;

/// Longer texts are cut; no number, name or cause comes near.
const LONGEST_TEXT: usize = 250;

/// A text field. `None` where it is empty, missing or a tree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Text(pub(crate) Option<String>);

impl Text {
    pub(crate) fn as_deref(&self) -> Option<&str> {
        self.0.as_deref()
    }

    /// This text, or where there is none the other.
    pub(crate) fn or<'a>(&'a self, other: &'a Self) -> &'a Self {
        if self.0.is_some() { self } else { other }
    }

    /// The text in lower case, empty where there is none: for words of a protocol.
    pub(crate) fn word(&self) -> String {
        self.as_deref().unwrap_or_default().to_lowercase()
    }

    /// One end of a call. An empty field says that the number is hidden.
    pub(crate) fn party(&self, region: Region) -> Party {
        Party::read_leniently(self.as_deref().unwrap_or_default(), region)
    }

    /// A duration in whole seconds, written `65` or `00:01:05`.
    pub(crate) fn seconds(&self) -> Option<u32> {
        time::seconds(self.as_deref()?)
    }

    /// A time; one without a zone of its own is local to `zone`.
    pub(crate) fn time(&self, zone: &jiff::tz::TimeZone) -> Option<Timestamp> {
        time::read_leniently(self.as_deref()?, zone)
    }

    /// A truth value in any usual spelling, Turkish included.
    pub(crate) fn flag(&self) -> Option<bool> {
        match self.word().as_str() {
            "true" | "t" | "yes" | "y" | "1" | "on" | "evet" | "doğru" => Some(true),
            "false" | "f" | "no" | "n" | "0" | "off" | "hayır" | "hayir" | "yanlış" => {
                Some(false)
            }
            _ => None,
        }
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
pub(crate) struct Tree<T>(pub(crate) Option<T>);

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
pub(crate) struct List<T>(pub(crate) Vec<T>);

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
pub(crate) fn read<T: DeserializeOwned + Default>(fields: Value) -> T {
    serde_json::from_value(fields).unwrap_or_default()
}
