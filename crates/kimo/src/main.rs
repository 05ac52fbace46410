//! `kimo`: the desk without a desktop, and the commands beside a running one.

mod address;
mod call;
mod calls;
mod cli;
mod contact_sync;
mod contacts;
mod doctor;
mod export;
mod failure;
mod forget;
mod hooks;
mod import;
mod input;
mod manual;
mod missed;
mod output;
mod progress;
mod rebuild;
mod report;
mod restore;
mod send;
mod serve;
mod since;
mod status;
mod tunnel;
mod ui;
mod update;

use std::process::ExitCode;

use kimo_desk::Texts;

use cli::Command;
use failure::Failure;
use output::Output;

fn main() -> ExitCode {
    if let Some(code) = kimo_desk::become_guard_if_asked() {
        return code;
    }
    let texts = Texts::for_language(kimo_desk::system_language());
    let cli = cli::parse(&texts);
    let level = match cli.verbose {
        true => tracing::Level::DEBUG,
        false => tracing::Level::WARN,
    };
    kimo_desk::log::install(level);
    let mut output = Output::stdout();
    match run(&cli, &texts, &mut output) {
        Ok(code) => code,
        Err(failure) => failure.report(&texts),
    }
}

fn run(cli: &cli::Cli, texts: &Texts, output: &mut Output) -> Result<ExitCode, Failure> {
    let data_dir = cli.data_dir()?;
    match &cli.command {
        Command::Serve(args) => serve::serve(data_dir, args, texts, output),
        Command::Hooks(args) => hooks::hooks(&data_dir, args, texts, output),
        Command::Calls(args) => calls::calls(&data_dir, args, texts, output),
        Command::Contacts(args) => contacts::contacts(&data_dir, args, texts, output),
        Command::Missed(args) => missed::missed(&data_dir, args, texts, output),
        Command::Send(args) => send::send(&data_dir, args, texts, output),
        Command::Forget(args) => forget::forget(&data_dir, args, texts, output),
        Command::Call(args) => call::call(&data_dir, args, texts, output),
        Command::Status(args) => status::status(&data_dir, args, texts, output),
        Command::Doctor(args) => doctor::doctor(&data_dir, args, texts, output),
        Command::Restore(args) => restore::restore(&data_dir, args, texts, output),
        Command::Report(args) => report::report(&data_dir, args, texts, output),
        Command::Export(args) => export::export(&data_dir, args, texts, output),
        Command::Import(args) => import::import(&data_dir, args, texts, output),
        Command::Rebuild => rebuild::rebuild(&data_dir, texts, output),
        Command::Update(args) => update::update(&data_dir, args, texts, output),
        Command::Tunnel(args) => tunnel::tunnel(&data_dir, args, texts, output),
        Command::Completions { shell } => manual::completions(*shell, texts, output),
        Command::Manual { folder } => manual::manual(folder, texts),
    }
}
