//! Calling a number by the PBX: one's own telephone rings first.

use kimo_calls::{CallId, Party, Region, Status};
use kimo_history::{Proof, ReadError};
use kimo_pbx::ApiRequest;
use serde::{Deserialize, Serialize};
use tokio::time::Instant;
use ts_rs::TS;

use super::{
    AskError,
    at_desktop::takes,
    dialling::{Dialled, Turn, UNSURE, Wanted},
};
use crate::{
    Desk, Scheme,
    records::{Failure, Link},
};

/// Asks to have a number called from one's own extension.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct DialParams {
    /// The number, as people write it.
    pub number: String,
}

/// How a number can be called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WaysToCall {
    /// The extension that the PBX rings for it; `null` where none does.
    pub extension: Option<String>,
    /// Whether a program on this computer calls numbers.
    pub here: bool,
    /// What came of asking the PBX for this number just now.
    pub asked: Option<Dialled>,
}

/// Has the PBX ring one's own extension and then call the number.
pub(super) async fn dial(desk: &Desk, params: DialParams) -> Result<Dialled, AskError> {
    let dialled = by_pbx(desk, &params.number).await?;
    Ok(dialled.unwrap_or_else(Dialled::failed))
}

/// How this number can be called from here.
pub(super) async fn ways_to_call(desk: &Desk, params: DialParams) -> Result<WaysToCall, AskError> {
    let way = way(desk).await?.ok();
    let asked = way.as_ref().and_then(|way| {
        let to = Party::read_leniently(&params.number, way.home);
        desk.0.dialling.outcome(&wanted(way, &to), Instant::now())
    });
    Ok(WaysToCall {
        extension: way.map(|way| way.extension),
        here: takes(desk, Scheme::Tel).await,
        asked,
    })
}

/// Has the PBX ring one's own extension and then call the number. It is asked once, however often
/// somebody presses: where no answer came, a call may be under way. An error within names why there is
/// no PBX to be asked: the text `dial-failure-<code>`.
pub(crate) async fn by_pbx(
    desk: &Desk,
    number: &str,
) -> Result<Result<Dialled, &'static str>, ReadError> {
    let way = match way(desk).await? {
        Ok(way) => way,
        Err(code) => return Ok(Err(code)),
    };
    let failed = |code: &str| Ok(Ok(Dialled::failed(code)));
    let link = match Link::of(desk, &way.proof).await {
        Ok(link) => link,
        Err(failure) => return failed(failure.code()),
    };
    let to = Party::read_leniently(number, way.home);
    let request = match link.api.dial(&way.extension, &to, &link.hook.meaning) {
        Ok(request) => request,
        Err(refusal) => return failed(refusal.code()),
    };
    let wanted = wanted(&way, &to);
    forget_what_is_over(desk, &wanted).await?;
    let mut outcome = match desk.0.dialling.turn(&wanted, Instant::now()) {
        Turn::Busy => return failed("busy"),
        Turn::Wait(outcome) => outcome,
        Turn::Ask(tell) => {
            let outcome = tell.subscribe();
            let asking = desk.clone();
            // Of its own: that nobody waits any more is no reason to ask once more.
            desk.spawn(async move {
                let dialled = ask(&asking, &link, &request, &way, &to).await;
                tell.send_replace(Some(dialled));
            });
            outcome
        }
    };
    let came = outcome.wait_for(Option::is_some).await;
    let came = came.ok().and_then(|came| came.clone());
    Ok(Ok(came.unwrap_or_else(|| Dialled::failed(UNSURE))))
}

async fn ask(desk: &Desk, link: &Link, request: &ApiRequest, way: &Way, to: &Party) -> Dialled {
    let asked = link.ask(desk, request, |answer| link.api.read_dialled(answer));
    match asked.await {
        Ok((call, _)) => Dialled::Rings {
            extension: way.extension.clone(),
            number: to.display(way.home),
            call: CallId {
                pbx: link.hook.pbx,
                account: link.hook.account.clone(),
                pbx_call_id: call,
            }
            .to_string(),
        },
        // A telephone may ring all the same.
        Err(Failure::NoAnswer(none)) if none.may_have_been_heard() => Dialled::failed(UNSURE),
        Err(Failure::Refused(refusal)) if refusal.may_have_been_done() => Dialled::failed(UNSURE),
        Err(failure) => Dialled::failed(failure.code()),
    }
}

/// By whom numbers are called.
struct Way {
    proof: Proof,
    /// Whose telephone rings.
    extension: String,
    home: Region,
}

/// By whom, or why by nobody: the text `dial-failure-<code>`.
async fn way(desk: &Desk) -> Result<Result<Way, &'static str>, ReadError> {
    let (settings, proofs, hooks) = desk
        .read(|reader| Ok((reader.settings()?, reader.proofs()?, reader.hooks()?)))
        .await?;
    if proofs.is_empty() {
        return Ok(Err("no-key"));
    }
    // Not every PBX that tells of its records calls numbers too.
    let dials = |proof: Proof| {
        let mut hooks = hooks.iter().map(|summary| &summary.hook);
        let hook = hooks.find(|hook| hook.id == proof.hook)?;
        let api = kimo_pbx::adapter(hook.pbx)?.api(&hook.meaning)?;
        api.dials(&hook.meaning)
            .then_some((proof, hook.meaning.region))
    };
    let Some((proof, home)) = proofs.into_iter().find_map(dials) else {
        return Ok(Err("not-offered"));
    };
    let Some(extension) = settings.extensions.into_iter().next() else {
        return Ok(Err("no-own-extension"));
    };
    Ok(Ok(Way {
        proof,
        extension,
        home,
    }))
}

/// From which extension, and one number, however it is written.
fn wanted(way: &Way, to: &Party) -> Wanted {
    let number = match &to.number {
        Some(number) => number.as_str().to_owned(),
        None => to.raw.clone(),
    };
    (way.extension.clone(), number)
}

/// A call that is known to be over keeps nobody from calling again.
async fn forget_what_is_over(desk: &Desk, wanted: &Wanted) -> Result<(), ReadError> {
    let asked = desk.0.dialling.outcome(wanted, Instant::now());
    let Some(Dialled::Rings { call, .. }) = asked else {
        return Ok(());
    };
    let Ok(call) = call.parse::<CallId>() else {
        return Ok(());
    };
    let known = desk.read(move |reader| reader.call(&call)).await?;
    if known.is_some_and(|call| call.status == Status::Ended) {
        desk.0.dialling.forget(wanted);
    }
    Ok(())
}
