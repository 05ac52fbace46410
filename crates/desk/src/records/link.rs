//! A hook's way to the interface of its PBX: where it is, and the key.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use kimo_calls::{Hook, HookId};
use kimo_history::{KeepError, Proof, ReadError};
use kimo_pbx::{
    Api, ApiAnswer, ApiKey, ApiRequest, Limit, PageAt, RecordingsKey, RecordsPage, Refusal, Window,
};
use tokio::time::{sleep, timeout};

use super::{
    client::NoAnswer,
    key_name,
    pace::{Counted, Pace},
    recordings_key_name,
};
use crate::Desk;

/// A hook's way to the interface of its PBX. `Debug` shows no key.
#[derive(Clone)]
pub(crate) struct Link {
    pub(crate) hook: Hook,
    pub(crate) api: &'static dyn Api,
    pub(crate) base: String,
    pub(crate) key: ApiKey,
    /// What the key has to be where it opens the recordings, and nothing else.
    pub(crate) of_recordings: Option<&'static RecordingsKey>,
}

/// Why something could not be had of a PBX's interface. Nothing in it is a secret.
#[derive(Clone, Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// It refuses.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// It does not answer.
    #[error(transparent)]
    NoAnswer(#[from] NoAnswer),
    /// There is no key, or it cannot be had.
    #[error("the key cannot be had")]
    NoKey,
    /// What it lists changes faster than it can be read.
    #[error("the list changes while it is read")]
    Grows,
    /// What time it is there is not told, or differs from the time here by too much.
    #[error("the clocks differ")]
    Clocks,
    /// Most of what is known here is gone there, which may be its fault.
    #[error("most of what is known is gone")]
    LostMost,
    /// The history did not take it.
    #[error(transparent)]
    Kept(#[from] KeepError),
}

impl From<ReadError> for Failure {
    fn from(error: ReadError) -> Self {
        Self::Kept(KeepError::Other(error.to_string()))
    }
}

impl Failure {
    /// Names the texts `records-failure-<code>`.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::Refused(refusal) => refusal.code(),
            Self::NoAnswer(none) => none.code(),
            Self::NoKey => "no-key",
            Self::Grows => "grows",
            Self::Clocks => "clocks",
            Self::LostMost => "lost-most",
            Self::Kept(_) => "not-kept",
        }
    }

    /// Whether the same may well be had a little later.
    pub(crate) fn passes(&self) -> bool {
        match self {
            Self::Refused(refusal) => refusal.passes(),
            Self::NoAnswer(none) => matches!(none, NoAnswer::Unreachable | NoAnswer::TooLate),
            Self::Grows => true,
            Self::NoKey | Self::Clocks | Self::LostMost | Self::Kept(_) => false,
        }
    }
}

impl Link {
    /// The way of a hook that has a key; an error where that cannot be had.
    pub(crate) async fn of(desk: &Desk, proof: &Proof) -> Result<Self, Failure> {
        let (hook, api) = interface(desk, proof.hook).await?;
        let key = key(desk, key_name(hook.id)).await?;
        is_still(desk, hook.id, |is| is.base == proof.base).await?;
        Ok(Self {
            base: proof.base.clone().unwrap_or_else(|| api.base().to_owned()),
            key,
            hook,
            api,
            of_recordings: None,
        })
    }

    /// Its way to the recordings: another one where they need a key of their own.
    pub(crate) async fn to_recordings(desk: &Desk, proof: &Proof) -> Result<Self, Failure> {
        let (hook, api) = interface(desk, proof.hook).await?;
        let Some(own) = api.recordings_key() else {
            return Self::of(desk, proof).await;
        };
        let at = proof.recordings.as_ref().ok_or(Failure::NoKey)?;
        let key = key(desk, recordings_key_name(hook.id)).await?;
        is_still(desk, hook.id, |is| is.recordings == proof.recordings).await?;
        Ok(Self {
            base: at.base.clone().unwrap_or_else(|| own.base.to_owned()),
            key,
            hook,
            api,
            of_recordings: Some(own),
        })
    }

    /// Whether the key is written as it has to be.
    fn is_key(&self) -> bool {
        match self.of_recordings {
            Some(own) => (own.takes)(&self.key),
            None => self.api.takes(&self.key),
        }
    }

    /// Asks, when its turn has come, and again where that may help. Gives what time it was there
    /// beside what was read.
    pub(crate) async fn ask<T>(
        &self,
        desk: &Desk,
        request: &ApiRequest,
        read: impl Fn(&ApiAnswer<'_>) -> Result<T, Refusal>,
    ) -> Result<(T, Option<Timestamp>), Failure> {
        if !self.is_key() {
            return Err(Refusal::Settings.into());
        }
        let records = &desk.0.records;
        let who = Pace::counted(&self.base, &self.key);
        records.recalled.get_or_init(|| recall(desk)).await;
        let mut tries = 0;
        loop {
            if !records.pace.turn(who, request.limits).await {
                return Err(Refusal::TooOften.into());
            }
            note_asking(desk, who, request.limits);
            let sent = records.client()?.send(request, &self.base, &self.key).await;
            let mut retry_after = None;
            let came = match sent {
                Ok(answered) => {
                    retry_after = answered.retry_after;
                    let (status, body) = (answered.status, &*answered.body);
                    let read = read(&ApiAnswer { status, body });
                    read.map(|read| (read, answered.date))
                        .map_err(Failure::from)
                }
                Err(none) => Err(none.into()),
            };
            let failure = match came {
                Ok(came) => return Ok(came),
                Err(failure) => failure,
            };
            tries += 1;
            let is_too_often = matches!(failure, Failure::Refused(Refusal::TooOften));
            if is_too_often {
                // For everybody here who asks for the like.
                let rest = retry_after
                    .unwrap_or_else(|| backoff(AFTER_TOO_OFTEN, tries, records.around.chance()));
                records.pace.rest(who, request.limits, rest);
                note_rest(desk, who, request.limits, rest);
            }
            if !request.repeatable || !failure.passes() || tries >= MOST_TRIES {
                return Err(failure);
            }
            tracing::debug!(%failure, tries, "the PBX's interface is asked again");
            if !is_too_often {
                sleep(backoff(AGAIN, tries, records.around.chance())).await;
            }
        }
    }
}

impl Link {
    /// A page of the records of a window, and what time it was there.
    pub(super) async fn ask_for_records(
        &self,
        desk: &Desk,
        window: &Window,
        page: PageAt,
    ) -> Result<(RecordsPage, Option<Timestamp>), Failure> {
        let meaning = &self.hook.meaning;
        let request = self.api.records(window, page, meaning)?;
        let read = |answer: &ApiAnswer<'_>| self.api.read_records(answer, meaning);
        self.ask(desk, &request, read).await
    }

    /// Whether the key is accepted for the records. Gives how many extensions there are and how many
    /// people are in the phone book, as far as the PBX tells.
    pub(crate) async fn check(&self, desk: &Desk) -> Result<(Option<u64>, Option<u64>), Failure> {
        let looking = async {
            let to = desk.0.records.now();
            let from = to
                .saturating_sub(SignedDuration::from_hours(1))
                .unwrap_or(to);
            self.ask_for_records(desk, &Window { from, to }, PageAt::FIRST)
                .await?;
            let extensions = match self.api.extensions() {
                Some(request) => self
                    .ask(desk, &request, |answer| self.api.read_extensions(answer))
                    .await
                    .ok(),
                None => None,
            };
            let contacts = match self.api.contacts(1) {
                Some(request) => self
                    .ask(desk, &request, |answer| self.api.read_contacts(answer))
                    .await
                    .ok(),
                None => None,
            };
            Ok::<_, Failure>((
                extensions.map(|(all, _)| all.len() as u64),
                contacts.map(|(page, _)| page.total),
            ))
        };
        match timeout(PATIENCE, looking).await {
            Ok(checked) => checked,
            Err(_) => Err(NoAnswer::TooLate.into()),
        }
    }
}

/// Has the pace know what was sent before this start.
async fn recall(desk: &Desk) {
    match desk.read(|reader| reader.askings()).await {
        Ok(askings) => desk.0.records.pace.recall(&askings, desk.0.records.now()),
        Err(error) => tracing::warn!(%error, "how often the PBXs were asked cannot be read"),
    }
}

/// Has it counted also after the next start. Where that cannot be kept, the interface is asked all the
/// same.
fn note_asking(desk: &Desk, who: Counted, limits: &'static [Limit]) {
    let kinds = limits.iter().map(|limit| limit.name).collect();
    if let Ok(writer) = desk.writer() {
        writer.note_asking(who.0, kinds, desk.0.records.now());
    }
}

fn note_rest(desk: &Desk, who: Counted, limits: &'static [Limit], rest: Duration) {
    let kinds = limits.iter().map(|limit| limit.name).collect();
    let now = desk.0.records.now();
    let until = now.saturating_add(SignedDuration::try_from(rest).unwrap_or(SignedDuration::MAX));
    if let Ok(writer) = desk.writer() {
        writer.note_rest(who.0, kinds, until.unwrap_or(now));
    }
}

/// A hook, and the interface of its PBX.
async fn interface(desk: &Desk, hook: HookId) -> Result<(Hook, &'static dyn Api), Failure> {
    let hooks = desk.read(|reader| reader.hooks()).await?.into_iter();
    let mut hooks = hooks.map(|summary| summary.hook);
    let found = hooks.find(|known| known.id == hook);
    let hook = found.ok_or(Failure::NoKey)?;
    let api = kimo_pbx::adapter(hook.pbx).and_then(|adapter| adapter.api(&hook.meaning));
    Ok((hook, api.ok_or(Failure::NoKey)?))
}

/// An error where another key was entered since the proof was read, for another place: a key goes nowhere
/// but where it was entered for. Whoever enters one has the former key gone before that place is noted.
async fn is_still(
    desk: &Desk,
    hook: HookId,
    is_so: impl Fn(&Proof) -> bool,
) -> Result<(), Failure> {
    let proofs = desk.read(|reader| reader.proofs()).await?;
    let is_still = proofs
        .iter()
        .any(|proof| proof.hook == hook && is_so(proof));
    is_still.then_some(()).ok_or(Failure::NoKey)
}

/// A key of a hook's PBX, out of the secrets; a keyring may have to ask its owner first.
async fn key(desk: &Desk, name: String) -> Result<ApiKey, Failure> {
    let asking = desk.clone();
    let asked = tokio::task::spawn_blocking(move || {
        let secrets = asking.secrets().map_err(|error| error.to_string())?;
        secrets.get(&name).map_err(|error| error.to_string())
    });
    match timeout(KEYRING, asked).await {
        Ok(Ok(Ok(Some(key)))) => ApiKey::read(&key).ok_or(Failure::NoKey),
        Ok(Ok(Err(error))) => {
            tracing::warn!(%error, "the key of a PBX's interface cannot be had");
            Err(Failure::NoKey)
        }
        _ => Err(Failure::NoKey),
    }
}

/// Doubled with every try, and each shortened at random by up to a third, so that the desks of an
/// office do not all come back at once.
fn backoff(first: Duration, tries: u32, chance: f64) -> Duration {
    first
        .saturating_mul(1 << tries.saturating_sub(1).min(6))
        .mul_f64(1.0 - chance / 3.0)
}

const MOST_TRIES: u32 = 4;
const AGAIN: Duration = Duration::from_secs(1);
const AFTER_TOO_OFTEN: Duration = Duration::from_secs(15);
/// How long somebody waits who has entered a key.
const PATIENCE: Duration = Duration::from_secs(45);
const KEYRING: Duration = Duration::from_secs(60);

#[cfg(test)]
mod tests {
    use kimo_calls::{Account, SettingValue};
    use kimo_history::{NewHook, RecordingsAt};

    use super::*;
    use crate::private_file;

    #[tokio::test]
    async fn a_key_goes_nowhere_but_where_it_was_entered_for() {
        let dir = tempfile::tempdir().unwrap();
        let desk = Desk::offline(dir.path()).await.unwrap();
        // No keyring of whoever runs this.
        private_file::replace(&dir.path().join("secrets.json"), b"{}").unwrap();
        let own = |api: &&'static dyn Api| api.recordings_key().is_some();
        let found = kimo_pbx::adapters().iter().find_map(|adapter| {
            let mut meaning = kimo_pbx::meaning_of(adapter.id());
            let numbers = SettingValue::Text("74990000000".to_owned());
            meaning
                .settings
                .insert("history_numbers".to_owned(), numbers);
            adapter
                .api(&meaning)
                .filter(own)
                .map(|_| (adapter.id(), meaning))
        });
        let (pbx, meaning) = found.unwrap();
        let hook = NewHook {
            pbx,
            account: Account::default(),
            name: "hook".to_owned(),
            basic_user: None,
            meaning,
        };
        let writer = desk.writer().unwrap();
        let hook = writer.add_hook(hook).await.unwrap().id;
        let enter = async |key: &str, place: &str| {
            let base = Some(place.to_owned());
            writer.use_records(hook, base.clone()).await.unwrap();
            let at = Some(RecordingsAt { base });
            writer.use_recordings(hook, at).await.unwrap();
            let secrets = desk.secrets().unwrap();
            for name in [key_name(hook), recordings_key_name(hook)] {
                secrets.set(&name, key).unwrap();
            }
            desk.read(|reader| reader.proofs()).await.unwrap().remove(0)
        };
        let goes = |link: Result<Link, Failure>| link.map(|link| (link.key, link.base));
        let first = enter("first", "https://one.example").await;
        let is_first = |(key, base): (ApiKey, String)| {
            assert_eq!((key.expose(), &*base), ("first", "https://one.example"));
        };
        is_first(goes(Link::of(&desk, &first).await).unwrap());
        is_first(goes(Link::to_recordings(&desk, &first).await).unwrap());

        let second = enter("second", "https://two.example").await;
        for late in [
            Link::of(&desk, &first).await,
            Link::to_recordings(&desk, &first).await,
        ] {
            assert!(matches!(late, Err(Failure::NoKey)));
        }
        let (key, base) = goes(Link::of(&desk, &second).await).unwrap();
        assert_eq!((key.expose(), &*base), ("second", "https://two.example"));
    }
}
