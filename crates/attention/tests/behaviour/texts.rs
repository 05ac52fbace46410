//! The texts are complete in every language.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use kimo_attention::{Lang, Texts};

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every text's id with the variables in it.
fn messages(language: Lang) -> BTreeMap<String, BTreeSet<String>> {
    let mut messages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut current = String::new();
    for line in source(language).lines() {
        let starts_message = line.starts_with(|first: char| first.is_ascii_lowercase());
        if starts_message && let Some((id, _)) = line.split_once('=') {
            current = id.trim().to_owned();
            let before = messages.insert(current.clone(), BTreeSet::new());
            assert_eq!(before, None, "{language:?}: `{current}` is there twice");
        }
        if line.starts_with('#') {
            continue;
        }
        for (at, _) in line.match_indices('$') {
            let name = line[at + 1..].chars();
            let name = name.take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
            messages.get_mut(&current).unwrap().insert(name.collect());
        }
    }
    messages
}

/// All areas of a language, one after the other.
fn source(language: Lang) -> String {
    let folder = root().join("locales").join(language.as_str());
    let areas = fs::read_dir(folder).unwrap();
    areas
        .map(|area| fs::read_to_string(area.unwrap().path()).unwrap())
        .collect()
}

#[test]
fn turkish_english_and_russian_say_the_same_things() {
    let turkish = messages(Lang::Tr);
    assert!(turkish.len() > 30);
    for other in [Lang::En, Lang::Ru] {
        let messages = messages(other);
        let ids = |of: &BTreeMap<String, _>| of.keys().cloned().collect::<BTreeSet<_>>();
        let (tr, here) = (ids(&turkish), ids(&messages));
        let missing: Vec<_> = tr.symmetric_difference(&here).collect();
        assert!(
            missing.is_empty(),
            "not in both tr and {other:?}: {missing:?}"
        );
        for (id, variables) in &turkish {
            assert_eq!(
                variables, &messages[id],
                "variables of `{id}` in tr and {other:?}"
            );
        }
    }
}

#[test]
fn every_file_of_the_programs_can_be_read_whole() {
    let of_programs = [
        "cli-",
        "doctor-",
        "popup-",
        "tray-",
        "error-reach-",
        "reach-",
    ];
    for language in Lang::ALL {
        let texts = Texts::for_language(language);
        let messages = messages(language);
        let ids = messages
            .keys()
            .filter(|id| of_programs.iter().any(|prefix| id.starts_with(prefix)));
        let mut count = 0;
        for id in ids {
            assert!(texts.has(id), "{language:?}: `{id}` cannot be read");
            count += 1;
        }
        assert!(count > 200, "the search finds what the programs say");
    }
}

#[test]
fn every_text_that_the_programs_use_exists() {
    let known = messages(Lang::Tr);
    let texts = Texts::for_language(Lang::Tr);
    let mut used = BTreeSet::new();
    for place in [
        "crates/attention/src",
        "crates/desk/src",
        "crates/kimo/src",
        "src-tauri/src",
    ] {
        for file in rust_files(&root().join(place)) {
            for id in ids_in(&fs::read_to_string(&file).unwrap()) {
                assert!(
                    texts.has(&id),
                    "{}: there is no text `{id}`",
                    file.display()
                );
                used.insert(id);
            }
        }
    }
    assert!(used.len() > 30, "the search finds what is used");
    let of_rust = |id: &&String| {
        ["popup-", "tray-"]
            .iter()
            .any(|prefix| id.starts_with(prefix))
    };
    let unused: Vec<_> = known
        .keys()
        .filter(of_rust)
        .filter(|id| !used.contains(*id))
        .collect();
    assert!(unused.is_empty(), "texts that nobody uses: {unused:?}");
}

/// Literals that look like the id of a text.
fn ids_in(source: &str) -> Vec<String> {
    // Which of them are literals would depend on every escaped quote before; nothing else looks so.
    let literals = source.split('"');
    let looks_like_id = |text: &&str| {
        let has_prefix = ["popup-", "tray-", "cli-", "error-"]
            .iter()
            .any(|prefix| text.starts_with(prefix) && text.len() > prefix.len());
        has_prefix
            && text
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    literals.filter(looks_like_id).map(str::to_owned).collect()
}

pub(crate) fn rust_files(dir: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir).into_iter().flatten() {
        let path = entry.unwrap().path();
        let is_foreign = path.ends_with("node_modules") || path.ends_with("target");
        if path.is_dir() && !is_foreign {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

#[test]
fn the_systems_language_is_spoken_where_no_other_is_set() {
    let cases: [(&[&str], Lang); 7] = [
        (&["tr-TR"], Lang::Tr),
        (&["ru_RU.UTF-8"], Lang::Ru),
        (&["TR"], Lang::Tr),
        (&["de-DE", "ru-RU", "en-US"], Lang::Ru),
        (&["C"], Lang::En),
        (&["trv-TW"], Lang::En),
        (&[], Lang::En),
    ];
    for (tags, expected) in cases {
        assert_eq!(Lang::first_of(tags), expected, "{tags:?}");
    }
    assert_eq!(Lang::of_tag("ru"), Some(Lang::Ru));
    assert_eq!(Lang::of_tag("xx"), None);
}

#[test]
fn counts_have_their_right_forms() {
    let cases = [
        (Lang::Tr, "popup-calls-today", vec![(3, "bugün 3. araması")]),
        (
            Lang::En,
            "popup-calls-today",
            vec![
                (2, "second call today"),
                (3, "third call today"),
                (11, "11th call today"),
                (21, "21st call today"),
                (22, "22nd call today"),
                (23, "23rd call today"),
                (112, "112th call today"),
            ],
        ),
        (
            Lang::Ru,
            "popup-calls-today",
            vec![
                (3, "третий звонок за сегодня"),
                (21, "21-й звонок за сегодня"),
            ],
        ),
        (
            Lang::Tr,
            "popup-missed-this-week",
            vec![
                (1, "bu hafta 1 kez ulaşamadı"),
                (2, "bu hafta 2 kez ulaşamadı"),
            ],
        ),
        (
            Lang::En,
            "popup-missed-this-week",
            vec![
                (1, "missed once this week"),
                (2, "missed twice this week"),
                (5, "missed 5 times this week"),
            ],
        ),
        (
            Lang::Ru,
            "popup-missed-this-week",
            vec![
                (1, "не ответили 1 раз на этой неделе"),
                (2, "не ответили 2 раза на этой неделе"),
                (5, "не ответили 5 раз на этой неделе"),
                (11, "не ответили 11 раз на этой неделе"),
                (21, "не ответили 21 раз на этой неделе"),
                (22, "не ответили 22 раза на этой неделе"),
            ],
        ),
    ];
    for (language, id, forms) in cases {
        let texts = Texts::for_language(language);
        for (count, expected) in forms {
            assert_eq!(texts.get(id, &[("count", count.into())]), expected);
        }
    }
}
