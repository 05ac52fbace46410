//! When the records are read.

use std::time::Duration;

use jiff::Timestamp;
use kimo_calls::CallId;
use kimo_history::{KeepError, Proof};
use tokio::time::sleep;

use super::{link::Failure, link::Link, prove::prove};
use crate::Desk;

/// Reads them at once, every quarter of an hour, and whenever somebody asks: the computer woke, the
/// desk is reached again, a key was entered. Sooner where the network was not there.
pub(crate) async fn keep_proved(desk: Desk) {
    loop {
        let next = round(&desk).await;
        tokio::select! {
            () = sleep(next) => {}
            () = desk.0.records.asked.notified() => {}
        }
    }
}

/// Proves all hooks that have a key, one after the other. Gives after which time to do so again.
pub(super) async fn round(desk: &Desk) -> Duration {
    let proofs = match desk.read(|reader| reader.proofs()).await {
        Ok(proofs) => proofs,
        Err(error) => {
            tracing::error!(%error, "it cannot be read whose records are to be read");
            return QUARTER;
        }
    };
    let mut next = QUARTER;
    let mut brought_in = Vec::new();
    for proof in proofs {
        if let Err(failure) = one(desk, &proof, &mut brought_in).await {
            if failure.passes() {
                next = SOON;
            }
            note(desk, &proof, &failure).await;
        }
    }
    // Together, and also those of a reading that broke off.
    desk.0.attention.brought_in(brought_in);
    next
}

async fn one(desk: &Desk, proof: &Proof, brought_in: &mut Vec<CallId>) -> Result<(), Failure> {
    let link = Link::of(desk, proof).await?;
    // Those before it may have taken minutes. After the hook, for it is changed with what is proved.
    let proofs = desk.read(|reader| reader.proofs()).await?;
    let is = proofs.iter().find(|is| is.hook == proof.hook);
    let is = is.ok_or(Failure::Kept(KeepError::NotFound))?;
    // The way leads where the records were when this round began.
    if is.base != proof.base {
        return Err(Failure::Grows);
    }
    let is_first = is.complete_until.is_none() && is.news_from.is_none();
    let news_from = match is_first {
        true => desk.0.records.now(),
        false => is.news_from.unwrap_or(Timestamp::MIN),
    };
    if is_first {
        desk.writer()?
            .note_first_reading(is.hook, news_from)
            .await?;
    }
    let mut found = Vec::new();
    let proved = prove(desk, &link, is, &mut found).await;
    let news = found.into_iter().filter(|one| one.ended_at > news_from);
    brought_in.extend(news.map(|one| one.call));
    proved
}

async fn note(desk: &Desk, proof: &Proof, failure: &Failure) {
    if let Failure::Kept(KeepError::NotFound | KeepError::Closed) = failure {
        // The key was taken away, or the desk stops.
        return;
    }
    let code = failure.code();
    if proof.failure.as_ref().is_none_or(|(_, was)| was != code) {
        tracing::warn!(
            code,
            hook = proof.hook.0,
            "the PBX's records cannot be read"
        );
    }
    if let Ok(writer) = desk.writer() {
        let now = desk.0.records.now();
        let noted = writer.note_records_failure(proof.hook, code.to_owned(), now);
        if let Err(error) = noted.await {
            tracing::warn!(%error, "why the records cannot be read was not noted");
        }
    }
}

const QUARTER: Duration = Duration::from_secs(15 * 60);
const SOON: Duration = Duration::from_secs(60);
