//! What a search finds elsewhere than in numbers and names: in notes, and of what kind a call is.

use rusqlite::{Connection, Result, Row};

use crate::{
    calls::{
        self,
        page::AlsoFind,
        page_bounds::{Bounds, Place},
    },
    numbers::fragment::{Forms, Fragment},
};

pub(crate) const CREATE_INDEXES: &str = "
-- Searching goes through all notes, which people have written, from the newest call on.
CREATE INDEX calls_with_note ON calls (started_at, id, class, note) WHERE note IS NOT NULL;
-- Searching for faxes.
CREATE INDEX calls_fax ON calls (started_at, id, class) WHERE kind = 1;
";

/// The newest calls within the bounds whose note has the fragment in it.
pub(crate) fn noted(db: &Connection, fragment: &Fragment, within: &Bounds) -> Result<Vec<Place>> {
    let has_it = |row: &Row<'_>| {
        // One that cannot be read is found by nothing.
        let mark = calls::read_mark(row.get(3)?).unwrap_or_default();
        let text = mark.as_ref().and_then(|mark| mark.note_text());
        Ok(text.is_some_and(|text| fragment.is_in(&Forms::of_note(text))))
    };
    newest(db, NEWEST_WITH_NOTE, within, has_it)
}

/// The newest faxes within the bounds, where they are asked for.
pub(crate) fn faxes(db: &Connection, also: AlsoFind, within: &Bounds) -> Result<Vec<Place>> {
    match also.faxes {
        true => newest(db, NEWEST_FAXES, within, |_| Ok(true)),
        false => Ok(Vec::new()),
    }
}

pub(crate) const NEWEST_WITH_NOTE: &str =
    "SELECT started_at, id, class, note FROM calls INDEXED BY calls_with_note
     WHERE note IS NOT NULL AND (started_at, id) < (?1, ?2) AND started_at >= ?3
     ORDER BY started_at DESC, id DESC";
pub(crate) const NEWEST_FAXES: &str = "SELECT started_at, id, class FROM calls INDEXED BY calls_fax
     WHERE kind = 1 AND (started_at, id) < (?1, ?2) AND started_at >= ?3
     ORDER BY started_at DESC, id DESC";

fn newest(
    db: &Connection,
    sql: &str,
    within: &Bounds,
    wanted: impl Fn(&Row<'_>) -> Result<bool>,
) -> Result<Vec<Place>> {
    let mut statement = db.prepare_cached(sql)?;
    let (start, id) = within.before;
    let mut rows = statement.query((start, id, within.since))?;
    let mut places = Vec::new();
    while places.len() < within.wanted
        && let Some(row) = rows.next()?
    {
        if within.classes.contains(&row.get(2)?) && wanted(row)? {
            places.push((row.get(0)?, row.get(1)?));
        }
    }
    Ok(places)
}
