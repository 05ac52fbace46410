//! What keeps an address book from being read.

/// What keeps an address book from being read. Nothing in it is a secret.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The text is no address.
    #[error("this is no address of a server")]
    BadAddress,
    /// The way there, or on from there, is not protected by TLS.
    #[error("{host} would be asked without TLS")]
    NotHttps {
        /// Who.
        host: String,
    },
    /// The server does not accept user and password.
    #[error("the server does not accept the user name or the password")]
    WrongPassword,
    /// No connection, or no answer.
    #[error("{host} cannot be reached: {detail}")]
    Unreachable {
        /// Who.
        host: String,
        /// What the system says.
        detail: String,
    },
    /// No TLS connection, or one with somebody else.
    #[error("the certificate of {host} is not accepted: {detail}")]
    Certificate {
        /// Who.
        host: String,
        /// What TLS says.
        detail: String,
    },
    /// The server sends us to another one, to which a password must not go.
    #[error("the server leads to {to}")]
    Elsewhere {
        /// Where to.
        to: String,
    },
    /// There is no address book at this address, or none for this user.
    #[error("there is no address book")]
    NoBook,
    /// The answer is none of CardDAV.
    #[error("the answer is not one of CardDAV: {detail}")]
    NotCardDav {
        /// What is wrong with it.
        detail: String,
    },
    /// The server refuses, or is in trouble itself.
    #[error("the server answers {status}")]
    Refused {
        /// Its HTTP status.
        status: u16,
    },
    /// An answer, or the address book, is larger than any that is in use.
    #[error("the server sends too much: {detail}")]
    TooMuch {
        /// What of it.
        detail: String,
    },
}

impl Fault {
    /// Names the kind of fault, for texts.
    pub fn code(&self) -> &'static str {
        match self {
            Self::BadAddress => "bad-address",
            Self::NotHttps { .. } => "not-https",
            Self::WrongPassword => "wrong-password",
            Self::Unreachable { .. } => "unreachable",
            Self::Certificate { .. } => "certificate",
            Self::Elsewhere { .. } => "elsewhere",
            Self::NoBook => "no-book",
            Self::NotCardDav { .. } => "not-carddav",
            Self::Refused { .. } => "refused",
            Self::TooMuch { .. } => "too-much",
        }
    }

    /// What the text of this kind has in it: a host, a status, or what the system says.
    pub fn detail(&self) -> String {
        match self {
            Self::BadAddress | Self::WrongPassword | Self::NoBook => String::new(),
            Self::NotHttps { host } => host.clone(),
            Self::Unreachable { host, detail } | Self::Certificate { host, detail } => {
                format!("{host}: {detail}")
            }
            Self::Elsewhere { to } => to.clone(),
            Self::NotCardDav { detail } | Self::TooMuch { detail } => detail.clone(),
            Self::Refused { status } => status.to_string(),
        }
    }
}
