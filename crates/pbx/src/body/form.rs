//! Form bodies. A key with brackets, `cdr[callflow][0][callee]`, is the path to a value in a tree,
//! as PHP and Rails write it: a number is a place in a list, `[]` the next one.

use std::collections::BTreeMap;

use serde_json::Value;

use super::json;
use crate::ReadError;

/// How deep a path may go.
const DEPTH: usize = 32;

/// How many texts of JSON may be inside each other.
const UNPACK: u8 = 2;

/// Reads a form into a tree of texts.
pub(super) fn read(text: &str, trees: &[&str]) -> Result<Value, ReadError> {
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(text)
        .map_err(|error| ReadError::Body(format!("the form breaks: {error}")))?;
    let mut fields = BTreeMap::new();
    for (key, value) in pairs {
        let (name, path) = split_key(key.trim())?;
        if !name.is_empty() {
            put(&mut fields, name, &path, value.trim());
        }
    }
    let fields = fields
        .into_iter()
        .map(|(key, node)| (key, node.into_value()))
        .collect();
    json::as_texts(Value::Object(fields), trees, UNPACK)
}

enum Node {
    Text(String),
    Fields(BTreeMap<String, Node>),
}

/// The name before the brackets, and what is in them. A key whose brackets don't pair is a name.
fn split_key(key: &str) -> Result<(&str, Vec<&str>), ReadError> {
    let plain = || Ok((key, Vec::new()));
    let Some((name, brackets)) = key.split_once('[') else {
        return plain();
    };
    let Some(inner) = brackets.strip_suffix(']').filter(|_| !name.is_empty()) else {
        return plain();
    };
    let path: Vec<_> = inner.split("][").take(DEPTH + 1).map(str::trim).collect();
    if path.len() > DEPTH {
        return Err(ReadError::Body(format!(
            "a key of the form has more than {DEPTH} brackets"
        )));
    }
    if path.iter().any(|part| part.contains(['[', ']'])) {
        return plain();
    }
    Ok((name.trim(), path))
}

/// Puts a value at its place. Of several for one place the last that says something stays, and
/// a tree rather than a text.
fn put(fields: &mut BTreeMap<String, Node>, name: &str, path: &[&str], value: &str) {
    let key = match name {
        "" => next_place(fields, path),
        name => name.to_owned(),
    };
    match path.split_first() {
        None => match fields.get(&key) {
            Some(Node::Fields(_)) => {}
            Some(Node::Text(_)) if value.is_empty() => {}
            Some(Node::Text(_)) | None => {
                fields.insert(key, Node::Text(value.to_owned()));
            }
        },
        Some((name, path)) => {
            let node = fields
                .entry(key)
                .or_insert_with(|| Node::Fields(BTreeMap::new()));
            if let Node::Text(_) = node {
                *node = Node::Fields(BTreeMap::new());
            }
            if let Node::Fields(fields) = node {
                put(fields, name, path, value);
            }
        }
    }
}

/// The place that `[]` means: the last one while it lacks the field that follows, as in
/// `flow[][callee]=1&flow[][start]=2`, else a new one.
fn next_place(fields: &BTreeMap<String, Node>, path: &[&str]) -> String {
    let count = fields.len();
    let last = count.saturating_sub(1).to_string();
    match fields.get(&last) {
        Some(Node::Fields(inner)) if !path.is_empty() && !has(inner, path) => last,
        _ => count.to_string(),
    }
}

/// Whether there is a value at the path already. A path with `[]` in it always has room.
fn has(fields: &BTreeMap<String, Node>, path: &[&str]) -> bool {
    match path.split_first() {
        None => true,
        Some((name, path)) => match fields.get(*name) {
            Some(Node::Fields(inner)) => has(inner, path),
            Some(Node::Text(_)) => true,
            None => false,
        },
    }
}

impl Node {
    /// Numbered fields are a list.
    fn into_value(self) -> Value {
        match self {
            Self::Text(text) => Value::String(text),
            Self::Fields(fields) => {
                let numbered: Option<BTreeMap<u64, &String>> = fields
                    .keys()
                    .map(|key| Some((key.parse().ok()?, key)))
                    .collect();
                match numbered {
                    Some(numbered) if numbered.len() == fields.len() => {
                        let order: Vec<String> = numbered.into_values().cloned().collect();
                        let mut fields = fields;
                        order
                            .iter()
                            .filter_map(|key| fields.remove(key))
                            .map(Self::into_value)
                            .collect()
                    }
                    _ => fields
                        .into_iter()
                        .map(|(key, node)| (key, node.into_value()))
                        .collect::<serde_json::Map<_, _>>()
                        .into(),
                }
            }
        }
    }
}
