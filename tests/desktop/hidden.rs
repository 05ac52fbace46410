//! Desktops that keep popups from the screen.

use kimo_desk::api::{Asker, Nothing};
use tokio::task::spawn_blocking;

use crate::{
    dunst::Dunst, eventually::until, kimo::Kimo, phone::Call, recorder::Recorder, session::Session,
};

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_paused_is_told_when_a_call_rings_and_until_it_goes_on() {
    let mut session = Session::start();
    let dunst = Dunst::start(&mut session).await;
    session.run("dunstctl", &["set-paused", "true"]);
    let kimo = Kimo::start_hidden(&session).await;
    Call::from(kimo.desk(), "05321234567").ring("1001").await;
    told(&kimo, Some("popups-paused")).await;
    session.run("dunstctl", &["set-paused", "false"]);
    dunst.until_shown(1).await;
    told(&kimo, None).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_each_desktop_hides_is_told() {
    let all = "org.gnome.desktop.notifications";
    let ours = format!(
        "{all}.application:/{}/application/kimo-desktop/",
        all.replace('.', "/")
    );
    let xfce = "xfconf-query --create -c xfce4-notifyd -p";
    let cases = [
        ("Plasma", "true".to_owned(), "popups-do-not-disturb"),
        (
            "gnome-shell",
            format!("gsettings set {all} show-banners false"),
            "missed-popups-hidden",
        ),
        (
            "gnome-shell",
            format!("gsettings set {ours} show-banners false"),
            "missed-popups-hidden",
        ),
        (
            "gnome-shell",
            format!("gsettings set {ours} enable false"),
            "popups-switched-off",
        ),
        (
            "Xfce Notify Daemon",
            format!("{xfce} /do-not-disturb -t bool -s true"),
            "popups-do-not-disturb",
        ),
        (
            "Xfce Notify Daemon",
            format!("{xfce} /applications/muted_applications -a -t string -s Kimo"),
            "popups-switched-off",
        ),
    ];
    for (server, setting, code) in cases {
        let session = Session::start();
        let words: Vec<&str> = setting.split(' ').collect();
        session.run(words[0], &words[1..]);
        let screen = Recorder::named(&session, server).await;
        screen.inhibit(server == "Plasma").await;
        let kimo = Kimo::start_hidden(&session).await;
        Call::from(kimo.desk(), "05321234567").ring("1001").await;
        screen.popup("0532 123 45 67").await;
        told(&kimo, Some(code)).await;
    }
}

/// Waits until it is told so that popups are hidden, or that they are not.
async fn told(kimo: &Kimo, code: Option<&str>) {
    let codes = [
        "popups-paused",
        "popups-do-not-disturb",
        "popups-switched-off",
        "missed-popups-hidden",
    ];
    until(&format!("{code:?} is told"), async || {
        let desk = Asker::at(kimo.desk().holder());
        let status = spawn_blocking(move || desk.status(Nothing))
            .await
            .expect("it ends");
        let problems = status.expect("the desk answers").problems;
        let told = problems.iter().map(|problem| problem.code.as_str());
        let told: Vec<&str> = told.filter(|told| codes.contains(told)).collect();
        told == Vec::from_iter(code)
    })
    .await;
}
