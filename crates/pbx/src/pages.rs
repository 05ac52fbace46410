//! Answers that come in pages, as several PBXs' interfaces write them.

use serde::Deserialize;
use serde_json::Value;

use crate::Refusal;

/// How many there are, beside the page.
#[derive(Deserialize)]
pub(crate) struct Pagination {
    total_count: Value,
    total_pages: Value,
}

impl Pagination {
    /// How many, and on how many pages.
    pub(crate) fn read(&self) -> Result<(u64, u32), Refusal> {
        let number = |value: &Value| text_of(value)?.parse::<u64>().ok();
        let total = number(&self.total_count).ok_or(Refusal::Shape)?;
        let pages = number(&self.total_pages).and_then(|pages| u32::try_from(pages).ok());
        Ok((total, pages.ok_or(Refusal::Shape)?))
    }
}

/// A text, or a number as one.
pub(crate) fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
