//! What the history of Smart UVV must be told beside the key, as a setting of the hook.

use kimo_calls::{Meaning, PhoneNumber, SettingValue};

use super::exolve_settings::written;
use crate::{Setting, SettingKind};

/// Whether somebody has entered that this history is to be asked for.
pub(super) fn is_wanted(meaning: &Meaning) -> bool {
    entered(meaning).is_some()
}

/// The numbers to ask for, as they are written to it; none where one of them cannot be read: what is
/// left out would be taken for proved.
pub(super) fn numbers(meaning: &Meaning) -> Option<Vec<String>> {
    let mut numbers: Vec<String> = Vec::new();
    for one in entered(meaning)?.split([',', ';', '\n']) {
        let one = one.trim();
        if one.is_empty() {
            continue;
        }
        let number = PhoneNumber::read_leniently(one, meaning.region)?;
        let number = written(&number)?.to_owned();
        if !numbers.contains(&number) {
            numbers.push(number);
        }
    }
    Some(numbers).filter(|numbers| !numbers.is_empty())
}

fn entered(meaning: &Meaning) -> Option<&str> {
    match meaning.settings.get(NUMBERS)? {
        SettingValue::Text(text) => Some(text.as_str()).filter(|text| !text.trim().is_empty()),
        SettingValue::Flag(_) | SettingValue::Table(_) => None,
    }
}

const NUMBERS: &str = "history_numbers";

/// Whose history is asked for.
pub(super) const HISTORY_NUMBERS: Setting = Setting {
    name: NUMBERS,
    label: "mtt-setting-history-numbers",
    hint: Some("mtt-setting-history-numbers-hint"),
    kind: SettingKind::Text,
};
