//! The call card on the screen: above what fills it, without a letter lost, and gone in time.

use std::{cell::Cell, time::Duration};

use kimo_calls::{CardUse, CardWhen, Corner};
use kimo_history::{History, SettingsChange};

use crate::{
    eventually::{eventually, until},
    kimo::{self, Desk, Kimo},
    phone::Call,
    recorder::Recorder,
    session::Session,
    typing::Typing,
};

const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz";

#[tokio::test(flavor = "multi_thread")]
async fn the_card_stands_above_what_fills_the_screen_and_takes_no_letter_from_it() {
    let mut session = Session::start();
    let _notifications = Recorder::start(&session).await;
    let kimo = start(&session, "60").await;
    let typing = Typing::on_the_whole_screen(&mut session).await;
    let letters = LETTERS.repeat(10);
    let mut types = session.command("xdotool");
    types.args(["type", "--delay", "40", &letters]);
    let mut types = types.spawn().expect("xdotool runs");

    let call = Call::from(kimo.desk(), "05321234567");
    call.ring("1001").await;
    let card = shown(&session).await;
    assert!(
        typing.typed().len() < letters.len(),
        "it came while somebody typed"
    );
    stands_above_all(&session, &card).await;
    let other = Call::from(kimo.desk(), "05321234568");
    other.ring("1001").await;
    call.answer("1001").await;
    assert!(types.wait().expect("it ends").success());
    until("every letter is there", async || {
        typing.typed().len() >= letters.len()
    })
    .await;
    assert_eq!(typing.typed(), letters);
    stands_above_all(&session, &card).await;
    assert_eq!(session.active_window().as_deref(), Some(Typing::TITLE));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_is_typed_on_the_card_and_the_keyboard_goes_back() {
    let mut session = Session::start();
    let _notifications = Recorder::start(&session).await;
    let kimo = start(&session, "60").await;
    let typing = Typing::on_the_whole_screen(&mut session).await;
    let call = Call::from(kimo.desk(), "05321234567");
    call.ring("1001").await;
    let card = shown(&session).await;
    click_the_field(&session, &card).await;
    session.run("xdotool", &["type", "--delay", "40", "randevu "]);
    let note = async || {
        kimo.desk()
            .calls()
            .first()
            .and_then(|call| call.note_text().map(str::to_owned))
    };
    until("the note is kept", async || {
        note().await.as_deref() == Some("randevu")
    })
    .await;
    let other = Call::from(kimo.desk(), "05321234568");
    other.ring("1001").await;
    session.run("xdotool", &["type", "--delay", "40", "cuma"]);
    until("the note goes on", async || {
        let noted = kimo
            .desk()
            .calls()
            .into_iter()
            .find_map(|call| call.note_text().map(str::to_owned));
        noted.as_deref() == Some("randevu cuma")
    })
    .await;
    assert_eq!(typing.typed(), "", "nothing of it went elsewhere");
    session.press("Escape");
    until("the keyboard is back", async || {
        session.active_window().as_deref() == Some(Typing::TITLE)
    })
    .await;
    stands_above_all(&session, &shown(&session).await).await;
    session.run("xdotool", &["type", "abc"]);
    until("it types on", async || typing.typed() == "abc").await;
}

/// Such a one hears that the card was hidden only once it is seen again, and hides it once more.
#[tokio::test(flavor = "multi_thread")]
async fn the_card_stays_where_the_window_manager_is_slow_to_let_go_of_it() {
    let mut session = Session::start();
    let _notifications = Recorder::start(&session).await;
    let kimo = start(&session, "60").await;
    let _typing = Typing::on_the_whole_screen(&mut session).await;
    Call::from(kimo.desk(), "05321234567").ring("1001").await;
    let card = shown(&session).await;
    click_the_field(&session, &card).await;
    session.signal_window_manager("STOP");
    session.press("Escape");
    until("the card is no window of the manager's", async || {
        let told = session.run("xwininfo", &["-id", &card]);
        told.contains("Override Redirect State: yes") && told.contains("Map State: IsViewable")
    })
    .await;
    session.signal_window_manager("CONT");
    until("the keyboard is back", async || {
        session.active_window().as_deref() == Some(Typing::TITLE)
    })
    .await;
    stands_above_all(&session, &card).await;
    assert_eq!(shown(&session).await, card);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_cards_web_process_ends_some_time_after_the_last_call() {
    let session = Session::start();
    let _notifications = Recorder::start(&session).await;
    let kimo = start(&session, "0.5").await;
    for caller in ["05321234567", "05321234568"] {
        assert!(!kimo.desk().has_web_process());
        let call = Call::from(kimo.desk(), caller);
        call.ring("1001").await;
        let card = shown(&session).await;
        assert!(kimo.desk().has_web_process());
        call.give_up().await;
        gone(&session, &card).await;
        until("no web process", async || !kimo.desk().has_web_process()).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_card_stands_in_the_corner_that_was_chosen_and_grows_with_its_calls() {
    let session = Session::start();
    let _notifications = Recorder::start(&session).await;
    let kimo = start(&session, "60").await;
    let first = Call::from(kimo.desk(), "05321234567");
    first.ring("1001").await;
    let card = shown(&session).await;
    let at_top = laid_out(&session, &card).await;
    let other = Call::from(kimo.desk(), "05321234568");
    other.ring("1001").await;
    until_at(&session, &card, |[_, y, _, height]| {
        y == 16 && height > at_top[3]
    })
    .await;
    choose(kimo.desk(), Corner::BottomLeft).await;
    until_at(&session, &card, |[x, y, _, height]| {
        x == 16 && y + height == 884
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_cards_page_dies_calls_pop_up_until_there_is_another() {
    let session = Session::start();
    let notifications = Recorder::start(&session).await;
    let alone = CardUse {
        instead_of_popups: true,
        ..card_in(Corner::TopRight)
    };
    let kimo = start_with(&session, alone, "60").await;
    Call::from(kimo.desk(), "05321234567").ring("1001").await;
    let card = shown(&session).await;
    assert!(notifications.book().told.is_empty(), "the card is alone");
    kimo.desk().kill_web_process();
    let other = Call::from(kimo.desk(), "05321234568");
    other.ring("1001").await;
    notifications.popup("0532 123 45 67").await;
    notifications.popup("0532 123 45 68").await;
    gone(&session, &card).await;
    Call::from(kimo.desk(), "05321234569").ring("1001").await;
    shown(&session).await;
    notifications
        .screen("the card alone again", |screen| screen.is_empty())
        .await;
}

/// A program with the card in the top right corner, whose window is not open.
async fn start(session: &Session, lingers: &str) -> Kimo {
    start_with(session, card_in(Corner::TopRight), lingers).await
}

async fn start_with(session: &Session, card: CardUse, lingers: &str) -> Kimo {
    kimo::with_hooks(session).await;
    let opened = History::open(&kimo::data_dir(session)).expect("its history");
    let writer = opened.history.writer(|_| {}).expect("it can be written");
    let change = SettingsChange {
        card: Some(card),
        ..SettingsChange::default()
    };
    writer.change_settings(change).await.expect("it is kept");
    drop((writer, opened));
    Kimo::start(session, |kimo| {
        kimo.args(["--hidden", "--card-lingers", lingers]);
    })
    .await
}

fn card_in(corner: Corner) -> CardUse {
    CardUse {
        when: CardWhen::On,
        instead_of_popups: false,
        corner,
        screen: String::new(),
    }
}

/// Chooses another corner, as the settings do.
async fn choose(desk: &Desk, corner: Corner) {
    let patch = kimo_desk::api::SettingsPatch {
        card: Some(card_in(corner)),
        ..kimo_desk::api::SettingsPatch::default()
    };
    let holder = desk.holder();
    let asked = tokio::task::spawn_blocking(move || {
        kimo_desk::api::Asker::at(holder).change_settings(patch)
    });
    asked.await.expect("it is asked").expect("it is kept");
}

/// Waits until the card is seen; gives its window.
async fn shown(session: &Session) -> String {
    eventually("the card", async || session.windows("Kimo: .*").pop()).await
}

async fn gone(session: &Session, card: &str) {
    until("the card is gone", async || {
        !session
            .windows("Kimo: .*")
            .iter()
            .any(|window| window == card)
    })
    .await;
}

/// Waits until the card is above the window that fills the screen.
async fn stands_above_all(session: &Session, card: &str) {
    let card: u32 = card.parse().expect("a window's number");
    until("the card is above what fills the screen", async || {
        // The uppermost comes first.
        let tree = session.run("xwininfo", &["-root", "-tree"]);
        let place = |what: &str| tree.lines().position(|line| line.contains(what));
        let card = place(&format!(" {card:#x} "));
        let other = place(Typing::TITLE);
        card.is_some() && other.is_some() && card < other
    })
    .await;
}

/// Where the window is, and how large.
fn geometry(session: &Session, window: &str) -> [i32; 4] {
    let told = session.run("xdotool", &["getwindowgeometry", "--shell", window]);
    let of = |name: &str| {
        let line = told
            .lines()
            .find_map(|line| line.strip_prefix(name)?.strip_prefix('='));
        line.and_then(|number| number.parse().ok())
            .expect("a number")
    };
    [of("X"), of("Y"), of("WIDTH"), of("HEIGHT")]
}

async fn until_at(session: &Session, card: &str, is_so: impl Fn([i32; 4]) -> bool) -> [i32; 4] {
    eventually("the card is in its place", async || {
        Some(geometry(session, card)).filter(|it| is_so(*it))
    })
    .await
}

/// Where the card is in the top right corner. It may have had another height for a moment, before all
/// of it was laid out.
async fn laid_out(session: &Session, card: &str) -> [i32; 4] {
    let (last, times) = (Cell::new(0), Cell::new(0));
    until_at(session, card, |[x, y, width, height]| {
        let same = last.replace(height) == height;
        times.set(if same { times.get() + 1 } else { 0 });
        x + width == 1384 && y == 16 && times.get() >= 10
    })
    .await
}

/// Clicks into the note's field of the only call on the card, and waits until the card has the
/// keyboard. Where it does not get it, once more, as its user would.
async fn click_the_field(session: &Session, card: &str) {
    let has_keyboard = async || {
        let title = session.active_window();
        title.is_some_and(|title| title.starts_with("Kimo:"))
    };
    let click = async || {
        // The middle of the field is above the buttons.
        let [x, y, width, height] = laid_out(session, card).await;
        let (x, y) = ((x + width / 2).to_string(), (y + height - 72).to_string());
        session.run("xdotool", &["mousemove", &x, &y, "click", "1"]);
        (x, y)
    };
    let at = click().await;
    let wait = until("the card has the keyboard", has_keyboard);
    if tokio::time::timeout(Duration::from_secs(10), wait)
        .await
        .is_err()
    {
        let had = session.active_window();
        eprintln!("a click at {at:?} gave the card no keyboard; the focus has {had:?}");
        session.screenshot("card-without-keyboard");
        click().await;
        until("the card has the keyboard", has_keyboard).await;
    }
}
