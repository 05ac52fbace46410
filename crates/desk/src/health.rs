//! What may be wrong with a desk: all of it in one place, which decides what is told first and
//! what turns the tray red.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use jiff::Timestamp;
use kimo_attention::Problem;
use kimo_history::KeepError;

/// What of a desk may be wrong, in the order in which it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Whether the history takes in what comes.
    Storage,
    /// Whether the address for deliveries can be had.
    Listener,
    /// Whether every hook that asks for a password has it; else it lets nobody in.
    HookPasswords,
    /// Whether the PBX reaches the desk.
    Tunnel,
    /// Whether anything has befallen the history that nobody has seen yet.
    Incident,
    /// What of the former history was saved.
    Saved,
    /// Which backup there is of it.
    LastBackup,
    /// Whether anything went wrong inside Kimo before this start that nobody has heard of yet.
    Fault,
    /// Whether anything of what was not understood had to go lately.
    Unread,
    /// Whether the tunnel's set-up can be read.
    TunnelFile,
    /// Whether the computer's clock goes on, and was not set back.
    Clock,
    /// Whether the daily backup was made.
    Backup,
    /// Whether passwords of an earlier version could be put where secrets are kept.
    Secrets,
    /// Whether the window can be opened.
    Window,
    /// Whether the call card can be shown.
    Card,
    /// Whether every call of a list that was asked for can be read.
    UnreadableCalls,
    /// Whether popups can be shown.
    Notifications,
    /// Whether the system lets the popups be seen that it takes.
    PopupsSeen,
    /// Whether the tray icon can be shown.
    TrayIcon,
    /// Whether a newer version of Kimo is there: nothing is wrong, but the tray tells of it.
    Newer,
}

impl Part {
    /// Whether calls go unseen while it is wrong: the tray turns red.
    fn blinds(self) -> bool {
        match self {
            Self::Storage | Self::Listener | Self::HookPasswords | Self::Tunnel => true,
            Self::Incident
            | Self::Saved
            | Self::LastBackup
            | Self::Fault
            | Self::Unread
            | Self::TunnelFile
            | Self::Clock
            | Self::Backup
            | Self::Secrets
            | Self::Window
            | Self::Card
            | Self::UnreadableCalls
            | Self::Notifications
            | Self::PopupsSeen
            | Self::TrayIcon
            | Self::Newer => false,
        }
    }

    /// Whether the tray tells of it: it is of the desktop, and the window may be what is missing, or
    /// of a Kimo that is back and whose window nobody need open, or of one that is newer.
    fn is_lacked(self) -> bool {
        matches!(
            self,
            Self::Fault
                | Self::Window
                | Self::Card
                | Self::Notifications
                | Self::PopupsSeen
                | Self::Newer
        )
    }
}

/// What is wrong with a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Trouble {
    /// How it is told.
    pub(crate) problem: Problem,
    /// Since when it is so. Another detail of the same problem leaves that as it is.
    pub(crate) since: Timestamp,
}

/// What is wrong with a desk now.
#[derive(Debug, Default)]
pub(crate) struct Health(Mutex<BTreeMap<Part, Trouble>>);

impl Health {
    /// Takes down that this is wrong with a part, or nothing any more. Where that is news, `tell`
    /// hears why the desk is blind now, if it is, and what the desktop lacks; in the order of the
    /// changes.
    pub(crate) fn set(
        &self,
        part: Part,
        problem: Option<Problem>,
        now: Timestamp,
        tell: impl FnOnce(Option<Problem>, Vec<Problem>),
    ) {
        let mut troubles = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let was = troubles.get(&part);
        if was.map(|was| &was.problem) == problem.as_ref() {
            return;
        }
        match problem {
            Some(problem) => {
                let same = was.filter(|was| was.problem.code == problem.code);
                let since = same.map_or(now, |was| was.since);
                troubles.insert(part, Trouble { problem, since });
            }
            None => {
                troubles.remove(&part);
            }
        }
        // Told under the lock: of two changes at once the later one has the last word.
        tell(blind(&troubles), lacks(&troubles));
    }

    /// Why calls go unseen, if they do: the gravest reason.
    pub(crate) fn blind(&self) -> Option<Problem> {
        blind(&self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// What this desktop cannot show.
    pub(crate) fn lacks(&self) -> Vec<Problem> {
        lacks(&self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// What else is wrong, the gravest first.
    pub(crate) fn others(&self) -> Vec<Problem> {
        let troubles = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        troubles
            .iter()
            .filter(|(part, _)| !part.blinds() && **part != Part::Newer)
            .map(|(_, trouble)| trouble.problem.clone())
            .collect()
    }
}

fn blind(troubles: &BTreeMap<Part, Trouble>) -> Option<Problem> {
    let mut blinding = troubles.iter().filter(|(part, _)| part.blinds());
    blinding.next().map(|(_, trouble)| trouble.problem.clone())
}

fn lacks(troubles: &BTreeMap<Part, Trouble>) -> Vec<Problem> {
    let lacked = troubles.iter().filter(|(part, _)| part.is_lacked());
    lacked.map(|(_, trouble)| trouble.problem.clone()).collect()
}

/// Why deliveries cannot be kept.
pub(crate) fn storage_problem(error: &KeepError) -> Problem {
    let code = match error {
        KeepError::DiskFull => "disk-full",
        KeepError::Locked => "storage-locked",
        KeepError::Damaged(_) => "storage-damaged",
        KeepError::Gone(_) => "storage-gone",
        KeepError::NotFound
        | KeepError::OfAddressBook
        | KeepError::Ours
        | KeepError::Other(_)
        | KeepError::Closed => "cannot-store",
    };
    Problem {
        code: code.to_owned(),
        detail: error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_of_before_is_told_by_the_tray_and_is_no_blindness() {
        let health = Health::default();
        let fault = Problem {
            code: "ended-unexpectedly".to_owned(),
            detail: "crates/desk/src/log/mod.rs:1:2".to_owned(),
        };
        let mut told = None;
        health.set(
            Part::Fault,
            Some(fault.clone()),
            Timestamp::now(),
            |blind, lacks| told = Some((blind, lacks)),
        );
        assert_eq!(told, Some((None, vec![fault.clone()])));
        assert_eq!(health.others(), [fault]);
    }
}
