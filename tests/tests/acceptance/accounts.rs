//! Another account of the same computer: it reads nothing, reaches nothing, and stops nothing. Only
//! root can be somebody else; elsewhere these tests say so and do nothing.

#![allow(
    clippy::print_stdout,
    reason = "what another account has to say, it says on its standard output"
)]

use std::{
    env,
    fs::{self, Permissions},
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    os::unix::{
        fs::{FileTypeExt, PermissionsExt},
        net::UnixStream,
        process::CommandExt,
    },
    path::{Path, PathBuf},
    process::{Child, ChildStdin, Command, Stdio},
    thread,
    time::Duration,
};

use serde_json::Value;
use tempfile::TempDir;

use crate::support::{Connection, Desk, Finished, everything_in, kimo, missed_call};

/// Nobody has this one.
const ANOTHER: u32 = 48_211;
const DOES: &str = "KIMO_ANOTHER_DOES";

#[test]
fn another_account_reads_no_file_and_reaches_neither_socket_nor_window() {
    let Some(parent) = if_root() else { return };
    let desk = Desk::start_on(&parent.path().join("kimo"));
    assert_eq!(desk.hook("verimor").post(missed_call("1")).status, 200);
    let socket = control_socket(desk.data_dir());
    assert!(fs::metadata(&socket).unwrap().file_type().is_socket());
    let (window, token) = desk.window();
    let mut paths = everything_in(desk.data_dir());
    paths.push(socket);
    assert!(paths.len() > 5, "{paths:?}");
    let process = PathBuf::from(format!("/proc/{}", desk.pid()));
    paths.extend(["environ", "mem", "fd/0", "cwd"].map(|name| process.join(name)));
    let paths: Vec<_> = paths
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    let does = format!("reaches {window} {}", paths.join(" "));
    assert_eq!(Another::who(&does).end(), "reached nothing\n");
    // To us it is all open: what is tried there would succeed. But for memory, which some systems
    // give to nobody.
    let ours = Another::who_is(0, &does).end();
    let mut open = paths.iter().filter(|path| !path.ends_with("/mem"));
    assert!(open.all(|path| ours.contains(path.as_str())), "{ours}");
    let shown = fs::read_to_string(process.join("cmdline")).unwrap();
    assert!(!shown.contains(&token), "everybody can read {shown}");
}

#[test]
fn silent_connections_of_another_account_stop_no_delivery() {
    let Some(parent) = if_root() else { return };
    let desk = Desk::start_on(&parent.path().join("kimo"));
    let (window, _) = desk.window();
    let mut others: Vec<_> = (0..4)
        .map(|_| Another::who(&format!("is silent 275 {window}")))
        .collect();
    for number in 0..20 {
        let body = missed_call(&number.to_string());
        let hook = desk.hook("verimor");
        let mut connection = Connection::open(&hook.address).unwrap();
        connection.wait_at_most(Duration::from_secs(5)).unwrap();
        let answer = connection.request("POST", &hook.path, &[], body.as_bytes());
        assert_eq!(answer.unwrap().status, 200);
    }
    assert_eq!(
        desk.calls(&[]).len(),
        20,
        "the command line is answered too"
    );
    others.iter_mut().for_each(|other| drop(other.end()));
}

#[test]
fn who_takes_the_ports_of_a_killed_desk_is_told_no_token() {
    let Some(parent) = if_root() else { return };
    let mut desk = Desk::start_on(&parent.path().join("kimo"));
    let added = desk
        .beside(&[
            "hooks", "add", "bulutfon", "--name", "Locked", "--basic", "kimo", "--json",
        ])
        .given("open sesame\n");
    added.said();
    let data_dir = desk.data_dir().to_owned();
    let hooks: Vec<Value> = desk.beside(&["hooks", "--json"]).finished().json();
    let tokens: Vec<_> = hooks
        .iter()
        .map(|hook| {
            hook["url"]
                .as_str()
                .unwrap()
                .rsplit('/')
                .next()
                .unwrap()
                .to_owned()
        })
        .collect();
    assert!(tokens.len() > 3);
    let (listen, (window, _)) = (desk.listen().to_owned(), desk.window());
    desk.kill();
    let mut other = Another::who(&format!("listens {listen} {window}"));
    let doctor = kimo(&data_dir).arg("doctor").finished();
    assert_eq!(doctor.code(), 1, "{}", doctor.output());
    kimo(&data_dir)
        .args(["send", "--fast", "missed"])
        .finished();
    kimo(&data_dir).args(["hooks", "--json"]).finished();
    // It is there, and hears what it is told: it answers once it has.
    let mut hello = TcpStream::connect(&listen).unwrap();
    hello.write_all(b"GET /hello HTTP/1.1\r\n\r\n").unwrap();
    hello.read_exact(&mut [0]).unwrap();
    let heard = other.end();
    assert!(heard.contains("/hello"), "{heard}");
    for secret in tokens
        .iter()
        .map(String::as_str)
        .chain(["open sesame", "b3BlbiBzZXNhbWU"])
    {
        assert!(!heard.contains(secret), "{heard}");
    }
}

/// What [`Another`] does. Nothing where nobody asks for it.
#[test]
fn as_another_account() {
    let Ok(does) = env::var(DOES) else { return };
    let words: Vec<&str> = does.split(' ').collect();
    match words.as_slice() {
        ["reaches", window, paths @ ..] => {
            println!("ready");
            reach(window, paths);
        }
        ["is", "silent", count, window] => {
            let count = count.parse().unwrap();
            let open = |_| TcpStream::connect(window);
            let held: Vec<_> = (0..count)
                .map_while(|number: u32| open(number).ok())
                .collect();
            println!("ready");
            wait_for_the_end();
            drop(held);
        }
        ["listens", ports @ ..] => {
            let bound = ports.iter().map(|port| TcpListener::bind(port).unwrap());
            let bound: Vec<_> = bound.collect();
            println!("ready");
            bound
                .into_iter()
                .for_each(|listener| drop(thread::spawn(|| hear(listener))));
            wait_for_the_end();
        }
        other => panic!("{other:?}"),
    }
}

/// Says what it reached of all that it should not.
fn reach(window: &str, paths: &[&str]) {
    let mut reached = Vec::new();
    for path in paths {
        if fs::read(path).is_ok() || fs::read_dir(path).is_ok() || UnixStream::connect(path).is_ok()
        {
            reached.push((*path).to_owned());
        }
    }
    for (method, path) in [
        ("POST", "/api/calls"),
        ("GET", "/api/feed"),
        ("POST", "/api/hooks"),
    ] {
        let origin = format!("http://{window}");
        let headers = [
            ("origin", origin.as_str()),
            ("content-type", "application/json"),
        ];
        let mut connection = Connection::open(window).unwrap();
        connection.send(method, path, &headers, b"{}").unwrap();
        let head = connection.head().unwrap();
        if ![401, 403, 404].contains(&head.status) {
            reached.push(format!("{path}: {}", head.status));
        }
    }
    match reached.is_empty() {
        true => println!("reached nothing"),
        false => println!("reached {reached:?}"),
    }
}

/// Answers as a desk would, and says what it heard.
fn hear(listener: TcpListener) {
    for stream in listener.incoming() {
        let mut stream = stream.unwrap();
        stream
            .set_read_timeout(Some(Duration::from_millis(300)))
            .unwrap();
        let (mut heard, mut some) = (Vec::new(), [0; 4096]);
        while let Ok(count @ 1..) = stream.read(&mut some) {
            heard.extend_from_slice(&some[..count]);
            if heard.windows(4).any(|end| end == b"\r\n\r\n") {
                break;
            }
        }
        println!("{}", heard.escape_ascii());
        let answer = "HTTP/1.1 200 OK\r\ncontent-length: 18\r\n\r\nKimo listens here\n";
        stream.write_all(answer.as_bytes()).ok();
    }
}

/// Until whoever began this closes its end.
fn wait_for_the_end() {
    std::io::stdin().read_to_end(&mut Vec::new()).unwrap();
}

/// A process of another account.
struct Another {
    child: Child,
    stdin: Option<ChildStdin>,
    stdout: BufReader<std::process::ChildStdout>,
}

impl Another {
    /// …that does this, once it is ready.
    fn who(does: &str) -> Self {
        Self::who_is(ANOTHER, does)
    }

    fn who_is(account: u32, does: &str) -> Self {
        // By this name it is found even where others may not look into the folders above it.
        let mut child = Command::new("/proc/self/exe")
            .args([
                "--exact",
                "accounts::as_another_account",
                "--nocapture",
                "--quiet",
            ])
            .env(DOES, does)
            .current_dir("/")
            .uid(account)
            .gid(account)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        while line.trim_end() != "ready" {
            line.clear();
            let read = stdout.read_line(&mut line).unwrap();
            assert!(read > 0, "it ended before it was ready to {does}");
        }
        let stdin = child.stdin.take();
        Self {
            child,
            stdin,
            stdout,
        }
    }

    /// Has it end. Gives what it said.
    fn end(&mut self) -> String {
        drop(self.stdin.take());
        let mut said = String::new();
        self.stdout.read_to_string(&mut said).unwrap();
        self.child.wait().unwrap();
        let lines = said
            .lines()
            .filter(|line| !line.is_empty() && *line != "." && !line.starts_with("test result"));
        lines.map(|line| format!("{line}\n")).collect()
    }
}

/// A directory into which everybody may look, where this program may become somebody else.
fn if_root() -> Option<TempDir> {
    let parent = tempfile::tempdir().unwrap();
    if !rustix::process::geteuid().is_root() {
        eprintln!("skipped: only root can be another account");
        return None;
    }
    fs::set_permissions(parent.path(), Permissions::from_mode(0o755)).unwrap();
    Some(parent)
}

fn control_socket(data_dir: &Path) -> PathBuf {
    let holder = fs::read(data_dir.join("desk.json")).unwrap();
    let holder: Value = serde_json::from_slice(&holder).unwrap();
    holder["control"]["place"]["socket"]
        .as_str()
        .unwrap()
        .into()
}
