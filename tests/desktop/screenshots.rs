//! Pictures for people: the same desktop in every language, light and dark. They are kept in
//! `tests/out/desktop`; the tests only see to it that there is something to look at.

use kimo_tests::forward::forward;
use serde_json::json;

use crate::{dunst::Dunst, phone::Call, session::Session, webdriver::Window};

#[tokio::test(flavor = "multi_thread")]
async fn in_turkish_and_light() {
    picture("tr_TR.UTF-8", "Adwaita", "desktop-tr-light").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_russian_and_dark() {
    picture("ru_RU.UTF-8", "Adwaita:dark", "desktop-ru-dark").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_english_and_dark() {
    picture("en_US.UTF-8", "Adwaita:dark", "desktop-en-dark").await;
}

async fn picture(language: &str, theme: &str, name: &str) {
    let mut session = Session::start();
    let dunst = Dunst::start(&mut session).await;
    session.panel().await;
    let environment = [("LANG", language), ("GTK_THEME", theme)];
    let window = Window::open(&session, &environment).await;
    for n in 1..4 {
        let missed = Call::from(window.desk(), &format!("0532123450{n}"));
        missed.ring("1001").await;
        missed.give_up().await;
    }
    let answered = Call::from(window.desk(), "02123205063");
    answered.ring("1001").await;
    answered.answer("1002").await;
    Call::from(window.desk(), "05321234567").ring("1001").await;
    window.until_text("0532 123 45 67").await;
    window.until_text("0532 123 45 01").await;
    // The missed ones make room, and the answered one goes by itself.
    dunst.until_shown(1).await;
    window.until_painted().await;
    session.screenshot(name);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_guide_in_turkish_and_light() {
    let said = [
        "Santral Kimo'ya henüz ulaşamıyor",
        "Santral Kimo'ya ulaşıyor",
        "Çalışıyor: ilk bildirim geldi",
    ];
    guide("tr_TR.UTF-8", "Adwaita", said, "guide-tr-light").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_guide_in_russian_and_dark() {
    let said = [
        "Связи с АТС пока нет",
        "Связь есть: звонки от АТС доходят",
        "Работает: первое уведомление пришло",
    ];
    guide("ru_RU.UTF-8", "Adwaita:dark", said, "guide-ru-dark").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_guide_in_english_and_dark() {
    let said = [
        "The PBX cannot reach Kimo yet",
        "The PBX reaches Kimo",
        "It works: the first event is here",
    ];
    guide("en_US.UTF-8", "Adwaita:dark", said, "guide-en-dark").await;
}

/// From a desk that nobody reaches to the first delivery, in the window itself.
async fn guide(language: &str, theme: &str, said: [&str; 3], name: &str) {
    let [unreached, reached, came] = said;
    let session = Session::start();
    let environment = [("LANG", language), ("GTK_THEME", theme)];
    let window = Window::open(&session, &environment).await;
    window.run("location.hash = '#/connections'").await;
    window.until_text(unreached).await;
    window.until_painted().await;
    session.screenshot(&format!("{name}-1-unreached"));

    let listen = window.question("status", json!({})).await["listen"].clone();
    let listen = listen.as_str().expect("it listens").parse();
    let port = forward(listen.expect("an address")).expect("a port");
    let public_url = format!("http://127.0.0.1:{port}");
    let choice = json!({ "kind": "address", "public_url": public_url });
    let params = json!({ "choice": choice, "token": null });
    window.question("use_tunnel", params).await;
    window.until_text(reached).await;
    window.until_painted().await;
    session.screenshot(&format!("{name}-2-reached"));

    window.run("location.hash = '#/connections/1'").await;
    window.until_text("Verimor").await;
    Call::from(window.desk(), "05321234567").ring("1001").await;
    window.until_text(came).await;
    let show = "document.querySelector('.came').scrollIntoView({ block: 'center' })";
    window.run(show).await;
    window.until_painted().await;
    session.screenshot(&format!("{name}-3-came"));
}
