//! Who imports whom among the files of the window.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use super::{circles::Imports, files_below};

/// The imports between the files below a folder, those of types included, tests apart.
pub(super) fn imports(src: &Path) -> Imports {
    files_below(src, &[".ts", ".svelte"])
        .into_iter()
        .filter(|file| !file.to_string_lossy().ends_with(".test.ts"))
        .map(|file| {
            let text = fs::read_to_string(&file).unwrap();
            let found = named(&text)
                .filter_map(|name| found_at(src, &file, name))
                .collect::<BTreeSet<_>>();
            (file, found)
        })
        .collect()
}

/// What stands between quotes behind `from`, `import` or `import(`.
fn named(text: &str) -> impl Iterator<Item = &str> {
    text.lines().flat_map(|line| {
        let words = ["from ", "import ", "import("];
        words.into_iter().filter_map(move |word| {
            let (_, rest) = line.split_once(word)?;
            let quote = rest
                .chars()
                .next()
                .filter(|letter| "'\"".contains(*letter))?;
            rest[1..].split(quote).next()
        })
    })
}

/// The file that a name means; `None` for a package, and for what is no source.
fn found_at(src: &Path, file: &Path, name: &str) -> Option<PathBuf> {
    let path = match name.strip_prefix("$lib/") {
        Some(below) => src.join("lib").join(below),
        None if name.starts_with('.') => file.parent()?.join(name),
        None => return None,
    };
    let endings = ["", ".ts", ".svelte.ts", "/index.ts"];
    let candidates = endings.map(|ending| PathBuf::from(format!("{}{ending}", path.display())));
    let found = candidates.into_iter().find(|path| path.is_file())?;
    // A script written as `./a.js` is `./a.ts`, which nobody here does.
    let found = clean(&found);
    (found.extension()? != "css").then_some(found)
}

/// The path without `.` and `..`.
fn clean(path: &Path) -> PathBuf {
    let mut clean = PathBuf::new();
    for part in path.components() {
        match part {
            std::path::Component::ParentDir => {
                clean.pop();
            }
            std::path::Component::CurDir => {}
            part => clean.push(part),
        }
    }
    clean
}
