//! Identities: of events, of calls, of PBXs.

use std::{borrow::Cow, fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

use crate::Hex;

/// Content address of an event: the first 16 bytes of a SHA-256 over the PBX, the account if there
/// is one, and the canonical form of the delivery's fields.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct EventId(pub [u8; 16]);

impl EventId {
    /// The address of what a PBX said: the same for every spelling of the same fields, of which
    /// `canonical` is the one form.
    pub fn of_delivery(pbx: PbxId, account: &Account, canonical: &str) -> Self {
        match account.as_str() {
            "" => Self::of(&[pbx.as_str(), canonical]),
            account => Self::of(&[pbx.as_str(), account, canonical]),
        }
    }

    /// The address of the further event of that number that one delivery tells; the first, of
    /// number 0, has the delivery's own.
    pub fn further(self, number: usize) -> Self {
        match number {
            0 => self,
            number => Self::of(&["further", &self.to_string(), &number.to_string()]),
        }
    }

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

impl FromStr for EventId {
    type Err = NotAnEventId;

    /// Reads the 32 hexadecimal digits as which an id is written.
    fn from_str(text: &str) -> Result<Self, NotAnEventId> {
        let not_one = || NotAnEventId(text.to_owned());
        if text.len() != 32 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(not_one());
        }
        let id = u128::from_str_radix(text, 16).map_err(|_| not_one())?;
        Ok(Self(id.to_be_bytes()))
    }
}

/// The text is no id of an event.
#[derive(Debug, thiserror::Error)]
#[error("`{0}` is no id of an event: that is 32 hexadecimal digits")]
pub struct NotAnEventId(pub String);

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

/// A call's identity: the PBX, the account there, and the PBX's own id for it, an opaque string.
/// Written `pbx:1234`, with an account `pbx@ankara:1234`: neither a PBX nor an account has a colon
/// in it, so whatever follows the first one is the PBX's.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CallId {
    /// The PBX that knows the call.
    pub pbx: PbxId,
    /// The installation of it that does.
    #[serde(default, skip_serializing_if = "Account::is_empty")]
    pub account: Account,
    /// The PBX's id for it.
    pub pbx_call_id: String,
}

/// What the id of a test call has in it, as 16 hexadecimal digits: no PBX's own id spells
/// "kimotest".
pub const TEST_CALL: [u8; 8] = *b"kimotest";

/// The same as it is spelled, for it is looked for in the id of every call.
const TEST_CALL_SPELLED: &[u8] = b"6b696d6f74657374";

impl CallId {
    /// Whether Kimo made the call up to show what one looks like: it proves nothing of the PBX,
    /// and nobody need be called back. Whatever stands between the digits of an id, and their case,
    /// is the PBX's affair.
    pub fn is_test(&self) -> bool {
        let letters = self.pbx_call_id.bytes();
        let letters = letters.filter(u8::is_ascii_alphanumeric);
        let mut id = Vec::with_capacity(self.pbx_call_id.len());
        id.extend(letters.map(|letter| letter.to_ascii_lowercase()));
        id.windows(TEST_CALL_SPELLED.len())
            .any(|part| part == TEST_CALL_SPELLED)
    }
}

impl fmt::Display for CallId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            pbx,
            account,
            pbx_call_id,
        } = self;
        match account.as_str() {
            "" => write!(f, "{pbx}:{pbx_call_id}"),
            account => write!(f, "{pbx}@{account}:{pbx_call_id}"),
        }
    }
}

impl FromStr for CallId {
    type Err = NotACallId;

    fn from_str(text: &str) -> Result<Self, NotACallId> {
        let read = || {
            let (who, pbx_call_id) = text.split_once(':')?;
            let (pbx, account) = match who.split_once('@') {
                Some((_, "")) => return None,
                Some((pbx, account)) => (pbx, account.parse().ok()?),
                None => (who, Account::default()),
            };
            Some(Self {
                pbx: pbx.parse().ok()?,
                account,
                pbx_call_id: pbx_call_id.to_owned(),
            })
        };
        read().ok_or_else(|| NotACallId(text.to_owned()))
    }
}

/// The text is no call's id.
#[derive(Debug, thiserror::Error)]
#[error("`{0}` is no id of a call; it is written PBX:ID, with an account PBX@ACCOUNT:ID")]
pub struct NotACallId(pub String);

/// Names a PBX, whether or not this build of Kimo speaks to it: a small letter, then at most 22
/// small letters and digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(type = "string"))]
pub struct PbxId([u8; Self::LONGEST]);

impl PbxId {
    const LONGEST: usize = 23;

    /// The id of a PBX that is known when Kimo is built. Panics where the name is no id, which for
    /// a constant the compiler finds.
    pub const fn known(name: &'static str) -> Self {
        match Self::read(name) {
            Some(id) => id,
            None => panic!("the id of a PBX is small letters and digits"),
        }
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        let length = self.0.iter().position(|byte| *byte == 0);
        let text = &self.0[..length.unwrap_or(Self::LONGEST)];
        // Nothing but ASCII was let in.
        str::from_utf8(text).unwrap_or_default()
    }

    const fn read(name: &str) -> Option<Self> {
        let name = name.as_bytes();
        if name.is_empty() || name.len() > Self::LONGEST || !name[0].is_ascii_lowercase() {
            return None;
        }
        let mut bytes = [0; Self::LONGEST];
        let mut at = 0;
        while at < name.len() {
            if !name[at].is_ascii_lowercase() && !name[at].is_ascii_digit() {
                return None;
            }
            bytes[at] = name[at];
            at += 1;
        }
        Some(Self(bytes))
    }
}

impl fmt::Display for PbxId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for PbxId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PbxId({self})")
    }
}

impl FromStr for PbxId {
    type Err = NotAPbxId;

    fn from_str(name: &str) -> Result<Self, NotAPbxId> {
        Self::read(name).ok_or_else(|| NotAPbxId(name.to_owned()))
    }
}

impl Serialize for PbxId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for PbxId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// The text can name no PBX.
#[derive(Debug, thiserror::Error)]
#[error("`{0}` names no PBX: that is a small letter, then up to 22 small letters and digits")]
pub struct NotAPbxId(pub String);

/// One customer's installation at a PBX; empty where a desk has one only. At most 40 small letters,
/// digits, `-`, `_` and `.`, the first of them a letter or digit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(type = "string"))]
#[serde(try_from = "String")]
pub struct Account(String);

impl Account {
    /// Whether it is the only one.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The account as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Account {
    type Err = NotAnAccount;

    fn from_str(text: &str) -> Result<Self, NotAnAccount> {
        text.to_owned().try_into()
    }
}

impl TryFrom<String> for Account {
    type Error = NotAnAccount;

    fn try_from(text: String) -> Result<Self, NotAnAccount> {
        const LONGEST: usize = 40;
        let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        let begins_well = text.bytes().next().is_none_or(is_plain);
        let is_good = text
            .bytes()
            .all(|byte| is_plain(byte) || b"-_.".contains(&byte));
        match begins_well && is_good && text.len() <= LONGEST {
            true => Ok(Self(text)),
            false => Err(NotAnAccount(text)),
        }
    }
}

/// The text names no account.
#[derive(Debug, thiserror::Error)]
#[error("`{0}` names no account: that is up to 40 small letters, digits, `-`, `_` and `.`")]
pub struct NotAnAccount(pub String);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_call_is_told_by_its_id_however_that_is_spelled() {
        let spelled = Hex(&TEST_CALL).to_string();
        assert_eq!(spelled.as_bytes(), TEST_CALL_SPELLED);
        for (id, is_test) in [
            (spelled.clone(), true),
            (format!("12{}34", spelled.to_uppercase()), true),
            ("6b69-6D6F 7465_7374ğ".to_owned(), true),
            (spelled[1..].to_owned(), false),
            (spelled.replace("6d", "6c"), false),
            ("kimotest".to_owned(), false),
            (String::new(), false),
        ] {
            let id: CallId = format!("verimor:{id}").parse().unwrap();
            assert_eq!(id.is_test(), is_test, "{id}");
        }
    }

    #[test]
    fn a_call_id_is_read_as_it_is_written() {
        for (text, pbx, account, call) in [
            ("verimor:1234", "verimor", "", "1234"),
            ("verimor@ankara:1234", "verimor", "ankara", "1234"),
            ("pbx3@a-1_b.c:x:y@z:", "pbx3", "a-1_b.c", "x:y@z:"),
            ("mtt:", "mtt", "", ""),
        ] {
            let id: CallId = text.parse().unwrap();
            assert_eq!(
                (
                    id.pbx.as_str(),
                    id.account.as_str(),
                    id.pbx_call_id.as_str()
                ),
                (pbx, account, call)
            );
            assert_eq!(id.to_string(), text);
            let json = serde_json::to_string(&id).unwrap();
            assert_eq!(serde_json::from_str::<CallId>(&json).unwrap(), id);
        }
        for text in [
            "",
            "verimor",
            ":1",
            "Verimor:1",
            "verimor@:1",
            "verimor@A:1",
            "a@b@c:1",
        ] {
            text.parse::<CallId>().unwrap_err();
        }
    }

    #[test]
    fn a_pbx_of_another_build_has_an_id_too() {
        for text in ["a", "verimor", "pbx3", "abcdefghijklmnopqrstuvw"] {
            assert_eq!(text.parse::<PbxId>().unwrap().as_str(), text);
        }
        for text in [
            "",
            "3cx",
            "Verimor",
            "a-b",
            "a b",
            "é",
            "abcdefghijklmnopqrstuvwx",
        ] {
            text.parse::<PbxId>().unwrap_err();
        }
        let sorted = ["a", "ab", "b"].map(|text| text.parse::<PbxId>().unwrap());
        assert!(sorted.is_sorted());
    }

    #[test]
    fn an_account_makes_another_event_and_none_keeps_the_id() {
        let pbx = PbxId::known("verimor");
        let id = |account: &str| EventId::of_delivery(pbx, &account.parse().unwrap(), "{}");
        assert_eq!(id(""), EventId::of(&["verimor", "{}"]));
        assert_ne!(id("ankara"), id(""));
        assert_ne!(id("ankara"), id("izmir"));
        assert_eq!(id("").further(0), id(""));
        assert_ne!(id("").further(1), id("").further(2));
    }
}
