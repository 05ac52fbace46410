//! Everything into one file, to move to another computer.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AskError, Exporting, Nothing};
use crate::{
    Desk,
    moving::{MovingError, Packed, Packing, pack},
};

/// Asks for everything in one file.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ExportParams {
    /// The file, which must not exist; one of today among the downloads unless given.
    #[serde(default)]
    #[ts(optional)]
    pub file: Option<PathBuf>,
    /// The passphrase under which the secrets come along; without, they do not.
    #[serde(default)]
    #[ts(optional)]
    pub passphrase: Option<String>,
}

/// Shows no passphrase.
impl std::fmt::Debug for ExportParams {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ExportParams")
            .field("file", &self.file)
            .field("with_secrets", &self.passphrase.is_some())
            .finish()
    }
}

/// Begins, unless it is under way already.
pub(super) async fn export(desk: &Desk, params: ExportParams) -> Result<Exporting, AskError> {
    if params.passphrase.as_deref() == Some("") {
        return Err(AskError::bad_params("the passphrase is empty"));
    }
    let file = params.file.unwrap_or_else(|| {
        let day = Timestamp::now().strftime("%Y-%m-%d").to_string();
        free(&downloads(desk), &day)
    });
    // The desk's own folder is nobody's who asks.
    if !file.is_absolute() || file.file_name().is_none() {
        return Err(AskError::bad_params("the file has no whole path"));
    }
    if desk.0.exporting.begin(&file) {
        let working = desk.clone();
        let passphrase = params.passphrase;
        desk.spawn(async move {
            // A desk that stops ends it too.
            let _stops = Stops(working.clone());
            let done = write(&working, file, passphrase).await;
            working.0.exporting.end(done);
        });
    }
    exporting(desk, Nothing).await
}

pub(super) async fn exporting(desk: &Desk, _: Nothing) -> Result<Exporting, AskError> {
    Ok(desk.0.exporting.now())
}

/// Nothing of the file stays.
pub(super) async fn cancel_export(desk: &Desk, _: Nothing) -> Result<(), AskError> {
    desk.0.exporting.stop();
    Ok(())
}

struct Stops(Desk);

impl Drop for Stops {
    fn drop(&mut self) {
        self.0.0.exporting.stop();
    }
}

async fn write(
    desk: &Desk,
    file: PathBuf,
    passphrase: Option<String>,
) -> Result<Packed, MovingError> {
    let working = desk.clone();
    let writing = tokio::task::spawn_blocking(move || {
        let reader = working.reader_beside();
        let secrets = match &passphrase {
            Some(_) => Some(working.secrets()?),
            None => None,
        };
        let packing = Packing {
            data_dir: working.data_dir(),
            reader: &reader,
            sealed: secrets.as_deref().zip(passphrase.as_deref()),
            to: &file,
            now: Timestamp::now(),
        };
        pack(&packing, &mut |done, total| {
            working.0.exporting.tell(done, total)
        })
    });
    match writing.await {
        Ok(done) => done,
        Err(error) => Err(MovingError::History(error.to_string())),
    }
}

/// Where people look for what a program has saved for them.
fn downloads(desk: &Desk) -> PathBuf {
    let own = directories::UserDirs::new();
    let place = own.as_ref().and_then(|dirs| {
        let downloads = dirs.download_dir().filter(|dir| dir.is_dir());
        downloads.or_else(|| Some(dirs.home_dir()).filter(|dir| dir.is_dir()))
    });
    place.unwrap_or(desk.data_dir()).to_owned()
}

fn free(folder: &Path, day: &str) -> PathBuf {
    let path = |number: u32| match number {
        1 => folder.join(format!("kimo-{day}.kimo")),
        _ => folder.join(format!("kimo-{day}-{number}.kimo")),
    };
    let mut paths = (1..100).map(path);
    let free = paths.find(|path| path.symlink_metadata().is_err());
    free.unwrap_or_else(|| path(1))
}
