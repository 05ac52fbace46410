//! A sum that is kept with each delivery: deliveries are the truth that everything else is made
//! from, and a bit that flips on a disk leaves a page that SQLite takes for sound.

use sha2::{Digest, Sha256};

pub(crate) const CREATE: &str = "
-- Of what was received, see `sum`; none where an older Kimo kept it and it has not been summed yet.
ALTER TABLE deliveries ADD COLUMN sum INTEGER;
-- Those that were found to be other than they were kept: each is told once.
CREATE TABLE altered (delivery INTEGER PRIMARY KEY) STRICT;
INSERT INTO unfinished (name, work) VALUES ('sum', '{\"work\":\"sum\",\"after\":0}');
";

/// The sum of a delivery: of the hook that it came to, when, from where, and of its body, whether
/// that is kept with it or with another.
pub(crate) fn sum(hook: i64, received_at: i64, source: i64, body: &[u8]) -> i64 {
    let mut all = Sha256::new();
    for number in [hook, received_at, source] {
        all.update(number.to_le_bytes());
    }
    all.update(body);
    let mut first = [0; 8];
    for (to, from) in first.iter_mut().zip(all.finalize()) {
        *to = from;
    }
    i64::from_le_bytes(first)
}
