//! Which missed callers are this desk's own: all of them, or where extensions or queues are set
//! those who rang one of these. A caller who never got as far as a telephone or a queue is
//! everybody's, or nobody would call them back.

use kimo_attention::{Preferences, concerns};
use kimo_calls::Call;
use kimo_history::{OpenCaller, ReadError, Reader};

use crate::{Desk, preferences::preferences};

/// Judges by the settings as they were read.
pub(crate) struct Mine<'d> {
    desk: &'d Desk,
    preferences: Preferences,
}

impl<'d> Mine<'d> {
    /// Reads the settings.
    pub(crate) fn read(desk: &'d Desk, reader: &Reader) -> Result<Self, ReadError> {
        Ok(Self {
            desk,
            preferences: preferences(reader.settings()?),
        })
    }

    /// Whether some missed callers may be others' business.
    pub(crate) fn is_narrowed(&self) -> bool {
        !(self.preferences.extensions.is_empty() && self.preferences.queues.is_empty())
    }

    /// This desk's own extensions.
    pub(crate) fn extensions(&self) -> &[String] {
        &self.preferences.extensions
    }

    /// Those of the callers who are this desk's own.
    pub(crate) fn of(
        &self,
        open: Vec<OpenCaller>,
        reader: &Reader,
    ) -> Result<Vec<OpenCaller>, ReadError> {
        let mut mine = Vec::new();
        for caller in open {
            if self.concerns(&caller, reader)? {
                mine.push(caller);
            }
        }
        Ok(mine)
    }

    /// The open missed callers who are this desk's own, at most `limit`, the one who called last
    /// first; and their [count](Self::count).
    pub(crate) fn newest(
        &self,
        limit: usize,
        reader: &Reader,
    ) -> Result<(Vec<OpenCaller>, u32), ReadError> {
        if !self.is_narrowed() {
            return Ok((reader.open_missed(limit)?, self.count(reader)?));
        }
        let mut mine = self.of(reader.open_missed(MOST)?, reader)?;
        let count = u32::try_from(mine.len()).unwrap_or(u32::MAX);
        mine.truncate(limit);
        Ok((mine, count))
    }

    /// How many open missed callers are this desk's own; of very many, those among the newest.
    pub(crate) fn count(&self, reader: &Reader) -> Result<u32, ReadError> {
        let count = match self.is_narrowed() {
            false => reader.open_missed_count()?,
            true => self.of(reader.open_missed(MOST)?, reader)?.len() as u64,
        };
        Ok(u32::try_from(count).unwrap_or(u32::MAX))
    }

    /// Whether any of their open calls does.
    fn concerns(&self, caller: &OpenCaller, reader: &Reader) -> Result<bool, ReadError> {
        if self.is_mine(&caller.last_call) {
            return Ok(true);
        }
        let earlier = match usize::try_from(caller.count) {
            Ok(count) if count > 1 => reader.missed_of(&caller.key, count.min(MOST_CALLS))?,
            _ => Vec::new(),
        };
        Ok(earlier.iter().any(|call| self.is_mine(call)))
    }

    fn is_mine(&self, call: &Call) -> bool {
        let got_nowhere = call.extensions.is_empty() && call.queue.is_none();
        got_nowhere || concerns(call, &self.preferences, self.desk.home(call.id.pbx))
    }
}

/// So many callers are looked through for this desk's own.
pub(crate) const MOST: usize = 500;
const MOST_CALLS: usize = 20;
