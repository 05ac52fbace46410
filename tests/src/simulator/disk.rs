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
        let differs = |at: &usize| before.log.get(*at) != after.log.get(*at);
        let (first, last) = {
            let all = 0..after.log.len();
            (all.clone().find(differs), all.rev().find(differs))
        };
        let (Some(first), Some(last)) = (first, last) else {
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
