//! What the tray shows, and what its menu does.

use kimo_attention::{
    Action, HookAddress, Input, Lang, OpenMissed, Preferences, Problem, QuietChoice, Tray, TrayId,
    TrayItem, View,
};
use kimo_calls::{CallId, HookId, PbxId, Region};

use crate::{
    script::{mtt, verimor},
    stage::Stage,
};

#[test]
fn a_quiet_tray() {
    insta::assert_snapshot!(in_three_languages(|_| {}), @r"
    (0) Kimo
      Çağrılar
      Rahatsız etmeyin > 30 dakika | 1 saat | Yarın sabaha kadar | Ben kapatana kadar
      -
      Deneme çağrısı gönder
      Santral adresini kopyala > Verimor | Bulutfon | MTT
      Ayarlar
      -
      Çıkış
    (0) Kimo
      Calls
      Do not disturb > For 30 minutes | For 1 hour | Until tomorrow morning | Until I switch it off
      -
      Send a test call
      Copy hook address > Verimor | Bulutfon | MTT
      Settings
      -
      Quit
    (0) Kimo
      Звонки
      Не беспокоить > На 30 минут | На 1 час | До завтрашнего утра | Пока не выключу
      -
      Отправить пробный звонок
      Копировать адрес для АТС > Verimor | Bulutfon | MTT
      Настройки
      -
      Выход
    ");
}

#[test]
fn missed_callers_come_first_up_to_five_and_the_rest_is_counted() {
    let written = in_three_languages(|desk| {
        let mut calls = Vec::new();
        for n in 0..7 {
            let call = verimor(&format!("{n}"))
                .from(&format!("0532123450{n}"))
                .beginning(-n * 20 * 60 * 60);
            desk.receive(call.ended_missed(20));
            calls.push((desk.call(&call.id()), u32::try_from(n).unwrap() + 1));
        }
        desk.missed_callers(&calls);
    });
    insta::assert_snapshot!(written, @r"
    (7) Kimo: geri aranacak 7 kişi
      0532 123 45 00 · 12:00 > Geri ara | Aç | Halledildi
      0532 123 45 01 · 2 kez · dün 16:00 > Geri ara | Aç | Halledildi
      0532 123 45 02 · 3 kez · 20.11.2026 20:00 > Geri ara | Aç | Halledildi
      0532 123 45 03 · 4 kez · 20.11.2026 00:00 > Geri ara | Aç | Halledildi
      0532 123 45 04 · 5 kez · 19.11.2026 04:00 > Geri ara | Aç | Halledildi
      2 kişi daha…
      -
      Çağrılar
      Rahatsız etmeyin > 30 dakika | 1 saat | Yarın sabaha kadar | Ben kapatana kadar
      -
      Deneme çağrısı gönder
      Santral adresini kopyala > Verimor | Bulutfon | MTT
      Ayarlar
      -
      Çıkış
    (7) Kimo: 7 callers to call back
      0532 123 45 00 · 12:00 > Call back | Open | Handled
      0532 123 45 01 · 2 times · yesterday 16:00 > Call back | Open | Handled
      0532 123 45 02 · 3 times · 20 Nov 2026 20:00 > Call back | Open | Handled
      0532 123 45 03 · 4 times · 20 Nov 2026 00:00 > Call back | Open | Handled
      0532 123 45 04 · 5 times · 19 Nov 2026 04:00 > Call back | Open | Handled
      2 more callers…
      -
      Calls
      Do not disturb > For 30 minutes | For 1 hour | Until tomorrow morning | Until I switch it off
      -
      Send a test call
      Copy hook address > Verimor | Bulutfon | MTT
      Settings
      -
      Quit
    (7) Kimo: обратного звонка ждут 7 человек
      0532 123 45 00 · 12:00 > Перезвонить | Открыть | Обработано
      0532 123 45 01 · 2 раза · вчера 16:00 > Перезвонить | Открыть | Обработано
      0532 123 45 02 · 3 раза · 20.11.2026 20:00 > Перезвонить | Открыть | Обработано
      0532 123 45 03 · 4 раза · 20.11.2026 00:00 > Перезвонить | Открыть | Обработано
      0532 123 45 04 · 5 раз · 19.11.2026 04:00 > Перезвонить | Открыть | Обработано
      ещё 2…
      -
      Звонки
      Не беспокоить > На 30 минут | На 1 час | До завтрашнего утра | Пока не выключу
      -
      Отправить пробный звонок
      Копировать адрес для АТС > Verimor | Bulutfon | MTT
      Настройки
      -
      Выход
    ");
}

#[test]
fn blindness_is_said_on_the_first_line_with_its_reason() {
    const BLIND: [&str; 3] = ["göremiyor", "sees no", "не видит"];
    let written = in_three_languages(|desk| {
        desk.take(Input::Blind(Some(Problem {
            code: "cannot-store".into(),
            detail: "the disk is full".into(),
        })));
    });
    let first: Vec<&str> = written
        .lines()
        .filter(|line| BLIND.iter().any(|blind| line.contains(blind)))
        .collect();
    // What the system says of it, in a language of its own, is for the window's details.
    assert!(!written.contains("the disk is full"), "{written}");
    insta::assert_snapshot!(first.join("\n"), @r"
    (0) Kimo çağrıları göremiyor: çağrılar kaydedilemiyor
      Kimo çağrıları göremiyor: çağrılar kaydedilemiyor
    (0) Kimo sees no calls: calls cannot be stored
      Kimo sees no calls: calls cannot be stored
    (0) Kimo не видит звонков: звонки не сохраняются
      Kimo не видит звонков: звонки не сохраняются
    ");
}

#[test]
fn what_the_desktop_cannot_show_is_said_in_the_menu_and_is_no_blindness() {
    let lacks = ["no-web-view", "no-toasts"].map(|code| Problem {
        code: code.into(),
        detail: String::new(),
    });
    let written = in_three_languages(|desk| {
        desk.take(Input::Lacks(lacks.to_vec()));
        assert!(!desk.tray().icon.blind);
    });
    let heads: Vec<&str> = written
        .split("(0)")
        .skip(1)
        .flat_map(|tray| tray.lines().take(4))
        .collect();
    insta::assert_snapshot!(heads.join("\n"), @r"
     Kimo
      (pencere açılamıyor: bu bilgisayarda Microsoft WebView2 yok. microsoft.com adresinden WebView2 Runtime'ı kurun. Çağrılar yine de kaydediliyor)
      (arayanlar saatin yanındaki balonda gösteriliyor: Windows, Kimo'nun bildirimlerini göstermiyor. Windows ayarlarında Sistem, Bildirimler bölümünden açın)
      -
     Kimo
      (the window cannot be opened: Microsoft WebView2 is missing on this computer. Install the WebView2 Runtime from microsoft.com. Calls are recorded all the same)
      (popups come as balloons of the tray: Windows does not show Kimo's notifications. Switch them on in Windows' settings under System, Notifications)
      -
     Kimo
      (окно не открывается: на этом компьютере нет Microsoft WebView2. Установите WebView2 Runtime с сайта microsoft.com. Звонки всё равно записываются)
      (звонки показываются подсказками у часов: Windows не показывает уведомления Kimo. Включите их в параметрах Windows: «Система», «Уведомления»)
      -
    ");

    let mut desk = Stage::new();
    desk.take(Input::Time);
    let before = desk.tray().clone();
    desk.take(Input::Lacks(lacks.to_vec()));
    assert_ne!(*desk.tray(), before);
    desk.take(Input::Lacks(Vec::new()));
    assert_eq!(*desk.tray(), before);
}

#[test]
fn blindness_colours_the_icon_and_leads_to_the_connections() {
    let mut desk = Stage::new();
    desk.take(Input::Blind(Some(Problem {
        code: "unheard-of".into(),
        detail: "something new".into(),
    })));
    assert!(desk.tray().icon.blind);
    assert_eq!(
        desk.tray().tooltip,
        "Kimo sees no calls: something unexpected",
        "what the system says never stands alone"
    );
    assert!(matches!(
        &desk.tray().menu[0],
        TrayItem::Item {
            id: TrayId::Connections,
            ..
        }
    ));
    desk.take(Input::Blind(None));
    assert!(!desk.tray().icon.blind);
}

#[test]
fn each_line_of_the_menu_does_what_it_says() {
    let call = verimor("a");
    let caller = call.id();
    let open = Action::OpenWindow;
    let cases = [
        (TrayId::History, open(View::Calls)),
        (TrayId::Missed, open(View::Missed)),
        (TrayId::Settings, open(View::Settings)),
        (TrayId::Connections, open(View::Connections)),
        (TrayId::LeaveUpdate, Action::LeaveUpdate),
        (
            TrayId::OpenCall(caller.clone()),
            open(View::Call(caller.clone())),
        ),
        (
            TrayId::CallBack(caller.clone()),
            Action::CallBack(caller.clone(), "+902123205062".into()),
        ),
        (TrayId::Done(caller.clone()), Action::MarkDone(caller)),
        (TrayId::TestCall(HookId(2)), Action::SendTestCall(HookId(2))),
        (
            TrayId::CopyAddress(HookId(2)),
            Action::Copy("http://127.0.0.1/2".into()),
        ),
        (
            TrayId::Quiet(QuietChoice::AnHour),
            Action::ChooseQuiet(QuietChoice::AnHour),
        ),
        (TrayId::Quit, Action::Quit),
    ];
    for (id, expected) in cases {
        let mut desk = Stage::new();
        desk.take(Input::Hooks(hooks()));
        desk.receive(call.ended_missed(20));
        desk.missed_callers(&[(desk.call(&call.id()), 1)]);
        let named: TrayId = id.to_string().parse().unwrap();
        assert_eq!(named, id, "toolkits know lines by name");
        desk.choose(named);
        assert_eq!(desk.done(), [expected]);
    }
}

#[test]
fn the_test_call_goes_to_the_hook_that_is_in_use() {
    let mut desk = Stage::new();
    desk.take(Input::Hooks(hooks()));
    let offered = |desk: &Stage| {
        desk.tray().menu.iter().find_map(|item| match item {
            TrayItem::Item {
                id: TrayId::TestCall(hook),
                ..
            } => Some(*hook),
            _ => None,
        })
    };
    assert_eq!(offered(&desk), Some(HookId(1)));
    desk.receive(mtt("a").ringing(0, "79684881033"));
    assert_eq!(offered(&desk), Some(HookId(3)));
}

#[test]
fn a_caller_for_whom_mtt_may_try_another_number_is_not_counted_yet() {
    let call = mtt("a");
    let mut desk = Stage::new();
    desk.receive_all([
        call.ringing(0, "79684881033"),
        call.leg_ended(20, "79684881033"),
    ]);
    desk.missed_callers(&[(desk.call(&call.id()), 1)]);
    assert_eq!(desk.tray().icon.missed, 0);
    desk.pass(5);
    assert_eq!(desk.tray().icon.missed, 1);
}

#[test]
fn a_caller_who_was_missed_before_is_counted_all_the_while() {
    let call = mtt("a");
    let mut desk = Stage::new();
    desk.receive_all([
        call.ringing(0, "79684881033"),
        call.leg_ended(20, "79684881033"),
    ]);
    desk.missed_callers(&[(desk.call(&call.id()), 2)]);
    assert_eq!(desk.tray().icon.missed, 1);
}

#[test]
fn yesterday_becomes_a_date_at_midnight() {
    let call = verimor("a").beginning(-24 * 60 * 60);
    let mut desk = Stage::new();
    desk.receive(call.ended_missed(20));
    desk.missed_callers(&[(desk.call(&call.id()), 1)]);
    let label = |desk: &Stage| match &desk.tray().menu[0] {
        TrayItem::Submenu { label, .. } => label.clone(),
        other => panic!("{other:?}"),
    };
    assert!(
        label(&desk).ends_with("yesterday 12:00"),
        "{}",
        label(&desk)
    );
    desk.pass(12 * 60 * 60);
    assert!(
        label(&desk).ends_with("21 Nov 2026 12:00"),
        "{}",
        label(&desk)
    );
}

#[test]
fn an_unknown_line_is_an_error_and_nothing_else() {
    for name in ["", "nothing", "open", "open:Asterisk", "test-call:x"] {
        assert!(name.parse::<TrayId>().is_err(), "{name}");
    }
    let id: CallId = "verimor:with:colons".parse().unwrap();
    let line = TrayId::OpenCall(id);
    assert_eq!(line.to_string().parse::<TrayId>().unwrap(), line);
}

fn hooks() -> Vec<HookAddress> {
    let hook = |(n, pbx): (usize, &PbxId)| HookAddress {
        id: HookId(i64::try_from(n).unwrap() + 1),
        pbx: *pbx,
        name: kimo_pbx::title(*pbx),
        region: Region::TR,
        url: format!("http://127.0.0.1/{}", n + 1),
    };
    [
        crate::script::VERIMOR,
        crate::script::BULUTFON,
        crate::script::MTT,
    ]
    .iter()
    .enumerate()
    .map(hook)
    .collect()
}

fn in_three_languages(play: impl Fn(&mut Stage)) -> String {
    let mut written = String::new();
    for language in ["tr", "en", "ru"] {
        let mut desk = Stage::with(Preferences {
            language: Lang::of_tag(language),
            ..Preferences::default()
        });
        desk.take(Input::Hooks(hooks()));
        desk.take(Input::OpenMissed(OpenMissed::default()));
        play(&mut desk);
        written.push_str(&write(desk.tray()));
    }
    written
}

fn write(tray: &Tray) -> String {
    let mut lines = vec![format!("({}) {}", tray.icon.missed, tray.tooltip)];
    lines.extend(tray.menu.iter().map(write_item));
    lines.join("\n") + "\n"
}

fn write_item(item: &TrayItem) -> String {
    match item {
        TrayItem::Item {
            label,
            checked: None,
            ..
        } => format!("  {label}"),
        TrayItem::Item {
            label,
            checked: Some(on),
            ..
        } => format!("  {label} [{on}]"),
        TrayItem::Text(text) => format!("  ({text})"),
        TrayItem::Separator => "  -".to_owned(),
        TrayItem::Submenu { label, items } => {
            let items: Vec<_> = items
                .iter()
                .map(|item| write_item(item).trim().to_owned())
                .collect();
            format!("  {label} > {}", items.join(" | "))
        }
    }
}
