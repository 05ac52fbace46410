//! The desk's end: a task for each asker, so that none stands in the way of another.

use std::{io, sync::Arc, time::Duration};

use serde::Deserialize;
use serde_json::Value;
use tokio::{
    sync::Semaphore,
    task::JoinSet,
    time::{self, timeout},
};

use super::{
    ControlKey, Socket,
    frame::{self, FrameError, LONGEST_ANSWER, LONGEST_QUESTION},
    place::Connection,
    proof::{End, Nonce, PROOF, nonce},
};
use crate::api::{AskError, AskErrorCode};

/// The first byte of what the desk sends: nothing yet, but it works on it.
pub(super) const STILL_WORKING: u8 = 0;
/// …the answer.
pub(super) const ANSWER: u8 = 1;
/// …why there is none.
pub(super) const ERROR: u8 = 2;

/// Answers questions until dropped.
pub(crate) async fn serve<F>(
    socket: Socket,
    key: ControlKey,
    answer: impl Fn(String, Value) -> F + Clone + Send + 'static,
) where
    F: Future<Output = Result<Value, AskError>> + Send + 'static,
{
    let places = Arc::new(Semaphore::new(MOST_ASKERS));
    let mut askers = JoinSet::new();
    loop {
        // Who finds no place waits in the system's queue. An error would say that the places
        // are closed, which nobody does.
        let Ok(place) = Arc::clone(&places).acquire_owned().await else {
            return;
        };
        while askers.try_join_next().is_some() {}
        match socket.accept().await {
            Ok(asker) => {
                let (key, answer) = (key.clone(), answer.clone());
                askers.spawn(async move {
                    if let Err(error) = hear(asker, &key, answer).await {
                        tracing::debug!(%error, "a question was not understood");
                    }
                    drop(place);
                });
            }
            Err(error) => {
                tracing::warn!(%error, "cannot take questions");
                time::sleep(HEARING).await;
            }
        }
    }
}

#[derive(Deserialize)]
struct Question {
    name: String,
    #[serde(default)]
    params: Value,
}

async fn hear<F>(
    mut asker: Box<dyn Connection>,
    key: &ControlKey,
    answer: impl FnOnce(String, Value) -> F,
) -> Result<(), FrameError>
where
    F: Future<Output = Result<Value, AskError>>,
{
    let hearing = async {
        prove(&mut asker, key).await?;
        frame::read(&mut asker, LONGEST_QUESTION).await
    };
    let heard = timeout(HEARING, hearing).await.map_err(too_slow)?;
    let understood = match heard {
        Ok(question) => serde_json::from_slice::<Question>(&question)
            .map_err(|error| AskError::new(AskErrorCode::BadParams, error)),
        Err(error @ FrameError::TooLong { .. }) => {
            let detail = format!("the question is too long: {error}");
            Err(AskError::new(AskErrorCode::BadParams, detail))
        }
        Err(error) => return Err(error),
    };
    let answered = match understood {
        Ok(question) => work(&mut asker, answer(question.name, question.params)).await?,
        Err(error) => Err(error),
    };
    tell(&mut asker, answered).await
}

/// Waits for the answer, and says each second that it is being worked on.
async fn work(
    asker: &mut Box<dyn Connection>,
    answer: impl Future<Output = Result<Value, AskError>>,
) -> Result<Result<Value, AskError>, FrameError> {
    tokio::pin!(answer);
    loop {
        match timeout(SIGN_OF_LIFE, &mut answer).await {
            Ok(answered) => return Ok(answered),
            Err(_) => send(asker, &[STILL_WORKING]).await?,
        }
    }
}

async fn tell(
    asker: &mut Box<dyn Connection>,
    answered: Result<Value, AskError>,
) -> Result<(), FrameError> {
    let fitting = answered.and_then(|answer| {
        let answer = answer.to_string();
        match frame::check(answer.len(), LONGEST_ANSWER) {
            Ok(()) => Ok(answer),
            Err(error) => {
                let detail = format!("the answer is too long: {error}");
                Err(AskError::new(AskErrorCode::Storage, detail))
            }
        }
    });
    let (kind, text) = match fitting {
        Ok(answer) => (ANSWER, answer),
        Err(error) => (
            ERROR,
            serde_json::to_string(&error).map_err(io::Error::from)?,
        ),
    };
    send(asker, &[&[kind], text.as_bytes()].concat()).await
}

async fn send(asker: &mut Box<dyn Connection>, message: &[u8]) -> Result<(), FrameError> {
    timeout(TELLING, frame::write(asker, message))
        .await
        .map_err(too_slow)??;
    Ok(())
}

/// Has both ends prove themselves.
async fn prove(asker: &mut Box<dyn Connection>, key: &ControlKey) -> Result<(), FrameError> {
    let theirs = frame::read(asker, size_of::<Nonce>()).await?;
    let theirs: Nonce = theirs
        .try_into()
        .map_err(|_| io::Error::from(io::ErrorKind::InvalidData))?;
    let ours = nonce().map_err(io::Error::other)?;
    let proof = key.prove(End::Desk, &theirs, &ours);
    frame::write(asker, &[&ours[..], &proof].concat()).await?;
    let proof = frame::read(asker, PROOF).await?;
    match key.is_proved(End::Asker, &theirs, &ours, &proof) {
        true => Ok(()),
        false => Err(io::Error::from(io::ErrorKind::PermissionDenied).into()),
    }
}

fn too_slow(_: time::error::Elapsed) -> io::Error {
    io::ErrorKind::TimedOut.into()
}

/// How many are heard at once.
const MOST_ASKERS: usize = 64;
/// How long an asker may take to prove itself and to ask.
const HEARING: Duration = Duration::from_secs(5);
/// How long it may take to read a message.
const TELLING: Duration = Duration::from_secs(10);
const SIGN_OF_LIFE: Duration = Duration::from_secs(1);
