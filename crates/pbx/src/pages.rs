//! Answers that come in pages, as several PBXs' interfaces write them.

use serde::Deserialize;
use serde_json::{Value, value::RawValue};

use crate::{RecordsPage, Refusal};

/// A page of records.
#[derive(Deserialize)]
pub(crate) struct Cdrs<'a> {
    #[serde(borrow)]
    cdrs: Vec<&'a RawValue>,
    pagination: Pagination,
}

impl Cdrs<'_> {
    /// Reads it, given the field that names a call and whether a record is of one that is over.
    pub(crate) fn read(
        &self,
        id: &str,
        is_over: impl Fn(&Value) -> bool,
    ) -> Result<RecordsPage, Refusal> {
        let (total, pages) = self.pagination.read()?;
        let mut page = RecordsPage {
            records: Vec::new(),
            ids: Vec::new(),
            total: Some(total),
            pages: Some(pages),
        };
        for record in &self.cdrs {
            let fields: Value = serde_json::from_str(record.get()).map_err(|_| Refusal::Shape)?;
            let id = fields.get(id).and_then(text_of);
            let id = id.filter(|id| !id.is_empty());
            page.ids.push(id.unwrap_or_else(|| record.get().to_owned()));
            if is_over(&fields) {
                page.records.push(record.get().to_owned());
            }
        }
        Ok(page)
    }
}

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
