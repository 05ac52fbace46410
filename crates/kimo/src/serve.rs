//! `kimo serve`: the desk without a desktop.

use std::{net::SocketAddr, path::PathBuf, process::ExitCode, time::Duration};

use anyhow::Context;
use kimo_desk::{Desk, DeskOptions, HookUrl, Lang, MakeHooks, Texts, Unheard, api::FeedItem};
use serde::Serialize;
use tokio::{sync::watch, time::timeout};

use crate::{
    cli::{ServeArgs, WhichHooks},
    doctor,
    failure::Failure,
    output::Output,
    ui::UiHost,
};

/// Serves until told to stop.
pub(crate) fn serve(
    data_dir: PathBuf,
    args: &ServeArgs,
    texts: &Texts,
    output: &mut Output,
) -> Result<ExitCode, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    let served = runtime.block_on(run(data_dir, args, texts, output));
    // What is still read for somebody who is gone need not be waited for.
    runtime.shutdown_background();
    served.map(|()| ExitCode::SUCCESS)
}

async fn run(
    data_dir: PathBuf,
    args: &ServeArgs,
    texts: &Texts,
    output: &mut Output,
) -> Result<(), Failure> {
    // Before the ready line: who reads it may stop us at once.
    let mut stop_asked = Box::pin(stop_signal()?);
    let mut options = DeskOptions::new(data_dir);
    options.listen = args.listen.unwrap_or(options.listen);
    options.make_hooks = match args.hooks {
        Some(WhichHooks::All) => MakeHooks::ForEachPbx,
        // Programs that start us could always post at once.
        None if args.json => MakeHooks::IfThereIsNone,
        None => MakeHooks::No,
    };
    let desk = Desk::open(options).await?;
    let served = serve_ui(&desk, args, texts, output, &mut stop_asked).await;
    desk.stop().await;
    served
}

async fn serve_ui(
    desk: &Desk,
    args: &ServeArgs,
    texts: &Texts,
    output: &mut Output,
    stop_asked: impl Future<Output = ()>,
) -> Result<(), Failure> {
    let ui_address = args.ui.unwrap_or(SocketAddr::from(([127, 0, 0, 1], 0)));
    let ui = UiHost::bind(ui_address)
        .await
        .with_context(|| format!("the UI's address {ui_address} cannot be had"))?;
    let ready = Ready {
        listen: desk.listen_addr(),
        ui: ui.url(),
        hooks: desk.hook_urls().await.map_err(anyhow::Error::from)?,
    };
    match args.json {
        true => output.json(&ready)?,
        false => ready.tell(texts, output)?,
    }
    output.flush()?;
    let telling = tokio::spawn(tell_problems(desk.clone(), texts.language()));
    let (stop, stopping) = watch::channel(false);
    let serving = tokio::spawn(ui.serve(desk.clone(), stopping));
    tokio::select! {
        () = stop_asked => {}
        () = desk.quit() => {}
    }
    telling.abort();
    stop.send_replace(true);
    match timeout(UI_ENDS_WITHIN, serving).await {
        Ok(served) => served.context("the UI's socket")?,
        Err(_) => tracing::warn!("a question of the window was still unanswered at the end"),
    }
    Ok(())
}

/// Says on standard error what is wrong, and what becomes wrong.
async fn tell_problems(desk: Desk, language: Lang) {
    let texts = Texts::for_language(language);
    let mut feed = desk.feed();
    let mut told = Vec::new();
    loop {
        let mut problems = desk.problems();
        problems.extend(desk.blind());
        for problem in problems.iter().filter(|problem| !told.contains(*problem)) {
            eprintln!("kimo: {}", doctor::told(problem, &texts));
        }
        told = problems;
        loop {
            match feed.recv().await {
                Ok(FeedItem::Status) | Err(Unheard::Lagged) => break,
                Ok(_) => {}
                Err(Unheard::Closed) => return,
            }
        }
    }
}

/// How long the window's questions may take at the end. One that waits for the keyring takes longer.
const UI_ENDS_WITHIN: Duration = Duration::from_millis(400);

/// What a program that started us wants to know.
#[derive(Serialize)]
struct Ready {
    listen: Option<SocketAddr>,
    ui: String,
    hooks: Vec<HookUrl>,
}

impl Ready {
    fn tell(&self, texts: &Texts, output: &mut Output) -> Result<(), Failure> {
        let listen = self
            .listen
            .map(|address| address.to_string())
            .unwrap_or_default();
        let listens = match self.hooks.is_empty() {
            true => "cli-serve-listens-no-hook",
            false => "cli-serve-listens",
        };
        output.line(texts.get(listens, &[("address", listen.into())]))?;
        let row = |hook: &HookUrl| [format!("  {}", hook.name), hook.url.clone()];
        if !self.hooks.is_empty() {
            output.line("")?;
            output.table(&self.hooks.iter().map(row).collect::<Vec<_>>())?;
        }
        output.line("")?;
        output.line(texts.get("cli-serve-window", &[("url", self.ui.clone().into())]))?;
        output.line(texts.get("cli-serve-stop", &[]))?;
        Ok(())
    }
}

/// Resolves when the system or the user asks the program to end.
#[cfg(unix)]
fn stop_signal() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut hang_up = signal(SignalKind::hangup())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
            _ = hang_up.recv() => {}
        }
    })
}

/// Resolves when the system or the user asks the program to end.
#[cfg(windows)]
fn stop_signal() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::windows;
    let mut interrupt = windows::ctrl_c()?;
    let mut close = windows::ctrl_close()?;
    let mut shutdown = windows::ctrl_shutdown()?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = close.recv() => {}
            _ = shutdown.recv() => {}
        }
    })
}
