//! A fetched installer: kept in a folder of the data directory, which is the user's alone, run, and
//! taken away.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    process::Command,
};

use kimo_desk::UpdateFailure;

/// The folder for it.
pub(super) struct Kept(PathBuf);

/// An installer that can be run.
pub(super) struct Installer(PathBuf);

impl Kept {
    pub(super) fn beside(data_dir: &Path) -> Self {
        Self(data_dir.join("update"))
    }

    /// What became of an installer that an earlier start has run: nothing where this version is
    /// not the one that it was to put in place. Nothing stays of it.
    pub(super) fn what_became_of_it(&self) -> Option<UpdateFailure> {
        let version = fs::read_to_string(self.0.join(VERSION)).ok();
        self.forget();
        let is_here = |version: String| version == env!("CARGO_PKG_VERSION");
        (!version.is_none_or(is_here)).then_some(UpdateFailure::NotReplaced)
    }

    /// Keeps an installer of this version.
    pub(super) fn keep(&self, version: &str, content: &[u8]) -> Result<Installer, UpdateFailure> {
        self.write(version, content).map_err(|error| {
            tracing::warn!(%error, "a newer version cannot be kept");
            self.forget();
            match error.kind() {
                io::ErrorKind::StorageFull
                | io::ErrorKind::QuotaExceeded
                | io::ErrorKind::FileTooLarge => UpdateFailure::NoRoom,
                _ => UpdateFailure::NotStarted,
            }
        })
    }

    fn write(&self, version: &str, content: &[u8]) -> io::Result<Installer> {
        self.forget();
        fs::create_dir(&self.0)?;
        let installer = self.0.join("kimo-setup.exe");
        write(&installer, content)?;
        #[cfg(unix)]
        fs::set_permissions(
            &installer,
            std::os::unix::fs::PermissionsExt::from_mode(0o700),
        )?;
        write(&self.0.join(VERSION), version.as_bytes())?;
        Ok(Installer(installer))
    }

    /// Takes away whatever there is.
    pub(super) fn forget(&self) {
        if let Err(error) = fs::remove_dir_all(&self.0)
            && error.kind() != io::ErrorKind::NotFound
        {
            tracing::warn!(%error, "an installer that is not needed any more stays");
        }
    }
}

impl Installer {
    /// Runs it to its end, which comes before this program's own only where it fails.
    pub(super) fn run(&self) -> UpdateFailure {
        match Command::new(&self.0).args(["/S", "/UPDATE"]).status() {
            Ok(status) => {
                tracing::warn!(%status, "the installer of a newer version changed nothing");
                UpdateFailure::NotReplaced
            }
            Err(error) => {
                tracing::warn!(%error, "the installer of a newer version does not start");
                UpdateFailure::NotStarted
            }
        }
    }
}

fn write(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut file = fs::File::create_new(path)?;
    file.write_all(content)?;
    file.sync_all()
}

/// Names the file that says which version the installer is to put in place.
const VERSION: &str = "version.txt";
