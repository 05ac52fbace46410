//! Entering a hook's address at its PBX by the PBX's own interface. What stands there is read first;
//! another system's address is replaced only where somebody has agreed to it, and put back on request.

use std::time::Duration;

use jiff::Timestamp;
use kimo_calls::{Hook, HookId};
use kimo_history::{EnteredAddress, KeepError, Proof, ReadError};
use kimo_pbx::{Posting, Refusal};
use tokio::time::sleep;

use super::link::{Failure, Link};
use crate::{
    Desk, Listening, Unheard,
    api::{FeedItem, Nothing, address_entered},
    tunnel::TunnelState,
};

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Entered {
    /// It is done.
    Done,
    /// Another system's address stands there: nothing was changed.
    Another {
        /// That.
        address: String,
    },
    /// It was not done: the text `records-failure-<code>`.
    Failed {
        /// Names the text.
        code: &'static str,
    },
}

impl From<Failure> for Entered {
    fn from(failure: Failure) -> Self {
        Self::Failed {
            code: failure.code(),
        }
    }
}

impl From<ReadError> for Entered {
    fn from(error: ReadError) -> Self {
        Failure::from(error).into()
    }
}

impl From<KeepError> for Entered {
    fn from(error: KeepError) -> Self {
        Failure::from(error).into()
    }
}

/// Enters the address of a hook, in the place of this one where another system's stands there.
pub(crate) async fn enter(desk: &Desk, hook: HookId, instead_of: Option<&str>) -> Entered {
    let _alone = desk.0.records.entering.lock().await;
    let outcome = try_to_enter(desk, hook, instead_of).await;
    outcome.unwrap_or_else(|outcome| outcome)
}

/// Puts back what stood there before.
pub(crate) async fn put_back(desk: &Desk, hook: HookId) -> Entered {
    let _alone = desk.0.records.entering.lock().await;
    let outcome = try_to_put_back(desk, hook).await;
    outcome.unwrap_or_else(|outcome| outcome)
}

async fn try_to_enter(
    desk: &Desk,
    hook: HookId,
    instead_of: Option<&str>,
) -> Result<Entered, Entered> {
    let link = link(desk, hook).await?;
    let public = public_address(desk, &link.hook).ok_or(Entered::Failed { code: "not-public" })?;
    let standing = standing(desk, &link).await?;
    let is_another = !standing.address.is_empty() && !is_ours(desk, &link.hook, &standing);
    if is_another && instead_of != Some(standing.address.as_str()) {
        return Ok(Entered::Another {
            address: standing.address,
        });
    }
    let wanted = link.api.everything_to(&public).ok_or_else(not_offered)?;
    change(desk, &link, &wanted).await?;
    // Of an address of ours that stood there without anybody having entered it so, nothing else was
    // there before, as far as anybody knows.
    let before = match is_another || standing.address.is_empty() {
        true => standing,
        false => Posting {
            address: String::new(),
            ..standing
        },
    };
    let before = serde_json::to_string(&before).unwrap_or_default();
    desk.writer()?
        .note_entered(hook, public, before, Timestamp::now())
        .await?;
    nothing_left_to_enter(desk).await;
    Ok(Entered::Done)
}

async fn try_to_put_back(desk: &Desk, hook: HookId) -> Result<Entered, Entered> {
    let link = link(desk, hook).await?;
    let entered = entered(desk, hook).await?;
    let entered = entered.ok_or(Entered::Failed {
        code: "not-entered",
    })?;
    let standing = standing(desk, &link).await?;
    if !is_ours(desk, &link.hook, &standing) {
        // Somebody has entered another since: that is theirs to change.
        desk.writer()?.forget_entered(hook).await?;
        return Ok(Entered::Another {
            address: standing.address,
        });
    }
    let before: Option<Posting> = serde_json::from_str(&entered.before).ok();
    let before = before.filter(|before| !before.address.is_empty());
    // An address must stand there; without one of before, nothing is posted to ours.
    let before = before.unwrap_or_else(|| Posting {
        events: standing
            .events
            .keys()
            .map(|event| (event.clone(), false))
            .collect(),
        ..standing
    });
    change(desk, &link, &before).await?;
    desk.writer()?.forget_entered(hook).await?;
    Ok(Entered::Done)
}

/// Enters the addresses again that this desk has entered, whenever the public address is another one,
/// and never otherwise.
pub(crate) async fn keep_entered(desk: Desk) {
    let mut listening = desk.feed();
    loop {
        let next = match follow(&desk).await {
            true => FAR,
            false => SOON,
        };
        tokio::select! {
            () = sleep(next) => {}
            is_heard = moved(&mut listening) => if !is_heard {
                return;
            },
        }
    }
}

/// Waits until the way to the desk has changed. False once the desk has ended.
async fn moved(listening: &mut Listening) -> bool {
    loop {
        match listening.recv().await {
            Ok(FeedItem::Tunnel) | Err(Unheard::Lagged) => return true,
            Ok(_) => {}
            Err(Unheard::Closed) => return false,
        }
    }
}

/// False where something is still to be done.
async fn follow(desk: &Desk) -> bool {
    let all = match desk.read(|reader| reader.entered_addresses()).await {
        Ok(all) => all,
        Err(error) => {
            tracing::error!(%error, "it cannot be read what was entered at the PBXs");
            return true;
        }
    };
    let mut is_done = true;
    for entered in all {
        let _alone = desk.0.records.entering.lock().await;
        match enter_again(desk, &entered).await {
            Ok(()) => {}
            Err(Entered::Failed { code }) => {
                is_done = false;
                note(desk, &entered, code).await;
            }
            Err(Entered::Done | Entered::Another { .. }) => {}
        }
    }
    is_done
}

async fn enter_again(desk: &Desk, entered: &EnteredAddress) -> Result<(), Entered> {
    let hooks = desk.known_hooks();
    let Some(hook) = hooks.iter().find(|hook| hook.id == entered.hook) else {
        return Ok(());
    };
    // A tunnel that is not there yet has no address, or a former one.
    let is_reached = desk.tunnel().state == TunnelState::Reachable;
    let public = public_address(desk, hook).filter(|_| is_reached);
    let Some(public) = public.filter(|public| *public != entered.address) else {
        return Ok(());
    };
    let link = link(desk, entered.hook).await?;
    let standing = standing(desk, &link).await?;
    if standing.address != entered.address {
        // Somebody has entered another since.
        desk.writer()?.forget_entered(entered.hook).await?;
        return Ok(());
    }
    let wanted = Posting {
        address: public.clone(),
        ..standing
    };
    change(desk, &link, &wanted).await?;
    let before = entered.before.clone();
    desk.writer()?
        .note_entered(entered.hook, public, before, Timestamp::now())
        .await?;
    nothing_left_to_enter(desk).await;
    Ok(())
}

/// Where nothing else is to be entered by hand, nobody is asked to.
async fn nothing_left_to_enter(desk: &Desk) {
    let entered = desk.read(|reader| reader.entered_addresses()).await;
    let entered = entered.unwrap_or_default();
    let hooks = desk.known_hooks();
    let is_entered = |hook: &Hook| {
        let address = public_address(desk, hook);
        let mut all = entered.iter();
        all.any(|one| one.hook == hook.id && Some(&one.address) == address.as_ref())
    };
    if hooks.iter().all(|hook| is_entered(hook))
        && let Err(error) = address_entered(desk, Nothing).await
    {
        tracing::warn!(%error, "that the address was entered is not noted");
    }
}

async fn note(desk: &Desk, entered: &EnteredAddress, code: &'static str) {
    if entered.failure.as_deref() == Some(code) {
        return;
    }
    tracing::warn!(
        code,
        hook = entered.hook.0,
        "the new address cannot be entered at the PBX"
    );
    if let Ok(writer) = desk.writer() {
        let noted = writer.note_not_entered(entered.hook, code.to_owned()).await;
        if let Err(error) = noted {
            tracing::warn!(%error, "why the address was not entered was not noted");
        }
    }
}

/// Has the PBX post so, and reads whether it does: an answer may have been lost.
async fn change(desk: &Desk, link: &Link, wanted: &Posting) -> Result<(), Entered> {
    let request = link.api.post_to(wanted).ok_or_else(not_offered)?;
    let changed = link
        .ask(desk, &request, |answer| link.api.read_posted(answer))
        .await;
    match changed {
        Ok(_) | Err(Failure::NoAnswer(_)) => {}
        Err(failure) => return Err(failure.into()),
    }
    match standing(desk, link).await? == *wanted {
        true => Ok(()),
        false => Err(Failure::from(Refusal::NoAddress).into()),
    }
}

async fn standing(desk: &Desk, link: &Link) -> Result<Posting, Entered> {
    let request = link.api.posting().ok_or_else(not_offered)?;
    let (standing, _) = link
        .ask(desk, &request, |answer| link.api.read_posting(answer))
        .await?;
    Ok(standing)
}

async fn link(desk: &Desk, hook: HookId) -> Result<Link, Entered> {
    let proofs = desk.read(|reader| reader.proofs()).await?;
    let proof: Option<Proof> = proofs.into_iter().find(|proof| proof.hook == hook);
    let proof = proof.ok_or(Entered::Failed { code: "no-key" })?;
    Ok(Link::of(desk, &proof).await?)
}

async fn entered(desk: &Desk, hook: HookId) -> Result<Option<EnteredAddress>, Entered> {
    let all = desk.read(|reader| reader.entered_addresses()).await?;
    Ok(all.into_iter().find(|one| one.hook == hook))
}

/// The address that a PBX can post to; none where the desk has no public one.
fn public_address(desk: &Desk, hook: &Hook) -> Option<String> {
    let public = desk.tunnel().public_url;
    public.map(|_| desk.hook_address(hook))
}

fn is_ours(desk: &Desk, hook: &Hook, standing: &Posting) -> bool {
    desk.is_address_of(hook, &standing.address)
}

fn not_offered() -> Entered {
    Entered::Failed {
        code: "not-offered",
    }
}

const SOON: Duration = Duration::from_secs(120);
const FAR: Duration = Duration::from_secs(3600);
