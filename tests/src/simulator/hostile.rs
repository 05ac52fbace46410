//! What somebody posts who has one token of a desk, and means no good.

use kimo_pbx::StoryId;

use super::{
    plan::{PlannedHook, Post, Step, What, World},
    telling::{Caller, Telling},
};
use crate::dice::Dice;

/// Years ahead and behind, and what an office's clock might be wrong by.
const MISDATED: [i64; 9] = [
    0,
    180,
    3600,
    86_400,
    31_536_000,
    2_303_596_800,
    -86_400,
    -504_576_000,
    -820_454_400,
];

/// The adversary's posts of some days, with the ids of others' calls at hand.
pub(super) fn posts(
    hooks: &[PlannedHook],
    known: &[(StoryId, u64)],
    (days, world): (u32, World),
    dice: &mut Dice,
) -> Vec<Step> {
    let Some(hook) = hooks.iter().position(|hook| hook.is_hostile) else {
        return Vec::new();
    };
    let mut steps = Vec::new();
    for day in 0..days {
        for _ in 0..dice.within(3, 12) {
            let begin = u64::from(day * 86_400 + dice.throw(10 * 3600));
            let posts = match dice.throw(10) {
                0..6 => call((hook, &hooks[hook]), known, begin, world, dice),
                6 => many_legs((hook, &hooks[hook]), begin, world, dice),
                7 => again_and_again((hook, &hooks[hook]), known, begin, world, dice),
                _ => vec![(begin, junk(hook, dice))],
            };
            steps.extend(posts.into_iter().map(|(at, post)| Step {
                at,
                what: What::Post(post),
            }));
        }
    }
    steps
}

/// A call with somebody else's id, or with a caller of the office's, at any time whatever.
fn call(
    (hook, of): (usize, &PlannedHook),
    known: &[(StoryId, u64)],
    begin: u64,
    world: World,
    dice: &mut Dice,
) -> Vec<(u64, Post)> {
    let stories = kimo_pbx::adapter(of.pbx).map_or(&[][..], |adapter| adapter.stories());
    let mut began = begin;
    let mut id = StoryId(dice.bytes());
    if !known.is_empty() && dice.percent(50) {
        (id, began) = known[dice.throw(known.len() as u32) as usize];
        // While that call rings, or some time after it.
        began += u64::from(dice.pick(&[0_u32, 1, 5, 20, 600]));
    }
    let telling = Telling {
        hook,
        of,
        story: &stories[dice.throw(stories.len() as u32) as usize],
        id,
        caller: match dice.percent(20) && world == World::Whole {
            true => Caller::Extension(dice.within(1001, 1003)),
            false => match dice.throw(28) {
                odd @ 24.. => Caller::Odd(odd),
                known => Caller::Outside(known),
            },
        },
        began,
    };
    let by = dice.pick(&MISDATED);
    telling.posts(if world == World::Whole { by } else { 0 })
}

/// One call rings a hundred telephones.
fn many_legs(
    (hook, of): (usize, &PlannedHook),
    begin: u64,
    world: World,
    dice: &mut Dice,
) -> Vec<(u64, Post)> {
    let posts = call((hook, of), &[], begin, world, dice);
    let Some((at, first)) = posts.into_iter().next() else {
        return Vec::new();
    };
    let text = String::from_utf8_lossy(&first.body).into_owned();
    let leg = |number: u32| {
        let body = text
            .replace("1001", &format!("{}", 2000 + number))
            .replace("00:00", &format!("{:02}:{:02}", number / 60, number % 60));
        let body = body.into_bytes();
        (
            at,
            Post {
                body,
                ..first.clone()
            },
        )
    };
    (0..dice.within(10, 100)).map(leg).collect()
}

fn again_and_again(
    (hook, of): (usize, &PlannedHook),
    known: &[(StoryId, u64)],
    begin: u64,
    world: World,
    dice: &mut Dice,
) -> Vec<(u64, Post)> {
    let posts = call((hook, of), known, begin, world, dice);
    let again = |(at, post): &(u64, Post), number: u64| (at + number * 7, post.clone());
    posts
        .iter()
        .flat_map(|one| (0..6).map(move |number| again(one, number)))
        .collect()
}

fn junk(hook: usize, dice: &mut Dice) -> Post {
    let bytes: Vec<u8> = (0..dice.within(1, 40)).flat_map(|_| dice.bytes()).collect();
    let (content_type, body) = match dice.throw(6) {
        0 => ("application/octet-stream", bytes),
        1 => (
            "application/json",
            b"[{},{\"event\":{}},{\"a\":[[[[]]]]}]".to_vec(),
        ),
        2 => ("application/json", "[".repeat(5000).into_bytes()),
        3 => (
            "application/x-www-form-urlencoded",
            b"event_type=%00&call_uuid=%ff%fe&&&=&a[".to_vec(),
        ),
        4 => (
            "application/json",
            b"{\"event_type\":\"arriving\",\"id\":9e999}".to_vec(),
        ),
        _ => ("text/plain", Vec::new()),
    };
    Post {
        hook,
        path: "",
        content_type,
        body,
        is_prompt: false,
    }
}
