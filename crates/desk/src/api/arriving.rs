//! The desk of another computer, handed over by the window: to a desk that has no calls yet.

use std::{
    fs::{self, OpenOptions},
    io::{self, Write},
    path::Path,
};

use base64::{Engine, prelude::BASE64_STANDARD};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Arriving, AskError, AskErrorCode, MovingFailure, Nothing, count};
use crate::{
    Desk,
    moving::{MovedIn, MovingError, Parcel, handed_over, move_in_at_next_start},
};

/// A part of the file that another computer wrote.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AddToArrivalParams {
    /// Whether the file begins with it.
    pub first: bool,
    /// The bytes, in base64.
    pub part: String,
}

/// What a file says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ArrivalFile {
    /// When it was written.
    pub made_at: Option<String>,
    /// How many calls it has.
    pub calls: u32,
    /// Whether there are secrets in it, which want the passphrase.
    pub has_secrets: bool,
    /// Why it is no use, if it is not.
    pub failure: Option<MovingFailure>,
}

/// Has what was handed over take the place of what is here.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ArriveParams {
    /// The passphrase of its secrets; without, they are left out.
    pub passphrase: Option<String>,
}

/// Shows no passphrase.
impl std::fmt::Debug for ArriveParams {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ArriveParams")
            .field("with_secrets", &self.passphrase.is_some())
            .finish()
    }
}

/// Takes it onto the disk: it may be longer than the memory.
pub(super) async fn add_to_arrival(
    desk: &Desk,
    params: AddToArrivalParams,
) -> Result<(), AskError> {
    let part = BASE64_STANDARD
        .decode(&params.part)
        .map_err(AskError::bad_params)?;
    if desk.read(|reader| reader.total_calls()).await? > 0 {
        return Err(AskError::bad_params("there are calls here already"));
    }
    let file = handed_over(desk.data_dir());
    on_disk(move || {
        let added = add(&file, params.first, &part);
        if added.is_err() {
            // Else a disk that is full stays full.
            fs::remove_file(&file).ok();
        }
        added.map_err(|error| {
            let failure = MovingError::Io {
                path: file,
                source: error,
            };
            AskError::new(AskErrorCode::Storage, failure)
        })
    })
    .await
}

/// What the file says of itself that was handed over.
pub(super) async fn look_at_arrival(desk: &Desk, _: Nothing) -> Result<ArrivalFile, AskError> {
    let file = handed_over(desk.data_dir());
    on_disk(move || {
        Ok(match Parcel::open(&file) {
            Ok(parcel) => ArrivalFile {
                made_at: Some(parcel.made_at().to_string()),
                calls: count(parcel.calls()),
                has_secrets: parcel.has_secrets(),
                failure: None,
            },
            Err(error) => ArrivalFile {
                made_at: None,
                calls: 0,
                has_secrets: false,
                failure: Some((&error).into()),
            },
        })
    })
    .await
}

/// Begins to check it and to make it ready, unless that is under way already.
pub(super) async fn arrive(desk: &Desk, params: ArriveParams) -> Result<Arriving, AskError> {
    if desk.0.arrival.begin() {
        let working = desk.clone();
        desk.spawn(async move {
            let making = working.clone();
            let made = tokio::task::spawn_blocking(move || {
                make_ready(&making, params.passphrase.as_deref())
            });
            let done = made
                .await
                .unwrap_or_else(|error| Err(MovingError::History(error.to_string())));
            working.0.arrival.end(done);
        });
    }
    arriving(desk, Nothing).await
}

pub(super) async fn arriving(desk: &Desk, _: Nothing) -> Result<Arriving, AskError> {
    Ok(desk.0.arrival.now())
}

fn make_ready(desk: &Desk, passphrase: Option<&str>) -> Result<MovedIn, MovingError> {
    let file = handed_over(desk.data_dir());
    let mut parcel = Parcel::open(&file)?;
    let tell = &mut |done, total| desk.0.arrival.tell(done, total);
    let moved = move_in_at_next_start(desk.data_dir(), &mut parcel, passphrase, tell)?;
    drop(parcel);
    if let Err(error) = fs::remove_file(&file) {
        tracing::warn!(%error, "what was handed over stays until the next start");
    }
    Ok(moved)
}

fn add(file: &Path, first: bool, part: &[u8]) -> io::Result<()> {
    if first {
        match fs::remove_file(file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    let mut options = OpenOptions::new();
    options.append(true).create_new(first);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut open = options.open(file)?;
    if first {
        kimo_history::close_to_others(file)?;
    }
    open.write_all(part)
}

async fn on_disk<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, AskError> + Send + 'static,
) -> Result<T, AskError> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|error| Err(AskError::new(AskErrorCode::Storage, error)))
}
