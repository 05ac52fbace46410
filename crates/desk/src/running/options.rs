//! How to open a desk.

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    path::PathBuf,
    time::Duration,
};

/// How to open a desk.
#[derive(Clone, Debug)]
pub struct DeskOptions {
    /// Where the history is; made if it is not there.
    pub data_dir: PathBuf,
    /// Where to take deliveries; port 0 takes a free one.
    pub listen: SocketAddr,
    /// What to do when that address cannot be had.
    pub when_taken: WhenTaken,
    /// The program's name, for whoever else wants this data directory.
    pub program: &'static str,
    /// Whether there is a desktop, so that the UI offers what only a desktop can do.
    pub desktop: bool,
    /// Which hooks to make at the start.
    pub make_hooks: MakeHooks,
    /// How long the call card stays at hand after the last call on it.
    pub card_lingers: Duration,
}

/// Which hooks a desk makes by itself, each with its PBX's usual name and meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MakeHooks {
    /// None: somebody chooses a PBX.
    No,
    /// One for each PBX, if there is no hook yet.
    IfThereIsNone,
    /// One for each PBX that has none.
    ForEachPbx,
}

impl DeskOptions {
    /// The usual options for a data directory: the default address, without a desktop.
    pub fn new(data_dir: PathBuf) -> Self {
        Self {
            data_dir,
            listen: DEFAULT_LISTEN,
            when_taken: WhenTaken::Refuse,
            program: "kimo",
            desktop: false,
            make_hooks: MakeHooks::No,
            card_lingers: kimo_attention::CARD_LINGERS,
        }
    }
}

/// What to do when the address cannot be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhenTaken {
    /// Refuse to open, naming who holds it.
    Refuse,
    /// Open all the same, say that the desk is blind, and try again until it is free.
    TryAgain,
}

/// Where a desk takes deliveries unless told otherwise.
pub const DEFAULT_LISTEN: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8460);
