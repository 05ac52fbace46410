//! A notification server that only takes down what it is told, with the time.

use std::{collections::HashMap, time::Instant};

use tokio::sync::watch;
use zbus::{Connection, interface, object_server::SignalEmitter, zvariant::OwnedValue};

use crate::{eventually::eventually, session::Session};

/// The server and what is on its screen.
pub(crate) struct Recorder {
    connection: Connection,
    book: watch::Receiver<Book>,
}

/// What the server was told.
#[derive(Clone, Debug, Default)]
pub(crate) struct Book {
    /// What is on the screen, oldest first.
    pub(crate) screen: Vec<Note>,
    /// Every `Notify`, in order.
    pub(crate) told: Vec<Note>,
}

/// A notification.
#[derive(Clone, Debug)]
pub(crate) struct Note {
    pub(crate) id: u32,
    pub(crate) replaces: u32,
    pub(crate) title: String,
    pub(crate) body: String,
    /// Key and label in turn.
    pub(crate) actions: Vec<String>,
    pub(crate) timeout: i32,
    pub(crate) at: Instant,
}

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";

impl Recorder {
    /// A server without markup.
    pub(crate) async fn start(session: &Session) -> Self {
        Self::with_capabilities(session, &["actions", "body"]).await
    }

    pub(crate) async fn with_capabilities(session: &Session, capabilities: &[&str]) -> Self {
        Self::with(session, "recorder", capabilities).await
    }

    /// One that says that it is this server.
    pub(crate) async fn named(session: &Session, name: &'static str) -> Self {
        Self::with(session, name, &["actions", "body"]).await
    }

    async fn with(session: &Session, name: &'static str, capabilities: &[&str]) -> Self {
        let (writes, book) = watch::channel(Book::default());
        let server = Server {
            book: writes,
            capabilities: capabilities.iter().map(|&name| name.to_owned()).collect(),
            last: 0,
            name,
            inhibited: false,
            closes_what_is_replaced: false,
        };
        let connection = session.connect().await;
        connection
            .object_server()
            .at(PATH, server)
            .await
            .expect("nobody else is at that path");
        answers(&connection).await;
        connection
            .request_name(NAME)
            .await
            .expect("the name is free");
        Self { connection, book }
    }

    /// What it was told until now.
    pub(crate) fn book(&self) -> Book {
        self.book.borrow().clone()
    }

    /// Waits until the screen looks as asked and gives it back.
    pub(crate) async fn screen(&self, what: &str, right: impl Fn(&[Note]) -> bool) -> Vec<Note> {
        eventually(what, async || {
            let book = self.book.borrow();
            right(&book.screen).then(|| book.screen.clone())
        })
        .await
    }

    /// Waits for one popup with this title and gives it back.
    pub(crate) async fn popup(&self, title: &str) -> Note {
        let screen = self
            .screen(&format!("a popup for {title:?}"), |screen| {
                screen.iter().any(|note| note.title == title)
            })
            .await;
        let found = screen.into_iter().find(|note| note.title == title);
        found.expect("it was there a moment ago")
    }

    /// Presses a button, and closes the popup as servers do.
    pub(crate) async fn press(&self, id: u32, key: &str) {
        let server = self.server().await;
        Server::action_invoked(server.signal_emitter(), id, key)
            .await
            .expect("the bus is there");
        self.close(id).await;
    }

    /// Closes a popup as its user does.
    pub(crate) async fn close(&self, id: u32) {
        let server = self.server().await;
        server.get_mut().await.forget(id);
        Server::notification_closed(server.signal_emitter(), id, BY_THE_USER)
            .await
            .expect("the bus is there");
    }

    /// From now on its user closes every popup just before it is replaced.
    pub(crate) async fn close_what_is_replaced(&self) {
        let server = self.server().await;
        server.get_mut().await.closes_what_is_replaced = true;
    }

    /// From now on it keeps popups from the screen, as Plasma does.
    pub(crate) async fn inhibit(&self, inhibited: bool) {
        let server = self.server().await;
        server.get_mut().await.inhibited = inhibited;
    }

    async fn server(&self) -> zbus::object_server::InterfaceRef<Server> {
        let objects = self.connection.object_server();
        objects.interface(PATH).await.expect("it is there")
    }
}

/// Why a popup was closed.
const BY_THE_USER: u32 = 2;

struct Server {
    book: watch::Sender<Book>,
    capabilities: Vec<String>,
    last: u32,
    name: &'static str,
    inhibited: bool,
    closes_what_is_replaced: bool,
}

impl Server {
    fn forget(&mut self, id: u32) {
        self.book
            .send_modify(|book| book.screen.retain(|note| note.id != id));
    }
}

#[interface(name = "org.freedesktop.Notifications")]
impl Server {
    #[allow(clippy::too_many_arguments)]
    async fn notify(
        &mut self,
        _app_name: String,
        replaces_id: u32,
        _app_icon: String,
        summary: String,
        body: String,
        actions: Vec<String>,
        _hints: HashMap<String, OwnedValue>,
        expire_timeout: i32,
        #[zbus(signal_emitter)] emitter: SignalEmitter<'_>,
    ) -> zbus::fdo::Result<u32> {
        let at = Instant::now();
        if replaces_id != 0 && self.closes_what_is_replaced {
            self.forget(replaces_id);
            Self::notification_closed(&emitter, replaces_id, BY_THE_USER).await?;
        }
        let on_screen = self
            .book
            .borrow()
            .screen
            .iter()
            .any(|it| it.id == replaces_id);
        let id = if on_screen {
            replaces_id
        } else {
            self.last += 1;
            self.last
        };
        let note = Note {
            id,
            replaces: replaces_id,
            title: summary,
            body,
            actions,
            timeout: expire_timeout,
            at,
        };
        self.book.send_modify(|book| {
            book.told.push(note.clone());
            match book.screen.iter_mut().find(|present| present.id == id) {
                Some(present) => *present = note,
                None => book.screen.push(note),
            }
        });
        Ok(id)
    }

    async fn close_notification(
        &mut self,
        id: u32,
        #[zbus(signal_emitter)] emitter: SignalEmitter<'_>,
    ) -> zbus::fdo::Result<()> {
        const BY_CALL: u32 = 3;
        self.forget(id);
        Ok(Self::notification_closed(&emitter, id, BY_CALL).await?)
    }

    fn get_capabilities(&self) -> Vec<String> {
        self.capabilities.clone()
    }

    fn get_server_information(&self) -> (&str, &str, &str, &str) {
        (self.name, "Kimo", "1", "1.2")
    }

    /// Plasma's own.
    #[zbus(property)]
    fn inhibited(&self) -> bool {
        self.inhibited
    }

    #[zbus(signal)]
    async fn action_invoked(
        emitter: &SignalEmitter<'_>,
        id: u32,
        action_key: &str,
    ) -> zbus::Result<()>;

    #[zbus(signal)]
    async fn notification_closed(
        emitter: &SignalEmitter<'_>,
        id: u32,
        reason: u32,
    ) -> zbus::Result<()>;
}

/// Waits until calls to this connection are answered. The library takes them up in a task of its
/// own, and a call that comes before that is never answered.
async fn answers(connection: &Connection) {
    let own = connection
        .unique_name()
        .expect("the bus has named it")
        .to_owned();
    crate::eventually::eventually("calls are answered", async || {
        let peer = Some("org.freedesktop.DBus.Peer");
        let ping = connection.call_method(Some(&own), PATH, peer, "Ping", &());
        let soon = std::time::Duration::from_millis(100);
        tokio::time::timeout(soon, ping).await.ok()?.ok()
    })
    .await;
}
