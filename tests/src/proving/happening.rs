//! What may go wrong.

/// Something that goes wrong, or is right again.
#[derive(Clone, Copy, Debug)]
pub(super) enum Trouble {
    /// The desk ends, and is started again after so many seconds; in order, or killed.
    Down(i64, bool),
    /// The computer sleeps for so long.
    Sleeps(i64),
    /// The desk cannot be reached from outside, or can again.
    Reached(bool),
    /// There is no network at all, or there is again.
    Online(bool),
    /// The clock on the wall is so far ahead from now on.
    Clock(i64),
    /// The PBX of this place accepts another key from now on.
    Key(usize),
    /// One more of our numbers is entered.
    Number,
    /// Somebody wants to be forgotten.
    Forget,
    /// The interface of this place is out of order until then.
    Out(usize, i64),
    /// Everything is right from now on.
    Calm(bool),
}
