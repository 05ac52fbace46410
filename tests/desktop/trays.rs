//! The tray icon in a real panel, together with a real notification server.

use kimo_calls::PbxId;
use kimo_desk::api::{Asker, KeyOfParams, Nothing, UseKeyParams};
use kimo_tests::interfaces::VerimorApi;

use crate::{
    dunst::Dunst,
    eventually::until,
    kimo::Kimo,
    phone::Call,
    session::Session,
    tray::{Item, drawn},
};

/// Places in the strip of pictures.
const REST: usize = 0;
const ONE: usize = 1;
const DO_NOT_DISTURB: usize = 11;

#[tokio::test(flavor = "multi_thread")]
async fn a_missed_call_stays_on_the_screen_and_the_tray_says_one_until_it_is_done() {
    let mut session = Session::start();
    let dunst = Dunst::start(&mut session).await;
    session.panel().await;
    let kimo = Kimo::start_hidden(&session).await;
    let bus = session.connect().await;
    let tray = Item::find(&bus, kimo.pid()).await;
    assert_eq!(tray.tooltip().await, "Kimo");
    assert_eq!(tray.picture().await, drawn(REST));

    let call = Call::from(kimo.desk(), "05321234567");
    call.ring("1001").await;
    dunst.until_shown(1).await;
    session.screenshot("ringing");
    call.give_up().await;
    tray.until_tooltip("Kimo: 1 caller to call back").await;
    assert_eq!(tray.picture().await, drawn(ONE));
    assert_eq!(dunst.shown().await, 1, "a missed call stays");
    session.screenshot("missed");
    let menu = tray.menu().await;
    assert!(menu[0].starts_with("0532 123 45 67"), "{menu:?}");

    dunst.press(&session, "Handled");
    tray.until_tooltip("Kimo").await;
    assert_eq!(tray.picture().await, drawn(REST));
    dunst.until_shown(0).await;
    let shown = dunst.history(&session);
    assert!(
        shown
            .iter()
            .any(|(title, body)| title == "0532 123 45 67" && body.contains("Missed call")),
        "{shown:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn while_not_to_be_disturbed_calls_are_counted_but_do_not_pop_up() {
    let mut session = Session::start();
    let dunst = Dunst::start(&mut session).await;
    session.panel().await;
    let kimo = Kimo::start_hidden(&session).await;
    let bus = session.connect().await;
    let tray = Item::find(&bus, kimo.pid()).await;

    tray.choose("Until I switch it off").await;
    until("the icon shows it", async || {
        tray.picture().await == drawn(DO_NOT_DISTURB)
    })
    .await;
    let call = Call::from(kimo.desk(), "05321234567");
    call.ring("1001").await;
    call.give_up().await;
    until("the icon counts the caller", async || {
        tray.picture().await == drawn(DO_NOT_DISTURB + ONE)
    })
    .await;
    assert_eq!(dunst.shown().await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_tooltip_tells_what_is_proved_as_long_as_there_is_a_key() {
    const KEY: &str = "K38359b70-4342-9479-e98f-secret";
    let api = VerimorApi::start(KEY).expect("it starts");
    let mut session = Session::start();
    session.panel().await;
    let kimo = Kimo::start_hidden(&session).await;
    let bus = session.connect().await;
    let tray = Item::find(&bus, kimo.pid()).await;
    assert_eq!(tray.tooltip().await, "Kimo");

    let desk = Asker::at(kimo.desk().holder());
    let hooks = desk.hooks(Nothing).expect("it answers");
    let verimor = PbxId::known("verimor");
    let hook = hooks.iter().find(|hook| hook.pbx == verimor);
    let hook = hook.expect("there is one for each PBX").id;
    let given = desk.use_key(UseKeyParams {
        hook,
        key: KEY.to_owned(),
        base: Some(api.base()),
    });
    assert!(given.expect("it answers").works);
    // There are other hooks, of which nothing is proved.
    until("what is proved", async || {
        let told = tray.tooltip().await;
        told.starts_with("Kimo · Verimor: complete until ")
    })
    .await;

    desk.forget_key(KeyOfParams { hook }).expect("it answers");
    tray.until_tooltip("Kimo").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn quitting_from_the_menu_ends_the_program_in_order() {
    let mut session = Session::start();
    session.panel().await;
    let mut kimo = Kimo::start_hidden(&session).await;
    let bus = session.connect().await;
    Item::find(&bus, kimo.pid()).await.choose("Quit").await;
    assert!(kimo.ended().await.success());
}
