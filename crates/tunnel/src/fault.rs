//! Why the desk cannot be reached.

use serde::{Deserialize, Serialize};

/// Why a tunnel is down, or the desk out of reach. Each has a stable code, by which the UI words
/// it and names the next step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Fault {
    /// A name has no address.
    #[error("the name {host} has no address")]
    Name {
        /// The name.
        host: String,
    },
    /// Nobody answers at an address.
    #[error("no connection to {to}: {detail}")]
    Connect {
        /// The address.
        to: String,
        /// What the system says.
        detail: String,
    },
    /// The certificate or the TLS handshake is wrong.
    #[error("no trusted TLS connection to {to}: {detail}")]
    Tls {
        /// The address.
        to: String,
        /// What is wrong.
        detail: String,
    },
    /// The other side refuses our key or token.
    #[error("the tunnel's server refuses the key or token: {detail}")]
    Refused {
        /// What it says.
        detail: String,
    },
    /// The SSH server shows another host key than before.
    #[error("the server's host key has changed from {pinned} to {offered}")]
    HostKeyChanged {
        /// Fingerprint of the key seen first.
        pinned: String,
        /// Fingerprint of the key shown now.
        offered: String,
    },
    /// The SSH server will not forward: the port or socket is taken, or forwarding is forbidden.
    #[error("the server does not give us {remote}: it is taken, or forwarding is forbidden")]
    NotForwarded {
        /// The remote port or socket.
        remote: String,
    },
    /// The other side has fallen silent.
    #[error("the tunnel's server has fallen silent")]
    Silent,
    /// A program that the tunnel needs is not installed.
    #[error("the program {program} is not installed")]
    ProgramMissing {
        /// Its name or path.
        program: String,
    },
    /// A program that the tunnel needs ended or does not become ready.
    #[error("{program}: {detail}")]
    Program {
        /// Its name.
        program: String,
        /// What it said last.
        detail: String,
    },
    /// The file in which the desk keeps its tunnel cannot be read.
    #[error("the tunnel's set-up cannot be read: {detail}")]
    SetUp {
        /// The file, and what is wrong with it.
        detail: String,
    },
    /// The secret that the tunnel needs cannot be had.
    #[error("the tunnel's key or token cannot be had: {detail}")]
    Secret {
        /// What the keyring says.
        detail: String,
    },
    /// The tunnel ended for another reason.
    #[error("the tunnel ended: {detail}")]
    Tunnel {
        /// What is known.
        detail: String,
    },
    /// The desk's own listener does not answer on this computer.
    #[error("the listener on this computer does not answer")]
    Listener,
    /// The public address is the desk's own port on this computer, which nobody else reaches.
    #[error("{to} is this computer itself; nobody reaches it from the internet")]
    ThisComputer {
        /// The public address.
        to: String,
    },
    /// Something answers at the public address, but it is not this desk.
    #[error("{to} answers (status {status}), but the probe did not arrive here")]
    WrongPlace {
        /// The public address, without hook or token.
        to: String,
        /// The HTTP status it answered with.
        status: u16,
    },
}

macro_rules! codes {
    ($($fault:ident $code:literal,)*) => {
        impl Fault {
            /// Every stable code.
            pub const CODES: &[&str] = &[$($code,)*];

            /// The stable code, one of [`Fault::CODES`].
            pub fn code(&self) -> &'static str {
                match self {
                    $(Self::$fault { .. } => $code,)*
                }
            }
        }
    };
}

codes! {
    Name "name",
    Connect "connect",
    Tls "tls",
    Refused "refused",
    HostKeyChanged "host_key_changed",
    NotForwarded "not_forwarded",
    Silent "silent",
    ProgramMissing "program_missing",
    Program "program",
    SetUp "set_up",
    Secret "secret",
    Tunnel "tunnel",
    Listener "listener",
    ThisComputer "this_computer",
    WrongPlace "wrong_place",
}

impl Fault {
    /// True where trying again soon cannot help, because a person must do something first.
    pub fn needs_a_person(&self) -> bool {
        matches!(
            self,
            Self::Refused { .. }
                | Self::HostKeyChanged { .. }
                | Self::ProgramMissing { .. }
                | Self::SetUp { .. }
        )
    }
}
