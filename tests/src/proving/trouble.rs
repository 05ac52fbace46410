//! What goes wrong.

use anyhow::Result;
use tokio::runtime::Handle;

use super::{
    happening::Trouble,
    world::{Event, World},
};
use crate::{dice::Dice, interfaces::Fault};

/// What goes wrong on a day that begins at that second.
pub(super) fn of_day(begins: i64, stations: usize, dice: &mut Dice) -> Vec<(i64, Trouble)> {
    let mut all = Vec::new();
    let at = |dice: &mut Dice| begins + i64::from(dice.throw(13 * 3600));
    let lasts = |dice: &mut Dice| i64::from(dice.pick(&[90, 600, 1800, 4000, 9000]));
    for _ in 0..dice.throw(3) {
        let lasts = i64::from(dice.pick(&[1, 20, 300, 3600, 12_000]));
        all.push((at(dice), Trouble::Down(lasts, dice.percent(50))));
    }
    for _ in 0..dice.throw(3) {
        let lasts = i64::from(dice.pick(&[4, 60, 900, 3600, 12_000]));
        all.push((at(dice), Trouble::Sleeps(lasts)));
    }
    let both = |all: &mut Vec<_>, percent, dice: &mut Dice, was: Trouble, is: Trouble| {
        if dice.percent(percent) {
            let from = at(dice);
            all.extend([(from, was), (from + lasts(dice), is)]);
        }
    };
    both(
        &mut all,
        50,
        dice,
        Trouble::Reached(false),
        Trouble::Reached(true),
    );
    both(
        &mut all,
        40,
        dice,
        Trouble::Online(false),
        Trouble::Online(true),
    );
    let ahead = dice.pick(&[
        -86_400, -7200, -400, -40, 40, 400, 7200, 86_400, 864_000, 86_400_000,
    ]);
    both(&mut all, 35, dice, Trouble::Clock(ahead), Trouble::Clock(0));
    if dice.percent(30) {
        all.push((at(dice), Trouble::Key(dice.throw(stations as u32) as usize)));
    }
    if dice.percent(30) {
        all.push((at(dice), Trouble::Number));
    }
    if dice.percent(30) {
        all.push((at(dice), Trouble::Forget));
    }
    if dice.percent(40) {
        let (from, place) = (at(dice), dice.throw(stations as u32) as usize);
        all.push((from, Trouble::Out(place, from + lasts(dice))));
    }
    all.push((begins + CALM_AFTER, Trouble::Calm(true)));
    all.push((begins + DAY - 1, Trouble::Calm(false)));
    // By night it does not run, or it does.
    if dice.percent(70) {
        all.push((
            begins + CALM_AFTER + 5 * 3600,
            Trouble::Down(5 * 3600, true),
        ));
    }
    all
}

pub(super) const DAY: i64 = 86_400;
/// Nothing goes wrong so late on a day.
pub(super) const CALM_AFTER: i64 = 13 * 3600 + 1800;

/// What goes wrong with a question about records, now and then.
pub(super) fn fault(dice: &mut Dice) -> Option<Fault> {
    let seconds = |dice: &mut Dice, most| std::time::Duration::from_secs(dice.throw(most).into());
    Some(match dice.throw(60) {
        0 => Fault::Status(dice.pick(&[500, 502, 503, 504])),
        1 => Fault::TooOften(None),
        2 => Fault::TooOften(Some(dice.within(1, 150))),
        3 => Fault::Cut,
        4 => Fault::Shape,
        5..=9 => Fault::Slow(seconds(dice, 29)),
        10 => Fault::Slow(seconds(dice, 90)),
        _ => return None,
    })
}

impl World {
    pub(super) fn befall(&mut self, trouble: Trouble, runtime: &Handle) -> Result<()> {
        self.tally.befell(trouble);
        match trouble {
            Trouble::Down(lasts, in_order) => {
                if let Some(desk) = self.desk.clone().filter(|_| self.down_until.is_none()) {
                    self.look(runtime);
                    if in_order {
                        runtime.block_on(desk.writer()?.note_alive(self.clocks.wall()))?;
                    }
                    self.down_until = Some(self.clocks.second() + lasts);
                }
            }
            Trouble::Sleeps(lasts) => {
                self.look(runtime);
                let from = self.clocks.wall();
                self.clocks.sleep(lasts);
                self.asleep_until = self.clocks.second();
                if self.desk.is_some() && self.down_until.is_none() && lasts > 5 {
                    self.absences.push((from, self.clocks.wall(), true));
                }
                self.look(runtime);
            }
            Trouble::Reached(is_reached) => {
                self.is_reached = is_reached || self.is_calm;
                self.look(runtime);
            }
            Trouble::Online(is_online) => {
                self.is_online = is_online || self.is_calm;
                self.look(runtime);
            }
            Trouble::Clock(ahead) => {
                self.set_clock(if self.is_calm { 0 } else { ahead }, runtime);
            }
            Trouble::Key(place) => {
                let enters_at = self.clocks.second() + i64::from(self.dice.within(60, 9000));
                self.stations[place].change_key(enters_at);
            }
            Trouble::Number => self.add_number(runtime)?,
            Trouble::Forget => self.forget(runtime)?,
            Trouble::Out(place, until) => self.stations[place].out_until = until,
            Trouble::Calm(is_calm) => self.calm(is_calm, runtime),
        }
        Ok(())
    }

    /// Something happens just while records are read.
    pub(super) fn something_happens(&mut self, runtime: &Handle) {
        if self.is_calm {
            return;
        }
        if self.dice.percent(10) {
            self.list_one_early();
        }
        let lasts = i64::from(self.dice.within(1, 4000));
        let trouble = match self.dice.throw(600) {
            0 => Trouble::Down(lasts, false),
            1 => Trouble::Sleeps(lasts),
            2 => Trouble::Number,
            3 => Trouble::Clock(self.dice.pick(&[-3600, -60, 60, 3600, 200_000])),
            4 => Trouble::Key(self.dice.throw(4) as usize),
            5 => Trouble::Forget,
            _ => return,
        };
        if let Trouble::Clock(_) = trouble {
            let right = self.clocks.second() + lasts;
            self.at(right, Event::Trouble(Trouble::Clock(0)));
        }
        if let Err(error) = self.befall(trouble, runtime) {
            self.broken = Some(format!("{trouble:?}: {error:#}"));
        }
    }

    fn calm(&mut self, is_calm: bool, runtime: &Handle) {
        self.is_calm = is_calm;
        if is_calm {
            self.set_clock(0, runtime);
            self.starts_at = 0;
            self.down_until = self.down_until.map(|_| self.clocks.second());
            (self.is_reached, self.is_online) = (true, true);
            for station in &mut self.stations {
                station.out_until = 0;
                station.enters_at = 0;
            }
            self.look(runtime);
        }
    }

    fn set_clock(&mut self, ahead: i64, runtime: &Handle) {
        self.look(runtime);
        self.clocks.set_ahead(ahead);
        self.set.push((self.clocks.second(), ahead));
        self.look(runtime);
    }

    /// The desk looks whether it hears.
    pub(super) fn look(&self, runtime: &Handle) {
        if let Some(desk) = &self.desk {
            let is_reached = self.is_reached && self.is_online;
            runtime.block_on(desk.look(self.clocks.tick(), is_reached));
        }
    }
}
