//! What was answered 200 is there, whatever happens to the process.

use std::{collections::HashSet, sync::mpsc, thread, time::Duration};

use crate::support::{Connection, Desk, ids, missed_call};

#[test]
fn every_delivery_answered_200_survives_a_kill_under_load() {
    const POSTERS: usize = 16;
    let data_dir = tempfile::tempdir().unwrap();
    let mut answered = HashSet::new();
    for (round, killed_after) in [1, 40, 150, 333, 700].into_iter().enumerate() {
        let mut desk = Desk::start_on(data_dir.path());
        let (tell, told) = mpsc::channel();
        let posters: Vec<_> = (0..POSTERS)
            .map(|poster| {
                let (hook, tell) = (desk.hook("verimor"), tell.clone());
                thread::spawn(move || {
                    let mut connection = Connection::open(&hook.address).unwrap();
                    // Under Wine a connection that was being taken may outlive who was killed.
                    connection.wait_at_most(Duration::from_secs(20)).unwrap();
                    for number in 0.. {
                        let uuid = format!("{round}-{poster}-{number}");
                        let body = missed_call(&uuid);
                        let answer = connection.request("POST", &hook.path, &[], body.as_bytes());
                        match answer {
                            Ok(answer) if answer.status == 200 => {
                                assert_eq!(answer.body.trim_end(), uuid);
                                tell.send(format!("verimor:{uuid}")).unwrap();
                            }
                            // The desk was killed.
                            Err(_) => return,
                            Ok(answer) => panic!("{answer:?}"),
                        }
                    }
                })
            })
            .collect();
        drop(tell);
        answered.extend(told.iter().take(killed_after));
        desk.kill();
        // What was answered while the kill was under way counts too.
        answered.extend(told.iter());
        posters
            .into_iter()
            .for_each(|poster| poster.join().unwrap());
    }
    let desk = Desk::start_on(data_dir.path());
    let calls = desk.calls(&[]);
    let kept: HashSet<_> = ids(&calls).into_iter().map(str::to_owned).collect();
    let lost: Vec<_> = answered.difference(&kept).collect();
    assert!(
        lost.is_empty(),
        "{} of {} lost: {lost:?}",
        lost.len(),
        answered.len()
    );
    assert!(
        answered.len() > 1000,
        "there was no load: {}",
        answered.len()
    );
}

#[test]
fn a_killed_desk_leaves_the_directory_free() {
    let data_dir = tempfile::tempdir().unwrap();
    let mut desk = Desk::start_on(data_dir.path());
    let hook = desk.hook("verimor");
    assert_eq!(hook.post(missed_call("before")).status, 200);
    desk.kill();
    let desk = Desk::start_on(data_dir.path());
    assert_eq!(ids(&desk.calls(&[])), ["verimor:before"]);
}
