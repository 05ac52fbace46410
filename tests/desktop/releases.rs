//! Where newer versions are told of and fetched from, and whoever signs them.

use std::{
    collections::BTreeMap,
    fs,
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::Command,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use serde_json::{Value, json};

use crate::{
    kimo::{self, Kimo},
    session::Session,
};

/// A feed at an address of its own, and the key of whoever signs what it offers.
pub(crate) struct Releases {
    folder: PathBuf,
    base: String,
    files: Files,
    asked: Arc<AtomicUsize>,
}

type Files = Arc<Mutex<BTreeMap<String, File>>>;

/// What is fetched, how long it is said to be, and how much of it comes.
#[derive(Clone)]
struct File {
    content: Vec<u8>,
    length: usize,
    sent: usize,
}

impl Releases {
    /// There is none yet.
    pub(crate) fn none(session: &Session) -> Self {
        let folder = session.home().join("releases");
        fs::create_dir_all(&folder).expect("a folder for them");
        for owner in ["ours", "anothers"] {
            let path = |part: &str| folder.join(format!("{owner}.{part}")).display().to_string();
            let (public, secret) = (path("pub"), path("key"));
            session.run("minisign", &["-G", "-W", "-p", &public, "-s", &secret]);
        }
        let listener = TcpListener::bind("127.0.0.1:0").expect("an address");
        let base = format!("http://{}", listener.local_addr().expect("it has one"));
        let files = Files::default();
        let asked = Arc::new(AtomicUsize::new(0));
        let (served, counted) = (Arc::clone(&files), Arc::clone(&asked));
        // It ends with the test's process.
        thread::spawn(move || {
            for asked in listener.incoming().flatten() {
                counted.fetch_add(1, Ordering::Relaxed);
                answer(asked, &served).ok();
            }
        });
        Self {
            folder,
            base,
            files,
            asked,
        }
    }

    /// How often anybody has asked for anything.
    pub(crate) fn asked(&self) -> usize {
        self.asked.load(Ordering::Relaxed)
    }

    /// Starts a program that knows of them, without its window.
    pub(crate) async fn start(&self, session: &Session, program: &Path) -> Kimo {
        Kimo::start(session, |kimo| {
            *kimo = session.command(program);
            kimo.args(kimo::arguments(session)).arg("--hidden");
            kimo.stderr(kimo::log());
            self.tell(session, kimo);
        })
        .await
    }

    /// Has a program know of them.
    pub(crate) fn tell(&self, session: &Session, kimo: &mut Command) {
        kimo.envs(self.environment(session));
    }

    /// What a program knows them by.
    pub(crate) fn environment(&self, session: &Session) -> [(&'static str, String); 2] {
        [
            ("KIMO_UPDATE_FEED", format!("{}/latest.json", self.base)),
            ("KIMO_UPDATE_KEY", self.in_base64(session, "ours.pub")),
        ]
    }

    /// What the feed says from now on.
    pub(crate) fn say(&self, text: &str) {
        self.serve("latest.json", text.as_bytes(), text.len(), text.len());
    }

    /// Tells of a version for nobody's system.
    pub(crate) fn offer_to_others(&self, version: &str) {
        self.say(&json!({"version": version, "platforms": {}}).to_string());
    }

    /// Tells of a version, with this installer.
    pub(crate) fn offer(&self, session: &Session, offer: &Offer<'_>) {
        let installer = self.folder.join("setup");
        fs::write(&installer, offer.installer).expect("an installer");
        let key = self.folder.join(format!("{}.key", offer.signed_by));
        let (installer, key) = (installer.display(), key.display());
        let version = match offer.signed_for {
            "" => "of any version".to_owned(),
            version => format!("version:{version}"),
        };
        let (installer, key) = (installer.to_string(), key.to_string());
        session.run(
            "minisign",
            &["-S", "-s", &key, "-m", &installer, "-t", &version],
        );
        let there = json!({
            "url": format!("{}/setup", self.base),
            "signature": self.in_base64(session, "setup.minisig"),
        });
        let system = format!("linux-{}", std::env::consts::ARCH);
        let told: Value = json!({"version": offer.version, "platforms": {system: there}});
        self.say(&told.to_string());
        let length = offer.said_to_be.unwrap_or(offer.installer.len());
        self.serve("setup", offer.installer, length, offer.sent);
    }

    fn serve(&self, path: &str, content: &[u8], length: usize, sent: usize) {
        let file = File {
            content: content.to_owned(),
            length,
            sent,
        };
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.insert(format!("/{path}"), file);
    }

    fn in_base64(&self, session: &Session, file: &str) -> String {
        let path = self.folder.join(file).display().to_string();
        session.run("base64", &["--wrap=0", &path])
    }
}

/// A version on offer.
pub(crate) struct Offer<'a> {
    pub(crate) version: &'a str,
    pub(crate) installer: &'a [u8],
    /// How many bytes it is said to have, where that is another number.
    pub(crate) said_to_be: Option<usize>,
    /// How many bytes of it come.
    pub(crate) sent: usize,
    /// `ours` or `anothers`.
    pub(crate) signed_by: &'a str,
    /// The version that it is signed for; empty for none.
    pub(crate) signed_for: &'a str,
}

impl<'a> Offer<'a> {
    /// Signed by us, whole.
    pub(crate) fn of(version: &'a str, installer: &'a str) -> Self {
        Self {
            version,
            installer: installer.as_bytes(),
            said_to_be: None,
            sent: installer.len(),
            signed_by: "ours",
            signed_for: version,
        }
    }
}

fn answer(mut asked: TcpStream, files: &Files) -> std::io::Result<()> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && asked.read(&mut byte)? == 1 {
        head.extend(byte);
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let path = head.split(' ').nth(1).unwrap_or_default();
    let files = files.lock().unwrap_or_else(PoisonError::into_inner);
    let found = files.get(path).cloned();
    drop(files);
    match found {
        None => write!(
            asked,
            "HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
        ),
        Some(File {
            content,
            length,
            sent,
        }) => {
            write!(
                asked,
                "HTTP/1.1 200 OK\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n"
            )?;
            asked.write_all(&content[..sent])
        }
    }
}
