//! Secrets in a file of the data directory.

use std::{collections::BTreeMap, io, path::Path};

use super::SecretsError;
use crate::private_file;

type Kept = BTreeMap<String, String>;

pub(super) fn get(file: &Path, name: &str) -> Result<Option<String>, SecretsError> {
    let content = private_file::read(file);
    content
        .and_then(parse)
        .map(|mut kept| kept.remove(name))
        .map_err(|source| fault(file, source))
}

pub(super) fn set(file: &Path, name: &str, secret: &str) -> Result<(), SecretsError> {
    change(file, |kept| {
        kept.insert(name.to_owned(), secret.to_owned());
    })
}

pub(super) fn remove(file: &Path, name: &str) -> Result<(), SecretsError> {
    match get(file, name)? {
        Some(_) => change(file, |kept| {
            kept.remove(name);
        }),
        None => Ok(()),
    }
}

fn change(file: &Path, change: impl FnOnce(&mut Kept)) -> Result<(), SecretsError> {
    let changed = private_file::change(file, |content| {
        let mut kept = parse(content)?;
        change(&mut kept);
        Ok(serde_json::to_vec(&kept)?)
    });
    changed.map_err(|source: io::Error| fault(file, source))
}

fn parse(content: Option<Vec<u8>>) -> io::Result<Kept> {
    match content {
        Some(content) => Ok(serde_json::from_slice(&content)?),
        None => Ok(Kept::new()),
    }
}

fn fault(file: &Path, source: io::Error) -> SecretsError {
    SecretsError::File {
        path: file.to_owned(),
        source,
    }
}
