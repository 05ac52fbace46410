//! Enums as the small numbers they are stored as. A number once given stays.

use kimo_calls::{CallKind, Direction, Disposition, LegState, Reason, SourceHeader, Status};
use rusqlite::types::Type;

/// An enum that has a number on disk.
pub(crate) trait Code: Sized + Copy {
    /// Its number.
    fn code(self) -> i64;
    /// The variant of that number.
    fn from_code(code: i64) -> Option<Self>;

    /// The variant of a column's number; an unknown one is damage.
    fn read(code: i64) -> rusqlite::Result<Self> {
        Self::from_code(code).ok_or_else(|| {
            let what = format!("{code} stands for no {}", std::any::type_name::<Self>());
            rusqlite::Error::FromSqlConversionFailure(0, Type::Integer, what.into())
        })
    }

    /// The same for a column that may be empty.
    fn read_optional(code: Option<i64>) -> rusqlite::Result<Option<Self>> {
        code.map(Self::read).transpose()
    }
}

macro_rules! codes {
    ($type:ty { $($variant:ident = $code:literal),+ $(,)? }) => {
        impl $crate::db::code::Code for $type {
            fn code(self) -> i64 {
                match self { $(Self::$variant => $code),+ }
            }
            fn from_code(code: i64) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

pub(crate) use codes;

codes!(CallKind { Voice = 0, Fax = 1 });
codes!(Direction { Inbound = 0, Outbound = 1, Internal = 2 });
codes!(Status { Ringing = 0, InProgress = 1, Ended = 2 });
codes!(Disposition {
    Answered = 0,
    NoAnswer = 1,
    Busy = 2,
    Rejected = 3,
    Cancelled = 4,
    Failed = 5,
    Unknown = 6,
});
codes!(Reason { GaveUpInQueue = 0, GaveUpInMenu = 1, EndNotReported = 2 });
codes!(LegState { Ringing = 0, Answered = 1, Ended = 2 });
codes!(SourceHeader { XForwardedFor = 0, CfConnectingIp = 1, XRealIp = 2 });
