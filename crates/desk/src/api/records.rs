//! Up to when the history is complete, and the keys by which that is proved.

use std::collections::HashMap;

use kimo_calls::{Account, HookId, PbxId};
use kimo_carddav::Address;
use kimo_history::{EnteredAddress, Gap, PhoneBook, Proof};
use kimo_pbx::{ApiKey, Posting};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AskError, Nothing, count, tunnel::with_secrets};
use crate::{
    Desk,
    records::{Failure, Link, key_name},
};

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

/// Gives a hook the key of its PBX's interface.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct UseKeyParams {
    /// The hook's row.
    pub hook: i64,
    /// The key.
    pub key: String,
    /// Where the interface is, where that is not its usual place.
    #[serde(default)]
    #[ts(optional)]
    pub base: Option<String>,
}

/// Names a hook.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
pub struct KeyOfParams {
    /// The hook's row.
    pub hook: i64,
}

/// What came of a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct KeyChecked {
    /// Whether it works. One that does not is not kept.
    pub works: bool,
    /// Why it does not: the text `records-failure-<code>`.
    pub failure: Option<String>,
    /// How many extensions there are, where the PBX tells.
    pub extensions: Option<u32>,
    /// How many people are in the phone book, where it tells.
    pub contacts: Option<u32>,
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

/// Checks the key, and keeps it where it works.
pub(super) async fn use_key(desk: &Desk, params: UseKeyParams) -> Result<KeyChecked, AskError> {
    let hook = HookId(params.hook);
    let hooks = desk.read(|reader| reader.hooks()).await?;
    let found = hooks.into_iter().find(|summary| summary.hook.id == hook);
    let found = found.ok_or_else(|| AskError::from(kimo_history::KeepError::NotFound))?;
    let adapter = kimo_pbx::adapter(found.hook.pbx);
    let api = adapter.and_then(|adapter| adapter.api(&found.hook.meaning));
    let api = api.ok_or_else(|| AskError::bad_params("this PBX has no interface to be asked"))?;
    let key = ApiKey::read(&params.key).ok_or_else(|| AskError::bad_params("this is no key"))?;
    // Over TLS, or on this computer.
    let base = params.base.map(|base| Address::parse(&base)).transpose();
    let base = base.map_err(AskError::bad_params)?;
    let base = base.map(|base| base.to_string().trim_end_matches('/').to_owned());
    let link = Link {
        hook: found.hook,
        api,
        base: base.clone().unwrap_or_else(|| api.base().to_owned()),
        key: key.clone(),
    };
    let checked = match link.check(desk).await {
        Ok((extensions, contacts)) => KeyChecked {
            works: true,
            failure: None,
            extensions: extensions.map(count),
            contacts: contacts.map(count),
        },
        Err(failure) => return Ok(refused(&failure)),
    };
    with_secrets(desk, move |_, secrets| {
        Ok(secrets.set(&key_name(hook), key.expose())?)
    })
    .await?;
    desk.writer()?.use_records(hook, base).await?;
    desk.0.records.ask();
    desk.0.records.names.ask(hook);
    Ok(checked)
}

fn refused(failure: &Failure) -> KeyChecked {
    KeyChecked {
        works: false,
        failure: Some(failure.code().to_owned()),
        extensions: None,
        contacts: None,
    }
}

/// Begins to read who is who at a hook's PBX.
pub(super) async fn read_names(desk: &Desk, params: KeyOfParams) -> Result<(), AskError> {
    desk.0.records.names.ask(HookId(params.hook));
    Ok(())
}

/// Forgets the key of a hook; its records are read no more, and what its PBX told of people goes.
pub(super) async fn forget_key(desk: &Desk, params: KeyOfParams) -> Result<(), AskError> {
    let hook = HookId(params.hook);
    desk.writer()?.give_up_records(hook).await?;
    with_secrets(desk, move |_, secrets| Ok(secrets.remove(&key_name(hook))?)).await
}

/// Begins to read the records now.
pub(super) async fn fetch_records(desk: &Desk, _: Nothing) -> Result<(), AskError> {
    desk.0.records.ask();
    Ok(())
}

const MOST_GAPS: usize = 50;
