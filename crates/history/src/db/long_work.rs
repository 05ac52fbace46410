//! Which part of the history does the steps of which long work.

use kimo_calls::HookId;

use crate::{
    address_book::leaving,
    calls::{internal, placing, pruning},
    db::{
        session::{Outcome, Session},
        time::time,
        unfinished::LongWork,
        work::Step,
    },
    deliveries::{altered, rereading, unread_bound},
    forgotten::forgetting,
    missed::counting,
    phone_books::taking_leave,
    salvage,
};

/// How many deliveries go in one transaction.
const AT_ONCE: usize = 100;

/// Does the next step.
pub(crate) fn take_step(session: &mut Session, work: LongWork) -> Outcome<Step<u64, LongWork>> {
    match work {
        LongWork::Reread { hook, after } => {
            let next = rereading::step(session, Some(HookId(hook)), after, false)?;
            Ok(match next {
                Some(after) => Step::More(LongWork::Reread { hook, after }),
                None => Step::Done(0),
            })
        }
        LongWork::JudgeInternal { after } => {
            let next = internal::judge_next(session, after)?;
            Ok(match next {
                Some(after) => Step::More(LongWork::JudgeInternal { after }),
                None => Step::Done(0),
            })
        }
        LongWork::Place { after } => Ok(match placing::place_next(session, after)? {
            Some(after) => Step::More(LongWork::Place { after }),
            None => Step::Done(0),
        }),
        LongWork::Prune { before, removed } => Ok(match pruning::remove_next(session, before)? {
            Some(more) => Step::More(LongWork::Prune {
                before,
                removed: removed + more,
            }),
            None => Step::Done(removed),
        }),
        LongWork::RecountMissed { after } => {
            let (changed, next) = counting::recount_next(&session.db, after)?;
            session.touched.missed |= changed;
            Ok(match next {
                Some(after) => Step::More(LongWork::RecountMissed { after }),
                None => Step::Done(0),
            })
        }
        LongWork::Sum { after } => Ok(altered::step(session, after)?),
        LongWork::DropUnread {
            before,
            now,
            dropped,
        } => {
            let (more, news) = unread_bound::drop_old(&session.db, before, AT_ONCE, time(now)?)?;
            session.touched.hooks.extend(news);
            Ok(match more {
                0 => Step::Done(dropped),
                more => Step::More(LongWork::DropUnread {
                    before,
                    now,
                    dropped: dropped + more,
                }),
            })
        }
        LongWork::Forget(at) => Ok(match forgetting::forget_next(session, at)? {
            Step::More(left) => Step::More(LongWork::Forget(left)),
            Step::Done(nothing) => Step::Done(nothing),
        }),
        LongWork::LeaveBook { keep, after } => Ok(match leaving::step(session, keep, after)? {
            Some(after) => Step::More(LongWork::LeaveBook { keep, after }),
            None => Step::Done(0),
        }),
        LongWork::LeavePhoneBook { after } => Ok(match taking_leave::step(session, after)? {
            Some(after) => Step::More(LongWork::LeavePhoneBook { after }),
            None => Step::Done(0),
        }),
        LongWork::Salvage {
            incident,
            file,
            contacts: Some(after),
            ..
        } => salvage::take_contacts(session, incident, file, after),
        LongWork::Salvage {
            incident,
            file,
            contacts: None,
            after,
        } => salvage::step(session, incident, file, after),
    }
}
