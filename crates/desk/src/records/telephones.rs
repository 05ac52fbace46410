//! What colleagues' telephones do, as their PBX tells it: events say nothing of one that is switched
//! off. Asked only while somebody looks.

use std::{collections::HashMap, sync::Mutex, time::Duration};

use kimo_calls::HookId;
use kimo_history::{Proof, ReadError};
use kimo_pbx::TelephoneState;
use tokio::time::Instant;

use super::link::Link;
use crate::{Desk, api::FeedItem, locked::locked};

type States = HashMap<String, TelephoneState>;

/// What was last told, for each hook; held by the desk.
#[derive(Debug, Default)]
pub(crate) struct Telephones(Mutex<HashMap<HookId, Told>>);

#[derive(Debug, Default)]
struct Told {
    /// When it was last asked for.
    asked_at: Option<Instant>,
    /// What was told, and when.
    states: Option<(Instant, States)>,
}

impl Telephones {
    /// What is known of each extension, unless that is too old to be said.
    pub(crate) fn states(&self) -> States {
        let now = Instant::now();
        let told = locked(&self.0);
        let states = told.values().filter_map(|told| told.states.as_ref());
        let fresh = states.filter(|(at, _)| now.duration_since(*at) < STALE);
        fresh.flat_map(|(_, states)| states.clone()).collect()
    }

    /// Whether it is to be asked for once more, which then is done.
    fn is_due(&self, hook: HookId, now: Instant) -> bool {
        let mut told = locked(&self.0);
        let told = told.entry(hook).or_default();
        let is_due = |at| now.duration_since(at) >= BETWEEN;
        let is_due = told.asked_at.is_none_or(is_due);
        if is_due {
            told.asked_at = Some(now);
        }
        is_due
    }

    /// Keeps what was told. Gives whether it is otherwise than before.
    fn keep(&self, hook: HookId, states: States) -> bool {
        let mut told = locked(&self.0);
        let Some(told) = told.get_mut(&hook) else {
            return false;
        };
        let before = told.states.replace((Instant::now(), states));
        let before = before.map(|(_, states)| states);
        before.as_ref() != told.states.as_ref().map(|(_, states)| states)
    }
}

/// Has every PBX asked that tells of them, and windows told of what is new. Never waits.
pub(crate) async fn look(desk: &Desk) -> Result<(), ReadError> {
    let (proofs, hooks) = desk
        .read(|reader| Ok((reader.proofs()?, reader.hooks()?)))
        .await?;
    // Of the others not even the key is wanted, which a keyring may have to ask its owner for.
    let tells = |proof: &Proof| {
        let mut hooks = hooks.iter().map(|summary| &summary.hook);
        let hook = hooks.find(|hook| hook.id == proof.hook);
        let api = hook.and_then(|hook| kimo_pbx::adapter(hook.pbx)?.api(&hook.meaning));
        api.is_some_and(|api| api.telephones().is_some())
    };
    for proof in proofs.into_iter().filter(tells) {
        let asking = desk.clone();
        if desk.0.records.telephones.is_due(proof.hook, Instant::now()) {
            desk.spawn(async move { ask(&asking, &proof).await });
        }
    }
    Ok(())
}

/// What is not told is nothing to be told of: the page says what events say.
async fn ask(desk: &Desk, proof: &Proof) {
    let Ok(link) = Link::of(desk, proof).await else {
        return;
    };
    let Some(request) = link.api.telephones() else {
        return;
    };
    let read = link.ask(desk, &request, |answer| link.api.read_telephones(answer));
    match read.await {
        Ok((all, _)) => {
            let states = all.into_iter().take(MOST);
            let states = states.map(|one| (one.number, one.state)).collect();
            if desk.0.records.telephones.keep(proof.hook, states) {
                desk.tell(FeedItem::Colleagues);
            }
        }
        Err(error) => tracing::debug!(%error, "what the telephones do is not told"),
    }
}

/// Between two questions; an office has several desks, and a PBX counts them together.
const BETWEEN: Duration = Duration::from_secs(60);
/// What was told so long ago may be otherwise.
const STALE: Duration = Duration::from_secs(150);
const MOST: usize = 5_000;
