//! Why a command failed, and how that is said.

use std::{io, process::ExitCode};

use kimo_desk::{
    DeskError, Texts,
    api::{AskErrorCode, NotAnswered},
    lock::LockError,
};

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// What was typed makes no sense: exit code 2.
    #[error("{0}")]
    Usage(String),
    /// The reader of our output has gone away (`kimo calls | head`): no failure at all.
    #[error("nobody reads the output any more")]
    OutputClosed,
    /// The desk cannot be opened.
    #[error(transparent)]
    Desk(#[from] DeskError),
    /// Anything else.
    #[error("{0:#}")]
    Other(#[from] anyhow::Error),
}

impl Failure {
    /// Says it on standard error, in the user's language where there are words for it.
    pub(crate) fn report(&self, texts: &Texts) -> ExitCode {
        let (text, code) = match self {
            Self::OutputClosed => return ExitCode::SUCCESS,
            Self::Usage(text) => (text.clone(), 2),
            Self::Desk(error) => (desk_error(error, texts), 1),
            Self::Other(_) => (self.to_string(), 1),
        };
        eprintln!("kimo: {text}");
        ExitCode::from(code)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::OutputClosed,
            _ => Self::Other(error.into()),
        }
    }
}

impl From<NotAnswered> for Failure {
    fn from(error: NotAnswered) -> Self {
        match error {
            NotAnswered::Refused(error) if error.code == AskErrorCode::BadParams => {
                Self::Usage(error.detail)
            }
            other => Self::Other(other.into()),
        }
    }
}

fn desk_error(error: &DeskError, texts: &Texts) -> String {
    match error {
        DeskError::Lock(LockError::Held { data_dir, holder }) => {
            let dir = data_dir.display().to_string();
            match holder.as_deref() {
                Some(holder) => texts.get(
                    "cli-data-dir-held",
                    &[
                        ("dir", dir.into()),
                        ("program", holder.program.clone().into()),
                        ("pid", holder.pid.to_string().into()),
                    ],
                ),
                None => texts.get("cli-data-dir-held-by-unknown", &[("dir", dir.into())]),
            }
        }
        DeskError::Listen {
            address,
            holder: Some(holder),
            ..
        } => texts.get(
            "cli-address-taken",
            &[
                ("address", address.to_string().into()),
                ("program", holder.program.clone().into()),
                ("pid", holder.pid.to_string().into()),
            ],
        ),
        DeskError::Listen {
            address, source, ..
        } if source.kind() == io::ErrorKind::AddrInUse => texts.get(
            "cli-address-taken-by-unknown",
            &[("address", address.to_string().into())],
        ),
        DeskError::Listen {
            address, source, ..
        } => texts.get(
            "cli-address-refused",
            &[
                ("address", address.to_string().into()),
                ("detail", source.to_string().into()),
            ],
        ),
        other => other.to_string(),
    }
}
