//! One connection, from accept to close.

use std::{
    convert::Infallible,
    future::poll_fn,
    io,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll, ready},
};

use axum::{Router, body::Body};
use bytes::Bytes;
use hyper::{
    Request, Response,
    body::{Body as _, Frame, Incoming, SizeHint},
    server::conn::http1,
    service::Service as HyperService,
};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadBuf},
    net::TcpStream,
    sync::watch,
    time::{Instant, Sleep, sleep_until},
};
use tower::Service as _;

use crate::{Limits, progress::Progress};

/// The most that a request's head may take, in bytes; hyper answers 431 beyond it.
const HEAD_BYTES: usize = 16 * 1024;

/// The most that is read and thrown away after an answer that did not wait for the body.
const LINGER_BYTES: u64 = 4 * 1024 * 1024;

/// Serves one connection until it is closed by either side, runs out of time, or `stopping` turns
/// true and nothing is left to answer.
pub(crate) async fn converse(
    stream: TcpStream,
    progress: Progress,
    app: Router,
    limits: Limits,
    mut stopping: watch::Receiver<bool>,
) {
    let body_unread = Arc::new(AtomicBool::new(false));
    let answering = Answering {
        app,
        progress: progress.clone(),
        body_unread: Arc::clone(&body_unread),
    };
    let io = TokioIo::new(Watched {
        stream,
        progress: progress.clone(),
    });
    let mut connection = http1::Builder::new()
        .timer(TokioTimer::new())
        // Hyper's own timer runs while a connection is idle, too; `Progress` tells these apart.
        .header_read_timeout(None)
        .max_buf_size(HEAD_BYTES)
        // Who closes his side after sending still wants to know that the delivery is kept.
        .half_close(true)
        .serve_connection(io, answering);

    let mut patience = Patience::new(&progress, &limits);
    let ended = {
        let mut drive = poll_fn(|cx| match connection.poll_without_shutdown(cx) {
            Poll::Ready(ended) => Poll::Ready(ended.is_ok()),
            Poll::Pending => patience.poll(cx).map(|()| false),
        });
        tokio::select! {
            ended = &mut drive => Some(ended),
            _ = stopping.wait_for(|stopping| *stopping) => None,
        }
    };
    let ended = match ended {
        Some(ended) => ended,
        None => {
            Pin::new(&mut connection).graceful_shutdown();
            poll_fn(|cx| match connection.poll_without_shutdown(cx) {
                Poll::Ready(ended) => Poll::Ready(ended.is_ok()),
                Poll::Pending if progress.can_be_spared() => Poll::Ready(false),
                Poll::Pending => patience.poll(cx).map(|()| false),
            })
            .await
        }
    };
    if ended {
        let stream = connection.into_parts().io.into_inner().stream;
        close(
            stream,
            body_unread.load(Ordering::Relaxed),
            &progress,
            &limits,
        )
        .await;
    }
}

/// Closes in good order. Closing while something is still coming in resets the connection, and
/// the answer may be lost with it: what is left of an unread body is therefore read and thrown
/// away, within limits.
async fn close(mut stream: TcpStream, body_unread: bool, progress: &Progress, limits: &Limits) {
    if stream.shutdown().await.is_err() || !body_unread {
        return;
    }
    progress.lingering();
    let (mut rest, mut nowhere) = (stream.take(LINGER_BYTES), tokio::io::sink());
    let drained = tokio::io::copy(&mut rest, &mut nowhere);
    if tokio::time::timeout(limits.linger, drained).await.is_err() {
        tracing::debug!("a sender went on after its answer");
    }
}

/// Runs out when the connection has been too long in one phase.
struct Patience<'a> {
    progress: &'a Progress,
    limits: &'a Limits,
    timer: Pin<Box<Sleep>>,
}

impl<'a> Patience<'a> {
    fn new(progress: &'a Progress, limits: &'a Limits) -> Self {
        Self {
            progress,
            limits,
            timer: Box::pin(sleep_until(Instant::now())),
        }
    }

    /// All that moves a connection on happens while it is polled, so that looking at its deadline
    /// after each poll is enough.
    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let Some(deadline) = self.progress.deadline(self.limits) else {
            return Poll::Pending;
        };
        if self.timer.deadline() != deadline {
            self.timer.as_mut().reset(deadline);
        }
        ready!(self.timer.as_mut().poll(cx));
        tracing::debug!("a connection ran out of time");
        Poll::Ready(())
    }
}

/// The router, telling the connection's progress.
struct Answering {
    app: Router,
    progress: Progress,
    body_unread: Arc<AtomicBool>,
}

impl HyperService<Request<Incoming>> for Answering {
    type Response = Response<Departing>;
    type Error = GivenUp;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, GivenUp>> + Send>>;

    fn call(&self, request: Request<Incoming>) -> Self::Future {
        let progress = self.progress.clone();
        if !progress.head_complete(!request.body().is_end_stream()) {
            return Box::pin(std::future::ready(Err(GivenUp)));
        }
        let mut request = request.map(|body| {
            Body::new(Arriving {
                body,
                progress: progress.clone(),
            })
        });
        request.extensions_mut().insert(progress.clone());
        let answer = self.app.clone().call(request);
        let body_unread = Arc::clone(&self.body_unread);
        Box::pin(async move {
            let response = answer
                .await
                .unwrap_or_else(|never: Infallible| match never {});
            body_unread.store(progress.answered(), Ordering::Relaxed);
            Ok(response.map(|body| Departing { body, progress }))
        })
    }
}

/// The connection was given up for a newer one just when its request came.
#[derive(Debug, thiserror::Error)]
#[error("given up for a newer connection")]
struct GivenUp;

/// A request's body, telling the connection's progress.
struct Arriving {
    body: Incoming,
    progress: Progress,
}

impl hyper::body::Body for Arriving {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        let frame = ready!(Pin::new(&mut self.body).poll_frame(cx));
        if frame.is_none() || self.body.is_end_stream() {
            self.progress.body_complete();
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// An answer's body, telling the connection's progress.
struct Departing {
    body: Body,
    progress: Progress,
}

impl hyper::body::Body for Departing {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Departing {
    fn drop(&mut self) {
        self.progress.sent();
    }
}

/// A socket, telling the connection's progress.
struct Watched {
    stream: TcpStream,
    progress: Progress,
}

impl AsyncRead for Watched {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buf.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(cx, buf);
        if buf.filled().len() > before {
            self.progress.bytes_arrived();
        } else if read.is_pending() {
            self.progress.silent();
        }
        read
    }
}

impl AsyncWrite for Watched {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(cx, buf);
        self.progress.taken(written.is_ready());
        written
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(cx, bufs);
        self.progress.taken(written.is_ready());
        written
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
