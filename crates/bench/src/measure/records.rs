//! Records that a PBX's own interface tells, by a stand-in of one: how fast they come in, and what a
//! delivery waits meanwhile.

use std::{
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, anyhow, bail};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::{
    Bench,
    bodies::{MadeUpCall, caller},
    desk::{Desk, Questions},
    http::{Connection, Url},
    load::{one_by_one, runtime},
    process::{Running, built, fresh_directory},
    quantiles::Quantiles,
    table::{Hold, Number, Table},
};

/// So many records, in one answer: the interface of Smart UVV has no pages.
const RECORDS: u32 = 10_000;
/// So many of them are told to the stand-in at once.
const TOLD_AT_ONCE: usize = 1_000;
/// So many deliveries before, to compare with.
const DELIVERIES: u64 = 2_000;
/// So many deliveries meanwhile, between two looks at whether it is over.
const TURN: u64 = 20;
const LINE: &str = "78000000000";
const KEY: &str = "office:of-the-bench";
/// What takes longer does not come to an end.
const LONGEST: Duration = Duration::from_secs(300);

pub(crate) fn measure(bench: &Bench, table: &mut Table) -> Result<()> {
    let data = fresh_directory(&bench.work, "records")?;
    let kimo = built(&bench.programs, "kimo")?;
    let hooks = |args: &[&str]| -> Command {
        let mut command = Command::new(&kimo);
        command.arg("hooks").args(args).arg("--data-dir").arg(&data);
        command
    };
    let numbers = format!("--set=history_numbers={LINE}");
    for words in [&["add", "verimor"][..], &["add", "mtt", &numbers]] {
        let added = hooks(words).stdout(Stdio::null()).status()?;
        if !added.success() {
            bail!("there is no hook: {words:?}");
        }
    }
    let (_interface, base) = interface(&bench.programs)?;
    let desk = Desk::start(&bench.programs, &data)?;
    let url = desk.verimor()?;
    let before = one_by_one(&url, DELIVERIES, 0, |number| MadeUpCall(number).ringing())?;

    let over = Arc::new(AtomicBool::new(false));
    let read = runtime()?.block_on(async {
        tell(&base).await?;
        let mut key = hooks(&["key", "mtt", "--base", &base]);
        enter(key.stdin(Stdio::piped()).stdout(Stdio::null()))?;
        let deliveries = meanwhile(url, Arc::clone(&over));
        Ok::<_, anyhow::Error>((read(&desk).await, deliveries))
    });
    let (took, deliveries) = read?;
    over.store(true, Ordering::Relaxed);
    let meanwhile = deliveries.join();
    let meanwhile = meanwhile.map_err(|_| anyhow!("posting ended"))??;
    let took = took?;
    desk.program.stop()?;
    let (before, during) = (Quantiles::new(before), Quantiles::new(meanwhile));
    for (when, times) in [("before", &before), ("while records are read", &during)] {
        println!(
            "    {} deliveries one at a time, {when}: p50 {}, p99 {}, longest {}",
            times.count(),
            times.ms(500),
            times.ms(990),
            times.ms(1000)
        );
    }
    let posted = before.ms(500).0 / 1000.0 * f64::from(RECORDS);
    table.against(
        &format!("{RECORDS} records of one answer, brought in"),
        Number(took.as_secs_f64(), "s"),
        ("as many deliveries, one at a time", Number(posted, "s")),
        Hold::RatioAtMost(1.0),
    );
    table.figure(
        "one delivery while records are read, longest",
        during.ms(1000),
        Hold::AtMost(100.0),
    );
    Ok(())
}

/// Enters the key.
fn enter(command: &mut Command) -> Result<()> {
    let mut entering = command.spawn()?;
    let mut input = entering.stdin.take().context("no input")?;
    input.write_all(KEY.as_bytes())?;
    drop(input);
    if !entering.wait()?.success() {
        bail!("the key was not accepted");
    }
    Ok(())
}

/// Waits until all of them were read for the first time, and tells how long that took.
async fn read(desk: &Desk) -> Result<Duration> {
    let mut questions = desk.questions().await?;
    let begun = Instant::now();
    while !is_complete(&mut questions).await? {
        if begun.elapsed() > LONGEST {
            bail!("the records are not read to their end");
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let took = begun.elapsed();
    match missed(&mut questions).await? {
        RECORDS => Ok(took),
        missed => bail!("{missed} calls came of the records"),
    }
}

/// Whether the history is complete until the last minutes, of which records may still be missing.
async fn is_complete(questions: &mut Questions) -> Result<bool> {
    let (completeness, _) = questions.ask("completeness", &json!(null)).await?;
    let hooks = completeness["hooks"].as_array().context("no hooks")?;
    let hook = hooks.iter().find(|hook| hook["has_key"] == true);
    let hook = hook.context("no hook has a key")?;
    if !hook["failure"].is_null() {
        bail!("the records cannot be read: {}", hook["failure"]);
    }
    let Some(until) = hook["complete_until"].as_str() else {
        return Ok(false);
    };
    let until: Timestamp = until.parse()?;
    Ok(Timestamp::now().duration_since(until) < SignedDuration::from_mins(10))
}

/// How many calls were missed: those of the records, and no other.
async fn missed(questions: &mut Questions) -> Result<u32> {
    let mut count = 0;
    let mut before = Value::Null;
    loop {
        let params = json!({"filter": "missed", "search": "", "before": before, "limit": 500});
        let (mut page, _) = questions.ask("calls", &params).await?;
        let rows = page["rows"].as_array().context("a page has rows")?;
        count += u32::try_from(rows.len())?;
        before = page["next"].take();
        if before.is_null() {
            return Ok(count);
        }
    }
}

/// Posts until it is over, and times each delivery.
fn meanwhile(url: Url, over: Arc<AtomicBool>) -> JoinHandle<Result<Vec<Duration>>> {
    thread::spawn(move || {
        let mut times = Vec::new();
        let ringing = |number| MadeUpCall(number).ringing();
        for turn in 1.. {
            if over.load(Ordering::Relaxed) {
                break;
            }
            times.extend(one_by_one(&url, TURN, turn * 1_000_000, ringing)?);
        }
        Ok(times)
    })
}

/// A stand-in of the interface, and its base.
fn interface(programs: &Path) -> Result<(Running, String)> {
    let mut command = Command::new(built(programs, "interface")?);
    let mut running = Running::start(command.args(["telecom", KEY, LINE]))?;
    let told: Value = serde_json::from_str(&running.line()?)?;
    let base = told["base"].as_str().context("no base")?.to_owned();
    Ok((running, base))
}

/// Tells it of calls of the last hours that nobody answered.
async fn tell(base: &str) -> Result<()> {
    let url = Url::parse(&format!("{base}/told"))?;
    let mut connection = Connection::open(url.address).await?;
    let all: Vec<u32> = (0..RECORDS).collect();
    for some in all.chunks(TOLD_AT_ONCE) {
        let records: Vec<Value> = some.iter().map(|number| record(*number)).collect();
        let request = url.post("application/json", &Value::from(records).to_string());
        let answer = connection.exchange(&request).await?;
        if answer.status != 200 {
            bail!("the stand-in answered {}", answer.status);
        }
    }
    Ok(())
}

/// One of a call for each second before the last ten minutes.
fn record(number: u32) -> Value {
    let began = Timestamp::now() - SignedDuration::from_secs(i64::from(number) + 600);
    let record = json!({
        "h323_conf_id": format!("{number:08X} 5AD211E9 81BA5CB9 01FED6FC"),
        "cli": caller(number.into()), "cld": LINE, "disconnect_cause": "19", "used_quantity": "0",
        "connect_time": began.strftime("%Y-%m-%d %H:%M:%S").to_string(),
    });
    json!({ "missed": [record], "sip_id": LINE })
}
