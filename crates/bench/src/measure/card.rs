//! From a post to the call card on the screen, drawn: looked at where the screen's pixels are.

use std::{
    collections::HashMap,
    fs::File,
    os::unix::fs::FileExt,
    path::Path,
    thread::sleep,
    time::{Duration, Instant},
};

use anyhow::{Result, bail};
use serde_json::json;

use super::{desktop::Desktop, session::Session};
use crate::{
    Bench,
    bodies::MadeUpCall,
    desk::Desk,
    http::{Connection, Url},
    load::runtime,
    memory::descendants,
    process::fresh_directory,
    quantiles::Quantiles,
    table::{Hold, Table},
};

const COLD: usize = 8;
const WARM: usize = 25;
const PATIENCE: Duration = Duration::from_secs(20);

/// Cold is a card whose web process has to be started, warm one that has just been shown.
pub(crate) fn measure(bench: &Bench, table: &mut Table) -> Result<()> {
    let session = Session::start()?;
    let data = fresh_directory(&bench.work, "card")?;
    show_the_card(bench, &data)?;
    let mut rings = (0..).map(MadeUpCall).filter(|call| !call.is_outbound());
    let mut times = |lingers: &str, calls: usize| -> Result<Vec<Duration>> {
        let desktop = Desktop::with(bench, &session, &data, &["--card-lingers", lingers])?;
        let screen = File::open(&session.picture)?;
        let is_cold = lingers == "0";
        let mut times = Vec::new();
        for call in rings.by_ref().take(calls) {
            times.push(ring(&desktop.url, &screen, call)?);
            if is_cold {
                until("the web process ends", || has_no_web(&desktop))?;
            }
        }
        desktop.program.stop()?;
        Ok(times)
    };
    let mut figure = |what: &str, times: Vec<Duration>, most: f64| {
        let times = Quantiles::new(times);
        println!("    {what}: {} calls, p50 {}", times.count(), times.ms(500));
        let figure = format!("post to the card drawn, {what}, longest");
        table.figure(&figure, times.ms(1000), Hold::AtMost(most));
    };
    figure("cold", times("0", COLD)?, 500.0);
    // The first one of these is cold too.
    figure("warm", times("60", 1 + WARM)?.split_off(1), 100.0);
    Ok(())
}

/// A desk on Linux has its calls in notifications alone, unless told.
fn show_the_card(bench: &Bench, data: &Path) -> Result<()> {
    let desk = Desk::start(&bench.programs, data)?;
    let card = json!({
        "when": "on", "instead_of_popups": false, "corner": "top_right", "screen": ""
    });
    runtime()?.block_on(async {
        let mut questions = desk.questions().await?;
        let patch = json!({ "card": card });
        questions.ask("change_settings", &patch).await
    })?;
    desk.program.stop()
}

/// Rings, and takes the time from before the post until the card is drawn. Hangs up, and waits until
/// the screen is empty again.
fn ring(url: &Url, screen: &File, call: MadeUpCall) -> Result<Duration> {
    let post = async |body: &str| -> Result<()> {
        let mut connection = Connection::open(url.address).await?;
        let status = connection.exchange(&url.post_form(body)).await?.status;
        match status {
            200 => Ok(()),
            _ => bail!("a delivery was answered {status}"),
        }
    };
    let runtime = runtime()?;
    let begun = Instant::now();
    runtime.block_on(post(&call.ringing()))?;
    until("the card is drawn", || Ok(drawn(screen)? > OF_A_CARD))?;
    let took = begun.elapsed();
    runtime.block_on(post(&call.hangup(true)))?;
    until("the card is gone", || Ok(drawn(screen)? == 0))?;
    Ok(took)
}

/// Pixels of what is written and drawn on the card: neither the empty screen's nor its own ground. 0
/// where nothing is there, 1 for a ground with nothing on it.
fn drawn(screen: &File) -> Result<usize> {
    // A head, a map of colours, and then the lines, as Xlib's XWDFile.h has it.
    let field = |place: u64| -> Result<u64> {
        let mut field = [0; 4];
        screen.read_exact_at(&mut field, place * 4)?;
        Ok(u64::from(u32::from_be_bytes(field)))
    };
    let (length_of_head, colours) = (field(0)?, field(19)?);
    let mut pixels = vec![0; WIDTH * LINES * 4];
    screen.read_exact_at(&mut pixels, length_of_head + colours * 12)?;
    let mut colours: HashMap<[u8; 4], usize> = HashMap::new();
    for pixel in pixels.chunks_exact(4) {
        let colour = [pixel[0], pixel[1], pixel[2], 0];
        if colour != [0; 4] {
            *colours.entry(colour).or_default() += 1;
        }
    }
    let all: usize = colours.values().sum();
    let ground = colours.values().max().copied().unwrap_or_default();
    Ok(all.min(1).max(all - ground))
}

fn has_no_web(desktop: &Desktop) -> Result<bool> {
    let programs = descendants(desktop.program.id())?;
    Ok(!programs.iter().any(|(_, name)| name.contains("WebKitWeb")))
}

fn until(what: &str, mut is_so: impl FnMut() -> Result<bool>) -> Result<()> {
    let begun = Instant::now();
    while !is_so()? {
        if begun.elapsed() > PATIENCE {
            bail!("{what}: not within {PATIENCE:?}");
        }
        sleep(AGAIN);
    }
    Ok(())
}

/// To look is work too, and on a small machine it is in the way of what is looked for.
const AGAIN: Duration = Duration::from_millis(2);
/// Name, number, line, buttons and a field are more than so many pixels.
const OF_A_CARD: usize = 2000;
/// What is looked at of the screen: its upper part, where the card is.
const WIDTH: usize = super::session::WIDTH;
const LINES: usize = 200;
