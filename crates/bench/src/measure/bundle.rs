//! What a browser loads to show the UI.

use std::{ffi::OsStr, fs, io::Write, path::Path};

use anyhow::{Result, bail};
use flate2::{Compression, write::GzEncoder};

use crate::table::{Hold, Number, Table};

pub(crate) fn measure(table: &mut Table) -> Result<()> {
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/dist");
    if !dist.join("index.html").is_file() {
        bail!("ui/dist is not built");
    }
    let mut bytes = 0;
    add(&dist, &mut bytes)?;
    let kib = f64::from(bytes) / 1024.0;
    table.figure(
        "UI bundle, gzip: all scripts, styles and pages",
        Number(kib, "KiB"),
        Hold::AtMost(120.0),
    );
    Ok(())
}

fn add(directory: &Path, bytes: &mut u32) -> Result<()> {
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        if path.is_dir() {
            add(&path, bytes)?;
        }
        if ["js", "css", "html", "svg", "json"]
            .map(OsStr::new)
            .contains(&path.extension().unwrap_or_default())
        {
            let mut zipped = GzEncoder::new(Vec::new(), Compression::best());
            zipped.write_all(&fs::read(&path)?)?;
            *bytes += u32::try_from(zipped.finish()?.len())?;
        }
    }
    Ok(())
}
