//! Newer versions: told, fetched, and put in place by their installer.

use std::{fs, path::Path, process::Command};

use kimo_desk::{
    UpdateFailure, UpdateStage, UpdateWay,
    api::{Asker, Nothing, SettingsPatch, UpdateNews},
    control::NotAnswered,
};
use serde_json::json;

use crate::{
    eventually::{eventually, until},
    kimo::{self, Desk, Kimo},
    phone::Call,
    recorder::Recorder,
    releases::{Offer, Releases},
    session::Session,
    tray::Item,
    webdriver::Window,
};

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_version_is_told_in_the_tray_and_nothing_is_fetched_where_it_is_got_otherwise() {
    let mut session = Session::start();
    session.panel().await;
    let releases = Releases::none(&session);
    let kimo = Kimo::start(&session, |kimo| {
        kimo.arg("--hidden");
        releases.tell(&session, kimo);
    })
    .await;
    let bus = session.connect().await;
    let tray = Item::find(&bus, kimo.pid()).await;
    releases.offer_to_others("99.0.0");
    let known = looked(kimo.desk()).await;
    assert_eq!(
        (known.way, known.newer.as_deref()),
        (UpdateWay::ByHand, Some("99.0.0"))
    );
    let told = "Kimo 99.0.0 is out: how to get it is in the settings";
    until("it is told", async || {
        tray.menu().await.contains(&told.to_owned())
    })
    .await;
    tray.choose(told).await;
    until("the settings", async || session.windows("Kimo").len() == 1).await;

    releases.offer_to_others(env!("CARGO_PKG_VERSION"));
    assert_eq!(
        looked(kimo.desk()).await.newer,
        None,
        "this one is no newer"
    );
    until("nothing is told", async || {
        !tray.menu().await.contains(&told.to_owned())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn newer_versions_are_looked_for_without_being_asked_unless_that_is_switched_off() {
    let (silent, curious) = (Session::start(), Session::start());
    let (unheard, heard) = (Releases::none(&silent), Releases::none(&curious));
    let hidden = |session: &Session, releases: &Releases, kimo: &mut Command| {
        kimo.arg("--hidden");
        releases.tell(session, kimo);
    };
    let first = Kimo::start(&silent, |kimo| hidden(&silent, &unheard, kimo)).await;
    let off = SettingsPatch {
        looks_for_updates: Some(false),
        ..SettingsPatch::default()
    };
    asked(first.desk(), |desk| desk.change_settings(off))
        .await
        .expect("it is switched off");
    // It has been there for longer than the other when that one looks.
    heard.offer_to_others("99.0.0");
    let second = Kimo::start(&curious, |kimo| hidden(&curious, &heard, kimo)).await;
    eventually("a look", async || {
        let known = asked(second.desk(), |desk| desk.updates(Nothing)).await;
        known.ok()?.newer
    })
    .await;
    assert_eq!(unheard.asked(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_told_of_no_feed_looks_for_nothing() {
    let session = Session::start();
    let kimo = Kimo::start(&session, |_| {}).await;
    // Whoever would look begins before the window is there.
    until("a window", async || session.windows("Kimo").len() == 1).await;
    let known = asked(kimo.desk(), |desk| desk.updates(Nothing)).await;
    assert_eq!(known.expect("it answers").way, UpdateWay::Unknown);
    let refused = asked(kimo.desk(), |desk| desk.look_for_update(Nothing)).await;
    assert!(refused.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_version_is_put_in_place_as_soon_as_nobody_is_on_the_phone() {
    let session = Session::start();
    let screen = Recorder::start(&session).await;
    let releases = Releases::none(&session);
    let installed = kimo::installed(&session);
    let mut kimo = releases.start(&session, &installed).await;
    // As the real one does, it ends whoever runs; this one then puts nothing in place.
    let ran = session.home().join("ran");
    let ends = "kill -TERM $PPID; while kill -0 $PPID; do sleep 0.02; done";
    let installer = format!("#!/bin/sh\necho \"$*\" > {}\n{ends}\n", ran.display());
    releases.offer(&session, &Offer::of("99.0.0", &installer));
    assert_eq!(looked(kimo.desk()).await.way, UpdateWay::Here);

    let call = Call::from(kimo.desk(), "05321234567");
    call.ring("1001").await;
    screen.popup("0532 123 45 67").await;
    asked(kimo.desk(), |desk| desk.take_update(Nothing))
        .await
        .expect("it is begun");
    until_stage(kimo.desk(), UpdateStage::Waiting).await;
    assert!(!ran.exists(), "somebody is on the phone");
    call.give_up().await;
    assert!(kimo.ended().await.success(), "it ends in order");
    let arguments = fs::read_to_string(&ran).expect("the installer ran");
    assert_eq!(arguments.trim(), "/S /UPDATE");

    let kimo = releases.start(&session, &installed).await;
    let known = eventually("what became of it", async || {
        let known = asked(kimo.desk(), |desk| desk.updates(Nothing)).await;
        known.ok().filter(|known| known.failure.is_some())
    })
    .await;
    assert_eq!(known.failure, Some(UpdateFailure::NotReplaced));
    let looked = looked(kimo.desk()).await;
    assert_eq!(
        looked.failure,
        Some(UpdateFailure::NotReplaced),
        "a look is no answer to that"
    );
    assert!(!kimo::data_dir(&session).join("update").exists());
    assert_eq!(kimo.desk().calls().len(), 1, "nothing is lost");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_quits_while_a_newer_version_waits_has_quit() {
    let session = Session::start();
    let screen = Recorder::start(&session).await;
    let releases = Releases::none(&session);
    let mut kimo = releases.start(&session, &kimo::installed(&session)).await;
    let ran = session.home().join("ran");
    let installer = format!("#!/bin/sh\ntouch {}\n", ran.display());
    releases.offer(&session, &Offer::of("99.0.0", &installer));
    looked(kimo.desk()).await;
    Call::from(kimo.desk(), "05321234567").ring("1001").await;
    screen.popup("0532 123 45 67").await;
    asked(kimo.desk(), |desk| desk.take_update(Nothing))
        .await
        .expect("it is begun");
    until_stage(kimo.desk(), UpdateStage::Waiting).await;
    session.run("kill", &["-TERM", &kimo.pid().to_string()]);
    assert!(kimo.ended().await.success());
    assert!(!ran.exists(), "and somebody was on the phone");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_whole_or_not_ours_is_never_run() {
    let session = Session::start();
    let releases = Releases::none(&session);
    let ran = session.home().join("ran");
    let mut kimo = releases.start(&session, &kimo::installed(&session)).await;
    let installer = format!("#!/bin/sh\ntouch {}\n", ran.display());
    let whole = || Offer::of("99.0.0", &installer);
    let offers = [
        (Offer { sent: 9, ..whole() }, UpdateFailure::CutShort),
        (
            Offer {
                signed_by: "anothers",
                ..whole()
            },
            UpdateFailure::NotSigned,
        ),
        // An older one of ours, told of as a newer one.
        (
            Offer {
                signed_for: "0.0.1",
                ..whole()
            },
            UpdateFailure::NotSigned,
        ),
        (
            Offer {
                signed_for: "",
                ..whole()
            },
            UpdateFailure::NotSigned,
        ),
        (
            Offer {
                said_to_be: Some(400_000_000),
                ..whole()
            },
            UpdateFailure::NotSigned,
        ),
        (
            Offer::of("99.0.0", "#!/nowhere/to/be/found\n"),
            UpdateFailure::NotStarted,
        ),
        (
            Offer::of("99.0.0", "#!/bin/sh\nexit 1\n"),
            UpdateFailure::NotReplaced,
        ),
    ];
    for (offer, failure) in offers {
        releases.offer(&session, &offer);
        looked(kimo.desk()).await;
        assert_eq!(taken(kimo.desk()).await, Some(failure));
        assert!(kimo.is_running());
        assert!(
            !kimo::data_dir(&session).join("update").exists(),
            "{failure:?}"
        );
    }
    assert!(!ran.exists());

    let feeds = [
        ("<html>no version</html>", UpdateFailure::NotUnderstood),
        ("{\"version\": \"newest\"}", UpdateFailure::NotUnderstood),
        (
            "{\"version\": \"99.0.0\", \"platforms\": {}}",
            UpdateFailure::NotForThisSystem,
        ),
    ];
    for (feed, failure) in feeds {
        releases.say(feed);
        let known = looked(kimo.desk()).await;
        assert_eq!(known.failure, Some(failure), "{feed}");
    }
    assert!(!ran.exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_settings_say_what_is_newer_and_a_press_has_it_put_in_place() {
    let session = Session::start();
    let releases = Releases::none(&session);
    let ran = session.home().join("ran");
    let installer = format!("#!/bin/sh\ntouch {}\n", ran.display());
    releases.offer(&session, &Offer::of("99.0.0", &installer));
    let told = releases.environment(&session);
    let environment = told.each_ref().map(|(name, value)| (*name, value.as_str()));
    let window = Window::of(&kimo::installed(&session), &session, &environment).await;
    window.until_text("No calls yet").await;
    window.run("location.hash = '#/settings'").await;
    window.until_text("Look now").await;
    window.press("Look now").await;
    window
        .until_text("Kimo 99.0.0 is out. You have 0.1.0.")
        .await;
    for language in ["tr", "ru", "en"] {
        window
            .question("change_settings", json!({"language": language}))
            .await;
        let lang = format!("return document.documentElement.lang === '{language}'");
        until("its language", async || window.run(&lang).await == true).await;
        window.until_painted().await;
        session.screenshot(&format!("update-{language}"));
    }
    assert!(!ran.exists(), "nobody has asked for it");
    let call = Call::from(window.desk(), "05321234567");
    call.ring("1001").await;
    window.press("Update now").await;
    window.until_text("as soon as nobody is on the phone").await;
    window.until_painted().await;
    session.screenshot("update-waiting");
    assert!(!ran.exists(), "somebody is on the phone");
    window.press("Do not update now").await;
    window.until_text("Update now").await;
    window.press("Update now").await;
    window.until_text("as soon as nobody is on the phone").await;
    call.give_up().await;
    until("the installer runs", async || ran.exists()).await;
    window
        .until_text("The new version's installer gave up.")
        .await;
    window.until_painted().await;
    session.screenshot("update-failed");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_room_for_it_nothing_of_a_newer_version_stays() {
    let session = Session::start();
    let releases = Releases::none(&session);
    let installed = kimo::installed(&session);
    kimo::with_hooks(&session).await;
    // No file may grow beyond 20 MB, and whoever tries is told so.
    let mut limited = session.command("sh");
    let limit = "trap '' XFSZ; ulimit -f 40960; exec \"$0\" \"$@\"";
    limited.args(["-c", limit]).arg(&installed).arg("--hidden");
    limited.args(kimo::arguments(&session)).stderr(kimo::log());
    releases.tell(&session, &mut limited);
    let mut running = limited.spawn().expect("it starts");
    let desk = Desk::find(&session, None).await;
    let large = format!("#!/bin/sh\n{}\n", "#".repeat(30_000_000));
    releases.offer(&session, &Offer::of("99.0.0", &large));
    looked(&desk).await;
    assert_eq!(taken(&desk).await, Some(UpdateFailure::NoRoom));
    assert!(!kimo::data_dir(&session).join("update").exists());
    assert!(desk.answers().await, "and calls are taken");
    running.kill().expect("it runs");
    running.wait().expect("it ends");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_command_line_says_what_is_newer_and_has_it_put_in_place() {
    let session = Session::start();
    let releases = Releases::none(&session);
    let mut kimo = releases.start(&session, &kimo::installed(&session)).await;
    releases.offer_to_others(env!("CARGO_PKG_VERSION"));
    looked(kimo.desk()).await;
    let said = |args: &[&str]| {
        let mut update = session.command(Path::new(kimo::BINARY).with_file_name("kimo"));
        let data_dir = kimo::data_dir(&session);
        update
            .arg("--data-dir")
            .arg(data_dir)
            .arg("update")
            .args(args);
        let ended = update.output().expect("it starts");
        let said = String::from_utf8_lossy(&ended.stdout).into_owned();
        (ended.status.success(), said)
    };
    assert_eq!(said(&[]), (true, "This is the newest Kimo.\n".to_owned()));

    let ran = session.home().join("ran");
    let ends = "kill -TERM $PPID; while kill -0 $PPID; do sleep 0.02; done";
    let installer = format!("#!/bin/sh\ntouch {}\n{ends}\n", ran.display());
    releases.offer(&session, &Offer::of("99.0.0", &installer));
    let (ended_well, told) = said(&[]);
    assert!(
        ended_well && told.starts_with("Kimo 99.0.0 is out."),
        "{told}"
    );
    assert!(!ran.exists(), "nobody has asked for it");
    let (ended_well, told) = said(&["--now"]);
    assert!(
        ended_well && told.contains("Kimo ends and is back"),
        "{told}"
    );
    assert!(kimo.ended().await.success());
    assert!(ran.exists());
    let (ended_well, _) = said(&[]);
    assert!(!ended_well, "nobody runs who could look");
}

/// What is known once somebody has looked.
pub(crate) async fn looked(desk: &Desk) -> UpdateNews {
    // Calls are taken before the toolkit is there.
    until("somebody who looks", async || {
        let begun = asked(desk, |desk| desk.look_for_update(Nothing)).await;
        begun.is_ok()
    })
    .await;
    until_stage(desk, UpdateStage::Idle).await
}

/// What came of putting it in place.
async fn taken(desk: &Desk) -> Option<UpdateFailure> {
    asked(desk, |desk| desk.take_update(Nothing))
        .await
        .expect("it is begun");
    until_stage(desk, UpdateStage::Idle).await.failure
}

pub(crate) async fn until_stage(desk: &Desk, stage: UpdateStage) -> UpdateNews {
    eventually(&format!("{stage:?}"), async || {
        let known = asked(desk, |desk| desk.updates(Nothing)).await;
        known.ok().filter(|known| known.stage == stage)
    })
    .await
}

pub(crate) async fn asked<T: Send + 'static>(
    desk: &Desk,
    ask: impl FnOnce(Asker) -> Result<T, NotAnswered> + Send + 'static,
) -> Result<T, NotAnswered> {
    let desk = Asker::at(desk.holder());
    let asked = tokio::task::spawn_blocking(move || ask(desk)).await;
    asked.expect("the question is asked")
}
