//! Answers that take long to send, as a program's own window has them: its files, and its news.

use std::{convert::Infallible, net::SocketAddr, sync::Arc, time::Duration};

use axum::{Extension, Router, body::Body, routing::get};
use bytes::Bytes;
use http_body_util::channel::{Channel, Sender};
use kimo_listener::{Limits, Progress, serve};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::{mpsc, oneshot},
    task::JoinHandle,
    time::timeout,
};

use crate::desk::{SOON, patient, rest};

/// Short enough to run out in a test.
const SHORT: Duration = Duration::from_millis(150);

#[tokio::test]
async fn who_listens_for_news_is_kept_for_as_long_as_they_read_it() {
    let mut window = Window::open(Limits {
        idle_timeout: SHORT,
        send_timeout: SHORT,
        ..patient()
    })
    .await;
    let (mut listening, mut news) = window.listening().await;
    for _ in 0..3 {
        let nothing = timeout(2 * SHORT, listening.read_u8()).await;
        assert!(nothing.is_err(), "no news is no reason to close");
        tell(&mut news, "news").await;
        assert_eq!(told(&mut listening).await, "4\r\nnews\r\n");
    }
    // When there is no more of it, the connection is idle like any other.
    drop(news);
    assert_eq!(rest(&mut listening).await, "0\r\n\r\n");
}

#[tokio::test]
async fn who_does_not_read_what_is_sent_is_cut() {
    let window = Window::open(Limits {
        send_timeout: SHORT,
        ..patient()
    })
    .await;
    let mut deaf = window.asks("/file").await;
    window.waits_for(&mut deaf).await;
    assert!(
        all(&mut deaf).await < FILE,
        "what was not taken in time is lost"
    );
}

#[tokio::test]
async fn a_newcomer_takes_the_place_of_who_does_not_read_and_never_of_who_listens() {
    let mut window = Window::open(Limits {
        connections: 2,
        ..patient()
    })
    .await;
    let (mut listening, mut news) = window.listening().await;
    let mut deaf = window.asks("/file").await;
    for _ in 0..3 {
        let mut newcomer = window.asks("/name").await;
        assert!(told(&mut newcomer).await.ends_with("kimo"));
    }
    assert!(all(&mut deaf).await < FILE);
    tell(&mut news, "news").await;
    assert_eq!(told(&mut listening).await, "4\r\nnews\r\n");
}

#[tokio::test]
async fn stopping_waits_for_nobody_who_does_not_read() {
    let window = Window::open(patient()).await;
    let mut deaf = window.asks("/file").await;
    deaf.read_u8().await.unwrap();
    window.stop.send(()).unwrap();
    timeout(SOON, window.serving)
        .await
        .expect("it stops")
        .unwrap();
}

/// More than the system takes in for somebody who does not read.
const FILE: usize = 64 * 1024 * 1024;

/// A window's socket with a file, a feed of news, and a name.
struct Window {
    address: SocketAddr,
    /// Where to tell news to those who have come to listen.
    listeners: mpsc::UnboundedReceiver<Sender<Bytes, Infallible>>,
    stop: oneshot::Sender<()>,
    serving: JoinHandle<()>,
}

impl Window {
    async fn open(limits: Limits) -> Self {
        let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = socket.local_addr().unwrap();
        let (come, listeners) = mpsc::unbounded_channel();
        let come = Arc::new(come);
        let app = Router::new()
            .route("/file", get(async || vec![b'x'; FILE]))
            .route("/name", get(async || "kimo"))
            .route(
                "/news",
                get(async move |Extension(progress): Extension<Progress>| {
                    progress.let_in();
                    let (news, body) = Channel::new(1);
                    come.send(news).unwrap();
                    Body::new(body)
                }),
            );
        let (stop, stopped) = oneshot::channel::<()>();
        let serving = tokio::spawn(serve(socket, app, limits, async {
            stopped.await.ok();
        }));
        Self {
            address,
            listeners,
            stop,
            serving,
        }
    }

    /// Asks, and reads nothing yet.
    async fn asks(&self, path: &str) -> TcpStream {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        let request = format!("GET {path} HTTP/1.1\r\nHost: window\r\n\r\n");
        stream.write_all(request.as_bytes()).await.unwrap();
        stream
    }

    /// Somebody who listens for news, and where to tell them.
    async fn listening(&mut self) -> (TcpStream, Sender<Bytes, Infallible>) {
        let mut stream = self.asks("/news").await;
        let news = timeout(SOON, self.listeners.recv()).await.unwrap().unwrap();
        assert!(told(&mut stream).await.ends_with("\r\n\r\n"));
        (stream, news)
    }

    /// Until this connection has been closed by the other side, without reading from it.
    async fn waits_for(&self, stream: &mut TcpStream) {
        let closed = async { while stream.write_all(b"\r\n").await.is_ok() {} };
        timeout(SOON, closed).await.expect("the connection is cut");
    }
}

async fn tell(news: &mut Sender<Bytes, Infallible>, what: &'static str) {
    news.send_data(Bytes::from_static(what.as_bytes()))
        .await
        .unwrap();
}

/// What comes in one piece.
async fn told(stream: &mut TcpStream) -> String {
    let mut piece = [0; 1024];
    let length = timeout(SOON, stream.read(&mut piece)).await.unwrap();
    String::from_utf8_lossy(&piece[..length.unwrap()]).into_owned()
}

/// How many bytes come until the end, in good order or not.
async fn all(stream: &mut TcpStream) -> usize {
    let mut bytes = Vec::new();
    let read = stream.read_to_end(&mut bytes);
    timeout(SOON, read).await.expect("an end").ok();
    bytes.len()
}
