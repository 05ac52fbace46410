//! What MTS Exolve must be told beside the key, as settings of the hook.

use kimo_calls::{Meaning, PhoneNumber, SettingValue};

use crate::{Setting, SettingKind};

/// As numbers are written to it: `79000000001`. How one abroad is written stands nowhere.
pub(super) fn written(number: &PhoneNumber) -> Option<&str> {
    let digits = number.as_str().strip_prefix('+')?;
    (digits.len() == 11 && digits.starts_with('7')).then_some(digits)
}

/// By what it calls: both are made in the portal.
pub(super) struct Callback {
    pub(super) number: u64,
    pub(super) resource: u64,
}

impl Callback {
    pub(super) fn of(meaning: &Meaning) -> Option<Self> {
        let resource = match meaning.settings.get(RESOURCE)? {
            SettingValue::Text(text) => text.trim().parse().ok()?,
            SettingValue::Flag(_) | SettingValue::Table(_) => return None,
        };
        let number = own_number(meaning)?;
        Some(Self {
            number: written(&number)?.parse().ok()?,
            resource,
        })
    }
}

/// The number of ours that calls go out from, where somebody has entered it.
pub(super) fn own_number(meaning: &Meaning) -> Option<PhoneNumber> {
    match meaning.settings.get(NUMBER)? {
        SettingValue::Text(text) => PhoneNumber::read_leniently(text, meaning.region),
        SettingValue::Flag(_) | SettingValue::Table(_) => None,
    }
}

const NUMBER: &str = "own_number";
const RESOURCE: &str = "callback_resource";

/// The first of what calling needs beside the key.
pub(super) const OWN_NUMBER: Setting = Setting {
    name: NUMBER,
    label: "mtt-setting-own-number",
    hint: Some("mtt-setting-own-number-hint"),
    kind: SettingKind::Text,
};

/// The second.
pub(super) const CALLBACK_RESOURCE: Setting = Setting {
    name: RESOURCE,
    label: "mtt-setting-callback-resource",
    hint: Some("mtt-setting-callback-resource-hint"),
    kind: SettingKind::Text,
};
