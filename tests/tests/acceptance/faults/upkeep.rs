//! The day's backup and the deletion of what is too old: no command asks for them, and a desk does
//! so a minute after its start. So this test program does it, as a process of its own.

use std::{env, path::Path, process::Command};

use jiff::{SignedDuration, Timestamp};
use kimo_calls::{Hook, PbxId};
use kimo_history::{DeliverySource, History, Incoming, SettingsChange, Writer};
use kimo_pbx::Delivery;

use super::{
    inject::Fault,
    promises::{Promises, is_sound},
};
use crate::support::missed_call;

const DIR: &str = "KIMO_UPKEEP_OF";
const DAYS: u32 = 30;

/// A history of which half is too old.
pub(super) fn prepare(dir: &Path, promised: &mut Promises) {
    let now = Timestamp::now();
    let days_ago = |days: i64| now - SignedDuration::from_hours(24 * days);
    on_a_runtime(async {
        let history = History::open(dir).unwrap().history;
        let writer = history.writer(|_| {}).unwrap();
        let usual = writer.add_usual_hooks(vec![PbxId::known("verimor")]);
        let hook = usual.await.unwrap().remove(0);
        for number in 0..20_i64 {
            let uuid = format!("kept-{number}");
            keep(&writer, &hook, &uuid, days_ago(10 + 2 * number)).await;
            let id = format!("verimor:{uuid}");
            // A margin for how much is deleted in a day.
            match 10 + 2 * number < i64::from(DAYS) {
                true => promised.calls.insert(id),
                false => promised.perhaps.insert(id),
            };
        }
        for hours in (1..30).rev() {
            let then = now - SignedDuration::from_hours(hours);
            writer.keep_up(then).await.unwrap();
        }
    });
}

async fn keep(writer: &Writer, hook: &Hook, uuid: &str, received_at: Timestamp) {
    let (form, body) = ("application/x-www-form-urlencoded", missed_call(uuid));
    let delivery = Delivery::to(hook, Some(form), body.as_bytes(), received_at);
    let reading = kimo_pbx::read(&delivery, &hook.meaning);
    let incoming = Incoming {
        reading,
        source: DeliverySource::Hook,
        hook: hook.clone(),
        content_type: Some(form.to_owned()),
        body: body.into_bytes(),
        received_at,
    };
    writer.keep_all(vec![incoming]).await.unwrap();
}

/// Has a process of its own do it, while the fault befalls it.
pub(super) fn play(
    dir: &Path,
    befalls: impl Fn(Command) -> Command,
    fault: Fault,
    promised: &mut Promises,
) {
    let mut this = Command::new(env::current_exe().unwrap());
    this.args([
        "--exact",
        "faults::upkeep::in_a_process_of_its_own",
        "--nocapture",
    ]);
    this.env(DIR, dir);
    let told = befalls(this).output().unwrap();
    let told = String::from_utf8_lossy(&told.stdout).into_owned();
    if fault == Fault::None {
        assert!(told.contains("backed up Ok(Some("), "{told}");
        assert!(
            told.contains("deleted Ok(9)") || told.contains("deleted Ok(10)"),
            "{told}"
        );
    }
    let backups = kimo_history::backups(dir, Timestamp::now()).unwrap();
    if told.contains("backed up Ok(Some(") {
        assert_eq!(backups.len(), 1, "a backup that was made is gone");
    }
    for backup in backups {
        is_sound(&backup.path);
    }
    if told.contains("deleted Ok(") {
        promised.perhaps.clear();
    }
}

/// Does nothing but where [`play`] asks for it.
#[test]
fn in_a_process_of_its_own() {
    let Some(dir) = env::var_os(DIR) else {
        return;
    };
    let (dir, now) = (Path::new(&dir), Timestamp::now());
    println!("backed up {:?}", kimo_history::back_up(dir, now));
    let deleted = on_a_runtime(async {
        let history = History::open(dir)
            .map_err(|error| error.to_string())?
            .history;
        let writer = history.writer(|_| {}).map_err(|error| error.to_string())?;
        let asked = SettingsChange {
            retention_days: Some(Some(DAYS)),
            ..SettingsChange::default()
        };
        let deleted = async {
            writer.change_settings(asked).await?;
            writer.keep_up(now).await
        };
        deleted.await.map_err(|error| error.to_string())
    });
    println!("deleted {deleted:?}");
}

fn on_a_runtime<T>(work: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.unwrap().block_on(work)
}
