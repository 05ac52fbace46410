//! The page of calls.

use kimo_history::CallQuery;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AskError, CallRow};
use crate::Desk;

/// Which calls to list, and where to go on.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CallsParams {
    /// Which calls.
    pub filter: CallFilter,
    /// A fragment of a number or name, in whatever formatting; empty for all.
    pub search: String,
    /// Where the page before ended; `null` for the first page.
    pub before: Option<String>,
    /// Only those that began at this point in time or later, RFC 3339; left out for all.
    #[serde(default)]
    #[ts(optional)]
    pub since: Option<String>,
    /// How many rows at most; five hundred come at once.
    pub limit: u32,
}

/// Which calls a list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CallFilter {
    /// Every call.
    All,
    /// Missed calls.
    Missed,
    /// Inbound calls.
    In,
    /// Outbound calls.
    Out,
}

/// A page of calls, the newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CallsPage {
    /// The calls.
    pub rows: Vec<CallRow>,
    /// What to give as `before` for the page after this one; `null` at the end.
    pub next: Option<String>,
}

pub(super) async fn calls(desk: &Desk, params: CallsParams) -> Result<CallsPage, AskError> {
    let before = params.before.map(|cursor| cursor.parse()).transpose();
    let since = params.since.map(|since| since.parse()).transpose();
    let query = CallQuery {
        filter: match params.filter {
            CallFilter::All => kimo_history::CallFilter::All,
            CallFilter::Missed => kimo_history::CallFilter::Missed,
            CallFilter::In => kimo_history::CallFilter::In,
            CallFilter::Out => kimo_history::CallFilter::Out,
        },
        search: params.search,
        before: before.map_err(AskError::bad_params)?,
        since: since.map_err(AskError::bad_params)?,
        limit: usize::try_from(params.limit.clamp(1, LONGEST_PAGE))
            .map_err(AskError::bad_params)?,
    };
    let page = desk.read(move |reader| reader.calls(&query)).await?;
    Ok(CallsPage {
        rows: page
            .calls
            .iter()
            .map(|call| CallRow::of(call, desk.home(call.id.pbx)))
            .collect(),
        next: page.next.map(|cursor| cursor.to_string()),
    })
}

const LONGEST_PAGE: u32 = 500;
