//! The page of calls.

use kimo_history::CallQuery;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AskError, CallRow, ToShow};
use crate::{Desk, Problem, health::Part};

/// Which calls to list, and where to go on.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CallsParams {
    /// Which calls.
    pub filter: CallFilter,
    /// A fragment of a number or name, in whatever formatting, or of a note; empty for all.
    pub search: String,
    /// What the words of the search also mean, in whatever language they are; left out for nothing.
    #[serde(default)]
    #[ts(optional)]
    pub also: Option<AlsoFind>,
    /// Where the page before ended; `null` for the first page.
    pub before: Option<String>,
    /// Only those that began at this point in time or later, RFC 3339; left out for all.
    #[serde(default)]
    #[ts(optional)]
    pub since: Option<String>,
    /// How many rows at most; five hundred come at once.
    pub limit: u32,
}

/// What a search may mean beside what is written in a number, a name or a note.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AlsoFind {
    /// Calls with somebody who withholds the number.
    pub hidden: bool,
    /// Faxes.
    pub faxes: bool,
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
        also: params
            .also
            .map_or_else(Default::default, |also| kimo_history::AlsoFind {
                hidden: also.hidden,
                faxes: also.faxes,
            }),
        before: before.map_err(AskError::bad_params)?,
        since: since.map_err(AskError::bad_params)?,
        limit: usize::try_from(params.limit.clamp(1, LONGEST_PAGE))
            .map_err(AskError::bad_params)?,
    };
    let (calls, unreadable, next) = desk
        .read(move |reader| {
            let page = reader.calls(&query)?;
            Ok((ToShow::of(page.calls, reader)?, page.unreadable, page.next))
        })
        .await?;
    if unreadable > 0 {
        desk.set_health(
            Part::UnreadableCalls,
            Some(Problem {
                code: "calls-unreadable".to_owned(),
                detail: unreadable.to_string(),
            }),
        );
    }
    Ok(CallsPage {
        rows: calls.rows(|pbx| desk.home(pbx)),
        next: next.map(|cursor| cursor.to_string()),
    })
}

const LONGEST_PAGE: u32 = 500;
