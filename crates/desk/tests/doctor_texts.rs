//! Every text that is named at run time is there, in every language.

use kimo_carddav::Fault as BookFault;
use kimo_desk::{
    Lang, Texts,
    api::TunnelKind,
    doctor::{Found, State},
};
use kimo_tunnel::Fault;

fn check(id: &str) {
    for language in Lang::ALL {
        let texts = Texts::for_language(language);
        assert!(texts.has(id), "{language:?}: there is no text `{id}`");
    }
}

#[test]
fn whatever_a_doctor_finds_has_its_text_and_its_next_step() {
    for state in State::ALL {
        check(state.text());
    }
    for found in Found::ALL {
        check(found.text());
        if let Some(next) = found.next() {
            check(next);
            assert_ne!(found.state(), State::Ok, "{found:?} needs nothing");
        }
    }
}

/// What was once seen to go wrong with a desk, and what names it to whoever asks the doctor.
#[test]
fn every_fault_that_was_ever_seen_has_its_sentence_and_its_next_step() {
    enum By {
        /// What the doctor finds by itself.
        Found(Found),
        /// A problem that the desk tells, under what the doctor has for its kind.
        Problem(&'static str, Found),
    }
    use By::{Found as Finds, Problem as Tells};
    let faults = [
        ("a full disk", Finds(Found::DirFull)),
        ("little room on the disk", Finds(Found::DiskFull)),
        (
            "a disk that fills under a running desk",
            Tells("disk-full", Found::DeskBlind),
        ),
        ("a disk that can only be read", Finds(Found::DirReadOnly)),
        ("a deleted history", Finds(Found::DatabaseGone)),
        (
            "one deleted under a running desk",
            Tells("history-put-back", Found::Incident),
        ),
        (
            "one that cannot be put back",
            Tells("storage-gone", Found::DeskBlind),
        ),
        (
            "another desk that did not take its place",
            Tells("not-moved-in", Found::Incident),
        ),
        ("one begun anew", Tells("history-gone", Found::Incident)),
        (
            "one begun anew without a backup",
            Tells("history-gone-anew", Found::Incident),
        ),
        ("a damaged history", Finds(Found::DatabaseDamaged)),
        ("one set aside", Tells("history-set-aside", Found::Incident)),
        (
            "one set aside without a backup",
            Tells("history-begun-anew", Found::Incident),
        ),
        (
            "what was saved of it",
            Tells("history-saved", Found::Incident),
        ),
        (
            "the backup that there is",
            Tells("history-backup", Found::Incident),
        ),
        (
            "a fault inside Kimo that ended it",
            Tells("ended-unexpectedly", Found::Incident),
        ),
        ("one that did not", Tells("fault-inside", Found::Incident)),
        ("a flipped bit", Tells("history-altered", Found::Incident)),
        (
            "a history that may not be written",
            Finds(Found::DatabaseUnwritable),
        ),
        (
            "one that another program holds",
            Tells("storage-locked", Found::DeskBlind),
        ),
        (
            "one that cannot be written",
            Tells("cannot-store", Found::DeskBlind),
        ),
        ("no backup for days", Finds(Found::BackupsOld)),
        ("a clock that was set back", Finds(Found::ClockSetBack)),
        ("a clock that is ahead", Finds(Found::ClockAhead)),
        ("a clock that is behind", Finds(Found::ClockBehind)),
        (
            "a control socket that nobody answers",
            Finds(Found::DeskHangs),
        ),
        (
            "an address that another program has",
            Finds(Found::DeskDeaf),
        ),
        ("a damaged set-up of the tunnel", Finds(Found::TunnelFile)),
        ("one that is gone", Finds(Found::TunnelFileGone)),
        ("a password that cannot be read", Finds(Found::HookPassword)),
        (
            "junk, or a call of which too much is said",
            Finds(Found::NotUnderstood),
        ),
        (
            "more of it than is kept",
            Finds(Found::NotUnderstoodDropped),
        ),
        ("files that others can read", Finds(Found::DirOpenToOthers)),
    ];
    for (fault, by) in faults {
        let found = match by {
            Finds(found) => found,
            Tells(code, found) => {
                check(&format!("error-{code}"));
                found
            }
        };
        assert_eq!(found.state(), State::Wrong, "{fault}");
        check(found.text());
        check(found.next().expect(fault));
    }
}

#[test]
fn no_text_of_the_doctor_is_left_over() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../locales/tr");
    let known: Vec<_> = Found::ALL
        .iter()
        .flat_map(|found| [Some(found.text()), found.next()])
        .flatten()
        .chain(State::ALL.map(State::text))
        .collect();
    let mut text = String::new();
    for area in std::fs::read_dir(folder).unwrap() {
        text += &std::fs::read_to_string(area.unwrap().path()).unwrap();
    }
    let ids = text.lines().filter_map(|line| line.split_once(" ="));
    let of_doctor: Vec<_> = ids
        .map(|(id, _)| id)
        .filter(|id| id.starts_with("doctor-"))
        .collect();
    assert!(of_doctor.len() > 40, "{of_doctor:?}");
    for id in of_doctor {
        assert!(known.contains(&id), "nobody uses `{id}`");
    }
}

#[test]
fn whatever_keeps_the_desk_out_of_reach_has_its_text_and_its_next_step() {
    for code in Fault::CODES {
        check(&format!("error-reach-{code}"));
        check(&format!("reach-next-{code}"));
    }
    for kind in TunnelKind::ALL {
        check(&format!("reach-kind-{kind}"));
    }
}

#[test]
fn whatever_keeps_an_address_book_from_being_read_has_its_text_and_its_next_step() {
    let (host, detail) = (String::new, String::new);
    let faults = [
        BookFault::BadAddress,
        BookFault::NotHttps { host: host() },
        BookFault::WrongPassword,
        BookFault::Unreachable {
            host: host(),
            detail: detail(),
        },
        BookFault::Certificate {
            host: host(),
            detail: detail(),
        },
        BookFault::Elsewhere { to: host() },
        BookFault::NoBook,
        BookFault::NotCardDav { detail: detail() },
        BookFault::Refused { status: 500 },
        BookFault::TooMuch { detail: detail() },
    ];
    let of_the_desk = ["no-password", "not-kept", "lost-most", "broke-off"];
    for code in faults.iter().map(BookFault::code).chain(of_the_desk) {
        check(&format!("book-failure-{code}"));
        check(&format!("book-failure-{code}-next"));
    }
}
