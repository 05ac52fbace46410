//! What the window loads before anything in it is opened.

use std::{fs, io::Write, path::Path};

use anyhow::{Context, Result};
use flate2::{Compression, write::GzEncoder};

use crate::table::{Hold, Number, Table};

pub(crate) fn measure(table: &mut Table) -> Result<()> {
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/dist");
    let page = fs::read_to_string(dist.join("index.html")).context("ui/dist is not built")?;
    let mut at_once = zipped(page.as_bytes())?;
    let mut by_start = Vec::new();
    for entry in fs::read_dir(dist.join("assets"))? {
        let path = entry?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let bytes = zipped(&fs::read(&path)?)?;
        if page.contains(&name) {
            at_once += bytes;
        }
        by_start.push((name, bytes));
    }
    // Of the languages one is loaded, and one way to the desk: counted are the greatest.
    for either in [&["_texts_"][..], &["http-", "tauri-"]] {
        at_once += by_start
            .iter()
            .filter(|(name, _)| either.iter().any(|start| name.starts_with(start)))
            .map(|(_, bytes)| *bytes)
            .max()
            .context("the bundle has other parts than it had")?;
    }
    table.figure(
        "UI bundle, gzip: before anything is opened",
        Number(f64::from(at_once) / 1024.0, "KiB"),
        Hold::AtMost(120.0),
    );
    Ok(())
}

fn zipped(bytes: &[u8]) -> Result<u32> {
    let mut zipped = GzEncoder::new(Vec::new(), Compression::best());
    zipped.write_all(bytes)?;
    Ok(u32::try_from(zipped.finish()?.len())?)
}
