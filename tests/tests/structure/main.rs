//! What holds for the source code as a whole: no file imports one that imports it, and nobody but
//! a PBX's own folder names that PBX.

#![allow(clippy::unwrap_used, reason = "a panic in a test is its report")]

mod circles;
mod rust;
mod telling;
mod vendors;
mod web;

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The top of the checkout.
fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_owned()
}

/// The files below a folder of the checkout whose names end so, in order.
fn files_below(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else {
        return found;
    };
    for entry in entries {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            let is_made = ["target", "node_modules", "dist", "gen", "out"].contains(&name.as_str());
            if !is_made && !name.starts_with('.') && !name.starts_with("target-") {
                found.extend(files_below(&path, endings));
            }
        } else if endings.iter().any(|ending| name.ends_with(ending)) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// How a file is called in a message.
fn called(file: &Path) -> String {
    let below = file.strip_prefix(top()).unwrap_or(file);
    below.to_string_lossy().replace('\\', "/")
}
