//! A whole desk with a fake desktop: real HTTP in, a real history below, and what is shown.

#![allow(clippy::unwrap_used, reason = "a panic in a test is its report")]

mod card;

use std::time::Duration;

use jiff::Timestamp;
use kimo_calls::{CallId, HookId, PbxId};
use kimo_desk::{
    Desk, DeskOptions, FakeDesktop, MakeHooks, PopupId, PopupKey, PopupKind, QuietChoice, Screen,
    TrayId, UserAction, View,
    api::FeedItem,
    send::{Pace, play},
};
use kimo_pbx::Step;
use serde_json::json;
use tempfile::TempDir;
use tokio::sync::watch;

/// A desk with a fake desktop.
struct Shown {
    desk: Desk,
    screen: watch::Receiver<Screen>,
    _dir: TempDir,
}

impl Shown {
    async fn open() -> Self {
        Self::open_on(FakeDesktop::new()).await
    }

    async fn open_on((desktop, screen): (FakeDesktop, watch::Receiver<Screen>)) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let desk = open(&dir).await;
        desk.attach(Box::new(desktop));
        Self {
            desk,
            screen,
            _dir: dir,
        }
    }

    async fn verimor(&self, fields: &str) {
        self.verimor_from("02123205062", fields).await;
    }

    async fn verimor_from(&self, caller: &str, fields: &str) {
        let body = format!("{VERIMOR}&caller_id_number={caller}&{fields}");
        post(&self.desk, PbxId::known("verimor"), &body).await;
    }

    /// Waits until the screen is so.
    async fn until(&mut self, what: &str, is_so: impl FnMut(&Screen) -> bool) -> Screen {
        let wait = self.screen.wait_for(is_so);
        let waited = tokio::time::timeout(Duration::from_secs(20), wait).await;
        let seen = waited.map(|screen| screen.unwrap().clone());
        seen.unwrap_or_else(|_| panic!("never {what}: {:#?}", self.screen.borrow()))
    }

    async fn until_popup(&mut self, kind: PopupKind) -> Screen {
        self.until(&format!("{kind:?}"), |screen| {
            screen.popups.values().any(|popup| popup.kind == kind)
        })
        .await
    }

    async fn until_missed(&mut self, missed: u32) -> Screen {
        self.until(&format!("{missed} missed"), |screen| {
            let tray = screen.tray.as_ref();
            tray.is_some_and(|tray| tray.icon.missed == missed)
        })
        .await
    }
}

async fn open(dir: &TempDir) -> Desk {
    let mut options = DeskOptions::new(dir.path().to_owned());
    options.listen = ([127, 0, 0, 1], 0).into();
    options.make_hooks = MakeHooks::IfThereIsNone;
    Desk::open(options).await.unwrap()
}

async fn post(desk: &Desk, pbx: PbxId, body: &str) {
    let hooks = desk.hook_urls().await.unwrap();
    let url = &hooks.iter().find(|hook| hook.pbx == pbx).unwrap().url;
    let step = Step {
        sent_after: Duration::ZERO,
        path: "",
        content_type: "application/x-www-form-urlencoded",
        body: body.to_owned(),
    };
    let kept = |_: &Step, answer: &kimo_desk::send::Answer| assert_eq!(answer.status, 200);
    play(url, None, &[step], Pace::Fast, kept).await.unwrap();
}

const VERIMOR: &str = "domain_id=101&direction=inbound&outbound_caller_id_number=&destination_number=02129630000&start_stamp=2026-11-22 12:00:00";
const ENDED: &str = "end_stamp=2026-11-22 12:00:30&hangup_cause=NO_ANSWER&answered=false";

fn call(id: &str) -> CallId {
    format!("verimor:{id}").parse().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn ring_and_answered_elsewhere() {
    let mut shown = Shown::open().await;
    shown
        .verimor("event_type=ringing&call_uuid=1&dialed_user=1001")
        .await;
    let screen = shown.until_popup(PopupKind::Ringing).await;
    let popup = &screen.popups[&PopupId::Call(call("1"))];
    assert_eq!(popup.title, "0212 320 50 62");
    assert!(
        popup.lines[0].contains("0212\u{a0}963\u{a0}00\u{a0}00") && popup.lines[0].contains("1001")
    );
    shown
        .verimor("event_type=answer&call_uuid=1&dialed_user=1002&connected_user=1002")
        .await;
    let screen = shown.until_popup(PopupKind::Answered).await;
    assert_eq!(screen.popped, 1, "replaced in place");
    shown.until("gone", |screen| screen.popups.is_empty()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn missed_stays_and_is_counted_until_it_is_done() {
    let mut shown = Shown::open().await;
    for id in ["1", "2"] {
        shown
            .verimor(&format!(
                "event_type=ringing&call_uuid={id}&dialed_user=1001"
            ))
            .await;
        shown
            .verimor(&format!("event_type=hangup&call_uuid={id}&{ENDED}"))
            .await;
    }
    let screen = shown
        .until("two calls of one caller", |screen| {
            let second = screen.popups.get(&PopupId::Call(call("2")));
            let missed = second.is_some_and(|popup| popup.kind == PopupKind::Missed);
            let tray = screen.tray.as_ref();
            missed && tray.is_some_and(|tray| tray.icon.missed == 1)
        })
        .await;
    let second = &screen.popups[&PopupId::Call(call("2"))];
    assert_eq!(screen.popups.len(), 1, "one popup for one person");
    // What the history knows of the caller, this call not counted among the missed ones.
    assert_eq!(second.lines.len(), 2, "{:?}", second.lines);
    shown.desk.user_action(UserAction::Popup {
        id: PopupId::Call(call("2")),
        key: PopupKey::Done,
    });
    let screen = shown.until_missed(0).await;
    assert!(screen.popups.is_empty(), "the earlier call is covered too");
}

/// Popup, tray and list count the same people.
#[tokio::test(flavor = "multi_thread")]
async fn a_contact_is_one_person_in_the_popup_too_and_reached_at_any_number() {
    let mut shown = Shown::open().await;
    let ayse = json!({
        "name": "Ayşe",
        "numbers": [{"written": "0532 123 45 67"}, {"written": "0212 555 01 02"}],
    });
    shown.desk.ask("save_contact", ayse).await.unwrap();
    for (id, number) in [("1", "05321234567"), ("2", "02125550102")] {
        let fields = format!("event_type=hangup&call_uuid={id}&{ENDED}");
        shown.verimor_from(number, &fields).await;
    }
    let one = |screen: &Screen| {
        let newest = screen.popups.get(&PopupId::Call(call("2")));
        newest.is_some_and(|popup| popup.title == "Ayşe") && screen.popups.len() == 1
    };
    shown.until("one popup", one).await;
    shown.until_missed(1).await;
    let later = VERIMOR.replace("12:00:00", "12:10:00");
    let reached = format!(
        "{later}&caller_id_number=05321234567&event_type=hangup&call_uuid=3&dialed_user=1001\
         &connected_user=1001&end_stamp=2026-11-22 12:11:00&answered=true"
    );
    post(&shown.desk, PbxId::known("verimor"), &reached).await;
    let screen = shown.until_missed(0).await;
    let gone = |screen: &Screen| screen.popups.is_empty();
    shown.until(&format!("nothing: {screen:?}"), gone).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_window_is_told_which_calls_are_gone_and_need_not_ask_for_all() {
    let shown = Shown::open().await;
    for (id, caller) in [("1", "05321234567"), ("2", "05329876543")] {
        let hangup = format!("event_type=hangup&call_uuid={id}&{ENDED}");
        shown.verimor_from(caller, &hangup).await;
    }
    let mut feed = shown.desk.feed();
    let forget = json!({"key": "+905321234567"});
    shown.desk.ask("forget", forget).await.unwrap();
    let heard = async {
        let mut heard = Vec::new();
        while !matches!(heard.last(), Some(FeedItem::Gone { .. })) {
            let item = feed.recv().await.unwrap();
            assert_ne!(item, FeedItem::Calls, "a list is asked for whole");
            heard.push(item);
        }
        heard.pop()
    };
    let gone = tokio::time::timeout(Duration::from_secs(20), heard).await;
    let calls = vec!["verimor:1".to_owned()];
    assert_eq!(gone.unwrap(), Some(FeedItem::Gone { calls }));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_tray_calls_back_copies_addresses_and_silences() {
    let mut shown = Shown::open().await;
    shown
        .verimor(&format!("event_type=hangup&call_uuid=1&{ENDED}"))
        .await;
    shown.until_missed(1).await;
    let choose = |id| shown.desk.user_action(UserAction::Tray(id));
    choose(TrayId::CallBack(call("1")));
    choose(TrayId::CopyAddress(HookId(1)));
    choose(TrayId::History);
    choose(TrayId::Quiet(QuietChoice::On));
    let url = shown.desk.hook_urls().await.unwrap()[0].url.clone();
    let screen = shown
        .until("quiet, and a call", |screen| {
            let tray = screen.tray.as_ref();
            let is_quiet = tray.is_some_and(|tray| tray.icon.do_not_disturb);
            // How a number is dialled is looked up first.
            is_quiet && !screen.called_back.is_empty()
        })
        .await;
    assert_eq!(screen.called_back, ["+902123205062"]);
    assert_eq!(screen.copied, [url]);
    assert_eq!(screen.opened, [View::Calls]);
    let other = "05321234567";
    let ringing = "event_type=ringing&call_uuid=2&dialed_user=1001";
    shown.verimor_from(other, ringing).await;
    let hangup = format!("event_type=hangup&call_uuid=2&{ENDED}");
    shown.verimor_from(other, &hangup).await;
    let screen = shown.until_missed(2).await;
    assert!(screen.popups.is_empty());
}

/// Somebody writes down who rings while it rings.
#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_is_saved_while_a_popup_stands_is_in_it_at_once() {
    let mut shown = Shown::open().await;
    let ringing = "event_type=ringing&call_uuid=1&dialed_user=1001";
    shown.verimor_from("05321234567", ringing).await;
    shown.until_popup(PopupKind::Ringing).await;
    let ayse = json!({ "name": "Ayşe", "numbers": [{"written": "0532 123 45 67"}] });
    let saved = shown.desk.ask("save_contact", ayse).await.unwrap();
    let titled = |title: &'static str| {
        move |screen: &Screen| {
            let popup = screen.popups.get(&PopupId::Call(call("1")));
            popup.is_some_and(|popup| popup.title == title)
        }
    };
    let screen = shown.until("the name", titled("Ayşe")).await;
    assert_eq!(screen.popped, 1, "replaced in place");
    let important = json!({ "id": saved["contact"]["id"], "important": true, "unwanted": false });
    shown.desk.ask("flag_contact", important).await.unwrap();
    let lines = screen.popups[&PopupId::Call(call("1"))].lines.clone();
    let more = |screen: &Screen| {
        let popup = screen.popups.get(&PopupId::Call(call("1")));
        popup.is_some_and(|popup| popup.lines != lines)
    };
    shown.until("that they are important", more).await;
    shown
        .verimor_from(
            "05321234567",
            &format!("event_type=hangup&call_uuid=1&{ENDED}"),
        )
        .await;
    shown.until_popup(PopupKind::Missed).await;
    let in_the_tray = |screen: &Screen| format!("{:?}", screen.tray).contains("Ayşe");
    shown.until("the name in the tray", in_the_tray).await;
    let id = json!({ "id": saved["contact"]["id"] });
    shown.desk.ask("remove_contact", id).await.unwrap();
    shown.until("the number", titled("0532 123 45 67")).await;
    let gone = |screen: &Screen| !in_the_tray(screen);
    shown.until("the number in the tray", gone).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_nothing_dials_the_window_shows_the_number_to_be_dialled_by_hand() {
    let (desktop, screen) = FakeDesktop::new();
    let mut shown = Shown::open_on((desktop.without_handlers(), screen)).await;
    shown
        .verimor(&format!("event_type=hangup&call_uuid=1&{ENDED}"))
        .await;
    shown.until_popup(PopupKind::Missed).await;
    let press = |id: &str, key| {
        let id = PopupId::Call(call(id));
        shown.desk.user_action(UserAction::Popup { id, key });
    };
    press("1", PopupKey::CallBack);
    let opened = |views: &'static [&str]| {
        move |screen: &Screen| {
            screen
                .opened
                .iter()
                .map(View::to_string)
                .eq(views.iter().copied())
        }
    };
    let by_popup = &["call-back:verimor:1"];
    shown.until("from the popup", opened(by_popup)).await;
    let tray = UserAction::Tray(TrayId::CallBack(call("1")));
    shown.desk.user_action(tray);
    let by_tray = &["call-back:verimor:1", "call-back:verimor:1"];
    let screen = shown.until("from the tray", opened(by_tray)).await;
    assert!(screen.called_back.is_empty(), "nobody asks the system to");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_is_begun_from_a_ringing_popup() {
    let mut shown = Shown::open().await;
    shown
        .verimor("event_type=ringing&call_uuid=1&dialed_user=1001")
        .await;
    shown.until_popup(PopupKind::Ringing).await;
    let (id, key) = (PopupId::Call(call("1")), PopupKey::Message);
    shown.desk.user_action(UserAction::Popup { id, key });
    let opened = |screen: &Screen| screen.opened == [View::Message(call("1"))];
    shown.until("the window", opened).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_desktop_that_is_attached_later_is_shown_what_stands() {
    let dir = tempfile::tempdir().unwrap();
    let desk = open(&dir).await;
    let body = format!("{VERIMOR}&event_type=ringing&call_uuid=1&dialed_user=1001");
    post(&desk, PbxId::known("verimor"), &body).await;
    let (desktop, screen) = FakeDesktop::new();
    desk.attach(Box::new(desktop));
    let mut shown = Shown {
        desk,
        screen,
        _dir: dir,
    };
    shown.until_popup(PopupKind::Ringing).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_that_rings_while_kimo_starts_again_is_shown() {
    let dir = tempfile::tempdir().unwrap();
    let desk = open(&dir).await;
    let body = format!("{VERIMOR}&event_type=ringing&call_uuid=1&dialed_user=1001");
    post(&desk, PbxId::known("verimor"), &body).await;
    desk.stop().await;
    drop(desk);
    let desk = open(&dir).await;
    let (desktop, screen) = FakeDesktop::new();
    desk.attach(Box::new(desktop));
    let mut shown = Shown {
        desk,
        screen,
        _dir: dir,
    };
    shown.until_popup(PopupKind::Ringing).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "prints a measurement; run it by name with --no-capture"]
async fn how_long_from_the_post_to_the_popup() {
    let mut shown = Shown::open().await;
    let mut took = Vec::new();
    for n in 0..300 {
        let at = std::time::Instant::now();
        let caller = format!("0532{:07}", 1_000_000 + n);
        let ringing = format!("event_type=ringing&call_uuid={n}&dialed_user=1001");
        shown.verimor_from(&caller, &ringing).await;
        shown
            .until("up", |screen| screen.popups.len() == n + 1)
            .await;
        took.push(at.elapsed());
    }
    took.sort_unstable();
    println!(
        "from POST to popup at {}: median {:?}, worst {:?}",
        Timestamp::now(),
        took[150],
        took[299]
    );
}
