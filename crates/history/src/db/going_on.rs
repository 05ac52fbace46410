//! Going on with long work, a step in each transaction.

use crate::db::{
    session::{Outcome, Session},
    unfinished::{self, LongWork},
    work::Step,
};

/// Does the next step of something: gives what is left, or what it came to.
pub(crate) type TakeStep = fn(&mut Session, LongWork) -> Outcome<Step<u64, LongWork>>;

/// Does the next step of what has this name, and notes what is left of it.
pub(crate) fn go_on(
    session: &mut Session,
    name: &str,
    take_step: TakeStep,
) -> Outcome<Step<u64, ()>> {
    let Some(work) = unfinished::find(&session.db, name)? else {
        return Ok(Step::Done(0));
    };
    Ok(match take_step(session, work.clone())? {
        Step::More(left) => {
            if left != work {
                unfinished::put(&session.db, &left)?;
            }
            Step::More(())
        }
        Step::Done(came_to) => {
            unfinished::remove(&session.db, name)?;
            Step::Done(came_to)
        }
    })
}
