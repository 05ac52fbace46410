//! What must hold at the end of a day, when the records were read in peace.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use anyhow::{Context, Result, ensure};
use jiff::{SignedDuration, Timestamp};
use kimo_calls::{Call, CallId, Direction, Status};
use kimo_history::{CallQuery, Gap, GapCause, OpenCaller, Reader};

use super::{
    calls::{Happened, Kind},
    world::{Station, World},
};
use crate::simulator::moment;

const ALL: usize = 10_000;
/// By so many seconds clocks differ, but for those that are set wrong.
const NEAR: i64 = 200;

impl World {
    /// Call for call what happened, the missed, and the gaps.
    pub(super) fn is_whole(&mut self) -> Result<()> {
        let desk = self.desk.clone().context("the desk does not run")?;
        let reader = desk.reader();
        self.has_every_call(&reader)?;
        self.has_the_missed(&reader)?;
        self.has_the_gaps(&reader)
    }

    fn has_every_call(&mut self, reader: &Reader) -> Result<()> {
        let now = self.clocks.second();
        let mut there: HashMap<CallId, Call> = HashMap::new();
        let mut query = CallQuery {
            limit: 1000,
            ..CallQuery::default()
        };
        loop {
            let page = reader.calls(&query)?;
            there.extend(page.calls.into_iter().map(|call| (call.id.clone(), call)));
            if page.next.is_none() {
                break;
            }
            query.before = page.next;
        }
        for call in &self.calls {
            let is_over = call.ended <= now;
            let station = &self.stations[call.switch];
            let found = there.remove(&station.call_id(call)?);
            let counts = self.counts(call, now);
            let is_forgotten = call
                .other
                .is_some_and(|other| self.forgotten.contains_key(&(call.switch, other)));
            ensure!(
                !(found.is_some() && (is_forgotten || call.began > now)),
                "it is there of somebody who was forgotten, or before it happened: {call:?}"
            );
            if !counts || !is_over {
                continue;
            }
            let found = found.with_context(|| format!("it is not there: {call:?}"))?;
            let began = moment(call.began + station.ahead);
            let ended = moment(call.ended + station.ahead);
            let direction = match call.is_outbound() {
                true => Direction::Outbound,
                false => Direction::Inbound,
            };
            let is = (found.missed, found.status, found.direction);
            let was = (call.kind == Kind::Missed, Status::Ended, direction);
            ensure!(
                is == was,
                "{found:?} is not what happened: {call:?}, {was:?}"
            );
            let behind = self.behind(call);
            let is_then = |is: Timestamp, was: Timestamp| {
                is.duration_since(was).abs() <= SignedDuration::from_secs(behind)
            };
            ensure!(
                is_then(found.started_at, began),
                "{found:?} began at {began}"
            );
            let tells_ends = station.switch.tells_ends();
            let at_end = found.ended_at.is_some_and(|at| is_then(at, ended));
            ensure!(!tells_ends || at_end, "{found:?} ended at {ended}");
            self.tally.compared += 1;
        }
        ensure!(there.is_empty(), "these never happened: {there:?}");
        Ok(())
    }

    /// By how many seconds the clock on the wall may have been behind the PBX's while something was heard
    /// of a call: nothing is taken to have happened after that.
    fn behind(&self, call: &Happened) -> i64 {
        let ahead = self.stations[call.switch].ahead;
        let behind = self.clocks_since(call.began).map(|clock| ahead - clock);
        match behind.max().unwrap_or_default().max(0) {
            // What is ahead by so much is taken to be told in another zone.
            behind @ 3600.. => behind + 3 * 3600,
            behind => behind,
        }
    }

    /// By what happened alone.
    fn has_the_missed(&mut self, reader: &Reader) -> Result<()> {
        let are_all_known = self
            .stations
            .iter()
            .all(|station| station.numbers as u32 == station.switch.lines());
        if self.retention_days.is_some() || !are_all_known {
            return Ok(());
        }
        let now = self.clocks.second();
        let mut waiting: BTreeMap<(usize, Option<u32>), Vec<i64>> = BTreeMap::new();
        let mut calls: Vec<&Happened> = self.calls.iter().collect();
        calls.retain(|call| call.ended <= now && self.counts(call, now));
        calls.sort_by_key(|call| {
            (
                call.began + self.stations[call.switch].ahead,
                call.is_answered(),
            )
        });
        let (mut unclear, mut last) = (BTreeSet::new(), BTreeMap::new());
        let mut board: BTreeMap<String, (u32, Timestamp)> = BTreeMap::new();
        for call in calls {
            let who = (call.switch, call.other);
            // Of two calls at once it may not be clear which was the first.
            let before = last.insert(who, call.began);
            let at_once = before.is_some_and(|before| call.began - before <= NEAR);
            if self.behind(call) > NEAR || at_once {
                unclear.insert(key(&self.stations[call.switch], call.other));
            }
            match (call.kind, call.other) {
                (Kind::Missed, _) => waiting.entry(who).or_default().push(call.began),
                (Kind::GotThrough | Kind::CalledBack, Some(_)) => {
                    waiting.remove(&who);
                }
                _ => {}
            }
        }
        for ((switch, other), began) in waiting {
            let station = &self.stations[switch];
            let key = key(station, other);
            let last = began.iter().max().copied().unwrap_or_default();
            let row = board.entry(key).or_insert((0, Timestamp::MIN));
            *row = (
                row.0 + began.len() as u32,
                row.1.max(moment(last + station.ahead)),
            );
        }
        let row = |open: &OpenCaller| {
            let key = match open.caller.is_hidden() {
                true => String::new(),
                false => open.key.as_str().to_owned(),
            };
            (key, (open.count, open.last_at))
        };
        let open = reader.open_missed(ALL)?;
        let is: BTreeMap<_, _> = open.iter().chain(&reader.open_hidden()?).map(row).collect();
        let is_as = |(is, at): &(u32, Timestamp), (was, then): &(u32, Timestamp)| {
            is == was && at.duration_since(*then).abs() <= SignedDuration::from_secs(NEAR)
        };
        let is_right = |key: &String, row| board.get(key).is_some_and(|was| is_as(row, was));
        let clear = |key: &String| !unclear.contains(key);
        let differ = is
            .iter()
            .filter(|(key, row)| clear(key) && !is_right(key, row));
        let differ: Vec<_> = differ
            .map(|(key, row)| (key, row, board.get(key)))
            .collect();
        let lack: Vec<_> = board
            .iter()
            .filter(|(key, _)| clear(key) && !is.contains_key(*key))
            .collect();
        ensure!(
            differ.is_empty() && lack.is_empty(),
            "missed, is and should be: {differ:?}; should be as well: {lack:?}"
        );
        self.tally.rows += is.len() as u64;
        Ok(())
    }

    /// What was proved closes its gaps and no others; when the desk did not hear is among them, and so
    /// is every call that was brought in since.
    fn has_the_gaps(&mut self, reader: &Reader) -> Result<()> {
        let gaps = reader.gaps(ALL)?;
        self.tally.gaps += gaps.len() as u64;
        for station in &self.stations {
            let of_hook = |gap: &&Gap| gap.hook == station.hook.id;
            let (Some(latest), Some(since)) = (station.said.latest, station.said.since) else {
                continue;
            };
            let mut proofs = reader.proofs()?.into_iter();
            let proof = proofs.find(|proof| proof.hook == station.hook.id);
            let until = proof.and_then(|proof| proof.complete_until);
            for gap in gaps.iter().filter(of_hook) {
                let to = gap.to.context("a gap lasts though nothing is wrong")?;
                ensure!(
                    gap.closed_at.is_none() || to <= latest,
                    "closed, though only {latest} was said: {gap:?}"
                );
                let is_proved = until.is_some_and(|until| to <= until);
                let is_after = gap.from >= moment(since + station.ahead.max(0));
                ensure!(
                    gap.closed_at.is_some() || !is_proved || !is_after,
                    "still open, and proved until {until:?}: {gap:?}"
                );
            }
            for (from, to, is_sleep) in &self.absences {
                let why = if *is_sleep {
                    GapCause::Asleep
                } else {
                    GapCause::Off
                };
                let second = SignedDuration::from_secs(2);
                let covers = |gap: &Gap| {
                    gap.why == why
                        && gap.from <= *from + second
                        && gap.to.is_some_and(|end| end + second >= *to)
                };
                ensure!(
                    gaps.iter().filter(of_hook).any(covers),
                    "in no gap: {why:?} from {from} to {to}"
                );
            }
            let brought_in = |call: &&Happened| {
                let is_of = call.switch == station.place && call.listed > since;
                is_of && !self.heard.contains(&call.nth) && self.counts(call, self.clocks.second())
            };
            for call in self.calls.iter().filter(brought_in) {
                let behind = self.behind(call).min(NEAR);
                let began = moment(call.began + station.ahead - behind);
                let ended = moment(call.ended + station.ahead);
                let covers = |gap: &Gap| {
                    gap.from <= ended && gap.to.is_none_or(|to| to >= began) && gap.brought_in > 0
                };
                let is_over = call.ended <= self.clocks.second();
                ensure!(
                    !is_over || self.behind(call) > NEAR || gaps.iter().filter(of_hook).any(covers),
                    "brought in, and in no gap: {call:?}"
                );
            }
        }
        Ok(())
    }
}

/// What a row of the missed is known by; nothing for those who withhold their number.
fn key(station: &Station, other: Option<u32>) -> String {
    let number = |other| format!("+{}", station.switch.number(other));
    other.map(number).unwrap_or_default()
}
