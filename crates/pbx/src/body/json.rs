//! JSON bodies, and JSON in a text where a tree belongs.

use serde_json::{Map, Number, Value};

use crate::ReadError;

/// How many texts of JSON may be inside each other.
const UNPACK: u8 = 2;

/// Reads a JSON body into a tree of texts. Nesting deeper than 128 is refused by serde_json.
pub(super) fn read(text: &str, trees: &[&str]) -> Result<Value, ReadError> {
    let value = serde_json::from_str(text)
        .map_err(|error| ReadError::Body(format!("JSON breaks: {error}")))?;
    as_texts(value, trees, UNPACK)
}

/// The same tree with trimmed texts only; of two keys that trimming makes equal, the later one
/// that says something counts. Where one of `trees` is a text of JSON, it is read.
pub(super) fn as_texts(value: Value, trees: &[&str], unpack: u8) -> Result<Value, ReadError> {
    Ok(match value {
        Value::Null => Value::String(String::new()),
        Value::Bool(flag) => Value::String(flag.to_string()),
        Value::Number(number) => Value::String(as_text(&number)?),
        Value::String(text) => Value::String(text.trim().to_owned()),
        Value::Array(items) => items
            .into_iter()
            .map(|item| as_texts(item, trees, unpack))
            .collect::<Result<_, _>>()?,
        Value::Object(fields) => {
            let mut texts = Map::new();
            for (key, value) in fields {
                let key = key.trim().to_owned();
                let value = match trees.contains(&key.as_str()) && unpack > 0 {
                    true => unpacked(value),
                    false => value,
                };
                let value = as_texts(value, trees, unpack.saturating_sub(1))?;
                if !super::is_empty(&value) || !texts.contains_key(&key) {
                    texts.insert(key, value);
                }
            }
            Value::Object(texts)
        }
    })
}

/// The number as text, the same for `7` and `7.0`. One that JSON readers keep only roughly is
/// refused: it may be somebody's id.
fn as_text(number: &Number) -> Result<String, ReadError> {
    /// 2^53: beyond it a float skips whole numbers.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    match number.as_f64() {
        Some(float) if number.is_f64() && float.abs() >= EXACT => Err(ReadError::Body(format!(
            "the number {number} is too large to be kept exactly; send it as text"
        ))),
        Some(float) if number.is_f64() && float.fract() == 0.0 => Ok(format!("{float:.0}")),
        _ => Ok(number.to_string()),
    }
}

/// The tree in a text of JSON, where a tree belongs. A text that is none stays what it is.
fn unpacked(value: Value) -> Value {
    match &value {
        Value::String(text) if text.trim_start().starts_with(['{', '[']) => {
            serde_json::from_str(text).unwrap_or(value)
        }
        _ => value,
    }
}
