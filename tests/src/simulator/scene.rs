//! A plan that is written by hand.

use kimo_calls::{CallId, PbxId};
use kimo_pbx::StoryId;

use super::{
    plan::{Plan, PlannedHook, Step, What},
    telling::{Caller, Telling},
};

/// A plan that is written by hand, step after step.
#[derive(Clone, Debug, Default)]
pub struct Scene {
    plan: Plan,
}

impl Scene {
    /// Nothing has happened, and there is nobody yet.
    pub fn new() -> Self {
        let plan = Plan {
            has_twin: true,
            ..Plan::default()
        };
        Self { plan }
    }

    /// With one more hook, of this account.
    pub fn hook(mut self, pbx: PbxId, account: &'static str, is_hostile: bool) -> Self {
        self.plan.hooks.push(PlannedHook {
            pbx,
            account,
            ahead: 0,
            is_hostile,
        });
        self
    }

    /// The desk keeps calls for so many days.
    pub fn keeping(mut self, days: u32) -> Self {
        self.plan.retention_days = Some(days);
        self
    }

    /// At a second, the PBX of a hook begins to tell a story, all of it dated so many seconds
    /// ahead. Where it has the number of another, it is of the same id.
    pub fn call(
        mut self,
        (hook, story): (usize, &str),
        number: u8,
        caller: Caller,
        (began, misdated): (u64, i64),
    ) -> Self {
        let steps = self.telling((hook, story), number, caller, began);
        let posts = steps.into_iter().flat_map(|told| told.posts(misdated));
        let steps = posts.map(|(at, post)| Step {
            at,
            what: What::Post(post),
        });
        let steps: Vec<Step> = steps.collect();
        self.plan.steps.extend(steps);
        self
    }

    /// Something else happens.
    pub fn step(mut self, at: u64, what: What) -> Self {
        self.plan.steps.push(Step { at, what });
        self
    }

    /// Somebody marks the call of that number as handled.
    pub fn handled(self, at: u64, told: (usize, &str), number: u8) -> Self {
        let call = self.call_id(told, number);
        match call {
            Some(call) => self.step(at, What::Mark(call, true)),
            None => self,
        }
    }

    /// The plan.
    pub fn plan(mut self) -> Plan {
        self.plan.sort();
        self.plan
    }

    fn call_id(&self, told: (usize, &str), number: u8) -> Option<CallId> {
        self.telling(told, number, Caller::Outside(0), 0)?.call()
    }

    fn telling(
        &self,
        (hook, story): (usize, &str),
        number: u8,
        caller: Caller,
        began: u64,
    ) -> Option<Telling<'_>> {
        let of = &self.plan.hooks[hook];
        Some(Telling {
            hook,
            of,
            story: kimo_pbx::story(of.pbx, story)?,
            id: StoryId([number; 16]),
            caller,
            began,
        })
    }
}
