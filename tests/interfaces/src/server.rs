//! What runs a stand-in, and its clock.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
};

use axum::{
    Router, extract::State, http::header, middleware::map_response_with_state, response::Response,
};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use tokio::sync::oneshot;

/// A running server; it ends when dropped.
pub(super) struct Server {
    base: String,
    router: Router,
    _stop: Option<oneshot::Sender<()>>,
}

impl Server {
    /// At an address of its own.
    pub(super) fn start(router: Router) -> std::io::Result<Self> {
        let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
        listener.set_nonblocking(true)?;
        let base = format!("http://{}", listener.local_addr()?);
        let (stop, stopped) = oneshot::channel::<()>();
        let served = router.clone();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        thread::spawn(move || {
            let ended = runtime.block_on(async move {
                let listener = tokio::net::TcpListener::from_std(listener)?;
                tokio::select! {
                    served = async { axum::serve(listener, served).await } => served,
                    _ = stopped => Ok(()),
                }
            });
            if let Err(error) = ended {
                eprintln!("the stand-in ended: {error}");
            }
        });
        Ok(Self {
            base,
            router,
            _stop: Some(stop),
        })
    }

    /// At no address: whoever wants an answer asks the router.
    pub(super) fn nowhere(router: Router) -> Self {
        Self {
            base: String::new(),
            router,
            _stop: None,
        }
    }

    pub(super) fn router(&self) -> Router {
        self.router.clone()
    }

    pub(super) fn base(&self) -> &str {
        &self.base
    }
}

/// What a stand-in has, for its server and for the test.
pub(super) fn locked<T>(inside: &Mutex<T>) -> MutexGuard<'_, T> {
    // A test that panicked meanwhile is its own report.
    inside.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What time it is at a stand-in.
#[derive(Clone)]
pub(super) struct Clock(Arc<Mutex<Teller>>);

type Teller = Box<dyn Fn() -> Timestamp + Send>;

impl Default for Clock {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(Box::new(Timestamp::now))))
    }
}

impl Clock {
    pub(super) fn now(&self) -> Timestamp {
        (*locked(&self.0))()
    }

    /// Ahead of this computer by so much.
    pub(super) fn is_ahead_by(&self, by: SignedDuration) {
        self.is_told_by(move || Timestamp::now() + by);
    }

    pub(super) fn is_told_by(&self, teller: impl Fn() -> Timestamp + Send + 'static) {
        *locked(&self.0) = Box::new(teller);
    }

    /// Has every answer say what time it is here.
    pub(super) fn dating(self, router: Router) -> Router {
        router.layer(map_response_with_state(self, dated))
    }
}

async fn dated(State(clock): State<Clock>, mut answer: Response) -> Response {
    let date = jiff::fmt::rfc2822::to_string(&clock.now().to_zoned(TimeZone::UTC));
    if let Some(date) = date.ok().and_then(|date| date.parse().ok()) {
        answer.headers_mut().insert(header::DATE, date);
    }
    answer
}
