//! The rows of a table, and what stands between its columns.
//!
//! The reader is csv-core, which writes into memory that it is given: a row of sixty million
//! semicolons takes no more of it than any other.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

/// More columns than these are not looked at.
pub(super) const MOST_COLUMNS: usize = 1024;

/// A longer row is none, in bytes.
const LONGEST_ROW: usize = 256 << 10;

/// Goes through the rows of a table; empty ones are passed over.
pub(super) struct Rows<'t> {
    reader: Reader,
    rest: &'t [u8],
    letters: Vec<u8>,
    ends: Vec<usize>,
    /// Line breaks within cells so far.
    within_cells: usize,
    row: usize,
}

/// A row of a table.
pub(super) struct Row<'r> {
    /// Which row it is, as a spreadsheet program counts; the first is 1.
    pub(super) place: usize,
    /// Whether there is more of it than a row can have; its cells are not to be believed.
    pub(super) is_too_long: bool,
    letters: &'r str,
    ends: &'r [usize],
}

impl<'t> Rows<'t> {
    /// The rows of a text.
    pub(super) fn new(text: &'t str, separator: u8) -> Self {
        Self {
            reader: ReaderBuilder::new().delimiter(separator).build(),
            rest: text.as_bytes(),
            letters: vec![0; LONGEST_ROW],
            ends: vec![0; MOST_COLUMNS],
            within_cells: 0,
            row: 0,
        }
    }

    /// The next row.
    pub(super) fn next(&mut self) -> Option<Row<'_>> {
        let (mut written, mut cells) = (0, 0);
        let mut is_too_long = false;
        let mut last = 0;
        loop {
            let (result, read, wrote, ended) = self.reader.read_record(
                self.rest,
                &mut self.letters[written..],
                &mut self.ends[cells..],
            );
            last = self.rest[..read].last().copied().unwrap_or(last);
            self.rest = &self.rest[read..];
            written += wrote;
            cells += ended;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {
                    // The rest of it is read over what is there.
                    is_too_long = true;
                    self.within_cells += breaks(&self.letters[..written]);
                    (written, cells) = (0, 0);
                }
                ReadRecordResult::Record => break,
                ReadRecordResult::End => return None,
            }
        }
        self.within_cells += breaks(&self.letters[..written]);
        let line = usize::try_from(self.reader.line()).unwrap_or(usize::MAX);
        let after = usize::from(last == b'\n');
        // Files of old Macs have no line breaks that the reader counts.
        self.row = line
            .saturating_sub(after + self.within_cells)
            .max(self.row + 1);
        Some(Row {
            place: self.row,
            is_too_long,
            letters: std::str::from_utf8(&self.letters[..written]).unwrap_or_default(),
            ends: &self.ends[..cells],
        })
    }
}

impl<'r> Row<'r> {
    /// Whether nothing stands in it.
    pub(super) fn is_empty(&self) -> bool {
        !self.is_too_long && self.cells().all(|cell| cell.trim().is_empty())
    }

    /// The cells; none of a row that is too long.
    pub(super) fn cells(&self) -> impl Iterator<Item = &'r str> {
        let (letters, ends) = match self.is_too_long {
            true => ("", &[][..]),
            false => (self.letters, self.ends),
        };
        let starts = std::iter::once(0).chain(ends.iter().copied());
        starts
            .zip(ends)
            .map(move |(start, end)| letters.get(start..*end).unwrap_or_default())
    }
}

fn breaks(letters: &[u8]) -> usize {
    letters.iter().filter(|byte| **byte == b'\n').count()
}
