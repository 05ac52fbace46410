//! What happens around the desk: calls, what is posted of them, and what goes wrong.

use std::{
    collections::{BTreeMap, HashSet},
    sync::Arc,
};

use anyhow::Result;
use jiff::Timestamp;
use kimo_calls::{CallerKey, Hook};
use kimo_history::{DeliverySource, Incoming};
use kimo_pbx::Delivery;
use serde_json::json;
use tokio::runtime::Handle;

use super::{
    calls::Happened,
    clock::Clocks,
    happening::Trouble,
    outcome::Tally,
    said::Said,
    switch::{Switch, Told},
};
use crate::{dice::Dice, simulator::moment};
use kimo_desk::simulated::ProvingDesk;

/// Something that happens at a second.
#[derive(Clone, Debug)]
pub(super) enum Event {
    /// A call begins.
    Runs(usize),
    /// The record of a call is there.
    Listed(usize),
    /// Something is posted of a call.
    Posted(usize, String),
    /// Something goes wrong, or is right again.
    Trouble(Trouble),
}

/// A PBX, and what the desk was given of it.
pub(super) struct Station {
    pub(super) place: usize,
    pub(super) switch: Box<dyn Switch>,
    /// How many seconds its clock is ahead.
    pub(super) ahead: i64,
    pub(super) hook: Hook,
    /// Which key it accepts, and which one the desk has.
    pub(super) keys: (u32, Option<u32>),
    /// When somebody enters the one that it accepts.
    pub(super) enters_at: i64,
    /// How many of our numbers are entered.
    pub(super) numbers: usize,
    /// Its interface is out of order until then.
    pub(super) out_until: i64,
    pub(super) said: Said,
}

/// All that is not the desk.
pub(super) struct World {
    pub(super) clocks: Clocks,
    pub(super) stations: Vec<Station>,
    pub(super) calls: Vec<Happened>,
    pub(super) events: BTreeMap<(i64, u64), Event>,
    pub(super) desk: Option<Arc<ProvingDesk>>,
    /// From when on the clock on the wall was how far ahead.
    pub(super) set: Vec<(i64, i64)>,
    /// Whether the desk can be reached, and whether it reaches anybody.
    pub(super) is_reached: bool,
    pub(super) is_online: bool,
    /// The computer slept until then.
    pub(super) asleep_until: i64,
    /// The desk is to end, and be started again then.
    pub(super) down_until: Option<i64>,
    pub(super) starts_at: i64,
    /// Of whom something was posted that the desk took.
    pub(super) heard: HashSet<usize>,
    /// Who was forgotten, and when.
    pub(super) forgotten: BTreeMap<(usize, u32), i64>,
    pub(super) retention_days: Option<u32>,
    /// When the desk did not run or slept, by its clock then; true for sleep.
    pub(super) absences: Vec<(Timestamp, Timestamp, bool)>,
    pub(super) is_calm: bool,
    pub(super) broken: Option<String>,
    pub(super) dice: Dice,
    pub(super) tally: Tally,
}

impl World {
    pub(super) fn at(&mut self, second: i64, event: Event) {
        let place = self.events.len() as u64 + self.tally.events;
        self.tally.events += 1;
        self.events.insert((second, place), event);
    }

    /// Has everything happen that is due. Not for async code.
    pub(super) fn catch_up(&mut self, runtime: &Handle) {
        while self.broken.is_none()
            && let Some(first) = self.events.first_entry()
            && first.key().0 <= self.clocks.second()
        {
            let second = first.key().0;
            let event = first.remove();
            if let Err(error) = self.take(event, second, runtime) {
                self.broken = Some(format!("the parts do not do their work: {error:#}"));
            }
        }
        if let Err(error) = self.look_at_what_is_said() {
            self.broken = Some(format!("{error:#}"));
        }
    }

    fn take(&mut self, event: Event, second: i64, runtime: &Handle) -> Result<()> {
        match event {
            Event::Runs(nth) => {
                let station = &self.stations[self.calls[nth].switch];
                station.switch.runs(&station.told(&self.calls[nth]));
            }
            Event::Listed(nth) => {
                let call = &mut self.calls[nth];
                // Brought forward, it may have been already.
                call.listed = call.listed.min(second);
                let call = &self.calls[nth];
                let station = &self.stations[call.switch];
                station.switch.record(&station.told(call));
            }
            Event::Posted(nth, body) => self.post(nth, body, second, runtime)?,
            Event::Trouble(trouble) => self.befall(trouble, runtime)?,
        }
        Ok(())
    }

    /// What is posted to nobody is lost.
    fn post(&mut self, nth: usize, body: String, second: i64, runtime: &Handle) -> Result<()> {
        let call = &self.calls[nth];
        let is_heard = self.is_reached && self.is_online && second >= self.asleep_until;
        let person = call.other.map(|other| (call.switch, other));
        let is_forgotten = person.is_some_and(|person| self.forgotten.contains_key(&person));
        let Some(desk) = self.desk.clone().filter(|_| is_heard && !is_forgotten) else {
            self.tally.lost += 1;
            return Ok(());
        };
        let hook = &self.stations[call.switch].hook;
        let received_at = moment(second + self.clocks.ahead());
        let delivery = Delivery::to(hook, None, body.as_bytes(), received_at);
        let incoming = Incoming {
            source: DeliverySource::Hook,
            reading: kimo_pbx::read(&delivery, &hook.meaning),
            hook: hook.clone(),
            content_type: None,
            body: body.clone().into_bytes(),
            received_at,
        };
        runtime.block_on(desk.writer()?.keep_all(vec![incoming]))?;
        self.heard.insert(nth);
        self.tally.heard += 1;
        Ok(())
    }

    /// One more of our numbers is entered, of which nothing was asked before.
    pub(super) fn add_number(&mut self, runtime: &Handle) -> Result<()> {
        let Some(desk) = self.desk.clone() else {
            return Ok(());
        };
        for station in &mut self.stations {
            if station.numbers as u32 >= station.switch.lines() {
                continue;
            }
            station.numbers += 1;
            station.said.forget_proof();
            let settings: BTreeMap<_, _> = station
                .switch
                .settings(station.numbers)
                .into_iter()
                .collect();
            let hook = &station.hook;
            let change = json!({"id": hook.id.0, "name": hook.name, "settings": settings,
                "region": hook.meaning.region.to_string(), "basic": "keep"});
            runtime.block_on(desk.desk().ask("update_hook", change))?;
            let hooks = desk.reader().hooks()?;
            let hook = hooks.into_iter().map(|known| known.hook);
            let hook = hook.into_iter().find(|hook| hook.id == station.hook.id);
            station.hook = hook.unwrap_or_else(|| station.hook.clone());
            self.tally.numbers += 1;
        }
        Ok(())
    }

    /// Somebody wants to be forgotten, who has not called for a while and does not call any more.
    pub(super) fn forget(&mut self, runtime: &Handle) -> Result<()> {
        let now = self.clocks.second();
        let Some(desk) = self.desk.clone() else {
            return Ok(());
        };
        let (switch, other) = (self.dice.throw(4) as usize, self.dice.throw(12));
        let theirs = |call: &Happened| (call.switch, call.other) == (switch, Some(other));
        let is_busy = |call: &Happened| theirs(call) && call.began > now - 900;
        if self.clocks.ahead() != 0 || self.calls.iter().any(is_busy) {
            return Ok(());
        }
        let station = &self.stations[switch];
        let key = format!("+{}", station.switch.number(other));
        let key = CallerKey::from(key.as_str());
        runtime.block_on(desk.writer()?.forget_person(key, self.clocks.wall()))?;
        self.forgotten.insert((switch, other), now);
        self.tally.forgotten += 1;
        Ok(())
    }

    /// The record of a call that is over is there at once: a list grows while it is read.
    pub(super) fn list_one_early(&mut self) {
        let now = self.clocks.second();
        let is_one = |event: &Event| match event {
            Event::Listed(nth) => self.calls[*nth].ended <= now,
            _ => false,
        };
        let found = self.events.iter().find(|(_, event)| is_one(event));
        if let Some((key, event)) = found.map(|(key, event)| (*key, event.clone())) {
            self.events.remove(&key);
            self.events.insert((now, key.1), event);
        }
    }
}

impl Station {
    /// It accepts another key from now on, which is entered some time later.
    pub(super) fn change_key(&mut self, enters_at: i64) {
        self.keys.0 += 1;
        self.switch.accepts(&self.switch.key(self.keys.0));
        self.enters_at = enters_at;
    }

    pub(super) fn told<'a>(&self, call: &'a Happened) -> Told<'a> {
        let number = |other| self.switch.number(other);
        Told {
            call,
            began: moment(call.began + self.ahead),
            id: self.switch.id(call),
            other: call.other.map_or_else(|| "anonymous".to_owned(), number),
        }
    }
}
