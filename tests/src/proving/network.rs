//! The way from the desk to the PBXs' interfaces.

use std::{
    io,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use axum::{Router, body::Body};
use http_body_util::{BodyExt, Full, combinators::UnsyncBoxBody};
use hyper::{Request, Response, body::Bytes};
use kimo_desk::simulated::{Broke, Brought};
use tokio::{runtime::Handle, sync::Notify, task::spawn_blocking};
use tower::ServiceExt;

use super::{trouble::fault, world::World};
use crate::interfaces::Fault;

/// What the desk and everything around it share.
#[derive(Clone)]
pub(super) struct Shared {
    world: Arc<Mutex<World>>,
    /// The desk is killed, in the middle of what it does.
    pub(super) killed: Arc<Notify>,
}

impl Shared {
    pub(super) fn new(world: World) -> Self {
        Self {
            world: Arc::new(Mutex::new(world)),
            killed: Arc::default(),
        }
    }

    pub(super) fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does something in the world, in which no time passes: while it waits for the history, the
    /// runtime's clock stands.
    pub(super) async fn meanwhile<T: Send + 'static>(
        &self,
        act: impl FnOnce(&mut World, &Handle) -> T + Send + 'static,
    ) -> T {
        let (shared, runtime) = (self.clone(), Handle::current());
        let done = spawn_blocking(move || act(&mut shared.world(), &runtime));
        match done.await {
            Ok(done) => done,
            Err(error) => std::panic::resume_unwind(error.into_panic()),
        }
    }

    /// Brings a request.
    pub(super) fn bring(&self, request: Request<Full<Bytes>>) -> Brought {
        let shared = self.clone();
        Box::pin(async move { shared.answer(request).await })
    }

    async fn answer(
        &self,
        request: Request<Full<Bytes>>,
    ) -> Result<Response<UnsyncBoxBody<Bytes, Broke>>, Broke> {
        let (parts, body) = request.into_parts();
        let body = body.collect().await.unwrap_or_default().to_bytes();
        let host = parts.uri.host().unwrap_or_default().to_owned();
        let query = parts.uri.query().unwrap_or_default().to_owned();
        let text = String::from_utf8_lossy(&body).into_owned();
        let way = self.meanwhile(move |world, runtime| world.asked(&host, &query, &text, runtime));
        let Way { router, begins } = match way.await {
            Ok(way) => way,
            Err(Lost::Killed) => {
                self.killed.notify_one();
                return std::future::pending().await;
            }
            Err(Lost::NoNetwork) => {
                let error = io::Error::from(io::ErrorKind::HostUnreachable);
                return Err(Broke(error.into()));
            }
        };
        let request = Request::from_parts(parts, Body::from(body));
        let begun = self.world().clocks.second();
        let answer = router.oneshot(request).await.unwrap_or_default();
        if let Some(place) = begins.filter(|_| answer.status().is_success()) {
            self.world().stations[place].said.first_page = begun;
        }
        Ok(answer.map(|body| body.map_err(|error| Broke(error.into())).boxed_unsync()))
    }
}

/// Who answers, and whose reading begins.
struct Way {
    router: Router,
    begins: Option<usize>,
}

enum Lost {
    Killed,
    NoNetwork,
}

impl World {
    fn asked(
        &mut self,
        host: &str,
        query: &str,
        body: &str,
        runtime: &Handle,
    ) -> Result<Way, Lost> {
        self.catch_up(runtime);
        self.something_happens(runtime);
        // The computer may have slept, and the world gone on.
        self.catch_up(runtime);
        self.tally.asked += 1;
        if self.down_until.is_some() || self.broken.is_some() {
            return Err(Lost::Killed);
        }
        let mut stations = self.stations.iter().enumerate();
        let found = stations.find(|(_, station)| station.switch.host() == host);
        let Some((place, station)) = found.filter(|_| self.is_online) else {
            return Err(Lost::NoNetwork);
        };
        let is_out = station.out_until > self.clocks.second();
        let fault = match is_out {
            true => Some(Fault::Status(503)),
            false => fault(&mut self.dice).filter(|_| !self.is_calm),
        };
        station.switch.fail(fault);
        let is_wrong = fault.is_some_and(|fault| !matches!(fault, Fault::Slow(_)));
        if let Some(fault) = fault {
            *self.tally.faults.entry(named(fault)).or_default() += 1;
        }
        let begins = station.switch.begins(query, body) && !is_wrong;
        Ok(Way {
            router: station.switch.router(),
            begins: begins.then_some(place),
        })
    }
}

fn named(fault: Fault) -> &'static str {
    match fault {
        Fault::Status(_) => "5xx",
        Fault::Cut => "cut",
        Fault::Shape => "shape",
        Fault::Slow(_) => "slow",
        Fault::TooOften(_) => "429",
    }
}
