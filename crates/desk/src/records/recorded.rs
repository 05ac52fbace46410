//! Which calls were recorded, as far as anybody told.

use kimo_calls::CallId;
use kimo_history::{Proof, StoredDelivery};
use kimo_pbx::{Delivery, says_recorded};

/// Whose interface has the recording of a call; none where there is none that anybody knows of. The
/// deliveries are in their order: the last one that speaks of it is right.
pub(crate) fn recorded_by<'a>(
    call: &CallId,
    deliveries: &[StoredDelivery],
    proofs: &'a [Proof],
) -> Option<&'a Proof> {
    let says = |delivery: &StoredDelivery| {
        says_recorded(&Delivery {
            pbx: call.pbx,
            account: &call.account,
            content_type: delivery.content_type.as_deref(),
            body: &delivery.body,
            received_at: delivery.received_at,
        })
    };
    let is_recorded = deliveries.iter().rev().find_map(says)?;
    let has_key = |delivery: &StoredDelivery| {
        let mut proofs = proofs.iter();
        proofs.find(|proof| proof.hook == delivery.hook)
    };
    deliveries.iter().find_map(has_key).filter(|_| is_recorded)
}
