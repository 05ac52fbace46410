//! What the tray says.

use kimo_calls::{HookId, Timestamp};

use crate::{
    do_not_disturb::{Quiet, QuietChoice},
    formats::{Day, Formats},
    hook_address::{HookAddress, home_region},
    known::{Complete, MissedCaller, OpenMissed},
    popup_wording::who,
    problem::{NEWER_VERSION, Problem, UPDATE_WAITS},
    texts::Texts,
    tray::{Tray, TrayIcon, TrayId, TrayItem},
    words,
};

/// How many missed callers the menu names.
pub const TRAY_CALLERS: usize = 5;

/// How long the name of a connection may be over the icon.
const NAME: usize = 24;

/// All that the tray is made of.
pub(crate) struct TrayState<'a> {
    pub(crate) open_missed: &'a OpenMissed,
    pub(crate) complete: Option<&'a Complete>,
    pub(crate) blind: Option<&'a Problem>,
    /// What this desktop cannot show, which nobody should look for in vain.
    pub(crate) lacks: &'a [Problem],
    pub(crate) quiet: Option<Quiet>,
    /// Business hours are set.
    pub(crate) has_hours: bool,
    pub(crate) hooks: &'a [HookAddress],
    /// Where deliveries come in, if any has come yet.
    pub(crate) hook_in_use: Option<HookId>,
    pub(crate) now: Timestamp,
}

/// The tray for this state.
pub(crate) fn tray(state: &TrayState<'_>, texts: &Texts, formats: &Formats) -> Tray {
    let writer = Writer {
        state,
        texts,
        formats,
    };
    Tray {
        icon: TrayIcon {
            missed: state.open_missed.total,
            blind: state.blind.is_some(),
            do_not_disturb: state.quiet.is_some(),
        },
        tooltip: writer.tooltip(),
        menu: writer.menu(),
    }
}

struct Writer<'a> {
    state: &'a TrayState<'a>,
    texts: &'a Texts,
    formats: &'a Formats,
}

impl Writer<'_> {
    fn tooltip(&self) -> String {
        if let Some(reason) = self.blindness() {
            return reason;
        }
        let text = match self.state.open_missed.total {
            0 => self.texts.get("tray-tooltip-quiet", &[]),
            count => self
                .texts
                .get("tray-tooltip-missed", &[("count", count.into())]),
        };
        let text = match self.state.quiet.map(|quiet| self.until(quiet)) {
            None => text,
            Some(None) => self.texts.get("tray-tooltip-dnd", &[("text", text.into())]),
            Some(Some(until)) => {
                let variables = [("text", text.into()), ("until", until.into())];
                self.texts.get("tray-tooltip-dnd-until", &variables)
            }
        };
        match self.state.complete {
            None => text,
            Some(complete) => self.complete(text, complete),
        }
    }

    /// Last, for some systems cut what is long.
    fn complete(&self, text: String, complete: &Complete) -> String {
        let mut variables = vec![
            ("text", text.into()),
            ("until", self.when(complete.until).into()),
        ];
        if complete.of.is_empty() {
            return self.texts.get("tray-tooltip-complete", &variables);
        }
        let names = complete.of.iter().map(|name| words::clean(name, NAME));
        variables.push(("names", names.collect::<Vec<_>>().join(", ").into()));
        self.texts.get("tray-tooltip-complete-of", &variables)
    }

    fn menu(&self) -> Vec<TrayItem> {
        let mut menu = Vec::new();
        if let Some(reason) = self.blindness() {
            menu.extend([item(TrayId::Connections, reason), TrayItem::Separator]);
        } else if let Some(quiet) = self.state.quiet {
            let text = match self.until(quiet) {
                None => self.texts.get("tray-dnd-on", &[]),
                Some(until) => self.texts.get("tray-dnd-until", &[("until", until.into())]),
            };
            menu.extend([TrayItem::Text(text), TrayItem::Separator]);
        }
        let lacks = self.state.lacks.iter();
        let lacks: Vec<_> = lacks
            .flat_map(|problem| match problem.code.as_str() {
                NEWER_VERSION => vec![item(TrayId::Settings, self.reason(problem))],
                UPDATE_WAITS => vec![
                    TrayItem::Text(self.reason(problem)),
                    self.item(TrayId::LeaveUpdate, "updates-leave"),
                ],
                _ => vec![TrayItem::Text(self.reason(problem))],
            })
            .collect();
        if !lacks.is_empty() {
            menu.extend(lacks);
            menu.push(TrayItem::Separator);
        }
        let callers = self.callers();
        if !callers.is_empty() {
            menu.extend(callers);
            menu.push(TrayItem::Separator);
        }
        menu.push(self.item(TrayId::History, "tray-history"));
        menu.push(self.do_not_disturb());
        menu.push(TrayItem::Separator);
        menu.extend(self.hooks());
        menu.push(self.item(TrayId::Settings, "tray-settings"));
        menu.push(TrayItem::Separator);
        menu.push(self.item(TrayId::Quit, "tray-quit"));
        menu
    }

    /// Until when it is quiet, as one says it now.
    fn until(&self, quiet: Quiet) -> Option<String> {
        let until = quiet.until?;
        let time = self.formats.time(until);
        Some(match self.formats.day(until, self.state.now) {
            Day::Today => time,
            Day::Tomorrow => self.texts.get("tray-tomorrow", &[("time", time.into())]),
            Day::Yesterday => self.texts.get("tray-yesterday", &[("time", time.into())]),
            Day::Date(date) => format!("{date} {time}"),
        })
    }

    /// What can be chosen; where it is quiet, only to be disturbed again.
    fn do_not_disturb(&self) -> TrayItem {
        let label = self.texts.get("tray-dnd", &[]);
        if self.state.quiet.is_some() {
            return TrayItem::Item {
                id: TrayId::Quiet(QuietChoice::Off),
                label,
                checked: Some(true),
            };
        }
        let morning = match self.state.has_hours {
            true => "tray-dnd-opening",
            false => "tray-dnd-morning",
        };
        let choices = [
            (QuietChoice::HalfAnHour, "tray-dnd-half-an-hour"),
            (QuietChoice::AnHour, "tray-dnd-an-hour"),
            (QuietChoice::Morning, morning),
            (QuietChoice::On, "tray-dnd-always"),
        ];
        TrayItem::Submenu {
            label,
            items: choices
                .map(|(choice, text)| self.item(TrayId::Quiet(choice), text))
                .into(),
        }
    }

    fn blindness(&self) -> Option<String> {
        let reason = self.reason(self.state.blind?);
        Some(self.texts.get("tray-blind", &[("reason", reason.into())]))
    }

    fn reason(&self, problem: &Problem) -> String {
        let fact = words::clean(&problem.detail, words::NOTE);
        let id = format!("error-{}", problem.code);
        let id = match self.texts.has(&id) {
            true => id.as_str(),
            false => "error-unknown",
        };
        // What a program says of it, in its own language, is for the window's details.
        let told = [("fact", fact.into()), ("detail", "".into())];
        self.texts.get(id, &told).replace(" ()", "")
    }

    fn callers(&self) -> Vec<TrayItem> {
        let open = self.state.open_missed;
        let named = open.callers.iter().take(TRAY_CALLERS);
        let mut items: Vec<TrayItem> = named.map(|caller| self.caller(caller)).collect();
        let named = u32::try_from(items.len()).unwrap_or(u32::MAX);
        let more = open.total.saturating_sub(named);
        if more > 0 {
            let label = self
                .texts
                .get("tray-more-missed", &[("count", more.into())]);
            items.push(item(TrayId::Missed, label));
        }
        items
    }

    fn caller(&self, caller: &MissedCaller) -> TrayItem {
        let call = &caller.last_call;
        let region = home_region(self.state.hooks, call.pbx);
        let mut variables = vec![
            ("who", who(&caller.caller, region, self.texts).into()),
            ("time", self.when(caller.last_at).into()),
        ];
        let label = if caller.count > 1 {
            variables.push(("count", caller.count.into()));
            self.texts.get("tray-caller-repeated", &variables)
        } else {
            self.texts.get("tray-caller", &variables)
        };
        let mut items = Vec::new();
        if !caller.caller.is_hidden() {
            items.push(self.item(TrayId::CallBack(call.clone()), "tray-caller-call-back"));
        }
        items.push(self.item(TrayId::OpenCall(call.clone()), "tray-caller-open"));
        items.push(self.item(TrayId::Done(call.clone()), "tray-caller-done"));
        TrayItem::Submenu { label, items }
    }

    fn when(&self, at: Timestamp) -> String {
        let time = self.formats.time(at);
        match self.formats.day(at, self.state.now) {
            Day::Today => time,
            Day::Yesterday => self.texts.get("tray-yesterday", &[("time", time.into())]),
            Day::Tomorrow => self.texts.get("tray-tomorrow", &[("time", time.into())]),
            Day::Date(date) => format!("{date} {time}"),
        }
    }

    fn hooks(&self) -> Vec<TrayItem> {
        let hooks = self.state.hooks;
        let in_use = hooks
            .iter()
            .find(|hook| Some(hook.id) == self.state.hook_in_use)
            .or(hooks.first());
        let Some(in_use) = in_use else {
            return Vec::new();
        };
        let copy = hooks.iter().map(|hook| {
            let name = words::clean(&hook.name, words::PART);
            item(TrayId::CopyAddress(hook.id), name)
        });
        vec![
            self.item(TrayId::TestCall(in_use.id), "tray-test-call"),
            TrayItem::Submenu {
                label: self.texts.get("tray-copy-address", &[]),
                items: copy.collect(),
            },
        ]
    }

    fn item(&self, id: TrayId, text: &str) -> TrayItem {
        item(id, self.texts.get(text, &[]))
    }
}

fn item(id: TrayId, label: String) -> TrayItem {
    TrayItem::Item {
        id,
        label,
        checked: None,
    }
}
