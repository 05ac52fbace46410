//! Ten thousand deliveries and requests that are nearly right.

use std::{
    fs::{self, File},
    io::{Read, Write},
    net::{Shutdown, TcpStream},
    ops::Range,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    thread,
    time::Duration,
};

use kimo_pbx::payloads::{Body, Payload};

use crate::support::{Desk, Hook, missed_call};

/// More than the listener keeps waiting for a wrong address, so that most never wait.
const POSTERS: u64 = 64;
const WARM_UP: u64 = 3_000;
const ALL: u64 = 10_000;
/// Far more than a desk of ten thousand deliveries needs for its caches, far less than it would
/// if it kept two kilobytes of each.
const MOST_GROWTH: u64 = 14 * 1024 * 1024;

#[test]
fn ten_thousand_mutated_requests_neither_break_a_desk_nor_fill_its_memory() {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log");
    let desk = Desk::start_logging_to(File::create(&log).unwrap());
    let models: Arc<Vec<(Hook, Vec<Body>)>> = Arc::new(
        kimo_pbx::adapters()
            .iter()
            .map(|adapter| {
                let payloads = Payload::of(adapter.id()).unwrap();
                let bodies = payloads.into_iter().flat_map(|payload| payload.posted);
                (desk.hook(adapter.id().as_str()), bodies.collect())
            })
            .collect(),
    );
    let mut statuses = post_mutations(&models, 0..WARM_UP);
    let before = memory(desk.pid());
    statuses.extend(post_mutations(&models, WARM_UP..ALL));
    let after = memory(desk.pid());

    let count = |wanted: fn(&u16) -> bool| statuses.iter().filter(|status| wanted(status)).count();
    assert_eq!(count(|status| *status >= 500), 0);
    // Otherwise the mutations would be too wild to get anywhere, or too tame.
    for of in [200, 400, 404] {
        let so_many = statuses.iter().filter(|status| **status == of).count();
        assert!(so_many > 200, "only {so_many} were answered {of}");
    }
    let said = fs::read_to_string(&log).unwrap();
    assert!(!said.contains("panicked"), "{said}");
    if let (Some(before), Some(after)) = (before, after) {
        let growth = after.saturating_sub(before);
        assert!(growth < MOST_GROWTH, "{before} bytes grew to {after}");
    }
    let answer = desk.hook("verimor").post(missed_call("after-all-this"));
    assert_eq!(answer.status, 200);
    let newest = desk.calls(&["--search", "05320000021", "--limit", "1000"]);
    assert!(
        newest
            .iter()
            .any(|call| call["id"] == "verimor:after-all-this")
    );
}

/// Posts the mutations of these numbers; gives the statuses of those that were answered.
fn post_mutations(models: &Arc<Vec<(Hook, Vec<Body>)>>, numbers: Range<u64>) -> Vec<u16> {
    let next = Arc::new(AtomicU64::new(numbers.start));
    let posters: Vec<_> = (0..POSTERS)
        .map(|_| {
            let (models, next, end) = (Arc::clone(models), Arc::clone(&next), numbers.end);
            thread::spawn(move || {
                let mut statuses = Vec::new();
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= end {
                        return statuses;
                    }
                    let (address, request) = mutated(&models, number);
                    statuses.extend(answers(address, &request));
                }
            })
        })
        .collect();
    let statuses = posters.into_iter().map(|poster| poster.join().unwrap());
    statuses.flatten().collect()
}

/// The statuses that come back until the listener closes.
fn answers(address: &str, request: &[u8]) -> Vec<u16> {
    let mut stream = TcpStream::connect(address).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(20)))
        .unwrap();
    // The listener may have seen enough and closed.
    stream.write_all(request).ok();
    stream.shutdown(Shutdown::Write).ok();
    let mut answer = Vec::new();
    if let Err(error) = stream.read_to_end(&mut answer) {
        assert_ne!(
            error.kind(),
            std::io::ErrorKind::WouldBlock,
            "neither answered nor closed: {}",
            String::from_utf8_lossy(request)
        );
    }
    String::from_utf8_lossy(&answer)
        .lines()
        .filter_map(|line| line.strip_prefix("HTTP/1.")?.get(2..5)?.parse().ok())
        .collect()
}

/// One request, every time the same for the same number: a good one in which a body, or anything,
/// has been changed.
fn mutated(models: &[(Hook, Vec<Body>)], number: u64) -> (&str, Vec<u8>) {
    let mut chance = Chance(number);
    let (hook, bodies) = chance.one_of(models);
    let body = chance.one_of(bodies);
    let mut bytes = body.bytes.clone();
    let in_body = chance.below(3) > 0;
    if in_body {
        chance.mutate(&mut bytes);
    }
    let mut request = format!(
        "POST {} HTTP/1.1\r\nHost: desk\r\nContent-Type: {}\r\nContent-Length: {}\r\n\r\n",
        hook.path,
        body.content_type,
        bytes.len()
    )
    .into_bytes();
    if !in_body {
        // What comes after the head is the body in any case: most of these are about the head.
        chance.mutate(&mut request);
    }
    request.extend(bytes);
    (&hook.address, request)
}

/// Chance that is always the same: SplitMix64, begun with a number.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    fn one_of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    fn mutate(&mut self, bytes: &mut Vec<u8>) {
        for _ in 0..=self.below(4) {
            let from = self.below(bytes.len());
            let to = (from + self.below(20)).min(bytes.len());
            match self.below(6) {
                0 => bytes.truncate(from),
                1 => drop(bytes.drain(from..to)),
                2 => {
                    let part = bytes[from..to].repeat(1 + self.below(30));
                    bytes.splice(from..from, part);
                }
                3 => {
                    let noise: Vec<_> = (from..to).map(|_| self.next() as u8).collect();
                    bytes.splice(from..to, noise);
                }
                _ => {
                    let nasty = *self.one_of(NASTY);
                    bytes.splice(from..to, nasty.iter().copied());
                }
            }
        }
    }
}

/// What parsers stumble over.
const NASTY: &[&[u8]] = &[
    b"\0",
    b"\r\n",
    b"\r\n\r\n",
    b"\r\nTransfer-Encoding: chunked\r\n",
    b"\r\nContent-Length: 99999999999999999999\r\n",
    b"\r\nContent-Length: -1\r\n",
    b"\r\nExpect: 100-continue\r\n",
    b"\r\nAuthorization: Basic Og==\r\n",
    b"\r\nX-Forwarded-For: 10.0.0.1, ::1, unknown\r\n",
    b"/hooks/kimo/00000000000000000000000000000000",
    b"%",
    b"%00",
    b"%FF%FE",
    b"&",
    b"=&=&=",
    b"[][][",
    b"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
    b"{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":",
    b"\"",
    b"\\ud800",
    b"\xff\xfe",
    b"\xf0\x9f\x92\xa9",
    "\u{202e}\u{200f}\u{feff}".as_bytes(),
    b"1e400",
    b"-9223372036854775809",
    b"99999999999999999999",
    b"9999-99-99 99:99:99",
    b"null",
    b"'; DROP TABLE calls; --",
    b"<script>alert(1)</script>",
    b"../../../../etc/passwd",
];

/// What a process holds in memory of its own; `None` where that cannot be known.
fn memory(pid: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("RssAnon:"))?;
    let kib: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kib * 1024)
}
