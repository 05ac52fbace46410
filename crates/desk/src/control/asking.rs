//! The asker's end. Blocks: for programs that have nothing else to do.

use std::{io, time::Duration};

use serde_json::{Value, json};

use super::{
    answering::{ANSWER, ERROR, STILL_WORKING},
    frame::{self, FrameError},
    place::BlockingConnection,
    proof::{End, PROOF, nonce},
};
use crate::{
    api::{AskError, AskErrorCode},
    lock::Holder,
};

/// A question was not answered.
#[derive(Debug, thiserror::Error)]
pub enum NotAnswered {
    /// No desk answers there, or one that does not prove itself.
    #[error("no desk answers: {0}")]
    NoDesk(io::Error),
    /// The desk said why not.
    #[error("{}", .0.detail)]
    Refused(AskError),
    /// The desk heard the question, and then nothing came any more.
    #[error("the desk does not answer any more: {0}")]
    Lost(io::Error),
}

/// Asks a running desk, and waits for as long as it works on the answer.
pub fn ask(holder: &Holder, name: &str, params: &Value) -> Result<Value, NotAnswered> {
    let question = json!({ "name": name, "params": params }).to_string();
    frame::check(question.len(), frame::LONGEST_QUESTION).map_err(|error| {
        let detail = format!("the question is too long: {error}");
        NotAnswered::Refused(AskError::new(AskErrorCode::BadParams, detail))
    })?;
    let mut desk = greet(holder).map_err(NotAnswered::NoDesk)?;
    frame::write_blocking(&mut desk, question.as_bytes()).map_err(NotAnswered::NoDesk)?;
    loop {
        let message = frame::read_blocking(&mut desk, frame::LONGEST_ANSWER + 1)
            .map_err(|error| NotAnswered::Lost(io_error(error)))?;
        let broken = |error: serde_json::Error| NotAnswered::Lost(error.into());
        match message.split_first() {
            Some((&STILL_WORKING, _)) => {}
            Some((&ANSWER, answer)) => return serde_json::from_slice(answer).map_err(broken),
            Some((&ERROR, error)) => {
                let error = serde_json::from_slice(error).map_err(broken)?;
                return Err(NotAnswered::Refused(error));
            }
            _ => return Err(NotAnswered::Lost(io::ErrorKind::InvalidData.into())),
        }
    }
}

/// Whether a desk answers there that proves itself, however plausible `holder` looks.
pub fn answers(holder: &Holder) -> bool {
    greet(holder).is_ok()
}

/// Connects, and has both ends prove themselves.
fn greet(holder: &Holder) -> io::Result<Box<dyn BlockingConnection>> {
    let key = &holder.control.key;
    let mut desk = holder.control.place.connect(PATIENCE)?;
    let ours = nonce().map_err(io::Error::other)?;
    frame::write_blocking(&mut desk, &ours)?;
    let answer = frame::read_blocking(&mut desk, ours.len() + PROOF).map_err(io_error)?;
    let (theirs, proof) = answer
        .split_first_chunk()
        .ok_or(io::ErrorKind::InvalidData)?;
    if !key.is_proved(End::Desk, &ours, theirs, proof) {
        return Err(io::Error::other("whoever answers there is not the desk"));
    }
    frame::write_blocking(&mut desk, &key.prove(End::Asker, &ours, theirs))?;
    Ok(desk)
}

fn io_error(error: FrameError) -> io::Error {
    match error {
        FrameError::Io(error) => error,
        too_long @ FrameError::TooLong { .. } => io::Error::other(too_long),
    }
}

/// How long nothing may come. A desk that works says so each second.
const PATIENCE: Duration = Duration::from_secs(5);
