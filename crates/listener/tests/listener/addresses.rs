//! Who gets to a hook: address, credentials, method.

use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use kimo_calls::{BasicCredentials, PreviousToken, Timestamp};
use kimo_listener::{BODY_BYTES, HookTable, ListenerState};

use crate::{
    ask::{FORM, ask, ask_at, ask_with, basic, bulutfon, request, verimor},
    desk::{Desk, MTT, MTT_TOKEN, Mood, PASSWORD, RINGING, VERIMOR, VERIMOR_TOKEN, hook, hooks},
};

#[tokio::test]
async fn whoever_does_not_know_the_address_always_gets_the_same_bytes() {
    let desk = Desk::new(Mood::Keeps);
    let reference = ask(&desk, request(Method::GET, "/", FORM, "")).await;
    assert_eq!(reference.status, StatusCode::NOT_FOUND);

    let mut uris = vec![
        "/favicon.ico".to_owned(),
        "/hooks".to_owned(),
        "/hooks/".to_owned(),
        "/hooks/verimor".to_owned(),
        "/hooks/verimor/".to_owned(),
        "/hooks//".to_owned(),
        format!("/{VERIMOR_TOKEN}"),
        format!("/hooks/{VERIMOR_TOKEN}"),
        format!("/hook/verimor/{VERIMOR_TOKEN}"),
        format!("/verimor/{VERIMOR_TOKEN}"),
        format!("/hooks/verimor/{VERIMOR_TOKEN}/x"),
        format!("/hooks/verimor/{VERIMOR_TOKEN}%2F"),
        format!("/hooks/verimor/{VERIMOR_TOKEN}%00"),
        format!("/hooks/verimor/{VERIMOR_TOKEN}%"),
        format!("/hooks/verimor/{VERIMOR_TOKEN}%2"),
        format!("/hooks/verimor/%zz{VERIMOR_TOKEN}"),
        format!("/hooks/verimor/{VERIMOR_TOKEN}1"),
        format!("/hooks/verimor/{}", &VERIMOR_TOKEN[1..]),
        format!("/hooks/verimor/{}", &VERIMOR_TOKEN[..31]),
        format!("/hooks/verimor/{}", VERIMOR_TOKEN.to_uppercase()),
        format!("/hooks/verimor/{}", VERIMOR_TOKEN.replace('1', "2")),
        format!("/hooks/verimor/{}", "a".repeat(8000)),
        format!("/hooks/verimor/{MTT_TOKEN}"),
        format!("/hooks/mtt/{VERIMOR_TOKEN}"),
        format!("/hooks/asterisk/{VERIMOR_TOKEN}"),
        format!("/hooks/verimor?{VERIMOR_TOKEN}"),
        format!("/hooks/../hooks/verimor/{VERIMOR_TOKEN}"),
        format!("/hooks%2Fverimor%2F{VERIMOR_TOKEN}"),
        "/hooks/verimor/undefined".to_owned(),
        "/../../etc/passwd".to_owned(),
    ];
    // A hook that asks for credentials tells nobody that it is there.
    uris.push("/hooks/bulutfon/wrong-token-of-many-letters".to_owned());
    for uri in uris {
        for method in [Method::POST, Method::GET, Method::PUT, Method::OPTIONS] {
            let mut request = request(method.clone(), &uri, FORM, RINGING);
            request
                .headers_mut()
                .insert(header::AUTHORIZATION, basic("a:b").parse().unwrap());
            assert_eq!(ask(&desk, request).await, reference, "{method} {uri}");
        }
    }
    let starred = Request::options("*").body(Body::empty()).unwrap();
    assert_eq!(ask(&desk, starred).await, reference);
    let tunnel = Request::connect("desk:80").body(Body::empty()).unwrap();
    assert_eq!(ask(&desk, tunnel).await, reference);
    assert_eq!(desk.kept().len(), 0);
}

#[tokio::test]
async fn a_right_address_may_be_spelled_as_people_and_tunnels_do() {
    let token = VERIMOR_TOKEN;
    for uri in [
        format!("/hooks/verimor/{token}/"),
        format!("//hooks/verimor/{token}"),
        format!("/hooks//verimor///{token}//"),
        format!("/hooks/verimor/{token}?source=pbx&x=%2F"),
        format!("/hooks/verimor/{token}/?"),
        format!("/Hooks/VERIMOR/{token}"),
        format!("/hooks/veri%6Dor/%61{}", &token[1..]),
        format!("http://desk.example/hooks/verimor/{token}"),
    ] {
        let answer = ask(
            &Desk::new(Mood::Keeps),
            request(Method::POST, &uri, FORM, RINGING),
        )
        .await;
        assert_eq!(answer.body, "0a1b-verimor", "{uri}");
    }
}

#[tokio::test]
async fn a_hook_with_credentials_takes_no_delivery_without_them() {
    let desk = Desk::new(Mood::Keeps);
    let right = format!("santral:{PASSWORD}");
    let unpadded = basic(&right).trim_end_matches('=').to_owned();
    for authorization in [
        basic(&right),
        basic(&right).replace("Basic ", "bASIC  "),
        unpadded,
    ] {
        let answer = ask(&desk, bulutfon(Some(&authorization))).await;
        assert_eq!(answer.status, StatusCode::OK, "{authorization}");
    }
    assert_eq!(desk.kept().len(), 3);

    let wrong = [
        basic("santral:"),
        basic("santral"),
        basic(":"),
        basic(&format!("Santral:{PASSWORD}")),
        basic(&format!("santral:{PASSWORD} ")),
        basic("santral:açık"),
        format!("Bearer {}", STANDARD.encode(&right)),
        format!("Basic {right}"),
        "Basic".to_owned(),
        "Basic !!!".to_owned(),
        String::new(),
    ];
    for authorization in wrong.iter().map(|value| Some(value.as_str())).chain([None]) {
        let answer = ask(&desk, bulutfon(authorization)).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{authorization:?}");
        assert!(
            answer
                .header(header::WWW_AUTHENTICATE)
                .starts_with("Basic realm=")
        );
    }
    assert_eq!(desk.kept().len(), 3);
}

#[tokio::test]
async fn credentials_come_before_the_method_and_the_body() {
    let desk = Desk::new(Mood::Keeps);
    for method in [Method::GET, Method::DELETE] {
        let mut request = bulutfon(None);
        *request.method_mut() = method;
        assert_eq!(ask(&desk, request).await.status, StatusCode::UNAUTHORIZED);
    }
    let mut request = bulutfon(None);
    *request.body_mut() = Body::from("x".repeat(BODY_BYTES + 1));
    assert_eq!(ask(&desk, request).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn credentials_that_nobody_asked_for_do_no_harm() {
    let mut request = verimor(RINGING);
    request
        .headers_mut()
        .insert(header::AUTHORIZATION, basic("a:b").parse().unwrap());
    let answer = ask(&Desk::new(Mood::Keeps), request).await;
    assert_eq!(answer.status, StatusCode::OK);
}

#[tokio::test]
async fn a_right_address_can_be_tried_in_a_browser() {
    let desk = Desk::new(Mood::Keeps);
    let uri = format!("/hooks/verimor/{VERIMOR_TOKEN}");
    for (method, body) in [(Method::GET, "Kimo listens here"), (Method::HEAD, "")] {
        let answer = ask(&desk, request(method, &uri, FORM, "")).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(answer.body, body);
    }
    assert_eq!(desk.kept().len(), 0, "that is no delivery");
}

#[tokio::test]
async fn other_methods_are_told_which_there_are() {
    let desk = Desk::new(Mood::Keeps);
    let uri = format!("/hooks/verimor/{VERIMOR_TOKEN}");
    for method in [
        "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "BREW", "post",
    ] {
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        let answer = ask(&desk, request(method.clone(), &uri, FORM, RINGING)).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method}");
        assert_eq!(answer.header(header::ALLOW), "GET, HEAD, POST");
    }
    assert_eq!(desk.kept().len(), 0);
}

#[tokio::test]
async fn new_hooks_count_from_the_next_request_on() {
    let desk = Desk::new(Mood::Keeps);
    let table = hooks();
    assert_eq!(
        ask_with(table.clone(), &desk, verimor(RINGING))
            .await
            .status,
        StatusCode::OK
    );
    let other = "dddddddddddddddddddddddddddddddd";
    table.replace(vec![
        hook(8, VERIMOR, other),
        hook(9, VERIMOR, "eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee"),
    ]);
    assert_eq!(
        ask_with(table.clone(), &desk, verimor(RINGING))
            .await
            .status,
        StatusCode::NOT_FOUND
    );
    let uri = format!("/hooks/verimor/{other}");
    let request = request(Method::POST, &uri, FORM, RINGING);
    assert_eq!(ask_with(table, &desk, request).await.status, StatusCode::OK);
    assert_eq!(desk.kept().last().unwrap().hook.id.0, 8);
}

#[tokio::test]
async fn a_desk_without_hooks_has_no_address() {
    let table = HookTable::new(Vec::new());
    let answer = ask_with(table, &Desk::new(Mood::Keeps), verimor(RINGING)).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_replaced_token_works_beside_the_new_one_until_its_time_is_up() {
    let old = "dddddddddddddddddddddddddddddddd";
    let hour = jiff::SignedDuration::from_hours(1);
    let desk = Desk::new(Mood::Keeps);
    let mut answers = Vec::new();
    for until in [Timestamp::now() + hour, Timestamp::now() - hour] {
        let mut rotated = hook(1, VERIMOR, VERIMOR_TOKEN);
        rotated.previous = Some(PreviousToken {
            token: old.parse().unwrap(),
            until,
        });
        let table = HookTable::new(vec![rotated, hook(3, MTT, MTT_TOKEN)]);
        for token in [VERIMOR_TOKEN, old, MTT_TOKEN] {
            let uri = format!("/hooks/verimor/{token}");
            let request = request(Method::POST, &uri, FORM, RINGING);
            answers.push(
                ask_with(table.clone(), &desk, request)
                    .await
                    .status
                    .as_u16(),
            );
        }
    }
    assert_eq!(answers, [200, 200, 404, 200, 404, 404]);
    assert!(desk.kept().iter().all(|kept| kept.hook.id.0 == 1));
}

#[tokio::test]
async fn a_hook_limited_to_some_sources_is_not_there_for_others() {
    let mut limited = hook(1, VERIMOR, VERIMOR_TOKEN);
    limited.sources.allowed = vec!["203.0.113.0/24".parse().unwrap()];
    let (state, desk) = (
        ListenerState::new(HookTable::new(vec![limited])),
        Desk::new(Mood::Keeps),
    );
    let reference = ask_at(&state, &desk, request(Method::GET, "/", FORM, "")).await;
    let from = |address: Option<&str>| {
        let mut request = verimor(RINGING);
        if let Some(address) = address {
            let address = address.parse().unwrap();
            request.headers_mut().insert("x-forwarded-for", address);
        }
        request
    };
    for source in [
        None,
        Some("198.51.100.1"),
        Some("203.0.113.1, 198.51.100.1"),
        Some("?"),
    ] {
        let answer = ask_at(&state, &desk, from(source)).await;
        assert_eq!(answer, reference, "{source:?}");
    }
    for source in ["203.0.113.1", "198.51.100.1, 203.0.113.1"] {
        let answer = ask_at(&state, &desk, from(Some(source))).await;
        assert_eq!(answer.status, StatusCode::OK, "{source}");
    }
    assert_eq!(desk.kept().len(), 2);
    let refused = state.strangers.refused(Timestamp::now());
    assert_eq!(refused.total, 5, "they are strangers like all others");
}

#[tokio::test]
async fn while_a_password_is_not_at_hand_nobody_is_let_in() {
    let mut asking = hook(1, VERIMOR, VERIMOR_TOKEN);
    asking.basic = Some(BasicCredentials {
        user: "santral".to_owned(),
        password: None,
    });
    let table = HookTable::new(vec![asking]);
    let desk = Desk::new(Mood::Keeps);
    for authorization in ["santral:", "santral:None", ":"] {
        let mut request = verimor(RINGING);
        let authorization = basic(authorization).parse().unwrap();
        request
            .headers_mut()
            .insert(header::AUTHORIZATION, authorization);
        let answer = ask_with(table.clone(), &desk, request).await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(answer.headers[header::RETRY_AFTER], "5");
    }
    let answer = ask_with(table, &desk, verimor(RINGING)).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert_eq!(desk.kept().len(), 0);
}
