//! Living through a plan.

use anyhow::Result;

use super::{
    broken::{Broken, Invariant, Tally},
    checks::{self, Verdict},
    desk::{Desk, says_kept},
    oracle::Oracle,
    plan::{Plan, Post, Step, What},
    twins::{self, Twin},
};
use crate::dice::Dice;

/// How many steps lie between two looks at the whole history, at least.
const SELDOM: usize = 25;
/// So many looks at it at most, for each takes the longer the longer the run has lasted.
const DEEP_LOOKS: usize = 400;

/// Lives through a plan, with all faults in it, and looks at every step whether everything holds.
pub fn live_through(plan: &Plan, seed: u64) -> std::result::Result<Tally, Box<Broken>> {
    let mut life = Life {
        step: 0,
        second: 0,
        tally: Tally {
            runs: 1,
            ..Tally::default()
        },
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let lived = runtime
        .map_err(anyhow::Error::from)
        .and_then(|runtime| runtime.block_on(life.live(plan, seed)));
    let broken = |invariant, why| {
        Box::new(Broken {
            step: life.step,
            second: life.second,
            invariant,
            why,
        })
    };
    match lived {
        Ok(Ok(())) => Ok(life.tally),
        Ok(Err((invariant, why))) => Err(broken(invariant, why)),
        Err(error) => Err(broken(Invariant::Works, format!("{error:#}"))),
    }
}

/// How far a run has come.
struct Life {
    step: usize,
    second: u64,
    tally: Tally,
}

impl Life {
    async fn live(&mut self, plan: &Plan, seed: u64) -> Result<Verdict> {
        let mut desk = Witnessed::new(plan, seed).await?;
        let mut twin = match plan.has_twin {
            true => Some(desk.twin()?),
            false => None,
        };
        let between = SELDOM.max(plan.steps.len() / DEEP_LOOKS);
        for (number, step) in plan.steps.iter().enumerate() {
            (self.step, self.second) = (number, step.at);
            desk.live(plan, step, &mut self.tally).await?;
            if let Some(twin) = &mut twin {
                let spared = Step {
                    at: step.at,
                    what: spared(plan, step),
                };
                twin.live(plan, &spared, &mut Tally::default()).await?;
            }
            let looks_deep = number % between == between - 1;
            let verdict = self.look(&desk, twin.as_ref(), looks_deep)?;
            if verdict.is_err() {
                return Ok(verdict);
            }
        }
        // What rings at the end must not do so for ever.
        self.second += 600;
        desk.pass_to(self.second).await?;
        if let Some(twin) = &mut twin {
            twin.pass_to(self.second).await?;
        }
        let verdict = self.look(&desk, twin.as_ref(), true)?;
        if verdict.is_err() || desk.desk.is_disk_full() {
            return Ok(verdict);
        }
        checks::rebuilt(&desk.desk)
    }

    fn look(&mut self, desk: &Witnessed, twin: Option<&Witnessed>, deep: bool) -> Result<Verdict> {
        self.tally.checks += 1;
        let mut verdict = checks::screen(&desk.desk, &desk.oracle);
        if verdict.is_ok() && deep {
            verdict = checks::history(&desk.desk, &desk.oracle)?;
        }
        let Some(twin) = twin else {
            return Ok(verdict);
        };
        if verdict.is_ok() {
            verdict = twins::screens(desk.seen(), twin.seen());
        }
        if verdict.is_ok() && deep {
            verdict = twins::histories(desk.seen(), twin.seen())?;
        }
        Ok(verdict)
    }
}

/// The step as the twin lives through it: nothing comes from the adversary.
fn spared(plan: &Plan, step: &Step) -> What {
    let is_hostile = |post: &Post| plan.hooks[post.hook].is_hostile;
    match &step.what {
        // It only lets the time pass.
        What::Post(post) if is_hostile(post) => What::FillDisk(false),
        What::Kill {
            at_work_on: Some(post),
            ..
        } if is_hostile(post) => What::Kill {
            at_work_on: None,
            was_written: false,
        },
        what => what.clone(),
    }
}

/// A desk, and who takes down what it must know.
struct Witnessed {
    desk: Desk,
    oracle: Oracle,
}

impl Witnessed {
    async fn new(plan: &Plan, seed: u64) -> Result<Self> {
        Ok(Self {
            desk: Desk::new(plan, Dice::apart(seed, 4)).await?,
            oracle: Oracle::default(),
        })
    }

    fn twin(&self) -> Result<Self> {
        Ok(Self {
            desk: self.desk.twin()?,
            oracle: Oracle::default(),
        })
    }

    fn seen(&self) -> Twin<'_> {
        Twin {
            desk: &self.desk,
            oracle: &self.oracle,
        }
    }

    async fn pass_to(&mut self, second: u64) -> Result<()> {
        self.desk.pass_to(second).await?;
        self.note_given_up();
        Ok(())
    }

    async fn live(&mut self, plan: &Plan, step: &Step, tally: &mut Tally) -> Result<()> {
        self.pass_to(step.at).await?;
        match &step.what {
            What::Post(post) => {
                let is_hostile = plan.hooks[post.hook].is_hostile;
                let status = self.desk.post(post).await?;
                tally.posted += 1;
                tally.hostile += u64::from(is_hostile);
                if says_kept(status) {
                    tally.kept += 1;
                    self.take(plan, post);
                }
            }
            What::Kill {
                at_work_on,
                was_written,
            } => {
                tally.kills += 1;
                let work = at_work_on.as_ref();
                let is_kept = self.desk.kill(work, *was_written).await?;
                if let Some(post) = work.filter(|_| is_kept) {
                    self.take(plan, post);
                }
                self.oracle.started(self.desk.clocks.second());
            }
            What::SetClock(ahead) => {
                tally.clocks += 1;
                self.desk.set_clock(*ahead).await?;
                self.oracle.clock_set();
            }
            What::FillDisk(full) => {
                if *full != self.desk.is_disk_full() {
                    tally.disks += 1;
                    self.desk.fill_disk(*full).await?;
                }
            }
            What::Mark(call, done) => {
                if self.desk.mark(call, *done).await? {
                    let (id, wall) = (self.desk.desk_id.clone(), self.desk.clocks.wall());
                    self.oracle.mark(call, *done, &id, wall);
                }
            }
        }
        self.note_given_up();
        Ok(())
    }

    fn take(&mut self, plan: &Plan, post: &Post) {
        let is_hostile = plan.hooks[post.hook].is_hostile;
        let at = (self.desk.clocks.second(), self.desk.clocks.wall());
        let hook = &self.desk.hooks[post.hook];
        self.oracle.take(post, hook, is_hostile, at);
    }

    fn note_given_up(&mut self) {
        for (call, at) in self.desk.gave_up.drain(..) {
            self.oracle.give_up(&call, at);
        }
    }
}
