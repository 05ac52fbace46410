//! Recordings that are asked for by a key of their own, at a place of their own, from a stand-in of both.

use std::fs::{self, File};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use jiff::{SignedDuration, Timestamp, tz};
use kimo_desk::{Desk as RunningDesk, DeskOptions, FakeDesktop, MakeHooks, Opening, Screen};
use kimo_tests::interfaces::{Came, TelecomApi, TelecomRecordings};
use serde_json::{Value, json};

use crate::support::{Desk, Finished, everything_in, kimo, only_secrets_have, request, use_key};

const PBX: &str = "mtt";
const KEY: &str = "office:s3cret-of-the-history";
const RECORDINGS_KEY: &str = "records:s3cret-of-the-recordings";
const NUMBER: &str = "74990000000";

/// Of the document's example.
const CONFERENCE: &str = "BC5F236C 5AD211E9 81BA5CB9 01FED6FC";
const MISSED: &str = "00000002 5AD211E9 81BA5CB9 01FED6FC";

fn id_of(conference: &str) -> String {
    format!("{PBX}:{}", conference.replace(' ', ""))
}

/// What is posted of a call that somebody answered, or nobody did.
fn posted(conference: &str, is_answered: bool) -> Vec<String> {
    let began = Timestamp::now() - SignedDuration::from_mins(10);
    let kinds: &[(&str, i64)] = match is_answered {
        true => &[("o", 0), ("s", 5), ("h", 60)],
        false => &[("o", 0), ("h", 20)],
    };
    let event = |(kind, second): &(&str, i64)| {
        let at = began + SignedDuration::from_secs(*second);
        let local = at.to_zoned(tz::TimeZone::fixed(tz::offset(3)));
        let local = local.strftime("%Y-%m-%d-%H-%M-%S");
        json!({"date_time": at.as_second(), "data": format!("event={kind}_79680000001_{local}"),
            "event": {"type": kind, "cause": "16", "side": "B"}, "redirect_number": "79680000001",
            "h323_conf_id": conference, "numberA": "79150000031", "sip_id": NUMBER})
        .to_string()
    };
    kinds.iter().map(event).collect()
}

/// A desk with a call that somebody answered and one that nobody did, whose records may be read.
struct Office {
    desk: Desk,
    history: TelecomApi,
    recordings: TelecomRecordings,
}

impl Office {
    fn on(desk: Desk) -> Self {
        let history = TelecomApi::start(KEY, &[NUMBER]).unwrap();
        let recordings = TelecomRecordings::start(RECORDINGS_KEY).unwrap();
        let office = Self {
            desk,
            history,
            recordings,
        };
        let hook = office.hook();
        let change = json!({"id": hook["id"], "name": hook["name"], "region": "RU",
            "settings": {"history_numbers": NUMBER}, "basic": "keep"});
        office.desk.ask("update_hook", &change);
        for (conference, is_answered) in [(CONFERENCE, true), (MISSED, false)] {
            for body in posted(conference, is_answered) {
                assert_eq!(office.desk.hook(PBX).post(body).status, 200);
            }
        }
        office
    }

    fn start() -> Self {
        let office = Self::on(Desk::start());
        assert_eq!(office.use_records_key(), 0);
        office
    }

    fn use_records_key(&self) -> i32 {
        use_key(&self.desk, PBX, &self.history.base(), KEY).0
    }

    /// What `kimo hooks key --recordings` comes to.
    fn use_recordings_key(&self, key: &str) -> (i32, String) {
        let base = self.recordings.base();
        let mut command = self.desk.beside(&["hooks", "key", PBX, "--recordings"]);
        let ended = command.args(["--base", &base]).given(key);
        assert!(!ended.output().contains(key) && !ended.complaint().contains(key));
        (ended.code(), ended.output())
    }

    fn hook(&self) -> Value {
        let hooks = self.desk.ask("hooks", &json!({}));
        let mut hooks = hooks.as_array().unwrap().iter();
        hooks.find(|hook| hook["pbx"] == PBX).unwrap().clone()
    }

    /// What is said of the key of the recordings.
    fn key(&self) -> Value {
        crate::support::proof(&self.desk, PBX)["recordings_key"].clone()
    }

    fn offered(&self, conference: &str) -> Value {
        let details = self.desk.ask("call", &json!({ "id": id_of(conference) }));
        details["recording"].clone()
    }

    fn open(&self) -> Value {
        let call = json!({ "id": id_of(CONFERENCE) });
        self.desk.ask("open_recording", &call)
    }

    /// The names of the secrets that are kept for the hook.
    fn secrets(&self) -> Vec<String> {
        let kept = fs::read(self.desk.data_dir().join("secrets.json")).unwrap();
        let kept: Value = serde_json::from_slice(&kept).unwrap();
        let names = kept.as_object().unwrap().keys();
        let names = names.filter(|name| name.contains("-key:")).cloned();
        names.collect()
    }
}

fn failed(code: &str) -> Value {
    json!({"type": "failed", "code": code})
}

fn file(number: u32, address: &str, is_plain: bool) -> Value {
    json!({"number": number, "address": address, "is_plain": is_plain})
}

#[test]
fn whether_an_answered_call_was_recorded_is_asked_with_a_key_of_its_own() {
    let office = Office::start();
    assert_eq!(office.offered(CONFERENCE), Value::Null, "there is no key");
    let (code, said) = office.use_recordings_key("s3cret-of-the-recordings");
    assert_eq!(
        (code, said.contains("do not go together")),
        (1, true),
        "{said}"
    );
    assert_eq!(office.key()["has_key"], false);
    let (code, said) = office.use_recordings_key(RECORDINGS_KEY);
    assert_eq!(
        (code, said.contains("Nothing can test it")),
        (0, true),
        "{said}"
    );
    assert_eq!(office.key()["has_key"], true);
    assert_eq!(office.recordings.asked(), [], "nothing was asked for it");
    assert_eq!(office.offered(CONFERENCE), "perhaps");
    assert_eq!(office.offered(MISSED), Value::Null, "nobody talked");

    assert_eq!(office.open(), failed("no-recording"));
    let addresses = office.recordings.record(CONFERENCE, 2);
    let [first, second] = &*addresses else {
        panic!("{addresses:?}");
    };
    let files = json!([file(1, first, false), file(2, second, false)]);
    assert_eq!(office.open(), json!({"type": "files", "files": files}));
    assert_eq!(office.recordings.heard(), [], "nothing is fetched unasked");
    let (server, path) = second
        .strip_prefix("http://")
        .and_then(|address| address.split_once('/'))
        .unwrap();
    let heard = request(server, "GET", &format!("/{path}"), &[], b"");
    assert_eq!((heard.status, &*heard.body), (200, "RIFF"));

    // Each key went to its own place, and to no other.
    let asked = Came {
        path: "/v1/records/BC5F236C_5AD211E9_81BA5CB9_01FED6FC/urls".to_owned(),
        account: Some(RECORDINGS_KEY.to_owned()),
    };
    assert_eq!(office.recordings.asked(), [asked.clone(), asked]);
    assert_eq!(office.history.accounts(), [KEY.to_owned()].into());
    assert_eq!(office.history.asked_otherwise(), [""; 0]);
}

#[test]
fn an_address_of_a_recording_is_offered_as_what_it_is() {
    let office = Office::start();
    assert_eq!(office.use_recordings_key(RECORDINGS_KEY).0, 0);
    let recordings = &office.recordings;
    let (plain, safe) = (
        "http://files.example/a_2.wav",
        "https://files.example/a_4.wav",
    );
    recordings.tell_instead(
        CONFERENCE,
        &["file:///etc/passwd", plain, "javascript:alert(1)", safe],
    );
    let files = json!([file(2, plain, true), file(4, safe, false)]);
    assert_eq!(office.open(), json!({"type": "files", "files": files}));

    let with_key = format!("https://{RECORDINGS_KEY}@files.example/a_1.wav");
    recordings.tell_instead(CONFERENCE, &[with_key]);
    assert_eq!(office.open(), failed("shape"));
}

#[test]
fn a_wrong_key_of_recordings_is_told_when_one_is_asked_for_and_can_be_replaced() {
    let office = Office::start();
    office.recordings.record(CONFERENCE, 1);
    office.recordings.change_key("records:another");
    assert_eq!(office.use_recordings_key(RECORDINGS_KEY).0, 0);
    assert_eq!(office.open(), failed("recordings-key"));
    assert_eq!(office.use_recordings_key("records:another").0, 0);
    assert_eq!(office.open()["files"].as_array().unwrap().len(), 1);
    // The key of the records is another thing: what is proved goes on.
    assert_eq!(
        crate::support::fetch(&office.desk, PBX)["failure"],
        Value::Null
    );
    assert_eq!(office.use_records_key(), 0);
    assert_eq!(office.key()["has_key"], true);
}

#[cfg_attr(
    windows,
    ignore = "its keyring has the keys, and no file that could be looked into"
)]
#[test]
fn the_key_of_recordings_goes_by_itself_with_the_records_key_and_with_the_hook() {
    let office = Office::on(Desk::start());
    let hook = json!({"hook": office.hook()["id"]});
    let too_early = office.use_recordings_key(RECORDINGS_KEY);
    assert_ne!(too_early.0, 0, "it goes with the key of the records");
    let both = |office: &Office| {
        assert_eq!(office.use_records_key(), 0);
        assert_eq!(office.use_recordings_key(RECORDINGS_KEY).0, 0);
        assert_eq!(office.secrets().len(), 2);
        assert_eq!(office.offered(CONFERENCE), "perhaps");
    };
    both(&office);
    office.desk.ask("forget_recordings_key", &hook);
    let left = office.secrets();
    assert_eq!(
        (left.len(), left[0].starts_with("api-key:")),
        (1, true),
        "{left:?}"
    );
    assert_eq!(office.offered(CONFERENCE), Value::Null);
    assert_eq!(office.key()["has_key"], false);

    both(&office);
    office.desk.ask("forget_key", &hook);
    assert_eq!(office.secrets(), [""; 0]);
    assert_eq!(office.offered(CONFERENCE), Value::Null);

    both(&office);
    let mut remove = office.desk.beside(&["hooks", "remove", PBX]);
    assert_eq!(remove.finished().code(), 0);
    assert_eq!(office.secrets(), [""; 0]);
}

#[test]
fn the_key_of_recordings_shows_nowhere() {
    let logs = tempfile::tempdir().unwrap();
    let log = logs.path().join("log");
    let office = Office::on(Desk::start_logging_to(File::create(&log).unwrap()));
    assert_eq!(office.use_records_key(), 0);
    office.recordings.record(CONFERENCE, 2);
    assert_eq!(office.use_recordings_key(RECORDINGS_KEY).0, 0);
    assert_eq!(office.open()["type"], "files");
    // An answer that repeats it.
    office.recordings.change_key("records:another");
    assert_eq!(office.open(), failed("recordings-key"));
    let report = office.desk.beside(&["report"]).finished().said();
    let doctor = office.desk.beside(&["doctor"]).finished().output();
    let status = office.desk.ask("completeness", &json!({})).to_string();
    for said in [report, doctor, status] {
        assert!(!said.contains("s3cret"), "{said}");
    }
    only_secrets_have(RECORDINGS_KEY, office.desk.data_dir(), &log);
    let log = fs::read_to_string(&log).unwrap();
    assert!(!log.contains(&STANDARD.encode(RECORDINGS_KEY)));

    // Without a passphrase it does not come along, and it is said that it is lacking.
    let moved = logs.path().join("moved.kimo");
    let mut export = office.desk.beside(&["export", moved.to_str().unwrap()]);
    export.finished().said();
    let new = tempfile::tempdir().unwrap();
    let import = kimo(new.path())
        .args(["import", moved.to_str().unwrap()])
        .finished();
    assert!(
        import.said().contains("the key of the recordings"),
        "{}",
        import.said()
    );
    let files = everything_in(new.path())
        .into_iter()
        .filter(|path| path.is_file());
    for file in files {
        let content = fs::read(&file).unwrap();
        let mut parts = content.windows(RECORDINGS_KEY.len());
        let is_there = parts.any(|part| part == RECORDINGS_KEY.as_bytes());
        assert!(!is_there, "{}", file.display());
    }
}

/// The system's browser opens what somebody has chosen, and nothing by itself that others could hear.
#[tokio::test(flavor = "multi_thread")]
async fn on_a_desktop_one_of_several_recordings_is_opened_by_its_number() {
    let history = TelecomApi::start(KEY, &[NUMBER]).unwrap();
    let recordings = TelecomRecordings::start(RECORDINGS_KEY).unwrap();
    let dir = tempfile::tempdir().unwrap();
    let mut options = DeskOptions::new(dir.path().to_owned());
    options.listen = ([127, 0, 0, 1], 0).into();
    options.make_hooks = MakeHooks::IfThereIsNone;
    options.desktop = true;
    let desk = RunningDesk::open(options).await.unwrap();
    let (desktop, mut screen) = FakeDesktop::new();
    desk.attach(Box::new(desktop));
    let ask = |question: &'static str, params: Value| {
        let asked = desk.clone();
        async move { asked.ask(question, params).await.unwrap() }
    };
    let hooks = ask("hooks", json!({})).await;
    let mut hooks = hooks.as_array().unwrap().iter();
    let hook = hooks.find(|hook| hook["pbx"] == PBX).unwrap();
    let change = json!({"id": hook["id"], "name": hook["name"], "region": "RU",
        "settings": {"history_numbers": NUMBER}, "basic": "keep"});
    ask("update_hook", change).await;
    for (question, base, key) in [
        ("use_key", history.base(), KEY),
        ("use_recordings_key", recordings.base(), RECORDINGS_KEY),
    ] {
        let params = json!({"hook": hook["id"], "key": key, "base": base});
        assert_eq!(ask(question, params).await["failure"], Value::Null);
    }
    let to = hook["local_url"].as_str().unwrap().to_owned();
    let posting = move || {
        let (address, path) = to.strip_prefix("http://").unwrap().split_once('/').unwrap();
        for body in posted(CONFERENCE, true) {
            let json = [("content-type", "application/json")];
            let path = format!("/{path}");
            let answer = request(address, "POST", &path, &json, body.as_bytes());
            assert_eq!(answer.status, 200);
        }
    };
    tokio::task::spawn_blocking(posting).await.unwrap();
    let open = |file: Option<u32>| {
        let mut params = json!({ "id": id_of(CONFERENCE) });
        if let Some(file) = file {
            params["file"] = json!(file);
        }
        ask("open_recording", params)
    };
    let by_number = |number: u32, is_plain: bool| json!({"number": number, "address": null, "is_plain": is_plain});

    let addresses = recordings.record(CONFERENCE, 2);
    let files = json!([by_number(1, false), by_number(2, false)]);
    assert_eq!(open(None).await, json!({"type": "files", "files": files}));
    assert_eq!(open(Some(3)).await, failed("no-recording"));
    assert_eq!(open(Some(2)).await, json!({"type": "opened"}));
    let plain = "http://files.example/a_1.wav".to_owned();
    recordings.tell_instead(CONFERENCE, &[&plain]);
    let files = json!([by_number(1, true)]);
    assert_eq!(open(None).await, json!({"type": "files", "files": files}));
    assert_eq!(open(Some(1)).await, json!({"type": "opened"}));
    let only = recordings.record(CONFERENCE, 1).remove(0);
    assert_eq!(open(None).await, json!({"type": "opened"}));

    let opened = |screen: &Screen| screen.opened_for_calls.len() == 3;
    let screen = screen.wait_for(opened).await.unwrap();
    let expected = [&addresses[1], &plain, &only].map(|at| Opening::Address(at.clone()));
    assert_eq!(screen.opened_for_calls, expected);
    drop(screen);
    desk.stop().await;
}
