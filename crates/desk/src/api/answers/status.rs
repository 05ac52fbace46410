//! How the desk is, and what only a desktop can do.

use jiff::{Timestamp, tz::TimeZone};

use super::super::*;
use super::count;
use crate::{
    Desk, Lang,
    language::{chosen_language, system_language},
};

pub(super) async fn status(desk: &Desk, _: Nothing) -> Result<DeskStatus, AskError> {
    let (settings, open_missed, total_calls) = desk
        .read(|reader| {
            Ok((
                reader.settings()?,
                reader.open_missed_count()?,
                reader.total_calls()?,
            ))
        })
        .await?;
    let language = chosen_language(&settings).unwrap_or_else(system_language);
    let time_zone = TimeZone::system();
    Ok(DeskStatus {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        listen: desk.listen_addr().map(|address| address.to_string()),
        data_dir: desk.data_dir().display().to_string(),
        language: language.as_str().to_owned(),
        region: region(language),
        time_zone: time_zone.iana_name().unwrap_or("UTC").to_owned(),
        open_missed: count(open_missed),
        total_calls,
        blind: desk.blind(),
        strangers: strangers(desk),
        address_changed: desk.tunnel().address_changed,
        desktop: desk.is_desktop(),
        problems: desk.problems(),
    })
}

fn strangers(desk: &Desk) -> StrangersSeen {
    let knocks = desk.0.door.strangers.knocks(Timestamp::now());
    StrangersSeen {
        total: knocks.total,
        last_minute: knocks.last_minute,
        last_at: knocks.last_at.map(|at| at.to_string()),
    }
}

/// The country whose habits the UI follows: the system's, else the language's.
fn region(language: Lang) -> String {
    let of_system = sys_locale::get_locale().and_then(|tag| {
        let region = tag.split(['-', '_', '.', '@']).nth(1)?.parse().ok()?;
        Some::<kimo_calls::Region>(region)
    });
    match (of_system, language) {
        (Some(region), _) => region.to_string(),
        (None, Lang::Ru) => kimo_calls::Region::RU.to_string(),
        (None, Lang::Tr | Lang::En) => kimo_calls::Region::TR.to_string(),
    }
}

pub(super) async fn call_back(desk: &Desk, params: CallBackParams) -> Result<(), AskError> {
    desktop_only(desk)?;
    desk.on_desktop(move |desktop| desktop.call_back(&params.number));
    Ok(())
}

pub(super) async fn copy(desk: &Desk, params: CopyParams) -> Result<(), AskError> {
    desktop_only(desk)?;
    desk.on_desktop(move |desktop| desktop.copy(&params.text));
    Ok(())
}

fn desktop_only(desk: &Desk) -> Result<(), AskError> {
    match desk.is_desktop() {
        true => Ok(()),
        false => Err(AskError::new(
            AskErrorCode::DesktopOnly,
            "this desk has no desktop",
        )),
    }
}
