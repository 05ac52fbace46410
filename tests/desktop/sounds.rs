//! Sounds for real: by a sound server that a test listens to, and without one.

use std::fs;

use kimo_calls::{Sound, Sounds};
use kimo_desk::{
    QuietChoice,
    api::{Asker, DoNotDisturbParams, PlayedSound, TrySoundParams},
};
use kimo_history::{History, SettingsChange};

use crate::{
    eventually::until,
    kimo::{self, Desk, Kimo},
    loudspeaker::{self, Loudspeaker},
    phone::Call,
    recorder::Recorder,
    session::Session,
};

/// The first notes of the sounds, see `src-tauri/src/sounds/notes.rs`.
const CALL: f32 = 659.26;
const MISSED: f32 = 440.0;

#[tokio::test(flavor = "multi_thread")]
async fn a_call_that_rings_is_heard_and_none_in_do_not_disturb() {
    let mut session = Session::start();
    let loudspeaker = Loudspeaker::start(&mut session).await;
    let _notifications = Recorder::start(&session).await;
    let kimo = start(&session).await;
    until("a desktop that plays", async || {
        hear(kimo.desk(), Sound::Call, 0) == PlayedSound::Played
    })
    .await;
    assert!(!loudspeaker.has_heard_anything());

    let call = Call::from(kimo.desk(), "05321234567");
    call.ring("1001").await;
    loudspeaker.until_heard(CALL).await;
    call.answer("1001").await;
    until("nothing is kept for sounds", async || {
        !has_sound_thread(kimo.pid())
    })
    .await;
    loudspeaker.forget();

    choose(kimo.desk(), QuietChoice::On);
    until("it is quiet", async || status_is_quiet(kimo.desk())).await;
    let unheard = Call::from(kimo.desk(), "05321234568");
    unheard.ring("1001").await;
    unheard.answer("1001").await;
    choose(kimo.desk(), QuietChoice::Off);
    until("it is quiet no more", async || {
        !status_is_quiet(kimo.desk())
    })
    .await;
    Call::from(kimo.desk(), "05321234569").give_up().await;
    loudspeaker.until_heard(MISSED).await;
    assert!(!loudspeaker.has_heard(CALL), "it rang in do not disturb");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_sound_server_nothing_is_heard_and_calls_pop_up_all_the_same() {
    let session = Session::start();
    loudspeaker::without(&session);
    let screen = Recorder::start(&session).await;
    let kimo = start(&session).await;
    for caller in ["05321234567", "05321234568"] {
        Call::from(kimo.desk(), caller).ring("1001").await;
    }
    screen.popup("0532 123 45 67").await;
    screen.popup("0532 123 45 68").await;
    for _ in 0..2 {
        let tried = hear(kimo.desk(), Sound::Missed, 50);
        assert_eq!(tried, PlayedSound::NoDevice);
    }
    let log = kimo::data_dir(&session).join("kimo.log");
    let log = fs::read_to_string(log).expect("there is a log");
    assert_eq!(log.matches("no sound can be heard").count(), 1, "{log}");
    until("nothing is kept for sounds", async || {
        !has_sound_thread(kimo.pid())
    })
    .await;
}

/// With every sound on.
async fn start(session: &Session) -> Kimo {
    kimo::with_hooks(session).await;
    let opened = History::open(&kimo::data_dir(session)).expect("its history");
    let writer = opened.history.writer(|_| {}).expect("it can be written");
    let change = SettingsChange {
        sounds: Some(Sounds {
            call: true,
            important: true,
            missed: true,
            volume: 100,
        }),
        short_call_seconds: Some(0),
        ..SettingsChange::default()
    };
    writer.change_settings(change).await.expect("it is kept");
    drop((writer, opened));
    Kimo::start_hidden(session).await
}

fn hear(desk: &Desk, sound: Sound, volume: u8) -> PlayedSound {
    let params = TrySoundParams { sound, volume };
    let tried = Asker::at(desk.holder()).try_sound(params);
    tried.expect("it answers")
}

fn choose(desk: &Desk, choice: QuietChoice) {
    let params = DoNotDisturbParams { choice };
    let chosen = Asker::at(desk.holder()).do_not_disturb(params);
    chosen.expect("it answers");
}

fn status_is_quiet(desk: &Desk) -> bool {
    let status = Asker::at(desk.holder()).status(kimo_desk::api::Nothing);
    status.expect("it answers").quiet.is_some()
}

fn has_sound_thread(pid: u32) -> bool {
    let threads = fs::read_dir(format!("/proc/{pid}/task")).expect("it runs");
    let mut names = threads.filter_map(|thread| {
        let comm = thread.ok()?.path().join("comm");
        fs::read_to_string(comm).ok()
    });
    names.any(|name| name.trim() == "sounds")
}
