//! A hook's address, entered at the PBX through a stand-in of the PBX's own interface, which tries the
//! address before it takes it.

use kimo_tests::interfaces::VerimorApi;
use serde_json::{Value, json};

use crate::{
    support::{Desk, Finished},
    tunnel::{before, ringing, status_once, status_when, until},
    tunnel_programs::{Program, kill},
};

const KEY: &str = "K38359b70-4342-9479-e98f-secret";
const ANOTHER: &str = "https://crm.example.com/verimor?secret=s3cret";

fn with_key(api: &VerimorApi) -> (Desk, Value) {
    let desk = Desk::start();
    let base = api.base();
    let mut command = desk.beside(&["hooks", "key", "verimor", "--base", &base]);
    assert_eq!(command.given(KEY).code(), 0);
    let hook = proof(&desk)["hook"].clone();
    (desk, hook)
}

/// Has the desk be reached at an address of its own, and gives that.
fn use_address(desk: &Desk) -> String {
    let url = format!("http://127.0.0.1:{}", before(desk));
    desk.beside(&["tunnel", "use", "address", "--public-url", &url])
        .finished()
        .said();
    status_when(desk, |status| {
        status["state"] == "reachable" && status["public_url"] == url.as_str()
    });
    url
}

fn proof(desk: &Desk) -> Value {
    desk.ask("completeness", &json!({}))["hooks"][0].clone()
}

fn enter(desk: &Desk, hook: &Value) -> Value {
    desk.ask("enter_address", &json!({ "hook": hook }))
}

fn enter_instead(desk: &Desk, hook: &Value, of: &str) -> Value {
    let params = json!({ "hook": hook, "instead_of": of });
    desk.ask("enter_address", &params)
}

fn put_back(desk: &Desk, hook: &Value) -> Value {
    desk.ask("put_address_back", &json!({ "hook": hook }))
}

fn done() -> Value {
    json!({"type": "done"})
}

fn failed(code: &str) -> Value {
    json!({"type": "failed", "code": code})
}

fn another(address: &str) -> Value {
    json!({"type": "another", "address": address})
}

fn stands(api: &VerimorApi, public: &str) -> bool {
    let (address, states) = api.posting();
    address.starts_with(&format!("{public}/hooks/verimor/")) && states == "on on on"
}

#[test]
fn the_command_line_enters_an_address_by_consent_and_puts_back_what_stood_there() {
    let api = VerimorApi::start(KEY).unwrap();
    // The PBX tries the address that is put back, so somebody is there.
    let elsewhere = Desk::start();
    let other = elsewhere.hook("verimor");
    let crm = format!("http://{}{}", other.address, other.path);
    api.posts_to(&crm);
    let (desk, _) = with_key(&api);
    let register = |more: &[&str]| {
        let register = [&["hooks", "register", "verimor"], more].concat();
        desk.beside(&register).finished()
    };
    let unreached = register(&[]);
    assert_eq!(unreached.code(), 1);
    let told = unreached.output();
    assert!(
        told.contains("Kimo has to be reached from outside first"),
        "{told}"
    );
    let public = use_address(&desk);
    let another = register(&[]);
    assert_eq!(another.code(), 1);
    let told = another.output();
    assert!(
        told.contains(&crm) && told.contains("--instead-of"),
        "{told}"
    );
    assert_eq!(api.posting().0, crm, "nothing was changed");
    let entered = register(&["--instead-of", &crm, "--json"]);
    assert_eq!(entered.json(), [done()]);
    assert!(stands(&api, &public), "{:?}", api.posting());
    let back = register(&["--put-back"]);
    assert!(back.said().contains("What stood there before is back"));
    assert_eq!(api.posting().0, crm);
}

#[test]
fn another_systems_address_is_replaced_only_by_consent_and_put_back() {
    let api = VerimorApi::start(KEY).unwrap();
    api.posts_to(ANOTHER);
    let (desk, hook) = with_key(&api);
    assert_eq!(proof(&desk)["registers"], true);
    assert_eq!(enter(&desk, &hook), failed("not-public"));
    let public = use_address(&desk);
    assert_eq!(enter(&desk, &hook), another(ANOTHER));
    // Consent to replace what stood there a while ago is none.
    let other = "https://crm.example.com/other";
    assert_eq!(enter_instead(&desk, &hook, other), another(ANOTHER));
    assert_eq!(api.posting().0, ANOTHER, "nothing was changed");
    assert_eq!(enter_instead(&desk, &hook, ANOTHER), done());
    assert!(stands(&api, &public), "{:?}", api.posting());
    let entered = proof(&desk)["entered"].clone();
    let told = json!([entered["is_current"], entered["before"], entered["failure"]]);
    assert_eq!(told, json!([true, ANOTHER, null]));
    // It stands there: entering it once more keeps what was before.
    assert_eq!(enter(&desk, &hook), done());
    assert_eq!(proof(&desk)["entered"]["before"], ANOTHER);

    // The PBX tries the address that is put back, too.
    assert_eq!(put_back(&desk, &hook), failed("no-address"));
    assert!(stands(&api, &public));
    assert_ne!(
        proof(&desk)["entered"],
        Value::Null,
        "it can be tried again"
    );
}

#[test]
fn what_stood_there_is_put_back_unless_somebody_has_entered_another_since() {
    let api = VerimorApi::start(KEY).unwrap();
    let elsewhere = Desk::start();
    let other = elsewhere.hook("verimor");
    let crm = format!("http://{}{}", other.address, other.path);
    api.posts_to(&crm);
    let (desk, hook) = with_key(&api);
    use_address(&desk);
    assert_eq!(enter_instead(&desk, &hook, &crm), done());
    assert_eq!(put_back(&desk, &hook), done());
    assert_eq!(api.posting(), (crm.clone(), "on on on".to_owned()));
    assert_eq!(proof(&desk)["entered"], Value::Null);
    assert_eq!(put_back(&desk, &hook), failed("not-entered"));

    assert_eq!(enter_instead(&desk, &hook, &crm), done());
    api.posts_to(ANOTHER);
    assert_eq!(put_back(&desk, &hook), another(ANOTHER));
    assert_eq!(api.posting().0, ANOTHER);
}

#[test]
fn where_nothing_stood_nothing_is_posted_any_more_once_it_is_put_back() {
    let api = VerimorApi::start(KEY).unwrap();
    let (desk, hook) = with_key(&api);
    let public = use_address(&desk);
    assert_eq!(enter(&desk, &hook), done());
    assert!(stands(&api, &public));
    assert_eq!(proof(&desk)["entered"]["before"], Value::Null);
    assert_eq!(put_back(&desk, &hook), done());
    assert_eq!(api.posting().1, "off off off");
}

#[test]
fn an_address_that_the_pbx_does_not_reach_is_refused_and_what_stood_there_stays() {
    let api = VerimorApi::start(KEY).unwrap();
    api.posts_to(ANOTHER);
    let (desk, hook) = with_key(&api);
    // Nobody is there.
    desk.beside(&[
        "tunnel",
        "use",
        "address",
        "--public-url",
        "http://127.0.0.1:9",
    ])
    .finished()
    .said();
    status_once(&desk, "unreachable");
    assert_eq!(enter_instead(&desk, &hook, ANOTHER), failed("no-address"));
    assert_eq!(api.posting().0, ANOTHER);
    assert_eq!(proof(&desk)["entered"], Value::Null);
}

#[test]
fn the_address_of_a_quick_tunnel_is_entered_again_when_it_changes_and_never_otherwise() {
    let api = VerimorApi::start(KEY).unwrap();
    let (desk, hook) = with_key(&api);
    let program = Program::new("cloudflared", &desk);
    program.behaves("good");
    program.used_by(&desk, &["cloudflared"]);
    status_once(&desk, "reachable");
    assert_eq!(enter(&desk, &hook), done());
    assert!(stands(&api, &program.url()));
    assert_eq!(desk.hook("verimor").post(ringing()).status, 200);

    let moved = || {
        let (was, first) = (program.url(), program.running());
        program.moves();
        kill(first);
        status_when(&desk, |status| {
            status["state"] == "reachable" && status["public_url"] != was.as_str()
        });
    };
    moved();
    until("it is entered again", || {
        stands(&api, &program.url()).then_some(())
    });
    until("that is noted", || {
        (proof(&desk)["entered"]["is_current"] == true).then_some(())
    });

    // Another system has taken over since: that is not undone.
    api.posts_to(ANOTHER);
    moved();
    until("it is given up", || {
        proof(&desk)["entered"].is_null().then_some(())
    });
    assert_eq!(api.posting().0, ANOTHER);
}
