//! How late records are: learned from each that comes, and forgotten again.
//!
//! That the history is complete up to a moment rests on what was seen: no record took longer to be
//! there than is waited for. The longest wait of the last week or more is waited for, seen also where
//! it was shorter than what is waited for just then, and shortened only where many records have come
//! sooner meanwhile. So the line is always held by more than it was in its first week, when nothing
//! had been seen. To shorten the wait moves no line: the next reading does, which has read what it
//! says. And one that is later than all after all takes the line back, as ever.

use kimo_calls::{HookId, Timestamp};
use rusqlite::{Connection, Result};

use super::SHORTEST_WAIT;
use crate::db::time::micros;

/// The record of a call that was over then is there now, for the first time.
pub(crate) fn came(
    db: &Connection,
    hook: HookId,
    ended_at: Timestamp,
    now: Timestamp,
) -> Result<()> {
    let took = now.duration_since(ended_at).as_secs();
    let took = took.clamp(0, LONGEST_TO_SETTLE);
    let was_late = db.prepare_cached(LATE)?.execute((
        hook.0,
        micros(ended_at),
        took,
        micros(now),
        SHORTEST_WAIT,
    ))?;
    if was_late == 0 {
        db.prepare_cached("UPDATE proofs SET came_since = came_since + 1 WHERE hook = ?1")?
            .execute([hook.0])?;
    }
    db.prepare_cached(SHORTEN)?
        .execute((hook.0, micros(now), ENOUGH_TIME, ENOUGH))?;
    Ok(())
}

/// It was not there though the records had been read after the shortest wait. From now on others are
/// waited for as long, and where it was taken for granted that it would be there, nothing after this
/// call is said to be complete until they are read. A reading that ended far in the past, at the end of
/// a window, says nothing of what comes after that.
const LATE: &str = "
UPDATE proofs SET
    late_at = CASE WHEN ?3 >= settles THEN ?4 ELSE late_at END,
    came_since = CASE WHEN ?3 >= settles THEN 0 ELSE came_since + 1 END,
    settles_since = CASE WHEN ?3 >= settles THEN 0 ELSE max(settles_since, ?3) END,
    settles = max(settles, ?3),
    complete_until = min(complete_until, ?2)
WHERE hook = ?1 AND (
    complete_until > ?2
    OR complete_until + (max(?5, settles + 60) - ?5) * 1000000 > ?2
        AND looked_at - complete_until <= (max(?5, settles + 60) + 900) * 1000000
)";

const SHORTEN: &str = "
UPDATE proofs SET settles = settles_since, settles_since = 0, came_since = 0, late_at = ?2
WHERE hook = ?1 AND settles > settles_since AND late_at <= ?2 - ?3 AND came_since >= ?4";

/// A record that takes longer than this until it is there is no longer waited for, in seconds.
const LONGEST_TO_SETTLE: i64 = 3600;
/// For a week nothing took as long, in microseconds,
const ENOUGH_TIME: i64 = 7 * 24 * 3600 * 1_000_000;
/// and so many records came: an office may be closed for weeks.
const ENOUGH: i64 = 20;
