//! Invented calls, a morning like any other.

use jiff::{SignedDuration, Timestamp};

use super::{
    people::{LINES, LONG_NAME, PEOPLE},
    switch::{Posted, SwitchCall},
};
use crate::dice::Dice;

/// One call and what was posted of it.
#[derive(Clone, Debug)]
pub struct InventedCall {
    /// When it began.
    pub started_at: Timestamp,
    /// The deliveries, in their order.
    pub posted: Vec<Posted>,
    /// What somebody noted.
    pub note: Option<&'static str>,
    /// The switch's id of it.
    pub id: String,
}

/// The call with this number; 0 is the newest, a few minutes before `now`.
pub fn invented(index: u32, now: Timestamp) -> InventedCall {
    let mut dice = Dice::new(index.into());
    let started_at = start(index, now, &mut dice);
    let id = format!("invented-{index}");
    let mut call = SwitchCall {
        id: id.clone(),
        started_at,
        direction: "inbound",
        caller: caller(index, &mut dice),
        shows: String::new(),
        called: dice.pick(&LINES).to_owned(),
        queue: None,
    };
    let agent = dice.pick(&["1001", "1002", "1003", "1007"]);
    let waited = 4 + dice.throw(40);
    let talked = 12 + dice.throw(700);
    // Dice alone would leave some screenfuls without a missed call.
    let kind = if index % 7 == 2 { 60 } else { dice.throw(97) };
    let posted = match kind {
        0..29 => {
            call.queue = Some("200");
            call.answered_in_queue(&["1001", "1002", "1003"], agent, waited, talked)
        }
        29..58 => call.answered(agent, waited, talked),
        58..73 => missed(call, agent, waited, &mut dice),
        73..91 => {
            let reached = (dice.throw(4) > 0).then_some(talked);
            call.outbound(agent, waited, reached)
        }
        _ => {
            let from = if agent == "1001" { "1002" } else { "1001" };
            call.internal(from, agent, 5 + talked % 90)
        }
    };
    InventedCall {
        started_at,
        posted,
        note: (index % 23 == 4).then_some("Randevusunu cumaya aldı"),
        id,
    }
}

/// Sixty calls a day, ten minutes apart, backwards from a few minutes ago.
fn start(index: u32, now: Timestamp, dice: &mut Dice) -> Timestamp {
    const PER_DAY: u32 = 60;
    let days = SignedDuration::from_hours(24 * i64::from(index / PER_DAY));
    let minutes = SignedDuration::from_mins(10 * i64::from(index % PER_DAY) + 15);
    let within = SignedDuration::from_secs(dice.throw(540).into());
    let start = now - days - minutes - within;
    // The switch knows no fractions of a second.
    Timestamp::from_second(start.as_second()).unwrap_or(start)
}

fn missed(call: SwitchCall, agent: &str, waited: u32, dice: &mut Dice) -> Vec<Posted> {
    let mut call = call;
    if dice.throw(12) == 0 {
        call.caller = "anonymous".to_owned();
    }
    match dice.throw(100) {
        0..35 => {
            call.queue = Some("200");
            call.not_answered(&["1001", "1002"], waited, "ORIGINATOR_CANCEL")
        }
        35..50 => call.gave_up_in_menu(waited),
        50..62 => call.not_answered(&[agent], waited, "USER_BUSY"),
        _ => call.not_answered(&[agent], waited, "NO_ANSWER"),
    }
}

/// Every other caller is one whom the office knows.
fn caller(index: u32, dice: &mut Dice) -> String {
    if index % 97 == 11 {
        return LONG_NAME.number[1..].to_owned();
    }
    if dice.throw(100) < 55 {
        return dice.pick(&PEOPLE[..PEOPLE.len() - 1]).number[1..].to_owned();
    }
    let block = dice.pick(&["532", "541", "505", "553", "537", "544"]);
    format!("90{block}{:03}4{}97", dice.throw(400), &block[1..])
}
