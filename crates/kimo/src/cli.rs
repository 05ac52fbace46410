//! What can be typed.

mod hooks;

use std::{net::SocketAddr, path::PathBuf};

use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use jiff::Timestamp;
use kimo_desk::{
    Texts,
    api::{PbxId, PublicUrl, UnknownPbx, pbx_named, pbx_names},
};

use crate::{
    address::{address, loopback_address},
    failure::Failure,
    since::since,
};

pub(crate) use hooks::{
    AddHookArgs, HooksArgs, HooksCommand, KeyArgs, LimitArgs, RegisterArgs, RotateArgs,
};

#[derive(Parser)]
#[command(name = "kimo", version, disable_help_subcommand = true)]
pub(crate) struct Cli {
    #[arg(long, global = true, value_name = "DIR", env = "KIMO_DATA_DIR")]
    data_dir: Option<PathBuf>,
    #[arg(long, short, global = true)]
    pub(crate) verbose: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    Serve(ServeArgs),
    Hooks(HooksArgs),
    Calls(CallsArgs),
    Contacts(ContactsArgs),
    Missed(MissedArgs),
    Send(SendArgs),
    Forget(ForgetArgs),
    Call(CallArgs),
    Status(StatusArgs),
    Doctor(DoctorArgs),
    Report(ReportArgs),
    Rebuild,
    Restore(RestoreArgs),
    Export(ExportArgs),
    Import(ImportAllArgs),
    Update(UpdateArgs),
    Tunnel(TunnelArgs),
    Completions {
        #[arg(value_name = "SHELL")]
        shell: Shell,
    },
    /// For whoever makes packages.
    #[command(hide = true)]
    Manual {
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
}

#[derive(Args)]
pub(crate) struct CallArgs {
    #[arg(value_name = "NUMBER")]
    pub(crate) number: String,
}

#[derive(Args)]
pub(crate) struct StatusArgs {
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct DoctorArgs {
    #[arg(long)]
    pub(crate) seen: bool,
}

#[derive(Args)]
pub(crate) struct ReportArgs {
    #[arg(value_name = "FILE")]
    pub(crate) save_to: Option<PathBuf>,
}

#[derive(Args)]
pub(crate) struct UpdateArgs {
    #[arg(long)]
    pub(crate) now: bool,
}

#[derive(Args)]
pub(crate) struct ServeArgs {
    #[arg(long, value_name = "ADDR", value_parser = address)]
    pub(crate) listen: Option<SocketAddr>,
    #[arg(long, value_name = "ADDR", value_parser = loopback_address)]
    pub(crate) ui: Option<SocketAddr>,
    #[arg(long, value_name = "WHICH")]
    pub(crate) hooks: Option<WhichHooks>,
    #[arg(long)]
    pub(crate) json: bool,
}

/// For which PBXs to make a hook at the start.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum WhichHooks {
    /// Each that has none.
    All,
}

#[derive(Args)]
pub(crate) struct CallsArgs {
    #[arg(long)]
    pub(crate) json: bool,
    #[arg(long)]
    pub(crate) missed: bool,
    #[arg(
        long,
        value_name = "TEXT",
        default_value = "",
        hide_default_value = true
    )]
    pub(crate) search: String,
    #[arg(long, value_name = "TIME", value_parser = since)]
    pub(crate) since: Option<Timestamp>,
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<usize>,
}

#[derive(Args)]
pub(crate) struct ContactsArgs {
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) command: Option<ContactsCommand>,
}

#[derive(Subcommand)]
pub(crate) enum ContactsCommand {
    Add(AddContactArgs),
    Import(ImportArgs),
    Export {
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    Sync,
}

#[derive(Args)]
pub(crate) struct AddContactArgs {
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
    #[arg(value_name = "NUMBER", required = true)]
    pub(crate) numbers: Vec<String>,
}

#[derive(Args)]
pub(crate) struct ImportArgs {
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    #[arg(long)]
    pub(crate) dry_run: bool,
}

#[derive(Args)]
pub(crate) struct MissedArgs {
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[arg(long)]
    pub(crate) mine: bool,
    #[command(subcommand)]
    pub(crate) command: Option<MissedCommand>,
}

#[derive(Subcommand)]
pub(crate) enum MissedCommand {
    Handled {
        #[arg(value_name = "KEY|NUMBER")]
        key: String,
    },
}

#[derive(Args)]
pub(crate) struct ForgetArgs {
    #[arg(value_name = "NUMBER")]
    pub(crate) number: String,
    #[arg(long)]
    pub(crate) yes: bool,
}

#[derive(Args)]
pub(crate) struct SendArgs {
    #[arg(value_name = "SCENARIO", required_unless_present = "list")]
    pub(crate) scenario: Option<String>,
    #[arg(long)]
    pub(crate) fast: bool,
    #[arg(long, value_name = "NAME|URL")]
    pub(crate) hook: Option<String>,
    #[arg(long, value_name = "PBX", value_parser = pbx)]
    pub(crate) pbx: Option<PbxId>,
    #[arg(long)]
    pub(crate) with_records: bool,
    #[arg(long)]
    pub(crate) only_record: bool,
    #[arg(long)]
    pub(crate) list: bool,
}

#[derive(Args)]
pub(crate) struct RestoreArgs {
    #[arg(value_name = "FILE")]
    pub(crate) backup: Option<PathBuf>,
}

#[derive(Args)]
pub(crate) struct ExportArgs {
    #[arg(id = "export-to", value_name = "FILE")]
    pub(crate) to: PathBuf,
    #[arg(long)]
    pub(crate) secrets: bool,
}

#[derive(Args)]
pub(crate) struct ImportAllArgs {
    #[arg(id = "import-from", value_name = "FILE")]
    pub(crate) from: PathBuf,
    #[arg(long)]
    pub(crate) without_secrets: bool,
    #[arg(long)]
    pub(crate) replace: bool,
}

#[derive(Args)]
pub(crate) struct TunnelArgs {
    #[command(subcommand)]
    pub(crate) command: TunnelCommand,
}

#[derive(Subcommand)]
pub(crate) enum TunnelCommand {
    Key,
    #[command(subcommand)]
    Use(UseCommand),
    Status {
        #[arg(long)]
        json: bool,
    },
    Check,
    Off,
    ForgetHostKey,
}

#[derive(Clone, Subcommand)]
pub(crate) enum UseCommand {
    Ssh {
        #[arg(long, value_name = "HOST")]
        host: String,
        #[arg(long, value_name = "PORT", default_value_t = 22)]
        port: u16,
        #[arg(long, value_name = "USER")]
        user: String,
        #[arg(long, value_name = "PORT", required_unless_present = "remote_socket")]
        remote_port: Option<u16>,
        #[arg(long, value_name = "PATH", conflicts_with = "remote_port")]
        remote_socket: Option<String>,
        #[arg(long, value_name = "URL")]
        public_url: PublicUrl,
    },
    Ngrok {
        #[arg(long, value_name = "NAME")]
        domain: Option<String>,
    },
    Cloudflared {
        #[arg(long, value_name = "URL")]
        public_url: Option<PublicUrl>,
        #[arg(long, value_name = "PATH")]
        program: Option<PathBuf>,
    },
    Tailscale {
        #[arg(long, value_name = "PATH")]
        program: Option<PathBuf>,
    },
    Address {
        #[arg(long, value_name = "URL")]
        public_url: PublicUrl,
    },
}

impl Cli {
    /// Where the history is.
    pub(crate) fn data_dir(&self) -> Result<PathBuf, Failure> {
        match &self.data_dir {
            Some(dir) if dir.as_os_str().is_empty() => Err(Failure::Usage(
                "the data directory is empty: give --data-dir a directory".to_owned(),
            )),
            Some(dir) => Ok(dir.clone()),
            None => kimo_desk::default_data_dir().ok_or_else(|| {
                Failure::Usage("there is no home directory: give --data-dir a directory".to_owned())
            }),
        }
    }
}

/// Reads the command line; ends the program with code 2 where it makes no sense.
pub(crate) fn parse(texts: &Texts) -> Cli {
    let matches = command(texts).get_matches();
    Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit())
}

/// Everything that can be typed, explained in the user's language.
pub(crate) fn command(texts: &Texts) -> clap::Command {
    explained(Cli::command(), "", texts)
}

/// The command with its help in the user's language: `cli-about-<command>`, `cli-arg-<argument>`.
/// What is done with contacts and missed callers has ids of its own: their words are others' too.
fn explained(command: clap::Command, of: &str, texts: &Texts) -> clap::Command {
    let name = match (of, command.get_name()) {
        ("contacts" | "missed", name) => format!("{of}-{name}"),
        ("hooks", "key" | "remove") | ("tunnel", "status") => {
            format!("{of}-{}", command.get_name())
        }
        (_, name) => name.to_owned(),
    };
    let about = texts.get(&format!("cli-about-{name}"), &[]);
    let subcommands: Vec<_> = command
        .get_subcommands()
        .map(|subcommand| subcommand.get_name().to_owned())
        .collect();
    let command = command
        .about(about)
        .mut_args(|argument| match argument.get_id().as_str() {
            "help" | "version" => argument,
            id => {
                let id = format!("cli-arg-{}", id.replace('_', "-"));
                argument.help(texts.get(&id, &[("pbxs", pbx_names().into())]))
            }
        });
    let of = command.get_name().to_owned();
    subcommands.into_iter().fold(command, |command, name| {
        command.mut_subcommand(name, |subcommand| explained(subcommand, &of, texts))
    })
}

fn pbx(text: &str) -> Result<PbxId, UnknownPbx> {
    pbx_named(&text.to_ascii_lowercase())
}

fn name(text: &str) -> Result<String, &'static str> {
    match text.trim() {
        "" => Err("a hook's name is not empty"),
        name => Ok(name.to_owned()),
    }
}

fn basic_user(text: &str) -> Result<String, &'static str> {
    match text.contains(':') {
        false if !text.is_empty() => Ok(text.to_owned()),
        _ => Err(
            "write the user name only, without a colon: the password is read from standard input, \
             for every program of this computer can read a command's arguments",
        ),
    }
}

#[cfg(test)]
mod tests {
    use kimo_desk::Lang;

    use super::*;

    #[test]
    fn the_command_line_is_explained_in_every_language() {
        for language in Lang::ALL {
            let texts = Texts::for_language(language);
            check(&command(&texts));
        }
        Cli::command().debug_assert();
    }

    fn check(command: &clap::Command) {
        let about = command.get_about().unwrap().to_string();
        assert!(!about.starts_with("cli-"), "{about}");
        for argument in command.get_arguments() {
            let help = argument.get_help().unwrap().to_string();
            assert!(!help.starts_with("cli-"), "{help}");
        }
        command.get_subcommands().for_each(check);
    }
}
