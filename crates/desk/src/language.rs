//! Which language is spoken.

use kimo_attention::Lang;
use kimo_history::Settings;

/// The first of the system's preferred languages that Kimo speaks; else English.
pub fn system_language() -> Lang {
    Lang::first_of(sys_locale::get_locales())
}

/// The language that the settings name, if Kimo speaks it.
pub(crate) fn chosen_language(settings: &Settings) -> Option<Lang> {
    settings.language.as_deref().and_then(Lang::of_tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_that_kimo_does_not_speak_is_none() {
        let set = |language: Option<&str>| Settings {
            language: language.map(str::to_owned),
            ..Settings::default()
        };
        assert_eq!(chosen_language(&set(None)), None);
        assert_eq!(chosen_language(&set(Some("ru"))), Some(Lang::Ru));
        assert_eq!(chosen_language(&set(Some("xx"))), None);
    }
}
