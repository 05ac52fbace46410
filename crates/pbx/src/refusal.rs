//! Why a PBX's interface gives no answer, in no words of its own.

/// Why a PBX's interface gives no answer that is one. Nothing of what it said is in it: some of them
/// repeat the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It does not accept the key.
    #[error("the key is not accepted")]
    Key,
    /// Nothing was asked: the key and the settings of the hook do not go together.
    #[error("the key and the settings do not go together")]
    Settings,
    /// It was asked too often.
    #[error("it was asked too often")]
    TooOften,
    /// It is in trouble itself.
    #[error("it is in trouble itself: {status}")]
    Trouble {
        /// The HTTP status.
        status: u16,
    },
    /// It refuses otherwise.
    #[error("it refuses: {status}")]
    Refused {
        /// The HTTP status.
        status: u16,
    },
    /// Its answer is none that its document knows.
    #[error("its answer is of another shape than its document says")]
    Shape,
    /// It has no such extension.
    #[error("there is no such extension")]
    NoExtension,
    /// It tried the address that is to be entered, and was not content.
    #[error("the address was not accepted")]
    NoAddress,
    /// It cannot call that number.
    #[error("this number cannot be called")]
    NoDestination,
    /// It has no recording of the call.
    #[error("there is no recording of the call")]
    NoRecording,
}

impl Refusal {
    /// What a status alone says.
    pub(crate) fn of_status(status: u16) -> Self {
        match status {
            401 | 403 => Self::Key,
            429 => Self::TooOften,
            500..=599 => Self::Trouble { status },
            status => Self::Refused { status },
        }
    }

    /// Whether the same may well be answered a little later.
    pub fn passes(self) -> bool {
        matches!(self, Self::TooOften | Self::Trouble { .. })
    }

    /// Whether what was asked may have been done: an answer that nobody understands, or a gateway's
    /// that had none.
    pub fn may_have_been_done(self) -> bool {
        matches!(self, Self::Shape | Self::Trouble { status: 502 | 504 })
    }

    /// Names it, for texts.
    pub fn code(self) -> &'static str {
        match self {
            Self::Key => "key",
            Self::Settings => "settings",
            Self::TooOften => "too-often",
            Self::Trouble { .. } => "trouble",
            Self::Refused { .. } => "refused",
            Self::Shape => "shape",
            Self::NoExtension => "no-extension",
            Self::NoDestination => "no-destination",
            Self::NoAddress => "no-address",
            Self::NoRecording => "no-recording",
        }
    }
}
