//! Countries, by whose rules national numbers are read and written.

use std::{borrow::Cow, fmt, str::FromStr};

use rlibphonenumber::PHONE_NUMBER_UTIL;
use serde::{Deserialize, Serialize};

/// A country whose national spelling of numbers is expected: two letters, ISO 3166-1.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Region(rlibphonenumber::enums::Region);

impl Region {
    /// Turkey.
    pub const TR: Self = Self(rlibphonenumber::enums::Region::TR);
    /// Russia.
    pub const RU: Self = Self(rlibphonenumber::enums::Region::RU);

    /// As the library knows it.
    pub(crate) fn code(self) -> rlibphonenumber::enums::Region {
        self.0
    }
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_region_str().as_str())
    }
}

impl fmt::Debug for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Region({self})")
    }
}

impl FromStr for Region {
    type Err = UnknownRegion;

    fn from_str(text: &str) -> Result<Self, UnknownRegion> {
        let unknown = || UnknownRegion(text.to_owned());
        let region = rlibphonenumber::enums::Region::from_code(&text.to_ascii_uppercase())
            .map_err(|_| unknown())?;
        PHONE_NUMBER_UTIL
            .get_country_code_for_region(region)
            .map(|_| Self(region))
            .ok_or_else(unknown)
    }
}

impl Serialize for Region {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Region {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// The text names no country with telephone numbers.
#[derive(Debug, thiserror::Error)]
#[error("`{0}` is no country code; write two letters like TR or RU")]
pub struct UnknownRegion(pub String);
