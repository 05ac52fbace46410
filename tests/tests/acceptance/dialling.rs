//! Calling by the PBX, from a stand-in of its interface: one's own telephone rings first, and once.

use std::{thread, time::Duration};

use kimo_calls::CallId;
use kimo_desk::{
    Desk as RunningDesk, DeskOptions, FakeDesktop, MakeHooks, PopupId, PopupKey, Screen,
    UserAction, View,
};
use kimo_pbx::VerimorEnd;
use kimo_tests::interfaces::{Fault, VerimorApi};
use serde_json::{Value, json};
use tokio::sync::watch;

use crate::support::{Desk, Finished, missed_call, request, verimor_call};

const KEY: &str = "K38359b70-4342-9479-e98f-secret";
const NUMBER: &str = "0532 123 45 67";
const OTHER: &str = "0532 123 45 68";

fn with_key(api: &VerimorApi) -> Desk {
    api.people(&[("1001", "Ayşe")], 0);
    let desk = Desk::start();
    let base = api.base();
    let mut command = desk.beside(&["hooks", "key", "verimor", "--base", &base]);
    assert_eq!(command.given(KEY).code(), 0);
    desk.ask("change_settings", &json!({"extensions": ["1001"]}));
    desk
}

fn dial(desk: &Desk, number: &str) -> Value {
    desk.ask("dial", &json!({ "number": number }))
}

fn failed(code: &str) -> Value {
    json!({"type": "failed", "code": code})
}

#[test]
fn two_presses_are_one_call_and_another_number_waits_for_its_turn() {
    let api = VerimorApi::start(KEY).unwrap();
    let desk = with_key(&api);
    let ways = |number: &str| desk.ask("ways_to_call", &json!({ "number": number }));
    assert_eq!(
        ways(NUMBER),
        json!({"extension": "1001", "here": false, "asked": null})
    );
    api.fail_to_dial(&[Fault::Slow(Duration::from_secs(3))]);
    thread::scope(|scope| {
        let first = scope.spawn(|| dial(&desk, NUMBER));
        let waiting = tokio::runtime::Builder::new_current_thread().build();
        waiting.unwrap().block_on(api.until_dialled(1));
        assert_eq!(dial(&desk, OTHER), failed("busy"));
        let second = dial(&desk, "+905321234567");
        assert_eq!(second["type"], "rings", "{second}");
        assert_eq!(first.join().unwrap(), second);
    });
    let again = dial(&desk, NUMBER);
    assert_eq!(ways(NUMBER)["asked"], again);
    assert_eq!(ways(OTHER)["asked"], Value::Null);
    assert_eq!(api.dialled().len(), 1);

    // It is over: whoever presses now calls once more.
    let id = again["call"].as_str().unwrap();
    let id = id.strip_prefix("verimor:").unwrap();
    desk.hook("verimor").post(missed_call(id));
    assert_eq!(dial(&desk, NUMBER)["type"], "rings");
    assert_eq!(api.dialled().len(), 2);
}

#[test]
fn what_may_have_been_heard_is_asked_no_more_and_what_was_refused_is() {
    let api = VerimorApi::start(KEY).unwrap();
    let desk = with_key(&api);
    api.fail_to_dial(&[Fault::Cut]);
    assert_eq!(dial(&desk, NUMBER), failed("unsure"));
    assert_eq!(dial(&desk, NUMBER), failed("unsure"));
    assert_eq!(api.dialled().len(), 1, "asked once");
    desk.ask("change_settings", &json!({"extensions": ["1005"]}));
    assert_eq!(dial(&desk, OTHER), failed("no-extension"));
    desk.ask("change_settings", &json!({"extensions": ["1001"]}));
    assert_eq!(dial(&desk, OTHER)["type"], "rings");
    assert_eq!(api.dialled().len(), 2);
    let said = desk.beside(&["call", NUMBER]).finished();
    assert_eq!(said.code(), 1);
    assert!(said.output().contains("may ring"), "{}", said.output());
}

/// Whoever presses *Call back* in a popup hears their own telephone; where it cannot ring, the window
/// shows the number, and why.
#[tokio::test(flavor = "multi_thread")]
async fn calling_back_from_a_popup_rings_ones_own_telephone_or_shows_the_number() {
    let api = VerimorApi::start(KEY).unwrap();
    let dir = tempfile::tempdir().unwrap();
    let mut options = DeskOptions::new(dir.path().to_owned());
    options.listen = ([127, 0, 0, 1], 0).into();
    options.make_hooks = MakeHooks::IfThereIsNone;
    let desk = RunningDesk::open(options).await.unwrap();
    let (desktop, mut screen) = FakeDesktop::new();
    desk.attach(Box::new(desktop));
    let hooks = desk.ask("hooks", json!({})).await.unwrap();
    let mut hooks = hooks.as_array().unwrap().iter();
    let hook = hooks.find(|hook| hook["pbx"] == "verimor").unwrap();
    let key = json!({"hook": hook["id"], "key": KEY, "base": api.base()});
    assert_eq!(desk.ask("use_key", key).await.unwrap()["works"], true);
    let mine = json!({"extensions": ["1001"]});
    desk.ask("change_settings", mine).await.unwrap();

    // The PBX has no such extension yet.
    post(&desk, missed("1", "05320000021")).await;
    press(&desk, &mut screen, "1").await;
    let opened = |screen: &Screen| !screen.opened.is_empty();
    let opened = screen.wait_for(opened).await.unwrap().opened.clone();
    let number_of = |id: &str| View::CallBack(call(id));
    assert_eq!(
        opened,
        [number_of("1")],
        "the number, to be dialled by hand"
    );
    let number = json!({"number": "0532 000 00 21"});
    let ways = desk.ask("ways_to_call", number).await.unwrap();
    assert_eq!(ways["asked"], failed("no-extension"), "and why");
    assert!(api.dialled().is_empty());

    api.people(&[("1001", "Ayşe")], 0);
    post(&desk, missed("2", "05320000022")).await;
    press(&desk, &mut screen, "2").await;
    api.until_dialled(1).await;
    let rung = ("1001".to_owned(), "905320000022".to_owned());
    assert_eq!(api.dialled(), [rung]);
    desk.stop().await;
    let seen = screen.borrow();
    assert_eq!(seen.opened, [number_of("1")], "nothing need be shown");
    assert!(seen.called_back.is_empty(), "nothing else dials");
}

fn call(id: &str) -> CallId {
    format!("verimor:{id}").parse().unwrap()
}

fn missed(id: &str, caller: &'static str) -> String {
    let mut call = verimor_call(id);
    call.caller = caller;
    call.hangup(&VerimorEnd {
        leg: "1001",
        answered: false,
        answered_at: None,
        at: 20,
        cause: "NO_ANSWER",
    })
}

pub(crate) async fn post(desk: &RunningDesk, body: String) {
    let hooks = desk.hook_urls().await.unwrap();
    let mut hooks = hooks.iter();
    let hook = hooks
        .find(|hook| hook.pbx.to_string() == "verimor")
        .unwrap();
    let url = hook.url.strip_prefix("http://").unwrap();
    let (address, path) = url.split_once('/').unwrap();
    let (address, path) = (address.to_owned(), format!("/{path}"));
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let posting = move || request(&address, "POST", &path, &form, body.as_bytes()).status;
    assert_eq!(tokio::task::spawn_blocking(posting).await.unwrap(), 200);
}

/// Waits for the popup of a missed call, and presses *Call back*.
async fn press(desk: &RunningDesk, screen: &mut watch::Receiver<Screen>, id: &str) {
    let id = PopupId::Call(call(id));
    let stands = |screen: &Screen| screen.popups.contains_key(&id);
    screen.wait_for(stands).await.unwrap();
    let key = PopupKey::CallBack;
    desk.user_action(UserAction::Popup { id, key });
}
