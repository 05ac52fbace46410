//! Recordings of calls, from a stand-in of the PBX's interface.

use kimo_desk::{Desk as RunningDesk, DeskOptions, FakeDesktop, MakeHooks, Opening, Screen};
use kimo_pbx::{VerimorCall, VerimorEnd};
use kimo_tests::interfaces::VerimorApi;
use serde_json::{Value, json};

use crate::support::{Desk, Finished, request, verimor_call};

const KEY: &str = "K38359b70-4342-9479-e98f-secret";

/// How a call ended that was recorded, or was not.
fn answered(call: &VerimorCall<'_>, recorded: bool) -> String {
    let end = call.hangup(&VerimorEnd {
        leg: "1001",
        answered: true,
        answered_at: Some(5),
        at: 20,
        cause: "NORMAL_CLEARING",
    });
    let said = format!("recording_present={recorded}");
    end.replace("recording_present=false", &said)
}

fn with_calls() -> Desk {
    let desk = Desk::start();
    for (id, recorded) in [("1", true), ("2", false)] {
        let hook = desk.hook("verimor");
        assert_eq!(hook.post(answered(&verimor_call(id), recorded)).status, 200);
    }
    desk
}

fn use_key(desk: &Desk, api: &VerimorApi) {
    let mut command = desk.beside(&["hooks", "key", "verimor", "--base", &api.base()]);
    assert_eq!(command.given(KEY).code(), 0);
}

fn is_offered(desk: &Desk, id: &str) -> bool {
    let details = desk.ask("call", &json!({ "id": format!("verimor:{id}") }));
    details["recording"] == "told"
}

fn open(desk: &Desk, id: &str) -> Value {
    desk.ask("open_recording", &json!({ "id": format!("verimor:{id}") }))
}

#[test]
fn a_recording_is_offered_where_there_is_one_and_found_when_it_is_asked_for() {
    let api = VerimorApi::start(KEY).unwrap();
    let desk = with_calls();
    assert!(!is_offered(&desk, "1"), "nobody could be asked for it");
    use_key(&desk, &api);
    assert!(is_offered(&desk, "1"));
    assert!(!is_offered(&desk, "2"), "it was not recorded");

    let gone = json!({"type": "failed", "code": "no-recording"});
    assert_eq!(open(&desk, "1"), gone);
    api.has_recording("1", None);
    let found = open(&desk, "1");
    let files = found["files"].as_array().unwrap();
    assert_eq!((files.len(), &files[0]["is_plain"]), (1, &json!(false)));
    let address = files[0]["address"].as_str().unwrap();
    assert!(!address.contains(KEY));
    let (server, path) = address
        .strip_prefix("http://")
        .unwrap()
        .split_once('/')
        .unwrap();
    let heard = request(server, "GET", &format!("/{path}"), &[], b"");
    assert_eq!((heard.status, &*heard.body), (200, "ID3"));

    for instead in ["file:///etc/passwd", "javascript:alert(1)", "<html>"] {
        api.has_recording("1", Some(instead));
        let refused = json!({"type": "failed", "code": "shape"});
        assert_eq!(open(&desk, "1"), refused, "{instead}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_desktop_the_system_opens_it() {
    let api = VerimorApi::start(KEY).unwrap();
    api.has_recording("1", None);
    let dir = tempfile::tempdir().unwrap();
    let mut options = DeskOptions::new(dir.path().to_owned());
    options.listen = ([127, 0, 0, 1], 0).into();
    options.make_hooks = MakeHooks::IfThereIsNone;
    options.desktop = true;
    let desk = RunningDesk::open(options).await.unwrap();
    let (desktop, mut screen) = FakeDesktop::new();
    desk.attach(Box::new(desktop));
    let hooks = desk.ask("hooks", json!({})).await.unwrap();
    let mut hooks = hooks.as_array().unwrap().iter();
    let hook = hooks.find(|hook| hook["pbx"] == "verimor").unwrap();
    let key = json!({"hook": hook["id"], "key": KEY, "base": api.base()});
    assert_eq!(desk.ask("use_key", key).await.unwrap()["works"], true);
    crate::dialling::post(&desk, answered(&verimor_call("1"), true)).await;

    let asked = desk.ask("open_recording", json!({"id": "verimor:1"}));
    assert_eq!(asked.await.unwrap(), json!({"type": "opened"}));
    let opened = |screen: &Screen| !screen.opened_for_calls.is_empty();
    let opened = screen
        .wait_for(opened)
        .await
        .unwrap()
        .opened_for_calls
        .clone();
    let address = format!("{}/recording/R91", api.base());
    assert_eq!(opened, [Opening::Address(address)]);
    desk.stop().await;
}
