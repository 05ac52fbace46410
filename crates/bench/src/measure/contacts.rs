//! A hundred thousand contacts: bringing them in, and what lists and searches cost with them.

use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::{Value, json};

use super::{large, pages};
use crate::{
    Bench,
    contacts::{CONTACTS, typed, vcard},
    desk::{Desk, Questions},
    load::runtime,
    process::fresh_directory,
    table::{Hold, Number, Table},
};

pub(crate) fn measure(bench: &Bench, table: &mut Table) -> Result<()> {
    let data = copy(bench, &large::history(bench, bench.calls)?)?;
    let desk = Desk::start(&bench.programs, &data)?;
    runtime()?.block_on(async {
        let mut questions = desk.questions().await?;
        import(&mut questions, table).await?;
        lists(&mut questions, bench.calls, table).await
    })?;
    desk.program.stop()
}

/// Of the history as it was made, which other measures want without names.
fn copy(bench: &Bench, history: &Path) -> Result<PathBuf> {
    let data = fresh_directory(&bench.work, "contacts")?;
    for entry in fs::read_dir(history)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            fs::copy(entry.path(), data.join(entry.file_name()))?;
        }
    }
    Ok(data)
}

/// Reads a file and imports it, as the window does.
async fn import(questions: &mut Questions, table: &mut Table) -> Result<()> {
    /// The window sends so much at a time.
    const PART: usize = 45_000;
    let file = vcard();
    let begun = Instant::now();
    for (number, part) in file.as_bytes().chunks(PART).enumerate() {
        let part = BASE64_STANDARD.encode(part);
        let params = json!({"first": number == 0, "part": part});
        questions.ask("add_to_import", &params).await?;
    }
    let params = json!({"file": "contacts.vcf"});
    let (preview, _) = questions.ask("preview_import", &params).await?;
    if preview["cards"] != CONTACTS {
        bail!("it is said to have {} cards", preview["cards"]);
    }
    let read = begun.elapsed();
    let begun = Instant::now();
    questions.ask("import_contacts", &json!(null)).await?;
    let first = first_name(questions, begun).await?;
    while running(questions).await? {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let imported = begun.elapsed();
    println!(
        "    {CONTACTS} contacts: read and judged in {read:.1?}, imported in {imported:.1?}, the \
         first name shown after {first:.1?}"
    );
    table.figure(
        &format!("{CONTACTS} contacts read, judged and imported"),
        Number((read + imported).as_secs_f64(), "s"),
        Hold::AtMost(10.0),
    );
    table.figure(
        "a contact's name shown after the import began",
        Number(first.as_secs_f64() * 1000.0, "ms"),
        Hold::AtMost(1000.0),
    );
    Ok(())
}

async fn running(questions: &mut Questions) -> Result<bool> {
    let (importing, _) = questions.ask("importing", &json!(null)).await?;
    match &importing["error"] {
        Value::Null => Ok(importing["running"] == true),
        error => bail!("the import broke off: {error}"),
    }
}

/// How long it takes until calls of somebody who is imported have their name.
async fn first_name(questions: &mut Questions, begun: Instant) -> Result<Duration> {
    let name = typed(7);
    loop {
        let (page, _) = pages::ask(questions, "all", &name, Value::Null).await?;
        if page["rows"][0]["other"]["name"].is_string() {
            return Ok(begun.elapsed());
        }
        if !running(questions).await? {
            bail!("nobody has got a name");
        }
    }
}

async fn lists(questions: &mut Questions, calls: u64, table: &mut Table) -> Result<()> {
    let with = format!(", {CONTACTS} contacts");
    let of = (calls, with.as_str());
    let mut add = |what: &str, times| pages::figure(table, what, of, times);
    for filter in ["all", "missed", "in", "out"] {
        let times = pages::walk(questions, filter).await?;
        add(&format!("page after page of `{filter}`"), times);
    }
    add(
        "search of calls by a name as it is typed",
        pages::searches(questions, typed).await?,
    );
    add(
        "search of calls by a number as it is typed",
        pages::searches(questions, pages::typed).await?,
    );
    add("contacts, page after page", walk(questions).await?);
    add(
        "search of contacts as it is typed",
        search(questions).await?,
    );
    add("open missed callers", pages::missed(questions).await?);
    Ok(())
}

async fn walk(questions: &mut Questions) -> Result<Vec<Duration>> {
    let mut times = Vec::new();
    let mut after = Value::Null;
    for _ in 0..CONTACTS / 100 {
        let params = json!({"search": "", "after": after, "limit": 50});
        let (mut page, took) = questions.ask("contacts", &params).await?;
        times.push(took);
        after = page["next"].take();
        if after.is_null() {
            break;
        }
    }
    Ok(times)
}

async fn search(questions: &mut Questions) -> Result<Vec<Duration>> {
    let mut times = Vec::new();
    for number in 0..1_000 {
        let params = json!({"search": typed(number), "after": null, "limit": 50});
        let (page, took) = questions.ask("contacts", &params).await?;
        page["rows"].as_array().context("a page has rows")?;
        times.push(took);
    }
    Ok(times)
}
