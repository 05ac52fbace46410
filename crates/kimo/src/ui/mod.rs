//! The UI's own socket: a loopback address behind a session token, apart from the listener's.
//!
//! The page's address brings the token behind its `#`, which no browser sends; the page keeps it
//! and brings it with each question, in a header. There is no cookie: these go to every port of a
//! computer. Every request must name this socket as its host and come from no other origin; files
//! hold no secret and ask for no more.

mod assets;
mod feed;
mod guard;

use std::{io, net::SocketAddr};

use axum::{
    Json, Router,
    extract::{DefaultBodyLimit, Path, State},
    http::{StatusCode, header},
    middleware,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use kimo_desk::{
    Desk,
    api::{AskError, AskErrorCode},
    connections::{self, Limits},
};
use serde_json::Value;
use tokio::{net::TcpListener, sync::watch};

use guard::Session;

/// A UI socket that is bound and not yet served.
pub(crate) struct UiHost {
    listener: TcpListener,
    session: Session,
}

impl UiHost {
    /// Takes the address, with a fresh token.
    pub(crate) async fn bind(address: SocketAddr) -> io::Result<Self> {
        let listener = TcpListener::bind(address).await?;
        let session = Session::new(listener.local_addr()?).map_err(io::Error::other)?;
        Ok(Self { listener, session })
    }

    /// The address to open in a browser, with the session's token.
    pub(crate) fn url(&self) -> String {
        self.session.url()
    }

    /// Serves until `stop` says so.
    pub(crate) async fn serve(self, desk: Desk, stop: watch::Receiver<bool>) {
        let limits = Limits {
            connections: CONNECTIONS,
            ..Limits::default()
        };
        let mut stopping = stop.clone();
        let app = router(desk, self.session, stop);
        connections::serve(self.listener, app, limits, async move {
            // An error says that the sender is gone, which means the same.
            stopping.wait_for(|stop| *stop).await.ok();
        })
        .await;
    }
}

/// A browser opens six for a page. Whoever opens thousands takes these places and no others: with
/// the deliveries' own they are far fewer than the file handles that a program may have.
const CONNECTIONS: usize = 64;

fn router(desk: Desk, session: Session, stop: watch::Receiver<bool>) -> Router {
    let questions = Router::new()
        .route("/api/feed", get(feed::feed))
        .route("/api/{name}", post(ask))
        .layer(middleware::from_fn_with_state(
            session.clone(),
            guard::in_session,
        ));
    questions
        .fallback(get(assets::asset))
        .layer(DefaultBodyLimit::max(64 * 1024))
        .layer(middleware::from_fn_with_state(session, guard::guard))
        .with_state(Ui { desk, stop })
}

#[derive(Clone)]
struct Ui {
    desk: Desk,
    stop: watch::Receiver<bool>,
}

async fn ask(
    State(ui): State<Ui>,
    Path(name): Path<String>,
    params: Option<Json<Value>>,
) -> Result<Json<Value>, Refusal> {
    let params = params.map_or(Value::Null, |Json(params)| params);
    Ok(Json(ui.desk.ask(&name, params).await?))
}

struct Refusal(AskError);

impl From<AskError> for Refusal {
    fn from(error: AskError) -> Self {
        Self(error)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status = match self.0.code {
            AskErrorCode::NoSuchQuestion | AskErrorCode::NotFound => StatusCode::NOT_FOUND,
            AskErrorCode::BadParams | AskErrorCode::NoContacts | AskErrorCode::OfAddressBook => {
                StatusCode::UNPROCESSABLE_ENTITY
            }
            AskErrorCode::Storage | AskErrorCode::Secrets | AskErrorCode::System => {
                StatusCode::SERVICE_UNAVAILABLE
            }
            AskErrorCode::DesktopOnly => StatusCode::NOT_IMPLEMENTED,
            AskErrorCode::NotDelivered => StatusCode::BAD_GATEWAY,
        };
        (status, [(header::CACHE_CONTROL, "no-store")], Json(self.0)).into_response()
    }
}
