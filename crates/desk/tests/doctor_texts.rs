//! Every text that is named at run time is there, in every language.

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
