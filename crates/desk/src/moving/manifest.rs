//! What stands in a file that carries a desk: each part of it, with its length and its sum.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::moving_error::MovingError;

/// What stands in a file that carries a desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    /// Of the file; see [`FORMAT`].
    pub(super) format: u32,
    /// The version of the Kimo that wrote it.
    pub(super) program: String,
    pub(super) made_at: Timestamp,
    pub(super) calls: u64,
    pub(super) history: Part,
    pub(super) tunnel: Option<Part>,
    pub(super) secrets: Option<Part>,
}

/// One part of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Part {
    pub(super) bytes: u64,
    /// SHA-256, in hexadecimal digits.
    pub(super) sha256: String,
}

/// What is looked at before anything else may be another.
#[derive(Deserialize)]
struct Beginning {
    format: u32,
    program: String,
}

/// The names of the parts. No other is ever read, and none of them is the name of a file here.
pub(super) const HISTORY: &str = "history.db";
pub(super) const TUNNEL: &str = "tunnel.json";
pub(super) const SECRETS: &str = "secrets.sealed";
pub(super) const MANIFEST: &str = "manifest.json";

/// The newest format that is known here.
pub(super) const FORMAT: u32 = 1;

impl Manifest {
    pub(super) fn read(content: &[u8]) -> Result<Self, MovingError> {
        let damaged = |error: serde_json::Error| MovingError::Damaged(error.to_string());
        let Beginning { format, program } = serde_json::from_slice(content).map_err(damaged)?;
        if format > FORMAT {
            return Err(MovingError::Newer(short(&program)));
        }
        serde_json::from_slice(content).map_err(damaged)
    }

    /// What the seal of the secrets stands for beside them: with the passphrase, nobody else can
    /// have put another history or another tunnel into the file.
    pub(super) fn sealed_with(&self) -> Vec<u8> {
        let tunnel = self.tunnel.as_ref().map(|part| part.sha256.as_str());
        let parts = [
            self.format.to_string(),
            self.history.sha256.clone(),
            tunnel.unwrap_or_default().to_owned(),
        ];
        parts.join("\n").into_bytes()
    }
}

impl Part {
    pub(super) fn of(content: &[u8]) -> Self {
        let mut sum = Sum::default();
        sum.take(content);
        sum.part()
    }
}

/// The length and the sum of what has come so far.
#[derive(Default)]
pub(super) struct Sum {
    bytes: u64,
    sha256: Sha256,
}

impl Sum {
    pub(super) fn take(&mut self, some: &[u8]) {
        self.bytes += some.len() as u64;
        self.sha256.update(some);
    }

    pub(super) fn bytes(&self) -> u64 {
        self.bytes
    }

    pub(super) fn part(self) -> Part {
        let sha256 = self.sha256.finalize();
        Part {
            bytes: self.bytes,
            sha256: sha256.iter().map(|byte| format!("{byte:02x}")).collect(),
        }
    }
}

/// A version, as far as one can be believed to be one: it came from elsewhere.
fn short(version: &str) -> String {
    let is_of_one = |letter: &char| letter.is_ascii_alphanumeric() || ".-+".contains(*letter);
    version.chars().filter(is_of_one).take(20).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_newer_format_is_told_by_its_beginning_alone() {
        let newer = br#"{"format":2,"program":"9.1.0\u001b[31m","parts":[]}"#;
        let Err(MovingError::Newer(program)) = Manifest::read(newer) else {
            panic!("it was taken for one of ours");
        };
        assert_eq!(program, "9.1.031m");
    }
}
