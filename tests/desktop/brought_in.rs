//! Missed calls of which only a PBX's records tell.

use jiff::{SignedDuration, Timestamp};
use kimo_desk::api::{HookRow, Nothing, ProofRow, SettingsPatch, UseKeyParams};
use kimo_tests::interfaces::TelecomApi;
use serde_json::json;

use crate::{eventually::until, kimo::Kimo, recorder::Recorder, session::Session, updates::asked};

const KEY: &str = "office:s3cret-of-the-history";
const ONE: &str = "74990000000";
const OTHER: &str = "78000000000";

#[tokio::test(flavor = "multi_thread")]
async fn who_is_missed_while_another_number_is_read_for_the_first_time_is_told_once() {
    let session = Session::start();
    let screen = Recorder::start(&session).await;
    let api = TelecomApi::start(KEY, &[ONE, OTHER]).expect("an interface");
    let kimo = Kimo::start_hidden(&session).await;
    let hooks = asked(kimo.desk(), |desk| desk.hooks(Nothing)).await;
    let mut hooks = hooks.expect("it answers").into_iter();
    let hook = hooks.find(|hook| hook.pbx.as_str() == "mtt");
    let hook = hook.expect("there is one for each PBX");
    // Else a week is read, and no more is asked in a minute than would be enough for that.
    let of_today = SettingsPatch {
        retention_days: Some(Some(1)),
        ..SettingsPatch::default()
    };
    let set = asked(kimo.desk(), |desk| desk.change_settings(of_today)).await;
    set.expect("it is set");
    missed(&api, ONE, 120, "79150000031");
    enter(&kimo, &hook, ONE).await;
    let key = UseKeyParams {
        hook: hook.id,
        key: KEY.to_owned(),
        base: Some(api.base()),
    };
    let checked = asked(kimo.desk(), |desk| desk.use_key(key)).await;
    assert!(checked.expect("it answers").works);
    until("its history is proved", async || {
        is_proved(&kimo, &hook).await
    })
    .await;

    // Records tell of seconds, and it is to have begun after the first reading.
    let begun = Timestamp::now().as_second() + 1;
    until("another second", async || {
        Timestamp::now().as_second() > begun
    })
    .await;
    missed(&api, ONE, 0, "79150000032");
    missed(&api, OTHER, 180, "79150000033");
    enter(&kimo, &hook, &format!("{ONE}, {OTHER}")).await;
    until("that of both is", async || {
        is_proved(&kimo, &hook).await && kimo.desk().calls().len() == 3
    })
    .await;
    let of = |caller: &str| {
        let told = screen.book().told.into_iter();
        let is_of = |title: &str| {
            let digits = title.chars().filter(char::is_ascii_digit);
            digits.collect::<String>().ends_with(caller)
        };
        told.filter(|note| is_of(&note.title)).count()
    };
    until("who was missed just now is told", async || {
        of("9150000032") == 1
    })
    .await;
    let before = looked_at(&kimo, &hook).await;
    let again = asked(kimo.desk(), |desk| desk.fetch_records(Nothing)).await;
    again.expect("they are read again");
    until("they were", async || {
        looked_at(&kimo, &hook).await != before
    })
    .await;
    assert_eq!(of("9150000032"), 1);
    assert_eq!(of("9150000031") + of("9150000033"), 0, "nor who was before");
}

/// A call that nobody answered, so many minutes ago.
fn missed(api: &TelecomApi, number: &str, minutes_ago: i64, caller: &str) {
    let began = Timestamp::now() - SignedDuration::from_mins(minutes_ago);
    let began = Timestamp::from_second(began.as_second()).expect("a time");
    let record = json!({"h323_conf_id": format!("{caller} 5AD211E9 81BA5CB9 01FED6FC"),
        "cli": caller, "cld": number, "disconnect_cause": "19", "used_quantity": "0"});
    api.record(number, "missed", began, record);
}

async fn enter(kimo: &Kimo, hook: &HookRow, numbers: &str) {
    let change = json!({"id": hook.id, "name": hook.name, "region": "RU",
        "settings": {"history_numbers": numbers}, "basic": "keep"});
    let change = serde_json::from_value(change).expect("a change");
    let changed = asked(kimo.desk(), |desk| desk.update_hook(change)).await;
    changed.expect("it is entered");
}

async fn is_proved(kimo: &Kimo, hook: &HookRow) -> bool {
    proof(kimo, hook).await.complete_until.is_some()
}

async fn looked_at(kimo: &Kimo, hook: &HookRow) -> Option<String> {
    proof(kimo, hook).await.looked_at
}

async fn proof(kimo: &Kimo, hook: &HookRow) -> ProofRow {
    let known = asked(kimo.desk(), |desk| desk.completeness(Nothing)).await;
    let mut rows = known.expect("it answers").hooks.into_iter();
    let row = rows.find(|row| row.hook == hook.id);
    row.expect("its PBX has an interface")
}
