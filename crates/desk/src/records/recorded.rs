//! Which calls were recorded, as far as anybody told.

use kimo_calls::{Call, Disposition, Hook, Status};
use kimo_history::{Proof, ReadError, Reader, StoredDelivery};
use kimo_pbx::{Delivery, says_recorded};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Whether a call was recorded, where its PBX can be asked for that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Recorded {
    /// The PBX has told that it was.
    Told,
    /// It was answered, and nobody tells: the PBX has to be asked for the recording.
    Perhaps,
}

/// Whose interface has the recording of a call, and whether there is one; none where there is none that
/// anybody knows of, or no key to ask for it. The deliveries are in their order.
pub(crate) fn recorded_by(
    reader: &Reader,
    call: &Call,
    deliveries: &[StoredDelivery],
) -> Result<Option<(Proof, Recorded)>, ReadError> {
    let proofs = reader.proofs()?;
    let has_key = |delivery: &StoredDelivery| {
        let mut proofs = proofs.iter();
        proofs.find(|proof| proof.hook == delivery.hook)
    };
    let Some(proof) = deliveries.iter().find_map(has_key) else {
        return Ok(None);
    };
    let mut hooks = reader.hooks()?.into_iter().map(|summary| summary.hook);
    let Some(hook) = hooks.find(|hook| hook.id == proof.hook) else {
        return Ok(None);
    };
    let recorded = recorded(call, deliveries, proof, &hook);
    Ok(recorded.map(|recorded| (proof.clone(), recorded)))
}

fn recorded(
    call: &Call,
    deliveries: &[StoredDelivery],
    proof: &Proof,
    hook: &Hook,
) -> Option<Recorded> {
    let api = kimo_pbx::adapter(hook.pbx)?.api(&hook.meaning)?;
    if call.id.is_test() || api.recording(&call.id.pbx_call_id).is_none() {
        return None;
    }
    let says = |delivery: &StoredDelivery| {
        says_recorded(&Delivery {
            pbx: call.id.pbx,
            account: &call.id.account,
            content_type: delivery.content_type.as_deref(),
            body: &delivery.body,
            received_at: delivery.received_at,
        })
    };
    // The last one that speaks of it is right.
    let told = deliveries.iter().rev().find_map(says);
    let was_answered = call.status == Status::Ended && call.disposition == Disposition::Answered;
    match (told, api.recordings_key()) {
        (Some(true), None) => Some(Recorded::Told),
        (Some(true), Some(_)) if proof.recordings.is_some() => Some(Recorded::Told),
        (None, Some(_)) if proof.recordings.is_some() && was_answered => Some(Recorded::Perhaps),
        _ => None,
    }
}
