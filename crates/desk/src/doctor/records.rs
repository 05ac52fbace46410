//! Up to when the history is proved to be complete.

use kimo_history::{ReadError, Reader};

use super::findings::{Finding, Found, Variable, text};

/// Of each hook that has a key: up to when it is complete, and why no further.
pub(super) fn records(reader: &Reader) -> Vec<Finding> {
    let read = || -> Result<_, ReadError> { Ok((reader.hooks()?, reader.proofs()?)) };
    // Told where the history itself is looked at.
    let Ok((hooks, proofs)) = read() else {
        return Vec::new();
    };
    let mut findings = Vec::new();
    for proof in proofs {
        let Some(summary) = hooks.iter().find(|one| one.hook.id == proof.hook) else {
            continue;
        };
        let name = || ("name", text(&summary.hook.name));
        if let Some(until) = proof.complete_until {
            findings.push(Found::Records.with([name(), ("at", Variable::Time(until))]));
        }
        if let Some((_, code)) = proof.failure {
            findings.push(Found::RecordsFail.with([name(), ("reason", Variable::Records(code))]));
        }
    }
    findings
}
