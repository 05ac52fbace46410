//! A stand-in for a PBX's own interface, for the tests of the window. It tells its address in one
//! line, then does what it is told, a line of JSON each, and answers each by one line.

use std::io::{BufRead, Write};

use anyhow::{Context, Result};
use kimo_tests::interfaces::VerimorApi;
use serde_json::{Value, json};

fn main() -> Result<()> {
    let key = std::env::args().nth(1).context("interface KEY")?;
    let api = VerimorApi::start(&key)?;
    let mut told = std::io::stdout();
    writeln!(told, "{}", json!({"base": api.base()}))?;
    for line in std::io::stdin().lock().lines() {
        let answer = done(&api, &serde_json::from_str(&line?)?);
        writeln!(told, "{answer}")?;
    }
    Ok(())
}

fn done(api: &VerimorApi, wanted: &Value) -> Value {
    if let Some(extensions) = wanted["extensions"].as_object() {
        let named = extensions
            .iter()
            .map(|(number, name)| (&**number, name.as_str().unwrap_or_default()));
        api.people(&named.collect::<Vec<_>>(), 0);
    }
    if let Some(book) = wanted["book"].as_object() {
        let people = book
            .iter()
            .map(|(name, number)| (&**name, number.as_str().unwrap_or_default()));
        api.phone_book(&people.collect::<Vec<_>>());
    }
    if let Some(address) = wanted["posts_to"].as_str() {
        api.posts_to(address);
    }
    if let Some(statuses) = wanted["telephones"].as_object() {
        let statuses = statuses
            .iter()
            .map(|(number, status)| (&**number, status.as_str().unwrap_or_default()));
        api.telephones(&statuses.collect::<Vec<_>>());
    }
    if let Some(call) = wanted["recording_of"].as_str() {
        api.has_recording(call, None);
    }
    json!({"dialled": api.dialled(), "posting": api.posting().0})
}
