//! A day of five hundred calls, of which much is posted to nobody: the desk sleeps twice, what is posted
//! is lost for an hour, and it is killed once. Afterwards the history is what happened, and meanwhile
//! nothing was said to be complete that was not.

use std::{collections::BTreeMap, thread};

use jiff::{SignedDuration, Timestamp};
use kimo_pbx::{VerimorCall, VerimorEnd, VerimorRecord};
use kimo_tests::{
    dice::Dice,
    interfaces::{BulutfonCall, Fault, MttCall, StandIn, every},
};
use serde_json::{Value, json};

use crate::support::{Clock, Desk, Finished, kimo, proof, use_key};

const KEY: &str = "K38359b70-4342-9479-e98f-secret";
const CALLS: i64 = 500;
const DAY: SignedDuration = SignedDuration::from_hours(12);

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Missed,
    GotThrough,
    CalledBack,
    CalledInVain,
}

/// A call of twenty seconds.
#[derive(Clone, Debug)]
struct Happened {
    id: String,
    at: Timestamp,
    kind: Kind,
    /// The last digits of the number; none of a caller who withholds it.
    other: Option<u32>,
}

#[test]
fn a_day_of_five_hundred_calls_of_which_much_was_posted_to_nobody_is_whole_in_the_end() {
    let seed = 20_261_127;
    let stand_ins = every(KEY).unwrap();
    thread::scope(|scope| {
        for (api, key) in &stand_ins {
            scope.spawn(move || live(&**api, key, seed));
        }
    });
}

fn live(api: &dyn StandIn, key: &str, seed: u64) {
    let mut day = Day::new(api, seed);
    let dir = tempfile::tempdir().unwrap();
    let start = |day: &Day<'_>| {
        let mut command = kimo(dir.path());
        command.envs(day.clock.environment());
        Desk::start_by(command, &["--hooks", "all"], dir.path()).unwrap()
    };
    let mut desk = start(&day);
    if let Some((name, value)) = api.setting() {
        let hooks = desk.ask("hooks", &json!({}));
        let mut hooks = hooks.as_array().unwrap().iter();
        let hook = hooks.find(|hook| hook["pbx"] == api.pbx()).unwrap();
        let change = json!({"id": hook["id"], "name": hook["name"], "region": "RU",
            "settings": { name: value }, "basic": "keep"});
        desk.ask("update_hook", &change);
    }
    assert_eq!(use_key(&desk, api.pbx(), &api.base(), key).0, 0);
    day.is_proved_up_to(&desk, 0);

    // It sleeps from half past to half past one. Killed in the middle of what is posted then, and
    // started again hours later.
    day.is(120);
    day.is_proved_up_to(&desk, 120);
    day.post(&desk, 0..30);
    day.post(&desk, 90..105);
    desk.kill();
    day.is(270);
    let mut desk = start(&day);
    day.is_proved_up_to(&desk, 270);
    day.post(&desk, 105..120);

    // It sleeps once more; when it wakes, the first answer breaks off.
    api.fail(&[Fault::Cut]);
    day.is(287);
    day.is_proved_up_to(&desk, 287);
    desk.stop();
    day.is(420);
    let mut desk = start(&day);
    day.is_proved_up_to(&desk, 420);
    day.post(&desk, 300..419);

    // For an hour it is not reached. What was posted before and afterwards comes at night.
    desk.stop();
    day.is(730);
    let desk = start(&day);
    day.is_proved_up_to(&desk, 720);
    day.post(&desk, 420..480);
    day.post(&desk, 540..720);
    day.is_whole(&desk);
    assert_eq!(api.asked().1, 0, "never asked in haste");
}

/// The day, as it happens.
struct Day<'a> {
    api: &'a dyn StandIn,
    begun: Timestamp,
    now: Timestamp,
    clock: Clock,
    calls: Vec<Happened>,
    /// Those whose records are there.
    listed: usize,
    dice: Dice,
}

impl<'a> Day<'a> {
    fn new(api: &'a dyn StandIn, seed: u64) -> Self {
        let now = Timestamp::now() - SignedDuration::from_mins(10);
        let begun = Timestamp::from_second((now - DAY).as_second()).unwrap();
        let mut dice = Dice::new(seed);
        let apart = DAY.as_secs() / CALLS;
        let calls = (0..CALLS).map(|nth| Happened {
            id: format!("{nth:032X}"),
            at: begun + SignedDuration::from_secs(nth * apart),
            kind: dice.pick(&[
                Kind::Missed,
                Kind::Missed,
                Kind::GotThrough,
                Kind::CalledBack,
                Kind::CalledInVain,
            ]),
            other: (!dice.percent(4)).then(|| dice.throw(60)),
        });
        let mut calls: Vec<_> = calls.collect();
        for call in &mut calls {
            // Nobody is called who withholds their number.
            if matches!(call.kind, Kind::CalledBack | Kind::CalledInVain) {
                call.other.get_or_insert(0);
            }
        }
        let mut day = Self {
            api,
            begun,
            now: begun,
            clock: Clock::ahead_by(SignedDuration::ZERO),
            calls,
            listed: 0,
            dice,
        };
        day.is(0);
        day
    }

    fn minute(&self, minute: i64) -> Timestamp {
        self.begun + SignedDuration::from_mins(minute)
    }

    /// It is that minute of the day, here and at the PBX. Records are there three minutes after their
    /// calls.
    fn is(&mut self, minute: i64) {
        self.now = self.minute(minute);
        let listed = self.now - SignedDuration::from_mins(3);
        while let Some(call) = self
            .calls
            .get(self.listed)
            .filter(|call| call.ended() <= listed)
        {
            self.api.record(call.record(self.api.name()));
            self.listed += 1;
        }
        let ahead = self.now.duration_since(Timestamp::now());
        self.api.clock_ahead_by(ahead);
        self.clock.is_ahead_by(ahead);
    }

    /// Waits until it is proved that the history is complete to this minute, but for the time that
    /// records take. Whatever is said meanwhile is true.
    fn is_proved_up_to(&self, desk: &Desk, minute: i64) {
        let at = self.minute(minute) - SignedDuration::from_mins(6);
        let mut feed = desk.feed();
        loop {
            if self.is_true(desk).is_some_and(|until| until >= at) {
                return;
            }
            while feed.next()["type"] != "records" {}
        }
    }

    /// Up to when the history is said to be complete, which it is.
    #[track_caller]
    fn is_true(&self, desk: &Desk) -> Option<Timestamp> {
        let until = proof(desk, self.api.pbx())["complete_until"].clone();
        let until: Timestamp = until.as_str()?.parse().unwrap();
        let there = calls(desk);
        let over = self.calls.iter().filter(|call| call.ended() <= until);
        for call in over {
            assert!(
                there.contains_key(&call.id),
                "complete until {until}: {call:?}"
            );
        }
        assert!(until < self.now + SignedDuration::from_mins(1), "{until}");
        Some(until)
    }

    /// What happened in these minutes is posted, in any order, but for what is lost.
    fn post(&mut self, desk: &Desk, minutes: std::ops::Range<i64>) {
        let (from, to) = (self.minute(minutes.start), self.minute(minutes.end));
        let of_then = self.calls.iter();
        let of_then = of_then.filter(|call| (from..to).contains(&call.at));
        let mut posted: Vec<_> = of_then
            .flat_map(|call| call.posted(self.api.name()))
            .collect();
        let hook = desk.hook(self.api.pbx());
        while !posted.is_empty() {
            let one = posted.swap_remove(self.dice.throw(posted.len() as u32) as usize);
            if !self.dice.percent(10) {
                assert_eq!(hook.post(one).status, 200);
            }
        }
        self.is_true(desk);
    }

    /// Call for call what happened, and on the board who waits.
    fn is_whole(&self, desk: &Desk) {
        let there = calls(desk);
        assert_eq!(there.len(), self.calls.len());
        for call in &self.calls {
            let is = &there[&call.id];
            let time = |name: &str| Some(is[name].as_str()?.parse::<Timestamp>().unwrap());
            assert_eq!(time("started_at"), Some(call.at), "{call:?}");
            // What only MTT's records tell of has no end.
            let ended = time("ended_at").or((self.api.pbx() == "mtt").then(|| call.ended()));
            assert_eq!(ended, Some(call.ended()), "{call:?}");
            let missed = call.kind == Kind::Missed;
            assert_eq!(
                (&is["missed"], &is["status"]),
                (&json!(missed), &json!("ended"))
            );
            let is_outbound = matches!(call.kind, Kind::CalledBack | Kind::CalledInVain);
            let direction = if is_outbound { "outbound" } else { "inbound" };
            assert_eq!(is["direction"], direction, "{call:?}");
        }
        let board = desk.beside(&["missed", "--json"]).finished().json();
        let is: Vec<_> = board.iter().map(row).collect();
        assert_eq!(is, self.board());
    }

    /// Who waits to be called back, by what happened alone.
    fn board(&self) -> Vec<Value> {
        let mut waiting: BTreeMap<u32, Vec<Timestamp>> = BTreeMap::new();
        let mut hidden = 0;
        for call in &self.calls {
            match (call.kind, call.other) {
                (Kind::Missed, Some(other)) => waiting.entry(other).or_default().push(call.at),
                (Kind::Missed, None) => hidden += 1,
                (Kind::GotThrough | Kind::CalledBack, Some(other)) => {
                    waiting.remove(&other);
                }
                _ => {}
            }
        }
        let mut waiting: Vec<_> = waiting.into_iter().collect();
        waiting.sort_by_key(|(_, at)| std::cmp::Reverse(at.last().copied()));
        let row = |(other, at): (u32, Vec<Timestamp>)| {
            json!({
                "key": format!("+{}", number(other)), "times": at.len(),
                "first_at": at[0].to_string(), "last_at": at[at.len() - 1].to_string(),
            })
        };
        let rows = waiting.into_iter().map(row);
        rows.chain((hidden > 0).then(|| json!({ "hidden": hidden })))
            .collect()
    }
}

fn number(other: u32) -> String {
    format!("9053200000{other:02}")
}

fn row(line: &Value) -> Value {
    if line.get("hidden").is_some() {
        return line.clone();
    }
    let fields = ["key", "times", "first_at", "last_at"];
    let fields = fields.map(|name| (name.to_owned(), line[name].clone()));
    Value::Object(fields.into_iter().collect())
}

fn calls(desk: &Desk) -> BTreeMap<String, Value> {
    let all = desk.calls(&["--limit", "1000"]).into_iter();
    all.map(|call| (call["pbx_call_id"].as_str().unwrap().to_owned(), call))
        .collect()
}

impl Happened {
    fn ended(&self) -> Timestamp {
        self.at + SignedDuration::from_secs(20)
    }

    fn is_answered(&self) -> bool {
        matches!(self.kind, Kind::GotThrough | Kind::CalledBack)
    }

    fn is_outbound(&self) -> bool {
        matches!(self.kind, Kind::CalledBack | Kind::CalledInVain)
    }

    fn record(&self, name: &str) -> Value {
        match name {
            "bulutfon" => return self.at_bulutfon().record(),
            "telecom" => return self.at_mtt().at_telecom(),
            "exolve" => return self.at_mtt().at_exolve(),
            _ => {}
        }
        let other = self.other();
        self.at_verimor(&other).record(&VerimorRecord {
            missed: !self.is_answered(),
            result: if self.is_answered() {
                "Cevaplandı"
            } else {
                "Cevapsız"
            },
            answered_at: self.is_answered().then_some(5),
            at: 20,
        })
    }

    fn posted(&self, name: &str) -> Vec<String> {
        let bodies =
            |posted: Vec<(u32, String)>| posted.into_iter().map(|(_, body)| body).collect();
        match name {
            "bulutfon" => return self.at_bulutfon().posted(),
            "telecom" => return bodies(self.at_mtt().posted_by_telecom()),
            "exolve" => return bodies(self.at_mtt().posted_by_exolve()),
            _ => {}
        }
        let other = self.other();
        let end = VerimorEnd {
            leg: if self.is_outbound() { "" } else { "1001" },
            answered: self.is_answered(),
            answered_at: self.is_answered().then_some(5),
            at: 20,
            cause: "NORMAL_CLEARING",
        };
        vec![self.at_verimor(&other).hangup(&end)]
    }

    fn other(&self) -> String {
        self.other.map_or_else(|| "anonymous".to_owned(), number)
    }

    fn at_verimor<'a>(&self, other: &'a str) -> VerimorCall<'a> {
        let (direction, caller, called) = match self.is_outbound() {
            true => ("outbound", "1001", other),
            false => ("inbound", other, "902120000000"),
        };
        VerimorCall {
            id: self.id.clone(),
            started_at: self.at,
            direction,
            caller,
            shows: "",
            called,
            queue: "",
        }
    }

    fn at_mtt(&self) -> MttCall {
        MttCall {
            id: self.id.clone(),
            started_at: self.at,
            lasted: 20,
            is_outbound: self.is_outbound(),
            line: "78000000000".to_owned(),
            other: self.other(),
            is_answered: self.is_answered(),
        }
    }

    fn at_bulutfon(&self) -> BulutfonCall {
        BulutfonCall {
            id: self.id.clone(),
            started_at: self.at,
            lasted: 20,
            is_outbound: self.is_outbound(),
            other: self.other(),
            is_answered: self.is_answered(),
        }
    }
}
