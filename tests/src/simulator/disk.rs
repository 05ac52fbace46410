//! What a process that is killed leaves on the disk.

use std::{fs, io, path::Path};

use anyhow::{Context, Result};

use crate::dice::Dice;

/// The files of a history, at one instant.
pub(super) struct Files {
    log: Vec<u8>,
    database: Vec<u8>,
    others: Vec<(String, Vec<u8>)>,
}

const DATABASE: &str = "kimo.db";
const LOG: &str = "kimo.db-wal";
/// How the writers of one computer agree; it is made again from the log.
const SHARED_MEMORY: &str = "kimo.db-shm";

impl Files {
    /// The files as they are. The log is read first: whatever of it is moved into the database
    /// meanwhile, it has in any case.
    pub(super) fn of(dir: &Path) -> Result<Self> {
        let log = match fs::read(dir.join(LOG)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            log => log?,
        };
        let mut others = Vec::new();
        for entry in fs::read_dir(dir)? {
            let entry = entry?;
            let name = entry.file_name().into_string().ok().context("a name")?;
            let is_other = ![DATABASE, LOG, SHARED_MEMORY].contains(&name.as_str());
            if is_other && entry.file_type()?.is_file() {
                others.push((name, fs::read(entry.path())?));
            }
        }
        Ok(Self {
            log,
            database: fs::read(dir.join(DATABASE))?,
            others,
        })
    }

    /// What is left where the process was killed somewhere between the two: the log up to some
    /// byte of what was written to it last, but not all of that.
    pub(super) fn torn(before: Self, after: &Self, dice: &mut Dice) -> Self {
        let Some((first, last)) = difference(&before.log, &after.log) else {
            return before;
        };
        if before.database != after.database {
            // Something was moved into it as well, in an order that the files do not tell.
            return before;
        }
        let cut = dice.within(first as u32, last as u32) as usize;
        let mut log = after.log[..cut].to_vec();
        log.extend(before.log.get(cut..).unwrap_or_default());
        Self { log, ..before }
    }

    pub(super) fn put_into(&self, dir: &Path) -> Result<()> {
        fs::write(dir.join(DATABASE), &self.database)?;
        fs::write(dir.join(LOG), &self.log)?;
        for (name, bytes) in &self.others {
            fs::write(dir.join(name), bytes)?;
        }
        Ok(())
    }
}

/// From where to where the second differs from the first. Compared by blocks: byte by byte the logs
/// of a day take longer than the day.
fn difference(before: &[u8], after: &[u8]) -> Option<(usize, usize)> {
    const BLOCK: usize = 512;
    let blocks = || before.chunks(BLOCK).chain(std::iter::repeat(&[][..]));
    let differs = |(was, is): &(&[u8], &[u8])| was.get(..is.len()) != Some(is);
    let pairs: Vec<(&[u8], &[u8])> = blocks().zip(after.chunks(BLOCK)).collect();
    let first = pairs.iter().position(differs)?;
    let last = pairs.iter().rposition(differs)?;
    let within = |place: usize| {
        let (was, is) = pairs[place];
        let bytes = (0..is.len()).filter(move |at| was.get(*at) != is.get(*at));
        bytes.map(move |at| place * BLOCK + at)
    };
    Some((within(first).next()?, within(last).next_back()?))
}
