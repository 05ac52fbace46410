//! The window's socket: for its own browser only, and apart from the hooks'.

use std::collections::BTreeSet;

use kimo_pbx::{VerimorCall, VerimorEnd, payloads::Payload};
use serde_json::{Value, json};

use crate::support::{Desk, Response, missed_call, request, verimor_call};

struct Browser {
    address: String,
    token: String,
}

impl Browser {
    fn of(desk: &Desk) -> Self {
        let (address, token) = desk.window();
        Self { address, token }
    }

    /// What the page says of itself with each question.
    fn session(&self) -> String {
        format!("Bearer {}", self.token)
    }

    fn get(&self, path: &str, headers: &[(&str, &str)]) -> Response {
        request(&self.address, "GET", path, headers, b"")
    }

    fn post(&self, name: &str, headers: &[(&str, &str)], body: &str) -> Response {
        let json = [("content-type", "application/json")];
        let headers = [&json[..], headers].concat();
        request(
            &self.address,
            "POST",
            &format!("/api/{name}"),
            &headers,
            body.as_bytes(),
        )
    }
}

#[test]
fn the_session_is_in_no_cookie_and_no_file() {
    let desk = Desk::start();
    let browser = Browser::of(&desk);
    let (session, origin) = (browser.session(), format!("http://{}", browser.address));
    let headers = [
        ("authorization", session.as_str()),
        ("origin", origin.as_str()),
    ];
    // A browser asks for the page by its address up to the `#`.
    let page = browser.get("/", &[]);
    // 404 says honestly that the window was not built.
    assert!([200, 404].contains(&page.status), "{page:?}");
    let policy = page.header("content-security-policy").unwrap();
    assert!(policy.contains("default-src 'none'") && policy.contains("script-src 'self'"));
    for answer in [
        page,
        browser.get("/index.html", &headers),
        browser.get(&format!("/?token={}", browser.token), &headers),
        browser.get("/api/status", &headers),
        browser.post("status", &headers, "{}"),
        browser.post("status", &headers[1..], "{}"),
        browser.post("nonsense", &headers, "{}"),
    ] {
        assert!(answer.header("set-cookie").is_none(), "{answer:?}");
        assert!(answer.header("access-control-allow-origin").is_none());
        assert!(!answer.body.contains(&browser.token), "{answer:?}");
    }
}

#[test]
fn nobody_without_the_session_is_answered() {
    let desk = Desk::start();
    let browser = Browser::of(&desk);
    let (_, port) = browser.address.rsplit_once(':').unwrap();
    let (origin, token) = (format!("http://{}", browser.address), &browser.token);
    for (name, value) in [
        ("x-nothing", String::new()),
        // What a browser sends by itself, to every port of a computer.
        ("cookie", format!("kimo-{port}={token}")),
        ("authorization", String::new()),
        ("authorization", "Bearer ".to_owned()),
        ("authorization", format!("Bearer {}", &token[1..])),
        ("authorization", format!("Bearer {token}0")),
        ("authorization", format!("Basic {token}")),
        ("authorization", token.clone()),
    ] {
        let headers = [(name, value.as_str()), ("origin", origin.as_str())];
        for question in ["status", "nonsense", &format!("status?token={token}")] {
            let status = browser.post(question, &headers, "{}").status;
            assert_eq!(status, 401, "{question}, {name}: {value}");
        }
        for path in [
            "/api/feed",
            "/api/status",
            &format!("/api/feed?session={token}"),
        ] {
            assert_eq!(
                browser.get(path, &headers).status,
                401,
                "{path}, {name}: {value}"
            );
        }
    }
}

#[test]
fn other_hosts_and_origins_are_refused() {
    let desk = Desk::start();
    let browser = Browser::of(&desk);
    let session = browser.session();
    let session = ("authorization", session.as_str());
    let (_, port) = browser.address.rsplit_once(':').unwrap();
    for host in [
        "evil.example",
        &format!("evil.example:{port}"),
        "127.0.0.1",
        "127.0.0.1:1",
    ] {
        for path in ["/", "/api/feed"] {
            let answer = browser.get(path, &[session, ("host", host)]);
            assert_eq!(answer.status, 403, "{path} at {host}");
        }
    }
    for origin in [
        "http://evil.example",
        "null",
        &format!("https://{}", browser.address),
        "http://127.0.0.1:1",
        &format!("http://{}", desk.listen()),
    ] {
        let headers = [session, ("origin", origin)];
        assert_eq!(
            browser.post("status", &headers, "{}").status,
            403,
            "{origin}"
        );
        assert_eq!(browser.get("/api/feed", &headers).status, 403, "{origin}");
    }
    assert_eq!(
        browser.post("status", &[session], "{}").status,
        403,
        "no origin"
    );
}

#[test]
fn window_and_hooks_are_on_sockets_of_their_own() {
    let desk = Desk::start();
    let browser = Browser::of(&desk);
    let hook = desk.hook("verimor");
    assert_ne!(hook.address, browser.address);
    // The hooks' socket serves no window, whoever asks.
    for path in ["/", "/index.html", "/api/status", "/api/feed"] {
        let headers = [("authorization", browser.session())];
        let headers = headers
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        let answer = request(&hook.address, "GET", path, &headers, b"");
        assert_eq!(answer.status, 404, "{path}");
    }
    // The window's socket takes no deliveries.
    let origin = format!("http://{}", browser.address);
    let headers = [("authorization", browser.session()), ("origin", origin)];
    let headers = headers
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    let body = missed_call("1");
    let answer = request(
        &browser.address,
        "POST",
        &hook.path,
        &headers,
        body.as_bytes(),
    );
    assert_eq!(answer.status, 405);
    assert!(desk.calls(&[]).is_empty());
}

#[test]
fn a_call_reaches_the_window_through_the_feed() {
    let desk = Desk::start();
    let mut feed = desk.feed();
    assert_eq!(desk.hook("verimor").post(missed_call("1")).status, 200);
    let item = loop {
        let item = feed.next();
        if item["type"] == "call" {
            break item;
        }
    };
    assert_eq!(item["call"]["id"], "verimor:1");
    assert_eq!(item["call"]["caller"]["display"], "0532 000 00 21");
    assert_eq!(item["open_missed"], 1);
}

#[test]
fn the_missed_list_empties_itself() {
    let desk = Desk::start();
    let hook = desk.hook("verimor");
    assert_eq!(hook.post(missed_call("1")).status, 200);
    assert_eq!(hook.post(missed_call("2")).status, 200);
    let missed = desk.ask("missed", &json!({}));
    assert_eq!(missed["total"], 1, "one row for each caller");
    assert_eq!(missed["rows"][0]["count"], 2);
    assert_eq!(missed["rows"][0]["caller"]["e164"], "+905320000021");
    let call = &missed["rows"][0]["last_call"];
    desk.ask("mark_done", &json!({ "call": call, "done": true }));
    assert_eq!(desk.ask("missed", &json!({}))["total"], 0);
    desk.ask("mark_done", &json!({ "call": call, "done": false }));
    assert_eq!(desk.ask("missed", &json!({}))["total"], 1);
    let back = VerimorCall {
        started_at: "2026-11-20T09:10:00Z".parse().unwrap(),
        direction: "outbound",
        caller: "1001",
        called: "905320000021",
        ..verimor_call("3")
    };
    let reached = back.hangup(&VerimorEnd {
        leg: "",
        answered: true,
        answered_at: Some(5),
        at: 60,
        cause: "NORMAL_CLEARING",
    });
    assert_eq!(hook.post(reached).status, 200);
    assert_eq!(desk.ask("missed", &json!({}))["total"], 0);
}

#[test]
fn one_call_is_told_in_full() {
    let desk = Desk::start();
    let hook = desk.hook("verimor");
    assert_eq!(
        hook.post(missed_call("earlier").replace("-20+", "-19+"))
            .status,
        200
    );
    assert_eq!(hook.post(missed_call("1")).status, 200);
    assert_eq!(hook.post(missed_call("1")).status, 200);
    desk.ask(
        "set_note",
        &json!({ "call": "verimor:1", "note": "  ring back at five " }),
    );
    let details = desk.ask("call", &json!({ "id": "verimor:1" }));
    assert_eq!(details["call"]["note"], "ring back at five");
    let kinds: Vec<_> = details["timeline"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| &item["kind"])
        .collect();
    assert_eq!(kinds, ["ended", "noted"]);
    assert_eq!(
        details["deliveries"].as_array().unwrap().len(),
        2,
        "as they came"
    );
    assert_eq!(details["deliveries"][0]["body"], missed_call("1"));
    assert_eq!(details["earlier"][0]["id"], "verimor:earlier");
}

/// One of the events bears the time of a clock that runs three hours ahead.
#[test]
fn a_time_line_has_one_clock() {
    let desk = Desk::start();
    let hook = desk.hook("mtt");
    let told = Payload::of("mtt".parse().unwrap()).unwrap();
    let told = told
        .iter()
        .find(|payload| payload.name.ends_with("date-time-ahead-in-one-event"))
        .unwrap();
    for body in &told.bodies {
        assert_eq!(hook.post(&body.bytes).status, 200);
    }
    let details = desk.ask("call", &json!({ "id": told.expect["id"] }));
    let timeline = details["timeline"].as_array().unwrap();
    let of = |field: &str| -> Vec<_> { timeline.iter().map(|item| &item[field]).collect() };
    assert_eq!(of("kind"), ["ringing", "answered", "leg_ended"]);
    let times = [
        "2019-06-03T12:00:00Z",
        "2019-06-03T12:00:10Z",
        "2019-06-03T12:01:10Z",
    ];
    assert_eq!(of("happened_at"), times);
}

#[test]
fn a_test_call_comes_in_over_http() {
    let desk = Desk::start();
    let hooks = desk.ask("hooks", &json!({}));
    desk.ask("send_test_call", &json!({ "hook": hooks[0]["id"] }));
    assert_eq!(desk.calls(&[]).len(), 1);
    assert_eq!(desk.ask("hooks", &json!({}))[0]["deliveries"], 1);
}

#[test]
fn a_test_call_is_marked_as_one_and_proves_nothing() {
    let desk = Desk::start();
    let mut feed = desk.feed();
    let hooks = desk.ask("hooks", &json!({}));
    let hooks = hooks.as_array().unwrap();
    for hook in hooks {
        desk.ask("send_test_call", &json!({ "hook": hook["id"] }));
    }
    let mut over = BTreeSet::new();
    while over.len() < hooks.len() {
        let item = feed.next();
        if item["call"]["status"] == "ended" {
            over.insert(item["call"]["id"].to_string());
        }
    }
    for call in desk.calls(&[]) {
        assert_eq!(call["test"], true, "{call}");
        assert_eq!(call["missed"], false, "{call}");
    }
    assert_eq!(desk.ask("missed", &json!({}))["total"], 0);
    for hook in desk.ask("hooks", &json!({})).as_array().unwrap() {
        assert_eq!(hook["last_delivery_at"], Value::Null, "{hook}");
    }
}

#[test]
fn names_and_greetings_of_our_own_numbers_are_kept_as_one_clean_line_each() {
    let desk = Desk::start();
    let own = |number: &str, name: &str, greeting: &str| json!({"number": number, "name": name, "greeting": greeting});
    let line = "0212 963 00 00";
    let typed = [
        own(line, " Randevu\nhattı ", "İyi günler, Diş Kliniği"),
        own("  ", "nobody", ""),
        own(line, "again", ""),
        own("1001", "Ayşe", ""),
    ];
    let kept = json!([
        own(line, "Randevu hattı", "İyi günler, Diş Kliniği"),
        own("1001", "Ayşe", ""),
    ]);
    let answer = desk.ask("change_settings", &json!({ "own_numbers": typed }));
    assert_eq!(answer["own_numbers"], kept);
    assert_eq!(desk.ask("settings", &json!({}))["own_numbers"], kept);
}

#[test]
fn questions_that_make_no_sense_are_refused_with_a_code() {
    let desk = Desk::start();
    let browser = Browser::of(&desk);
    let (session, origin) = (browser.session(), format!("http://{}", browser.address));
    let ask = |name: &str, body: &str| {
        let headers = [
            ("authorization", session.as_str()),
            ("origin", origin.as_str()),
        ];
        let answer = browser.post(name, &headers, body);
        let error: Value = serde_json::from_str(&answer.body).unwrap_or_default();
        (
            answer.status,
            error["code"].as_str().unwrap_or_default().to_owned(),
        )
    };
    assert_eq!(ask("nonsense", "{}"), (404, "no_such_question".to_owned()));
    assert_eq!(ask("call", "{}"), (422, "bad_params".to_owned()));
    assert_eq!(
        ask("call", r#"{"id":"verimor:none"}"#),
        (404, "not_found".to_owned())
    );
    let done = r#"{"call":"verimor:none","done":true}"#;
    assert_eq!(ask("mark_done", done), (404, "not_found".to_owned()));
    assert_eq!(
        ask("call_back", r#"{"number":"+905320000021"}"#),
        (501, "desktop_only".to_owned())
    );
    for (question, params) in [
        ("starts_with_session", "{}"),
        ("start_with_session", r#"{"on":true}"#),
    ] {
        assert_eq!(ask(question, params), (501, "desktop_only".to_owned()));
    }
    assert_eq!(
        ask("send_test_call", r#"{"hook":999}"#),
        (404, "not_found".to_owned())
    );
}
