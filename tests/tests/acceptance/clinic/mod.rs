//! A day of five hundred calls at a clinic, posted to a running desk, and the missed board that a
//! careful person would have written by hand that evening. Nobody is taken off who still waits, and
//! nobody waits who was talked to.

mod bodies;
mod oracle;
mod script;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use jiff::{SignedDuration, Timestamp, civil::date, tz};
use serde_json::{Value, json};

use crate::support::{Desk, Finished, kimo};
use oracle::{BOARD, HIDDEN, Open, SETTLED};
use script::{DONE, Done, SCRIPT};

/// A line of the script.
#[derive(Debug)]
pub(super) struct Line<'a> {
    pub(super) at: Timestamp,
    pub(super) id: &'a str,
    /// What happens.
    pub(super) words: Vec<&'a str>,
    /// How its deliveries come.
    come: Option<&'a str>,
}

/// Something that happens to the desk.
enum Step {
    Posted { pbx: &'static str, body: String },
    Done(Done),
}

const CALLS: usize = 500;

#[test]
fn a_clinics_day_of_five_hundred_calls_ends_with_the_board_that_a_careful_person_would_write() {
    let mut desk = Desk::start();
    for (_, step) in day() {
        match step {
            Step::Posted { pbx, body } => assert_eq!(desk.hook(pbx).post(&body).status, 200),
            Step::Done(done) => do_it(&desk, &done),
        }
    }
    let calls = desk.calls(&["--limit", "1000"]);
    let real = calls.iter().filter(|call| call["test"] == false);
    let real: BTreeSet<_> = real.map(id_of).collect();
    let fillers = fillers();
    let known: BTreeSet<_> = lines(&fillers)
        .iter()
        .map(|line| line.id.to_owned())
        .collect();
    assert_eq!(known.len(), CALLS);
    assert_eq!(real.difference(&known).collect::<Vec<_>>(), [""; 0]);
    assert_eq!(known.difference(&real).collect::<Vec<_>>(), [""; 0]);
    let board = desk.beside(&["missed", "--json"]).finished().json();
    is_the_board(&board);
    is_settled_as_written(&calls);
    let narrowed = desk.beside(&["missed", "--json", "--mine"]).finished();
    assert_eq!(narrowed.json(), board, "this desk has none of its own");

    // The same without a running desk, and from the deliveries afresh.
    desk.stop();
    let offline = |args: &[&str]| kimo(desk.data_dir()).args(args).finished();
    assert_eq!(offline(&["missed", "--json"]).json(), board);
    offline(&["rebuild"]).said();
    assert_eq!(offline(&["missed", "--json"]).json(), board);
    let again = offline(&["calls", "--json", "--limit", "1000"]).json();
    is_settled_as_written(&again);
    let unknown = offline(&["missed", "handled", "05990000000"]);
    assert_eq!(unknown.code(), 1);
    offline(&["missed", "handled", BOARD[0].key]).said();
    assert_eq!(offline(&["missed", "--json"]).json(), board[1..]);
}

fn is_the_board(board: &[Value]) {
    let expected: Vec<_> = BOARD.iter().map(as_line).collect();
    let without_contact = |line: &Value| {
        let mut line = line.clone();
        line.as_object_mut().unwrap().remove("contact");
        line
    };
    let is: Vec<_> = board.iter().map(without_contact).collect();
    for (is, should) in is.iter().zip(&expected) {
        assert_eq!(is, should);
    }
    assert_eq!(is[BOARD.len()..], [json!({ "hidden": HIDDEN.len() })]);
    for (line, open) in board.iter().zip(BOARD) {
        // Of several there is no one to be shown.
        let is_ones = open.name.is_some_and(|name| !name.ends_with(')'));
        assert_eq!(line["contact"].is_i64(), is_ones, "{line}");
    }
}

fn as_line(open: &Open) -> Value {
    let numbers = match open.numbers {
        [] => vec![open.key],
        numbers => numbers.to_vec(),
    };
    json!({
        "key": open.key, "name": open.name, "numbers": numbers, "times": open.calls.len(),
        "first_at": at(open.first).to_string(), "last_at": at(open.last).to_string(),
        "called": open.called, "queue": open.queue, "why": open.why,
        "tried_at": open.tried.map(|tried| at(tried).to_string()), "promise": "none",
    })
}

/// Each missed call of the day is on the board, or was settled by the call that is written there.
fn is_settled_as_written(calls: &[Value]) {
    let missed = calls.iter().filter(|call| call["missed"] == true);
    let is: BTreeMap<_, _> = missed
        .filter(|call| call["test"] == false)
        .map(|call| (id_of(call), settled(call)))
        .collect();
    let open = BOARD.iter().flat_map(|open| open.calls).chain(HIDDEN);
    let mut should: BTreeMap<_, _> = open.map(|call| ((*call).to_owned(), Value::Null)).collect();
    for (call, how, by_call, by, through) in SETTLED {
        let how = json!({ "how": how, "call": by_call, "by": by, "through": through });
        let twice = should.insert((*call).to_owned(), how);
        assert_eq!(twice, None, "{call} is written twice");
    }
    for (call, should) in &should {
        assert_eq!(is.get(call), Some(should), "{call}");
    }
    let more: Vec<_> = is
        .keys()
        .filter(|call| !should.contains_key(*call))
        .collect();
    assert_eq!(more, [""; 0], "nobody has written of these");
}

/// The PBX's id of a call, whose case one of them does not mind.
fn id_of(call: &Value) -> String {
    call["pbx_call_id"].as_str().unwrap().to_lowercase()
}

fn settled(call: &Value) -> Value {
    let settled = &call["settled"];
    if settled.is_null() {
        return Value::Null;
    }
    let (_, id) = settled["call"].as_str().unwrap().split_once(':').unwrap();
    let id = id.to_lowercase();
    json!({
        "how": settled["how"], "call": id, "by": settled["by"], "through": settled["through"],
    })
}

/// Everything of the day, in the order in which the desk hears of it.
fn day() -> Vec<(Timestamp, Step)> {
    let fillers = fillers();
    let mut steps: Vec<(Timestamp, Step)> = Vec::new();
    for line in lines(&fillers) {
        steps.extend(line.steps());
    }
    for (when, done) in DONE {
        steps.push((at(when), Step::Done(*done)));
    }
    steps.sort_by_key(|(at, _)| *at);
    steps
}

fn lines(fillers: &str) -> Vec<Line<'_>> {
    let all = SCRIPT.lines().chain(fillers.lines());
    all.filter_map(Line::read).collect()
}

/// Those who call, are answered and call no more, and whom we call: nobody would write of them.
fn fillers() -> String {
    let count = CALLS - SCRIPT.lines().filter_map(Line::read).count();
    let line = |index: usize| {
        let (hour, minute) = (8 + index / 60, index % 60);
        let what = match index % 10 {
            0..6 => format!("in 0505400{index:04} talk 100{}", 1 + index % 3),
            6 => format!("in 0505400{index:04} qtalk 1002"),
            7 => format!("out 0505400{index:04} talk 1003"),
            8 => format!("int 1001 100{}", 2 + index % 2),
            _ => format!("bul 0505400{index:04} fax"),
        };
        format!("{hour:02}:{minute:02} filler{index} {what}\n")
    };
    (0..count).map(line).collect()
}

impl<'a> Line<'a> {
    fn read(text: &'a str) -> Option<Self> {
        let mut words = text.split_whitespace();
        let (when, id) = (words.next()?, words.next()?);
        let mut words: Vec<_> = words.collect();
        let come =
            words.pop_if(|word| ["late", "tail", "twice", "again", "backwards"].contains(word));
        Some(Self {
            at: at(when),
            id,
            words,
            come,
        })
    }

    /// Its deliveries, and when each comes.
    fn steps(&self) -> Vec<(Timestamp, Step)> {
        let (pbx, posted) = bodies::of(self);
        let after_midnight = at("23:59") + SignedDuration::from_hours(1);
        let last = posted.iter().map(|one| one.at).max().unwrap();
        let mut steps = Vec::new();
        for (index, one) in posted.into_iter().enumerate() {
            let step = || Step::Posted {
                pbx,
                body: one.body.clone(),
            };
            let comes = match self.come {
                Some("late") => after_midnight,
                Some("tail") if index > 0 => after_midnight,
                // Steps of one time stay in their order.
                Some("backwards") => last,
                _ => one.at,
            };
            match self.come {
                Some("backwards") => steps.insert(0, (comes, step())),
                _ => steps.push((comes, step())),
            }
            match self.come {
                Some("twice") => steps.push((comes, step())),
                Some("again") => steps.push((after_midnight, step())),
                _ => {}
            }
        }
        steps
    }
}

/// A time of that Tuesday in Turkey.
fn at(time: &str) -> Timestamp {
    let (hour, minute) = time.split_once(':').unwrap();
    let that = date(2024, 3, 12).at(hour.parse().unwrap(), minute.parse().unwrap(), 0, 0);
    tz::offset(3).to_timestamp(that).unwrap()
}

fn do_it(desk: &Desk, done: &Done) {
    match done {
        Done::Saves {
            name,
            company,
            numbers,
            unwanted,
        } => {
            let known = desk.ask("contacts", &json!({ "search": name, "limit": 10 }));
            let known = known["rows"].as_array().unwrap();
            let same = known.iter().find(|one| one["name"] == *name);
            let numbers: Vec<_> = numbers
                .iter()
                .map(|number| json!({ "written": number, "label": null }))
                .collect();
            let saved = desk.ask(
                "save_contact",
                &json!({
                    "id": same.map(|one| &one["id"]), "name": name, "company": company,
                    "note": null, "important": false, "unwanted": unwanted, "numbers": numbers,
                }),
            );
            assert_eq!(saved["type"], "kept", "{saved}");
        }
        Done::Imports(content) => {
            let file = desk.data_dir().join("patients.csv");
            fs::write(&file, content).unwrap();
            let import = ["contacts", "import", file.to_str().unwrap()];
            desk.beside(&import).finished().said();
        }
        Done::Handles(key) => {
            desk.beside(&["missed", "handled", key]).finished().said();
        }
    }
}
