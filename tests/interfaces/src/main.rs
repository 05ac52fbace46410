//! A stand-in for a PBX's own interface, as a program: for the tests of the window, the bench, and whoever
//! tries Kimo. It tells its address in one line, takes records at `told` below it, and does what it is
//! told, a line of JSON each, of which it answers each by one line. It ends with its input.

use std::io::{BufRead, Write};

use anyhow::{Context, Result, bail};
use kimo_interfaces::{BulutfonApi, ExolveApi, TelecomApi, VerimorApi};
use serde_json::{Value, json};

fn main() -> Result<()> {
    let mut words = std::env::args().skip(1);
    let said = words.next().zip(words.next());
    let (which, key) = said.context("interface verimor|bulutfon|telecom|exolve KEY [NUMBER…]")?;
    let numbers: Vec<String> = words.collect();
    match &*which {
        "verimor" => {
            let api = VerimorApi::start(&key)?;
            serve(&api.base(), |wanted| verimor(&api, wanted))
        }
        "bulutfon" => {
            let api = BulutfonApi::start(&key)?;
            serve(&api.base(), |_| json!({"asked": api.asked().0}))
        }
        "telecom" => {
            let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
            let api = TelecomApi::start(&key, &numbers)?;
            serve(&api.base(), |_| json!({"asked": api.times_asked()}))
        }
        "exolve" => {
            let api = ExolveApi::start(&key)?;
            serve(&api.base(), |_| json!({"asked": api.asked()}))
        }
        _ => bail!("there is no stand-in `{which}`"),
    }
}

fn serve(base: &str, answer: impl Fn(&Value) -> Value) -> Result<()> {
    let mut told = std::io::stdout();
    writeln!(told, "{}", json!({ "base": base }))?;
    for line in std::io::stdin().lock().lines() {
        let answer = answer(&serde_json::from_str(&line?)?);
        writeln!(told, "{answer}")?;
    }
    Ok(())
}

fn verimor(api: &VerimorApi, wanted: &Value) -> Value {
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
