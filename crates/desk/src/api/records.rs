//! Up to when the history is complete, as far as that is proved.

use std::collections::HashMap;

use kimo_calls::{Account, HookId, PbxId};
use kimo_history::{EnteredAddress, Gap, PhoneBook, Proof};
use kimo_pbx::{Api, Posting};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AskError, KeyOfParams, Nothing, count};
use crate::Desk;

/// Up to when the history is complete.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Completeness {
    /// Each hook whose PBX has an interface that Kimo can ask.
    pub hooks: Vec<ProofRow>,
    /// When the desk could not hear its PBXs, the newest first; of those of which nothing has to be
    /// said any more the last fifty.
    pub gaps: Vec<GapRow>,
}

/// What is proved of one hook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ProofRow {
    /// The hook's row.
    pub hook: i64,
    /// What the user calls it.
    pub name: String,
    /// Its PBX.
    pub pbx: PbxId,
    /// The account there; empty where it is the only one.
    pub account: Account,
    /// Whether the PBX calls numbers from an extension's telephone, given the key.
    pub dials: bool,
    /// Whether there is a key.
    pub has_key: bool,
    /// Where the interface is, where that is not its usual place.
    pub base: Option<String>,
    /// Every call that was over by then is in the history; `null` where nothing is proved yet.
    pub complete_until: Option<String>,
    /// When the records were last read to their end.
    pub looked_at: Option<String>,
    /// Why they could not be read the last time: the text `records-failure-<code>`.
    pub failure: Option<String>,
    /// Since when that is so.
    pub failed_at: Option<String>,
    /// Whether the hook's address can be entered at the PBX by its interface.
    pub registers: bool,
    /// The address that was entered there so; `null` where none was.
    pub entered: Option<EnteredRow>,
    /// What was read of who is who there; `null` before it was.
    pub names: Option<NamesRow>,
    /// True while that is being read.
    pub reading_names: bool,
    /// The key of the recordings; `null` where they need none of their own.
    pub recordings_key: Option<RecordingsKeyRow>,
}

/// The key that the recordings of a PBX are asked for with, where it is one of their own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecordingsKeyRow {
    /// Whether there is one.
    pub has_key: bool,
    /// Where they are asked for, where that is not their usual place.
    pub base: Option<String>,
    /// The text, one of the PBX's, that says which key it is.
    pub hint: String,
}

/// The address of a hook as it was entered at its PBX.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EnteredRow {
    /// When.
    pub at: String,
    /// Whether it is the hook's address still.
    pub is_current: bool,
    /// What stood there before, to be put back; `null` for nothing.
    pub before: Option<String>,
    /// Why another address could not be entered since: the text `records-failure-<code>`.
    pub failure: Option<String>,
}

/// Who is who at a PBX.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NamesRow {
    /// How many contacts came of its phone book.
    pub contacts: u32,
    /// How many extensions it has.
    pub extensions: u32,
    /// How many queues.
    pub queues: u32,
    /// When all of that was last read.
    pub read_at: Option<String>,
    /// Why it could not be read the last time: the text `records-failure-<code>`.
    pub failure: Option<String>,
}

/// A time in which the desk could not hear a PBX.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct GapRow {
    /// The hook's row.
    pub hook_id: i64,
    /// The name of the hook.
    pub hook: String,
    /// From when,
    pub from: String,
    /// and to when; `null` while it lasts.
    pub to: Option<String>,
    /// Why: the text `records-gap-<why>`.
    pub why: String,
    /// When the records of that time had been read; `null` as long as they were not.
    pub closed_at: Option<String>,
    /// Calls of that time that only the records told of.
    pub brought_in: u32,
}

pub(super) async fn completeness(desk: &Desk, _: Nothing) -> Result<Completeness, AskError> {
    let (hooks, proofs, gaps, books, entered) = desk
        .read(|reader| {
            let gaps = reader.gaps(MOST_GAPS)?;
            let entered = reader.entered_addresses()?;
            let books = reader.phone_books()?;
            Ok((reader.hooks()?, reader.proofs()?, gaps, books, entered))
        })
        .await?;
    let mut books: HashMap<HookId, PhoneBook> =
        books.into_iter().map(|book| (book.hook, book)).collect();
    let mut proofs: HashMap<HookId, Proof> = proofs
        .into_iter()
        .map(|proof| (proof.hook, proof))
        .collect();
    let names: HashMap<HookId, String> = hooks
        .iter()
        .map(|summary| (summary.hook.id, summary.hook.name.clone()))
        .collect();
    let mut rows = Vec::new();
    for hook in hooks.into_iter().map(|summary| summary.hook) {
        let adapter = kimo_pbx::adapter(hook.pbx);
        let Some(api) = adapter.and_then(|adapter| adapter.api(&hook.meaning)) else {
            continue;
        };
        let proof = proofs.remove(&hook.id);
        let entered = entered.iter().find(|one| one.hook == hook.id);
        let entered = entered.map(|entered| entered_row(entered, &desk.hook_address(&hook)));
        let time = |at: Option<jiff::Timestamp>| at.map(|at| at.to_string());
        let failure = proof.as_ref().and_then(|proof| proof.failure.clone());
        rows.push(ProofRow {
            hook: hook.id.0,
            name: hook.name,
            pbx: hook.pbx,
            account: hook.account,
            dials: api.dials(&hook.meaning),
            has_key: proof.is_some(),
            base: proof.as_ref().and_then(|proof| proof.base.clone()),
            complete_until: time(proof.as_ref().and_then(|proof| proof.complete_until)),
            looked_at: time(proof.as_ref().and_then(|proof| proof.looked_at)),
            failed_at: failure.as_ref().map(|(at, _)| at.to_string()),
            failure: failure.map(|(_, code)| code),
            registers: api.everything_to("").is_some(),
            entered,
            names: books.remove(&hook.id).map(names_row),
            reading_names: desk.0.records.names.are_read(hook.id),
            recordings_key: recordings_key_row(api, proof.as_ref()),
        });
    }
    let gap = |gap: Gap| {
        Some(GapRow {
            hook_id: gap.hook.0,
            hook: names.get(&gap.hook)?.clone(),
            from: gap.from.to_string(),
            to: gap.to.map(|to| to.to_string()),
            why: gap.why.name().to_owned(),
            closed_at: gap.closed_at.map(|at| at.to_string()),
            brought_in: count(gap.brought_in),
        })
    };
    let lasting = rows.iter().filter_map(without_key).collect::<Vec<_>>();
    Ok(Completeness {
        gaps: lasting
            .into_iter()
            .chain(gaps.into_iter().filter_map(gap))
            .collect(),
        hooks: rows,
    })
}

fn entered_row(entered: &EnteredAddress, address: &str) -> EnteredRow {
    let before: Option<Posting> = serde_json::from_str(&entered.before).ok();
    EnteredRow {
        at: entered.entered_at.to_string(),
        is_current: entered.address == address,
        before: before
            .map(|before| before.address)
            .filter(|before| !before.is_empty()),
        failure: entered.failure.clone(),
    }
}

fn recordings_key_row(api: &dyn Api, proof: Option<&Proof>) -> Option<RecordingsKeyRow> {
    let own = api.recordings_key()?;
    let at = proof.and_then(|proof| proof.recordings.as_ref());
    Some(RecordingsKeyRow {
        has_key: at.is_some(),
        base: at.and_then(|at| at.base.clone()),
        hint: own.hint.to_owned(),
    })
}

fn names_row(book: PhoneBook) -> NamesRow {
    NamesRow {
        contacts: count(book.contacts),
        extensions: count(book.extensions),
        queues: count(book.queues),
        read_at: book.read_at.map(|at| at.to_string()),
        failure: book.failure.map(|(_, code)| code),
    }
}

/// Since when nothing is proved any more, where the key is refused or gone.
fn without_key(row: &ProofRow) -> Option<GapRow> {
    let is_without = matches!(row.failure.as_deref(), Some("key" | "no-key"));
    let from = row.complete_until.as_ref().or(row.failed_at.as_ref())?;
    is_without.then(|| GapRow {
        hook_id: row.hook,
        hook: row.name.clone(),
        from: from.clone(),
        to: None,
        why: "no_key".to_owned(),
        closed_at: None,
        brought_in: 0,
    })
}

/// Begins to read who is who at a hook's PBX.
pub(super) async fn read_names(desk: &Desk, params: KeyOfParams) -> Result<(), AskError> {
    desk.0.records.names.ask(HookId(params.hook));
    Ok(())
}

/// Begins to read the records now.
pub(super) async fn fetch_records(desk: &Desk, _: Nothing) -> Result<(), AskError> {
    desk.0.records.ask();
    Ok(())
}

const MOST_GAPS: usize = 50;
