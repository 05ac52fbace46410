//! The days of an office by a seed: who calls, and what goes wrong.

use kimo_pbx::StoryId;

use super::{
    hostile,
    plan::{Plan, PlannedHook, Post, Step, What, World},
    telling::{Caller, Telling},
};
use crate::dice::Dice;

/// The plan of that seed for so many days.
pub fn days(seed: u64, days: u32, world: World) -> Plan {
    let mut dice = Dice::apart(seed, 1);
    let fills_disk = dice.percent(25);
    let mut plan = Plan {
        hooks: hooks(&mut dice),
        // What is deleted by its age is gone rightly: no run with it lasts so long.
        retention_days: (dice.percent(50) && days < KEPT_DAYS).then_some(KEPT_DAYS),
        has_twin: !fills_disk,
        ..Plan::default()
    };
    let (none, usual, much) = (&Trouble::NONE, &Trouble::USUAL, &Trouble::MUCH);
    let trouble = dice.pick(&[none, usual, usual, much]).in_world(world);
    let honest: Vec<usize> = (0..plan.hooks.len())
        .filter(|hook| !plan.hooks[*hook].is_hostile)
        .collect();
    let mut known = Vec::new();
    for day in 0..days {
        for number in 0..dice.within(8, 20) {
            let hook = dice.pick(&honest);
            let told = call(&mut dice, &plan.hooks[hook], hook, day, world);
            known.push((told.id, told.began));
            // Of each call its own, so that one more fault changes no other call.
            let mut faults = Dice::apart(seed, 1_000 + u64::from(day) * 100 + u64::from(number));
            let mut steps = posted(&told, &trouble, &mut faults);
            steps.extend(marked(&told, &mut faults));
            plan.steps.extend(steps);
        }
        let mut setting = Dice::apart(seed, 500_000 + u64::from(day));
        plan.steps.extend(clock_set(&trouble, day, &mut setting));
        if fills_disk {
            plan.steps.extend(disk_full(day, &mut setting));
        }
    }
    plan.sort();
    kill(&mut plan, &trouble, days, &mut Dice::apart(seed, 2));
    let dice = &mut Dice::apart(seed, 3);
    let hostile = hostile::posts(&plan.hooks, &known, (days, world), dice);
    plan.steps.extend(hostile);
    plan.sort();
    plan
}

/// For how long a desk keeps calls that does not keep them for ever.
const KEPT_DAYS: u32 = 30;

/// How often in a hundred things go wrong.
#[derive(Clone, Copy, Debug)]
struct Trouble {
    lost: u32,
    late: u32,
    repeated: u32,
    out_of_order: u32,
    misdated: u32,
    clock_set: u32,
    kills: u32,
}

impl Trouble {
    const NONE: Self = Self {
        lost: 0,
        late: 0,
        repeated: 0,
        out_of_order: 0,
        misdated: 0,
        clock_set: 0,
        kills: 0,
    };
    const USUAL: Self = Self {
        lost: 2,
        late: 3,
        repeated: 5,
        out_of_order: 8,
        misdated: 2,
        clock_set: 25,
        kills: 1,
    };
    const MUCH: Self = Self {
        lost: 10,
        late: 15,
        repeated: 20,
        out_of_order: 30,
        misdated: 8,
        clock_set: 60,
        kills: 4,
    };

    fn in_world(self, world: World) -> Self {
        match world {
            World::Whole => self,
            World::Plain => Self {
                misdated: 0,
                clock_set: 0,
                ..self
            },
        }
    }
}

/// One or two accounts of each PBX, and the adversary's beside one of them.
fn hooks(dice: &mut Dice) -> Vec<PlannedHook> {
    let adapters = kimo_pbx::adapters();
    let adversary = dice.throw(adapters.len() as u32) as usize;
    let mut hooks = Vec::new();
    for (place, adapter) in adapters.iter().enumerate() {
        let accounts: &[&str] = match dice.throw(3) {
            0 => &[""],
            1 => &["ankara"],
            _ => &["", "ankara"],
        };
        for account in accounts {
            hooks.push(PlannedHook {
                pbx: adapter.id(),
                account,
                ahead: i64::from(dice.within(0, 30)) - 15,
                is_hostile: false,
            });
        }
        if place == adversary {
            hooks.push(PlannedHook {
                pbx: adapter.id(),
                account: "stranger",
                ahead: 0,
                is_hostile: true,
            });
        }
    }
    hooks
}

fn call<'a>(
    dice: &mut Dice,
    of: &'a PlannedHook,
    hook: usize,
    day: u32,
    world: World,
) -> Telling<'a> {
    let stories = kimo_pbx::adapter(of.pbx).map_or(&[][..], |adapter| adapter.stories());
    Telling {
        hook,
        of,
        story: &stories[dice.throw(stories.len() as u32) as usize],
        id: StoryId(dice.bytes()),
        caller: match dice.percent(8) && world == World::Whole {
            true => Caller::Extension(dice.within(1001, 1003)),
            false => Caller::Outside(dice.throw(14)),
        },
        began: u64::from(day * 86_400 + dice.throw(10 * 3600)),
    }
}

/// What arrives of what is posted of a call, and when.
fn posted(told: &Telling<'_>, trouble: &Trouble, dice: &mut Dice) -> Vec<Step> {
    let mut steps = Vec::new();
    for (place, (at, mut post)) in told.posts(0).into_iter().enumerate() {
        if dice.percent(trouble.lost) {
            continue;
        }
        if dice.percent(trouble.misdated) {
            let by = dice.pick(&[
                180,
                600,
                -600,
                86_400,
                31_536_000,
                -31_536_000,
                -504_576_000,
            ]);
            if let Some((_, wrong)) = told.posts(by).into_iter().nth(place) {
                post = wrong;
            }
        }
        let mut at = at + u64::from(dice.throw(2));
        if dice.percent(trouble.out_of_order) {
            at += u64::from(dice.within(1, 12));
        }
        if dice.percent(trouble.late) {
            at += u64::from(dice.within(30, 7200));
            post.is_prompt = false;
        }
        if dice.percent(trouble.repeated) {
            let again = Post {
                is_prompt: false,
                ..post.clone()
            };
            let what = What::Post(again);
            let at = at + u64::from(dice.within(1, 600));
            steps.push(Step { at, what });
        }
        let what = What::Post(post);
        steps.push(Step { at, what });
    }
    steps
}

/// Now and then somebody sees to a caller.
fn marked(told: &Telling<'_>, dice: &mut Dice) -> Option<Step> {
    let wanted = told.story.comes_to.missed && dice.percent(20);
    let call = told.call().filter(|_| wanted)?;
    Some(Step {
        at: told.began + u64::from(dice.within(60, 5400)),
        what: What::Mark(call, dice.percent(85)),
    })
}

/// The desk's clock goes wrong, and is set right after a while.
fn clock_set(trouble: &Trouble, day: u32, dice: &mut Dice) -> Vec<Step> {
    if !dice.percent(trouble.clock_set) {
        return Vec::new();
    }
    let by = dice.pick(&[
        -86_400, -10_800, -600, -30, 30, 600, 10_800, 86_400, 86_400_000,
    ]);
    let from = u64::from(day * 86_400 + dice.throw(9 * 3600));
    let until = from + u64::from(dice.within(300, 7200));
    [(from, by), (until, 0)]
        .map(|(at, ahead)| Step {
            at,
            what: What::SetClock(ahead),
        })
        .to_vec()
}

fn disk_full(day: u32, dice: &mut Dice) -> Vec<Step> {
    let from = u64::from(day * 86_400 + dice.throw(9 * 3600));
    let until = from + u64::from(dice.within(60, 5400));
    [(from, true), (until, false)]
        .map(|(at, full)| Step {
            at,
            what: What::FillDisk(full),
        })
        .to_vec()
}

/// The process is killed, mostly while it is at a delivery, which then comes again.
fn kill(plan: &mut Plan, trouble: &Trouble, days: u32, dice: &mut Dice) {
    for _ in 0..trouble.kills * days {
        let place = dice.throw(plan.steps.len() as u32) as usize;
        let step = &mut plan.steps[place];
        let at = step.at;
        let post = match &step.what {
            What::Post(post) => Some(post.clone()),
            _ => None,
        };
        let kill = What::Kill {
            at_work_on: post.clone(),
            was_written: dice.percent(50),
        };
        match post {
            Some(post) => {
                step.what = kill;
                let again = Post {
                    is_prompt: false,
                    ..post
                };
                let what = What::Post(again);
                let at = at + u64::from(dice.within(5, 60));
                plan.steps.push(Step { at, what });
            }
            None => plan.steps.push(Step { at, what: kill }),
        }
        plan.sort();
    }
}
