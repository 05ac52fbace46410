//! A real CardDAV server, Radicale, on a folder of its own.

use std::{
    env, fs,
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Child, Command, Stdio},
    thread,
};

use tempfile::TempDir;

pub(crate) struct Radicale {
    folder: TempDir,
    program: Child,
    address: String,
}

pub(crate) const USER: &str = "ayse";
pub(crate) const PASSWORD: &str = "gizli parola";

impl Radicale {
    /// Starts one; `None`, with words, where there is none on this computer.
    pub(crate) fn start() -> Option<Self> {
        let radicale = env::var("KIMO_RADICALE").unwrap_or_else(|_| "radicale".to_owned());
        let is_there = Command::new(&radicale)
            .arg("--version")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok();
        if !is_there {
            eprintln!("skipped: there is no radicale here; cargo xtask test installs it");
            return None;
        }
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("users"), format!("{USER}:{PASSWORD}\n")).unwrap();
        // A port that was free a moment ago: Radicale itself takes none that the system chooses.
        let port = std::net::TcpListener::bind("127.0.0.1:0")
            .and_then(|free| free.local_addr())
            .unwrap()
            .port();
        let settings = format!(
            "[server]\nhosts = 127.0.0.1:{port}\n\
             [auth]\ntype = htpasswd\nhtpasswd_filename = {}\nhtpasswd_encryption = plain\ndelay = 0\n\
             [logging]\nlevel = info\n\
             [storage]\nfilesystem_folder = {}\n",
            at("users").display(),
            at("books").display(),
        );
        fs::write(at("settings"), settings).unwrap();
        let mut program = Command::new(radicale)
            .arg("--config")
            .arg(at("settings"))
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut told = BufReader::new(program.stderr.take().unwrap()).lines();
        let mut heard = String::new();
        let listens = told.by_ref().map_while(Result::ok).any(|line| {
            heard.push_str(&line);
            line.contains("server ready") || line.contains("Radicale server ready")
        });
        assert!(listens, "radicale does not start: {heard}");
        // What it goes on to tell is taken from it, so that it never waits for a reader.
        thread::spawn(move || told.for_each(drop));
        Some(Self {
            folder,
            program,
            address: format!("http://127.0.0.1:{port}/"),
        })
    }

    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Makes an address book of this title.
    pub(crate) fn add_book(&self, book: &str, title: &str) {
        let properties = format!(r#"{{"tag": "VADDRESSBOOK", "D:displayname": "{title}"}}"#);
        fs::create_dir_all(self.book(book)).unwrap();
        fs::write(self.book(book).join(".Radicale.props"), properties).unwrap();
    }

    /// Puts a card into a book, in place of the one that was.
    pub(crate) fn put(&self, book: &str, card: &str, name: &str, numbers: &[&str]) {
        let numbers = numbers
            .iter()
            .map(|number| format!("TEL;TYPE=CELL:{number}\r\n"));
        let content = format!(
            "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:{card}\r\nFN:{name}\r\nN:{name};;;;\r\n{}END:VCARD\r\n",
            numbers.collect::<String>()
        );
        let path = self.book(book).join(format!("{card}.vcf"));
        // Radicale tells states of a card apart by its content, and looks by its time.
        fs::write(path, content).unwrap();
    }

    pub(crate) fn remove(&self, book: &str, card: &str) {
        fs::remove_file(self.book(book).join(format!("{card}.vcf"))).unwrap();
    }

    pub(crate) fn stop(&mut self) {
        self.program.kill().unwrap();
        self.program.wait().unwrap();
    }

    fn book(&self, book: &str) -> PathBuf {
        let users = self.folder.path().join("books/collection-root");
        users.join(USER).join(book)
    }
}

impl Drop for Radicale {
    fn drop(&mut self) {
        // It may have ended already.
        self.program.kill().ok();
        self.program.wait().ok();
    }
}
