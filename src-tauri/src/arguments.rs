//! The command line.

use std::{net::SocketAddr, path::PathBuf, time::Duration};

use anyhow::Context;
use clap::Parser;
use kimo_desk::{DeskOptions, Dialable, View, WhenTaken};

use crate::other_programs::number_of;

/// Who is calling: popups, a tray icon and a window for the calls of your cloud PBX.
#[derive(Debug, Parser)]
#[command(name = "kimo-desktop", version)]
pub(crate) struct Arguments {
    /// Where Kimo keeps its history; otherwise the platform's usual place.
    #[arg(long, value_name = "DIR", env = "KIMO_DATA_DIR")]
    pub(crate) data_dir: Option<PathBuf>,

    /// Where to take the PBX's deliveries; port 0 takes a free one.
    #[arg(long, value_name = "ADDR")]
    pub(crate) listen: Option<SocketAddr>,

    /// Start without the window, as after logging in.
    #[arg(long)]
    pub(crate) hidden: bool,

    /// Show this number, a `tel:` address, to be called.
    #[arg(value_name = "tel:NUMBER", value_parser = number_of)]
    pub(crate) dial: Option<Dialable>,

    /// Seconds for which the call card stays at hand after the last call; tests do not wait a minute.
    #[arg(long, value_name = "SECONDS", hide = true)]
    pub(crate) card_lingers: Option<f64>,
}

impl Arguments {
    /// What the window opens at; `None` where it stays closed.
    pub(crate) fn view(&self) -> Option<View> {
        match (&self.dial, self.hidden) {
            (Some(number), _) => Some(View::Dial(number.clone())),
            (None, false) => Some(View::Calls),
            (None, true) => None,
        }
    }

    /// The desk that is asked for.
    pub(crate) fn options(self) -> anyhow::Result<DeskOptions> {
        let data_dir = self
            .data_dir
            .or_else(kimo_desk::default_data_dir)
            .context("there is no home directory; say --data-dir")?;
        let mut options = DeskOptions::new(data_dir);
        options.program = crate::PROGRAM;
        options.desktop = true;
        let lingers = self.card_lingers.map(Duration::try_from_secs_f64);
        if let Some(lingers) = lingers.transpose().context("--card-lingers")? {
            options.card_lingers = lingers;
        }
        options.when_taken = match self.listen {
            // Nobody reads a message of a program that was started by a click: it shows its
            // window and says there that it is blind.
            None => WhenTaken::TryAgain,
            Some(listen) => {
                options.listen = listen;
                WhenTaken::Refuse
            }
        };
        Ok(options)
    }
}
