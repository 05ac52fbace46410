//! Whether what is said to be complete is, at any moment.

use anyhow::{Result, ensure};
use kimo_calls::CallId;
use kimo_history::Proof;

use super::{
    calls::Happened,
    world::{Station, World},
};
use crate::simulator::moment;

/// A record is waited for so long at least, in seconds.
const WAITS: i64 = 300;
/// And so much longer than the longest was seen to take.
const AND_MORE: i64 = 60;
/// Longer than that is not waited for, however late one was.
const LONGEST_WAIT: i64 = 3600;

impl World {
    /// Holds what is said to be complete against what happened. Not for async code.
    pub(super) fn look_at_what_is_said(&mut self) -> Result<()> {
        let Some(desk) = self.desk.clone() else {
            return Ok(());
        };
        let reader = desk.reader();
        let proofs = reader.proofs()?;
        let now = self.clocks.second();
        for place in 0..self.stations.len() {
            let station = &mut self.stations[place];
            let Some(proof) = proofs.iter().find(|proof| proof.hook == station.hook.id) else {
                station.said.forget_proof();
                station.said.latest_come = 0;
                continue;
            };
            station.hears_of(proof, now)?;
            let Some(until) = proof.complete_until else {
                station.said.forget_proof();
                continue;
            };
            self.tally.looks += 1;
            let believed = WAITS.max(proof.settles + AND_MORE);
            let read_at = self.stations[place].said.read_at.unwrap_or_default();
            for nth in 0..self.calls.len() {
                let (call, station) = (&self.calls[nth], &self.stations[place]);
                let is_said = call.switch == place
                    && moment(call.ended + station.ahead) <= until
                    && !station.said.found.contains(&nth)
                    && self.counts(call, now);
                if !is_said {
                    continue;
                }
                let (id, late) = (station.call_id(call)?, call.late());
                let is_there = reader.call(&id)?.is_some();
                let station = &mut self.stations[place];
                if is_there {
                    station.said.found.insert(nth);
                    if station.said.too_late.contains(&nth) {
                        let waited_for = late.min(LONGEST_WAIT);
                        station.said.latest_come = station.said.latest_come.max(waited_for);
                    }
                    self.tally.found += 1;
                    continue;
                }
                let is_unread = call.listed >= read_at;
                let is_later = late > believed.max(station.said.latest_come);
                ensure!(
                    is_unread && (is_later || station.said.too_late.contains(&nth)),
                    "{} is said to be complete until {until}, read at {} with {believed} s to wait, \
                     and {id} is not there: {call:?}, {} ahead, and {} s were seen",
                    station.switch.host(),
                    moment(read_at),
                    station.ahead,
                    station.said.latest_come
                );
                if station.said.too_late.insert(nth) {
                    self.tally.too_late += 1;
                }
            }
        }
        Ok(())
    }

    /// Whether a call is to be in the history once its record is there: of a number that is asked for,
    /// not too old by any clock since, and of nobody who was forgotten.
    pub(super) fn counts(&self, call: &Happened, now: i64) -> bool {
        let is_forgotten = call
            .other
            .is_some_and(|other| self.forgotten.contains_key(&(call.switch, other)));
        let kept = self.retention_days.map(|days| 86_400 * i64::from(days));
        // What a clock that is ahead makes too old is deleted too, a day's share in a day; and so is what
        // was kept while it was behind.
        let clocks = || self.clocks_since(call.began);
        let ahead = clocks().max().unwrap_or_default().max(0);
        let behind = clocks().min().unwrap_or_default().min(0);
        let is_old = kept.is_some_and(|kept| call.began + behind < now + ahead - kept);
        call.line < self.stations[call.switch].numbers && !is_forgotten && !is_old
    }

    /// By how many seconds the clock on the wall has been ahead since then. In a second in which it was
    /// set, by both.
    pub(super) fn clocks_since(&self, then: i64) -> impl Iterator<Item = i64> {
        let later = self.set.iter().filter(move |(at, _)| *at >= then);
        let before = self.set.iter().rev().find(|(at, _)| *at < then);
        later.chain(before).map(|(_, ahead)| *ahead)
    }
}

impl Station {
    /// Nothing is said of the future, nor of what was not read.
    fn hears_of(&mut self, proof: &Proof, now: i64) -> Result<()> {
        let said = &mut self.said;
        // Several may have been read in one moment, in which no time passes.
        let (looked_at, until) = said.seen;
        said.seen = (proof.looked_at, proof.complete_until);
        if proof.looked_at != looked_at || proof.complete_until > until {
            said.read_at = Some(said.first_page);
        }
        let Some(until) = proof.complete_until else {
            return Ok(());
        };
        let read_at = said.read_at.unwrap_or_default();
        ensure!(
            until <= moment(now + self.ahead),
            "{} is said to be complete until {until}, which is yet to come",
            self.switch.host()
        );
        ensure!(
            until <= moment(read_at + self.ahead - WAITS)
                || said.latest.is_some_and(|at| until <= at),
            "{} is said to be complete until {until}, and was read at {}",
            self.switch.host(),
            moment(read_at + self.ahead)
        );
        said.latest = said.latest.max(Some(until));
        said.since.get_or_insert(now);
        Ok(())
    }

    pub(super) fn call_id(&self, call: &Happened) -> Result<CallId> {
        let id = self.switch.id(call);
        Ok(CallId {
            pbx: self.hook.pbx,
            account: self.hook.account.clone(),
            pbx_call_id: id,
        })
    }
}
