//! What a doctor may find: each with its state and its texts, so that a text that lacks is found
//! before a user misses it.

use jiff::Timestamp;
use kimo_attention::Problem;

/// One thing that was looked at. Its text is `doctor-<id>`, and where it is not as it should be
/// the next step is `doctor-<id>-next`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What was found.
    pub found: Found,
    /// What the text and the next step have in them.
    pub variables: Vec<(&'static str, Variable)>,
}

/// How a thing is that was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// As it should be.
    Ok,
    /// Worth knowing.
    Note,
    /// Not as it should be.
    Wrong,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::Ok, Self::Note, Self::Wrong];

    /// The id of its text.
    pub fn text(self) -> &'static str {
        match self {
            Self::Ok => "doctor-state-ok",
            Self::Note => "doctor-state-note",
            Self::Wrong => "doctor-state-wrong",
        }
    }
}

/// What stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Variable {
    /// As it is.
    Text(String),
    /// A number.
    Count(u64),
    /// A point in time, to be written as the reader's language does.
    Time(Timestamp),
    /// Why the desk is out of reach: the text is `error-reach-<code>` with the detail in it, the
    /// next step `reach-next-<code>`.
    Reach {
        /// Names the texts.
        code: String,
        /// What the program itself says of it.
        detail: String,
    },
    /// Why the address book cannot be read: the text is `book-failure-<code>` with the detail in
    /// it, the next step `book-failure-<code>-next`.
    Book {
        /// Names the texts.
        code: String,
        /// What they have in them.
        detail: String,
    },
    /// Why the PBX's records cannot be read: the text is `records-failure-<code>`.
    Records(String),
    /// Something that is told as a problem: the text is `error-<code>` with the detail in it.
    Problem(Problem),
}

macro_rules! findings {
    ($($found:ident $state:ident $id:literal $next:literal,)*) => {
        /// What was found.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[expect(missing_docs, reason = "each has its text in three languages")]
        pub enum Found {
            $($found,)*
        }

        impl Found {
            /// Everything that may be found.
            pub const ALL: &[Self] = &[$(Self::$found,)*];

            /// How the thing is.
            pub fn state(self) -> State {
                match self {
                    $(Self::$found => State::$state,)*
                }
            }

            /// The id of its text.
            pub fn text(self) -> &'static str {
                match self {
                    $(Self::$found => $id,)*
                }
            }

            /// The id of the next step's text. None where there is nothing to do, or where the
            /// reason has a step of its own.
            pub fn next(self) -> Option<&'static str> {
                let next = match self {
                    $(Self::$found => $next,)*
                };
                (!next.is_empty()).then_some(next)
            }
        }
    };
}

findings! {
    Dir Ok "doctor-dir" "",
    DirMissing Wrong "doctor-dir-missing" "doctor-dir-missing-next",
    DirIsAFile Wrong "doctor-dir-is-a-file" "doctor-dir-is-a-file-next",
    DirRefused Wrong "doctor-dir-refused" "doctor-dir-refused-next",
    DirFull Wrong "doctor-dir-full" "doctor-dir-full-next",
    DirReadOnly Wrong "doctor-dir-read-only" "doctor-dir-read-only-next",
    DirOpenToOthers Wrong "doctor-dir-open-to-others" "doctor-dir-open-to-others-next",
    Disk Ok "doctor-disk" "",
    DiskFull Wrong "doctor-disk-full" "doctor-disk-full-next",
    Database Ok "doctor-database" "",
    DatabaseDamaged Wrong "doctor-database-damaged" "doctor-database-damaged-next",
    DatabaseUnreadable Wrong "doctor-database-unreadable" "doctor-database-unreadable-next",
    DatabaseMissing Wrong "doctor-database-missing" "doctor-database-missing-next",
    DatabaseOlder Wrong "doctor-database-older" "doctor-database-older-next",
    DatabaseNewer Wrong "doctor-database-newer" "",
    DatabaseUnwritable Wrong "doctor-database-unwritable" "doctor-database-unwritable-next",
    DatabaseGone Wrong "doctor-database-gone" "doctor-database-gone-next",
    Incident Wrong "doctor-incident" "doctor-incident-next",
    Backups Ok "doctor-backups" "",
    BackupsNone Note "doctor-backups-none" "doctor-backups-none-next",
    BackupsOld Wrong "doctor-backups-old" "doctor-backups-old-next",
    BackupsUnreadable Wrong "doctor-backups-unreadable" "",
    ClockSetBack Wrong "doctor-clock-set-back" "doctor-clock-set-back-next",
    ClockAhead Wrong "doctor-clock-ahead" "doctor-clock-ahead-next",
    ClockBehind Wrong "doctor-clock-behind" "doctor-clock-behind-next",
    Desk Ok "doctor-desk" "",
    DeskNone Wrong "doctor-desk-none" "doctor-desk-none-next",
    DeskHangs Wrong "doctor-desk-hangs" "doctor-desk-hangs-next",
    DeskBlind Wrong "doctor-desk-blind" "doctor-desk-blind-next",
    DeskUnknown Wrong "doctor-desk-unknown" "",
    DeskDeaf Wrong "doctor-desk-deaf" "doctor-desk-deaf-next",
    Hook Ok "doctor-hook" "",
    HookRefuses Wrong "doctor-hook-refuses" "doctor-hook-refuses-next",
    HookPassword Wrong "doctor-hook-password" "doctor-hook-password-next",
    HookSilent Wrong "doctor-hook-silent" "doctor-hook-silent-next",
    Delivery Ok "doctor-delivery" "",
    DeliveryOnlyTested Note "doctor-delivery-only-tested" "doctor-delivery-only-tested-next",
    DeliveryNone Note "doctor-delivery-none" "doctor-delivery-none-next",
    NotUnderstood Wrong "doctor-not-understood" "doctor-not-understood-next",
    NotUnderstoodDropped Wrong "doctor-not-understood-dropped" "doctor-not-understood-dropped-next",
    TunnelFile Wrong "doctor-tunnel-file" "doctor-tunnel-file-next",
    TunnelFileGone Wrong "doctor-tunnel-file-gone" "doctor-tunnel-file-gone-next",
    TunnelOff Note "doctor-tunnel-off" "",
    TunnelUnchecked Note "doctor-tunnel-unchecked" "",
    TunnelReachable Ok "doctor-tunnel-reachable" "",
    AddressBook Ok "doctor-address-book" "",
    AddressBookUnread Note "doctor-address-book-unread" "",
    AddressBookFails Wrong "doctor-address-book-fails" "",
    Records Ok "doctor-records" "",
    RecordsFail Wrong "doctor-records-fail" "doctor-records-fail-next",
    TunnelUnreachable Wrong "doctor-tunnel-unreachable" "",
}

impl Found {
    /// The finding, with what its texts have in them.
    pub(super) fn with<const N: usize>(self, variables: [(&'static str, Variable); N]) -> Finding {
        Finding {
            found: self,
            variables: variables.into(),
        }
    }
}

/// A text that has this in it as it is.
pub(super) fn text(text: impl std::fmt::Display) -> Variable {
    Variable::Text(text.to_string())
}
