//! What identifies a caller across calls.

use serde::{Deserialize, Serialize};

use crate::{Account, CallId, Party, PbxId};

/// Identifies a caller across calls: the E.164 number, which is one in the whole world; else the
/// text as sent behind the PBX and account that sent it, `pbx:1002` or `pbx@ankara:1002`, for an
/// extension is nobody elsewhere; else "hidden".
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CallerKey(String);

impl CallerKey {
    /// Of a party to a call.
    pub fn of(party: &Party, call: &CallId) -> Self {
        Self::at(party, call.pbx, &call.account)
    }

    /// Of a party to any call of a PBX's account.
    pub fn at(party: &Party, pbx: PbxId, account: &Account) -> Self {
        match &party.number {
            Some(number) => Self(number.as_str().to_owned()),
            None if party.is_hidden() => Self::hidden(),
            None if account.is_empty() => Self(format!("{pbx}:{}", party.raw)),
            None => Self(format!("{pbx}@{account}:{}", party.raw)),
        }
    }

    /// Everybody who withholds the number; they cannot be told apart.
    pub fn hidden() -> Self {
        Self(String::new())
    }

    /// True for those who withhold their number.
    pub fn is_hidden(&self) -> bool {
        self.0.is_empty()
    }

    /// The text as sent, of whoever is known at one PBX's account only, and which that is.
    pub fn local(&self) -> Option<(PbxId, Account, &str)> {
        let (whose, text) = self.0.split_once(':')?;
        let (pbx, account) = whose.split_once('@').unwrap_or((whose, ""));
        Some((pbx.parse().ok()?, account.parse().ok()?, text))
    }

    /// The number, or the text as sent, whosever it is: what contacts know a caller by.
    pub fn dialled(&self) -> &str {
        self.local().map_or(self.as_str(), |(_, _, text)| text)
    }

    /// The key as text; empty for hidden.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for CallerKey {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Region;

    fn key(text: &str, call: &str) -> CallerKey {
        let party = Party::read_leniently(text, Region::TR);
        CallerKey::of(&party, &call.parse().unwrap())
    }

    #[test]
    fn a_number_is_one_everywhere_and_an_extension_at_its_own_pbx_only() {
        let number = key("0532 123 45 67", "verimor:1");
        assert_eq!(number.as_str(), "+905321234567");
        assert_eq!(number, key("905321234567", "mtt@ankara:2"));
        assert_eq!(number.local(), None);
        assert_eq!(key("anonymous", "verimor:1"), CallerKey::hidden());
        assert_eq!(CallerKey::hidden().local(), None);
        for (text, call, as_text, account) in [
            ("1002", "verimor:1", "verimor:1002", ""),
            ("1002", "verimor@ankara:1", "verimor@ankara:1002", "ankara"),
            ("sip:a@b", "verimor:1", "verimor:sip:a@b", ""),
        ] {
            let key = key(text, call);
            assert_eq!(key.as_str(), as_text);
            let pbx = "verimor".parse().unwrap();
            let account = account.parse().unwrap();
            assert_eq!(key.local(), Some((pbx, account, text)));
        }
        assert_ne!(key("1002", "verimor:1"), key("1002", "mtt:1"));
        assert_ne!(key("1002", "verimor:1"), key("1002", "verimor@ankara:1"));
    }
}
