//! Finding a page of calls.
//!
//! Without a search the filter's index gives the page. With one, the full-text index gives the
//! numbers that match, and then there are two ways: for few numbers, the newest calls of each are
//! merged; for many, the calls are gone through from the newest and those with such a number
//! picked out, which fills a page soon exactly because there are many.

use std::collections::{HashMap, HashSet};

use rusqlite::{CachedStatement, Connection, Result, Rows};

use crate::{
    CallFilter, CallQuery, Cursor,
    fragment::Fragment,
    table::{
        calls::{self, Class},
        numbers,
    },
    time::micros,
};

/// A call's place in the list: start, id.
type Place = (i64, i64);

/// The rows of a page's calls, newest first, and where the next page begins.
pub(crate) fn page(db: &Connection, query: &CallQuery) -> Result<(Vec<i64>, Option<Cursor>)> {
    let limit = query.limit.clamp(1, LONGEST_PAGE);
    let list = List {
        db,
        filter: query.filter,
        before: query.before.map_or((i64::MAX, i64::MAX), |cursor| {
            (cursor.started_at, cursor.id)
        }),
        since: query.since.map_or(i64::MIN, micros),
        // One more tells whether there is a next page.
        wanted: limit + 1,
    };
    let mut places = match Fragment::read(&query.search) {
        None => list.all()?,
        Some(fragment) => list.matching(&fragment)?,
    };
    let is_last = places.len() <= limit;
    places.truncate(limit);
    let next = places.last().filter(|_| !is_last);
    Ok((
        places.iter().map(|(_, id)| *id).collect(),
        next.map(|&(started_at, id)| calls::cursor(started_at, id)),
    ))
}

const LONGEST_PAGE: usize = 1000;

/// Up to so many numbers are merged without trying the other way first.
const FEW: usize = 400;

/// Up to so many numbers are asked of the full-text index at first, and in the end. Beyond that a
/// call's numbers are compared with the fragment one by one.
const MANY: usize = 4_000;
const VERY_MANY: usize = 60_000;

/// How many calls are gone through per number found, before its own calls would have been the
/// shorter way: looking up a number takes as long as going through so many.
const CALLS_PER_NUMBER: usize = 8;

/// How many calls are gone through in the hope that nearly every number matches.
const CALLS_IN_HOPE: usize = 6_000;

struct List<'db> {
    db: &'db Connection,
    filter: CallFilter,
    before: Place,
    since: i64,
    wanted: usize,
}

impl List<'_> {
    fn all(&self) -> Result<Vec<Place>> {
        let gone_through = self.go_through(usize::MAX, |_| Ok(true))?;
        Ok(gone_through.places)
    }

    fn matching(&self, fragment: &Fragment) -> Result<Vec<Place>> {
        let mut found = numbers::matching(self.db, fragment, MANY + 1)?;
        if found.is_empty() {
            return Ok(Vec::new());
        }
        if found.len() <= FEW {
            return self.merge(&found);
        }
        if found.len() > MANY {
            let mut known = HashMap::new();
            let hoped = self.go_through(CALLS_IN_HOPE, |number| {
                if let Some(known) = known.get(&number) {
                    return Ok(*known);
                }
                let matches = numbers::matches(self.db, fragment, number)?;
                known.insert(number, matches);
                Ok(matches)
            })?;
            if hoped.complete {
                return Ok(hoped.places);
            }
            found = numbers::matching(self.db, fragment, VERY_MANY + 1)?;
        }
        if found.len() > VERY_MANY {
            let gone_through = self.go_through(usize::MAX, |number| {
                numbers::matches(self.db, fragment, number)
            })?;
            return Ok(gone_through.places);
        }
        let set: HashSet<i64> = found.iter().copied().collect();
        let worth = found.len() * CALLS_PER_NUMBER;
        let gone_through = self.go_through(worth, |number| Ok(set.contains(&number)))?;
        if gone_through.complete {
            return Ok(gone_through.places);
        }
        self.merge(&found)
    }

    /// Goes through at most `most` calls from the newest and picks those of which either number
    /// matches.
    fn go_through(
        &self,
        most: usize,
        mut matches: impl FnMut(i64) -> Result<bool>,
    ) -> Result<GoneThrough> {
        let (start, id) = self.before;
        let mut statements = Class::of_filter(self.filter)
            .iter()
            .map(|class| self.db.prepare_cached(&calls::newest_of_class(*class)))
            .collect::<Result<Vec<_>>>()?;
        let mut lanes = statements
            .iter_mut()
            .map(|statement| Lane::start(statement, (start, id, self.since)))
            .collect::<Result<Vec<_>>>()?;
        let mut places = Vec::new();
        for _ in 0..most {
            let newest = lanes
                .iter_mut()
                .filter_map(|lane| lane.next.map(|next| (next.place, lane)))
                .max_by_key(|(place, _)| *place);
            let Some((_, lane)) = newest else {
                return Ok(GoneThrough {
                    places,
                    complete: true,
                });
            };
            if let Some(call) = lane.take()?
                && (matches(call.other)? || matches(call.own)?)
            {
                places.push(call.place);
                if places.len() == self.wanted {
                    return Ok(GoneThrough {
                        places,
                        complete: true,
                    });
                }
            }
        }
        Ok(GoneThrough {
            places,
            complete: false,
        })
    }

    /// Merges the newest calls of each of these numbers.
    fn merge(&self, found: &[i64]) -> Result<Vec<Place>> {
        let mut newest = Newest::new(self.wanted);
        let classes = Class::of_filter(self.filter);
        let (start, id) = self.before;
        let mut of_other = self.db.prepare_cached(calls::NEWEST_OF_OTHER)?;
        for number in found {
            let mut rows = of_other.query((start, id, self.since, number))?;
            while let Some(row) = rows.next()? {
                let place = (row.get(0)?, row.get(1)?);
                if newest.is_too_old(place) {
                    break;
                }
                if classes.contains(&row.get(2)?) {
                    newest.put(place);
                }
            }
        }
        // Our own numbers have so many calls that each class is looked up apart.
        let own: HashSet<i64> = numbers::own(self.db)?.into_iter().collect();
        let mut of_own = self.db.prepare_cached(calls::NEWEST_OF_OWN)?;
        for number in found.iter().filter(|number| own.contains(number)) {
            for class in classes {
                let mut rows = of_own.query((start, id, self.since, number, class))?;
                while let Some(row) = rows.next()? {
                    let place = (row.get(0)?, row.get(1)?);
                    if newest.is_too_old(place) {
                        break;
                    }
                    newest.put(place);
                }
            }
        }
        Ok(newest.into_places())
    }
}

struct GoneThrough {
    places: Vec<Place>,
    /// The page is full, or there are no more calls.
    complete: bool,
}

/// A call on its way to the page.
#[derive(Clone, Copy)]
struct Passing {
    place: Place,
    other: i64,
    own: i64,
}

/// The calls of one class, newest first.
struct Lane<'s> {
    rows: Rows<'s>,
    next: Option<Passing>,
}

impl<'s> Lane<'s> {
    fn start(
        statement: &'s mut CachedStatement<'_>,
        (start, id, since): (i64, i64, i64),
    ) -> Result<Self> {
        let mut lane = Self {
            rows: statement.query((start, id, since))?,
            next: None,
        };
        lane.take()?;
        Ok(lane)
    }

    /// The next call, behind which the lane moves up.
    fn take(&mut self) -> Result<Option<Passing>> {
        let following = match self.rows.next()? {
            Some(row) => Some(Passing {
                place: (row.get(0)?, row.get(1)?),
                other: row.get(2)?,
                own: row.get(3)?,
            }),
            None => None,
        };
        Ok(std::mem::replace(&mut self.next, following))
    }
}

/// The newest places seen, each once.
struct Newest {
    wanted: usize,
    places: std::collections::BTreeSet<Place>,
}

impl Newest {
    fn new(wanted: usize) -> Self {
        Self {
            wanted,
            places: std::collections::BTreeSet::new(),
        }
    }

    fn is_too_old(&self, place: Place) -> bool {
        self.places.len() == self.wanted
            && self.places.first().is_some_and(|oldest| place < *oldest)
    }

    fn put(&mut self, place: Place) {
        self.places.insert(place);
        if self.places.len() > self.wanted {
            self.places.pop_first();
        }
    }

    fn into_places(self) -> Vec<Place> {
        self.places.into_iter().rev().collect()
    }
}
