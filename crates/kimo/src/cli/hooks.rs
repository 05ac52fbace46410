//! What can be typed after `kimo hooks`.

use clap::{Args, Subcommand};
use kimo_desk::api::{Account, PbxId, SourceHeader};

use super::{basic_user, name, pbx};

#[derive(Args)]
pub(crate) struct HooksArgs {
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) command: Option<HooksCommand>,
}

#[derive(Subcommand)]
pub(crate) enum HooksCommand {
    Add(AddHookArgs),
    Rotate(RotateArgs),
    Revoke(RevokeArgs),
    Limit(LimitArgs),
    Key(KeyArgs),
    Remove(RemoveArgs),
    Register(RegisterArgs),
}

#[derive(Args)]
pub(crate) struct KeyArgs {
    #[arg(value_name = "NAME|PBX")]
    pub(crate) which: String,
    #[arg(long, value_name = "URL")]
    pub(crate) base: Option<String>,
    #[arg(long)]
    pub(crate) recordings: bool,
}

#[derive(Args)]
pub(crate) struct RotateArgs {
    #[arg(value_name = "NAME|PBX")]
    pub(crate) which: String,
    #[arg(long, value_name = "HOURS", default_value_t = 24,
          value_parser = clap::value_parser!(u32).range(..=720))]
    pub(crate) overlap: u32,
}

#[derive(Args)]
pub(crate) struct RevokeArgs {
    #[arg(value_name = "NAME|PBX")]
    pub(crate) which: String,
}

#[derive(Args)]
pub(crate) struct RegisterArgs {
    #[arg(value_name = "NAME|PBX")]
    pub(crate) which: String,
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) instead_of: Option<String>,
    #[arg(long, conflicts_with = "instead_of")]
    pub(crate) put_back: bool,
}

#[derive(Args)]
pub(crate) struct RemoveArgs {
    #[arg(value_name = "NAME|PBX")]
    pub(crate) which: String,
}

#[derive(Args)]
pub(crate) struct AddHookArgs {
    #[arg(value_name = "PBX", value_parser = pbx)]
    pub(crate) pbx: PbxId,
    #[arg(long, value_name = "NAME", value_parser = name)]
    pub(crate) name: Option<String>,
    #[arg(
        long,
        value_name = "ACCOUNT",
        default_value = "",
        hide_default_value = true
    )]
    pub(crate) account: Account,
    #[arg(long, value_name = "NAME=VALUE")]
    pub(crate) set: Vec<String>,
    #[arg(long, value_name = "COUNTRY")]
    pub(crate) region: Option<String>,
    #[arg(long, value_name = "USER", value_parser = basic_user)]
    pub(crate) basic: Option<String>,
}

#[derive(Args)]
pub(crate) struct LimitArgs {
    #[arg(value_name = "NAME|PBX")]
    pub(crate) which: String,
    #[arg(value_name = "NETWORK", required_unless_present = "anywhere")]
    pub(crate) networks: Vec<String>,
    #[arg(long, value_name = "HEADER", default_value = "x-forwarded-for")]
    pub(crate) header: SourceHeader,
    #[arg(long, conflicts_with = "networks")]
    pub(crate) anywhere: bool,
}
