//! Finding a page of calls.
//!
//! Without a search the filter's index gives the page. With one, the full-text index gives the
//! numbers that match, and then there are two ways: for few numbers, the newest calls of each are
//! merged; for many, the calls are gone through from the newest and those with such a number
//! picked out, which fills a page soon exactly because there are many.

use std::collections::{HashMap, HashSet, hash_map::Entry};

use kimo_calls::CallerKey;
use rusqlite::{CachedStatement, Connection, Result, Rows};

use crate::{
    calls::{
        elsewhere, lists,
        page::{AlsoFind, CallFilter, CallQuery, Cursor},
        page_bounds::{Bounds, Place},
        standing::Class,
    },
    db::time::micros,
    numbers::{self, fragment::Fragment},
};

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
        costs: COSTS,
    };
    let search = query.search.trim();
    let mut places = match Fragment::read(search) {
        Some(fragment) => list.found(&fragment, query.also)?,
        None if search.is_empty() => list.all()?,
        // What has neither letter nor digit is in no number and in no name.
        None => Vec::new(),
    };
    let is_last = places.len() <= limit;
    places.truncate(limit);
    let next = places.last().filter(|_| !is_last);
    Ok((
        places.iter().map(|(_, id)| *id).collect(),
        next.map(|&(started_at, id)| lists::cursor(started_at, id)),
    ))
}

const LONGEST_PAGE: usize = 1000;

/// What the ways cost; tests search small histories by every way.
#[derive(Clone, Copy)]
struct Costs {
    /// So many numbers are asked of the full-text index to see how common the fragment is.
    sample: usize,
    /// Comparing a call with the fragment takes as long as listing so many numbers that match.
    listed_per_compared: u64,
    /// Looking up the newest calls of a number takes as long as going through so many.
    calls_per_number: usize,
}

/// As measured with a million calls.
const COSTS: Costs = Costs {
    sample: 4_000,
    listed_per_compared: 12,
    calls_per_number: 14,
};

struct List<'db> {
    db: &'db Connection,
    filter: CallFilter,
    before: Place,
    since: i64,
    wanted: usize,
    costs: Costs,
}

impl List<'_> {
    fn all(&self) -> Result<Vec<Place>> {
        let gone_through = self.go_through(usize::MAX, |_| Ok(true))?;
        Ok(gone_through.places)
    }

    /// By a number, a name or a note, and what else is meant by the words, newest first.
    fn found(&self, fragment: &Fragment, also: AlsoFind) -> Result<Vec<Place>> {
        let within = Bounds {
            classes: Class::of_filter(self.filter),
            before: self.before,
            since: self.since,
            wanted: self.wanted,
        };
        let hidden = match also.hidden {
            true => numbers::find(self.db, &CallerKey::hidden())?,
            false => None,
        };
        let ways = [
            self.matching(fragment)?,
            elsewhere::noted(self.db, fragment, &within)?,
            elsewhere::faxes(self.db, also, &within)?,
            self.merge(hidden.as_slice())?,
        ];
        let mut newest = Newest::new(self.wanted);
        for place in ways.into_iter().flatten() {
            newest.put(place);
        }
        Ok(newest.into_places())
    }

    fn matching(&self, fragment: &Fragment) -> Result<Vec<Place>> {
        let Costs {
            sample,
            calls_per_number,
            ..
        } = self.costs;
        let numbers = numbers::last(self.db)?;
        let mut compared = None;
        let mut found = numbers::matching_while(self.db, fragment, |found| {
            if found.len() == sample + 1 {
                compared = self.compared(numbers, found);
            }
            compared.is_none()
        })?;
        if let Some(calls) = compared {
            let mut known = HashMap::new();
            let gone_through = self.go_through(calls, |number| {
                Ok(match known.entry(number) {
                    Entry::Occupied(known) => *known.get(),
                    Entry::Vacant(new) => *new.insert(numbers::matches(self.db, fragment, number)?),
                })
            })?;
            if gone_through.complete {
                return Ok(gone_through.places);
            }
            found = numbers::matching(self.db, fragment)?;
        }
        let calls = self.expected_calls(numbers, found.len() as u64);
        if calls < found.len().saturating_mul(calls_per_number) {
            let found = Members::of(&found);
            let gone_through = self.go_through(calls, |number| Ok(found.has(number)))?;
            if gone_through.complete {
                return Ok(gone_through.places);
            }
        }
        self.merge(&found)
    }

    /// With how many calls the fragment is to be compared, where so many numbers have it that this is
    /// sooner done than listing the rest of them after this sample.
    fn compared(&self, numbers: u64, sample: &[i64]) -> Option<usize> {
        // They come in the order of their rows: how far they reach tells how many there are.
        let reach = sample.last().map_or(1, |last| last.unsigned_abs().max(1));
        let expected = self.costs.sample as u64 * numbers / reach;
        let calls = self.expected_calls(numbers, expected);
        let worth = self.costs.listed_per_compared.saturating_mul(calls as u64);
        (expected > worth).then_some(calls)
    }

    /// How many calls have to be gone through to fill the page, were they spread evenly over the
    /// numbers; and as many again, as they are not.
    fn expected_calls(&self, numbers: u64, matching: u64) -> usize {
        let expected = 2 * self.wanted as u64 * numbers / matching.max(1);
        usize::try_from(expected).unwrap_or(usize::MAX)
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
            .map(|class| self.db.prepare_cached(&lists::newest_of_class(*class)))
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
        let mut of_other = self.db.prepare_cached(lists::NEWEST_OF_OTHER)?;
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
        let mut of_own = self.db.prepare_cached(lists::NEWEST_OF_OWN)?;
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

/// A set of row numbers: one bit for each that there is.
struct Members(Vec<u64>);

impl Members {
    fn of(rows: &[i64]) -> Self {
        let mut bits = Vec::new();
        for row in rows.iter().filter_map(|row| usize::try_from(*row).ok()) {
            if bits.len() <= row / 64 {
                bits.resize(row / 64 + 1, 0);
            }
            if let Some(word) = bits.get_mut(row / 64) {
                *word |= 1 << (row % 64);
            }
        }
        Self(bits)
    }

    fn has(&self, row: i64) -> bool {
        usize::try_from(row)
            .ok()
            .and_then(|row| self.0.get(row / 64).map(|word| word >> (row % 64) & 1 == 1))
            .unwrap_or_default()
    }
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

#[cfg(test)]
#[path = "search_tests.rs"]
mod tests;
