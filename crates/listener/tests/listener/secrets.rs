//! Secrets never reach a log.

use std::{
    io::Write,
    sync::{Arc, Mutex},
};

use base64::{Engine, engine::general_purpose::STANDARD};
use kimo_listener::Limits;
use tracing_subscriber::fmt::MakeWriter;

use crate::desk::{
    BULUTFON_TOKEN, Desk, Mood, PASSWORD, RINGING, Running, VERIMOR_TOKEN, post, ringing_and_close,
};

const WRONG_TOKEN: &str = "ffffffffffffffffffffffffffffffff";

#[tokio::test]
async fn neither_tokens_nor_passwords_are_logged_at_any_level() {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(log.clone())
        .finish();
    // Of the whole program: where other tests run in it, a subscriber of one thread is not asked about
    // what another thread is the first to log, and never hears of it.
    tracing::subscriber::set_global_default(subscriber).expect("no other test sets one");

    let credentials = STANDARD.encode(format!("santral:{PASSWORD}"));
    let mut requests = vec![
        ringing_and_close(),
        post("event_type=hangup", "Connection: close\r\n"),
        post(&"x".repeat(100_000), "Connection: close\r\n"),
        post(RINGING, "Bad Header\r\n"),
    ];
    for (method, path) in [
        ("GET", format!("/hooks/verimor/{VERIMOR_TOKEN}")),
        (
            "PUT",
            format!("/hooks/verimor/{VERIMOR_TOKEN}?{VERIMOR_TOKEN}"),
        ),
        ("POST", format!("/hooks/verimor/{WRONG_TOKEN}")),
        ("POST", format!("/hooks/mtt/{VERIMOR_TOKEN}")),
        ("POST", format!("/hooks/bulutfon/{BULUTFON_TOKEN}")),
        ("POST", format!("/{VERIMOR_TOKEN} HTTP/9\r\n")),
    ] {
        for (name, value) in [
            ("Authorization", format!("Basic {credentials}")),
            ("X", String::new()),
        ] {
            requests.push(
                format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n{name}: {value}\r\n\r\n")
                    .into_bytes(),
            );
        }
    }
    let moods = [Mood::Keeps, Mood::HasNoRoom, Mood::Panics];
    for mood in moods {
        let listener = Running::start_for(Desk::new(mood), Limits::default()).await;
        for request in &requests {
            listener.all_for(request).await;
        }
        listener.stop().await;
    }

    let log = log.text();
    for said in [
        "a delivery is kept",
        "a delivery is lost",
        "a connection failed",
    ] {
        assert!(log.contains(said), "the log was not captured: {said}");
    }
    for secret in [
        VERIMOR_TOKEN,
        BULUTFON_TOKEN,
        WRONG_TOKEN,
        PASSWORD,
        &credentials,
    ] {
        assert!(!log.contains(secret), "{secret} was logged:\n{log}");
        // Nor byte for byte, as some libraries write buffers.
        let bytes = format!("{:?}", &secret.as_bytes()[..8]);
        assert!(!log.contains(bytes.trim_matches(['[', ']'])), "{secret}");
    }
}

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Log {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}
