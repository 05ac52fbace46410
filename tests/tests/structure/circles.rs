//! No file imports one that imports it, over however many steps.
//!
//! A Rust module and the parts below it are one thing in several files, and may name each other;
//! what counts is who else names whom.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use super::{called, files_below, rust, top, web};

/// Who imports whom.
pub(super) type Imports = BTreeMap<PathBuf, BTreeSet<PathBuf>>;

#[test]
fn no_rust_file_imports_one_that_imports_it() {
    let mut read = 0;
    for manifest in files_below(&top(), &["Cargo.toml"]) {
        let imports = rust::imports(&manifest.with_file_name("src"));
        read += imports.values().map(BTreeSet::len).sum::<usize>();
        assert_eq!(circles(&imports), [""; 0]);
    }
    assert!(read > 300, "the imports are not seen any more: {read}");
}

#[test]
fn no_file_of_the_window_imports_one_that_imports_it() {
    let imports = web::imports(&top().join("ui/src"));
    let read = imports.values().map(BTreeSet::len).sum::<usize>();
    assert!(read > 150, "the imports are not seen any more: {read}");
    assert_eq!(circles(&imports), [""; 0]);
}

/// The files of each circle, in a line.
fn circles(imports: &Imports) -> Vec<String> {
    let reached: BTreeMap<&Path, BTreeSet<&Path>> = imports
        .keys()
        .map(|file| (file.as_path(), reachable(imports, file)))
        .collect();
    let mut circles = BTreeSet::new();
    for (file, reaches) in &reached {
        let circle: BTreeSet<String> = reaches
            .iter()
            .filter(|other| reached.get(*other).is_some_and(|back| back.contains(file)))
            .map(|file| called(file))
            .collect();
        if !circle.is_empty() {
            circles.insert(circle.into_iter().collect::<Vec<_>>().join(" <-> "));
        }
    }
    circles.into_iter().collect()
}

/// Every file that the file leads to; itself only where a way leads back.
fn reachable<'a>(imports: &'a Imports, file: &Path) -> BTreeSet<&'a Path> {
    let mut reached = BTreeSet::new();
    let mut next: Vec<&Path> = vec![file];
    while let Some(file) = next.pop() {
        for imported in imports.get(file).into_iter().flatten() {
            if reached.insert(imported.as_path()) {
                next.push(imported);
            }
        }
    }
    reached
}

#[test]
fn a_circle_is_seen_in_both_languages() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let file = folder.path().join(name);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    };
    write(
        "src/lib.rs",
        "mod one; mod three; mod two; pub use two::Two;",
    );
    write("src/one.rs", "use crate::Two; pub struct One(Two);");
    write(
        "src/two.rs",
        "mod part; pub struct Two; fn go() { super::three::go(self::part::go) }",
    );
    write("src/two/part.rs", "pub fn go(_: super::Two) {}");
    write(
        "src/three.rs",
        "use super::{one::{self, One as Other}}; pub fn go(_: fn(crate::Two)) {}",
    );
    let circle = "src/one.rs <-> src/three.rs <-> src/two.rs";
    let seen = circles(&rust::imports(&folder.path().join("src")));
    assert_eq!(seen.len(), 1, "{seen:?}");
    for (end, file) in circle.split(" <-> ").zip(seen[0].split(" <-> ")) {
        assert!(file.ends_with(end), "{seen:?}");
    }

    write(
        "web/a.ts",
        "import type { B } from './b.svelte';\nexport const a = 1;",
    );
    write("web/b.svelte.ts", "export { c } from '../web/c';");
    write(
        "web/c/index.ts",
        "export const c = () => import('../D.svelte');",
    );
    write(
        "web/D.svelte",
        "<script lang=\"ts\">\n  import { a } from './a';\n</script>",
    );
    write("web/e.ts", "import './a';");
    let seen = circles(&web::imports(&folder.path().join("web")));
    assert_eq!(seen.len(), 1, "{seen:?}");
    assert_eq!(seen[0].split(" <-> ").count(), 4, "{seen:?}");
}
