//! Calling a number by the PBX: one's own telephone rings first.

use kimo_calls::Party;
use kimo_history::Proof;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::AskError;
use crate::{
    Desk,
    records::{Failure, Link},
};

/// Asks to have a number called from one's own extension.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct DialParams {
    /// The number, as people write it.
    pub number: String,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Dialled {
    /// The telephone of this extension rings, or is about to.
    Rings {
        /// The extension.
        extension: String,
        /// The number that is called once it is picked up, grouped for reading.
        number: String,
        /// The id of the call, as in lists.
        call: String,
    },
    /// It does not: the text `dial-failure-<code>`.
    Failed {
        /// Names the text.
        code: String,
    },
}

/// Has the PBX ring one's own extension and then call the number. It is never asked twice: where no
/// answer came, a call may be under way.
pub(super) async fn dial(desk: &Desk, params: DialParams) -> Result<Dialled, AskError> {
    let failed = |code: &str| {
        Ok(Dialled::Failed {
            code: code.to_owned(),
        })
    };
    let (settings, proofs, hooks) = desk
        .read(|reader| Ok((reader.settings()?, reader.proofs()?, reader.hooks()?)))
        .await?;
    if proofs.is_empty() {
        return failed("no-key");
    }
    // Not every PBX that tells of its records calls numbers too.
    let dials = |proof: &&Proof| {
        let hook = hooks.iter().map(|summary| &summary.hook);
        hook.filter(|hook| hook.id == proof.hook)
            .filter_map(|hook| kimo_pbx::adapter(hook.pbx)?.api())
            .any(|api| api.dials())
    };
    let Some(proof) = proofs.iter().find(dials) else {
        return failed("not-offered");
    };
    let Some(extension) = settings.extensions.first() else {
        return failed("no-own-extension");
    };
    let link = match Link::of(desk, proof).await {
        Ok(link) => link,
        Err(failure) => return failed(failure.code()),
    };
    let home = link.hook.meaning.region;
    let to = Party::read_leniently(&params.number, home);
    let Some(request) = link.api.dial(extension, &to) else {
        return failed("no-destination");
    };
    let asked = link
        .ask(desk, &request, |answer| link.api.read_dialled(answer))
        .await;
    match asked {
        Ok((call, _)) => Ok(Dialled::Rings {
            extension: extension.clone(),
            number: to.display(home),
            call: kimo_calls::CallId {
                pbx: link.hook.pbx,
                account: link.hook.account.clone(),
                pbx_call_id: call,
            }
            .to_string(),
        }),
        // A telephone may ring all the same.
        Err(Failure::NoAnswer(none)) if none.may_have_been_heard() => failed("unsure"),
        Err(failure) => failed(failure.code()),
    }
}
