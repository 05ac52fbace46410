//! Whole requests to the listener's router, as nobody's client sends them.

use axum::{
    body::Body,
    http::{HeaderName, HeaderValue, Method, Request, Uri},
};
use kimo_calls::{Account, Hook, HookId, HookToken, Sources};
use kimo_listener::{CannotKeep, HookTable, Keep, ListenerState, Received, router};
use kimo_pbx::payloads::Payload;
use tower::ServiceExt;

use super::pool::fuzz;

/// What may be answered, whatever is asked.
const ANSWERS: [u16; 7] = [200, 400, 401, 404, 405, 413, 503];

#[test]
fn whatever_is_requested_is_answered() {
    let hooks: Vec<Hook> = (1..)
        .zip(kimo_pbx::adapters())
        .map(|(id, adapter)| Hook {
            id: HookId(id),
            pbx: adapter.id(),
            account: Account::default(),
            name: adapter.title().to_owned(),
            token: token(),
            previous: None,
            basic: None,
            sources: Sources::default(),
            meaning: kimo_pbx::meaning_of(adapter.id()),
        })
        .collect();
    let answer = router(ListenerState::new(HookTable::new(hooks)), KeptNowhere);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    fuzz("requests", examples(), |input| {
        let Some(request) = request(input) else {
            return "no request".to_owned();
        };
        let about = format!("{} {}", request.method(), request.uri());
        let answered = runtime.block_on(answer.clone().oneshot(request)).unwrap();
        let status = answered.status().as_u16();
        assert!(ANSWERS.contains(&status), "{about} was answered {status}");
        let body = axum::body::to_bytes(answered.into_body(), 1 << 20);
        let body = runtime.block_on(body).unwrap();
        assert!(body.len() < 10_000, "{about} was answered at length");
        super::pool::shape(&format!("{status} {}", String::from_utf8_lossy(&body)))
    });
}

const TOKEN: &str = "0123456789abcdef0123456789abcdef";

fn token() -> HookToken {
    TOKEN.parse().unwrap()
}

fn examples() -> Vec<Vec<u8>> {
    let payloads = Payload::all().unwrap();
    let posts = payloads
        .iter()
        .flat_map(|one| one.posted.iter().map(move |body| (one.pbx, body)));
    let posts = posts.map(|(pbx, body)| {
        let head = format!(
            "POST /hooks/{pbx}/{TOKEN}\ncontent-type: {}\nauthorization: Basic a2ltbzpw\n\
             x-forwarded-for: 203.0.113.9, 10.0.0.1\n\n",
            body.content_type
        );
        [head.as_bytes(), &body.bytes].concat()
    });
    let looks = kimo_pbx::adapters().iter().flat_map(|adapter| {
        let below = adapter.paths().iter().copied().chain([""]);
        below.map(|path| {
            let (pbx, query) = (adapter.id(), "?zd_echo=1&event=x&cmd=contact&phone=%2B7916");
            format!("GET /hooks/{pbx}/{TOKEN}/{path}{query}\naccept: */*\n\n").into_bytes()
        })
    });
    posts.chain(looks).collect()
}

/// `METHOD path`, headers, an empty line, the body; `None` where that cannot be sent at all.
fn request(input: &[u8]) -> Option<Request<Body>> {
    let end = input.windows(2).position(|two| two == b"\n\n")?;
    let (head, body) = (&input[..end], &input[end + 2..]);
    let mut lines = head.split(|byte| *byte == b'\n');
    let first = lines.next()?;
    let space = first.iter().position(|byte| *byte == b' ')?;
    let mut request = Request::new(Body::from(body.to_vec()));
    *request.method_mut() = Method::from_bytes(&first[..space]).ok()?;
    *request.uri_mut() = Uri::try_from(&first[space + 1..]).ok()?;
    for line in lines {
        let colon = line.iter().position(|byte| *byte == b':')?;
        let name = HeaderName::from_bytes(&line[..colon]).ok()?;
        let value = HeaderValue::from_bytes(line[colon + 1..].trim_ascii()).ok()?;
        request.headers_mut().append(name, value);
    }
    Some(request)
}

#[derive(Clone)]
struct KeptNowhere;

impl Keep for KeptNowhere {
    fn keep(&self, _: Received) -> impl Future<Output = Result<(), CannotKeep>> + Send + 'static {
        std::future::ready(Ok(()))
    }
}
