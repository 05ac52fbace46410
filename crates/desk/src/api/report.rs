//! The report of a problem: how the desk is, for an engineer.

use jiff::Timestamp;
use kimo_history::{Incident, IncidentKind, ReadError, Reader};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    AddressBookView, AskError, AskErrorCode, Completeness, DeskStatus, HookRow, Nothing, Settings,
    address_book::address_book, hooks::hooks, records::completeness, settings::settings,
    status::status, tunnel::reached,
};
use crate::{
    DEFAULT_LISTEN, Desk, Problem,
    fault::Fault,
    mask::{Mask, Masked},
    report::{self, Sheet},
    tunnel::TunnelStatus,
};

/// A report of a problem: how the desk is, the settings and the end of the log. Every name, number,
/// token and key in it is masked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ProblemReport {
    /// What its file may be called.
    pub file: String,
    /// All of it.
    pub text: String,
}

pub(super) async fn report(desk: &Desk, _: Nothing) -> Result<ProblemReport, AskError> {
    let now = Timestamp::now();
    let (mask, counts) = desk
        .read(|reader| Ok((mask(reader)?, Counts::of(reader)?)))
        .await?;
    // The system may have to be asked by another program.
    let begun = tokio::task::spawn_blocking(move || report::begun(now));
    let mut all = begun
        .await
        .map_err(|error| AskError::new(AskErrorCode::Storage, error))?;
    let sheet = &mut all;
    sheet.line("program", desk.program());
    sheet.line("runs", !desk.is_offline());
    tell(
        sheet,
        &mask,
        "desk",
        status(desk, Nothing).await,
        tell_status,
    );
    sheet.section("history");
    counts.tell(sheet);
    tell(
        sheet,
        &mask,
        "tunnel",
        reached(desk, Nothing).await,
        tell_tunnel,
    );
    tell(
        sheet,
        &mask,
        "hooks",
        hooks(desk, Nothing).await,
        tell_hooks,
    );
    tell(
        sheet,
        &mask,
        "records",
        completeness(desk, Nothing).await,
        tell_records,
    );
    tell(
        sheet,
        &mask,
        "address_book",
        address_book(desk, Nothing).await,
        tell_book,
    );
    tell(
        sheet,
        &mask,
        "settings",
        settings(desk, Nothing).await,
        tell_settings,
    );
    let fault = Fault::read(desk.data_dir()).or_else(|| desk.fault().cloned());
    report::end(sheet, &mask, desk.data_dir(), fault.as_ref());
    Ok(ProblemReport {
        file: format!("kimo-report-{}.txt", now.strftime("%Y-%m-%d")),
        text: all.text(),
    })
}

/// A section by what a question answers, or why it does not.
fn tell<T>(
    sheet: &mut Sheet,
    mask: &Mask,
    section: &'static str,
    answer: Result<T, AskError>,
    tell: impl FnOnce(&mut Sheet, &Mask, T),
) {
    sheet.section(section);
    match answer {
        Ok(answer) => tell(sheet, mask, answer),
        Err(error) => sheet.line("unreadable", mask.text(&error.to_string())),
    }
}

/// Knows whatever has a name here: it may be one of the words that stay.
fn mask(reader: &Reader) -> Result<Mask, ReadError> {
    let mut mask = Mask::default();
    let mut after = None;
    loop {
        let page = reader.contacts(None, after, AT_ONCE)?;
        for contact in &page.contacts {
            mask.learn(&contact.told.name);
            mask.learn(contact.told.company.as_deref().unwrap_or_default());
        }
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    for own in reader.settings()?.own_numbers {
        mask.learn(&own.name);
    }
    for named in reader.pbx_names()? {
        mask.learn(&named.name);
    }
    for summary in reader.hooks()? {
        mask.learn(&summary.hook.name);
        mask.learn(summary.hook.account.as_str());
        if let Some(basic) = &summary.hook.basic {
            mask.learn(&basic.user);
        }
    }
    if let Some(book) = reader.address_book()? {
        mask.learn(&book.user);
        mask.learn(&book.name);
    }
    for variable in ["USER", "USERNAME", "COMPUTERNAME", "HOSTNAME"] {
        mask.learn(&std::env::var(variable).unwrap_or_default());
    }
    Ok(mask)
}

const AT_ONCE: usize = 500;

/// How much there is.
struct Counts {
    calls: u64,
    open_missed: u64,
    contacts: u64,
    synced: u64,
    messages: u64,
    incidents: Vec<Incident>,
}

impl Counts {
    fn of(reader: &Reader) -> Result<Self, ReadError> {
        Ok(Self {
            calls: reader.total_calls()?,
            open_missed: reader.open_missed_count()?,
            contacts: reader.total_contacts()?,
            synced: reader.total_synced()?,
            messages: reader.waiting_message_count()?,
            incidents: reader.incidents()?,
        })
    }

    fn tell(self, sheet: &mut Sheet) {
        sheet.line("calls", self.calls);
        sheet.line("open_missed", self.open_missed);
        sheet.line("contacts", self.contacts);
        sheet.line("contacts_of_address_book", self.synced);
        sheet.line("messages_waiting", self.messages);
        for incident in self.incidents {
            let kind = match incident.kind {
                IncidentKind::Damaged => "damaged",
                IncidentKind::Gone => "gone",
                IncidentKind::PutBack => "put-back",
                IncidentKind::Altered => "altered",
                IncidentKind::NotMovedIn => "not-moved-in",
            };
            sheet.line("incident", kind);
            sheet.line("incident_at", incident.happened_at);
            sheet.line("incident_saved", incident.saved);
            sheet.line("incident_lost", incident.lost);
        }
    }
}

fn tell_status(sheet: &mut Sheet, mask: &Mask, status: DeskStatus) {
    let is_usual = |address: &str| address == DEFAULT_LISTEN.to_string();
    sheet.line("listens", status.listen.is_some());
    sheet.line_if_any("at_usual_address", status.listen.as_deref().map(is_usual));
    sheet.line("has_desktop", status.desktop);
    sheet.line("language", mask.code(&format!("{:?}", status.language)));
    sheet.line("region", mask.code(&status.region));
    sheet.line("time_zone", mask.code(&status.time_zone.replace('/', "-")));
    sheet.line("address_changed", status.address_changed);
    sheet.line("strangers", status.strangers.total);
    sheet.line_if_any("blind", status.blind.map(|problem| told(mask, &problem)));
    for problem in &status.problems {
        sheet.line("problem", told(mask, problem));
    }
}

/// What it is in a fixed word, and what the system says of it.
fn told(mask: &Mask, problem: &Problem) -> Masked {
    mask.code_with(&problem.code, &problem.detail)
}

fn tell_tunnel(sheet: &mut Sheet, mask: &Mask, tunnel: TunnelStatus) {
    sheet.line("kind", mask.code(&tunnel.kind.to_string()));
    sheet.line("state", mask.code(&format!("{:?}", tunnel.state)));
    sheet.line("has_public_address", tunnel.public_url.is_some());
    sheet.line_if_any("since", time(tunnel.since.as_deref()));
    sheet.line_if_any("checked_at", time(tunnel.checked_at.as_deref()));
    let detail = tunnel.detail.unwrap_or_default();
    let reason = tunnel.reason.map(|code| mask.code_with(&code, &detail));
    sheet.line_if_any("reason", reason);
}

fn tell_hooks(sheet: &mut Sheet, mask: &Mask, hooks: Vec<HookRow>) {
    sheet.line("hooks", hooks.len());
    for hook in hooks {
        sheet.line("pbx", mask.code(hook.pbx.as_str()));
        sheet.line("has_account", !hook.account.as_str().is_empty());
        sheet.line("region", mask.code(&hook.region));
        sheet.line("asks_for_password", hook.basic_user.is_some());
        sheet.line("networks", hook.allowed_sources.len());
        sheet.line("was_rotated", hook.previous_until.is_some());
        sheet.line("deliveries", hook.deliveries);
        sheet.line_if_any("last_delivery_at", time(hook.last_delivery_at.as_deref()));
        sheet.line_if_any("last_tested_at", time(hook.last_tested_at.as_deref()));
        sheet.line("not_understood", hook.not_understood_total);
        sheet.line("not_understood_dropped", hook.not_understood_dropped);
    }
}

fn tell_records(sheet: &mut Sheet, mask: &Mask, complete: Completeness) {
    for hook in complete.hooks {
        sheet.line("pbx", mask.code(hook.pbx.as_str()));
        sheet.line("has_key", hook.has_key);
        sheet.line("at_usual_place", hook.base.is_none());
        sheet.line_if_any("complete_until", time(hook.complete_until.as_deref()));
        sheet.line_if_any("looked_at", time(hook.looked_at.as_deref()));
        sheet.line_if_any("failure", hook.failure.map(|code| mask.code(&code)));
        sheet.line_if_any("failed_at", time(hook.failed_at.as_deref()));
        sheet.line("address_entered", hook.entered.is_some());
        if let Some(names) = hook.names {
            sheet.line("phone_book", names.contacts);
            sheet.line_if_any(
                "phone_book_failure",
                names.failure.map(|code| mask.code(&code)),
            );
        }
    }
    for gap in complete.gaps.iter().take(GAPS) {
        sheet.line("gap", mask.code(&gap.why));
        sheet.line_if_any("gap_from", time(Some(&gap.from)));
        sheet.line_if_any("gap_to", time(gap.to.as_deref()));
        sheet.line("gap_closed", gap.closed_at.is_some());
        sheet.line("gap_brought_in", gap.brought_in);
    }
}

const GAPS: usize = 10;

fn tell_book(sheet: &mut Sheet, mask: &Mask, view: AddressBookView) {
    sheet.line("is_read", view.book.is_some());
    sheet.line("syncing", view.syncing);
    if let Some(book) = view.book {
        sheet.line("contacts", book.contacts);
        sheet.line_if_any("synced_at", time(book.synced_at.as_deref()));
        let failure = book.failure;
        let failure = failure.map(|failure| mask.code_with(&failure.code, &failure.detail));
        sheet.line_if_any("failure", failure);
    }
}

fn tell_settings(sheet: &mut Sheet, mask: &Mask, settings: Settings) {
    sheet.line("language", mask.code(&format!("{:?}", settings.language)));
    sheet.line("extensions", settings.extensions.len());
    sheet.line("queues", settings.queues.len());
    sheet.line("internal_calls", settings.internal_calls);
    sheet.line("do_not_disturb", settings.do_not_disturb);
    sheet.line("quiet_outside_hours", settings.quiet_outside_hours);
    sheet.line_if_any("missed_stay_minutes", settings.missed_stay_minutes);
    sheet.line("sound_of_calls", settings.sounds.call);
    sheet.line("sound_of_important", settings.sounds.important);
    sheet.line("sound_of_missed", settings.sounds.missed);
    sheet.line("sound_volume", u32::from(settings.sounds.volume));
    sheet.line_if_any("retention_days", settings.retention_days);
    sheet.line("own_numbers", settings.own_numbers.len());
    sheet.line("business_hours", settings.business_hours.is_some());
    sheet.line_if_any("promise_minutes", settings.promise_minutes);
    sheet.line("short_call_seconds", settings.short_call_seconds);
    sheet.line(
        "screen_pop",
        mask.code(&format!("{:?}", settings.screen_pop.when)),
    );
    sheet.line("card", mask.code(&format!("{:?}", settings.card.when)));
    sheet.line("card_instead_of_popups", settings.card.instead_of_popups);
    sheet.line(
        "card_corner",
        mask.code(&format!("{:?}", settings.card.corner)),
    );
    sheet.line("looks_for_updates", settings.looks_for_updates);
}

fn time(at: Option<&str>) -> Option<Timestamp> {
    at?.parse().ok()
}
