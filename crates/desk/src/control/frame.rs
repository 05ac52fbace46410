//! Messages with their length before them, four bytes big-endian, and a bound that is told.

use std::io::{self, Read, Write};

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

/// The longest question, in bytes.
pub(super) const LONGEST_QUESTION: usize = 1 << 20;
/// The longest answer, in bytes: a call with hundreds of the longest deliveries.
pub(super) const LONGEST_ANSWER: usize = 64 << 20;

/// What came in place of a message.
#[derive(Debug, thiserror::Error)]
pub(super) enum FrameError {
    /// It is longer than whoever reads it takes.
    #[error("{length} bytes are more than the {bound} that are taken")]
    TooLong {
        /// How long it would be.
        length: usize,
        /// How long it may be.
        bound: usize,
    },
    /// The connection is broken.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// An error where the message is longer than the bound.
pub(super) fn check(length: usize, bound: usize) -> Result<(), FrameError> {
    match length > bound {
        true => Err(FrameError::TooLong { length, bound }),
        false => Ok(()),
    }
}

/// Reads one message of this length at most.
pub(super) async fn read(
    from: &mut (impl AsyncRead + Unpin),
    bound: usize,
) -> Result<Vec<u8>, FrameError> {
    let length = from.read_u32().await? as usize;
    check(length, bound)?;
    let mut message = vec![0; length];
    from.read_exact(&mut message).await?;
    Ok(message)
}

/// Writes one message.
pub(super) async fn write(to: &mut (impl AsyncWrite + Unpin), message: &[u8]) -> io::Result<()> {
    to.write_all(&framed(message)?).await?;
    to.flush().await
}

/// [`read`] for a program without a runtime.
pub(super) fn read_blocking(from: &mut impl Read, bound: usize) -> Result<Vec<u8>, FrameError> {
    let mut length = [0; 4];
    from.read_exact(&mut length)?;
    let length = u32::from_be_bytes(length) as usize;
    check(length, bound)?;
    let mut message = vec![0; length];
    from.read_exact(&mut message)?;
    Ok(message)
}

/// [`write`] for a program without a runtime.
pub(super) fn write_blocking(to: &mut impl Write, message: &[u8]) -> io::Result<()> {
    to.write_all(&framed(message)?)?;
    to.flush()
}

fn framed(message: &[u8]) -> io::Result<Vec<u8>> {
    let length = u32::try_from(message.len()).map_err(io::Error::other)?;
    let mut framed = Vec::with_capacity(message.len() + 4);
    framed.extend(length.to_be_bytes());
    framed.extend(message);
    Ok(framed)
}
