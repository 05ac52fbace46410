//! The settings of one hook, held to those that its PBX has.

use kimo_calls::{Meaning, Settings};

use crate::{Adapter, Setting};

impl dyn Adapter {
    /// The settings as they are stored: each of a kind that it can be, and none that is as it would
    /// be anyway.
    pub fn checked(&self, settings: Settings) -> Result<Settings, WrongSetting> {
        let mut checked = Settings::new();
        for (name, value) in settings {
            let known = self.settings().iter().find(|known| known.name == name);
            match known.filter(|setting| setting.admits(&value)) {
                Some(setting) if setting.default() == value => {}
                Some(_) => {
                    checked.insert(name, value);
                }
                None => return Err(WrongSetting(name)),
            }
        }
        Ok(checked)
    }

    /// Every setting as it is, said or by default.
    pub fn settings_of(&self, meaning: &Meaning) -> Settings {
        let said = |setting: &Setting| meaning.settings.get(setting.name).cloned();
        self.settings()
            .iter()
            .map(|setting| {
                let value = said(setting).unwrap_or_else(|| setting.default());
                (setting.name.to_owned(), value)
            })
            .collect()
    }
}

/// A setting that the PBX has not, or cannot be set to that.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the setting `{0}` cannot be that")]
pub struct WrongSetting(pub String);
