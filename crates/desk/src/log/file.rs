//! The file that is written to, and the one before it.
//!
//! Of its own: what there is to be had begins another file by the hour or the day, however long it
//! is by then, and whoever else uses the computer could read it. A disk that fails says so with
//! every delivery, so the length is what must be bounded.

use std::{
    fs,
    io::{self, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

/// The log of a data directory. Two files at most, each about [`LONGEST`], readable by their owner
/// only.
pub(super) struct LogFile {
    path: PathBuf,
    file: fs::File,
    bytes: u64,
}

impl LogFile {
    /// Goes on with what is there.
    pub(super) fn open(data_dir: &Path) -> io::Result<Self> {
        let path = data_dir.join(NAME);
        let file = private(&path)?;
        let bytes = file.metadata()?.len();
        Ok(Self { path, file, bytes })
    }

    /// Adds a line. A disk that takes none has been told of elsewhere.
    pub(super) fn write(&mut self, line: &str) {
        if self.bytes >= LONGEST {
            self.begin_another();
        }
        let mut line = line.to_owned();
        line.push('\n');
        if self.file.write_all(line.as_bytes()).is_ok() {
            self.bytes += line.len() as u64;
        }
    }

    fn begin_another(&mut self) {
        let another = fs::rename(&self.path, self.path.with_file_name(BEFORE))
            .and_then(|()| private(&self.path));
        match another {
            Ok(file) => self.file = file,
            // Somebody holds it open, perhaps. Better short than without end.
            Err(_) => {
                if self.file.set_len(0).is_err() {
                    return;
                }
            }
        }
        self.bytes = 0;
    }
}

/// The end of the log, whole lines, so many bytes of it at most.
pub(crate) fn last_lines(data_dir: &Path, bytes: u64) -> io::Result<Vec<String>> {
    let newest = end_of(&data_dir.join(NAME), bytes)?;
    let rest = bytes.saturating_sub(newest.iter().map(|line| line.len() as u64 + 1).sum());
    let mut lines = match rest {
        // What is left of it would be half a line.
        0..=SHORT => Vec::new(),
        rest => end_of(&data_dir.join(BEFORE), rest)?,
    };
    lines.extend(newest);
    Ok(lines)
}

fn end_of(path: &Path, bytes: u64) -> io::Result<Vec<String>> {
    let mut file = match fs::File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let from = file.metadata()?.len().saturating_sub(bytes);
    file.seek(SeekFrom::Start(from))?;
    let mut end = Vec::new();
    file.take(bytes).read_to_end(&mut end)?;
    let end = String::from_utf8_lossy(&end);
    let whole = end.lines().skip(usize::from(from > 0));
    Ok(whole.map(str::to_owned).collect())
}

fn private(path: &Path) -> io::Result<fs::File> {
    let mut options = fs::OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    kimo_history::close_to_others(path)?;
    Ok(file)
}

const NAME: &str = "kimo.log";
const BEFORE: &str = "kimo.1.log";
const LONGEST: u64 = 512 << 10;
const SHORT: u64 = 512;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_never_grows_beyond_two_files_and_keeps_the_newest() {
        let folder = tempfile::tempdir().unwrap();
        let mut log = LogFile::open(folder.path()).unwrap();
        let line = |number: usize| format!("{number:>999}");
        for number in 0..3_000 {
            log.write(&line(number));
        }
        let sizes: Vec<_> = fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().metadata().unwrap().len())
            .collect();
        assert_eq!(sizes.len(), 2);
        assert!(
            sizes.iter().all(|size| *size <= LONGEST + 1_000),
            "{sizes:?}"
        );
        // Across both files, in their order.
        let lines = last_lines(folder.path(), LONGEST + 100_000).unwrap();
        let expected: Vec<_> = (3_000 - lines.len()..3_000).map(line).collect();
        assert!(lines.len() > 500, "{}", lines.len());
        assert_eq!(lines, expected);
    }

    #[test]
    fn only_its_owner_reads_it_and_a_next_start_goes_on_with_it() {
        let folder = tempfile::tempdir().unwrap();
        LogFile::open(folder.path()).unwrap().write("one");
        LogFile::open(folder.path()).unwrap().write("two");
        assert_eq!(last_lines(folder.path(), 1_000).unwrap(), ["one", "two"]);
        assert_eq!(last_lines(folder.path(), 5).unwrap(), ["two"]);
        let path = folder.path().join(NAME);
        assert!(!kimo_history::is_open_to_others(&path).unwrap());
    }
}
