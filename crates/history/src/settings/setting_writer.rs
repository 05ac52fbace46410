//! Changing the settings.

use kimo_calls::TimeLimit;

use crate::{
    db::{
        change::KeepError,
        session::{Outcome, Session},
        unfinished::LongWork,
        writer::Writer,
    },
    retention,
    settings::{self, Setting, Settings, SettingsChange},
};

impl Writer {
    /// Changes some of the settings, and leaves the others as they are; gives what they all are
    /// now. Returns once they are saved and, where the own extensions changed, internal calls
    /// have been judged anew.
    pub async fn change_settings(&self, change: SettingsChange) -> Result<Settings, KeepError> {
        let begin = move |session: &mut Session| change_settings(session, &change);
        self.ask_at_length(begin)
            .await
            .map(|(settings, _)| settings)
    }

    /// Where do not disturb still holds for just this time, has it hold for another, or ends it.
    pub async fn move_time_limit(
        &self,
        was: TimeLimit,
        to: Option<TimeLimit>,
    ) -> Result<(), KeepError> {
        let work = move |session: &mut Session| {
            let mut change = SettingsChange::default();
            if session.settings.do_not_disturb_limit == Some(was) {
                change.do_not_disturb_limit = Some(to);
                change.do_not_disturb = to.is_none().then_some(false);
            }
            change_settings(session, &change).map(|_| ())
        };
        self.ask(work).await
    }
}

fn change_settings(
    session: &mut Session,
    change: &SettingsChange,
) -> Outcome<(Settings, Option<LongWork>)> {
    let is = change.clone().applied_to(&session.settings);
    let differing = is.differing(&session.settings);
    settings::save(&session.db, &is, &differing)?;
    let days = |settings: &Settings| settings.retention_days.unwrap_or(u32::MAX);
    if days(&is) < days(&session.settings) {
        retention::ask(&session.db)?;
    }
    session.settings = is.clone();
    let judging = differing
        .contains(&Setting::Extensions)
        .then_some(LongWork::JudgeInternal { after: 0 });
    session.touched.settings.extend(differing);
    Ok((is, judging))
}
