//! The settings of a PBX's hooks, as data, so that whoever shows them need not know them.

use kimo_calls::SettingValue;

/// One setting. Its texts have the ids `<pbx>-setting-<name>` and `<pbx>-setting-<name>-hint`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Its name where it is stored.
    pub name: &'static str,
    /// What it is called; the id of a text.
    pub label: &'static str,
    /// What it is for; the id of a text.
    pub hint: Option<&'static str>,
    /// What it can be set to.
    pub kind: SettingKind,
}

/// What a setting can be set to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingKind {
    /// One of these, the first by default.
    Choice(&'static [Choice]),
    /// A text, empty by default.
    Text,
    /// Yes or no.
    Flag {
        /// What it is by default.
        default: bool,
    },
    /// What the PBX calls somebody, and the extension or name that they have here; empty by default.
    Table,
}

/// One of the choices of a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Its name where it is stored.
    pub name: &'static str,
    /// What it is called; the id of a text.
    pub label: &'static str,
}

impl Setting {
    /// The setting's value where a hook says nothing of it.
    pub fn default(&self) -> SettingValue {
        match self.kind {
            SettingKind::Choice(choices) => {
                let first = choices.first().map_or("", |choice| choice.name);
                SettingValue::Text(first.to_owned())
            }
            SettingKind::Text => SettingValue::Text(String::new()),
            SettingKind::Flag { default } => SettingValue::Flag(default),
            SettingKind::Table => SettingValue::Table([].into()),
        }
    }

    /// What it can be set to, in words.
    pub(crate) fn can_be(&self) -> String {
        match self.kind {
            SettingKind::Choice(choices) => {
                let names: Vec<_> = choices.iter().map(|choice| choice.name).collect();
                names.join(" or ")
            }
            SettingKind::Text => format!("a text of at most {LONGEST} bytes"),
            SettingKind::Flag { .. } => "yes or no".to_owned(),
            SettingKind::Table => {
                "rows of what the PBX calls somebody and who that is here, like 5:1001".to_owned()
            }
        }
    }

    /// Whether it can be set to that.
    pub(crate) fn admits(&self, value: &SettingValue) -> bool {
        match (self.kind, value) {
            (SettingKind::Choice(choices), SettingValue::Text(name)) => {
                choices.iter().any(|choice| choice.name == name)
            }
            (SettingKind::Text, SettingValue::Text(text)) => text.len() <= LONGEST,
            (SettingKind::Table, SettingValue::Table(rows)) => {
                let lengths = |(theirs, ours): (&String, &String)| theirs.len().max(ours.len());
                rows.len() <= MOST_ROWS && rows.iter().map(lengths).all(|long| long <= LONGEST)
            }
            (SettingKind::Flag { .. }, SettingValue::Flag(_)) => true,
            _ => false,
        }
    }
}

/// Longest text of a setting, in bytes.
const LONGEST: usize = 1000;
/// Most rows of a table.
const MOST_ROWS: usize = 1000;
