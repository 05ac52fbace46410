//! Where an archive is written to. One that cannot be ended tries so once more when it is dropped,
//! and complains on standard error: what could not be written is told once, by whoever writes.

use std::io::{self, Seek, SeekFrom, Write};

/// A file that is given up with the first error: what is written after it goes nowhere.
pub(super) struct Out<W> {
    file: W,
    /// Where the next byte would be.
    at: u64,
    failed: Option<io::ErrorKind>,
}

impl<W: Write + Seek> Out<W> {
    /// To a file that is empty.
    pub(super) fn to(file: W) -> Self {
        Self {
            file,
            at: 0,
            failed: None,
        }
    }

    /// An error where any of it went nowhere.
    pub(super) fn is_whole(&self) -> io::Result<()> {
        self.failed.map_or(Ok(()), |kind| Err(kind.into()))
    }

    fn unless_failed<T>(
        &mut self,
        instead: T,
        act: impl FnOnce(&mut W) -> io::Result<T>,
    ) -> io::Result<T> {
        if self.failed.is_some() {
            return Ok(instead);
        }
        act(&mut self.file).inspect_err(|error| {
            if error.kind() != io::ErrorKind::Interrupted {
                self.failed = Some(error.kind());
            }
        })
    }
}

impl<W: Write + Seek> Write for Out<W> {
    fn write(&mut self, some: &[u8]) -> io::Result<usize> {
        let written = self.unless_failed(some.len(), |file| file.write(some))?;
        self.at += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.unless_failed((), Write::flush)
    }
}

impl<W: Write + Seek> Seek for Out<W> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        // Archives reckon with places: these go on as if all were there.
        let there = match to {
            SeekFrom::Start(at) => at,
            SeekFrom::Current(more) => self.at.saturating_add_signed(more),
            SeekFrom::End(more) => self.at.saturating_add_signed(more),
        };
        self.at = self.unless_failed(there, |file| file.seek(to))?;
        Ok(self.at)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use zip::{ZipWriter, write::SimpleFileOptions};

    use super::*;

    /// A disk with room for so many bytes.
    struct Disk(Cursor<Vec<u8>>, u64);

    impl Write for Disk {
        fn write(&mut self, some: &[u8]) -> io::Result<usize> {
            match self.0.position() + some.len() as u64 > self.1 {
                true => Err(io::ErrorKind::StorageFull.into()),
                false => self.0.write(some),
            }
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl Seek for Disk {
        fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
            self.0.seek(to)
        }
    }

    fn archived(room: u64) -> io::Result<u64> {
        let disk = Disk(Cursor::default(), room);
        let mut archive = ZipWriter::new(Out::to(disk));
        for name in ["one", "two"] {
            let options = SimpleFileOptions::default().large_file(name == "one");
            archive.start_file(name, options)?;
            archive.write_all(&[7; 300])?;
        }
        let out = archive.finish()?;
        out.is_whole()?;
        Ok(out.file.0.into_inner().len() as u64)
    }

    #[test]
    fn a_disk_that_is_full_anywhere_is_told_once_and_ends_nothing() {
        let whole = archived(u64::MAX).unwrap();
        for room in 0..whole {
            let told = archived(room).unwrap_err();
            assert_eq!(told.kind(), io::ErrorKind::StorageFull, "{room}");
        }
    }
}
