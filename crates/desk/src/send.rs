//! Posting a scenario to a hook over real HTTP, as its PBX would.

use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::{Method, Request, StatusCode, body::Incoming, header};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};
use jiff::Timestamp;
use kimo_calls::{BasicCredentials, Hook, PbxId};
use kimo_pbx::{Step, Story, StoryId, story_record};
use tokio::time::{Instant, sleep_until, timeout};

/// How fast a scenario is played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// With the pauses of the story.
    Believable,
    /// One after the other, at once.
    Fast,
}

/// The answer to one delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// 200 where the delivery was kept.
    pub status: StatusCode,
    /// What the desk said, cut after a kilobyte.
    pub body: String,
}

/// The address could not be reached.
#[derive(Debug, thiserror::Error)]
#[error("no answer from {address}: {why}")]
pub struct NoAnswer {
    /// The address without its secret part.
    pub address: String,
    /// What went wrong.
    pub why: String,
}

/// Posts the steps to a hook's address, with what the hook asks for if it is known, and tells
/// `report` of each answer.
pub async fn play(
    url: &str,
    hook: Option<&Hook>,
    steps: &[Step],
    pace: Pace,
    mut report: impl FnMut(&Step, &Answer),
) -> Result<(), NoAnswer> {
    let begun = Instant::now();
    let poster = Poster::new();
    for step in steps {
        if pace == Pace::Believable {
            sleep_until(begun + step.sent_after).await;
        }
        let url = below(url, step);
        let answer = poster
            .post(&url, hook, step.content_type, step.body.clone())
            .await?;
        report(step, &answer);
    }
    Ok(())
}

/// The address of a step below its hook's.
fn below(url: &str, step: &Step) -> String {
    match step.path {
        "" => url.to_owned(),
        path => format!("{url}/{path}"),
    }
}

/// The id of a story that has not been told yet.
pub fn story_id() -> Result<StoryId, getrandom::Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)?;
    Ok(StoryId(bytes))
}

/// One telling of a story.
#[derive(Clone, Copy, Debug)]
pub struct StoryTold<'a> {
    /// The PBX that tells it.
    pub pbx: PbxId,
    /// The story's name.
    pub story: &'a str,
    /// Which telling: 16 bytes as hexadecimal digits, the same for all its steps.
    pub call: &'a str,
    /// When that began.
    pub started_at: Timestamp,
}

/// Something of a story could not be sent.
#[derive(Debug, thiserror::Error)]
pub enum NotSent {
    /// The PBX tells no such story, or there is no such step in it.
    #[error("there is no such story, or no such step in it")]
    NoSuchStep,
    /// The PBX is not asked for records.
    #[error("there are no records of this PBX")]
    NoRecords,
    /// The address could not be reached.
    #[error(transparent)]
    NoAnswer(#[from] NoAnswer),
}

/// Posts one delivery of a story, counted from zero, to a hook's address, with what the hook asks for if
/// it is known.
pub async fn send_story_step(
    url: &str,
    hook: Option<&Hook>,
    told: StoryTold<'_>,
    step: u32,
) -> Result<Answer, NotSent> {
    let (story, call) = told.found().ok_or(NotSent::NoSuchStep)?;
    let mut steps = story.steps(told.started_at, call).into_iter();
    let step = usize::try_from(step).ok().and_then(|at| steps.nth(at));
    let step = step.ok_or(NotSent::NoSuchStep)?;
    let url = below(url, &step);
    let posting = Poster::new();
    Ok(posting
        .post(&url, hook, step.content_type, step.body)
        .await?)
}

/// Tells a stand-in of a PBX's interface of the record that the PBX would have of a story's call, as
/// this hook asks for it. `base` is where the stand-in is; no PBX takes such a request.
pub(crate) async fn send_story_record(
    base: &str,
    hook: &Hook,
    told: StoryTold<'_>,
) -> Result<Answer, NotSent> {
    let (story, call) = told.found().ok_or(NotSent::NoSuchStep)?;
    let record = story_record(told.pbx, story, &hook.meaning, told.started_at, call);
    let record = record.ok_or(NotSent::NoRecords)?.to_string();
    let url = format!("{base}/told");
    Ok(Poster::new()
        .post(&url, None, "application/json", record)
        .await?)
}

impl StoryTold<'_> {
    fn found(&self) -> Option<(&'static Story, StoryId)> {
        kimo_pbx::story(self.pbx, self.story).zip(story_id_of(self.call))
    }
}

fn story_id_of(hex: &str) -> Option<StoryId> {
    let mut bytes = [0; 16];
    if hex.len() != 2 * bytes.len() {
        return None;
    }
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(hex.get(2 * at..2 * at + 2)?, 16).ok()?;
    }
    Some(StoryId(bytes))
}

/// Asks a hook's address whether it listens (GET).
pub async fn probe(url: &str, hook: Option<&Hook>) -> Result<Answer, NoAnswer> {
    let poster = Poster::new();
    poster
        .ask(Method::GET, url, hook, None, String::new())
        .await
}

/// A client that keeps its connection.
struct Poster {
    client: Client<HttpConnector, Full<Bytes>>,
}

impl Poster {
    fn new() -> Self {
        Self {
            client: Client::builder(TokioExecutor::new()).build_http(),
        }
    }

    async fn post(
        &self,
        url: &str,
        hook: Option<&Hook>,
        content_type: &str,
        body: String,
    ) -> Result<Answer, NoAnswer> {
        self.ask(Method::POST, url, hook, Some(content_type), body)
            .await
    }

    async fn ask(
        &self,
        method: Method,
        url: &str,
        hook: Option<&Hook>,
        content_type: Option<&str>,
        body: String,
    ) -> Result<Answer, NoAnswer> {
        let failed = |why: String| NoAnswer {
            address: without_secret(url),
            why,
        };
        let mut request = Request::builder().method(method).uri(url);
        if let Some(content_type) = content_type {
            request = request.header(header::CONTENT_TYPE, content_type);
        }
        if let Some(BasicCredentials { user, password }) = hook.and_then(|hook| hook.basic.as_ref())
            && let Some(password) = password
        {
            let credentials = base64::Engine::encode(
                &base64::engine::general_purpose::STANDARD,
                format!("{user}:{password}"),
            );
            request = request.header(header::AUTHORIZATION, format!("Basic {credentials}"));
        }
        // Nobody but the listener sees this: no tunnel is in between.
        if let Some(hook) = hook
            && let Some(network) = hook.sources.allowed.first()
        {
            request = request.header(hook.sources.header.name(), network.first().to_string());
        }
        let request = request
            .body(Full::new(Bytes::from(body)))
            .map_err(|error| failed(error.to_string()))?;
        let answered = async {
            let response = self.client.request(request).await.map_err(|error| {
                failed(match std::error::Error::source(&error) {
                    Some(source) => source.to_string(),
                    None => error.to_string(),
                })
            })?;
            let status = response.status();
            let body = beginning(response.into_body())
                .await
                .map_err(|error| failed(error.to_string()))?;
            Ok(Answer { status, body })
        };
        timeout(PATIENCE, answered)
            .await
            .unwrap_or_else(|_| Err(failed(format!("nothing for {} s", PATIENCE.as_secs()))))
    }
}

/// The first kilobyte of an answer, however long it is.
async fn beginning(mut body: Incoming) -> Result<String, hyper::Error> {
    const LONGEST: usize = 1024;
    let mut text = Vec::new();
    while text.len() < LONGEST
        && let Some(frame) = body.frame().await
    {
        if let Ok(more) = frame?.into_data() {
            text.extend(more);
        }
    }
    text.truncate(LONGEST);
    Ok(String::from_utf8_lossy(&text).into_owned())
}

/// A hook's address with its token left out, for messages.
pub fn without_secret(url: &str) -> String {
    let split = || {
        let (front, rest) = url.split_once("/hooks/")?;
        let (pbx, token) = rest.split_once('/')?;
        (!token.is_empty()).then(|| format!("{front}/hooks/{pbx}/…"))
    };
    split().unwrap_or_else(|| url.to_owned())
}

const PATIENCE: Duration = Duration::from_secs(30);

#[cfg(test)]
mod tests {
    use std::{
        io::{Read, Write},
        net::TcpListener,
    };

    use super::*;

    #[tokio::test]
    async fn a_long_answer_is_cut_and_not_left_out() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/hooks/mtt/0", listener.local_addr().unwrap());
        let answering = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            assert!(stream.read(&mut [0; 4096]).unwrap() > 0);
            let body = "x".repeat(5000);
            let head = format!("HTTP/1.1 502 Bad\r\ncontent-length: {}\r\n\r\n", body.len());
            stream.write_all((head + &body).as_bytes()).unwrap();
        });
        let answer = probe(&url, None).await.unwrap();
        assert_eq!(answer.status.as_u16(), 502);
        assert_eq!(answer.body, "x".repeat(1024));
        answering.join().unwrap();
    }

    #[test]
    fn messages_do_not_show_the_token() {
        assert_eq!(
            without_secret("http://127.0.0.1:8460/hooks/mtt/0123456789abcdef0123456789abcdef"),
            "http://127.0.0.1:8460/hooks/mtt/…"
        );
    }
}
