//! Pictures for people: the same desktop in every language, light and dark. They are kept in
//! `tests/out/desktop`; the tests only see to it that there is something to look at.

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
    // The answered one goes by itself.
    dunst.until_shown(4).await;
    window.until_painted().await;
    session.screenshot(name);
}
