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
            match known {
                Some(setting) if setting.default() == value => {}
                Some(setting) if setting.admits(&value) => {
                    checked.insert(name, value);
                }
                Some(setting) => {
                    let can_be = setting.can_be();
                    return Err(WrongSetting::Value { name, can_be });
                }
                None => {
                    let known = self.settings().iter().map(|setting| setting.name);
                    let known = known.collect();
                    return Err(WrongSetting::Name { name, known });
                }
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

/// Why settings are refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WrongSetting {
    /// The PBX has not this one.
    #[error("this PBX has no setting `{name}`; it has {}", or_none(known))]
    Name {
        /// The name that was given.
        name: String,
        /// The settings that it has.
        known: Vec<&'static str>,
    },
    /// It cannot be set to that.
    #[error("the setting `{name}` must be {can_be}")]
    Value {
        /// Its name.
        name: String,
        /// What it can be, in words.
        can_be: String,
    },
}

fn or_none(names: &[&str]) -> String {
    match names {
        [] => "none".to_owned(),
        names => names.join(", "),
    }
}
