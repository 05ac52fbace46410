//! What pops up, word for word, at a server that takes it down.

use crate::{
    dunst::Dunst,
    eventually::until,
    kimo::{Desk, Kimo},
    phone::Call,
    recorder::{Note, Recorder},
    session::Session,
};

#[tokio::test(flavor = "multi_thread")]
async fn a_ringing_call_says_who_calls_and_goes_when_somebody_else_has_answered() {
    let session = Session::start();
    let screen = Recorder::start(&session).await;
    let kimo = Kimo::start_hidden(&session).await;

    let call = Call::from(kimo.desk(), "05321234567");
    call.ring("1001").await;
    let ringing = screen.popup("0532 123 45 67").await;
    assert_eq!(ringing.body, "0212\u{a0}320\u{a0}50\u{a0}62 · ext. 1001");
    let actions = [
        "default",
        "Open",
        "copy",
        "Copy number",
        "message",
        "Take message",
    ];
    assert_eq!(ringing.actions, actions);
    assert_eq!(
        ringing.timeout, 0,
        "the server must not close it by a timer"
    );

    call.answer("1002").await;
    let answered = screen
        .screen("the popup says who answered", |screen| {
            screen
                .iter()
                .any(|note| note.body.contains("Answered by 1002"))
        })
        .await;
    assert_eq!(answered.len(), 1, "one popup for one call: {answered:?}");
    assert_eq!(answered[0].id, ringing.id, "replaced in place");

    screen
        .screen("the popup is gone", |screen| screen.is_empty())
        .await;
}

/// Servers close a popup whose button was pressed, and say both at once. Heard in the wrong order, a
/// press went for nothing, now and then.
#[tokio::test(flavor = "multi_thread")]
async fn every_press_counts_though_the_popup_is_closed_by_it() {
    let session = Session::start();
    let screen = Recorder::start(&session).await;
    let kimo = Kimo::start_hidden(&session).await;
    for nth in 10..50 {
        let call = Call::from(kimo.desk(), &format!("053212345{nth}"));
        call.ring("1001").await;
        call.give_up().await;
        let missed = |screen: &[Note]| screen.iter().any(|note| note.body.contains("Missed call"));
        let on_screen = screen.screen("the missed call", missed).await;
        screen.press(on_screen[0].id, "done").await;
        until("the caller is handled", async || {
            kimo.desk().open_missed() == 0
        })
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missed_call_stays_until_it_is_dealt_with() {
    let session = Session::start();
    let screen = Recorder::start(&session).await;
    let kimo = Kimo::start_hidden(&session).await;

    let call = Call::from(kimo.desk(), "05321234567");
    call.ring("1001").await;
    let ringing = screen.popup("0532 123 45 67").await;
    call.give_up().await;
    let missed = screen
        .screen("the popup says that the call was missed", |screen| {
            screen.iter().any(|note| note.body.contains("Missed call"))
        })
        .await;
    assert_eq!(missed.len(), 1, "one popup for one call: {missed:?}");
    assert_eq!(missed[0].id, ringing.id, "replaced in place");
    assert_eq!(
        missed[0].timeout, 0,
        "the server must not close it by a timer"
    );
    let keys: Vec<_> = missed[0].actions.iter().step_by(2).collect();
    assert_eq!(keys, ["call-back", "copy", "done", "default"]);

    screen.press(missed[0].id, "done").await;
    let next = Call::from(kimo.desk(), "05321234567");
    next.ring("1001").await;
    let popup = screen.popup("0532 123 45 67").await;
    assert!(!popup.body.contains("Missed call"), "{popup:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_calls_at_once_are_ten_popups_each_replaced_only_by_its_own_call() {
    let session = Session::start();
    let screen = Recorder::start(&session).await;
    let kimo = Kimo::start_hidden(&session).await;

    let calls: Vec<Call> = (0..10)
        .map(|n| Call::from(kimo.desk(), &format!("0532123450{n}")))
        .collect();
    let rings = calls.iter().map(|call| call.ring("1001"));
    together(rings).await;
    let ringing = screen
        .screen("ten popups", |screen| screen.len() == calls.len())
        .await;
    let title = |n: usize| format!("0532 123 45 0{n}");
    for n in 0..calls.len() {
        let own = ringing.iter().filter(|note| note.title == title(n));
        assert_eq!(own.count(), 1, "one for each caller: {ringing:?}");
    }

    let (missed, answered) = calls.split_at(5);
    together(missed.iter().map(Call::give_up)).await;
    together(answered.iter().map(|call| call.answer("1002"))).await;
    screen
        .screen(
            "the missed ones are one popup and the others go",
            |screen| screen.len() == 1 && screen[0].title == "5 people called",
        )
        .await;
    for note in screen.book().told {
        let replaced = ringing.iter().find(|before| before.id == note.replaces);
        assert!(
            replaced.is_none_or(|before| before.title == note.title),
            "{note:?} took the place of {replaced:?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_that_rings_after_twelve_were_missed_has_the_screen_to_itself() {
    let session = Session::start_on("1366x768");
    let screen = Recorder::start(&session).await;
    let kimo = Kimo::start_hidden(&session).await;
    miss_twelve(kimo.desk()).await;
    let missed = screen.popup("12 people called").await;
    assert_eq!(screen.book().screen.len(), 1, "one popup for all of them");
    assert_eq!(missed.timeout, 0, "it stays");

    let rings = Call::from(kimo.desk(), "05321234567");
    rings.ring("1001").await;
    let only = |screen: &[Note], title: &str| screen.len() == 1 && screen[0].title == title;
    screen
        .screen("the ringing one alone", |screen| {
            only(screen, "0532 123 45 67")
        })
        .await;
    rings.answer("1002").await;
    let back = screen
        .screen("the missed ones are back", |screen| {
            only(screen, "12 people called")
        })
        .await;
    screen.close(back[0].id).await;
    let next = Call::from(kimo.desk(), "05321234568");
    next.ring("1001").await;
    next.give_up().await;
    screen
        .screen("only who was missed since, by name", |screen| {
            only(screen, "0532 123 45 68")
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ringing_popup_is_seen_on_a_small_screen_after_twelve_were_missed() {
    let mut session = Session::start_on("1366x768");
    let dunst = Dunst::start(&mut session).await;
    let kimo = Kimo::start_hidden(&session).await;
    miss_twelve(kimo.desk()).await;
    dunst.until_shown(1).await;
    session.screenshot("twelve-missed");
    Call::from(kimo.desk(), "05321234567").ring("1001").await;
    until("the missed ones make room", async || {
        let shown = dunst.history(&session);
        let gone = shown.iter().any(|(title, _)| title == "12 people called");
        gone && dunst.shown().await == 1
    })
    .await;
    session.screenshot("twelve-missed-one-rings");
}

/// Twelve callers whom nobody answers.
async fn miss_twelve(desk: &Desk) {
    for n in 0..12 {
        let call = Call::from(desk, &format!("053212345{n:02}"));
        call.ring("1001").await;
        call.give_up().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_caller_sends_is_escaped_where_the_server_reads_markup_and_only_there() {
    for (capabilities, expected) in [
        (
            &["actions", "body", "body-markup"][..],
            "&lt;b&gt;1001&lt;/b&gt;",
        ),
        (&["actions", "body"][..], "<b>1001</b>"),
    ] {
        let session = Session::start();
        let screen = Recorder::with_capabilities(&session, capabilities).await;
        let kimo = Kimo::start_hidden(&session).await;
        Call::from(kimo.desk(), "05321234567")
            .ring("<b>1001</b>")
            .await;
        let popup = screen.popup("0532 123 45 67").await;
        assert!(popup.body.contains(expected), "{popup:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_popup_that_was_closed_does_not_come_back() {
    let session = Session::start();
    let screen = Recorder::start(&session).await;
    let kimo = Kimo::start_hidden(&session).await;

    let closed = Call::from(kimo.desk(), "05321234567");
    closed.ring("1001").await;
    screen.close(screen.popup("0532 123 45 67").await.id).await;
    closed.ring("1002").await;
    // What comes later is shown after what comes earlier, so this one proves the other's absence.
    Call::from(kimo.desk(), "05321234568").ring("1001").await;
    screen.popup("0532 123 45 68").await;
    assert_eq!(screen.book().screen.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_popup_that_was_closed_while_it_changed_goes() {
    let session = Session::start();
    let screen = Recorder::start(&session).await;
    let kimo = Kimo::start_hidden(&session).await;

    let call = Call::from(kimo.desk(), "05321234567");
    call.ring("1001").await;
    screen.popup("0532 123 45 67").await;
    screen.close_what_is_replaced().await;
    call.ring("1002").await;
    until("both were shown", async || screen.book().told.len() == 2).await;
    screen.screen("nothing", <[_]>::is_empty).await;

    call.give_up().await;
    screen.popup("0532 123 45 67").await;
}

/// Drives them all at once.
async fn together(tasks: impl Iterator<Item = impl Future<Output = ()>>) {
    let mut tasks: Vec<_> = tasks.map(Box::pin).collect();
    std::future::poll_fn(|context| {
        tasks.retain_mut(|task| task.as_mut().poll(context).is_pending());
        if tasks.is_empty() {
            std::task::Poll::Ready(())
        } else {
            std::task::Poll::Pending
        }
    })
    .await;
}
