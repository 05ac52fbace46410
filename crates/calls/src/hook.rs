//! A hook: one address that a PBX posts to, and what its deliveries mean.

use std::{collections::BTreeMap, fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use jiff::Timestamp;

use crate::{Account, PbxId, Region, Sources, random_hex};

/// One address that a PBX posts to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hook {
    /// Its row in the history.
    pub id: HookId,
    /// Who posts to it.
    pub pbx: PbxId,
    /// The installation of that PBX that does. Its deliveries change calls of this one only.
    pub account: Account,
    /// What the user calls it.
    pub name: String,
    /// The secret part of its address.
    pub token: HookToken,
    /// The token that it had before, while both work.
    pub previous: Option<PreviousToken>,
    /// HTTP Basic credentials that a delivery must bring, if any.
    pub basic: Option<BasicCredentials>,
    /// From where its deliveries may come.
    pub sources: Sources,
    /// How its deliveries are to be read.
    pub meaning: Meaning,
}

/// Row of a hook in the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct HookId(pub i64);

/// The settings of a hook that change what its deliveries mean.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meaning {
    /// The country whose national numbers it sends.
    pub region: Region,
    /// The PBX's own settings, by name. One that is not there is as its PBX has it by default.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub settings: Settings,
}

impl Meaning {
    /// What deliveries with national numbers of this country mean, all else by default.
    pub fn of_region(region: Region) -> Self {
        Self {
            region,
            settings: Settings::new(),
        }
    }
}

/// A PBX's own settings of a hook, by name.
pub type Settings = BTreeMap<String, SettingValue>;

/// What a setting of a hook is set to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(untagged)]
pub enum SettingValue {
    /// Yes or no.
    Flag(bool),
    /// A text, or the name of a choice.
    Text(String),
    /// What the PBX calls somebody, and what people call them.
    Table(BTreeMap<String, String>),
}

/// The secret part of a hook's address: URL-safe text of at least 22 characters, 128 random bits.
/// Neither `Debug` nor `Display` shows it.
#[derive(Clone, PartialEq, Eq)]
pub struct HookToken(String);

impl HookToken {
    /// A new token, of 32 hexadecimal digits. `fill` is where randomness comes from.
    pub fn random<E>(fill: impl FnOnce(&mut [u8]) -> Result<(), E>) -> Result<Self, E> {
        random_hex(fill).map(Self)
    }

    /// The secret itself, for comparing and for showing the address to its owner.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl FromStr for HookToken {
    type Err = NotAToken;

    fn from_str(text: &str) -> Result<Self, NotAToken> {
        let url_safe = text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        if (22..=128).contains(&text.len()) && url_safe {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotAToken)
        }
    }
}

impl fmt::Debug for HookToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HookToken(…)")
    }
}

/// A token that has been replaced, and works until the PBX has been told of the new one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviousToken {
    /// The token.
    pub token: HookToken,
    /// From then on it does not work any more, by the desk's clock.
    pub until: Timestamp,
}

/// The text is no hook token.
#[derive(Debug, thiserror::Error)]
#[error("a hook token has 22 to 128 letters, digits, `-` or `_`")]
pub struct NotAToken;

/// A user name and password of HTTP Basic. `Debug` does not show the password.
#[derive(Clone, PartialEq, Eq)]
pub struct BasicCredentials {
    /// The user name; holds no colon.
    pub user: String,
    /// The password; `None` where it is not at hand, and then nobody is let in.
    pub password: Option<String>,
}

impl fmt::Debug for BasicCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BasicCredentials")
            .field("user", &self.user)
            .finish_non_exhaustive()
    }
}
