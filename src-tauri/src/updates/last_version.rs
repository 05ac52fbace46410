//! Which version ran here last, by which a newer one is known.

use std::{fs, path::Path};

use semver::Version;

/// Whether this version is newer than the last one that ran in this data directory. From now on
/// this is the last one: it is newer once, and never where that cannot be noted.
pub(super) fn is_newly_here(data_dir: &Path, own: &Version) -> bool {
    let file = data_dir.join(FILE);
    let last = fs::read_to_string(&file).unwrap_or_default();
    if last == own.to_string() {
        return false;
    }
    if let Err(error) = fs::write(&file, own.to_string()) {
        tracing::warn!(%error, "which version of Kimo runs was not noted");
        return false;
    }
    // Where there is none, or none that can be read, nobody knows.
    last.parse::<Version>().is_ok_and(|last| *own > last)
}

const FILE: &str = "last-version.txt";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_newer_once_and_only_than_one_that_ran() {
        let folder = tempfile::tempdir().unwrap();
        let is_newly_here = |own: &str| is_newly_here(folder.path(), &own.parse().unwrap());
        let starts = [
            ("0.9.0", false),
            ("0.9.0", false),
            ("0.10.0", true),
            ("0.10.0", false),
            ("0.9.0", false),
            ("0.9.0", false),
            ("1.0.0-rc.1", true),
            ("1.0.0", true),
            ("1.0.0", false),
        ];
        for (nth, (own, newly)) in starts.into_iter().enumerate() {
            assert_eq!(is_newly_here(own), newly, "{nth}: {own}");
        }
        for unreadable in ["", "1.", "newest", "0.1.0\n"] {
            fs::write(folder.path().join(FILE), unreadable).unwrap();
            assert!(!is_newly_here("2.0.0"), "{unreadable:?}");
            assert!(!is_newly_here("2.0.0"), "{unreadable:?}");
        }
    }

    #[test]
    fn what_cannot_be_noted_is_not_told_each_time() {
        let folder = tempfile::tempdir().unwrap();
        let own = "1.0.0".parse().unwrap();
        fs::create_dir(folder.path().join(FILE)).unwrap();
        assert!(!is_newly_here(folder.path(), &own));
        assert!(!is_newly_here(&folder.path().join("gone"), &own));
    }
}
