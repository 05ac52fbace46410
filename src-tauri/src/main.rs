//! `kimo-desktop`: the desk with a tray icon, popups and a window.
//!
//! A thin shell: what is shown and when is decided in `kimo-desk`, which is up and takes deliveries
//! before the toolkit starts.

// A program with windows opens no console on Windows.
#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

mod arguments;
mod ask;
mod card;
mod clipboard;
#[cfg(windows)]
mod message;
mod other_programs;
mod pictures;
mod popups;
mod shell;
mod sounds;
mod stop;
mod tray;
mod updates;
mod window;

use std::{path::Path, process::ExitCode};

use anyhow::Context;
use arguments::Arguments;
use card::CardWindow;
use clap::Parser;
use kimo_desk::{
    Desk, DeskError, UserAction, View,
    api::{self, ShowParams},
    lock::{Holder, LockError},
};
use shell::{Back, Shell};
use stop::{Ending, Stop};
use tauri::RunEvent;
use tokio::runtime::Runtime;
use window::Window;

fn main() -> ExitCode {
    if let Some(code) = kimo_desk::become_guard_if_asked() {
        return code;
    }
    let arguments = Arguments::parse();
    kimo_desk::log::install(tracing::Level::INFO);
    match run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("kimo-desktop: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> anyhow::Result<()> {
    let view = arguments.view();
    let options = arguments.options()?;
    let data_dir = options.data_dir.clone();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .context("cannot start")?;
    let stop = Stop::listen(runtime.handle()).context("cannot hear of being stopped")?;
    // From here on deliveries are taken; the toolkit below may need its time.
    let desk = match runtime.block_on(Desk::open(options)) {
        Ok(desk) => desk,
        Err(DeskError::Lock(LockError::Held { holder, .. })) => {
            return show_running(&data_dir, holder.as_deref(), view);
        }
        Err(error) => return Err(error.into()),
    };
    let ending = stop.when_told(desk.clone());
    let shown = show(&desk, &runtime, &ending, view);
    drop(ending);
    runtime.block_on(desk.stop());
    // A keyring that does not answer, say, is not waited for.
    runtime.shutdown_background();
    shown
}

/// Somebody has the data directory already: their window is what the user wants to see, except who
/// has just logged in.
fn show_running(
    data_dir: &Path,
    holder: Option<&Holder>,
    view: Option<View>,
) -> anyhow::Result<()> {
    let place = data_dir.display();
    let holder = holder
        .with_context(|| format!("another Kimo has {place} and does not say how to reach it"))?;
    anyhow::ensure!(
        holder.program == PROGRAM,
        "`{}` (process {}) has {place} and has no window; end it first, or use its window in the \
         browser",
        holder.program,
        holder.pid,
    );
    let Some(view) = view else {
        return Ok(());
    };
    let view = ShowParams {
        view: view.to_string(),
    };
    api::Asker::at(holder.clone()).show(view).with_context(|| {
        format!(
            "the Kimo that runs (process {}) does not show its window",
            holder.pid
        )
    })
}

/// Shows the desk until the user or the system ends the program.
fn show(desk: &Desk, runtime: &Runtime, ending: &Ending, view: Option<View>) -> anyhow::Result<()> {
    find_display()?;
    tauri::async_runtime::set(runtime.handle().clone());
    let app = tauri::Builder::default()
        .plugin(tauri_plugin_updater::Builder::new().build())
        .invoke_handler(tauri::generate_handler![ask::ask])
        .manage(desk.clone())
        .build(tauri::generate_context!())
        .context("the desktop toolkit does not start")?;
    ending.by(app.handle());

    let told = shell::window_of(desk);
    let closed = desk.clone();
    let first_closed = move || closed.user_action(UserAction::FirstClosed);
    let window = Window::new(app.handle().clone(), desk.data_dir(), told, first_closed)?;
    let card = CardWindow::new(app.handle().clone(), desk.data_dir(), shell::card_of(desk))?;
    let (back, tray) = Back::new(desk.clone());
    match view {
        Some(view) => window.open(&view),
        None => {
            runtime.spawn(tray.open_window_if_missing(window.clone()));
        }
    }
    runtime.spawn(ask::pass_on(desk.feed(), app.handle().clone()));
    runtime.spawn(updates::look_after(app.handle().clone(), desk.clone()));
    let shell = Shell::start(app.handle(), runtime.handle(), (window, card), &back);
    desk.attach(Box::new(shell));

    app.run_return(|_, event| {
        // Closing the window leaves the tray; only who means to end the program brings a code.
        if let RunEvent::ExitRequested {
            code: None, api, ..
        } = event
        {
            api.prevent_exit();
        }
    });
    Ok(())
}

/// Fails where there is no screen to show anything on.
#[cfg(target_os = "linux")]
fn find_display() -> anyhow::Result<()> {
    gtk::init().context(
        "there is no display to show popups and a tray on. Without one, use `kimo serve`: it does \
         the same and shows its window in a browser",
    )
}

/// Fails where there is no screen to show anything on.
#[cfg(not(target_os = "linux"))]
fn find_display() -> anyhow::Result<()> {
    Ok(())
}

/// The program's name towards other programs.
const PROGRAM: &str = "kimo-desktop";
