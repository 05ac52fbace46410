//! Moving in: everything is made ready and checked in a folder of its own, and then takes its place.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use kimo_history::{History, check_carried};

use super::{
    arrival::{self, Finished},
    carried_secrets::{self, LackingSecret},
    moving_error::MovingError,
    parcel::Parcel,
    sealed::{self, Names},
};
use crate::{Secrets, lock::DeskLock, private_file, tunnel::Setup};

/// What came, and what did not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedIn {
    /// How many calls.
    pub calls: u64,
    /// How many hooks.
    pub hooks: usize,
    /// How many secrets.
    pub secrets: usize,
    /// The secrets that have to be entered again.
    pub lacking: Vec<LackingSecret>,
    /// Where that is now which was there before, if anything was.
    pub replaced: Option<PathBuf>,
}

/// Makes a data directory the desk that a file carries, under an id of its own. Nothing there
/// changes before all of it has been checked, and what was there is set aside: where it has calls,
/// only if `replace` says so. Without a passphrase the secrets stay behind. No desk may run there.
pub fn move_in(
    data_dir: &Path,
    parcel: &mut Parcel,
    passphrase: Option<&str>,
    replace: bool,
    told: &mut dyn FnMut(u64, u64),
) -> Result<MovedIn, MovingError> {
    let here = |error| MovingError::io(data_dir, error);
    kimo_history::make_private_dir(data_dir).map_err(here)?;
    let _lock = DeskLock::take(data_dir)?;
    is_free(data_dir, replace)?;
    arrival::take_back(data_dir).map_err(here)?;
    let came = put_ready(data_dir, parcel, passphrase, false, told)?;
    let replaced = match arrival::finish(data_dir).map_err(here)? {
        Finished::Done(replaced) => replaced,
        Finished::CallsMeanwhile(calls) => return Err(MovingError::Taken(Some(calls))),
    };
    Ok(MovedIn { replaced, ..came })
}

/// Makes everything ready beside a desk that runs and has no calls. It takes its place when the
/// next one starts, unless calls have come by then.
pub(crate) fn move_in_at_next_start(
    data_dir: &Path,
    parcel: &mut Parcel,
    passphrase: Option<&str>,
    told: &mut dyn FnMut(u64, u64),
) -> Result<MovedIn, MovingError> {
    is_free(data_dir, false)?;
    arrival::take_back(data_dir).map_err(|error| MovingError::io(data_dir, error))?;
    put_ready(data_dir, parcel, passphrase, true, told)
}

/// All of it or nothing: what stands ready takes its place, whatever happens; or, `unless_calls` have
/// come by then.
fn put_ready(
    data_dir: &Path,
    parcel: &mut Parcel,
    passphrase: Option<&str>,
    unless_calls: bool,
    told: &mut dyn FnMut(u64, u64),
) -> Result<MovedIn, MovingError> {
    let tunnel = parcel.tunnel()?;
    // The passphrase first: nobody waits for gigabytes to hear that it is another.
    let secrets = match (parcel.secrets()?, passphrase) {
        (Some(sealed), Some(passphrase)) => {
            sealed::open(&sealed, passphrase, &parcel.manifest.sealed_with())?
        }
        _ => Names::new(),
    };
    has_room(data_dir, parcel.manifest.history.bytes)?;
    let folder = arrival::folder(data_dir);
    let made = make_ready(&folder, parcel, tunnel.as_deref(), secrets, told);
    let ready = made.and_then(|came| {
        let here = |error| MovingError::io(data_dir, error);
        let aside = arrival::aside(data_dir, Timestamp::now()).map_err(here)?;
        arrival::is_ready(data_dir, &aside, unless_calls).map_err(here)?;
        Ok(came)
    });
    if ready.is_err() {
        // Were it left, the next who takes the directory takes it away.
        arrival::take_back(data_dir).ok();
    }
    ready
}

/// Whether something may take the place of what is there.
fn is_free(data_dir: &Path, replace: bool) -> Result<(), MovingError> {
    match arrival::in_the_way(data_dir) {
        Some(found) if !replace => Err(MovingError::Taken(found)),
        _ => Ok(()),
    }
}

/// What a file claims is refused before it fills the disk. An older history may grow while it is
/// brought up to date.
fn has_room(data_dir: &Path, history: u64) -> Result<(), MovingError> {
    let free = fs4::available_space(data_dir).map_err(|error| MovingError::io(data_dir, error))?;
    match history.saturating_add(history / 4).saturating_add(SPARE) > free {
        true => Err(MovingError::NoRoom(data_dir.to_owned())),
        false => Ok(()),
    }
}

/// A whole data directory in this folder, on the disk.
fn make_ready(
    folder: &Path,
    parcel: &mut Parcel,
    tunnel: Option<&[u8]>,
    secrets: Names,
    told: &mut dyn FnMut(u64, u64),
) -> Result<MovedIn, MovingError> {
    let here = |error| MovingError::io(folder, error);
    kimo_history::make_private_dir(folder).map_err(here)?;
    let database = kimo_history::path_in(folder);
    private_file::replace(&database, b"").map_err(here)?;
    parcel.unpack_history(&database, told)?;
    check_carried(&database).map_err(MovingError::arrived)?;
    // It is brought up to date, and gets an id of its own.
    let history = History::open_in_place(folder).map_err(MovingError::arrived)?;
    let reader = history.reader();
    let desk = reader.desk_id()?;
    reader.settings()?;
    if let Some(content) = tunnel {
        private_file::replace(&folder.join(TUNNEL), content).map_err(here)?;
    }
    let setup = Setup::load(folder)?;
    let needed = carried_secrets::needed(&reader, setup.as_ref())?;
    let secrets: Names = secrets
        .into_iter()
        .filter(|(name, _)| carried_secrets::is_known(name, &needed))
        .collect();
    let lacking = needed
        .into_iter()
        .filter(|(name, _)| !secrets.contains_key(name))
        .map(|(_, lacks)| lacks)
        .collect();
    let came = MovedIn {
        calls: reader.total_calls()?,
        hooks: reader.hooks()?.len(),
        secrets: secrets.len(),
        lacking,
        replaced: None,
    };
    drop(reader);
    keep(folder, &desk.0, &secrets)?;
    Ok(came)
}

/// Keeps the secrets under the new id: those of the desk that was here stay as they are, in the
/// keyring too.
fn keep(folder: &Path, desk: &str, secrets: &Names) -> Result<(), MovingError> {
    if secrets.is_empty() {
        return Ok(());
    }
    let kept = Secrets::open(folder, desk);
    for (name, secret) in secrets {
        kept.set(name, secret)?;
    }
    Ok(())
}

const TUNNEL: &str = "tunnel.json";
const SPARE: u64 = 64 << 20;
