//! Living through days by a seed.

use std::{
    collections::{BTreeMap, HashSet},
    sync::Arc,
    time::Duration,
};

use anyhow::{Context, Result};
use jiff::Timestamp;
use kimo_desk::simulated::ProvingDesk;
use kimo_history::{History, NewHook, SettingsChange};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::{
    calls::Happened,
    clock::Clocks,
    network::Shared,
    outcome::{Tally, Untrue},
    russian::{Exolve, Telecom},
    said::Said,
    switch::Switch,
    trouble::{self, CALM_AFTER, DAY},
    turkish::{Bulutfon, Verimor},
    world::{Event, Station, World},
};
use crate::dice::Dice;

/// Lives through so many days of an office with four PBXs, with all faults in them, and looks at every
/// step whether what is said to be complete is.
pub fn prove_days(seed: u64, days: i64) -> std::result::Result<Tally, Box<Untrue>> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build();
    let untrue = |second: i64, why: String| Untrue {
        day: second / DAY + 1,
        second: second % DAY,
        why,
    };
    let runtime = runtime.map_err(|error| untrue(0, error.to_string()))?;
    runtime.block_on(async {
        let begun = Life::begin(seed, days).await;
        let mut life = begun.map_err(|error| untrue(0, format!("{error:#}")))?;
        let lived = life.live().await;
        let now = life.clocks.second();
        let mut world = life.shared.world();
        world.desk = None;
        let broken = world.broken.take();
        match lived.err().map(|error| format!("{error:#}")).or(broken) {
            Some(why) => Err(Box::new(untrue(now, why))),
            None => Ok(std::mem::take(&mut world.tally)),
        }
    })
}

struct Life {
    shared: Shared,
    clocks: Clocks,
    dir: TempDir,
    days: i64,
    /// When it was ended last.
    ended_at: Option<(i64, Timestamp)>,
    next_round: i64,
    next_upkeep: i64,
}

/// So often the desk looks whether it hears, in seconds.
const LOOKS: i64 = 300;

impl Life {
    async fn begin(seed: u64, days: i64) -> Result<Self> {
        let dir = directory()?;
        let clocks = Clocks::new();
        let mut dice = Dice::apart(seed, 21);
        let history = History::open(dir.path())?.history;
        let writer = history.writer(|_| {})?;
        let retention_days = dice.percent(20).then_some(3);
        let change = SettingsChange {
            retention_days: Some(retention_days),
            ..SettingsChange::default()
        };
        writer.change_settings(change).await?;
        let mut stations = Vec::new();
        for place in 0..4 {
            let ahead = i64::from(dice.pick(&[0, 0, 1, -2, 30, -30, 170, -170]));
            let at_once = dice.within(5, 30) as usize;
            let teller = clocks.clone();
            let clock = move || teller.by(ahead);
            let switch: Box<dyn Switch> = match place {
                0 => Box::new(Verimor::new(at_once, clock)),
                1 => Box::new(Bulutfon::new(at_once, clock)),
                2 => Box::new(Telecom::new(clock)),
                _ => Box::new(Exolve::new(at_once, clock)),
            };
            let (pbx, account) = switch.hook();
            let pbx = kimo_pbx::named(pbx)?.id();
            let mut meaning = kimo_pbx::meaning_of(pbx);
            let settings = switch.settings(1).into_iter();
            meaning.settings = settings
                .map(|(name, value)| (name.to_owned(), value))
                .collect();
            let new = NewHook {
                pbx,
                account: account.parse()?,
                name: kimo_pbx::title(pbx),
                basic_user: None,
                meaning,
            };
            let mut station = Station {
                place,
                switch,
                ahead,
                hook: writer.add_hook(new).await?,
                keys: (0, None),
                enters_at: i64::from(dice.within(60, 7200)),
                numbers: 1,
                out_until: 0,
                said: Said::default(),
            };
            station.change_key(station.enters_at);
            stations.push(station);
        }
        drop(writer);
        let mut world = World {
            clocks: clocks.clone(),
            stations,
            calls: Vec::new(),
            events: BTreeMap::new(),
            desk: None,
            set: vec![(0, 0)],
            is_reached: true,
            is_online: true,
            asleep_until: 0,
            down_until: None,
            starts_at: 0,
            heard: HashSet::new(),
            forgotten: BTreeMap::new(),
            retention_days,
            absences: Vec::new(),
            is_calm: false,
            broken: None,
            dice: Dice::apart(seed, 22),
            tally: Tally::default(),
        };
        for day in 0..days {
            world.plan(day, &mut Dice::apart(seed, 1000 + day as u64));
        }
        Ok(Self {
            shared: Shared::new(world),
            clocks,
            dir,
            days,
            ended_at: None,
            next_round: 0,
            next_upkeep: 3600,
        })
    }

    async fn live(&mut self) -> Result<()> {
        let mut day_ends = CALM_AFTER + 600;
        while day_ends < self.days * DAY {
            while self.clocks.second() < day_ends {
                self.step(day_ends).await?;
                if self.shared.world().broken.is_some() {
                    return Ok(());
                }
            }
            self.read_in_peace().await?;
            let whole = self.shared.meanwhile(|world, _| world.is_whole());
            whole.await.context("at the end of the day")?;
            self.shared.world().tally.days += 1;
            day_ends += DAY;
        }
        Ok(())
    }

    /// Lets time pass until something is to be done, and does it.
    async fn step(&mut self, until: i64) -> Result<()> {
        let now = self.clocks.second();
        let (first, is_up, starts_at) = {
            let world = self.shared.world();
            let first = world.events.keys().next().map_or(until, |key| key.0);
            (first, world.desk.is_some(), world.starts_at)
        };
        let next = match is_up {
            true => first.min(self.next_round).min(now - now % LOOKS + LOOKS),
            false => first.min(starts_at),
        };
        self.clocks.pass_to(next.min(until)).await;
        let caught_up = self.shared.meanwhile(|world, runtime| {
            world.catch_up(runtime);
            world.look(runtime);
        });
        caught_up.await;
        self.ends_or_starts().await?;
        let desk = self.shared.world().desk.clone();
        let Some(desk) = desk else {
            return Ok(());
        };
        self.enter_keys(&desk).await?;
        if self.clocks.second() >= self.next_round || desk.is_asked().await {
            self.round(&desk).await;
        }
        if self.clocks.second() >= self.next_upkeep {
            self.next_upkeep = self.clocks.second() + 3600;
            desk.writer()?.keep_up(self.clocks.wall()).await?;
        }
        drop(desk);
        self.ends_or_starts().await
    }

    async fn ends_or_starts(&mut self) -> Result<()> {
        let now = self.clocks.second();
        let down_until = self.shared.world().down_until;
        if let Some(until) = down_until {
            let mut world = self.shared.world();
            world.desk = None;
            world.down_until = None;
            world.starts_at = until;
            self.ended_at = Some((now, self.clocks.wall()));
        }
        let is_due = {
            let world = self.shared.world();
            world.desk.is_none() && self.clocks.second() >= world.starts_at
        };
        if is_due {
            let (clocks, shared) = (self.clocks.clone(), self.shared.clone());
            let bring = move |request| shared.bring(request);
            let wall = move || clocks.wall();
            let tick = self.clocks.tick();
            let desk = ProvingDesk::open(self.dir.path(), wall, bring, tick).await?;
            let mut world = self.shared.world();
            world.desk = Some(Arc::new(desk));
            if let Some((second, from)) = self.ended_at.take() {
                let was_set = world.set.iter().any(|(at, _)| *at >= second);
                if !was_set && now - second > 10 {
                    world.absences.push((from, self.clocks.wall(), false));
                }
            }
            self.next_round = self.clocks.second();
        }
        Ok(())
    }

    /// Somebody enters the key that is accepted, where the desk has another.
    async fn enter_keys(&self, desk: &Arc<ProvingDesk>) -> Result<()> {
        for place in 0..4 {
            let wanted = {
                let world = self.shared.world();
                let station = &world.stations[place];
                let is_due = world.clocks.second() >= station.enters_at;
                let (is, has) = station.keys;
                let key = json!({"hook": station.hook.id.0, "key": station.switch.key(is)});
                (is_due && has != Some(is)).then_some((is, key))
            };
            let Some((nth, key)) = wanted else {
                continue;
            };
            let asked = desk.desk().ask("use_key", key);
            let checked = tokio::select! {
                biased;
                () = self.shared.killed.notified() => return Ok(()),
                checked = asked => checked?,
            };
            let mut world = self.shared.world();
            match checked["works"] == Value::Bool(true) {
                true => world.stations[place].keys.1 = Some(nth),
                false => world.stations[place].enters_at = world.clocks.second() + 600,
            }
        }
        Ok(())
    }

    async fn round(&mut self, desk: &Arc<ProvingDesk>) {
        self.shared.world().tally.rounds += 1;
        let next = tokio::select! {
            biased;
            () = self.shared.killed.notified() => Duration::ZERO,
            next = desk.round() => next,
        };
        self.next_round = self.clocks.second() + next.as_secs() as i64;
        let caught_up = self.shared.meanwhile(World::catch_up);
        caught_up.await;
    }

    /// The records are read, while everything is as it should be.
    async fn read_in_peace(&mut self) -> Result<()> {
        let begun = self.clocks.second();
        for _ in 0..40 {
            self.step(self.clocks.second() + 120).await?;
            if self.shared.world().broken.is_some() {
                return Ok(());
            }
            let is_read = |station: &Station| station.said.read_at.is_some_and(|at| at >= begun);
            if self.shared.world().stations.iter().all(is_read) {
                return Ok(());
            }
        }
        let world = self.shared.world();
        let desk = world.desk.clone().context("the desk does not run")?;
        anyhow::bail!("not all is read in peace: {:?}", desk.reader().proofs()?)
    }
}

impl World {
    fn plan(&mut self, day: i64, dice: &mut Dice) {
        for place in 0..self.stations.len() {
            for _ in 0..dice.within(4, 30) {
                let nth = self.calls.len();
                let lines = self.stations[place].switch.lines();
                let call = Happened::on(day, nth, place, lines, dice);
                self.tally.calls += 1;
                self.at(call.began, Event::Runs(nth));
                self.at(call.listed, Event::Listed(nth));
                let posts = self.stations[place]
                    .switch
                    .posts(&self.stations[place].told(&call));
                for (second, body) in posts {
                    self.plan_post(&call, i64::from(second), &body, dice);
                }
                self.calls.push(call);
            }
        }
        for (at, trouble) in trouble::of_day(day * DAY, self.stations.len(), dice) {
            self.at(at, Event::Trouble(trouble));
        }
    }

    /// It is lost, late, or repeated.
    fn plan_post(&mut self, call: &Happened, second: i64, body: &str, dice: &mut Dice) {
        if dice.percent(15) {
            self.tally.lost += 1;
            return;
        }
        let late = match dice.throw(10) {
            0 => dice.within(1, 3600),
            _ => dice.throw(3),
        };
        let at = call.began + second + i64::from(late);
        let posted = || Event::Posted(call.nth, body.to_owned());
        self.at(at, posted());
        if dice.percent(5) {
            self.at(at + i64::from(dice.within(1, 600)), posted());
        }
    }
}

/// In memory, if there is such a place.
fn directory() -> Result<TempDir> {
    let dir = tempfile::Builder::new()
        .prefix("kimo-proving-")
        .tempdir_in("/dev/shm");
    dir.or_else(|_| tempfile::tempdir())
        .context("a directory for the history")
}
