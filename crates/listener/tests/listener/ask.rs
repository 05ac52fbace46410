//! Asks the router directly, without a socket.

use axum::{
    body::Body,
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use http_body_util::BodyExt;
use kimo_listener::{HookTable, ListenerState, router};
use tower::ServiceExt;

use crate::desk::{BULUTFON_TOKEN, Desk, MTT_TOKEN, VERIMOR_TOKEN, hooks};

pub(crate) const FORM: &str = "application/x-www-form-urlencoded";

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn header(&self, name: header::HeaderName) -> &str {
        self.headers[name].to_str().unwrap()
    }
}

pub(crate) async fn ask(desk: &Desk, request: Request<Body>) -> Answer {
    ask_with(hooks(), desk, request).await
}

pub(crate) async fn ask_with(hooks: HookTable, desk: &Desk, request: Request<Body>) -> Answer {
    ask_at(&ListenerState::new(hooks), desk, request).await
}

pub(crate) async fn ask_at(state: &ListenerState, desk: &Desk, request: Request<Body>) -> Answer {
    let router = router(state.clone(), desk.clone());
    let response = router.oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    Answer {
        status: parts.status,
        headers: parts.headers,
        body: String::from_utf8(body.to_vec()).unwrap(),
    }
}

pub(crate) fn request(
    method: Method,
    uri: &str,
    content_type: &str,
    body: impl Into<Body>,
) -> Request<Body> {
    Request::builder()
        .method(method)
        .uri(uri)
        .header(header::CONTENT_TYPE, content_type)
        .body(body.into())
        .unwrap()
}

pub(crate) fn verimor(body: impl Into<Body>) -> Request<Body> {
    let uri = format!("/hooks/verimor/{VERIMOR_TOKEN}");
    request(Method::POST, &uri, FORM, body)
}

pub(crate) fn mtt(body: impl Into<Body>) -> Request<Body> {
    let uri = format!("/hooks/mtt/{MTT_TOKEN}");
    request(Method::POST, &uri, "application/json", body)
}

pub(crate) fn bulutfon(authorization: Option<&str>) -> Request<Body> {
    let uri = format!("/hooks/bulutfon/{BULUTFON_TOKEN}");
    let mut request = request(Method::POST, &uri, FORM, "");
    if let Some(value) = authorization {
        let value = value.parse().unwrap();
        request.headers_mut().insert(header::AUTHORIZATION, value);
    }
    request
}

pub(crate) fn basic(user_and_password: &str) -> String {
    format!("Basic {}", STANDARD.encode(user_and_password))
}
