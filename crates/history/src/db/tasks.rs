//! What the writing thread is asked to do, apart from keeping deliveries.

use kimo_calls::{
    BasicCredentials, Call, CallEvent, CallId, CallerKey, EventKind, Hook, HookId, HookToken, Mark,
    MarkKind, PreviousToken, Sources, Status, Timestamp,
};
use tokio::sync::oneshot;

use crate::{
    Change, HookChange, KeepError, NewHook, Settings,
    calls::{self, events, removal},
    db::{
        session::{Fault, Known, Outcome, Session},
        time::to_micros,
    },
    deliveries::rereading,
    hooks, marks, numbers, settings,
};

/// Something to be done, perhaps in several transactions.
pub(crate) trait Work: Send {
    /// Does its next step within the running transaction, which may yet be rolled back and the
    /// step done again.
    fn run(&mut self, session: &mut Session) -> Outcome<()>;
    /// The transaction is on the disk. True if that was the last step, and the asker has been
    /// told.
    fn committed(&mut self) -> bool;
    /// Nothing of the step was done, and none will follow.
    fn failed(&mut self, error: KeepError);
}

/// How far a step has come.
pub(crate) enum Step<T, S> {
    /// This is the answer.
    Done(T),
    /// There is more to do, from here on.
    More(S),
}

/// Work with somebody who waits for it.
pub(crate) struct Task<T, S, F> {
    at: S,
    work: F,
    next: Option<Step<T, S>>,
    reply: Option<oneshot::Sender<Result<T, KeepError>>>,
}

impl<T, S, F> Task<T, S, F> {
    pub(crate) fn new(at: S, work: F, reply: oneshot::Sender<Result<T, KeepError>>) -> Self {
        Self {
            at,
            work,
            next: None,
            reply: Some(reply),
        }
    }

    fn answer(&mut self, answer: Result<T, KeepError>) {
        // Whoever does not wait any more needs no answer.
        if let Some(reply) = self.reply.take() {
            drop(reply.send(answer));
        }
    }
}

impl<T, S, F> Work for Task<T, S, F>
where
    T: Send,
    S: Send,
    F: FnMut(&mut Session, &S) -> Outcome<Step<T, S>> + Send,
{
    fn run(&mut self, session: &mut Session) -> Outcome<()> {
        self.next = Some((self.work)(session, &self.at)?);
        Ok(())
    }

    fn committed(&mut self) -> bool {
        match self.next.take() {
            Some(Step::More(at)) => {
                self.at = at;
                false
            }
            Some(Step::Done(answer)) => {
                self.answer(Ok(answer));
                true
            }
            None => true,
        }
    }

    fn failed(&mut self, error: KeepError) {
        self.answer(Err(error));
    }
}

pub(crate) fn mark(
    session: &mut Session,
    id: &CallId,
    mark: &MarkKind,
    now: Timestamp,
) -> Outcome<Call> {
    let mut known = session.known(id)?.ok_or(NOT_FOUND)?;
    let latest = known.events.iter().filter_map(|event| match &event.kind {
        EventKind::Marked(mark) => Some(mark.marked_at),
        _ => None,
    });
    // A clock that was set back must not make the newer mark the older one.
    let after = latest.max().and_then(|latest| {
        latest
            .checked_add(jiff::SignedDuration::from_micros(1))
            .ok()
    });
    let mark = Mark {
        desk: session.desk.clone(),
        marked_at: to_micros(now).max(after.unwrap_or(Timestamp::MIN)),
        mark: mark.clone(),
    };
    marks::insert(&session.db, id, &mark)?;
    known.events.push(CallEvent::marked(id.clone(), mark));
    store(session, id, known)
}

pub(crate) fn expire(session: &mut Session, id: &CallId, now: Timestamp) -> Outcome<Call> {
    let mut known = session.known(id)?.ok_or(NOT_FOUND)?;
    let Some((call, at)) = &known.call else {
        return Err(NOT_FOUND);
    };
    if call.status == Status::Ended {
        let call = call.clone();
        session.know(id.clone(), known);
        return Ok(call);
    }
    let row = at.call;
    known
        .events
        .retain(|event| !matches!(event.kind, EventKind::Expired { .. }));
    let Some(event) = CallEvent::expired(&known.events, to_micros(now)) else {
        return Err(NOT_FOUND);
    };
    events::remove_expired(&session.db, row)?;
    events::insert(&session.db, row, &event, None)?;
    known.events.push(event);
    store(session, id, known)
}

pub(crate) fn add_hook(session: &mut Session, new: &NewHook) -> Outcome<Hook> {
    let mut hook = Hook {
        id: HookId(0),
        pbx: new.pbx,
        name: new.name.clone(),
        token: new_token()?,
        previous: None,
        basic: new.basic_user.clone().map(without_password),
        sources: Sources::default(),
        meaning: new.meaning.clone(),
    };
    hook.id = hooks::insert(&session.db, &hook)?;
    session.hooks.insert(hook.id, hook.clone());
    session.changes.push(Change::Hooks);
    Ok(hook)
}

pub(crate) fn update_hook(session: &mut Session, change: &HookChange) -> Outcome<Hook> {
    let was = session.hooks.get(&change.id).ok_or(NOT_FOUND)?;
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
    hooks::update(&session.db, &hook)?;
    if change.basic_user.is_some() {
        hooks::forget_password(&session.db, hook.id)?;
    }
    if means_else {
        // Noted in the same transaction, so that a kill in between leaves nothing half read.
        hooks::set_reread(&session.db, hook.id, Some(0))?;
    }
    session.hooks.insert(hook.id, hook.clone());
    session.changes.push(Change::Hooks);
    Ok(hook)
}

fn without_password(user: String) -> BasicCredentials {
    BasicCredentials {
        user,
        password: None,
    }
}

/// Gives a hook a new token. The one it had goes on until then, the one before that does not.
pub(crate) fn rotate_token(
    session: &mut Session,
    hook: HookId,
    until: Option<Timestamp>,
) -> Outcome<Hook> {
    let was = session.hooks.get(&hook).ok_or(NOT_FOUND)?;
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
pub(crate) fn revoke_previous(session: &mut Session, hook: HookId) -> Outcome<Hook> {
    let was = session.hooks.get(&hook).ok_or(NOT_FOUND)?;
    let hook = Hook {
        previous: None,
        ..was.clone()
    };
    set_tokens(session, hook)
}

/// Limits a hook to where its deliveries come from.
pub(crate) fn limit_sources(
    session: &mut Session,
    hook: HookId,
    sources: &Sources,
) -> Outcome<Hook> {
    let was = session.hooks.get(&hook).ok_or(NOT_FOUND)?;
    let hook = Hook {
        sources: sources.clone(),
        ..was.clone()
    };
    hooks::set_sources(&session.db, hook.id, &hook.sources)?;
    session.hooks.insert(hook.id, hook.clone());
    session.changes.push(Change::Hooks);
    Ok(hook)
}

fn set_tokens(session: &mut Session, hook: Hook) -> Outcome<Hook> {
    hooks::set_tokens(&session.db, &hook)?;
    session.hooks.insert(hook.id, hook.clone());
    session.changes.push(Change::Hooks);
    Ok(hook)
}

fn new_token() -> Outcome<HookToken> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)
        .map_err(|error| Fault::Refused(KeepError::Other(error.to_string())))?;
    Ok(HookToken::from_random_bytes(bytes))
}

/// Reads the next deliveries of a hook again, if it has to be.
pub(crate) fn reread_hook(session: &mut Session, hook: HookId) -> Outcome<Step<(), ()>> {
    let Some(after) = hooks::reread(&session.db, hook)? else {
        return Ok(Step::Done(()));
    };
    let next = rereading::step(session, Some(hook), after, false)?;
    hooks::set_reread(&session.db, hook, next)?;
    Ok(match next {
        Some(_) => Step::More(()),
        None => Step::Done(()),
    })
}

pub(crate) fn save_settings(session: &mut Session, settings: &Settings) -> Outcome<()> {
    settings::save(&session.db, settings)?;
    if settings.extensions != session.settings.extensions {
        settings::set_judged_internal(&session.db, Some(0))?;
    }
    session.settings = settings.clone();
    session.changes.push(Change::Settings);
    Ok(())
}

/// Folds the next internal calls anew, if the own extensions have changed.
pub(crate) fn judge_internal(session: &mut Session) -> Outcome<Step<(), ()>> {
    const AT_ONCE: usize = 200;
    let Some(after) = settings::judged_internal(&session.db)? else {
        return Ok(Step::Done(()));
    };
    let next = calls::internal_after(&session.db, after, AT_ONCE)?;
    let mut changed = false;
    for row in &next {
        if let Some((was, _)) = calls::load(&session.db, *row)?
            && let Some(mut known) = session.known(&was.id)?
        {
            session.refold(&mut known)?;
            changed |= known.call.as_ref().is_some_and(|(is, _)| *is != was);
            session.know(was.id, known);
        }
    }
    if changed {
        session.changes.push(Change::Calls);
    }
    let more = next.last().copied().filter(|_| next.len() == AT_ONCE);
    settings::set_judged_internal(&session.db, more)?;
    Ok(match more {
        Some(_) => Step::More(()),
        None => Step::Done(()),
    })
}

pub(crate) fn name_caller(
    session: &mut Session,
    key: &CallerKey,
    name: Option<&str>,
) -> Outcome<()> {
    session.index_numbers()?;
    if !numbers::set_name(&session.db, key, name)? {
        return Err(NOT_FOUND);
    }
    session.forget();
    session.changes.push(Change::Calls);
    Ok(())
}

/// How far the forgetting of a person has come.
pub(crate) enum Forgetting {
    /// Their calls are being removed.
    Calls,
    /// Deliveries that were not understood are being looked through, after this one.
    NotUnderstood(i64),
}

pub(crate) fn forget_person(
    session: &mut Session,
    key: &CallerKey,
    at: &Forgetting,
) -> Outcome<Step<(), Forgetting>> {
    Ok(match at {
        Forgetting::Calls => match removal::some_calls_of(session, key)? {
            true => Step::More(Forgetting::Calls),
            false => Step::More(Forgetting::NotUnderstood(0)),
        },
        Forgetting::NotUnderstood(after) => {
            match removal::not_understood_of(session, key, *after)? {
                Some(after) => Step::More(Forgetting::NotUnderstood(after)),
                None => Step::Done(()),
            }
        }
    })
}

pub(crate) fn prune(
    session: &mut Session,
    older_than: Timestamp,
    removed: u64,
) -> Outcome<Step<u64, u64>> {
    Ok(match removal::some_before(session, older_than)? {
        Some(more) => Step::More(removed + more),
        None => Step::Done(removed),
    })
}

/// Folds what is known of a call, stores it and tells the feed.
fn store(session: &mut Session, id: &CallId, mut known: Known) -> Outcome<Call> {
    session.refold(&mut known)?;
    let Some((call, _)) = &known.call else {
        return Err(NOT_FOUND);
    };
    let call = call.clone();
    session.changes.push(Change::Called(Box::new(call.clone())));
    session.know(id.clone(), known);
    Ok(call)
}

const NOT_FOUND: Fault = Fault::Refused(KeepError::NotFound);
