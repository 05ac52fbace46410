//! Measures the history: how fast it keeps, how much room it takes, how fast it finds.
//!
//! ```text
//! measure keep DIR DELIVERIES      many posters at once, then one at a time, then bytes on disk
//! measure fill DIR CALLS NUMBERS   makes a large history, to search in
//! measure search DIR               pages of every filter, fragment and depth
//! measure again DIR FRAGMENT TIMES the first page of one fragment again and again
//! ```
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measurement that fails is to be seen"
)]

use std::{
    path::Path,
    time::{Duration, Instant},
};

use kimo_calls::{Hook, PbxId, Timestamp};
use kimo_history::{
    CallFilter, CallQuery, Cursor, DeliverySource, History, Incoming, Reader, Writer,
};

#[tokio::main(worker_threads = 2)]
async fn main() {
    let args: Vec<_> = std::env::args().skip(1).collect();
    let args: Vec<_> = args.iter().map(String::as_str).collect();
    match args[..] {
        ["keep", dir, deliveries] => keep(Path::new(dir), deliveries.parse().unwrap()).await,
        ["fill", dir, calls, numbers] => {
            fill(
                Path::new(dir),
                calls.parse().unwrap(),
                numbers.parse().unwrap(),
            )
            .await;
        }
        ["search", dir] => search(&Reader::open(Path::new(dir)).unwrap()),
        ["again", dir, fragment, times] => {
            again(
                &Reader::open(Path::new(dir)).unwrap(),
                fragment,
                times.parse().unwrap(),
            );
        }
        _ => println!("measure keep DIR DELIVERIES | fill DIR CALLS NUMBERS | search DIR"),
    }
}

const POSTERS: usize = 64;

async fn keep(dir: &Path, deliveries: usize) {
    let (writer, hook, reader) = open(dir).await;
    let mut made = Made::new(deliveries as u64 / 4);
    let mut ready = Vec::new();
    let (mut bytes, mut calls) = (0, 0);
    while ready.len() < deliveries {
        calls += 1;
        for body in made.call() {
            bytes += body.len();
            ready.push(read(&hook, body));
        }
    }
    let count = ready.len();
    // Each poster posts whole calls, one delivery after the other.
    let mut shares: Vec<Vec<Incoming>> = (0..POSTERS).map(|_| Vec::new()).collect();
    let mut poster = 0;
    let mut last = None;
    for incoming in ready {
        let call = call_of(&incoming);
        if last.as_ref() != Some(&call) {
            poster = (poster + 1) % POSTERS;
            last = Some(call);
        }
        shares[poster].push(incoming);
    }
    let began = Instant::now();
    let posters: Vec<_> = shares
        .into_iter()
        .map(|share| {
            let writer = writer.clone();
            tokio::spawn(async move {
                let mut waits = Vec::with_capacity(share.len());
                for incoming in share {
                    let began = Instant::now();
                    writer.keep(incoming).await.unwrap();
                    waits.push(began.elapsed());
                }
                waits
            })
        })
        .collect();
    let mut waits = Vec::new();
    for poster in posters {
        waits.extend(poster.await.unwrap());
    }
    let took = began.elapsed();
    println!(
        "{POSTERS} posters: {count} deliveries of {calls} calls in {took:.2?}: {:.0} per second; {}",
        count as f64 / took.as_secs_f64(),
        spread(waits)
    );
    drop(writer);
    let size = |name: &str| std::fs::metadata(dir.join(name)).map_or(0, |file| file.len());
    println!(
        "disk: {} bytes, bodies {bytes}; with 1.5 KiB a call and 0.75 KiB each further delivery \
         allowed it may be {}",
        size("kimo.db"),
        calls * 1536 + (count - calls) * 768,
    );
    println!("{} calls in it", reader.total_calls().unwrap());

    let (writer, hook, _) = open(dir).await;
    let mut waits = Vec::new();
    for _ in 0..1000 {
        for body in made.call() {
            let incoming = read(&hook, body);
            let began = Instant::now();
            writer.keep(incoming).await.unwrap();
            waits.push(began.elapsed());
        }
    }
    println!("one at a time: {}", spread(waits));
    println!("an append with fdatasync: {}", spread(appends(dir)));
}

async fn fill(dir: &Path, calls: u64, numbers: u64) {
    let (writer, hook, reader) = open(dir).await;
    let mut made = Made::new(numbers);
    let began = Instant::now();
    let mut waiting = std::collections::VecDeque::new();
    for call in 0..calls {
        let (writer, incoming) = (writer.clone(), read(&hook, made.last_of_call()));
        waiting.push_back(tokio::spawn(
            async move { writer.keep(incoming).await.unwrap() },
        ));
        if waiting.len() > 1000 {
            waiting.pop_front().unwrap().await.unwrap();
        }
        if call % 500_000 == 0 {
            println!("{call} calls after {:.0?}", began.elapsed());
        }
    }
    for one in waiting {
        one.await.unwrap();
    }
    println!(
        "{} calls after {:.0?}",
        reader.total_calls().unwrap(),
        began.elapsed()
    );
}

fn search(reader: &Reader) {
    let fragments = [
        "",
        "053",
        "0532",
        "532",
        "90",
        "05",
        "5",
        "0212",
        "21290909",
        "123",
        "777",
        "4567",
        "12345",
        "53212",
        "905321",
        "32123",
        "999999",
        "0532 100",
        "+90 (532) 1",
        "0000000000",
        "x",
        "ahmet",
        "1001",
        "10",
        "00",
        "5321234567",
    ];
    let filters = [
        CallFilter::All,
        CallFilter::Missed,
        CallFilter::In,
        CallFilter::Out,
    ];
    let (mut all, mut walls) = (Vec::new(), Vec::new());
    let mut slow = Vec::new();
    let mut random = Random(7);
    let mut ask = |fragment: &str, filter, before: Option<Cursor>| {
        let query = CallQuery {
            filter,
            search: fragment.to_owned(),
            before,
            since: None,
            limit: 50,
        };
        let (began, worked) = (Instant::now(), cpu());
        let page = reader.calls(&query).unwrap();
        let (wall, took) = (began.elapsed(), cpu() - worked);
        walls.push(wall);
        all.push(took);
        slow.push((
            took,
            fragment.to_owned(),
            filter,
            before.is_some(),
            page.calls.len(),
        ));
        page.next
    };
    // Places all over the history.
    let newest = reader
        .calls(&CallQuery {
            limit: 1,
            ..CallQuery::default()
        })
        .unwrap();
    let newest = newest.calls[0].started_at.as_microsecond();
    let oldest = "2023-01-01T00:00:00Z"
        .parse::<Timestamp>()
        .unwrap()
        .as_microsecond();
    let mut rounds = |fragment: &str, times: usize| {
        for filter in filters {
            for _ in 0..times {
                ask(fragment, filter, None);
                let depth = oldest + (random.next() % (newest - oldest) as u64) as i64;
                let next = ask(
                    fragment,
                    filter,
                    Some(format!("{depth}.1").parse().unwrap()),
                );
                if next.is_some() {
                    ask(fragment, filter, next);
                }
            }
        }
    };
    for fragment in fragments {
        rounds(fragment, 4);
    }
    let mut of = Random(11);
    for _ in 0..300 {
        let number = format!("0{}", 5_000_000_000 + of.next() % 1_000_000_000);
        let length = 1 + of.next() as usize % 10;
        let start = of.next() as usize % (number.len() - length + 1);
        rounds(&number[start..start + length], 1);
    }
    println!("{} pages: {}", walls.len(), spread(walls.clone()));
    println!("in time of the processor: {}", spread(all.clone()));
    slow.sort_by_key(|(took, ..)| std::cmp::Reverse(*took));
    for (took, fragment, filter, deep, rows) in slow.iter().take(15) {
        println!("  {took:>10.2?} `{fragment}` {filter:?} deep {deep} rows {rows}");
    }
}

fn again(reader: &Reader, fragment: &str, times: usize) {
    let query = CallQuery {
        search: fragment.to_owned(),
        limit: 50,
        ..CallQuery::default()
    };
    let waits = (0..times).map(|_| {
        let began = Instant::now();
        reader.calls(&query).unwrap();
        began.elapsed()
    });
    let waits: Vec<_> = waits.collect();
    println!(
        "best {:.2?}, {}",
        waits.iter().min().unwrap(),
        spread(waits.clone())
    );
}

async fn open(dir: &Path) -> (Writer, Hook, Reader) {
    let history = History::open(dir).unwrap().history;
    let (writer, reader) = (history.writer(|_| {}).unwrap(), history.reader());
    let verimor = PbxId::known("verimor");
    writer.add_usual_hooks(vec![verimor]).await.unwrap();
    let hooks = reader.hooks().unwrap();
    let hook = hooks.into_iter().find(|hook| hook.hook.pbx == verimor);
    (writer, hook.unwrap().hook, reader)
}

fn read(hook: &Hook, body: String) -> Incoming {
    let content_type = "application/x-www-form-urlencoded";
    let received_at = Timestamp::now();
    let delivery = kimo_pbx::Delivery::to(hook, Some(content_type), body.as_bytes(), received_at);
    Incoming {
        source: DeliverySource::Hook,
        hook: hook.clone(),
        content_type: Some(content_type.to_owned()),
        received_at,
        reading: kimo_pbx::read(&delivery, &hook.meaning),
        body: body.into_bytes(),
    }
}

fn call_of(incoming: &Incoming) -> String {
    let body = String::from_utf8_lossy(&incoming.body).into_owned();
    let at = body.find("call_uuid=").unwrap();
    body[at..at + 46].to_owned()
}

/// Calls as a busy office has them, in the order of their starts.
struct Made {
    random: Random,
    numbers: u64,
    second: i64,
}

impl Made {
    fn new(numbers: u64) -> Self {
        Self {
            random: Random(42),
            numbers: numbers.max(10),
            second: 1_672_531_200,
        }
    }

    fn call(&mut self) -> Vec<String> {
        let call = self.next();
        let kinds: &[&str] = match self.random.next() % 10 {
            0..6 => &["ringing", "answer", "user_hangup", "hangup"],
            6..9 => &["ringing", "user_hangup", "hangup"],
            _ => &["hangup"],
        };
        let answered = kinds.len() == 4;
        kinds.iter().map(|kind| call.body(kind, answered)).collect()
    }

    fn last_of_call(&mut self) -> String {
        let call = self.next();
        let answered = self.random.next() % 10 < 7;
        call.body("hangup", answered)
    }

    fn next(&mut self) -> MadeCall {
        self.second += (self.random.next() % 19) as i64;
        // Half of the calls come from a tenth of the numbers.
        let of = match self.random.next() % 2 {
            0 => self.numbers,
            _ => self.numbers / 10,
        };
        let number = self.random.next() % of.max(1);
        // Spread over the mobile prefixes.
        let subscriber = number.wrapping_mul(2_654_435_761) % 10_000_000;
        let prefix = [532, 533, 535, 542, 505, 555, 544, 507][(number % 8) as usize];
        let other = format!("0{prefix}{subscriber:07}");
        let out = self.random.next().is_multiple_of(10);
        MadeCall {
            id: format!(
                "{:08x}-{:04x}-4{:03x}-a{:03x}-{:012x}",
                self.random.next() & 0xffff_ffff,
                self.random.next() & 0xffff,
                self.random.next() & 0xfff,
                self.random.next() & 0xfff,
                self.random.next() & 0xffff_ffff_ffff,
            ),
            out,
            other,
            line: format!("021290909{:02}", self.random.next() % 10),
            extension: 1001 + self.random.next() % 20,
            start: Timestamp::from_second(self.second).unwrap(),
        }
    }
}

struct MadeCall {
    id: String,
    out: bool,
    other: String,
    line: String,
    extension: u64,
    start: Timestamp,
}

impl MadeCall {
    fn body(&self, kind: &str, answered: bool) -> String {
        let stamp = |seconds: i64| {
            let at = self.start + jiff::SignedDuration::from_secs(3 * 3600 + seconds);
            at.strftime("%Y-%m-%d %H:%M:%S").to_string()
        };
        let (direction, from, to) = match self.out {
            true => ("outbound", self.extension.to_string(), self.other.clone()),
            false => ("inbound", self.other.clone(), self.line.clone()),
        };
        let mut body = format!(
            "event_type={kind}&domain_id=101&direction={direction}&caller_id_number={from}\
             &outbound_caller_id_number=&destination_number={to}&call_uuid={}&start_stamp={}\
             &dialed_user={}",
            self.id,
            stamp(0),
            self.extension
        );
        if answered && kind != "ringing" {
            body += &format!(
                "&connected_user={}&answer_stamp={}",
                self.extension,
                stamp(6)
            );
        }
        if kind.ends_with("hangup") {
            let (cause, duration) = match answered {
                true => ("NORMAL_CLEARING", 192),
                false => ("NO_ANSWER", 0),
            };
            body += &format!("&end_stamp={}&hangup_cause={cause}", stamp(198));
            if kind == "hangup" {
                body += &format!(
                    "&duration={duration}&answered={answered}&sip_hangup_disposition=callee\
                     &recording_present=true"
                );
            }
        }
        body
    }
}

struct Random(u64);

impl Random {
    /// splitmix64.
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}

fn appends(dir: &Path) -> Vec<Duration> {
    use std::io::Write;
    let path = dir.join("appended");
    let mut file = std::fs::File::create(&path).unwrap();
    let waits = (0..1000)
        .map(|_| {
            let began = Instant::now();
            file.write_all(&[7; 400]).unwrap();
            file.sync_data().unwrap();
            began.elapsed()
        })
        .collect();
    std::fs::remove_file(path).unwrap();
    waits
}

/// The time that this thread had a processor: what a page takes on a machine with nothing else to
/// do. Zero where the system does not tell.
fn cpu() -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = told.split(' ').next().and_then(|first| first.parse().ok());
    Duration::from_nanos(nanoseconds.unwrap_or_default())
}

fn spread(mut waits: Vec<Duration>) -> String {
    waits.sort();
    let at = |part: f64| waits[((waits.len() - 1) as f64 * part) as usize];
    format!(
        "p50 {:.2?}, p99 {:.2?}, worst {:.2?}",
        at(0.5),
        at(0.99),
        at(1.0)
    )
}
