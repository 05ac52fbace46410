//! Naming a number.

use kimo_calls::CallerKey;

use crate::{
    calls::{self, lists},
    db::{
        change::{KeepError, TouchedCalls},
        session::{Fault, Outcome, Session},
        writer::Writer,
    },
    numbers,
};

impl Writer {
    /// Gives a number a name, or takes it away. Its calls show it from the next time they are
    /// read.
    pub async fn name_caller(&self, key: CallerKey, name: Option<String>) -> Result<(), KeepError> {
        self.ask(move |session| name_caller(session, &key, name.as_deref()))
            .await
    }
}

fn name_caller(session: &mut Session, key: &CallerKey, name: Option<&str>) -> Outcome<()> {
    session.write_projections()?;
    let number = numbers::set_name(&session.db, key, name)?;
    let number = number.ok_or(Fault::Refused(KeepError::NotFound))?;
    session.forget();
    session.touched.missed = true;
    for row in lists::of_number(&session.db, number, TouchedCalls::MOST + 1)? {
        if let Some(id) = calls::id_of(&session.db, row)? {
            session.touched.calls.add(&id);
        }
    }
    Ok(())
}
