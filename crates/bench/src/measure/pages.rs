//! Any page, filter and search of a large history, asked as the UI asks.

use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::large;
use crate::{
    Bench,
    bodies::MadeUpCall,
    desk::{Desk, Questions},
    load::runtime,
    quantiles::Quantiles,
    table::{Hold, Table},
};

/// Questions of each kind.
const COUNT: u64 = 1_000;

pub(crate) fn measure(bench: &Bench, table: &mut Table) -> Result<()> {
    let data = large::history(bench, bench.calls)?;
    let desk = Desk::start(&bench.programs, &data)?;
    let mut add = |what: &str, times| figure(table, what, (bench.calls, ""), times);
    runtime()?.block_on(async {
        let mut questions = desk.questions().await?;
        add("page after page", walk(&mut questions, "all").await?);
        for filter in ["missed", "in", "out"] {
            let what = format!("page after page of `{filter}`");
            add(&what, walk(&mut questions, filter).await?);
        }
        add("any page", leaps(&mut questions).await?);
        add("search", searches(&mut questions, fragment).await?);
        add(
            "search as it is typed",
            searches(&mut questions, typed).await?,
        );
        add("open missed callers", missed(&mut questions).await?);
        Ok::<(), anyhow::Error>(())
    })?;
    desk.program.stop()
}

/// Prints how long questions took, and adds what they are held to, of a history with so many calls and
/// what else is told of it.
pub(super) fn figure(
    table: &mut Table,
    what: &str,
    (calls, of): (u64, &str),
    times: Vec<Duration>,
) {
    let times = Quantiles::new(times);
    println!(
        "    {what}, {} times: p50 {}, p99 {}, longest {}",
        times.count(),
        times.ms(500),
        times.ms(990),
        times.ms(1000),
    );
    let hold = if calls > 1_000_000 { 15.0 } else { 5.0 };
    let what = format!("{what}, {calls} calls{of}, p99");
    table.figure(&what, times.ms(990), Hold::AtMost(hold));
}

/// Scrolls down.
pub(super) async fn walk(questions: &mut Questions, filter: &str) -> Result<Vec<Duration>> {
    let mut times = Vec::new();
    let mut before = Value::Null;
    for _ in 0..COUNT {
        let (mut page, took) = ask(questions, filter, "", before).await?;
        times.push(took);
        before = page["next"].take();
        if before.is_null() {
            break;
        }
    }
    Ok(times)
}

/// Jumps to places that some search has found: what comes before any call.
async fn leaps(questions: &mut Questions) -> Result<Vec<Duration>> {
    let mut times = Vec::new();
    for number in 0..COUNT / 4 {
        let caller = MadeUpCall(number * 6_007).caller();
        let (mut found, _) = ask(questions, "all", &caller, Value::Null).await?;
        let mut before = found["next"].take();
        for filter in ["all", "missed", "in", "out"] {
            let (mut page, took) = ask(questions, filter, "", before.clone()).await?;
            times.push(took);
            if page["next"].is_string() {
                before = page["next"].take();
            }
        }
    }
    Ok(times)
}

pub(super) async fn searches(
    questions: &mut Questions,
    text: impl Fn(u64) -> String,
) -> Result<Vec<Duration>> {
    let (mut times, mut slowest) = (Vec::new(), Vec::new());
    for number in 0..COUNT {
        let text = text(number);
        let (page, took) = ask(questions, "all", &text, Value::Null).await?;
        let rows = page["rows"].as_array().context("a page has rows")?.len();
        times.push(took);
        slowest.push((took, text, rows));
    }
    slowest.sort_unstable();
    for (took, text, rows) in slowest.iter().rev().take(3) {
        println!("    slow: `{text}`, {rows} rows, {took:.1?}");
    }
    Ok(times)
}

/// A caller's number as somebody types it, digit by digit.
pub(super) fn typed(number: u64) -> String {
    let caller = MadeUpCall(number / 8).caller();
    let digits = usize::try_from(number % 8).unwrap_or(0) + 1;
    format!("0{}", &caller[2..2 + digits])
}

/// Two to nine digits from anywhere in a number, some with blanks as people write them, some that
/// nobody has.
fn fragment(number: u64) -> String {
    let chance = usize::try_from(MadeUpCall(number).spread() % 1_000_000).unwrap_or(0);
    let digits = MadeUpCall(number * 977).caller();
    let length = 2 + chance % 8;
    let start = (chance / 8) % (digits.len() - length + 1);
    let fragment = &digits[start..start + length];
    match number % 10 {
        0 if length > 4 => format!("{} {}", &fragment[..3], &fragment[3..]),
        1 => format!("{fragment}000000"),
        _ => fragment.to_owned(),
    }
}

pub(super) async fn missed(questions: &mut Questions) -> Result<Vec<Duration>> {
    let mut times = Vec::new();
    for _ in 0..COUNT / 4 {
        times.push(questions.ask("missed", &json!({})).await?.1);
    }
    Ok(times)
}

pub(super) async fn ask(
    questions: &mut Questions,
    filter: &str,
    search: &str,
    before: Value,
) -> Result<(Value, Duration)> {
    let params = json!({"filter": filter, "search": search, "before": before, "limit": 50});
    questions.ask("calls", &params).await
}
