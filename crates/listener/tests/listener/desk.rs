//! A desk that keeps deliveries in memory, and a listener in front of it.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use bytes::Bytes;
use kimo_calls::{Account, BasicCredentials, Hook, HookId, PbxId, Sources, Timestamp};
use kimo_listener::{CannotKeep, HookTable, Keep, Limits, ListenerState, Received, router, serve};
use kimo_pbx::{ReadError, Reading};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::{Semaphore, oneshot},
    task::JoinHandle,
    time::timeout,
};

pub(crate) const VERIMOR: PbxId = PbxId::known("verimor");
pub(crate) const BULUTFON: PbxId = PbxId::known("bulutfon");
pub(crate) const MTT: PbxId = PbxId::known("mtt");

pub(crate) const VERIMOR_TOKEN: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa1";
pub(crate) const BULUTFON_TOKEN: &str = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb2";
pub(crate) const MTT_TOKEN: &str = "ccccccccccccccccccccccccccccccc3";
pub(crate) const PASSWORD: &str = "açık: sésame";

/// A form that Verimor might send; its call is `0a1b-verimor`.
pub(crate) const RINGING: &str = "event_type=ringing&call_uuid=0a1b-verimor&direction=inbound\
    &caller_id_number=905321234567&destination_number=1001&dialed_user=1001\
    &start_stamp=2017-11-13+12%3A00%3A00&domain_id=1";

/// How long a test waits for what must come.
pub(crate) const SOON: Duration = Duration::from_secs(10);

pub(crate) fn hook(id: i64, pbx: PbxId, token: &str) -> Hook {
    Hook {
        id: HookId(id),
        pbx,
        account: Account::default(),
        name: kimo_pbx::title(pbx),
        token: token.parse().unwrap(),
        previous: None,
        basic: None,
        sources: Sources::default(),
        meaning: kimo_pbx::meaning_of(pbx),
    }
}

/// One hook for each PBX; Bulutfon's asks for credentials.
pub(crate) fn hooks() -> HookTable {
    let mut bulutfon = hook(2, BULUTFON, BULUTFON_TOKEN);
    bulutfon.basic = Some(BasicCredentials {
        user: "santral".to_owned(),
        password: Some(PASSWORD.to_owned()),
    });
    HookTable::new(vec![
        hook(1, VERIMOR, VERIMOR_TOKEN),
        bulutfon,
        hook(3, MTT, MTT_TOKEN),
    ])
}

/// What a desk does with a delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mood {
    Keeps,
    HasNoRoom,
    Panics,
}

/// A delivery that was kept.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    pub(crate) hook: Arc<Hook>,
    pub(crate) content_type: Option<String>,
    pub(crate) received_at: Timestamp,
    pub(crate) body: Bytes,
    pub(crate) reading: Result<Reading, ReadError>,
}

#[derive(Clone)]
pub(crate) struct Desk {
    pub(crate) mood: Mood,
    kept: Arc<Mutex<Vec<Kept>>>,
    /// One permit lets one delivery be kept.
    pub(crate) permits: Arc<Semaphore>,
    /// One permit for each delivery that waits to be kept, or was.
    pub(crate) arrived: Arc<Semaphore>,
}

impl Desk {
    pub(crate) fn new(mood: Mood) -> Self {
        Self::with_permits(mood, Semaphore::MAX_PERMITS)
    }

    pub(crate) fn with_permits(mood: Mood, permits: usize) -> Self {
        Self {
            mood,
            kept: Arc::default(),
            permits: Arc::new(Semaphore::new(permits)),
            arrived: Arc::new(Semaphore::new(0)),
        }
    }

    pub(crate) fn kept(&self) -> Vec<Kept> {
        self.kept
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

impl Keep for Desk {
    fn keep(
        &self,
        received: Received,
    ) -> impl Future<Output = Result<(), CannotKeep>> + Send + 'static {
        let desk = self.clone();
        async move {
            desk.arrived.add_permits(1);
            desk.permits.acquire().await.unwrap().forget();
            match desk.mood {
                Mood::Keeps => {
                    let Received {
                        hook,
                        content_type,
                        received_at,
                        deliveries,
                    } = received;
                    let kept = deliveries.into_iter().map(|delivery| Kept {
                        hook: hook.clone(),
                        content_type: content_type.clone(),
                        received_at,
                        body: delivery.body,
                        reading: delivery.reading,
                    });
                    desk.kept.lock().unwrap().extend(kept);
                    Ok(())
                }
                Mood::HasNoRoom => Err(CannotKeep),
                Mood::Panics => panic!("the desk's bug"),
            }
        }
    }
}

/// A listener on a real socket.
pub(crate) struct Running {
    pub(crate) address: SocketAddr,
    pub(crate) desk: Desk,
    pub(crate) state: ListenerState,
    pub(crate) serving: JoinHandle<()>,
    stop: oneshot::Sender<()>,
}

impl Running {
    pub(crate) async fn start(limits: Limits) -> Self {
        Self::start_for(Desk::new(Mood::Keeps), limits).await
    }

    pub(crate) async fn start_for(desk: Desk, limits: Limits) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let state = ListenerState::new(hooks());
        let app = router(state.clone(), desk.clone());
        let serving = tokio::spawn(serve(listener, app, limits, async {
            stopped.await.ok();
        }));
        Self {
            address,
            desk,
            state,
            serving,
            stop,
        }
    }

    pub(crate) async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    /// Everything that comes back for these bytes until the listener closes.
    pub(crate) async fn all_for(&self, bytes: &[u8]) -> String {
        let mut stream = self.connect().await;
        stream.write_all(bytes).await.unwrap();
        rest(&mut stream).await
    }

    /// Tells the listener to stop, and waits until it has.
    pub(crate) async fn stop(self) {
        self.begin_stop().await.await.unwrap();
    }

    pub(crate) async fn begin_stop(self) -> impl Future<Output = Result<(), Missed>> {
        self.stop.send(()).unwrap();
        async move {
            match timeout(SOON, self.serving).await {
                Ok(ended) => {
                    ended.unwrap();
                    Ok(())
                }
                Err(_) => Err(Missed),
            }
        }
    }
}

#[derive(Debug)]
pub(crate) struct Missed;

/// A request that posts a ringing call to Verimor's hook, and asks to be closed after it.
pub(crate) fn ringing_and_close() -> Vec<u8> {
    post(RINGING, "Connection: close\r\n")
}

pub(crate) fn post(body: &str, more_headers: &str) -> Vec<u8> {
    format!(
        "POST /hooks/verimor/{VERIMOR_TOKEN} HTTP/1.1\r\nHost: desk\r\n{more_headers}\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

/// What still comes until the listener closes; a reset counts as closing.
pub(crate) async fn rest(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let ended = timeout(SOON, stream.read_to_end(&mut bytes)).await;
    assert!(ended.is_ok(), "the listener did not close");
    String::from_utf8_lossy(&bytes).into_owned()
}

/// One answer with a body of known length, off a connection that stays open.
pub(crate) async fn answer(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let read = async {
        loop {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            if let Some((head, body)) = text.split_once("\r\n\r\n") {
                let length: usize = head
                    .lines()
                    .find_map(|line| line.strip_prefix("content-length: "))
                    .map_or(0, |length| length.parse().unwrap());
                if body.len() >= length {
                    return text;
                }
            }
            let byte = stream.read_u8().await.unwrap();
            bytes.push(byte);
        }
    };
    timeout(SOON, read).await.expect("an answer")
}

/// Long enough never to run out in a test.
pub(crate) const LONG: Duration = Duration::from_secs(600);

/// No timer runs out.
pub(crate) fn patient() -> Limits {
    Limits {
        connections: 256,
        header_timeout: LONG,
        body_timeout: LONG,
        idle_timeout: LONG,
        send_timeout: LONG,
        linger: LONG,
    }
}

pub(crate) async fn assert_good_delivery(listener: &Running) {
    let answer = listener.all_for(&ringing_and_close()).await;
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    assert!(answer.ends_with("0a1b-verimor"), "{answer}");
}
