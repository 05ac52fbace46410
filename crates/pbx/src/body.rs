//! The body of a delivery: JSON or form, told apart by looking at it, as one tree of texts.

mod form;
mod json;

use std::fmt::Write as _;

use kimo_calls::{Account, EventId, PbxId};
use serde_json::Value;

use crate::ReadError;

/// A body that says something. Keys and values are trimmed; numbers, booleans and nulls have
/// become text, so that only text, lists and maps are left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Body(Value);

impl Body {
    /// Reads a body. `None` if it says nothing, in whatever shape.
    ///
    /// The content type is not asked: JSON comes under a form's content type too. It only helps
    /// to word the error. A field of `trees` that comes as a text of JSON is read.
    pub(super) fn read(
        content_type: Option<&str>,
        bytes: &[u8],
        trees: &[&str],
    ) -> Result<Option<Self>, ReadError> {
        let text = str::from_utf8(bytes).map_err(|error| {
            ReadError::Body(format!("invalid UTF-8 after byte {}", error.valid_up_to()))
        })?;
        let text = text.trim_start_matches('\u{feff}').trim();
        let tree = match text.as_bytes().first() {
            None => return Ok(None),
            Some(b'{' | b'[' | b'"') => json::read(text, trees)?,
            Some(_) if text == "null" => return Ok(None),
            Some(_) if is_multipart(content_type) => {
                return Err(ReadError::Body("multipart forms are not read".to_owned()));
            }
            Some(_) if text.contains(['=', '&']) => form::read(text, trees)?,
            Some(_) => {
                return Err(ReadError::Body(
                    "it starts with no `{`, and has no `=`".to_owned(),
                ));
            }
        };
        match tree {
            tree if is_empty(&tree) => Ok(None),
            Value::Object(_) => Ok(Some(Self(tree))),
            _ => Err(ReadError::Body("JSON, but no object".to_owned())),
        }
    }

    /// The content address of the event that the body tells: the same for every spelling of the
    /// same fields.
    pub(super) fn event_id(&self, pbx: PbxId, account: &Account) -> EventId {
        let mut canonical = String::new();
        write_canonical(&self.0, &mut canonical);
        EventId::of_delivery(pbx, account, &canonical)
    }

    /// The fields, for an adapter's wire structs.
    pub(super) fn into_fields(self) -> Value {
        self.0
    }
}

fn is_multipart(content_type: Option<&str>) -> bool {
    content_type.is_some_and(|kind| kind.to_ascii_lowercase().contains("multipart/"))
}

/// Whether nothing is said anywhere in the tree.
fn is_empty(tree: &Value) -> bool {
    match tree {
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.iter().all(is_empty),
        Value::Object(fields) => fields.values().all(is_empty),
        Value::Null => true,
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// Writes what is said, and nothing of how: keys sorted, empty fields left out.
fn write_canonical(tree: &Value, out: &mut String) {
    match tree {
        Value::Object(fields) => {
            let mut fields: Vec<_> = fields.iter().filter(|(_, tree)| !is_empty(tree)).collect();
            fields.sort_by_key(|(key, _)| *key);
            out.push('{');
            for (key, tree) in fields {
                write_text(key, out);
                write_canonical(tree, out);
            }
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for tree in items.iter().filter(|tree| !is_empty(tree)) {
                write_canonical(tree, out);
            }
            out.push(']');
        }
        Value::String(text) => write_text(text, out),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Writes a text with its length before it, so that no two trees are written alike.
fn write_text(text: &str, out: &mut String) {
    // Writing to a String cannot fail.
    write!(out, "{}:{text}", text.len()).unwrap_or_default();
}
