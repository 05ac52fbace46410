//! What a page of calls may hold.

/// A call's place in the list: start, id.
pub(crate) type Place = (i64, i64);

/// Which calls a page may hold, and how many.
pub(crate) struct Bounds {
    pub(crate) classes: &'static [i64],
    pub(crate) before: Place,
    pub(crate) since: i64,
    /// At most so many.
    pub(crate) wanted: usize,
}
