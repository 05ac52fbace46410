//! How often Verimor's interface may be asked.

use std::time::Duration;

use crate::Limit;

/// R, `rate-limiting.md`: records and single ones together.
pub(super) const OF_RECORDS: Limit = Limit {
    name: "cdrs",
    most: 6,
    within: Duration::from_secs(60),
};
/// The same: two a second, and ten at once.
pub(super) const OF_ALL_ELSE: Limit = Limit {
    name: "",
    most: 2,
    within: Duration::from_secs(1),
};
/// M, `queues.md`; R lets more through.
pub(super) const OF_QUEUES: Limit = Limit {
    name: "queues",
    most: 10,
    within: Duration::from_secs(60),
};
