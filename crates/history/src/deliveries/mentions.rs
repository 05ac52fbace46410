//! Deliveries whose bodies hold a number, wherever in them.

use kimo_calls::{Account, PbxId};
use rusqlite::{Connection, Result};

use crate::{accounts, forgotten::spelled::Spelled};

/// A delivery, and its call if it has one.
pub(crate) struct Mention {
    pub(crate) delivery: i64,
    pub(crate) call: Option<i64>,
}

/// How many deliveries are looked through at once, and how many bytes of theirs.
const AT_ONCE: usize = 2000;
const BYTES_AT_ONCE: usize = 2 << 20;

/// The next deliveries after one that hold a number, of one account or of all; with the place up to
/// which was looked, `None` at the end.
pub(crate) fn next(
    db: &Connection,
    number: &Spelled,
    whose: Option<&(PbxId, Account)>,
    after: i64,
) -> Result<(Vec<Mention>, Option<i64>)> {
    let whose = match whose {
        Some((pbx, account)) => Some(accounts::find(db, *pbx, account)?),
        None => None,
    };
    let mut next = db.prepare_cached(
        "SELECT d.id, d.call, h.pbx,
                coalesce(d.body, (SELECT body FROM deliveries f WHERE f.id = d.same_as), x'')
         FROM deliveries d LEFT JOIN hooks h ON h.id = d.hook
         WHERE d.id > ?1 ORDER BY d.id LIMIT ?2",
    )?;
    let mut rows = next.query((after, AT_ONCE))?;
    let mut found = Vec::new();
    let mut bytes = 0;
    let (mut seen, mut last) = (0, None);
    while let Some(row) = rows.next()? {
        let delivery = row.get(0)?;
        let body = row.get_ref(3)?.as_blob()?;
        let is_theirs = match whose {
            Some(whose) => row.get::<_, Option<i64>>(2)? == whose,
            None => true,
        };
        if is_theirs && number.is_in(body) {
            let call = row.get(1)?;
            found.push(Mention { delivery, call });
        }
        (seen, last) = (seen + 1, Some(delivery));
        bytes += body.len();
        if bytes > BYTES_AT_ONCE {
            return Ok((found, last));
        }
    }
    Ok((found, last.filter(|_| seen == AT_ONCE)))
}
