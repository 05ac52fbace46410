//! Identities: of events, of calls, of PBXs.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::Hex;

/// Content address of an event: the first 16 bytes of a SHA-256 over the PBX and the canonical
/// form of the delivery's fields.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct EventId(pub [u8; 16]);

impl EventId {
    /// The address of content that consists of these parts, in this order.
    pub(crate) fn of(parts: &[&str]) -> Self {
        let mut hash = Sha256::new();
        for part in parts {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
        let mut id = [0; 16];
        id.copy_from_slice(&hash.finalize()[..16]);
        Self(id)
    }
}

impl fmt::Display for EventId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Hex(&self.0).fmt(f)
    }
}

impl fmt::Debug for EventId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EventId({self})")
    }
}

/// A call's identity: the PBX and the PBX's own id for it, an opaque string.
/// Written `verimor:1234`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CallId {
    /// The PBX that knows the call.
    pub pbx: Pbx,
    /// The PBX's id for it.
    pub pbx_call_id: String,
}

impl fmt::Display for CallId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.pbx, self.pbx_call_id)
    }
}

impl FromStr for CallId {
    type Err = UnknownPbx;

    fn from_str(text: &str) -> Result<Self, UnknownPbx> {
        let (pbx, pbx_call_id) = text
            .split_once(':')
            .ok_or_else(|| UnknownPbx(text.to_owned()))?;
        Ok(Self {
            pbx: pbx.parse()?,
            pbx_call_id: pbx_call_id.to_owned(),
        })
    }
}

/// The PBXs that Kimo speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Pbx {
    /// Verimor Bulutsantralim, Turkey.
    Verimor,
    /// Bulutfon, Turkey.
    Bulutfon,
    /// MTT Smart UVV, Russia.
    Mtt,
}

impl Pbx {
    /// Every PBX, in the order in which Kimo lists them.
    pub const ALL: [Self; 3] = [Self::Verimor, Self::Bulutfon, Self::Mtt];

    /// Its name in addresses, ids and files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Verimor => "verimor",
            Self::Bulutfon => "bulutfon",
            Self::Mtt => "mtt",
        }
    }

    /// Its name as its maker writes it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Verimor => "Verimor",
            Self::Bulutfon => "Bulutfon",
            Self::Mtt => "MTT",
        }
    }
}

impl fmt::Display for Pbx {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Pbx {
    type Err = UnknownPbx;

    fn from_str(name: &str) -> Result<Self, UnknownPbx> {
        Self::ALL
            .into_iter()
            .find(|pbx| pbx.as_str() == name)
            .ok_or_else(|| UnknownPbx(name.to_owned()))
    }
}

/// The text names no PBX that Kimo speaks.
#[derive(Debug, thiserror::Error)]
#[error("`{0}` is no PBX that Kimo speaks; it speaks verimor, bulutfon and mtt")]
pub struct UnknownPbx(pub String);
