//! Files that carry a desk, as somebody might make or spoil them.

#![allow(clippy::unwrap_used, reason = "a panic is the report")]

use std::{
    fs::{self, File},
    io::{Read, Write},
    path::{Path, PathBuf},
};

use kimo_desk::{
    LackingKind, MovedIn, MovingError, Parcel,
    api::{Account, AddHookParams, Asker, BasicParams, ExportParams, Exporting, Nothing, PbxId},
    move_in,
};
use serde_json::{Value, json};
use tempfile::TempDir;
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

const PASSPHRASE: &str = "correct horse";

#[test]
fn a_file_altered_at_any_byte_is_refused_or_says_the_same() {
    let old = Office::new();
    let whole = fs::read(old.export(None)).unwrap();
    let came = here(&old.file, None).1.unwrap();
    let altered = old.folder.path().join("altered.kimo");
    let mut refused = 0;
    // Every place at its ends, where archives say what they are, and many of those between.
    let step = whole.len() / 150;
    let places = (0..whole.len()).filter(|at| {
        at.is_multiple_of(step) || *at < 64 || at + 400 > whole.len() && at.is_multiple_of(4)
    });
    for at in places {
        let mut content = whole.clone();
        content[at] ^= 1 << (at % 8);
        fs::write(&altered, content).unwrap();
        let (dir, moved) = here(&altered, None);
        match moved {
            Ok(moved) => assert_eq!(moved, came, "{at}"),
            Err(_) => {
                refused += 1;
                is_untouched(&dir);
            }
        }
    }
    assert!(refused > 150, "{refused}");
}

#[test]
fn a_part_with_another_sum_is_refused_though_the_archive_is_whole() {
    let old = Office::new();
    old.export(Some(PASSPHRASE));
    for name in ["history.db", "tunnel.json", "secrets.sealed"] {
        let mut parts = parts(&old.file);
        let mut content = parts.take(name);
        // Where a database, a list of settings and a seal are the same without it.
        match name {
            "tunnel.json" => content.push(b' '),
            _ => *content.last_mut().unwrap() ^= 1,
        }
        parts.put(name, content);
        let (dir, moved) = parts.here_with(Some(PASSPHRASE));
        let error = moved.unwrap_err();
        assert_eq!(error.code(), "damaged", "{name}: {error}");
        assert!(error.to_string().contains("another sum"), "{name}: {error}");
        is_untouched(&dir);
    }
}

#[test]
fn a_file_cut_short_anywhere_is_refused() {
    let old = Office::new();
    let whole = fs::read(old.export(None)).unwrap();
    let cut = old.folder.path().join("cut.kimo");
    for length in (0..whole.len()).step_by(whole.len() / 40) {
        fs::write(&cut, &whole[..length]).unwrap();
        let (dir, moved) = here(&cut, None);
        let error = moved.unwrap_err();
        let expected = if length < 4 { "not-ours" } else { "damaged" };
        assert_eq!(error.code(), expected, "{length}: {error}");
        is_untouched(&dir);
    }
}

#[test]
fn what_a_newer_kimo_wrote_is_refused_with_its_version() {
    let old = Office::new();
    let mut parts = parts(&old.export(None));
    parts.change("manifest.json", |manifest| {
        manifest["format"] = json!(2);
        manifest["program"] = json!("7.0.0");
        manifest["history"] = json!("told in another way");
    });
    let (dir, moved) = parts.here();
    assert!(matches!(moved, Err(MovingError::Newer(ref program)) if program == "7.0.0"));
    is_untouched(&dir);

    // The same Kimo's file with a history of a newer one.
    let mut parts = self::parts(&old.file);
    let history = parts.take("history.db");
    let path = old.folder.path().join("newer.db");
    fs::write(&path, history).unwrap();
    let db = rusqlite::Connection::open(&path).unwrap();
    db.pragma_update(None, "user_version", 9999).unwrap();
    drop(db);
    parts.put_with_its_sum("history.db", "history", fs::read(&path).unwrap());
    let (dir, moved) = parts.here();
    assert_eq!(moved.unwrap_err().code(), "newer");
    is_untouched(&dir);
}

#[test]
fn names_that_lead_elsewhere_are_never_read() {
    let old = Office::new();
    let mut parts = parts(&old.export(None));
    for name in [
        "../outside",
        "/tmp/outside",
        "arriving/../../outside",
        "kimo.db",
        "desk.id",
        "secrets.json",
        "ready.json",
    ] {
        parts.0.insert(0, (name.to_owned(), b"hostile".to_vec()));
    }
    let parent = tempfile::tempdir().unwrap();
    let data_dir = parent.path().join("data");
    let file = parts.written(&old.folder);
    let mut parcel = Parcel::open(&file).unwrap();
    move_in(&data_dir, &mut parcel, None, false, &mut |_, _| {}).unwrap();
    assert_eq!(fs::read_dir(parent.path()).unwrap().count(), 1);
    for entry in fs::read_dir(&data_dir).unwrap() {
        let path = entry.unwrap().path();
        assert_ne!(fs::read(&path).unwrap_or_default(), b"hostile", "{path:?}");
    }
    assert!(!data_dir.join("secrets.json").exists());
}

#[test]
fn a_part_that_is_longer_than_it_is_said_to_be_is_not_written_beyond() {
    let old = Office::new();
    // A history that unpacks to far more than the manifest says.
    let mut parts = parts(&old.export(None));
    let mut history = parts.take("history.db");
    history.resize(history.len() + (64 << 20), 0);
    parts.put("history.db", history);
    let (dir, moved) = parts.here();
    assert_eq!(moved.unwrap_err().code(), "damaged");
    is_untouched(&dir);
    // Small parts that are not.
    for name in ["manifest.json", "tunnel.json"] {
        let mut parts = self::parts(&old.file);
        parts.put(name, vec![b' '; 8 << 20]);
        let (dir, moved) = parts.here();
        assert_eq!(moved.unwrap_err().code(), "damaged", "{name}");
        is_untouched(&dir);
    }
}

#[test]
fn what_a_file_claims_is_refused_before_it_fills_the_disk() {
    let old = Office::new();
    for claim in [1_u64 << 60, u64::MAX] {
        let mut parts = parts(&old.export(None));
        parts.change("manifest.json", |manifest| {
            manifest["history"]["bytes"] = json!(claim);
        });
        let (dir, moved) = parts.here();
        assert_eq!(moved.unwrap_err().code(), "no-room");
        is_untouched(&dir);
    }
}

#[test]
fn a_history_that_is_none_is_refused() {
    let old = Office::new();
    old.export(None);
    let foreign = old.folder.path().join("foreign.db");
    let db = rusqlite::Connection::open(&foreign).unwrap();
    db.execute_batch("CREATE TABLE songs (name TEXT)").unwrap();
    drop(db);
    for history in [Vec::new(), vec![7; 8192], fs::read(&foreign).unwrap()] {
        let mut parts = parts(&old.file);
        parts.put_with_its_sum("history.db", "history", history);
        let (dir, moved) = parts.here();
        let error = moved.unwrap_err();
        assert_eq!(error.code(), "damaged", "{error}");
        is_untouched(&dir);
    }
}

#[test]
fn secrets_open_only_with_what_they_were_sealed_with() {
    let old = Office::new();
    let file = old.export(Some(PASSPHRASE));
    let (_, moved) = here(&file, Some("correct horsf"));
    assert!(matches!(moved, Err(MovingError::Passphrase)));
    let (dir, moved) = here(&file, Some(PASSPHRASE));
    let moved = moved.unwrap();
    assert_eq!((moved.secrets, moved.lacking.len()), (1, 0));
    // Where there is a keyring it is there.
    if let Ok(kept) = fs::read_to_string(dir.path().join("secrets.json")) {
        assert!(kept.contains("p:ss"));
    }
    let (_, moved) = here(&file, None);
    let lacking = moved.unwrap().lacking;
    assert_eq!(lacking.len(), 1);
    assert_eq!(lacking[0].kind, LackingKind::HookPassword);
    assert_eq!(lacking[0].of, "Branch");

    // Somebody has another tunnel beside them, and its right sum.
    let mut parts = parts(&file);
    let tunnel = br#"{"tunnel":{"kind":"address","public_url":"https://evil.example"}}"#;
    parts.put_with_its_sum("tunnel.json", "tunnel", tunnel.to_vec());
    let (dir, moved) = parts.here_with(Some(PASSPHRASE));
    assert!(matches!(moved, Err(MovingError::Passphrase)));
    is_untouched(&dir);
}

#[test]
fn an_export_that_is_stopped_leaves_nothing_and_can_be_begun_again() {
    let old = Office::new();
    let desk = Asker::of(&old.path()).unwrap();
    let asked = || ExportParams {
        file: Some(old.file.clone()),
        passphrase: Some(PASSPHRASE.to_owned()),
    };
    let begun = desk.export(asked()).unwrap();
    desk.cancel_export(Nothing).unwrap();
    let done = followed(&desk, begun);
    // It may have been faster.
    if let Some(failure) = done.failure {
        assert_eq!(failure.code, "stopped");
        assert!(!old.file.exists());
        let begun = desk.export(asked()).unwrap();
        assert!(followed(&desk, begun).exported.is_some());
    }
    assert_eq!(fs::read_dir(old.folder.path()).unwrap().count(), 2);
    assert!(!old.path().join("kimo.db.leaving").exists());
    for refused in ["relative.kimo", "/"] {
        let file = Some(PathBuf::from(refused));
        let passphrase = None;
        desk.export(ExportParams { file, passphrase }).unwrap_err();
    }
    let empty = ExportParams {
        file: Some(old.folder.path().join("empty.kimo")),
        passphrase: Some(String::new()),
    };
    desk.export(empty).unwrap_err();
    let shown = format!("{:?}", asked());
    assert!(!shown.contains(PASSPHRASE), "{shown}");
}

/// A data directory with a hook that has a password, and where its file goes.
struct Office {
    folder: TempDir,
    file: PathBuf,
}

impl Office {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let office = Self {
            file: folder.path().join("old.kimo"),
            folder,
        };
        let desk = Asker::of(&office.path()).unwrap();
        desk.add_hook(AddHookParams {
            pbx: PbxId::known("verimor"),
            account: Account::default(),
            name: "Branch".to_owned(),
            region: None,
            settings: None,
            basic: Some(BasicParams {
                user: "kimo".to_owned(),
                password: "p:ss".to_owned(),
            }),
        })
        .unwrap();
        let tunnel = br#"{"tunnel":{"kind":"off"},"last_public_url":"https://kimo.example"}"#;
        fs::write(office.path().join("tunnel.json"), tunnel).unwrap();
        office
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    #[track_caller]
    fn export(&self, passphrase: Option<&str>) -> PathBuf {
        fs::remove_file(&self.file).ok();
        let desk = Asker::of(&self.path()).unwrap();
        let begun = desk.export(ExportParams {
            file: Some(self.file.clone()),
            passphrase: passphrase.map(str::to_owned),
        });
        let done = followed(&desk, begun.unwrap());
        assert_eq!(done.failure, None);
        self.file.clone()
    }
}

fn followed(desk: &Asker, mut exporting: Exporting) -> Exporting {
    while exporting.running {
        exporting = desk.exporting(Nothing).unwrap();
    }
    exporting
}

/// What comes of a file on a computer without a desk.
fn here(file: &Path, passphrase: Option<&str>) -> (TempDir, Result<MovedIn, MovingError>) {
    let dir = tempfile::tempdir().unwrap();
    let moved = Parcel::open(file)
        .and_then(|mut parcel| move_in(dir.path(), &mut parcel, passphrase, false, &mut |_, _| {}));
    (dir, moved)
}

/// Nothing is there but the lock that was taken.
#[track_caller]
fn is_untouched(dir: &TempDir) {
    let names: Vec<_> = fs::read_dir(dir.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .filter(|name| name != "desk.lock")
        .collect();
    assert_eq!(names, [""; 0]);
}

/// The parts of a file, by their names.
struct Parts(Vec<(String, Vec<u8>)>);

fn parts(file: &Path) -> Parts {
    let mut archive = ZipArchive::new(File::open(file).unwrap()).unwrap();
    let all = (0..archive.len()).map(|at| {
        let mut part = archive.by_index(at).unwrap();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        (part.name().unwrap().into_owned(), content)
    });
    Parts(all.collect())
}

impl Parts {
    fn take(&self, name: &str) -> Vec<u8> {
        let part = self.0.iter().find(|(known, _)| known == name);
        part.unwrap().1.clone()
    }

    fn put(&mut self, name: &str, content: Vec<u8>) {
        let part = self.0.iter_mut().find(|(known, _)| known == name);
        part.unwrap().1 = content;
    }

    fn change(&mut self, name: &str, change: impl FnOnce(&mut Value)) {
        let mut value = serde_json::from_slice(&self.take(name)).unwrap();
        change(&mut value);
        self.put(name, serde_json::to_vec(&value).unwrap());
    }

    /// As somebody does who knows how a file is made.
    fn put_with_its_sum(&mut self, name: &str, field: &str, content: Vec<u8>) {
        let sum = sha2::Digest::finalize(<sha2::Sha256 as sha2::Digest>::new_with_prefix(&content));
        let sum: String = sum.iter().map(|byte| format!("{byte:02x}")).collect();
        let part = json!({ "bytes": content.len(), "sha256": sum });
        self.put(name, content);
        self.change("manifest.json", |manifest| manifest[field] = part);
    }

    fn written(&self, folder: &TempDir) -> PathBuf {
        let path = folder.path().join("made.kimo");
        let mut archive = ZipWriter::new(File::create(&path).unwrap());
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        for (name, content) in &self.0 {
            archive.start_file(name.as_str(), options).unwrap();
            archive.write_all(content).unwrap();
        }
        archive.finish().unwrap();
        path
    }

    fn here(&self) -> (TempDir, Result<MovedIn, MovingError>) {
        self.here_with(None)
    }

    fn here_with(&self, passphrase: Option<&str>) -> (TempDir, Result<MovedIn, MovingError>) {
        let folder = tempfile::tempdir().unwrap();
        here(&self.written(&folder), passphrase)
    }
}
