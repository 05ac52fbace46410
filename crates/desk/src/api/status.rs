//! How the desk is, for every page.

use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AskError, Nothing};
use crate::{
    Desk, Lang, Problem,
    language::{chosen_language, system_language},
    mine::Mine,
};

/// How the desk is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DeskStatus {
    /// Kimo's version.
    pub version: String,
    /// Where it takes deliveries; `null` if it cannot.
    pub listen: Option<String>,
    /// Where it keeps its history.
    pub data_dir: String,
    /// The language in use.
    pub language: Lang,
    /// The country whose numbers are shown in their national form, two letters.
    pub region: String,
    /// The system's time zone, an IANA name.
    pub time_zone: String,
    /// How many missed callers of this desk are open.
    pub open_missed: u32,
    /// How many calls the history holds.
    pub total_calls: u64,
    /// Why deliveries cannot be taken or kept, if so.
    pub blind: Option<Problem>,
    /// Requests with a wrong address or wrong credentials.
    pub strangers: StrangersSeen,
    /// True where the PBX must be told another public address, or no call arrives.
    pub address_changed: bool,
    /// True in the desktop program.
    pub desktop: bool,
    /// Nobody is to be disturbed right now; `null` where everybody is.
    pub quiet: Option<QuietStatus>,
    /// What else is wrong.
    pub problems: Vec<Problem>,
}

/// Nobody is to be disturbed right now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct QuietStatus {
    /// Until when; `null` until somebody chooses otherwise.
    pub until: Option<String>,
    /// Because the office is closed.
    pub outside_hours: bool,
}

/// Requests with a wrong address or wrong credentials, since the desk was started.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StrangersSeen {
    /// All of them.
    pub total: u64,
    /// Those of the last sixty seconds.
    pub last_minute: u64,
    /// When the last one came.
    pub last_at: Option<String>,
}

pub(super) async fn status(desk: &Desk, _: Nothing) -> Result<DeskStatus, AskError> {
    let judge = desk.clone();
    let (settings, open_missed, total_calls) = desk
        .read(move |reader| {
            Ok((
                reader.settings()?,
                Mine::read(&judge, reader)?.count(reader)?,
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
        language,
        region: region(language),
        time_zone: time_zone.iana_name().unwrap_or("UTC").to_owned(),
        open_missed,
        total_calls,
        blind: desk.blind(),
        strangers: strangers(desk),
        address_changed: desk.tunnel().address_changed,
        desktop: desk.is_desktop(),
        quiet: desk.0.quiet.borrow().map(|quiet| QuietStatus {
            until: quiet.until.map(|until| until.to_string()),
            outside_hours: quiet.outside_hours,
        }),
        problems: desk.problems(),
    })
}

fn strangers(desk: &Desk) -> StrangersSeen {
    let refused = desk.0.listener.strangers.refused(Timestamp::now());
    StrangersSeen {
        total: refused.total,
        last_minute: refused.last_minute,
        last_at: refused.last_at.map(|at| at.to_string()),
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
