//! What a PBX may want of the listener beyond a post to one address.

use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use kimo_calls::{PbxId, SettingValue};
use kimo_listener::HookTable;
use kimo_pbx::Reading;

use crate::{
    ask::{Answer, ask_with, mtt, request},
    desk::{Desk, Mood, hook},
};

const TOKEN: &str = "dddddddddddddddddddddddddddddddd";
const JSON: &str = "application/json";
const ARRIVED: &str = r#"{"event":"arrived","id":"7"}"#;

/// A hook of a PBX that wants all of it, with or without a key to sign by.
fn hooks(key: Option<&str>) -> HookTable {
    let mut hook = hook(9, PbxId::known("example"), TOKEN);
    if let Some(key) = key {
        let key = SettingValue::Text(key.to_owned());
        hook.meaning.settings.insert("key".to_owned(), key);
    }
    HookTable::new(vec![hook])
}

async fn ask(desk: &Desk, method: Method, below: &str, body: &'static str) -> Answer {
    let uri = format!("/hooks/example/{TOKEN}{below}");
    ask_with(hooks(None), desk, request(method, &uri, JSON, body)).await
}

#[tokio::test]
async fn its_own_paths_below_the_address_are_answered_and_no_others() {
    let desk = Desk::new(Mood::Keeps);
    let nowhere = ask(&desk, Method::POST, "/events/other", ARRIVED).await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
    for below in ["/events", "/events/call/more", "/EVENTS/call"] {
        let answer = ask(&desk, Method::POST, below, ARRIVED).await;
        assert_eq!(answer, nowhere, "{below}");
    }
    assert_eq!(desk.kept().len(), 0);
    for below in ["", "/events/call", "/events//call/"] {
        let answer = ask(&desk, Method::POST, below, ARRIVED).await;
        assert_eq!(answer.status, StatusCode::OK, "{below}");
    }
    assert_eq!(desk.kept().len(), 3);
    // A PBX that appends nothing has nothing there.
    let mut post = mtt(r#"{"event":{"type":"o"},"h323_conf_id":"1"}"#);
    let uri = format!("{}/events/call", post.uri());
    *post.uri_mut() = uri.parse().unwrap();
    let answer = crate::ask::ask(&desk, post).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn it_is_answered_as_it_wants_with_the_address_that_it_knows() {
    let desk = Desk::new(Mood::Keeps);
    let post = Request::post(format!("/hooks/example/{TOKEN}"))
        .header(header::CONTENT_TYPE, JSON)
        .header(header::HOST, "127.0.0.1:8460")
        .header("x-forwarded-host", "desk.example.net, proxy")
        .body(Body::from(ARRIVED))
        .unwrap();
    let answer = ask_with(hooks(None), &desk, post).await;
    assert_eq!(answer.header(header::CONTENT_TYPE), "application/xml");
    let address = format!("https://desk.example.net/hooks/example/{TOKEN}");
    assert_eq!(answer.body, format!("<said count=\"1\" at=\"{address}\"/>"));
}

#[tokio::test]
async fn a_get_may_be_a_handshake_or_a_delivery() {
    let desk = Desk::new(Mood::Keeps);
    let look = ask(&desk, Method::GET, "", "").await;
    assert_eq!(look.body, "Kimo listens here");
    let shaken = ask(&desk, Method::GET, "?echo=a1", "").await;
    assert_eq!(
        (shaken.status, shaken.body.as_str()),
        (StatusCode::OK, "a1")
    );
    assert_eq!(desk.kept().len(), 0);
    let answer = ask(&desk, Method::GET, "?event=arrived&id=7", "").await;
    assert_eq!(answer.status, StatusCode::OK);
    let kept = &desk.kept()[0];
    assert_eq!(kept.body, "event=arrived&id=7");
    let call = kept.reading.as_ref().unwrap().call().unwrap();
    assert_eq!(call.to_string(), "example:7");
}

#[tokio::test]
async fn what_is_not_signed_as_the_hook_asks_is_refused_unread() {
    let desk = Desk::new(Mood::Keeps);
    let post = |signature: Option<&str>| {
        let uri = format!("/hooks/example/{TOKEN}");
        let mut post = request(Method::POST, &uri, JSON, ARRIVED);
        if let Some(signature) = signature {
            let value = signature.parse().unwrap();
            post.headers_mut().insert("x-signature", value);
        }
        ask_with(hooks(Some("key")), &desk, post)
    };
    for wrong in [None, Some("key"), Some(ARRIVED)] {
        let answer = post(wrong).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{wrong:?}");
    }
    assert_eq!(desk.kept().len(), 0);
    let answer = post(Some(&format!("key{ARRIVED}"))).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(desk.kept().len(), 1);
}

#[tokio::test]
async fn a_list_holds_a_delivery_in_each_place() {
    let desk = Desk::new(Mood::Keeps);
    let list = r#" [{"event":"arrived","id":"7"}, {"event":"rest"},{}, {"id":"8"}] "#;
    let answer = ask(&desk, Method::POST, "", list).await;
    assert!(
        answer.body.starts_with("<said count=\"4\""),
        "{}",
        answer.body
    );
    let kept = desk.kept();
    let bodies: Vec<_> = kept.iter().map(|kept| kept.body.as_ref()).collect();
    assert_eq!(
        bodies,
        [
            &br#"{"event":"arrived","id":"7"}"#[..],
            br#"{"event":"rest"}"#,
            b"{}",
            br#"{"id":"8"}"#
        ]
    );
    let [events, rest, empty, strange] = &kept[..] else {
        panic!("four of them")
    };
    assert!(matches!(&events.reading, Ok(Reading::Events(two)) if two.len() == 2));
    assert!(matches!(rest.reading, Ok(Reading::OfNoCall { .. })));
    assert!(matches!(empty.reading, Ok(Reading::Empty)));
    assert!(matches!(strange.reading, Ok(Reading::NotUnderstood { .. })));
    // What can be read is not refused for what stands beside it; what cannot be read at all is.
    let desk = Desk::new(Mood::Keeps);
    let answer = ask(&desk, Method::POST, "", r#"[{"a":"b"},{"event":"rest"}]"#).await;
    assert_eq!((answer.status, desk.kept().len()), (StatusCode::OK, 2));
    let answer = ask(&desk, Method::POST, "", r#"[{"a":"b"},{"c":"d"}]"#).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert_eq!(desk.kept().len(), 4, "and kept all the same");
}

/// A newer Kimo may have made a hook for a PBX that this one does not know.
#[tokio::test]
async fn what_comes_from_an_unknown_pbx_is_kept_for_who_knows_it() {
    let desk = Desk::new(Mood::Keeps);
    let hooks = HookTable::new(vec![hook(9, PbxId::known("newer"), TOKEN)]);
    let uri = format!("/hooks/newer/{TOKEN}");
    let post = request(Method::POST, &uri, "text/xml", "<call id='7'/>");
    let answer = ask_with(hooks, &desk, post).await;
    assert_eq!(
        (answer.status, answer.body.as_str()),
        (StatusCode::OK, "ok")
    );
    let kept = &desk.kept()[0];
    assert_eq!(kept.body, "<call id='7'/>");
    assert!(matches!(kept.reading, Ok(Reading::NotUnderstood { .. })));
}
