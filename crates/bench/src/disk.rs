//! What is on the disk, and how fast it is.

use std::{
    fs::File,
    io::Write,
    path::Path,
    time::{Duration, Instant},
};

use anyhow::Result;

/// Bytes that the files of a directory take, the copies that a desk makes for safety left out.
pub(crate) fn bytes_in(directory: &Path) -> Result<u64> {
    let mut bytes = 0;
    for entry in std::fs::read_dir(directory)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            bytes += entry.metadata()?.len();
        }
    }
    Ok(bytes)
}

/// How long it takes to append bytes to a file so that they survive a power cut.
pub(crate) fn synced_appends(directory: &Path, bytes: &[u8], count: u64) -> Result<Vec<Duration>> {
    let path = directory.join("appended");
    let mut file = File::create(&path)?;
    let mut times = Vec::new();
    for _ in 0..count {
        let begun = Instant::now();
        file.write_all(bytes)?;
        file.sync_data()?;
        times.push(begun.elapsed());
    }
    std::fs::remove_file(path)?;
    Ok(times)
}
