//! What has befallen the history, and Kimo itself, as it is told until somebody has seen it.

use kimo_attention::Problem;
use kimo_history::{Incident, IncidentKind};

use crate::{fault::Fault, health::Part};

/// What is told of them: of the latest by which anything may have been lost, else of the latest.
pub(crate) fn told(incidents: &[Incident]) -> [(Part, Option<Problem>); 3] {
    let gravest = gravest(incidents);
    [
        (Part::Incident, gravest.map(what)),
        (Part::Saved, gravest.and_then(saved)),
        (Part::LastBackup, gravest.and_then(last_backup)),
    ]
}

/// How a fault of an earlier run is told.
pub(crate) fn of_fault(fault: &Fault) -> Problem {
    let code = match fault.has_ended {
        true => "ended-unexpectedly",
        false => "fault-inside",
    };
    problem(code, fault.place.clone())
}

fn gravest(incidents: &[Incident]) -> Option<&Incident> {
    let rank = |incident: &&Incident| match incident.kind {
        IncidentKind::Damaged | IncidentKind::Gone => 0,
        IncidentKind::Altered => 1,
        IncidentKind::NotMovedIn => 2,
        IncidentKind::PutBack => 3,
    };
    // Of equals the first, which is the latest.
    incidents.iter().min_by_key(rank)
}

/// What it was, in which state the desk is now, and where the former history is.
fn what(incident: &Incident) -> Problem {
    let code = match (incident.kind, incident.anew) {
        (IncidentKind::Damaged, false) => "history-set-aside",
        // Then nothing is as the PBXs know it.
        (IncidentKind::Damaged, true) => "history-begun-anew",
        (IncidentKind::Gone, false) => "history-gone",
        (IncidentKind::Gone, true) => "history-gone-anew",
        (IncidentKind::PutBack, _) => "history-put-back",
        (IncidentKind::Altered, _) => "history-altered",
        (IncidentKind::NotMovedIn, _) => "not-moved-in",
    };
    let file = incident.file.as_ref().map(|file| file.display());
    let detail = match (incident.kind, file) {
        (IncidentKind::Damaged, Some(file)) => format!("{file} ({})", incident.why),
        (IncidentKind::Gone | IncidentKind::PutBack, Some(file)) => file.to_string(),
        (IncidentKind::Altered, _) => incident.lost.to_string(),
        (IncidentKind::NotMovedIn, _) | (_, None) => incident.why.clone(),
    };
    problem(code, detail)
}

/// What the former history still gave.
fn saved(incident: &Incident) -> Option<Problem> {
    let all = incident.saved + incident.lost;
    (all > 0 && incident.kind != IncidentKind::Altered)
        .then(|| problem("history-saved", format!("{} / {all}", incident.saved)))
}

/// The backup that could be brought back.
fn last_backup(incident: &Incident) -> Option<Problem> {
    let backup = incident.backup.as_ref()?;
    Some(problem("history-backup", backup.display().to_string()))
}

fn problem(code: &str, detail: String) -> Problem {
    Problem {
        code: code.to_owned(),
        detail,
    }
}
