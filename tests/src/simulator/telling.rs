//! How a PBX tells of a call, with a caller of the simulation's in it.

use kimo_calls::CallId;
use kimo_pbx::{Delivery, Reading, Story, StoryId};

use super::plan::{PlannedHook, Post, moment};

/// A call to be told.
#[derive(Clone, Copy, Debug)]
pub(super) struct Telling<'a> {
    pub(super) hook: usize,
    pub(super) of: &'a PlannedHook,
    pub(super) story: &'static Story,
    pub(super) id: StoryId,
    /// The last two digits of the caller's number, or an extension.
    pub(super) caller: Caller,
    /// At which second of the simulation it begins.
    pub(super) began: u64,
}

/// Who calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caller {
    /// Somebody of the town, by a number of two digits.
    Outside(u32),
    /// An extension of four digits.
    Extension(u32),
    /// Somebody whose number is none that one would expect.
    Odd(u32),
}

/// What stands for a caller where somebody is odd, or means no good.
const ODD: [&str; 4] = [
    "+49112112112112112",
    "sip:%00@pbx.example;ext=1002",
    "\u{202e}0532\u{a0}123",
    "00000000000000000000000000000000000000000",
];

impl Telling<'_> {
    /// What is posted, each with the second at which it is; everything is dated so many seconds
    /// ahead of what the PBX's clock shows.
    pub(super) fn posts(&self, misdated: i64) -> Vec<(u64, Post)> {
        let began = self.began as i64 + self.of.ahead + misdated;
        let steps = self.story.steps(moment(began), self.id);
        let is_prompt = self.story.name != "late" && misdated == 0;
        steps
            .into_iter()
            .map(|step| {
                let post = Post {
                    hook: self.hook,
                    path: step.path,
                    content_type: step.content_type,
                    body: self.caller.put_into(&step.body).into_bytes(),
                    is_prompt,
                };
                (self.began + step.sent_after.as_secs(), post)
            })
            .collect()
    }

    /// The call that it tells of.
    pub(super) fn call(&self) -> Option<CallId> {
        let account = self.of.account.parse().ok()?;
        let posts = self.posts(0);
        posts.iter().find_map(|(at, post)| {
            let delivery = Delivery {
                pbx: self.of.pbx,
                account: &account,
                content_type: Some(post.content_type),
                body: &post.body,
                received_at: moment(*at as i64),
            };
            match kimo_pbx::read(&delivery, &kimo_pbx::meaning_of(self.of.pbx)) {
                Ok(Reading::Events(events)) => events.first().map(|event| event.call.clone()),
                _ => None,
            }
        })
    }
}

/// The callers of all stories, up to their last two digits; each in its country.
const TOLD: [&str; 2] = ["53200000", "91500000"];

impl Caller {
    /// The body with this caller in the place of the story's.
    fn put_into(self, body: &str) -> String {
        let mut out = String::with_capacity(body.len());
        let mut rest = body;
        let next = |rest: &str| TOLD.iter().filter_map(|told| rest.find(told)).min();
        while let Some(at) = next(rest) {
            let (before, from) = rest.split_at(at);
            out += before;
            match self {
                Self::Outside(digits) => out += &format!("{}12345{digits:02}", &from[..3]),
                Self::Extension(number) => out += &number.to_string(),
                Self::Odd(which) => out += ODD[which as usize % ODD.len()],
            }
            rest = from.get(10..).unwrap_or_default();
        }
        out + rest
    }
}
