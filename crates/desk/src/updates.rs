//! Newer versions of Kimo, as far as the desk has to do with them: what is known of them, and what the
//! user wants of them. The desktop program looks for them.

use std::sync::Mutex;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc;
use ts_rs::TS;

/// How a newer version gets onto this computer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum UpdateWay {
    /// Nobody looks for one: there is no desktop, or this Kimo was built without saying where.
    #[default]
    Unknown,
    /// Kimo fetches it, and its installer puts it in place.
    Here,
    /// Kimo was installed as a package of the system, and so is what is newer.
    Package,
    /// Kimo was put there by hand, and so is what is newer.
    ByHand,
}

/// What is being done about a newer version.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum UpdateStage {
    /// Nothing.
    #[default]
    Idle,
    /// Looking for one.
    Looking,
    /// Fetching it.
    Fetching,
    /// It is here and signed by us, and waits until nobody is on the phone.
    Waiting,
    /// Its installer runs, and is about to end this Kimo.
    Installing,
}

/// Why there is no newer version now: the text `updates-failure-<name>` says it in the user's language.
/// Nothing of this Kimo was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum UpdateFailure {
    /// Where newer versions are told of does not answer.
    NotReached,
    /// What it answered tells of no version.
    NotUnderstood,
    /// It tells of a version that is not for this system.
    NotForThisSystem,
    /// It could not be fetched whole.
    CutShort,
    /// What was fetched is not what we signed for this version.
    NotSigned,
    /// There is no room for it on the disk.
    NoRoom,
    /// It cannot be kept, or its installer not be started.
    NotStarted,
    /// Its installer ended and left this Kimo in place.
    NotReplaced,
}

/// What is known of newer versions, and what is being done about one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct UpdateNews {
    /// How one gets here.
    pub way: UpdateWay,
    /// When somebody looked for one and was answered.
    #[ts(as = "Option<String>")]
    pub looked_at: Option<Timestamp>,
    /// The newer version, `0.2.0`.
    pub newer: Option<String>,
    /// What is being done.
    pub stage: UpdateStage,
    /// How much of it is fetched, in percent, where that is known.
    pub fetched: Option<u8>,
    /// Why the last try came to nothing.
    pub failure: Option<UpdateFailure>,
}

/// What the user wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UpdateWish {
    /// To know whether there is a newer version.
    Look,
    /// To have it put in place.
    Take,
    /// To have what is being fetched, or waits, not put in place.
    Leave,
}

/// What the user wants, one after the other.
#[derive(Debug)]
pub struct UpdateWishes(pub(crate) mpsc::UnboundedReceiver<UpdateWish>);

impl UpdateWishes {
    /// The next one; `None` once somebody else hears of them.
    pub async fn next(&mut self) -> Option<UpdateWish> {
        self.0.recv().await
    }

    /// Resolves once what was taken is left again.
    pub async fn left(&mut self) {
        loop {
            match self.next().await {
                Some(UpdateWish::Leave) => return,
                Some(UpdateWish::Look | UpdateWish::Take) => {}
                None => std::future::pending().await,
            }
        }
    }

    /// Whether what was taken has been left again by now. Once it is being installed it is not
    /// left any more.
    pub fn has_left(&mut self) -> bool {
        self.0.try_recv() == Ok(UpdateWish::Leave)
    }
}

/// What is known, and who hears of wishes.
#[derive(Debug, Default)]
pub(crate) struct Updates {
    pub(crate) news: Mutex<UpdateNews>,
    pub(crate) wishes: Mutex<Option<mpsc::UnboundedSender<UpdateWish>>>,
}
