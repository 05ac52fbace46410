//! Making and altering hooks.

use kimo_calls::{
    Account, BasicCredentials, Hook, HookId, HookToken, Meaning, PbxId, PreviousToken, Sources,
    Timestamp,
};

use crate::{
    db::{
        change::KeepError,
        session::{Fault, Outcome, Session},
        time::to_micros,
        unfinished::LongWork,
        writer::Writer,
    },
    hooks,
    proofs::{self, proof_writer},
};

/// A hook to be made.
#[derive(Clone, Debug)]
pub struct NewHook {
    /// Who posts to it.
    pub pbx: PbxId,
    /// The installation of that PBX that does; empty for the only one.
    pub account: Account,
    /// What the user calls it.
    pub name: String,
    /// The user name of HTTP Basic, if a delivery must bring credentials. The password is no
    /// business of the history.
    pub basic_user: Option<String>,
    /// How its deliveries are to be read.
    pub meaning: Meaning,
}

/// What a hook is to be from now on.
#[derive(Clone, Debug)]
pub struct HookChange {
    /// Which hook.
    pub id: HookId,
    /// What the user calls it.
    pub name: String,
    /// Another user name of HTTP Basic, or none; the outer `None` keeps what is.
    pub basic_user: Option<Option<String>>,
    /// How its deliveries are to be read. Where this changes, they are read again.
    pub meaning: Meaning,
}

impl Writer {
    /// Makes a hook, with a token of its own.
    pub async fn add_hook(&self, hook: NewHook) -> Result<Hook, KeepError> {
        self.ask(move |session| add_hook(session, &hook)).await
    }

    /// Makes a hook for each of these PBXs that has none yet, with its usual name and meaning; all
    /// or none. Gives those that were made.
    pub async fn add_usual_hooks(&self, pbxs: Vec<PbxId>) -> Result<Vec<Hook>, KeepError> {
        self.ask(move |session| {
            let usual = |pbx: &PbxId| NewHook {
                pbx: *pbx,
                account: Account::default(),
                name: kimo_pbx::title(*pbx),
                basic_user: None,
                meaning: kimo_pbx::meaning_of(*pbx),
            };
            let mut made = Vec::new();
            for pbx in &pbxs {
                if !session.hooks.values().any(|hook| hook.pbx == *pbx) {
                    made.push(add_hook(session, &usual(pbx))?);
                }
            }
            Ok(made)
        })
        .await
    }

    /// Alters a hook. Returns once the hook is altered and, where its meaning changed, its
    /// deliveries have been read again.
    pub async fn update_hook(&self, change: HookChange) -> Result<Hook, KeepError> {
        let begin = move |session: &mut Session| update_hook(session, &change);
        self.ask_at_length(begin).await.map(|(hook, _)| hook)
    }

    /// Gives a hook a new token. The one that it had works until then; without a time it stops at
    /// once, and so does the one before it in any case.
    pub async fn rotate_token(
        &self,
        hook: HookId,
        until: Option<Timestamp>,
    ) -> Result<Hook, KeepError> {
        self.ask(move |session| rotate_token(session, hook, until))
            .await
    }

    /// Makes an end of a hook's previous token, if it has one.
    pub async fn revoke_previous(&self, hook: HookId) -> Result<Hook, KeepError> {
        self.ask(move |session| revoke_previous(session, hook))
            .await
    }

    /// Removes a hook: its address works no more, and what its PBX's interface told goes. The calls
    /// stay, and are read by it.
    pub async fn remove_hook(&self, hook: HookId) -> Result<(), KeepError> {
        let begin = move |session: &mut Session| remove_hook(session, hook);
        self.ask_at_length(begin).await.map(|((), _)| ())
    }

    /// Limits a hook to where its deliveries come from.
    pub async fn limit_sources(&self, hook: HookId, sources: Sources) -> Result<Hook, KeepError> {
        self.ask(move |session| limit_sources(session, hook, &sources))
            .await
    }
}

fn add_hook(session: &mut Session, new: &NewHook) -> Outcome<Hook> {
    let mut hook = Hook {
        id: HookId(0),
        pbx: new.pbx,
        account: new.account.clone(),
        name: new.name.clone(),
        token: new_token()?,
        previous: None,
        basic: new.basic_user.clone().map(without_password),
        sources: Sources::default(),
        meaning: new.meaning.clone(),
    };
    hook.id = hooks::insert(&session.db, &hook)?;
    session.hooks.insert(hook.id, hook.clone());
    session.touched.hooks.insert(hook.id);
    Ok(hook)
}

fn update_hook(session: &mut Session, change: &HookChange) -> Outcome<(Hook, Option<LongWork>)> {
    let was = session
        .hooks
        .get(&change.id)
        .ok_or(Fault::Refused(KeepError::NotFound))?;
    let basic_user = change.basic_user.clone();
    let hook = Hook {
        name: change.name.clone(),
        basic: match basic_user {
            Some(user) => user.map(without_password),
            None => was.basic.clone(),
        },
        meaning: change.meaning.clone(),
        ..was.clone()
    };
    let means_else = hook.meaning != was.meaning;
    let asks_otherwise = kimo_pbx::asks_otherwise(hook.pbx, &was.meaning, &hook.meaning);
    hooks::update(&session.db, &hook)?;
    if change.basic_user.is_some() {
        hooks::forget_password(&session.db, hook.id)?;
    }
    session.hooks.insert(hook.id, hook.clone());
    session.touched.hooks.insert(hook.id);
    if asks_otherwise {
        proofs::begin_anew(&session.db, hook.id)?;
        session.touched.records = true;
    }
    // Noted in the same transaction, so that a kill in between leaves nothing half read.
    let reread = means_else.then_some(LongWork::Reread {
        hook: hook.id.0,
        after: 0,
    });
    Ok((hook, reread))
}

fn without_password(user: String) -> BasicCredentials {
    BasicCredentials {
        user,
        password: None,
    }
}

/// Gives a hook a new token. The one it had goes on until then, the one before that does not.
fn rotate_token(session: &mut Session, hook: HookId, until: Option<Timestamp>) -> Outcome<Hook> {
    let was = session
        .hooks
        .get(&hook)
        .ok_or(Fault::Refused(KeepError::NotFound))?;
    let hook = Hook {
        token: new_token()?,
        previous: until.map(|until| PreviousToken {
            token: was.token.clone(),
            until: to_micros(until),
        }),
        ..was.clone()
    };
    set_tokens(session, hook)
}

/// Ends the time of a hook's previous token.
fn revoke_previous(session: &mut Session, hook: HookId) -> Outcome<Hook> {
    let was = session
        .hooks
        .get(&hook)
        .ok_or(Fault::Refused(KeepError::NotFound))?;
    let hook = Hook {
        previous: None,
        ..was.clone()
    };
    set_tokens(session, hook)
}

/// Limits a hook to where its deliveries come from.
fn limit_sources(session: &mut Session, hook: HookId, sources: &Sources) -> Outcome<Hook> {
    let was = session
        .hooks
        .get(&hook)
        .ok_or(Fault::Refused(KeepError::NotFound))?;
    let hook = Hook {
        sources: sources.clone(),
        ..was.clone()
    };
    hooks::set_sources(&session.db, hook.id, &hook.sources)?;
    session.hooks.insert(hook.id, hook.clone());
    session.touched.hooks.insert(hook.id);
    Ok(hook)
}

/// Leaves no token behind that anybody has seen.
fn remove_hook(session: &mut Session, hook: HookId) -> Outcome<((), Option<LongWork>)> {
    let was = session.hooks.get(&hook);
    let removed = Hook {
        token: new_token()?,
        previous: None,
        basic: None,
        sources: Sources::default(),
        ..was.ok_or(Fault::Refused(KeepError::NotFound))?.clone()
    };
    hooks::update(&session.db, &removed)?;
    hooks::forget_password(&session.db, hook)?;
    hooks::set_tokens(&session.db, &removed)?;
    hooks::set_sources(&session.db, hook, &removed.sources)?;
    hooks::remove(&session.db, hook)?;
    let entered = "DELETE FROM postings WHERE hook = ?1";
    session.db.execute(entered, [hook.0])?;
    session.hooks.remove(&hook);
    session.removed_hooks.insert(hook, removed);
    session.touched.hooks.insert(hook);
    let left = proof_writer::give_up(session, hook)?;
    Ok(((), Some(left)))
}

fn set_tokens(session: &mut Session, hook: Hook) -> Outcome<Hook> {
    hooks::set_tokens(&session.db, &hook)?;
    session.hooks.insert(hook.id, hook.clone());
    session.touched.hooks.insert(hook.id);
    Ok(hook)
}

fn new_token() -> Outcome<HookToken> {
    HookToken::random(getrandom::fill)
        .map_err(|error| Fault::Refused(KeepError::Other(error.to_string())))
}
